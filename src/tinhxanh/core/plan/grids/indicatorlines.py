"""Indicator tables that text extraction broke into lines: names, agencies and figures row after row.

The words of the header tell the columns, the figures of the rows tell how many of them are measured, so
a head in two storeys ("Mục tiêu năm 2025" above "Giá trị" and "Hạng") is resolved by counting. A row
begins at its number; its figures stand together on one line, alone or behind the last words of a cell.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tinhxanh.core.plan.grids import indicatorheads, namerows, rownumbers, tableends
from tinhxanh.core.plan.grids.celllines import Fit, begins_anew
from tinhxanh.core.plan.grids.cellwords import AGENCY
from tinhxanh.core.plan.grids.gridding import Fragment, LooseTable
from tinhxanh.core.plan.grids.indicatorheads import MEASURED, TOTAL, Head, heads, phrases, title
from tinhxanh.core.plan.grids.parting import Found, separate
from tinhxanh.core.plan.grids.sidecells import unpack
from tinhxanh.core.plan.lines.furniture import HEADER_START, NUMBER_LINE
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import fold, squeeze
from tinhxanh.core.plan.source import Line

_MAX_HEADER = 40  # lines; narrow columns break their heads word by word
_FIGURE = r"(?:[<>≥≤]\s?)?-?\d[\d.,]*\s?%?(?:\s?/\s?\d{2,3})?|[-–](?=\s|$)"
_RUN = rf"(?:{_FIGURE})(?:\s+(?:{_FIGURE}))*(?=\s|$)"
_LEADING = re.compile(_RUN)
_TRAILING = re.compile(rf"(?:^|(?<=\s)){_RUN}\s*$")
_MIDDLE = re.compile(rf"(?<=\s)(?:{_FIGURE})(?:\s+(?:{_FIGURE}))+(?=\s)")
_ONE = re.compile(_FIGURE)
_THINGS = (
    r"lần|dự án|cơ sở|doanh nghiệp|hợp tác xã|hộ(?: gia đình)?|xã|phường|huyện|người|mô hình|công trình"
    r"|trường|trạm|xe|cây|lớp|cuộc|cụm|khu|điểm|chợ|đơn vị|sản phẩm|hệ thống|thiết bị|bộ|chiếc"
    r"|vụ|đề án|nhiệm vụ|bản"
)
_UNIT = re.compile(
    rf"(?:%(?:\s?/\s?năm)?|hạng|bậc|(?:(?:nghìn|triệu|tỷ)\s)?(?:tấn\S*|kg\S*|[mkg]wh?p?|toe|ha|km2?|m[23²³]\S*"
    rf"|đồng|lít|{_THINGS})|triệu \w+)",
    re.I,
)


@dataclass(slots=True)
class _Row:
    """A row: its number, the lines before its figures, the figures, and the lines behind them."""

    label: str
    before: list[Line] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    page: int | None = None
    start: int = 0  # the line that begins it


def find(lines: Sequence[Line]) -> Iterable[LooseTable | list[Line]]:
    """`lines` cut into prose and broken indicator tables, in order."""

    def table_at(index: int) -> Found | None:
        found = _table(lines, index) if _may_head(lines[index].text) else None
        return (found[0], index, found[1]) if found is not None else None

    return separate(lines, table_at)


def _may_head(text: str) -> bool:
    return HEADER_START.match(text) is not None or indicatorheads.begins_unnumbered(text)


def _table(lines: Sequence[Line], start: int) -> tuple[LooseTable, int] | None:
    numbered = HEADER_START.match(lines[start].text) is not None
    header = _header(lines, start) if numbered else indicatorheads.unnumbered(lines, start)
    if not header:
        return None
    rows, end = _rows(lines, start, header, None if numbered else _has_agencies_behind(header))
    counts = Counter(len(row.figures) for row in rows if row.figures)
    if len(rows) < 2 or not counts:
        return None
    columns = heads(" ".join(line.text for line in header), counts.most_common(1)[0][0])
    if columns and not numbered and any(row.label for row in rows):
        columns = [Head("id"), *columns]
    return (_assemble(columns, rows, header[0].page), end) if columns else None


def _header(lines: Sequence[Line], start: int) -> list[Line]:
    """The lines of an indicator table's header beginning at `start`, or nothing."""
    taken: list[Line] = []
    for line in rownumbers.head(lines, start, _MAX_HEADER):
        match = rownumbers.LABEL.match(line.text)
        if taken and (
            (match is not None and match[1] in rownumbers.FIRST) or TOTAL.match(fold(line.text).strip())
        ):
            break
        taken.append(line)
    else:
        return []
    roles = [head.role for head in phrases(" ".join(line.text for line in taken))]
    return taken if "name" in roles and sum(role in MEASURED for role in roles) >= 2 else []


def _has_agencies_behind(header: Sequence[Line]) -> bool:
    """Whether a column of words stands behind the figures."""
    roles = [head.role for head in phrases(" ".join(line.text for line in header))]
    last = max(i for i, role in enumerate(roles) if role in MEASURED)
    return not set(roles[last + 1 :]) <= {"unit"}


def _rows(
    lines: Sequence[Line], start: int, header: list[Line], behind: bool | None
) -> tuple[list[_Row], int]:
    """The rows behind the `header` that begins at `start`, and where the table ends.

    `behind`: where the header has no column of numbers, whether agencies stand behind the figures.
    """
    repeat = [fold(line.text) for line in header if line.text.strip()]
    ends = tableends.around(lines, start)
    rows: list[_Row] = []
    index, page = start + len(header), 0
    while index < len(lines):
        line, text = lines[index], lines[index].text.strip()
        skip = rownumbers.repeated(lines, index, repeat)
        if skip:
            index += skip
            continue
        closed = ends.closes(text, [row.label for row in rows if row.label]) or rownumbers.ends_table(text)
        if rows and (closed or _is_closed(rows[-1], text)):
            break
        if behind is not None and _opens(rows, text, behind):
            if rows and rows[-1].label:
                break  # numbered rows go on with numbers: what opens without one stands below the table
            rows.append(_Row("", page=line.page, start=index))
            line, text = replace(line, text=namerows.clean(text)), namerows.clean(text)
        number = NUMBER_LINE.fullmatch(text)
        if number is not None and _is_page(int(number[1]), page, rows, lines, index):
            page = int(number[1])
        else:
            _take(rows, line, text)
        index += 1
    while behind is not None and rows and not rows[-1].figures:
        index = rows.pop().start or index  # words without figures are no row of such a table
    return rows, index


def _opens(rows: list[_Row], text: str, behind: bool) -> bool:
    """Whether a line opens the next row of a table whose rows may bear no numbers."""
    if not text or (rows and (not rows[-1].figures or TOTAL.match(fold(text)))):
        return False
    match = rownumbers.LABEL.match(text)
    if match is not None and rownumbers.follows([row.label for row in rows if row.label], match[1]):
        return False
    return not rows or namerows.begins(" ".join(line.text for line in rows[-1].after), text, behind)


def _is_page(number: int, page: int, rows: list[_Row], lines: Sequence[Line], index: int) -> bool:
    """Whether a lone number is the number of a page (`page` the last seen), not a row's nor a figure."""
    if page and number != page + 1:
        return False
    around = [*lines[index - 1 : index], *lines[index + 1 : index + 2]]
    if not any(line.text.strip() for line in around):
        return True
    return page > 0 and not rownumbers.follows([row.label for row in rows if row.label], str(number))


def _is_closed(row: _Row, text: str) -> bool:
    """Whether a long sentence follows a row that has its figures: prose again."""
    if not row.figures or len(text) <= 70:
        return False
    label = rownumbers.LABEL.match(text)
    figures = _run_of_figures(label[2]) if label is not None and label[2] else None
    return figures is None or len(_ONE.findall(figures[0])) < 2


def _take(rows: list[_Row], line: Line, text: str) -> None:
    """Put one line into the rows: it begins a row, holds figures, or goes on with a cell."""
    if not text:
        return
    labels = [row.label for row in rows if row.label]
    match = rownumbers.LABEL.match(text)
    if rows and rows[-1].figures and TOTAL.match(fold(text)):
        rows.append(_Row("", page=line.page))
    if match is not None and rownumbers.follows(labels, match[1]) and not _is_figures(text, rows):
        rows.append(_Row(match[1], page=line.page))
        text = (match[2] or "").strip()
    elif not rows:
        rows.append(_Row("", page=line.page))
    if text:
        _put(rows[-1], replace(line, text=text))


def _is_figures(text: str, rows: list[_Row]) -> bool:
    """Whether a line that could begin a row is the figures that the open row still lacks."""
    return bool(rows) and not rows[-1].figures and len(_ONE.findall(text)) > 1 and _only_figures(text)


def _only_figures(text: str) -> bool:
    match = _LEADING.match(text)
    return match is not None and match.end() == len(text)


def _put(row: _Row, line: Line) -> None:
    """A line into its row: words before the figures, the figures themselves, or words behind them."""
    if row.figures and not row.after and _only_figures(line.text):
        row.figures.extend(found.strip() for found in _ONE.findall(line.text))  # each cell on a line
        return
    match = None if row.figures else _run_of_figures(line.text)
    if match is None or (len(match[0]) < len(line.text) and len(_ONE.findall(match[0])) < 2):
        (row.after if row.figures else row.before).extend(unpack(line))
        return
    words, rest = line.text[: match.start()].strip(), line.text[match.end() :].strip()
    row.before.extend(unpack(replace(line, text=words)) if words else [])
    row.after.extend(unpack(replace(line, text=rest)) if rest else [])
    row.figures = [found.strip() for found in _ONE.findall(match[0])]


def _run_of_figures(text: str) -> re.Match[str] | None:
    """The figures of a line: at its beginning, its end, or between a name and an agency."""
    match = _LEADING.match(text) or _TRAILING.search(text) or _MIDDLE.search(text)
    between = match is not None and match.start() > 0 and match.end() < len(text)
    if match is None or (between and not agencies.begins(text[match.end() :].strip())):
        return None
    return match


def _assemble(columns: list[Head], rows: list[_Row], page: int | None) -> LooseTable:
    roles = [head.role for head in columns]
    first = next(i for i, role in enumerate(roles) if role in MEASURED)
    texts = [i for i, role in enumerate(roles) if role not in MEASURED | {"id", "unit"}]
    before, after = [i for i in texts if i < first], [i for i in texts if i > first]
    fits = {
        True: _fit(roles, before, [row.before for row in rows]),
        False: _fit(roles, after, [row.after for row in rows]),
    }
    fragments = [Fragment(0, i, title(head), page) for i, head in enumerate(columns)]
    for row in rows if not after else ():
        row.before, row.after = [*row.before, *row.after], []  # a cell that went on over the page
    for number, row in enumerate(rows, 1):
        if row.label and roles[0] == "id":
            fragments.append(Fragment(number, 0, row.label, row.page))
        unit = _unit(row, roles)
        fragments.extend(_words(number, row.before, before, fits[True]))
        if unit:
            fragments.append(Fragment(number, roles.index("unit"), unit, row.page))
        fragments.extend(_figures(number, row, roles))
        fragments.extend(_words(number, row.after, after, fits[False]))
    return LooseTable(tuple(fragments), len(rows) + 1, len(columns), 1)


def _unit(row: _Row, roles: list[str]) -> str:
    """The unit printed before the figures, taken off the words, where the table has a column for it."""
    if "unit" not in roles or not row.before:
        return ""
    last = row.before[-1]
    match = re.search(rf"(?:^|\s)({_UNIT.pattern})$", last.text.strip(), re.I) or _counted(row.before)
    if match is None:
        return ""
    rest = last.text.strip()[: match.start()].strip()
    row.before[-1:] = [replace(last, text=rest)] if rest else []
    return match[1]


_COUNTED = re.compile(r"(?:tổng )?số(?: lượng)? (?P<what>\w+(?: \w+)?)")


def _counted(before: list[Line]) -> re.Match[str] | None:
    """The unit of a count: a word of its own before the figures, or what the name counts said once more."""
    last = before[-1].text.strip()
    if len(before) > 1 and len(last.split()) <= 2 and last[:1].islower():
        return re.match(r"(.+)$", last)
    what = _COUNTED.match(fold(before[0].text).strip())
    words = what["what"].split() if what is not None else []
    named = [" ".join(words[:n]) for n in (2, 1) if len(words) >= n]
    found = next((name for name in named if fold(last).endswith(f" {name}")), None)
    return re.search(rf"\s({re.escape(found)})$", last, re.I) if found else None


def _fit(roles: list[str], places: list[int], runs: list[list[Line]]) -> Fit:
    """How lines fit the text columns `places`; the name of an indicator reads as the text of a duty."""
    fit = Fit(
        ["task" if roles[i] == "name" else roles[i] for i in places], [x.text for run in runs for x in run]
    )
    for run in runs:
        if places and len(run) > 1:
            fit.learn(run, fit.place(run))
    return fit


def _words(number: int, lines: list[Line], places: list[int], fit: Fit) -> Iterable[Fragment]:
    if not places:
        return
    open_cells: dict[int, str] = {}
    for column, text, line in fit.assign(lines, {}):
        carried = open_cells.get(column, "")
        anew = re.match(r"\s*[-–+]\s", text) is not None or (
            fit.roles[column] in AGENCY and bool(carried) and begins_anew(carried, text)
        )
        open_cells[column] = squeeze(f"{carried} {text}")
        yield Fragment(number, places[column], text, line.page, gap="\n" if anew else " ")


def _figures(number: int, row: _Row, roles: list[str]) -> Iterable[Fragment]:
    """The figures in their columns; where a row has fewer than the table, each goes where its form fits."""
    places = [i for i, role in enumerate(roles) if role in MEASURED]
    figures = row.figures[: len(places)]
    chosen = min(
        itertools.combinations(places, len(figures)),
        key=lambda at: sum(_misfit(roles[i], figure) for i, figure in zip(at, figures, strict=True)),
    )
    for place, figure in zip(chosen, figures, strict=True):
        yield Fragment(number, place, figure, row.page)


def _misfit(role: str, figure: str) -> int:
    """How little the form of a figure fits a column: "25/63" is a rank, "4,84" or "56%" is none."""
    if role in {"rank", "target_rank"}:
        return 0 if "/" in figure else 3 if re.search(r"[,.%]", figure) else 1
    return 4 if "/" in figure else 1 if role == "median" else 0
