"""What `tinhxanh index` prints: tables, JSON, files, and faults as sentences."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click
import numpy as np

from tinhxanh.core import index as engine
from tinhxanh.exchange import tables

Command = Callable[..., None]


class Refused(click.ClickException):
    """Faults of recipe or data: one sentence a line; with --json a list of them."""

    exit_code = 2

    def __init__(self, faults: Sequence[engine.Fault], as_json: bool) -> None:
        super().__init__("\n".join(fault.sentence for fault in faults))
        self.faults, self.as_json = faults, as_json

    def show(self, file: Any = None) -> None:
        """Print the faults where errors go, or as JSON where results go."""
        if self.as_json:
            click.echo(json.dumps({"faults": plain(list(self.faults))}, ensure_ascii=False, indent=2))
        else:
            click.echo(self.message, err=True)


def plain(value: Any) -> Any:
    """Dataclasses, arrays and enumerations as JSON takes them; NaN becomes null."""
    if isinstance(value, engine.Recipe):
        edition = value.edition.isoformat() if value.edition else None
        return {"code": value.code, "name": value.name, "version": value.version, "edition": edition}
    if isinstance(value, engine.Result):
        return result_of(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, (float, np.floating)):
        return None if np.isnan(value) else float(value)
    return value.item() if isinstance(value, np.generic) else value


def result_of(result: engine.Result) -> dict[str, Any]:
    """A result as JSON: the table, the recipe's name and the steps that ran."""
    header, rows = tables.result_table(result)
    table = [dict(zip(header, row, strict=True)) for row in rows]
    made = {"recipe": plain(result.recipe), "restated": result.data.restated}
    return {**made, "table": table, "ran": plain(result.ran)}


def refusing(command: Command) -> Command:
    """Turn faults of the engine into sentences on the terminal."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except engine.IndexFault as fault:
            raise Refused(fault.faults, bool(kwargs.get("as_json"))) from None

    return run


def out_options(command: Command) -> Command:
    """--json and --out, and faults as sentences."""
    command = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")(refusing(command))
    path = click.Path(dir_okay=False, path_type=Path)
    return click.option("--out", type=path, help="Ghi bảng ra tệp CSV hoặc Parquet.")(command)


def show(
    as_json: bool, out: Path | None, found: Any, header: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """JSON of `found`, or the table to a file or the terminal."""
    if out is not None:
        tables.write_table(out, header, rows)
    if as_json:
        click.echo(json.dumps(plain(found), ensure_ascii=False, indent=2))
    elif out is None:
        click.echo("\t".join(header))
        for row in rows:
            click.echo("\t".join(cell_text(cell) for cell in row))


def cell_text(cell: Any) -> str:
    """A cell as the terminal shows it: decimal comma, a dash where there is nothing."""
    if cell is None:
        return "—"
    return f"{cell:.4f}".rstrip("0").rstrip(".").replace(".", ",") if isinstance(cell, float) else str(cell)
