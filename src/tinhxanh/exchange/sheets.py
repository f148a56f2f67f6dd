"""What a form for a workbook says: its sheets, columns and lines, and what came back filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a column holds."""

    LOCKED = "locked"
    TEXT = "text"
    PERCENT = "percent"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the form. `hint` is shown when the cell is chosen."""

    key: str
    title: str
    kind: Kind = Kind.LOCKED
    width: int = 16
    hint: str = ""
    is_required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """A cell of a line that must not stay empty beside what other cells of the line say.

    `unless` is a cell that answers in its place; `beside` is a cell of percent whose number must be at
    least `least` and at most `most` for the need to hold.
    """

    key: str
    unless: str = ""
    beside: str = ""
    least: int = 0
    most: int = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the form: its id in our books, what stands in it now, which cells are shut in it, and which
    it needs beyond those that every line does.
    """

    id: str
    values: Mapping[str, Any]
    locked: frozenset[str] = frozenset()
    needs: tuple[Need, ...] = ()

    def kind(self, column: Column) -> Kind:
        """What the cell of this line holds: as its column, unless it is shut."""
        return Kind.LOCKED if column.key in self.locked else column.kind


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the form."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in one cell, or in the file where `cell` is empty."""

    sheet: str
    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Values by sheet and line, and every problem found. Where there is one, nothing is to be kept."""

    values: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
