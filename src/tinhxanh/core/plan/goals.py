"""The grammar of numbers to reach in running text: shares, scores, ranks, counts, each with subject and year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tinhxanh.core.plan import numbers
from tinhxanh.core.plan.normal import squeeze

_N = numbers.PRINTED
_AT_LEAST = re.compile(
    r"(?:trên|hơn|ít nhất|tối thiểu|từ|không thấp hơn|không dưới|≥|>=|>|vượt)\s*(?:đạt\s+)?(?:là\s+)?(?:từ\s+)?$", re.IGNORECASE
)
_AT_MOST = re.compile(r"(?:dưới|không quá|tối đa|không vượt quá|≤|<=|<|nhỏ hơn|thấp hơn)\s*$", re.IGNORECASE)
_AND_UP = re.compile(r"\s*(?:điểm\s+)?(?:trở lên|trở\s+lên)")
_YEAR_BEFORE = re.compile(r"(?:đến\s+)?(?:hết\s+|cuối\s+)?năm\s+(20\d\d)\s*(?:,)?\s*(?:phấn đấu\s+)?(?:tỷ lệ[^,;.]{0,80})?(?:đạt|là|giảm|tăng|có|lên|:)?[^;.()]{0,90}$", re.IGNORECASE)
_YEAR_AFTER = re.compile(
    r"\s*(?:trở lên\s*)?(?:\(?\s*)(?:vào|đến|trong|tới|cho|ở)?\s*(?:hết\s+|cuối\s+)?năm\s+(20\d\d)(?!\s+(?:đạt|là|tăng|phấn)\s)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Goal:
    """A number to reach at `[start, end)`: `rank` is the rank that goes with a score, `base` what it starts from."""

    measure: str
    comparator: str
    value: float
    unit: str | None
    subject: str
    year: int | None
    start: int
    end: int
    rank: int | None = None
    base_value: float | None = None
    base_rank: int | None = None
    base_year: int | None = None


def find(text: str, is_goal: bool) -> list[Goal]:
    """The goals a point states, in printed order. `is_goal`: it stands in a section of goals."""
    found = [*_scores(text), *_ranks(text), *_shares(text), *_times(text), *_counts(text, is_goal)]
    found.sort(key=lambda goal: goal.start)
    return found


def _comparator(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 24) : start], text[end : end + 16]
    if _AT_MOST.search(before):
        return "<="
    if _AND_UP.match(after) or _AT_LEAST.search(before):
        return ">="
    return "="


_STOP = re.compile(r"(?<!\d)[.](?=\s)|(?<=\d)\.(?=\s+[A-ZĐ\d])|;|\n")
_REACH_BACK = 600  # characters: clauses are shorter, and a scan stays bounded in a text of any length


def _clause(text: str, at: int) -> int:
    """Where the clause around `at` begins: behind the last full stop or semicolon before it."""
    begin = max(0, at - _REACH_BACK)
    for match in _STOP.finditer(text, begin):
        if match.end() > at:
            break
        begin = match.end()
    return begin


# --- shares ------------------------------------------------------------------------------------------------

_SHARE = re.compile(rf"(?P<v>{_N})(?:\s*[-–]\s*(?P<v2>{_N}))?\s?%")
_NO_GOAL_BEFORE = re.compile(r"(?:hỗ trợ|chiếm|lãi suất|mức (?:vay|đóng|chi|thu)|giá trị|bằng|tăng thêm|tỷ trọng vốn|\()\s*(?:tối đa\s+|đến\s+)?$", re.IGNORECASE)
_NO_GOAL_AFTER = re.compile(r"\s*(?:kinh phí|chi phí|vốn|tổng mức|mức|giá|lãi suất|đồng ý)")
_VERB = re.compile(
    r"(?:đạt(?:\s+(?:tỷ lệ|mức|khoảng|từ|trên|tối thiểu|ít nhất|được))*|lên|là|còn|xuống(?:\s+còn)?|bằng|khoảng|thành|tăng lên|giảm còn|ở mức|duy trì)\s*(?:trên|dưới|từ|khoảng|tối thiểu|ít nhất|mức|không dưới|hơn|≥|>|<|≤)?\s*$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(rf"từ\s+(?P<base>{_N})\s?%?\s*(?:\((?:năm\s+(?P<year>20\d\d))[^)]*\)\s*)?(?:lên|đến|xuống)\s*(?:còn\s+)?(?:trên\s+|đến\s+)?$", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^.*(?:mục tiêu(?:\s+phấn đấu)?|phấn đấu(?:\s+(?:đến|hết)\s+(?:hết\s+)?năm\s+20\d\d,?)?|đảm bảo|bảo đảm|duy trì|nâng|trong đó|cụ thể)\s*(?::|là|,)?\s+(?=\S)", re.IGNORECASE
)
_TAIL = re.compile(
    r"[\s,:(]*(?:(?:vào|đến|trong|tới)?\s*(?:hết\s+|cuối\s+)?năm\s+20\d\d(?:\s*,)?\s*)?(?:phấn đấu\s+)?(?:(?:đạt|là|tăng|giảm|lên|còn|ở mức|từ|trên|dưới|tối thiểu|ít nhất|khoảng|xuống|tỷ lệ|duy trì|chiếm|hơn|bằng|≥|>|<|≤)\s*)*$",
    re.IGNORECASE,
)
_AFTER_END = re.compile(
    r"[;.](?:\s|$)|,?\s+(?:để|nhằm|đến\s+(?:hết\s+|cuối\s+)?năm|so với|trong đó|theo lộ trình|vào năm|trước năm|góp phần|qua đó|theo quy định|và\s+\d|đạt\s+\d)|\s\(trong|,\s+(?:tỷ lệ|trên|từ|ít nhất|tối thiểu)?\s*\d|$"
)


def _shares(text: str) -> Iterator[Goal]:
    subject = ""
    last_end = 0
    for match in _SHARE.finditer(text):
        start, end = match.span()
        if re.match(r"\s*(?:lên|đến|xuống)\s", text[end : end + 8]) and re.search(r"từ\s*$", text[:start]):
            continue
        if _NO_GOAL_BEFORE.search(text[max(0, start - 20) : start]) and not _in_list(text, last_end, start):
            continue
        if _NO_GOAL_AFTER.match(text, end):
            continue
        begin = _clause(text, start)
        in_list = bool(subject) and _in_list(text, max(last_end, begin), start)
        if not in_list:
            subject = _subject(text, begin, start, end)
        if len(subject) < 4:
            continue
        year = _year(text, last_end if in_list else begin, start, end)
        origin = _FROM_TO.search(text[begin:start])
        goal = Goal(
            "percent", _comparator(text, start, end), numbers.value(match["v"]), "%", subject, year, start, end
        )
        if origin is not None:
            goal = replace(goal, base_value=numbers.value(origin["base"]), base_year=int(origin["year"]) if origin["year"] else None)
        last_end = end
        yield goal


_LISTED = re.compile(r"[\s,;)]*(?:\(|,|;|và)?\s*(?:trong đó\s*:?\s*)?(?:mục tiêu\s+)?(?:(?:riêng|đến|hết|cuối)\s+)*năm\s+20\d\d\s*(?:\(?\s*(?:đạt|là|:|phấn đấu|phấn đấu đạt|tăng lên|giảm còn)?)?\s*(?:trên|từ|tối thiểu|ít nhất|khoảng)?\s*(?:đạt\s+)?$", re.IGNORECASE)


_LISTED_PLAIN = re.compile(
    r"\s*(?:trở lên\s*)?(?:(?:vào\s+|đến\s+)?năm\s+20\d\d)?\s*(?:,|;|và|lên|rồi)\s*(?:lên\s+)?(?:đạt\s+)?(?:trên\s+|từ\s+)?$", re.IGNORECASE
)


def _in_list(text: str, last_end: int, start: int) -> bool:
    """Whether a number goes on with the subject before: "(trong đó năm 2023 đạt 62,9%, năm 2024 đạt 65%)"."""
    between = text[last_end:start]
    if not last_end or len(between) >= 90:
        return False
    if _LISTED.match(between) is not None:
        return True
    return _LISTED_PLAIN.fullmatch(between) is not None and "năm" in between + text[start : start + 24]


_NO_NOUN_BEHIND = re.compile(
    r"\s*(?:trở lên)?\s*(?:[.,;:)]|$|(?:so với|vào|trong|trên tổng|và|đến|mỗi|hằng|theo|ở|tại|nhằm|để|(?:hết\s+|cuối\s+)?năm|trước|từ nay)(?!\w))", re.IGNORECASE
)


def _subject(text: str, begin: int, start: int, end: int) -> str:
    before = text[begin:start]
    behind_is_noun = _NO_NOUN_BEHIND.match(text, end) is None
    if not behind_is_noun or _VERB.search(before) or re.search(r"(?:tỷ lệ|tỉ lệ)\s[^,;]*$", before, re.IGNORECASE):
        named = _subject_before(before)
        if len(named) >= 4:
            return named
    return _subject_after(text, end) or _subject_before(before)


def _subject_before(before: str) -> str:
    """The words before the verb; from "tỷ lệ" on where it is named, else behind the words that lead in."""
    origin = _FROM_TO.search(before)
    text = before[: origin.start()] if origin is not None else before
    text = _TAIL.sub("", text)
    share = [m.start() for m in re.finditer(r"(?:tỷ|tỉ) lệ\s", text, re.IGNORECASE)]
    if share:
        text = text[share[-1] :]
    else:
        text = _LEAD_IN.sub("", text)
    text = re.sub(r"^\s*(?:và|,|-|–|\+)\s*", "", text)
    text = re.sub(r"^(?:đến|hết|trong)\s+(?:hết\s+)?năm\s+20\d\d,?\s*(?:có\s+)?", "", text, flags=re.IGNORECASE)
    return squeeze(_TAIL.sub("", text)).strip(" ,:;(-–")


def _subject_after(text: str, end: int) -> str:
    rest = text[end:]
    rest = re.sub(r"^\s*(?:trở lên|trở\s+lên)\s*", " ", rest)
    rest = re.sub(r"^\s*(?:số|tổng số)\s+", " ", rest)
    stop = _AFTER_END.search(rest, 1)
    subject = squeeze(rest[: stop.start()] if stop is not None else rest)
    return subject.strip(" ,:;(")


def _year(text: str, begin: int, start: int, end: int) -> int | None:
    after = _YEAR_AFTER.match(text, end)
    if after is not None:
        return int(after[1])
    day = re.search(r"(?:đến|trước)\s+(?:hết\s+)?(?:ngày\s+)?\d{1,2}[/.]\d{1,2}[/.](20\d\d)[^.;]*$", text[begin:start])
    if day is not None:
        return int(day[1])
    years = [m for m in re.finditer(r"năm\s+(20\d\d)", text[begin:start], re.IGNORECASE)]
    years = [m for m in years if not re.search(r"(?:Luật|so với|ngày \d+ tháng \d+|kể từ)[^,;]{0,60}$", text[begin : begin + m.start()])]
    if years:
        return int(years[-1][1])
    due = re.match(r"[^;.()]{0,120}?(?:trước|chậm nhất)\s+(?:ngày\s+)?\d{1,2}[/.]\d{1,2}[/.](20\d\d)", text[end:])
    if due is not None:
        return int(due[1])
    later = re.match(r"[^;.()]{0,220}?(?:đến|vào|trước)\s+(?:hết\s+|cuối\s+)?năm\s+(20\d\d)", text[end:], re.IGNORECASE)
    return int(later[1]) if later is not None and "%" not in text[end : end + later.end()] else None


# --- scores and ranks --------------------------------------------------------------------------------------

_SCORE = re.compile(
    rf"(?:(?:điểm số\s+)?(?:tăng\s+)?từ\s+(?:điểm số\s+)?(?:từ\s+)?(?P<from>{_N})\s*(?:điểm\s*)?(?:\((?P<from_note>[^)]*)\)\s*)?(?:lên|đến)\s+(?:trên\s+|từ\s+|đạt\s+)?(?P<to>{_N})\s*điểm"
    rf"|(?:đạt|duy trì|lên|đạt được|ở mức|tối thiểu|trên|từ|bằng|là)\s+(?:mức\s+)?(?:từ\s+|trên\s+|tối thiểu\s+|ít nhất\s+|khoảng\s+|điểm số\s+)*(?P<at>{_N})\s*điểm)(?!\s*(?:quan trắc|đen|nóng|thu gom|bán|dân cư|du lịch|trường|cầu|phần trăm|%|xả|ô nhiễm|tập kết))",
    re.IGNORECASE,
)
_RANK_WORD = r"(?:xếp\s+)?(?:điểm\s+)?(?:thứ hạng|hạng thứ|xếp hạng|xếp thứ|vị trí thứ|vị trí|thứ bậc|hạng|thứ)(?:\s+(?:thứ|số))?"
_RANK_OF = re.compile(rf"{_RANK_WORD}\s+(?:từ\s+)?(?P<rank>\d{{1,2}})(?:\s?/\s?\d\d)?", re.IGNORECASE)
_HELD = re.compile(rf"(?:đang|hiện|năm\s+(?P<year>20\d\d))[^()]{{0,40}}?{_RANK_WORD}\s+(?P<rank>\d{{1,2}})", re.IGNORECASE)
_ROSE = re.compile(
    rf"(?:tăng|nâng)\s+(?:thêm\s+)?(?:ít nhất\s+)?{_N}\s*điểm\s+so với\s+(?:năm\s+)?(?P<year>20\d\d)?[^()]*?(?:đạt|là|:|\()?\s*(?P<value>{_N})\s*điểm", re.IGNORECASE
)
_WAS = re.compile(rf"năm\s+(?P<year>20\d\d)\s*(?:,\s*)?(?:tỉnh\s+)?(?:đạt|là|:)?\s*(?P<value>{_N})\s*điểm", re.IGNORECASE)


def _scores(text: str) -> Iterator[Goal]:
    for match in _SCORE.finditer(text):
        printed = match["to"] or match["at"]
        at = match.start("to") if match["to"] else match.start("at")
        if _is_past(text, match.start()) or _in_brackets_of_goal(text, at):
            continue
        end = match.end()
        comparator = ">=" if _AND_UP.match(text[end : end + 14]) else _comparator(text, at, at + len(printed))
        if match["to"] and comparator == "=" and re.search(r"(?:trên|từ)\s+$", text[:at]) is None:
            comparator = "="
        goal = Goal("score", comparator, numbers.value(printed), "điểm", _score_subject(text, match.start()), _near_year(text, at, end), at, end)
        yield _with_base(text, goal, match)


def _is_past(text: str, at: int) -> bool:
    """A score that was reached, not one to reach: "năm 2023 đạt 62 điểm" outside a goal."""
    clause = text[_clause(text, at) : at]
    return re.search(r"(?:kết quả|đã|công bố|so với)[^.;]*$", clause, re.IGNORECASE) is not None and not re.search(
        r"phấn đấu|mục tiêu|duy trì", clause, re.IGNORECASE
    )


def _in_brackets_of_goal(text: str, at: int) -> bool:
    """Inside brackets behind a goal a score is what the goal is compared with."""
    opened = text.rfind("(", 0, at)
    closed = text.rfind(")", 0, at)
    return opened > closed and re.search(r"so với|năm\s+20\d\d|hiện|đang", text[opened:at], re.IGNORECASE) is not None


def _near_year(text: str, at: int, end: int) -> int | None:
    before = re.search(r"(?:đến|hết|trong|vào)\s+(?:hết\s+)?năm\s+(20\d\d)[^.;()]{0,60}$", text[max(0, at - 110) : at], re.IGNORECASE)
    if before is not None:
        return int(before[1])
    after = re.match(r"\s*(?:trở lên\s*)?(?:vào|trong|đến)?\s*năm\s+(20\d\d)", text[end : end + 40])
    return int(after[1]) if after is not None else None


def _score_subject(text: str, at: int) -> str:
    colon = text.rfind(":", 0, at)
    if colon > 5:
        head = text[_clause(text, colon) : colon]
    else:
        head = _TAIL.sub("", _LEAD.sub("", text[_clause(text, at) : at]))
    head = re.sub(r"\s*\((?:cho|đối với|hạng|năm)[^()]*\)\s*$", "", head)
    return squeeze(head).strip(" ,:;-–")


_LEAD = re.compile(r"\s*,?\s*(?:mục tiêu\s+)?(?:phấn đấu|tiếp tục|duy trì|nâng|cải thiện|đạt)\b.*$", re.IGNORECASE)


def _with_base(text: str, goal: Goal, match: re.Match[str]) -> Goal:
    """The goal with the rank that goes with it and what it starts from."""
    end = goal.end
    rest = text[end : end + 190]
    stop = re.search(r"[.;](?:\s|$)", rest)
    rest = rest[: stop.start()] if stop is not None else rest
    base_rank = None
    if match["from_note"] and (held := _RANK_OF.search(match["from_note"])) is not None:
        base_rank = int(held["rank"])
    if match["from"]:
        goal = replace(goal, base_value=numbers.value(match["from"]), base_rank=base_rank)
    held = _HELD.search(rest)
    if held is not None:
        goal = replace(goal, base_rank=int(held["rank"]), base_year=int(held["year"]) if held["year"] else goal.base_year)
        rest = rest[: held.start()]
    rose = _ROSE.search(rest) or _WAS.search(rest)
    if rose is not None:
        goal = replace(goal, base_value=numbers.value(rose["value"]), base_year=int(rose["year"]) if rose["year"] else goal.base_year)
        rest = rest[: rose.start()]
    rank = _RANK_OF.search(rest)
    return replace(goal, rank=int(rank["rank"])) if rank is not None else goal


_TOP = re.compile(
    r"(?:trong\s+)?(?:tốp|top|nhóm|số)\s+(?:đầu\s+)?(?:(?:các\s+)?\s*)?(?P<rank>\d{1,2})(?:\s+(?:tỉnh|địa phương|đơn vị)[^.;]{0,30})?", re.IGNORECASE
)
_REACH = re.compile(rf"(?:phấn đấu|đạt|xếp|vươn lên|đứng|giữ|duy trì|nâng|lên|thuộc)[^.;()]{{0,50}}?{_RANK_WORD}\s+(?:từ\s+)?(?P<rank>\d{{1,2}})(?:\s?/\s?\d\d)?(?:\s+trở lên)?", re.IGNORECASE)
_STEPS = re.compile(r"(?:tăng|cải thiện|nâng)\s+(?:thêm\s+)?(?P<cmp>ít nhất|tối thiểu|từ)?\s*(?:từ\s+)?(?P<steps>\d{1,2})(?:\s*[-–]\s*\d{1,2})?\s+(?:bậc|hạng)(?!\s+so với năm 20\d\d\s*[,;]?\s*(?:xếp|đứng))", re.IGNORECASE)
_GOAL_WORD = re.compile(r"phấn đấu|mục tiêu|duy trì|vào nhóm|nằm trong|lọt|thuộc|cải thiện|nâng", re.IGNORECASE)


def _ranks(text: str) -> Iterator[Goal]:
    taken = [(m.start(), m.end() + 120) for m in _SCORE.finditer(text)]
    for pattern in (_TOP, _REACH):
        for match in pattern.finditer(text):
            clause = text[_clause(text, match.start()) : match.end()]
            if any(a <= match.start() < b for a, b in taken) or not _GOAL_WORD.search(clause):
                continue
            if pattern is _TOP and not re.search(r"tỉnh|địa phương|cả nước|hạng|PGI|PCI|Chỉ số|dẫn đầu|toàn quốc", text[max(0, match.start() - 160) : match.end() + 60]):
                continue
            if pattern is _REACH and re.search(r"\((?:[^()]*)$", text[: match.start("rank")]):
                continue
            taken.append((match.start(), match.end()))
            yield Goal("rank", "<=", float(match["rank"]), "hạng", _index_name(text, match.start()), _near_year(text, match.start(), match.end()), match.start(), match.end())
    for match in _STEPS.finditer(text):
        if _GOAL_WORD.search(text[_clause(text, match.start()) : match.start()]) and not any(a <= match.start() < b for a, b in taken):
            comparator = ">=" if match["cmp"] or _AND_UP.match(text[match.end() : match.end() + 12]) else "="
            yield Goal("rank", comparator, float(match["steps"]), "bậc", _index_name(text, match.start()), _near_year(text, match.start(), match.end()), match.start(), match.end())


_INDEX = re.compile(
    r"(?P<name>[Cc]hỉ số\s+(?:[Xx]anh|PGI|PCI|[Tt]hành phần|năng lực|cải cách)[^,.;:()]*?(?:\((?:PGI|PCI)\))?[^,.;:()]*?)(?=\s*(?:,|\.|;|:|\(|giai đoạn|năm|nằm|xếp|thuộc|tăng|lọt|đứng|đạt|vào|phấn đấu|hằng|hàng|$))"
)


def _index_name(text: str, at: int) -> str:
    names = [m["name"] for m in _INDEX.finditer(text) if m.start() < at]
    if names:
        return squeeze(names[-1])
    return _score_subject(text, at)


# --- counts ------------------------------------------------------------------------------------------------

_TIMES = re.compile(
    r"(?P<cmp>[Íí]t nhất|[Tt]ối thiểu|[Mm]ỗi năm(?:\s+ít nhất)?)?\s*(?P<v>\d{1,2})(?:\s?[-–]\s?\d{1,2})?\s+(?P<what>lần|cuộc|hội nghị|đợt|lớp|buổi)(?P<noun>[^,.;/]{0,60}?)\s?/\s?(?:\d{1,2}\s+)?(?P<per>năm|quý|tháng)(?!\s*/)"
)
_UNIT_COUNT = re.compile(
    rf"(?P<cmp>ít nhất|tối thiểu|trên|từ|khoảng|đạt|có|thêm|hơn|dưới|không quá|còn)\s+(?P<v>{_N})\s+(?P<unit>(?:nghìn|triệu|tỷ)?\s*(?:ha|tấn(?:/\w+)?|MW|kWh|km|m2(?:/người)?|m3(?:/ngày)?|đồng|USD|người))(?!\w)",
    re.IGNORECASE,
)
_DEED = (
    "lắp đặt|lắp|phủ kín|mở|trồng(?:\\s+mới)?|đào tạo|thành lập|xây dựng|nhân rộng|tập huấn|bàn giao|đóng cửa|tổ chức|hỗ trợ(?:\\s+cho)?|giải ngân(?:\\s+cho)?|kết nối|di dời|xóa|xoá"
    "|thay thế|thay|chuyển đổi|vận động|thu hút|hoàn thành|đầu tư|triển khai|phát triển|công nhận|cấp|áp dụng|thí điểm|nâng cấp|cải tạo|xử lý|trang bị|phủ xanh|gieo|mua"
)
_DEED_COUNT = re.compile(
    rf"(?P<verb>(?:^|(?<=[\s;,:(–-])){_DEED})\s+(?:\w+\s+(?:\w+\s+)?(?=tại\s+\d))?(?:được\s+|mới\s+|thêm\s+|cho\s+|tại\s+)?(?P<cmp>ít nhất|tối thiểu|trên|từ|khoảng|hơn|không quá|tối đa)?\s*(?P<v>{_N})\s+(?P<noun>(?!%|năm|tháng|ngày|giờ|quý|lần|chỉ số|chương trình|nhóm|nội dung|nhiệm vụ|giai đoạn|điều|khoản|điểm(?!\s+(?:thường|nóng|thu|tập|đen|xả))|bên|cấp|chiều|mục|phần|hạng|bậc|tỉnh|văn bản)[^\W\d_][^,.;:()]*)",
    re.IGNORECASE,
)
_LEAST_COUNT = re.compile(
    rf"(?P<cmp>[Íí]t nhất|[Tt]ối thiểu|[Kk]hông quá|[Tt]ối đa)\s+(?P<v>{_N})\s+(?P<noun>(?!%|năm|tháng|ngày|giờ|quý|lần|điểm(?!\s+(?:thường|nóng|thu|tập|đen|xả))|bậc|hạng)[^\W\d_][^,.;:()]*)"
)
_DOWN_TO = re.compile(
    rf"(?P<subject>(?:[Gg]iảm|[Rr]út ngắn|[Rr]út)\s+[^.;:]{{6,160}}?)\s+(?:xuống\s+còn|xuống|còn)\s+(?P<cmp>dưới\s+|không quá\s+)?(?P<v>{_N})\s+(?P<unit>(?!%)[^\W\d_]+(?:\s+(?:làm việc|giờ))?)"
)
_COUNT_END = re.compile(r"\s+(?:để|nhằm|trước|trong\s+(?:năm|quý|tháng)|vào|đến\s+(?:hết\s+|cuối\s+)?năm|theo|mỗi|hằng năm|phục vụ|thông qua|chậm nhất|và\s+\d)(?!\w)")


def _times(text: str) -> Iterator[Goal]:
    for match in _TIMES.finditer(text):
        if re.match(r"\s*lần", text[match.end() : match.end() + 5]):
            continue
        ranged = re.search(r"\d\s?[-–]\s?\d", match[0]) is not None
        comparator = ">=" if match["cmp"] or ranged else "="
        noun = squeeze(match["noun"])
        after = re.match(r"\s+(?!trong|để|nhằm|về|theo|với|tại|và|nội)(?P<what>[^,.;]{4,160}?(?:,\s*[^,.;]{2,40}){0,2})(?=\s+(?:thông qua|nhằm|để)|[.;]|,|$)", text[match.end() :])
        before = re.sub(r"^\s*(?:[Tt]hực hiện|[Tt]ổ chức|[Đđ]ịnh kỳ|[Hh][ằà]ng năm,?)\s+(?:tổ chức\s+)?", "", text[_clause(text, match.start()) : match.start()])
        subject = noun or (squeeze(after["what"]) if after is not None and match["what"] == "lần" else squeeze(before)) or squeeze(before)
        if len(subject) < 4:
            subject = match["what"]
        unit = f"{match['what']}/{match['per']}"
        yield Goal("count", comparator, float(match["v"]), unit, subject.strip(" ,:;"), None, match.start(), match.end())


def _counts(text: str, is_goal: bool) -> Iterator[Goal]:
    """Counts with a unit of measure in goals; counts of things done or "ít nhất N …" anywhere."""
    taken: list[tuple[int, int]] = [m.span() for m in _TIMES.finditer(text)]

    def free(match: re.Match[str]) -> bool:
        at = match.start("v")
        if any(a <= at < b for a, b in taken):
            return False
        taken.append((at, match.end("v")))
        return True

    for match in _DOWN_TO.finditer(text):
        if free(match):
            subject = re.sub(r"^(?:[Gg]iảm|[Rr]út ngắn|[Rr]út)\s+", "", match["subject"])
            comparator = "<=" if match["cmp"] else "="
            yield _count(text, match, match["unit"], subject, comparator)
    if is_goal:
        for match in _UNIT_COUNT.finditer(text):
            if free(match):
                subject = _subject_before(text[_clause(text, match.start()) : match.start("v")]) or match["unit"]
                yield _count(text, match, match["unit"], subject, _by_word(text, match))
    for pattern in (_LEAST_COUNT, _DEED_COUNT):
        for match in pattern.finditer(text):
            if not _is_number_of_things(match) or not free(match):
                continue
            noun = _COUNT_END.split(match["noun"], maxsplit=1)[0]
            each = re.search(r"mỗi\s+(?:năm|quý|tháng)\s*$", text[: match.start()])
            subject = squeeze(noun)
            if each is not None and len(noun.split()) <= 2:
                subject = squeeze(text[_clause(text, each.start()) : each.start()]).strip(" ,") or subject
            yield _count(text, match, noun.split()[0], subject, _by_word(text, match))


def _is_number_of_things(match: re.Match[str]) -> bool:
    """Numbers below ten are printed with a zero ("05 lớp") when they count things in this genre."""
    printed = match["v"]
    return bool(match["cmp"]) or len(printed) > 1


def _by_word(text: str, match: re.Match[str]) -> str:
    word = (match["cmp"] or "").lower().strip()
    if word in {"ít nhất", "tối thiểu", "trên", "từ", "hơn"} or _AND_UP.match(text[match.end("v") : match.end("v") + 40]):
        return ">="
    return "<=" if word in {"dưới", "không quá", "tối đa"} else "="


def _count(text: str, match: re.Match[str], unit: str, subject: str, comparator: str) -> Goal:
    year = _year(text, _clause(text, match.start()), match.start("v"), match.end("v"))
    start, end = match.span("v")
    return Goal("count", comparator, numbers.value(match["v"]), squeeze(unit), squeeze(subject), year, start, end)
