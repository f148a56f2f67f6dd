"""`tinhxanh evaluate`: score the reader on documents that a person annotated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tinhxanh.core.plan import jsonform, reading, scoring
from tinhxanh.exchange import documents

_FORMATS = (".txt", ".docx", ".pdf", ".html", ".odt", ".doc")


@click.command("evaluate")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--documents",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục văn bản; mặc định cùng thư mục với bản chú giải.",
)
@click.option("--misses", default=0, metavar="N", help="In N mục đọc sót và N mục đọc thừa của mỗi văn bản.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def evaluate(gold: Path, folder: Path | None, misses: int, as_json: bool) -> None:
    """Chấm điểm bộ đọc trên các văn bản có bản chú giải (*.gold.json hoặc *.json) trong thư mục GOLD."""
    results = {name: (score, kind) for name, score, kind in _scores(gold, folder or gold)}
    if not results:
        raise click.ClickException(f"Không tìm thấy cặp văn bản và bản chú giải nào trong “{gold}”.")
    if as_json:
        click.echo(
            json.dumps(
                {name: _figures(score) for name, (score, _) in results.items()}, ensure_ascii=False, indent=1
            )
        )
        return
    console = Console()
    console.print(_table({name: score for name, (score, _) in results.items()}))
    for name, (score, _) in results.items():
        for title, lines in (("sót", score.missed[:misses]), ("thừa", score.invented[:misses])):
            for line in lines:
                console.print(f"{name}: {title}: {line}", highlight=False)


def pairs(gold: Path, folder: Path) -> Iterator[tuple[Path, Path]]:
    """Annotations with their documents: the same name, or the same leading number ("001.json",
    "001_….txt").
    """
    for annotation in sorted(gold.glob("*.json")):
        stem = annotation.name.removesuffix(".json").removesuffix(".gold")
        found = [folder / f"{stem}{suffix}" for suffix in _FORMATS]
        found += sorted(path for path in folder.glob(f"{stem}_*") if path.suffix in _FORMATS)
        document = next((path for path in found if path.exists()), None)
        if document is not None:
            yield annotation, document


def _scores(gold: Path, folder: Path) -> Iterator[tuple[str, scoring.Scores, str]]:
    for annotation, document in pairs(gold, folder):
        wanted = json.loads(annotation.read_text(encoding="utf-8"))
        if "tasks" not in wanted:
            continue
        facts = reading.read(documents.load(document)).facts
        yield document.name, scoring.score(wanted, jsonform.to_json(facts)), document.suffix


def _figures(scores: scoring.Scores) -> dict[str, object]:
    kinds = {
        kind: {
            "precision": round(s.precision, 4),
            "recall": round(s.recall, 4),
            "f1": round(s.f1, 4),
            "gold": s.gold,
            "found": s.found,
        }
        for kind, s in scores.by_kind.items()
        if s.gold or s.found
    }
    return {"mean": round(scores.mean, 4), "kinds": kinds}


def _table(results: dict[str, scoring.Scores]) -> Table:
    kinds = [
        k
        for k in next(iter(results.values())).by_kind
        if any(s.by_kind[k].gold or s.by_kind[k].found for s in results.values())
    ]
    table = Table(title="F1 theo loại và văn bản (– : văn bản không có loại này)")
    table.add_column("Loại")
    for name in results:
        table.add_column(name, justify="right")
    for kind in kinds:
        cells = [s.by_kind[kind] for s in results.values()]
        table.add_row(kind, *(f"{c.f1:.3f}".replace(".", ",") if c.gold or c.found else "–" for c in cells))
    table.add_row("Trung bình", *(f"{s.mean:.3f}".replace(".", ",") for s in results.values()), style="bold")
    return table
