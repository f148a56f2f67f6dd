"""Results as tables, written to CSV or Parquet."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tinhxanh.core.index import BadData, Fault, Result

Row = Sequence[Any]


def result_table(result: Result) -> tuple[list[str], list[list[Any]]]:
    """Units from the best rank down: unit, rank, score, then every group and every indicator.

    Units without a score come last, without a rank.
    """
    tree = result.recipe.tree
    groups = [node for node in reversed(tree.groups) if node != tree.root]
    nodes = [*groups, *range(tree.n_leaves)]
    header = ["unit", "rank", result.recipe.code, *(tree.codes[node] for node in nodes)]
    ranks = result.ranks[:, -1]
    order = np.lexsort((np.arange(len(ranks)), ranks, ranks == 0))
    rows = [
        [
            result.units[k],
            int(ranks[k]) or None,
            *(_cell(result.values[k, node]) for node in (tree.root, *nodes)),
        ]
        for k in order
    ]
    return header, rows


def _cell(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def write_table(path: Path | None, header: Sequence[str], rows: Sequence[Row]) -> None:
    """Write a table as CSV (UTF-8) or Parquet by the path's ending; CSV to standard output where None."""
    if path is None:
        _write_csv(sys.stdout, header, rows)
    elif path.suffix.lower() == ".parquet":
        _write_parquet(path, header, rows)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            _write_csv(file, header, rows)


def _write_csv(file: Any, header: Sequence[str], rows: Sequence[Row]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])


def _write_parquet(path: Path, header: Sequence[str], rows: Sequence[Row]) -> None:
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:
        sentence = f"Tệp {path.name}: ghi Parquet cần cài thêm gói pyarrow (phần mở rộng parquet)."
        raise BadData([Fault("no_parquet", sentence, path.name)]) from None
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(header)
    parquet.write_table(pyarrow.table({name: list(c) for name, c in zip(header, columns, strict=True)}), path)
