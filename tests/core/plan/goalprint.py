"""Tables of scores, ranks and goals under heads of random wording, in three printed forms: for tests that
know what every column is.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass

from tinhxanh.core.plan.source import Cell, Grid, Line, Paragraph, SourceDocument

YEAR, NEXT = 2027, 2028
# What a measured column is called; {y} the year of the start, {n} the year of the goal.
SINGLE = {
    "value": ("Kết quả năm {y}", "Điểm {y}", "Điểm số năm {y}", "Hiện trạng năm {y}", "Thực hiện {y}"),
    "rank": ("Thứ hạng năm {y}", "Xếp hạng {y}", "Hạng năm {y}", "Vị trí năm {y}"),
    "median": ("Trung vị cả nước năm {y}", "Trung vị {y}", "Điểm trung vị {y}"),
    "target": ("Mục tiêu năm {n}", "Phấn đấu năm {n}", "Điểm phấn đấu {n}", "Kế hoạch năm {n}"),
    "target_rank": (
        "Thứ hạng phấn đấu",
        "Mục tiêu thứ hạng {n}",
        "Xếp hạng mục tiêu năm {n}",
        "Phấn đấu xếp hạng",
        "Hạng phấn đấu năm {n}",
    ),
}
START = ("Năm {y}", "Kết quả năm {y}", "Thực hiện năm {y}")
GOALS = ("Mục tiêu năm {n}", "Phấn đấu năm {n}", "Kế hoạch năm {n}", "Chỉ tiêu giao năm {n}")
SCORES, RANKS = ("Điểm", "Điểm số", "Giá trị"), ("Thứ hạng", "Xếp hạng", "Hạng")
NAMES = (
    "Nước ngầm ở đảo không nhiễm phèn",
    "Chợ nổi có bến gom rác",
    "Lò gạch đã tắt lửa than",
    "Hộ nuôi cá lồng được báo trước khi có lũ",
    "Quán ăn bỏ ống hút nhựa",
    "Bãi bồi ven sông giữ được rừng bần",
)
LEADS = ("Sở Y tế", "Sở Xây dựng", "Sở Công Thương", "Thanh tra tỉnh", "Công an tỉnh")


@dataclass(frozen=True)
class Storey:
    """A head over one column, or over the two columns `below` (an empty `below` text: a merged head)."""

    head: str
    roles: tuple[str, ...]
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Goals:
    """A table: its heads in printed order and, for each row, the figures by role."""

    heads: tuple[Storey, ...]
    # Label, name, lead (the unit where no column names leads), figures.
    rows: tuple[tuple[str, str, str, dict[str, float]], ...]

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(role for head in self.heads for role in head.roles)

    @property
    def is_high(self) -> bool:
        return any(head.below for head in self.heads)


def make(rng: random.Random, loose: bool = True) -> Goals:
    """A table of random heads; `loose` also merges heads over columns without words of their own."""
    measured = _start(rng, loose) + _goal(rng, loose)
    if not loose and [len(head.roles) for head in measured] == [2, 1]:  # in lines only words tell which is
        measured[1] = Storey(f"Điểm phấn đấu {NEXT}", ("target",))
    if rng.random() < 0.4:
        measured.insert(rng.choice((0, len(measured))), _single(rng, "median"))
    heads = [Storey(rng.choice(("TT", "STT")), ("id",)), Storey("Chỉ tiêu", ("name",))]
    if rng.random() < 0.5:
        heads.append(Storey(rng.choice(("ĐVT", "Đơn vị tính")), ("unit",)))
    heads += [*measured, Storey(rng.choice(("Cơ quan chủ trì", "Đơn vị chủ trì")), ("lead",))]
    if rng.random() < 0.3:
        heads = [_loud(head) for head in heads]
    roles = {role for head in measured for role in head.roles}
    return Goals(tuple(heads), tuple(_row(rng, number, roles) for number in range(1, rng.randint(4, 6))))


UNITS = ("%", "ha", "hộ", "tấn/ngày", "mô hình", "triệu đồng")


def make_years(rng: random.Random) -> Goals:
    """A table of goals for several years: each role of a goal is its year, the start is "value"."""
    first = rng.choice((2026, 2027))
    years = tuple(str(first + n) for n in range(rng.randint(2, 4)))
    named = rng.choice(("Mục tiêu {}", "Mục tiêu năm {}", "Kế hoạch năm {}", "Năm {}", "Đến năm {}", "{}"))
    heads = [Storey(rng.choice(("TT", "STT")), ("id",)), Storey("Chỉ tiêu", ("name",))]
    heads.append(Storey(rng.choice(("ĐVT", "Đơn vị tính", "Đơn vị")), ("unit",)))
    if rng.random() < 0.6:
        heads.append(
            Storey(rng.choice(("Thực hiện năm 2025", "Kết quả 2025", "Hiện trạng 2025")), ("value",))
        )
    if rng.random() < 0.5:
        over = rng.choice((f"Mục tiêu giai đoạn {years[0]} - {years[-1]}", "Kế hoạch các năm", "Mục tiêu"))
        below = tuple(rng.choice(("Năm {}", "{}")).format(year) for year in years)
        heads.append(Storey(over, years, below))
    else:
        heads += [Storey(named.format(year), (year,)) for year in years]
    roles = {role for head in heads for role in head.roles} - {"id", "name", "unit"}
    rows = [_row(rng, number, roles) for number in range(1, rng.randint(4, 6))]
    return Goals(tuple(heads), tuple((a, b, rng.choice(UNITS), d) for a, b, _, d in rows))


def _loud(head: Storey) -> Storey:
    return Storey(head.head.upper(), head.roles, tuple(text.upper() for text in head.below))


def _text(rng: random.Random, choices: tuple[str, ...]) -> str:
    return rng.choice(choices).format(y=YEAR, n=NEXT)


def _single(rng: random.Random, role: str) -> Storey:
    return Storey(_text(rng, SINGLE[role]), (role,))


def _start(rng: random.Random, loose: bool) -> list[Storey]:
    form = rng.random()
    if form < 0.2:
        return [_single(rng, "value")]
    if form < 0.6:
        return [_single(rng, "value"), _single(rng, "rank")]
    return [_pair(rng, _text(rng, START), ("value", "rank"), merged=loose and form > 0.85)]


def _goal(rng: random.Random, loose: bool) -> list[Storey]:
    form = rng.random()
    if form < 0.2:
        return [_single(rng, "target")]
    if form < 0.6:
        columns = [_single(rng, "target"), _single(rng, "target_rank")]
        return columns if rng.random() < 0.7 else columns[::-1]
    return [_pair(rng, _text(rng, GOALS), ("target", "target_rank"), merged=loose and form > 0.8)]


def _pair(rng: random.Random, head: str, roles: tuple[str, str], merged: bool) -> Storey:
    below = ("", "") if merged else (rng.choice(SCORES), rng.choice(RANKS))
    turned = not merged and rng.random() < 0.25
    return Storey(head, roles[::-1] if turned else roles, below[::-1] if turned else below)


def _row(rng: random.Random, number: int, roles: set[str]) -> tuple[str, str, str, dict[str, float]]:
    name = NAMES[(number - 1) % len(NAMES)]
    figures = {
        role: float(rng.randint(1, 60)) if "rank" in role else rng.randint(2, 95) + rng.randint(1, 9) / 10
        for role in sorted(roles)
    }
    return str(number), name, rng.choice(LEADS), figures


def printed(value: float, role: str) -> str:
    return str(int(value)) if "rank" in role else str(value).replace(".", ",")


def _cells(table: Goals, row: tuple[str, str, str, dict[str, float]]) -> list[str]:
    label, name, lead, figures = row
    by_year = "lead" not in table.roles
    words = {"id": label, "name": name, "lead": lead, "unit": lead if by_year else "%"}
    return [words.get(role) or printed(figures[role], role) for role in table.roles]


def _storeys(table: Goals) -> list[list[str]]:
    upper = [text for head in table.heads for text in (head.head, *[""] * (len(head.roles) - 1))]
    lower = [text for head in table.heads for text in (head.below or ("",))]
    return [upper, lower] if any(lower) else [upper]


def tabbed(table: Goals) -> SourceDocument:
    """The table with a tab between cells; a merged cell is printed once."""
    rows = [*_storeys(table), *(_cells(table, row) for row in table.rows)]
    return SourceDocument(tuple(Line("\t".join(row)) for row in rows), "txt")


def ruled(table: Goals) -> SourceDocument:
    """The table with its cells kept apart, heads merged over rows and columns."""
    high = 2 if any(any(head.below) for head in table.heads) else 1
    cells: list[Cell] = []
    at = 0
    for head in table.heads:
        width, divided = len(head.roles), any(head.below)
        cells.append(Cell(0, at, (Paragraph(head.head),), 1 if divided else high, width))
        cells += [Cell(1, at + n, (Paragraph(text),)) for n, text in enumerate(head.below) if divided]
        at += width
    for number, row in enumerate(table.rows, high):
        cells += [Cell(number, n, (Paragraph(text),)) for n, text in enumerate(_cells(table, row))]
    return SourceDocument((Grid(tuple(cells), high + len(table.rows), at),), "docx")


def broken(table: Goals) -> SourceDocument:
    """The table as text extraction leaves it: heads in lines, a row's figures on one line."""
    lines = [line for head in table.heads for line in textwrap.wrap(head.head, 16)]
    lines.append(" ".join(text for head in table.heads for text in head.below))
    for row in table.rows:
        cells = dict(zip(table.roles, _cells(table, row), strict=True))
        lines += textwrap.wrap(f"{cells.pop('id')} {cells.pop('name')}", 24)
        lead = cells.pop("lead", "")
        lines += [" ".join(cells.values()), lead]
    return SourceDocument(tuple(Line(line) for line in lines if line), "txt")
