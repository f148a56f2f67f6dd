"""Counts: "ít nhất 02 phiên chợ", "01–02 lần/năm", "còn 24 ngày", and quantities with a unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from tinhxanh.core.plan import numbers
from tinhxanh.core.plan.aiming import aims, occasions, repeats, things
from tinhxanh.core.plan.aiming.goalparts import (
    NUMBER,
    Goal,
    clause_start,
    subject_before,
    year_of,
)
from tinhxanh.core.plan.aiming.things import DEED
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.normal import squeeze

_UNIT_COUNT = Guarded(
    rf"(?P<cmp>ít nhất|tối thiểu|trên|từ|khoảng|đạt|có|thêm|hơn|dưới|không quá|không vượt quá|không dưới"
    rf"|không thấp hơn|tối đa|bằng|lên|là|còn)\s+(?P<v>{NUMBER})(?:\s*[-–]\s*(?P<v2>{NUMBER}))?\s+"
    rf"(?P<unit>(?:nghìn|ngàn|triệu|tỷ)?\s*(?:ha|tấn(?:\s+CO2(?:\s?(?:tương đương|tđ|e))?)?(?:/\w+)?|[MG]Wp?"
    rf"|[MG]Wh|kWh|kWp|km|m2(?:/người)?|m3(?:/ngày)?|đồng|USD"
    rf"|người))(?!\w)",
    hint=r"\d\s+(?:nghìn|ngàn|triệu|tỷ|ha|tấn|mw|gw|kwh|kwp|km|m2|m3|đồng|usd|người)",
    flags=re.IGNORECASE,
)
# How long a procedure may take is a goal where it is bounded from above.
_TIME_COUNT = Guarded(
    rf"(?P<cmp>không quá|dưới|tối đa|còn|còn dưới|còn không quá)\s+(?P<v>{NUMBER})\s+"
    r"(?P<unit>(?:giờ|ngày(?:\s+làm việc)?)(?:/năm)?)(?!\w)",
    hint=r"\d\s+(?:giờ|ngày)",
    flags=re.IGNORECASE,
)
_TIMES_AS_MUCH = Guarded(
    rf"(?P<cmp>)gấp\s+(?:hơn\s+|khoảng\s+)?(?P<v>{NUMBER})\s+(?P<unit>lần)(?!\w)",
    "gấp",
    hint=r"\d\s+lần",
    flags=re.IGNORECASE,
)
# A measure may follow its number without a blank: "500ha".
_GAP = r"(?:\s+|(?=(?:ha|km|m2|m3)\s))"
# What is counted ends before the next deed with its own number: "… và khôi phục 60 ha rừng".
_NOUN = rf"(?:(?!\s+và\s+(?:{DEED})\s+(?:\w+\s+)?(?:ít nhất\s+|tối thiểu\s+)?\d)[^,.;:()])*"
_DEED_COUNT = Guarded(
    rf"(?P<verb>(?:^|(?<=[\s;,:(–-])){DEED})\s+(?:\w+\s+(?:\w+\s+)?(?=tại\s+\d))?"
    rf"(?:(?:ngay|dứt điểm|triệt để|xong|môi trường)\s+(?=\d))?(?:được\s+|mới\s+"
    rf"|thêm\s+|cho\s+|tại\s+)?"
    rf"(?P<cmp>ít nhất|tối thiểu|(?:khoảng\s+)?trên|từ|khoảng|hơn|không quá|tối đa)?\s*"
    rf"(?P<v>{NUMBER}){_GAP}(?P<noun>(?!%|năm|tháng|ngày|giờ|quý|lần|chỉ số|chương trình|nhóm|nội dung"
    rf"|nhiệm vụ|giai đoạn|điều|khoản|điểm(?!\s+(?:thường|nóng|thu|tập|đen|xả|ô nhiễm|sạt|ngập))|bên|cấp"
    rf"|chiều"
    rf"|mục|phần"
    rf"|hạng|bậc|tỉnh|văn bản)[^\W\d_]{_NOUN})",
    hint=r"\d(?:\s+[^\W\d_]|ha|km|m)",
    flags=re.IGNORECASE,
)
_LEAST_COUNT = Guarded(
    rf"(?P<cmp>[Íí]t nhất|[Tt]ối thiểu|[Kk]hông quá|[Tt]ối đa|[Kk]hông (?:dưới"
    rf"|ít hơn))\s+(?P<v>{NUMBER}){_GAP}"
    rf"(?P<noun>(?!%|năm|tháng"
    rf"|ngày|giờ|quý|lần|điểm(?!\s+(?:thường|nóng|thu|tập|đen|xả))|bậc|hạng)[^\W\d_]{_NOUN})",
    "ít nhất|tối thiểu|không quá|tối đa|không dưới|không ít hơn",
    hint=r"\d(?:\s+[^\W\d_]|ha|km|m)",
)
# A goal that names what there shall be: "Có 02 khu công nghiệp được chứng nhận …".
_HAS_COUNT = Guarded(
    r"(?:^|(?<=[;,:]\s))[Cc]ó\s+(?P<cmp>ít nhất|tối thiểu|trên|từ|khoảng|hơn)?\s*(?P<v>\d[\d.]+)\s+"
    r"(?P<noun>(?!%|năm|tháng|ngày|giờ|quý|lần|điểm|bậc|hạng)[^\W\d_][^,.;:()]*)",
    "có",
    hint=r"\d\s+[^\W\d_]",
)
# "đến hết năm 2028 có thêm 04 bến xe được đưa vào sử dụng": there by then, wherever it is said.
_THERE_COUNT = Guarded(
    r"(?:đến|hết|cuối)\s+năm\s+20\d\d,?\s+(?:phấn đấu\s+|toàn tỉnh\s+|tỉnh\s+)*có\s+(?:thêm\s+)?"
    r"(?P<cmp>trên|từ|khoảng|hơn)?\s*(?P<v>\d[\d.]+)\s+(?P<noun>(?!%|năm|tháng|ngày|giờ|quý|lần|điểm|bậc"
    r"|hạng)[^\W\d_][^,.;:()]*?)(?=\s+được\s+(?:đưa vào|vận hành)\s|[,.;:()]|$)",
    "có",
    hint=r"\d\s+[^\W\d_]",
    flags=re.IGNORECASE,
)
_DOWN_TO = Guarded(
    rf"(?P<subject>(?:[Gg]iảm|[Rr]út ngắn|[Rr]út)\s+[^.;:]{{6,160}}?)\s+(?:xuống\s+còn|xuống|còn)\s+"
    rf"(?P<cmp>dưới\s+|không quá\s+)?(?P<v>{NUMBER})\s+(?P<unit>(?!%)[^\W\d_]+(?:\s+(?:làm việc|giờ))?)",
    "giảm|rút",
    hint=r"(?:còn|xuống)\s",
)


def find(text: str, is_goal: bool) -> Iterator[Goal]:
    """Counts with a unit of measure in goals; counts of things done or "ít nhất N …" anywhere."""
    taken = bytearray(len(text))  # letters of numbers that are told already
    for told in repeats.places(text):
        taken[told.start() : told.end()] = b"1" * (told.end() - told.start())

    def free(match: re.Match[str]) -> bool:
        at, end = match.span("v")
        is_free = not taken[at]
        taken[at:end] = b"1" * (end - at)
        return is_free

    for match in _DOWN_TO.finditer(text):
        if free(match):
            subject = _DOWN.sub("", match["subject"])
            yield _count(text, match, match["unit"], subject, "<=" if match["cmp"] else "=")
    for pattern in (_TIME_COUNT, _TIMES_AS_MUCH, _UNIT_COUNT) if is_goal else ():
        for match in pattern.finditer(text):
            if not _is_limit(text, match) and free(match):
                goal = _measured(text, match)
                yield goal
                yield from _also(text, match, goal, free)
    for match in aims.find(text) if not is_goal else ():
        if free(match):
            named = aims.subject(text, match.start())
            goal = _count(text, match, match["unit"], named, things.by_word(text, match))
            yield goal
            yield from _also(text, match, goal, free)
    for pattern in (_LEAST_COUNT, _DEED_COUNT, *([_HAS_COUNT] if is_goal else ()), _THERE_COUNT):
        for match in pattern.finditer(text):
            if not _is_number_of_things(match) or not free(match):
                continue
            noun = _whole_list(text, match, things.COUNT_END.split(match["noun"], maxsplit=1)[0])
            noun = things.COUNT_END.split(noun, maxsplit=1)[0]
            subject = _counted(text, match, noun)
            if len(subject) < things.SHORT and pattern is _DEED_COUNT:
                subject = f"{match['verb']} {subject}"
            yield _count(text, match, things.unit(noun), subject, things.by_word(text, match))
            if is_goal:
                yield from _parts(text, match, free)
    for match in _PART_BEHIND.finditer(text) if is_goal else ():
        if free(match):
            yield _count(text, match, match["unit"], match["noun"], things.by_word(text, match))


def _counted(text: str, match: re.Match[str], noun: str) -> str:
    """What a number of things counts: the things, or what the words before the number say of them where
    the things alone say nothing ("mỗi năm 02 lớp", "tổ chức hội nghị … 03 lượt").
    """
    each = _EACH.search(text, max(0, match.start() - _EACH_WIDTH), match.start())
    subject = squeeze(noun)
    if each is not None and len(noun.split()) <= 2:
        subject = squeeze(text[clause_start(text, each.start()) : each.start()]).strip(" ,") or subject
    bare = things.without_unit(subject)
    if _BARE_MEASURE.fullmatch(subject):
        bare = aims.subject(text, match.start()) or bare
    elif subject == things.unit(noun):
        bare = _named_before(text, match, subject) or bare
    bare = _held_at(text, match) or bare
    if noun.startswith("lượt "):
        bare = occasions.held_for(text[clause_start(text, match.start()) : match.start()]) or bare
    return bare


_DOWN = re.compile(r"^(?:[Gg]iảm|[Rr]út ngắn|[Rr]út)\s+")
# "thí điểm phân loại rác ở tối thiểu 06 khối": what is done there says more than where.
_THERE = re.compile(r"\s(?:ở|tại)\s*$")
_DEED_THERE = re.compile(rf"(?<!\w)(?:tổ chức\s+(?=\w)|(?=(?:{DEED})\s))", re.IGNORECASE)


def _held_at(text: str, match: re.Match[str]) -> str:
    """The deed whose places are counted; "" where the number follows no "ở" or "tại"."""
    before = text[clause_start(text, match.start()) : match.start()]
    place = _THERE.search(before)
    deeds = list(_DEED_THERE.finditer(before, 0, place.start())) if place is not None else []
    return squeeze(before[deeds[-1].end() : place.start()]) if place is not None and deeds else ""


_EACH = re.compile(r"mỗi\s+(?:năm|quý|tháng)\s*$")
_EACH_WIDTH = 20
_BARE_MEASURE = re.compile(aims.UNITS)
_LAST_DEED = re.compile(rf"(?<!\w)(?:kiểm tra|thanh tra|khảo sát|kiểm toán|{DEED})\s*$", re.IGNORECASE)


def _named_before(text: str, match: re.Match[str], thing: str) -> str:
    """The deed and its whole object from the clause before, where a number counts the bare `thing`: "Trồng
    cây ven đường; mỗi năm trồng ít nhất 900 cây".
    """
    begin = clause_start(text, match.start())
    verb = match.groupdict().get("verb") or ""
    deed = _LAST_DEED.search(text, begin, match.start()) if not verb else None
    verb = squeeze(deed[0] if deed is not None else verb)
    said = re.compile(
        rf"(?<!\w){re.escape(verb)}\s+(?:\w+\s+\w+\s+(?=các\s))?(?:các\s+"
        rf"|những\s+)?{re.escape(thing)}\s[^.;:]+",
        re.IGNORECASE,
    )
    before = said.search(text, max(0, begin - _BACK), begin) if verb else None
    return _PLACED.split(before[0], maxsplit=1)[0].strip(" ,;") if before is not None else ""


_BACK = 400  # letters of the clauses before in which the object is looked for
_PLACED = re.compile(r"\s+(?:tại|trên|ở)\s+(?:các|địa bàn|những|khu)")


_FURTHER = re.compile(r",\s+(?P<word>[^\W\d_]+)\b[^,.;:()\d]*")


def _whole_list(text: str, match: re.Match[str], noun: str) -> str:
    """What is counted with its second half behind a comma, where that says the same word once more."""
    if noun != match["noun"]:
        return noun
    further = _FURTHER.match(text, match.end("noun"))
    if further is None:
        return noun
    words = noun.split()
    twin = any(noun.endswith(one) and further["word"] == two.split()[0] for one, two in things.TWINS)
    paired = not text[further.end() : further.end() + 1].isdigit() and things.pair(words, further[0])
    return noun + further[0] if twin or further["word"] in words[:-1] or paired else noun


def _is_limit(text: str, match: re.Match[str]) -> bool:
    at = match.start("v")
    return things.LIMIT.search(text, max(0, at - 40), at) is not None


def _measured(text: str, match: re.Match[str]) -> Goal:
    """A quantity with its unit; what it is of stands before it in its clause."""
    before = text[clause_start(text, match.start()) : match.start()]
    other = max(_OTHER_MEASURE.finditer(before), key=lambda m: m.end(), default=None)
    if other is not None and len(before[other.end() :].split()) > 1:
        before = before[other.end() :]
    said = things.by_word(text, match)
    ranged = match.re is _UNIT_COUNT.pattern and match["v2"] is not None
    subject = subject_before(before) or match["unit"]
    if _LONE_DEED.fullmatch(subject) and (behind := _OF_IT.match(text, match.end("unit"))) is not None:
        subject = f"{subject} {squeeze(behind['noun'])}"
    return _count(text, match, match["unit"], subject, ">=" if ranged else said)


# "Tiết kiệm 25 triệu kWh điện": what is saved stands behind its measure.
_LONE_DEED = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+)?")
_OF_IT = re.compile(
    r"\s+(?P<noun>(?!(?:mỗi|vào|trong|đến|trước|so|tại|ở|và|năm|hằng|hàng|trở|từ|cho|để|nhằm|theo)\s)[^\W\d_]"
    r"[^,.;:()\d]{2,60}?)(?=\s+(?:mỗi|vào|trong|đến|trước|so với|tại|và|năm|hằng|hàng|để|nhằm|theo)\s"
    r"|[,.;:()]|$)"
)


# Another quantity of the same sentence: "diện tích đạt 300 ha, sản lượng đạt 2 nghìn tấn".
_OTHER_MEASURE = re.compile(r"\d(?:\w*+\s*+){0,3}(?:\[\d+\])?,\s*(?=[^\W\d_]{2,}\s)")
# "trồng 5 triệu cây, trong đó: 2 triệu cây phân tán; 3 triệu cây rừng tập trung"
_PART = re.compile(
    rf"\s*[,;]\s*(?:trong đó\s*:?\s*)?(?P<cmp>)(?P<v>{NUMBER})\s+(?P<noun>[^\W\d_][^,.;:()]*)", re.IGNORECASE
)

# "đạt 300 ha vào năm 2027 và 450 ha vào năm 2029": the verb and what it is of are said once.
_ALSO = re.compile(
    rf"\s*(?:trở lên\s*)?(?:(?:vào|đến|trong)\s+)?(?:hết\s+|cuối\s+)?năm\s+20\d\d\s*(?:,|;|và|,\s*và)\s*"
    rf"(?P<cmp>)"
    rf"(?P<v>{NUMBER})\s+(?P<unit>{aims.UNITS})\s+(?:(?:vào|đến|trong)\s+)?(?:hết\s+|cuối\s+)?"
    r"năm\s+(?P<year>20\d\d)",
    re.IGNORECASE,
)


def _also(
    text: str, match: re.Match[str], goal: Goal, free: Callable[[re.Match[str]], bool]
) -> Iterator[Goal]:
    """The same quantity in a later year, behind the year of the one matched."""
    at = match.end()
    while (also := _ALSO.match(text, at)) is not None and squeeze(also["unit"]) == goal.unit and free(also):
        later = _count(text, also, also["unit"], goal.subject, goal.comparator)
        yield replace(later, year=int(also["year"]))
        at = also.end("unit")


# "trồng mới 300 ha, trong đó rừng ngập mặn 45 ha": the part is named before its number.
_PART_BEHIND = Guarded(
    rf"trong đó\s*:?\s*(?:có\s+)?(?P<noun>[^\W\d_][^,.;:()\d]{{5,80}}?)\s+"
    rf"(?P<cmp>ít nhất\s+|tối thiểu\s+|trên\s+)?"
    rf"(?P<v>{NUMBER})\s+(?P<unit>{aims.UNITS})(?!\w)",
    "trong đó",
    hint=r"\d\s+(?:nghìn|ngàn|triệu|tỷ|ha|tấn|mw|gw|kwh|kwp|km|m2|m3|đồng|usd)",
    flags=re.IGNORECASE,
)


def _parts(text: str, whole: re.Match[str], free: Callable[[re.Match[str]], bool]) -> Iterator[Goal]:
    """The parts of a number that are listed behind it in the same unit, from "trong đó" on."""
    unit = things.unit(whole["noun"])
    end = whole.end()
    if not re.match(r"\s*[,;]\s*trong đó", text[end : end + 14]):
        return
    while (part := _PART.match(text, end)) is not None and things.unit(part["noun"]) == unit:
        if free(part):
            noun = things.COUNT_END.split(part["noun"], maxsplit=1)[0]
            yield _count(text, part, unit, things.without_unit(squeeze(noun)), "=")
        end = part.end()


def _is_number_of_things(match: re.Match[str]) -> bool:
    """Numbers below ten are printed with a zero ("05 lớp") when they count things in this genre."""
    printed = match["v"]
    return bool(match["cmp"]) or len(printed) > 1 or things.SCALE.match(match["noun"]) is not None


def _count(text: str, match: re.Match[str], unit: str, subject: str, comparator: str) -> Goal:
    start, end = match.span("v")
    behind = match.end("unit") if match.re.groupindex.get("unit") else end
    year = year_of(text, clause_start(text, match.start()), start, behind)
    return Goal(
        "count", comparator, numbers.value(match["v"]), squeeze(unit), squeeze(subject), year, start, end
    )
