"""What an administrative document consists of, before any file format."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body; level 1 is in capitals, level 2 bold, level 3 bold italic."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body. `runs` are (text, is it a figure), so that figures can be found again."""

    runs: tuple[tuple[str, bool], ...]

    @classmethod
    def plain(cls, text: str) -> Paragraph:
        """A paragraph without figures."""
        return cls(((text, False),))


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head repeats on each page; `widths` are shares, `numbers` right-aligned columns.

    A row that has only its first cell spans the table: the heading of a group.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix on pages of its own, landscape unless said otherwise."""

    label: str
    title: str
    table: Table
    note: str = ""
    is_landscape: bool = True


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature block: authority (TM. …), position, name; a deputy's KT. line stands in `authority`."""

    authority: tuple[str, ...]
    position: str
    name: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A document in the parts of NĐ 30/2020/NĐ-CP, Phụ lục I.

    `number` may be empty: the clerk fills it in. `kind` is empty for a công văn, which has `subject`
    as V/v under its number and `to` as Kính gửi.
    """

    above: str
    issuer: str
    number: str
    symbol: str
    place: str
    day: dt.date | None
    kind: str
    subject: str
    body: tuple[Heading | Paragraph | Table, ...]
    signature: Signature
    recipients: tuple[str, ...]
    to: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = field(default_factory=tuple)

    @property
    def number_line(self) -> str:
        """Such as “Số: 05/BC-SNNMT”, with room for the clerk where there is no number yet."""
        number = f"{int(self.number):02d}" if self.number.isdigit() else self.number or "        "
        return f"Số: {number}/{self.symbol}"

    @property
    def place_and_day(self) -> str:
        """Such as “Lạng Sơn, ngày 05 tháng 02 năm 2026”: day below 10 and months 1 and 2 get a zero."""
        if self.day is None:
            return f"{self.place}, ngày      tháng      năm      "
        month = f"{self.day.month:02d}" if self.day.month < 3 else str(self.day.month)
        return f"{self.place}, ngày {self.day.day:02d} tháng {month} năm {self.day.year}"
