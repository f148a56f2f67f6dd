"""Heads of indicator tables broken into lines: which columns a header in running words names.

A header may begin with the row numbers ("TT") or at once with the names ("Chỉ số thành phần | Điểm năm
2024 | Mục tiêu năm 2025"). The second kind has no sign of its own: it reaches as far as every word is one
that heads of such tables hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tinhxanh.core.plan.grids import rownumbers
from tinhxanh.core.plan.grids.cellwords import AGENCY
from tinhxanh.core.plan.normal import fold
from tinhxanh.core.plan.source import Line

_NAMES = r"chỉ tiêu|chỉ số(?: thành phần)?|tiêu chí"
_PHRASE = re.compile(
    r"(?P<id>(?<!\w)(?:s\.?t\.?t|tt|số tt)(?!\w))"
    r"|(?P<unit>đơn vị tính|đvt|đơn vị đo|đơn vị(?=\s+(?:thực hiện\s+)?(?:năm\s+)?20\d\d)"
    r"|đơn vị(?=\s+(?:kết quả|hiện trạng|mục tiêu|phấn đấu|kế hoạch|giá trị|ước)(?!\w)))"
    r"|(?P<lead>(?:giao\s+)?(?:(?:cơ quan|đơn vị)(?:,\s*đơn vị)?\s+)?(?:chủ trì|đầu mối)(?:\s+thực hiện)?)"
    r"|(?P<coordinate>(?:(?:cơ quan|đơn vị)(?:,\s*đơn vị)?\s+)?phối hợp(?:\s+(?:thực hiện|triển khai))?)"
    r"|(?P<responsible>(?:cơ quan|đơn vị)\s+(?:thực hiện|triển khai|chịu trách nhiệm(?: chính)?"
    r"|phụ trách|theo dõi))"
    r"|(?P<deadline>(?:thời gian|thời hạn)(?:\s+(?:thực hiện|hoàn thành))?)"
    r"|(?P<note>ghi chú)"
    r"|(?P<median>(?:điểm\s+|giá trị\s+)?trung vị|trung bình)"
    r"|(?P<target_rank>(?:mục tiêu|phấn đấu|kế hoạch)\s+(?:về\s+)?(?:xếp hạng|thứ hạng|thứ bậc|vị trí|hạng))"
    r"|(?P<target>chỉ tiêu (?:giao|kế hoạch|phấn đấu|đến)"
    r"|(?:điểm\s+)?(?:mục tiêu|phấn đấu|kế hoạch)(?:\s+(?:phấn đấu|điểm|đạt))*)"
    r"|(?P<rank>(?:xếp hạng|thứ hạng|thứ bậc|vị trí|hạng))"
    r"|(?P<name>(?:tên\s+)?(?:các\s+)?(?:" + _NAMES + r")(?:[,/]?\s*(?:và\s+)?(?:" + _NAMES + r"))*)"
    r"|(?P<gain>(?:mức\s+)?(?:tăng(?!\s+trưởng)|chênh lệch)(?:\s?[,/(+]*\s?giảm\)?)?(?:\s+thêm)?"
    r"(?:\s+so với(?:\s+năm 20\d\d)?)?)"
    r"|(?P<value>kết quả(?:\s+thực hiện)?|điểm số|điểm|giá trị|thực hiện|hiện trạng"
    r"|(?<!\w)(?:năm|pgi) 20\d\d|(?<![\w/.-])20\d\d(?![/.-]?\w))"
)
# A header without a column of numbers begins with what its rows name; "Chỉ số thành phần 1: …" heads duties.
_BEGINS = re.compile(
    r"\s*(?:Tên\s+)?(?:[Cc]ác\s+)?"
    r"(?:Chỉ tiêu|Chỉ số|Tiêu chí|CHỈ TIÊU|CHỈ SỐ|TIÊU CHÍ|chỉ (?:tiêu|số)|tiêu chí)(?!\w)"
)
_HEAD_WORD = re.compile(r"\w+|%")
_OF_HEADS = frozenset(
    _HEAD_WORD.findall(
        "chỉ số thành phần tiêu chí tên các nội dung điểm năm giá trị trung vị bình mục phấn đấu kế hoạch"
        " đạt được kết quả thực hiện hiện trạng xếp hạng thứ bậc vị cơ quan đơn vị chủ trì đầu mối phối hợp"
        " triển khai chịu trách nhiệm chính phụ theo dõi tham mưu thời gian hạn hoàn thành ghi chú tính đvt"
        " đo giao tăng giảm thêm so với mức chênh lệch cả nước toàn quốc tỉnh pgi và ước đến công bố %"
    )
)
_COLUMN_NUMBER = re.compile(r"\(\d{1,2}\)|20\d\d")
_MAX_UNNUMBERED = 24  # printed lines

_YEAR = re.compile(r"(?:năm\s+)?(20\d\d)")
_NAMES_OF_ROLES = {
    "id": "TT",
    "name": "Chỉ tiêu",
    "unit": "Đơn vị tính",
    "value": "Kết quả",
    "median": "Trung vị",
    "rank": "Xếp hạng",
    "target": "Mục tiêu",
    "target_rank": "Mục tiêu xếp hạng",
    "lead": "Chủ trì",
    "responsible": "Đơn vị thực hiện",
    "coordinate": "Phối hợp",
    "deadline": "Thời gian",
    "note": "Ghi chú",
    "gain": "Tăng thêm",
}
_BEFORE_YEARS = frozenset({"name", "unit", "value"})
MEASURED = frozenset({"value", "median", "rank", "target", "target_rank", "gain"})
TOTAL = re.compile(r"(?:tổng (?:điểm|số)|điểm tổng|chỉ số xanh|chỉ số pgi|điểm số pgi)")


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its role, the year its head names, and whether the head says that it holds scores."""

    role: str
    year: int | None = None
    is_score: bool = field(default=False, compare=False)
    is_year: bool = field(default=False, compare=False)  # the head says a year and nothing else


def begins_unnumbered(text: str) -> bool:
    """Whether a line could open a header that has no column of numbers."""
    return _BEGINS.match(text) is not None and _is_of_heads(text)


def unnumbered(lines: Sequence[Line], start: int) -> list[Line]:
    """The lines of a header without a column of numbers that begins at `start`, or nothing.

    It names what the rows are, and two figures, or one and who answers for it.
    """
    taken: list[Line] = []
    for line in rownumbers.head(lines, start, _MAX_UNNUMBERED):
        if TOTAL.match(fold(line.text)) or not _is_of_heads(line.text):
            break
        taken.append(line)
    else:
        return []
    roles = [head.role for head in phrases(" ".join(line.text for line in taken))]
    measured = sum(role in MEASURED for role in roles)
    enough = measured >= 2 or (measured == 1 and set(AGENCY) & set(roles))
    return taken if roles[:1] == ["name"] and enough else []


def _is_of_heads(text: str) -> bool:
    words = _HEAD_WORD.findall(_COLUMN_NUMBER.sub(" ", fold(text)))
    return _OF_HEADS.issuperset(words) and not text.rstrip().endswith((".", ";", ":"))


_PERIOD = re.compile(r"20\d\d\s?[-–]\s?(?=20\d\d)")
_WHOLE_PERIOD = re.compile(r"20\d\d\s?[-–]\s?20\d\d")
_YEAR_ALONE = re.compile(r"(?:năm )?20\d\d")


def phrases(text: str, divided: bool = False) -> list[Head]:
    """The column heads of a running header, in printed order, each with the year behind it.

    Years behind a head of goals that has its own are further columns of goals ("Mục tiêu 2027 2028"). A
    period is its last year; in a `divided` header it stands over columns for its years and is none itself.
    """
    folded = (_WHOLE_PERIOD if divided else _PERIOD).sub(" ", fold(text))
    matches = list(_PHRASE.finditer(folded))
    found: list[Head] = []
    for at, match in enumerate(matches):
        end = matches[at + 1].start() if at + 1 < len(matches) else len(folded)
        year = _YEAR.search(folded, match.start(), end)
        head = Head(match.lastgroup or "", int(year[1]) if year else None)
        if not _YEAR_ALONE.fullmatch(match[0]):
            found.append(replace(head, is_score=match[0].startswith("điểm")))
        elif found and found[-1].role in MEASURED and not found[-1].year:
            found[-1] = replace(found[-1], year=head.year)
        elif found and found[-1].role == "target":
            found.append(Head("target", head.year))
        elif match[0].startswith("năm") or (found and found[-1].role in _BEFORE_YEARS):
            found.append(replace(head, is_year=True))
    return found


def heads(text: str, figures: int) -> list[Head]:
    """The columns of a header printed as running words, where a row holds `figures` figures.

    Heads at the end that repeat a kind without a year stand below the heads of groups before them; so
    many groups are opened that the columns measured come to `figures`. Empty where they cannot.

    >>> [h.role for h in heads("TT Chỉ tiêu Trung vị Mục tiêu năm 2025 Giá trị Hạng", 3)]
    ['id', 'name', 'median', 'target', 'target_rank']
    """
    tries = ((said, divided) for said in dict.fromkeys((_turned(text), text)) for divided in (False, True))
    return next((found for said, divided in tries if (found := _counted(said, figures, divided))), [])


_RANK_WANTED = re.compile(
    r"(?<!\w)(?<!đấu )(?<!tiêu )(?<!hoạch )(?<!xếp )(?<!thứ )"
    r"(?P<what>(?:(?:thứ|xếp) )?hạng|thứ bậc|vị trí|điểm số|giá trị|kết quả)\s+"
    r"(?P<goal>mục tiêu|phấn đấu|kế hoạch)(?!\w)",
    re.IGNORECASE,
)


def _turned(text: str) -> str:
    """`text` with heads that say last that they are goals ("Thứ hạng phấn đấu") turned round.

    The second word of a head is small; where all are capitals only the count of columns can tell.
    """

    def turn(match: re.Match[str]) -> str:
        if not (match["goal"][0].islower() or match[0].isupper()):
            return match[0]
        is_rank = fold(match["what"]).endswith(("hạng", "bậc", "vị trí"))
        return f"{match['goal']} {match['what']}" if is_rank else match["goal"]

    return _RANK_WANTED.sub(turn, text)


def _counted(text: str, figures: int, divided: bool) -> list[Head]:
    found = _merged(phrases(text, divided))
    at = next((i for i, head in enumerate(found) if head.role == "name"), None)
    if at is None:
        return []
    for n_below in range(len(found) - at):
        below = found[len(found) - n_below :]
        if any(head.role not in {"value", "rank"} or head.year for head in below):
            break
        top = found[: len(found) - n_below]
        opened = _opened(top, below, figures)
        if opened:
            return opened
    return []


def _merged(found: list[Head]) -> list[Head]:
    """A head said in two phrases ("Điểm mục tiêu", "Mục tiêu xếp hạng") as one; agencies once."""
    merged: list[Head] = []
    for head in found:
        if head.role in {"id", "name", "unit", *AGENCY} and any(head.role == x.role for x in merged):
            continue
        merged.append(head)
    return merged


def _opened(top: list[Head], below: list[Head], figures: int) -> list[Head]:
    """`top` with its groups opened into the heads `below`, if that gives as many measured columns."""
    measured = [i for i, head in enumerate(top) if head.role in MEASURED]
    if not below:
        return top if len(measured) == figures else []
    for n_groups in range(1, len(measured) + 1):
        if len(measured) - n_groups + len(below) != figures or len(below) % n_groups:
            continue
        each = len(below) // n_groups
        if each < 2:
            break
        wanted = sorted(measured, key=lambda i: (_whole(top[i], top), i))
        groups = sorted(wanted[:n_groups])
        columns: list[Head] = []
        for i, head in enumerate(top):
            if i not in groups:
                columns.append(head)
                continue
            at = groups.index(i) * each
            columns.extend(_below(head, inner) for inner in below[at : at + each])
        return columns
    return []


def _whole(head: Head, heads: list[Head]) -> int:
    """How unlikely a head is divided below: a year alone is, one that has a rank beside it is not."""
    ranks = {"target": "target_rank", "value": "rank"}
    if head.role not in ranks:
        return 5
    own = head.is_score or any(other.role == ranks[head.role] for other in heads)
    if head.is_year or own:
        return 0 if head.is_year and not own else 4
    return 1 if head.role == "target" else 2


def _below(group: Head, inner: Head) -> Head:
    """The head of a column below a group: a rank below a goal is a wanted rank."""
    if group.role == "target":
        return Head("target_rank" if inner.role == "rank" else "target", group.year)
    return Head(inner.role, inner.year or group.year)


def title(head: Head) -> str:
    """What stands over a column in the composed text."""
    if head.is_year:
        return f"Năm {head.year}"
    name = "Điểm" if head.is_score and head.role == "value" else _NAMES_OF_ROLES.get(head.role, head.role)
    return f"{name} năm {head.year}" if head.year else name
