"""The grammar of agency names: where a name begins and ends in prose, how a list is split.

Collectives ("UBND các huyện, thành phố", "các sở, ban, ngành") stay whole; agencies after a common
word ("các Sở: A, B và C") are expanded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tinhxanh.core.plan import places
from tinhxanh.core.plan.naming import boards, capitals, propernames, tails
from tinhxanh.core.plan.naming.agency_words import COLLECTIVE, COMMITTEE, FIELD, NAMED, PLACE, STOP
from tinhxanh.core.plan.normal import UPPER, squeeze


@dataclass(frozen=True, slots=True)
class Name:
    """An agency as printed (`text`, expanded where a common word was shared), at `[start, end)`."""

    text: str
    start: int
    end: int


_COMMON = re.compile(
    r"(?:(?P<head>[Gg]iám đốc|[Ll]ãnh đạo|Bộ trưởng|[Tt]hủ trưởng)\s+(?=các\s))?(?:[Cc]ác\s+)?(?P<word>[Ss]ở"
    r"|[Bb]ộ|Phòng|phòng|(?<=[Cc]ác )ngành)"
    r"(?:\s*,\s*(?:ban|ngành|[Bb]an|cơ quan|đơn vị))*"
    r"(?:,?\s*(?:gồm|bao gồm|là))?\s*[:;]?\s+(?=\S)"
)
_MINISTERIAL = re.compile(r"(?:Công an|Quốc phòng|Ngoại giao)(?!\w)")
_UNIT_LIST = re.compile(
    r"(?P<who>(?:(?:Phó )?[Cc]hủ tịch |[Ll]ãnh đạo )?(?:UBND|[ỦU][ỷy] ban nhân dân|Uỷ ban nhân dân))"
    r"\s+(?:các|\d{1,2}|hai|ba|bốn|năm)\s+(?P<unit>tỉnh|huyện"
    r"|thị xã|thành phố|xã|phường|đặc khu)\s*(?::\s*|\s+)(?=[A-ZĐÂĂÊÔƠƯÁÀẢÃẠÍÌÓÒÔỐÚÙỨÝ])"
)
# Who holds an office of a body: "Giám đốc Sở Giáo dục và Đào tạo", "Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh".
_OFFICE = re.compile(
    r"(?:(?:Phó )?(?:Tổng )?Giám đốc|(?:Bộ|Thứ|Cục|Chi cục|Tổng cục|Vụ|Viện|Hiệu|Chỉ huy|Tổ) trưởng|Chánh"
    r"|(?:Phó )?Trưởng|(?:Phó )?Bí thư|Chủ nhiệm|Tổng [Bb]iên tập|Lãnh đạo|Thủ trưởng"
    r"|(?:[Cc]ác )?[Tt]hành viên(?=\s(?:Ban|Tổ)\s))\s+"
    r"(?=(?:Sở|Bộ|Ban|Công an|Cục|Chi cục|Tổng cục|Vụ|Viện|Trường|Bệnh viện|Trung tâm|Văn phòng|Thanh tra|Báo"
    r"|Đài|Kho bạc|Bảo hiểm|Công ty|Tập đoàn|Ngân hàng|Tỉnh|Đảng ủy|Ủy ban|Phòng|Tổ)\s)"
)
_OFFICES = 3  # nobody is named by more ("Lãnh đạo Văn phòng Bộ trưởng Bộ …")
_PLACE_LIST = re.compile(rf"[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,4}}")
_FIELD_SEPARATOR = re.compile(r"\s*[,;]\s*|\s+(?:và|&)\s+")
_SEPARATOR = re.compile(
    # "các cơ quan ở trung ương (sau đây gọi là các bộ) và UBND …": the short form parts no list
    r"(?:\s*\((?:sau đây|gọi|viết)\s[^()]{2,80}\)|\s*\([A-ZĐƯ&-]{2,12}\))?(?:"
    r",?\s+cũng\s+như\s+|\s*[,;]\s*(?:và\s+|cùng\s+|với\s+)?|\s+(?:và|cùng\s+với|cùng|với)\s+)"
)


def scan(text: str, at: int) -> tuple[tuple[Name, ...], int]:
    """The list of agencies that begins exactly at `at`, and the offset behind it; empty where none does."""
    names: list[Name] = []
    end = at
    while True:
        found, stop = _one(text, end)
        if not found and names:
            found, stop = _next_unit(text, end, names[-1].text)
        if not found:
            return tuple(names), (names[-1].end if names else at)
        names.extend(found)
        separator = _SEPARATOR.match(text, stop)
        if separator is None:
            return tuple(names), stop
        end = separator.end()


# "UBND huyện Yên Lập và thành phố Việt Trì": the second is a committee too.
_COMMITTEE_OF = re.compile(
    rf"(?:(?:Phó )?[Cc]hủ tịch |[Ll]ãnh đạo )?(?:UBND|[ỦUỷyỶ]+ ban nhân dân)(?=\s\w+(?:\s\w+)?\s[{UPPER}])"
)
_UNIT_NAMED = re.compile(
    rf"(?:huyện|thị xã|thành phố|TP\.?|TX\.?|quận|phường|xã|thị trấn|đặc khu){PLACE}(?!\w)"
)


def _next_unit(text: str, at: int, before: str) -> tuple[list[Name], int]:
    committee = _COMMITTEE_OF.match(before)
    unit = _UNIT_NAMED.match(text, at) if committee is not None else None
    if committee is None or unit is None:
        return [], at
    return [Name(squeeze(f"{committee[0]} {unit[0]}"), at, unit.end())], unit.end()


# With these a name begins that begins with a small letter; nowhere else the patterns are tried. A new
# opening in them stands here too (a test makes names of every pattern and looks for them).
_SMALL = (
    "các",
    "những",
    "toàn thể",
    "một số",
    "tất cả",
    "từng",
    "thủ trưởng",
    "lãnh đạo",
    "giám đốc",
    "chủ ",
    "phó ",
    "văn phòng",
    "thường trực",
    "người",
    "ngành",
    "thành viên",
    "công an",
    "nhà thầu",
    "chính quyền",
    "lực lượng",
    "cơ quan",
    "đơn vị",
    "địa phương",
    "tổ chức",
    "doanh nghiệp",
    "cá nhân",
    "cấp ủy",
    "sở",
    "bộ",
    "ban",
    "phòng",
)


def may_begin(text: str, at: int) -> bool:
    """Whether the first letters at `at` are such that a name may begin with them."""
    first = text[at : at + 1]
    return first.isupper() or (first.islower() and text.startswith(_SMALL, at))


def _one(text: str, at: int, offices: int = 0) -> tuple[list[Name], int]:
    """The names that begin at `at`, behind `offices` words for those who head them."""
    if not may_begin(text, at):
        return [], at
    expanded, end = _expand(text, at)
    if expanded:
        return expanded, end
    office = _OFFICE.match(text, at) if offices < _OFFICES else None
    if office is not None:
        held, end = _one(text, office.end(), offices + 1)
        if held:
            title = squeeze(office[0]) + " "
            return [Name(title + n.text, at if not i else n.start, n.end) for i, n in enumerate(held)], end
    end = boards.whole(text, at)
    if end > at:
        return [Name(squeeze(text[at:end]), at, end)], end
    for pattern in (COMMITTEE, COLLECTIVE):
        match = pattern.match(text, at)
        if match is not None and match.end() > at:
            end = tails.end_of(text, at, match.end()) if pattern is COLLECTIVE else match.end()
            if text.endswith("thành viên", at, end) and (board := boards.whole(text, end + 1)) > end + 1:
                end = board  # the board whose members they are
            return [Name(squeeze(text[at:end]), at, end)], end
    end = propernames.end_of(text, at)
    return ([Name(squeeze(text[at:end]), at, end)], end) if end > at else ([], at)


def _expand(text: str, at: int) -> tuple[list[Name], int]:
    """`các Sở: A, B và C` and `Sở A, B và C` as one name each; `UBND các xã: X, Y` likewise."""
    units = _UNIT_LIST.match(text, at)
    if units is not None:
        return _places(text, units)
    common = _COMMON.match(text, at)
    if common is None:
        return [], at
    names: list[Name] = []
    position = common.end()
    word = common["word"][0].upper() + common["word"][1:]
    head = f"{common['head']} " if common["head"] else ""
    while (field := FIELD.match(text, position)) is not None and not (
        word == "Sở" and _MINISTERIAL.match(field[0])
    ):
        start = at if not names else position
        tail = propernames.TAIL.match(text, field.end()) or (
            word == "Phòng" and propernames.OF_UNIT.match(text, field.end())
        )
        end = tail.end() if tail else _province_behind(text, field.end(), word)
        names.append(Name(squeeze(f"{head}{word} {text[position:end]}"), start, end))
        separator = _FIELD_SEPARATOR.match(text, end)
        if separator is None:
            break
        position = separator.end()
    return names, names[-1].end if names else at


def _province_behind(text: str, at: int, word: str) -> int:
    """The end of a department's name with its province: "Sở Y tế Hà Nội"."""
    place = places.BARE.match(text, at + 1) if word == "Sở" and text[at : at + 1] == " " else None
    return place.end() if place is not None and text[at + 1].isupper() else at


def _places(text: str, units: re.Match[str]) -> tuple[list[Name], int]:
    names: list[Name] = []
    position = units.end()
    while (place := _PLACE_LIST.match(text, position)) is not None:
        start = units.start() if not names else position
        names.append(Name(f"{units['who']} {units['unit']} {place[0]}", start, place.end()))
        separator = _FIELD_SEPARATOR.match(text, place.end())
        if separator is None:
            break
        position = separator.end()
    return names, names[-1].end if names else units.start()


_CUT = re.compile(r"[;\n]|\.\s+(?=[-–+]|[A-ZĐ])|(?:^|[.;,:]\s*)[-–+•]\s+")
# A line of a cell that ends with a bare head word: the name goes on below.
_BROKEN_NAME = re.compile(
    r"((?:^|(?<=[\s;,]))(?:Hiệp hội|Hội|Liên minh|Liên đoàn|Công ty|Chi cục|Trung tâm|[ỦU][ỷy] ban|Sở|Ban))"
    r"[ \t]*\n\s*(?![-–+•])"
)
_SOFT = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+|\s+cùng\s+")
_LEADING = re.compile(
    r"^(?:[-–+•*]\s*|\d{1,2}[.)]\s+|(?:[Gg]iao|[Đđ]ề nghị|[Yy]êu cầu|[Mm]ời|và|cùng|với)\s+(?:quý\s+"
    r"|Quý\s+)?)+"
)
_PART = r"(?:cơ quan |đơn vị )?(?:chủ trì|phối hợp|đầu mối|thường trực|tổng hợp|theo dõi|tham mưu)"
_TRAILING = re.compile(
    rf"\s*(?:\({_PART}(?:,? (?:và )?{_PART}){{0,3}}\)"
    r"|(?<!được giao )(?<!phân công )(?:chủ trì|phối hợp(?: thực hiện)?|thực hiện)"
    r"|tham mưu|chịu trách nhiệm|đầu mối|chủ trì.*|tham mưu .*|phối hợp với .*)\s*[.;,:]*$",
    re.DOTALL,
)
_ENDS = " ;,.:-–\t\n"


@lru_cache(maxsize=1024)
def split(cell: str) -> tuple[str, ...]:
    """The agencies of a cell or a heading: the whole string is a list, so only separators are looked for.

    Remembered: the rows of a table repeat their agencies.
    """
    names: list[str] = []
    cell = _BROKEN_NAME.sub(r"\1 ", cell)
    for start, end in _hard_pieces(cell):
        names.extend(_soft_pieces(cell[start:end]))
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.lower(), name)
    return tuple(seen.values())


def _hard_pieces(cell: str) -> list[tuple[int, int]]:
    pieces, at, depth = [], 0, 0
    depths = []
    for character in cell:
        depth += (character == "(") - (character == ")")
        depths.append(max(depth, 0))
    for match in _CUT.finditer(cell):
        if depths[match.start()] == 0:
            pieces.append((at, match.start()))
            at = match.end()
    pieces.append((at, len(cell)))
    return pieces


def _soft_pieces(piece: str) -> list[str]:
    piece = _LEADING.sub("", squeeze(piece))
    expanded, end = _expand(piece, 0)
    if len(expanded) > 1 or (expanded and ":" in piece[: expanded[0].end]):
        rest = _SOFT.sub("", piece[end:], count=1) if _SOFT.match(piece, end) else piece[end:]
        return [name.text for name in expanded] + (_soft_pieces(rest) if rest.strip(_ENDS) else [])
    whole = [*boards.spans(piece), *_collectives(piece)]
    cuts = [
        match
        for match in _SOFT.finditer(piece)
        if _begins(piece, match.end())
        and not any(start < match.start() < stop for start, stop in whole)
        and piece.count("(", 0, match.start()) == piece.count(")", 0, match.start())
    ]
    names, at = [], 0
    for match in cuts:
        if match.start() < at:
            continue
        names.append(piece[at : match.start()])
        at = match.end()
    names.append(piece[at:])
    if len(names) > 1:
        return [name for part in names for name in _soft_pieces(part)]
    return [name for name in (_trim(name) for name in names) if name]


_PLURAL = re.compile(r"(?:(?<=^)|(?<=[\s,;]))(?=[Cc]ác\s)")


def _collectives(piece: str) -> list[tuple[int, int]]:
    """Where "các bộ, ngành, cơ quan liên quan" stand: no comma inside them parts two agencies."""
    found = (COLLECTIVE.match(piece, plural.start()) for plural in _PLURAL.finditer(piece))
    return [(match.start(), _before_name(piece, match)) for match in found if match is not None]


def _before_name(piece: str, collective: re.Match[str]) -> int:
    """Where a collective ends: before a proper name that a comma sets apart ("các xã, Phòng Kinh tế")."""
    commas = _SOFT.finditer(piece, collective.start(), collective.end())
    return next((comma.start() for comma in commas if NAMED.match(piece, comma.end())), collective.end())


def _trim(name: str) -> str:
    name = _LEADING.sub("", name.strip(_ENDS))
    shorter = _TRAILING.sub("", name)
    return (shorter or name).strip(_ENDS)


_BEGINS_COLLECTIVE = re.compile(
    r"(?:[Cc]ác|[Nn]hững|[Mm]ột số|[Tt]oàn thể)\s+\S|[Cc]hính quyền\s+(?:địa phương|các cấp)|[Cc]ơ quan"
    r"(?:\s+(?:có\s+)?liên quan)"
    r"|[Đđ]ơn vị(?:\s+(?:có\s+)?liên quan)|[Dd]oanh nghiệp\s+(?:có|liên)|[Nn]gười dân"
)


def _begins(text: str, at: int) -> bool:
    """Whether an agency or a collective begins at `at`."""
    return bool(NAMED.match(text, at) or _BEGINS_COLLECTIVE.match(text, at))


def begins(text: str, at: int = 0) -> bool:
    """Whether an agency or a collective begins at `at` of `text`."""
    return may_begin(text, at) and (
        _begins(text, at) or bool(COLLECTIVE.match(text, at)) or bool(COMMITTEE.match(text, at))
    )


@lru_cache(maxsize=4096)
def opens(line: str) -> bool:
    """Whether a line opens with an agency; remembered, for tables repeat their names."""
    return begins(line.strip())


_HEADING_LEAD = re.compile(
    r"^(?:(?:[Cc]ác\s+)?[Đđ]ồng chí\s+|(?:[Tt]rách nhiệm|[Nn]hiệm vụ)\s+(?:(?:chủ yếu|trọng tâm|cụ thể"
    r"|chính|chung|riêng)\s+)?của\s+|[Đđ]ối với\s+"
    r"(?:các\s+nhiệm vụ\s+của\s+)?|[Gg]iao\s+(?:nhiệm vụ\s+cho\s+)?|[Đđ]ề nghị\s+|[Yy]êu cầu\s+)"
)
_OWNED = re.compile(r"(?:TRÁCH NHIỆM|NHIỆM VỤ)\s+(?:(?:CHỦ YẾU|TRỌNG TÂM|CỤ THỂ|CHÍNH)\s+)?CỦA\s+")
# "Cục Thuế tỉnh có trách nhiệm:" heads what follows.
_RESPONSIBLE = re.compile(
    r"(?:\s+(?:(?:có|chịu) trách nhiệm|có nhiệm vụ|tập trung|chủ trì|chủ động|triển khai|tổ chức|thực hiện))+"
    r"(?:\s+(?:các|những|một số)\s+(?:nhiệm vụ|nội dung|công việc|việc|giải pháp))?(?:\s+(?:sau|sau đây"
    r"|như sau))?$"
)
_SHORT_FORM = re.compile(r"\s*\([^()]{1,60}\)")


def of_heading(text: str) -> tuple[str, ...]:
    """The agencies that a heading names if it names nothing else; otherwise nothing.

    >>> of_heading("12. ".strip("12. ") + "Sở Xây dựng, Báo A Lưới và Công an tỉnh:")
    ('Sở Xây dựng', 'Báo A Lưới', 'Công an tỉnh')
    >>> of_heading("THANH TRA TỈNH")
    ('THANH TRA TỈNH',)
    """
    names = _of_heading(text)
    if names or not text.isupper():
        return names
    printed = squeeze(text).strip(_ENDS)
    owned = _OWNED.match(printed)
    names = _of_heading(capitals.lower(printed[owned.end() :] if owned is not None else printed))
    if owned is not None and any(COLLECTIVE.match(name) for name in names):
        return ()  # "TRÁCH NHIỆM CỦA CÁC CƠ QUAN" opens the part that names each of them
    return tuple(name.upper() for name in names)


def _of_heading(text: str) -> tuple[str, ...]:
    head = _SHORT_FORM.sub("", _HEADING_LEAD.sub("", squeeze(text))).strip(_ENDS)
    head = re.sub(r"\[\d+\]", "", head).strip(_ENDS)
    if not head or len(head) > 320 or not begins(head):
        return ()
    head = _RESPONSIBLE.sub("", head) if squeeze(text).endswith(":") else head
    if _TRAILING.search(head) or STOP.match(head):
        return ()
    names = split(head)
    if names and all(_is_name(name) for name in names):
        return names
    return ()


# "Các cơ quan, đơn vị được giao quản lý tài sản công": what was given them tells who is meant.
_GIVEN = re.compile(r"^[Cc]ác\s.*được giao$")


def _is_name(name: str) -> bool:
    """Whether `name` is an agency and nothing behind it: no verb of a duty."""
    if not begins(name):
        return False
    found, end = scan(name, 0)
    rest = name[end:].strip(_ENDS)
    if found and (not rest or _GIVEN.search(found[-1].text)):
        return True
    if not found:
        return False
    return len(name.split()) <= 24 and not STOP.search(rest) and (name[0].isupper() or len(found) == 1)
