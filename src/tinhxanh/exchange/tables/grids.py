"""A table from a file: columns of labels and columns of numbers, read in blocks.

CSV may be separated by comma, semicolon or tab, in UTF-8 with or without a mark; numbers may have a
decimal point or comma. Empty, NA, N/A and a dash are missing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinhxanh.core.index.faults import BadData, Fault

MISSING = {"", "NA", "N/A", "NaN", "nan", "-", "–", "—", "null"}
BLOCK = 5_000  # rows held as text at a time
MOST_NAMED = 20  # faults of one file that are listed


@dataclass(frozen=True)
class Grid:
    """Columns of one file by name; `extra` are columns nobody asked for."""

    path: Path
    labels: dict[str, list[str]]
    numbers: dict[str, NDArray[np.float64]]
    extra: tuple[str, ...]

    def __len__(self) -> int:
        """How many rows the file has."""
        lengths = [len(column) for column in self.labels.values()]
        return max([*lengths, *(len(column) for column in self.numbers.values())], default=0)


def header_of(path: Path) -> tuple[str, ...]:
    """Names of the columns of a CSV or Parquet file."""
    if path.suffix.lower() == ".parquet":
        return tuple(_parquet(path).schema_arrow.names)
    with _open(path) as file:
        return tuple(name.strip() for name in next(csv.reader(file, delimiter=_separator(path)), []))


def read_grid(
    path: Path, labels: Sequence[str], numbers: Sequence[str], optional: Sequence[str] = ()
) -> Grid:
    """Columns `labels` (text) and `numbers` of a file; those in `optional` may be absent.

    Raises BadData: no such file, missing or repeated columns, rows of another length, text for numbers.
    """
    if not path.is_file():
        raise BadData([Fault("no_file", f"Không có tệp {path.name}.", str(path))])
    header = header_of(path)
    _check_header(path, header, [*labels, *numbers], set(optional))
    labels = [name for name in labels if name in header]
    numbers = [name for name in numbers if name in header]
    extra = tuple(name for name in header if name not in {*labels, *numbers})
    if path.suffix.lower() == ".parquet":
        return _from_parquet(path, labels, numbers, extra)
    return _from_csv(path, header, labels, numbers, extra)


def number(text: str) -> float:
    """A number with decimal point or comma; NaN where the cell says missing. Raises ValueError."""
    try:
        return float(text)
    except ValueError:
        plain = text.strip().replace("\u00a0", "").replace(" ", "")
        if plain in MISSING:
            return float("nan")
        if plain.endswith("%"):
            return number(plain[:-1])
        if plain.count(",") == 1 and "." not in plain:
            return float(plain.replace(",", "."))
        raise


def _check_header(path: Path, header: tuple[str, ...], wanted: Sequence[str], optional: set[str]) -> None:
    faults = []
    if not header or header == ("",):
        raise BadData([Fault("empty_file", f"Tệp {path.name} trống.", path.name)])
    for name in sorted({name for name in header if header.count(name) > 1}):
        places = ", ".join(str(k + 1) for k, other in enumerate(header) if other == name)
        sentence = f"Tệp {path.name}, dòng 1: cột “{name}” xuất hiện nhiều lần (thứ tự {places})."
        faults.append(Fault("duplicate_column", sentence, "1", name))
    for name in wanted:
        if name not in header and name not in optional:
            sentence = f"Tệp {path.name}, dòng 1: thiếu cột “{name}”."
            faults.append(Fault("missing_column", sentence, "1", name))
    if faults:
        raise BadData(faults)


def _open(path: Path) -> Any:
    return path.open(encoding="utf-8-sig", newline="")


def _separator(path: Path) -> str:
    with _open(path) as file:
        first = file.readline()
    return max(",;\t", key=first.count)


def _from_csv(
    path: Path, header: tuple[str, ...], labels: Sequence[str], numbers: Sequence[str], extra: tuple[str, ...]
) -> Grid:
    place = {name: k for k, name in enumerate(header)}
    texts: dict[str, list[str]] = {name: [] for name in labels}
    blocks: list[NDArray[np.float64]] = []
    faults: list[Fault] = []
    for line, rows in _blocks(path, len(header), faults):
        for name in labels:
            texts[name] += [row[place[name]].strip() for row in rows]
        blocks.append(_numbers(path, rows, line, [(name, place[name]) for name in numbers], faults))
        if len(faults) >= MOST_NAMED:
            break
    if faults:
        raise BadData(faults[:MOST_NAMED])
    values = np.concatenate(blocks) if blocks else np.empty((0, len(numbers)))
    return Grid(path, texts, {name: values[:, k] for k, name in enumerate(numbers)}, extra)


def _blocks(path: Path, width: int, faults: list[Fault]) -> Iterator[tuple[int, list[list[str]]]]:
    """First line number and rows of every block; rows of another length become faults."""
    try:
        with _open(path) as file:
            reader = csv.reader(file, delimiter=_separator(path))
            next(reader)
            line = 2
            while rows := list(islice(reader, BLOCK)):
                yield line, [row for k, row in enumerate(rows) if _fits(path, row, width, line + k, faults)]
                line += len(rows)
    except UnicodeDecodeError:
        sentence = f"Tệp {path.name}: không đọc được bằng UTF-8; hãy lưu lại tệp với mã hóa UTF-8."
        raise BadData([Fault("encoding", sentence, path.name)]) from None


def _fits(path: Path, row: list[str], width: int, line: int, faults: list[Fault]) -> bool:
    if len(row) == width:
        return True
    if any(cell.strip() for cell in row):
        sentence = f"Tệp {path.name}, dòng {line}: có {len(row)} ô, cần {width} ô."
        faults.append(Fault("row_length", sentence, str(line)))
    return False


def _numbers(
    path: Path, rows: list[list[str]], line: int, columns: list[tuple[str, int]], faults: list[Fault]
) -> NDArray[np.float64]:
    out = np.empty((len(rows), len(columns)))
    for k, (name, place) in enumerate(columns):
        try:
            out[:, k] = _column([row[place] for row in rows])
        except ValueError:
            out[:, k] = np.nan
            faults += _not_numbers(path, rows, line, name, place)
    return out


def _column(texts: list[str]) -> list[float]:
    """Numbers of a column; the plain way first, since most cells are plain."""
    try:
        return list(map(float, texts))
    except ValueError:
        return [number(text) for text in texts]


def _not_numbers(path: Path, rows: list[list[str]], line: int, name: str, place: int) -> list[Fault]:
    faults = []
    for k, row in enumerate(rows):
        try:
            number(row[place])
        except ValueError:
            sentence = f"Tệp {path.name}, dòng {line + k}, cột “{name}”: “{row[place]}” không phải là số."
            faults.append(Fault("not_a_number", sentence, str(line + k), name))
    return faults


def _parquet(path: Path) -> Any:
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        sentence = f"Tệp {path.name}: đọc Parquet cần cài thêm gói pyarrow (phần mở rộng parquet)."
        raise BadData([Fault("no_parquet", sentence, path.name)]) from None
    try:
        return parquet.ParquetFile(path)
    except (OSError, ValueError):
        raise BadData([Fault("bad_parquet", f"Tệp {path.name} không phải là Parquet.", path.name)]) from None


def _from_parquet(path: Path, labels: Sequence[str], numbers: Sequence[str], extra: tuple[str, ...]) -> Grid:
    table = _parquet(path).read(columns=[*labels, *numbers])
    texts = {name: ["" if v is None else str(v) for v in table[name].to_pylist()] for name in labels}
    values = {}
    for name in numbers:
        column = table[name].to_pylist()
        try:
            values[name] = np.array([np.nan if v is None else float(v) for v in column], dtype=np.float64)
        except (TypeError, ValueError):
            row = next(k for k, v in enumerate(column) if v is not None and not isinstance(v, (int, float)))
            sentence = f"Tệp {path.name}, hàng {row + 1}, cột “{name}”: “{column[row]}” không phải là số."
            raise BadData([Fault("not_a_number", sentence, str(row + 1), name)]) from None
    return Grid(path, texts, values, extra)
