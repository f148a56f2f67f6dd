"""Pointers inside a document: "điểm a, e mục 1, điểm b mục 2 Phần II của Kế hoạch này" -> paths of points."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tinhxanh.core.plan.guards import AnyOf, Guarded
from tinhxanh.core.plan.naming import agencies

_LABEL = r"(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*|[a-zA-ZđĐ](?![\w]))(?:\.[\da-zđ]+)*"
_LEVEL = Guarded(
    rf"(?P<level>(?:các\s+)?(?:điểm|tiết|khoản|mục|phần|chương|điều|gạch đầu dòng(?:\s+thứ)?|nhiệm vụ"
    rf"(?:\s+số)?|số thứ tự|STT|phụ lục))\s+(?:số\s+)?(?P<labels>{_LABEL}(?:\s*(?:,|;|và"
    rf"|đến(?:\s+(?:điểm|tiết|khoản|mục))?|-|–)\s*(?:số\s+)?{_LABEL}(?!\w))*)",
    "điểm|tiết|khoản|mục|phần|chương|điều|gạch đầu dòng|nhiệm vụ|số thứ tự|stt|phụ lục",
    flags=re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"\s*(?:,\s*)?(?:của\s+|tại\s+|,\s*)?(?:[Đđ]iều\s+\d|(?:Nghị định|Nghị quyết|Thông tư|Luật|Quyết định"
    r"|Chỉ thị|Công văn|Kế hoạch|Thông báo|Kết luận|Chương trình)\s+(?:số\s+\d|\d|Bảo|[A-ZĐ]))"
)
_TASKS_AT = Guarded(
    r"(?:nhiệm vụ|nội dung|giải pháp|công việc|chỉ tiêu|chỉ số|hoạt động)[^.;:]{0,90}?\s(?:tại|ở|theo"
    r"|thuộc|nêu tại|quy định tại|được (?:giao|phân công|nêu) tại|số)\s+(?=(?:các\s+|từ\s+)?(?:điểm|tiết"
    r"|khoản|mục|phần|điều|nhiệm vụ|số thứ tự|STT|phụ lục|\d))",
    "nhiệm vụ|nội dung|giải pháp|công việc|chỉ tiêu|chỉ số|hoạt động",
    hint=r"\s(?:tại|ở|theo|thuộc|số)\s+(?:các\s+|từ\s+)?(?:điểm|tiết|khoản|mục|phần|điều|nhiệm|số|stt|phụ|\d)",
    flags=re.IGNORECASE,
)
# Rows of a table by their numbers: "nhiệm vụ số 4, số 10 tại Mục III", "nhiệm vụ 3, 5 Phụ lục". A bare number
# points only where the place of the table follows; elsewhere it counts.
_ROW = r"\d{1,2}(?:\.\d{1,2})?(?![\w/%])"
_ROWS = rf"(?P<rows>{_ROW}(?:\s*(?:,|;|và|đến|-|–)\s*(?:(?:số(?:\s+thứ tự)?|STT)\s+)?{_ROW})*)"
_TABLE_OF = r"(?=\s+(?:tại\s+|thuộc\s+|của\s+|trong\s+)?(?:Mục|Phần|Phụ lục|Bảng|Biểu|Danh mục)(?!\w))"
_NUMBERED = Guarded(
    r"(?:(?:các|những)\s+)?(?:nhiệm vụ|nội dung|công việc|giải pháp|chỉ tiêu)\s+"
    rf"(?:(?:(?:có\s+)?(?:số(?:\s+thứ tự)?|STT)\s+){_ROWS}|{_ROWS.replace('rows', 'bare')}{_TABLE_OF})",
    "nhiệm vụ|nội dung|công việc|giải pháp|chỉ tiêu",
    hint=r"(?:vụ|dung|việc|pháp|tiêu)\s+(?:có\s+)?(?:số|stt|\d)",
    flags=re.IGNORECASE,
)
_MAY_POINT = AnyOf(_TASKS_AT, _NUMBERED)
_ORDER = {
    "điểm": 3,
    "tiết": 3,
    "gạch đầu dòng": 4,
    "khoản": 2,
    "mục": 2,
    "điều": 1,
    "phần": 0,
    "chương": 0,
    "phụ lục": 0,
}


@dataclass(frozen=True, slots=True)
class Pointer:
    """Points named in one breath at `[start, end)`: each path from the widest to the narrowest label."""

    paths: tuple[tuple[str, ...], ...]
    start: int
    end: int


def find(text: str) -> list[Pointer]:
    """The pointers of a sentence to duties of the same document; citations of other instruments are none."""
    if not _MAY_POINT.may_match(text):
        return []
    rows = _of_rows(text)
    pointers: list[Pointer] = []
    taken = 0
    for lead in _TASKS_AT.finditer(text):
        if lead.end() <= taken or any(row.start <= lead.start() < row.end for row in rows):
            continue
        groups, end = _groups(text, lead.end())
        if not groups or _OUTSIDE.match(text, end) or _is_foreign(groups, text[end:]):
            continue
        pointers.append(Pointer(_resolve(groups), lead.start(), end))
        taken = end
    return sorted([*rows, *pointers], key=lambda one: one.start)


# An article is the document's own where that is said: "khoản 1 Điều 2 Quyết định này".
_THIS = re.compile(r"\s*(?:,\s*)?(?:của\s+|tại\s+)?(?:Quyết định|Kế hoạch|Quy chế|Chỉ thị|Nghị quyết)\s+này")


def _is_foreign(groups: list[tuple[str, list[str]]], behind: str) -> bool:
    return any(level == "điều" for level, _ in groups) and _THIS.match(behind) is None


_ANNEX = re.compile(
    r"\s*(?:tại\s+|thuộc\s+|của\s+|trong\s+)?(?:Phụ lục|Bảng|Biểu|Danh mục(?:\s+nhiệm vụ)?)"
    r"(?:\s+kèm theo)?(?!\s+(?:số|[IVX\d]))"
)


def _of_rows(text: str) -> list[Pointer]:
    """The pointers to rows of a table by their numbers, with the section the table stands in."""
    found: list[Pointer] = []
    for named in _NUMBERED.finditer(text):
        place = _BETWEEN.match(text, named.end())
        section, end = _groups(text, place.end() if place is not None else named.end())
        annex = _ANNEX.match(text, named.end()) if not section else None
        end = end if section else (annex.end() if annex is not None else named.end())
        if not _OUTSIDE.match(text, end):
            rows = ("số thứ tự", _labels(named["rows"] or named["bare"]))
            found.append(Pointer(_resolve([rows, *section]), named.start(), end))
    return found


def of_cell(cell: str) -> tuple[tuple[str, ...], ...]:
    """The paths a cell names and nothing else: "Điểm a mục 1; điểm a, b, c mục 3"; empty for other cells.

    >>> of_cell("Điểm a mục 1; điểm b, c mục 3")
    (('1', 'a'), ('3', 'b'), ('3', 'c'))
    """
    if not _LEVEL.may_match(cell):
        return ()
    paths: list[tuple[str, ...]] = []
    for piece in _PIECE_END.split(cell):
        text = _LEAD_IN.sub("", piece.strip(" ."))
        if not text:
            continue
        groups, end = _groups(text, 0)
        if not groups or len(text[end:].strip(" .,")) > 30:
            return ()
        paths.extend(_resolve(groups))
    return tuple(dict.fromkeys(paths))


_PIECE_END = re.compile(r";|\n|\.\s")
_LEAD_IN = re.compile(r"^\s*(?:[-–+]\s*)?(?:các\s+)?(?:nhiệm vụ\s+)?(?:tại\s+)?", flags=re.IGNORECASE)
# A gloss may stand between: "điểm d khoản 1 (đối với chợ) và điểm b khoản 3".
_BETWEEN = re.compile(
    r"\s*(?:\([^()]{1,80}\)\s*)?(?:,|;)?\s*(?:và\s+|của\s+|tại\s+|thuộc\s+)?(?:tại\s+|các\s+|từ\s+)?"
)


_FROM = re.compile(r"(?:từ\s+)?")


def _groups(text: str, at: int) -> tuple[list[tuple[str, list[str]]], int]:
    groups: list[tuple[str, list[str]]] = []
    end = at
    while True:
        gap = _BETWEEN.match(text, end) if groups else _FROM.match(text, end)
        position = gap.end() if gap is not None else end
        match = _LEVEL.pattern.match(text, position)
        if match is None:
            return groups, end
        level = re.sub(r"^các\s+", "", match["level"].lower())
        labels = _labels(match["labels"])
        groups.append((level, [f"Điều {label}" for label in labels] if level == "điều" else labels))
        end = match.end()


_RANGE = re.compile(rf"({_LABEL})\s*(?:đến(?:\s+(?:điểm|tiết|khoản|mục))?|–|-)\s*({_LABEL})")
_LETTERED = "abcdđeghiklmnopqrstuvxy"  # the letters of points, in the order of the alphabet


def _labels(printed: str) -> list[str]:
    """The labels as printed, with those that a range ("1 - 3", "a đến điểm d") leaves out."""
    ranged = _RANGE.search(printed)
    if ranged is None:
        return re.findall(_LABEL, printed)
    first, last = ranged[1], ranged[2]
    before, behind = (
        re.findall(_LABEL, printed[: ranged.start()]),
        re.findall(_LABEL, printed[ranged.end() :]),
    )
    if first.isdigit() and last.isdigit():
        between = [str(n) for n in range(int(first), int(last) + 1)]
    elif first in _LETTERED and last in _LETTERED:
        between = list(_LETTERED[_LETTERED.index(first) : _LETTERED.index(last) + 1])
    else:
        between = [first, last]
    return [*before, *between, *behind]


def _resolve(groups: list[tuple[str, list[str]]]) -> tuple[tuple[str, ...], ...]:
    """Paths of the groups: a narrow level waits for the wider one printed behind it.

    An annex is no level of the outline: its rows are named by their own numbers, and none by itself.
    """
    groups = [group for group in groups if not group[0].startswith("phụ lục")]
    waiting: list[tuple[int, tuple[str, ...]]] = []
    done: list[tuple[str, ...]] = []
    for level, labels in groups:
        rank = _rank(level, labels)
        if waiting and all(r > rank for r, _ in waiting):
            lifted = [(rank, (label, *path)) for label in labels for _, path in waiting]
            waiting = lifted
        elif waiting and any(r > rank for r, _ in waiting):
            kept = [(r, p) for r, p in waiting if r <= rank]
            lifted = [(rank, (label, *path)) for label in labels for r, path in waiting if r > rank]
            waiting = kept + lifted
        else:
            waiting += [(rank, (label,)) for label in labels]
    done.extend(path for _, path in waiting)
    return tuple(dict.fromkeys(done))


def _rank(level: str, labels: list[str]) -> int:
    if level in {"mục", "khoản"} and labels and re.fullmatch(r"[IVX]+", labels[0]):
        return 1
    return next((rank for name, rank in _ORDER.items() if level.startswith(name)), 2)


_ABOVE = re.compile(
    r"(?:(?:chủ trì|chịu trách nhiệm|có trách nhiệm|chủ động|phối hợp|tham mưu|theo dõi|đôn đốc|tổ chức"
    r"|triển khai"
    r"|thực hiện|là (?:cơ quan|đơn vị) (?:chủ trì|đầu mối))[\s,]*(?:việc\s+)?)+(?:(?:các"
    r"|những)\s+)?(?:nhiệm vụ"
    r"|nội dung|giải pháp|công việc|việc)(?:\s*,\s*(?:nhiệm vụ|giải pháp|nội dung))*\s+(?:(?:đã\s+)?nêu\s+)?"
    r"(?:(?:ở|tại|phía)\s+)?trên(?:\s+đây)?[\s.;/]*$",
    re.IGNORECASE,
)
_ENDS_ABOVE = re.compile(r"[tT][rR][êÊ][nN](?:\s+[đĐ][âÂ][yY])?[\s.;/]*$")
_PURE = re.compile(
    r"(?:(?:[Cc]ăn cứ[^,]{0,80},\s*)?(?:[Cc]hủ trì|[Cc]hủ động|[Pp]hối hợp|[Tt]hực hiện|[Tt]riển khai"
    r"|[Tt]ổ chức|[Tt]ham mưu|[Gg]iao|[Cc]hịu trách nhiệm|[Tt]heo dõi,? đôn đốc việc|[Ll]à (?:cơ quan"
    r"|đơn vị) chủ trì))"
)
_MANNER = r"(?:tiến độ|chất lượng|thời hạn|thời gian|hiệu quả|yêu cầu|kế hoạch)"
_PURE_END = re.compile(
    r"^\s*(?:\([^()]{1,80}\)\s*)?(?:(?:(?:của|tại|kèm theo)\s+)?"
    r"(?:Kế hoạch|Chương trình|Quyết định|Thông báo|Chỉ thị)"
    r"(?:\s+này)?)?\s*(?:đối với[^.;]*|trên địa bàn[^.;,]{0,60})?\s*"
    r"(?:theo (?:quy định|chức năng[^.;]*))?\s*"
    rf"(?:,?\s*(?:bảo đảm|đảm bảo|đúng|kịp|theo|có)\s+{_MANNER}(?:(?:,|\s+và|,\s+đúng)\s+{_MANNER})*)?"
    r"\s*[.;]?\s*$"
)
_THROUGH = re.compile(
    r"(?:thực hiện|triển khai|tổ chức|có hiệu quả|hiệu quả|tốt|đầy đủ|kịp thời|nghiêm túc|các|những|và"
    r"|chủ trì|phối hợp|với|tham mưu|chủ động|theo dõi|đôn đốc|việc|nhiệm vụ|nội dung|được giao"
    r"|được phân công|,|\s|giao|khác)*$",
    re.IGNORECASE,
)


# What stands before the deed: on what ground, and who is asked.
_GROUND = re.compile(
    r"(?:Theo|Căn cứ|Trên cơ sở|Trong phạm vi|Với|Tùy theo|Trong)\s+(?:chức năng|nhiệm vụ|phạm vi|thẩm quyền"
    r"|lĩnh vực|nội dung|trách nhiệm|phân công|Kế hoạch|phạm vi)[^.;]{0,90}?,\s*(?=[a-zđ])"
)
_ASKED = re.compile(r"(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|[Pp]hân công)\s+(?:cho\s+)?")


def _deed(text: str) -> str:
    """The sentence from its verb on: without its ground and without those it addresses."""
    ground = _GROUND.match(text)
    text = text[ground.end() :] if ground is not None else text
    asked = _ASKED.match(text)
    names, end = agencies.scan(text, asked.end() if asked is not None else 0)
    return text[end:].lstrip(" :,") if names else text


def is_pure(text: str) -> bool:
    """Whether the sentence does nothing but give the duties it points at.

    >>> is_pure("Theo nhiệm vụ được giao, triển khai các nội dung tại điểm b mục 2 Phần I.")
    True
    """
    if not find(text):
        return False
    text = _deed(text)
    found = find(text)
    if (
        not found
        or _PURE.match(text) is None
        or _PURE_END.match(_without_partner(text, found[-1].end)) is None
    ):
        return False
    before = text[: found[0].start]
    partner = re.search(r"phối hợp(?:\s+với)?\s+", before, re.IGNORECASE)
    if partner is not None:
        names, end = agencies.scan(before, partner.end())
        if names:
            before = before[: partner.start()] + before[end:]
    return _THROUGH.match(before) is not None


# "… tại điểm a mục 1, phối hợp với Sở X.": with whom, behind what is pointed at.
_TOGETHER = re.compile(r",?\s+phối hợp\s+(?:với|cùng)\s+")


def _without_partner(text: str, at: int) -> str:
    """The text from `at` on without the agencies at its end that are to help."""
    partner = _TOGETHER.search(text, at)
    names, end = agencies.scan(text, partner.end()) if partner is not None else ((), 0)
    return text[at : partner.start()] + text[end:] if partner is not None and names else text[at:]


def gives_above(text: str) -> bool:
    """Whether the sentence does nothing but give the duties printed above it, which it does not number.

    >>> gives_above("Sở Nội vụ chủ trì, phối hợp với các sở thực hiện các nhiệm vụ nêu trên.")
    True
    """
    if "trên" not in text or _ENDS_ABOVE.search(text) is None:
        return False
    deed = _deed(text)
    partner = re.search(r"phối hợp(?:\s+với)?\s+", deed, re.IGNORECASE)
    if partner is not None:
        names, end = agencies.scan(deed, partner.end())
        deed = deed[: partner.start()] + deed[end:].lstrip(" ,") if names else deed
    return _ABOVE.fullmatch(deed.strip()) is not None
