"""What the grammars of goals share: the goal itself, its clause, its year, the words of its subject."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tinhxanh.core.plan import numbers
from tinhxanh.core.plan.guards import Guarded, lowered
from tinhxanh.core.plan.normal import squeeze

NUMBER = numbers.PRINTED
_AT_LEAST = re.compile(
    r"(?<!\w)(?:trên|hơn|ít nhất|tối thiểu|từ|không thấp hơn|không dưới|không ít hơn|không nhỏ hơn"
    r"|không kém hơn"
    r"|≥|>=|>|vượt|vượt mức)\s*(?:đạt\s+)?(?:là\s+)?(?:mức\s+)?(?:từ\s+)?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?<!\w)(?:dưới|không quá|không vượt|không vượt quá|không cao hơn|không nhiều hơn|không lớn hơn"
    r"|không trên"
    r"|không hơn|tối đa|nhiều nhất|cao nhất|≤|<=|<|nhỏ hơn|thấp hơn|ít hơn)\s*(?:là\s+)?(?:mức\s+)?$",
    re.IGNORECASE,
)
# "không thấp hơn" ends in "thấp hơn", "không hơn" in "hơn": what is denied is asked for first.
_DENIED_LESS = re.compile(
    r"không\s+(?:được\s+)?(?:dưới|(?:thấp|ít|nhỏ|kém)\s+hơn)\s*(?:mức\s+)?$", re.IGNORECASE
)
AND_UP = re.compile(r"\s*(?:điểm\s+)?(?:trở lên|trở\s+lên)")
AND_DOWN = re.compile(r"\s*(?:điểm\s+)?trở\s+xuống")
_YEAR_AFTER = re.compile(
    r"\s*(?:trở lên\s*)?(?:\(?\s*)(?:vào|đến|trong|tới|cho|ở)?\s*(?:hết\s+|cuối\s+)?năm\s+(20\d\d)"
    r"(?!\s*:|\s+(?:(?:đạt|là|tăng|phấn|ước|mới|chỉ|chiếm)\s|\d))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Goal:
    """A number to reach at `[start, end)`: `rank` is the rank that goes with a score, `base` what it
    starts from.
    """

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


def comparator(text: str, start: int, end: int) -> str:
    """ "<=" or ">=" where the words around the number at `[start, end)` say so, else "="."""
    before, after = text[max(0, start - 24) : start], text[end : end + 18]
    if _DENIED_LESS.search(before):
        return ">="
    if _AT_MOST.search(before) or AND_DOWN.match(after):
        return "<="
    if AND_UP.match(after) or _AT_LEAST.search(before):
        return ">="
    return "="


_FULL_STOP = re.compile(r"(?<!\d)[.](?=\s)|(?<=\d)\.(?=\s+[A-ZĐ\d])")
_REACH = 600  # characters: clauses are shorter, and a scan stays bounded in a text of any length
_BEHIND = 40  # characters that a stop looks at behind itself, with room for a wide space


def clause_start(text: str, at: int) -> int:
    """Where the clause around `at` begins: behind the last full stop or semicolon before it."""
    begin = max(0, at - _REACH)
    begin = max(begin, text.rfind(";", begin, at) + 1, text.rfind("\n", begin, at) + 1)
    stop = text.rfind(".", begin, at)
    while stop >= 0 and _FULL_STOP.match(text, stop, at + _BEHIND) is None:
        stop = text.rfind(".", begin, stop)
    return max(begin, stop + 1)


FROM_TO = re.compile(
    rf"từ\s+(?P<base>{NUMBER})\s?%?\s*(?:(?:\(|vào\s+|trong\s+|của\s+)?năm\s+(?P<year>20\d\d)[^);.,]{{0,20}}?"
    r"\)?\s*,?\s*)?(?:lên|đến|xuống)\s*"
    rf"(?:còn\s+)?(?:trên\s+|đến\s+)?$",
    re.IGNORECASE,
)
_LEAD_IN = Guarded(
    r"^.*(?:mục tiêu(?:\s+phấn đấu)?|phấn đấu(?:\s+(?:đến|hết)\s+(?:hết\s+)?năm\s+20\d\d,?)?|đảm bảo"
    r"|bảo đảm|duy trì(?:\s+ổn định)?|nâng|trong đó|cụ thể)\s*(?::|là|,)?\s+(?=\S)",
    "mục tiêu|phấn đấu|đảm bảo|bảo đảm|duy trì|nâng|trong đó|cụ thể",
    flags=re.IGNORECASE,
)
TAIL = re.compile(
    r"[\s,:(]*(?:(?:vào|đến|trong|tới)?\s*(?:hết\s+|cuối\s+)?năm\s+20\d\d(?:\s*,)?\s*)?(?:phấn đấu\s+)?"
    r"(?:(?:đạt|là|tăng|giảm|lên|còn|ở mức|từ|trên|dưới|tối thiểu|ít nhất|khoảng|xuống|tỷ lệ|duy trì"
    r"|chiếm|hơn|bằng|bình quân|trung bình|không (?:dưới|quá|vượt(?: quá)?"
    r"|(?:thấp|ít|nhỏ|kém|cao|nhiều|lớn) hơn)|tối đa|bảo đảm|đảm bảo|phải|≥|>|<|≤)\s*)*$",
    re.IGNORECASE,
)
_AFTER_END = re.compile(
    r"[;.](?:\s|$)|,?\s+(?:để|nhằm|đến\s+(?:hết\s+|cuối\s+)?năm|so với|trong đó|theo lộ trình|vào năm"
    r"|trước năm|góp phần|qua đó|theo quy định|và\s+(?:(?:ít nhất|tối thiểu|trên)\s+)?\d|đạt\s+\d)"
    r"|\s\((?:trong|(?:cuối |hết )?năm\s+20|hiện|ước|[^()]{0,80}(?:chủ trì|phối hợp)(?!\w))"
    r"|(?<![IVX\d])\s+trở lên(?=\s+(?:đối với|ở|tại|cho)\s|\s*$)|,\s+(?:tỷ lệ|trên|từ|ít nhất"
    r"|tối thiểu)?\s*\d|$"
)


# The last syllables that TAIL can take off; where another stands last, only signs go.
_LAST = (
    "đấu đạt là tăng giảm lên còn mức từ trên dưới thiểu nhất khoảng xuống lệ trì chiếm hơn bằng quá vượt"
    " đa đảm bảo phải quân bình"
)
_TAIL_ENDS = (*re.findall(r"\w+", _LAST), "≥", ">", "<", "≤")
_SIGNS = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace()) + ",:("


def without_tail(text: str) -> str:
    """`text` without the verbs, years and signs at its end that lead over to a number."""
    bare = text.rstrip(_SIGNS)
    if bare[-1:].isdigit() or lowered(bare[-8:]).endswith(_TAIL_ENDS):
        at = _tail_from(text, len(bare))
        return text[:at] + TAIL.sub("", text[at:])
    return bare


# What may stand between two spaces of a tail: signs, figures, and the syllables of which the pattern tells.
_SYLLABLES = sorted(set(re.findall(r"[^\W\d_]+", TAIL.pattern)), key=len, reverse=True)
_OF_TAIL = re.compile(rf"(?:[\s\d,:(≥><≤]|{'|'.join(_SYLLABLES)})*", re.IGNORECASE)
_FIGURE = re.compile(r"\D*\d")


def _tail_from(text: str, end: int) -> int:
    """A place in `text[:end]` before which its tail does not begin, so that nothing before is tried: where
    the last word begins that does not belong to a tail as a whole.
    """
    at, figures = end, 0
    while at > 0:
        begin = text.rfind(" ", 0, at) + 1
        figures += _FIGURE.match(text, begin, at) is not None
        if figures > 1 or _OF_TAIL.fullmatch(text, begin, at) is None:  # a tail holds one year
            return begin
        at = begin - 1
    return 0


# "Tham mưu UBND tỉnh bố trí kinh phí … không thấp hơn 1%": the money has the number, not who sets it aside.
_ALLOTS = Guarded(
    r"^.*?(?:bố trí|phân bổ|dành|cân đối)\s+(?:đủ\s+)?(?=(?:dự toán|kinh phí|ngân sách|chi|nguồn|vốn)\s)",
    "bố trí|phân bổ|dành|cân đối",
    flags=re.IGNORECASE,
)
_RATE = Guarded(r"(?:tỷ|tỉ) lệ\s", "tỷ lệ|tỉ lệ", flags=re.IGNORECASE)
_OPENING_SIGN = re.compile(r"^\s*(?:và|,|-|–|\+)\s*")
_OPENING_YEAR = re.compile(
    r"^(?:(?:đến|hết|trong)\s+)?(?:hết\s+)?năm\s+20\d\d,?\s*(?:có\s+)?", flags=re.IGNORECASE
)


def subject_before(before: str) -> str:
    """The words before the verb; from "tỷ lệ" on where it is named, else behind the words that lead in."""
    origin = FROM_TO.search(before)
    text = before[: origin.start()] if origin is not None else before
    text = without_tail(text)
    share = [m.start() for m in _RATE.finditer(text)]
    if share:
        text = text[share[-1] :]
    elif _LEAD_IN.may_match(text):
        text = _LEAD_IN.pattern.sub("", text)
    if _ALLOTS.may_match(text):
        text = _ALLOTS.pattern.sub("", text)
    text = _OPENING_YEAR.sub("", _OPENING_SIGN.sub("", text))
    return squeeze(without_tail(text)).strip(" ,:;(-–")


_OPENING_UP = re.compile(r"^\s*trở\s+lên\s*")
_OPENING_NUMBER = re.compile(r"^\s*(?:số|tổng số)\s+")


# "70% (24/34) làng nghề": how many of how many stands between the share and what it is of.
_OF_HOW_MANY = re.compile(r"^\s*\(\s*\d[\d.]*\s*/\s*\d[\d.]*[^()]{0,30}\)\s*")
# "(…; 100% xã có điểm tập kết), Chủ tịch …": a bracket that was opened before the number closes behind it.
_CLOSED = re.compile(r"(?:[^()]|\([^()]*\))*\)")
_EACH_YEAR = re.compile(r"^\s*/\s*(?:năm|quý|tháng)(?=\s)")
_YEAR_AT_END = re.compile(r",?\s+(?:trong\s+|vào\s+)?năm\s+20\d\d$")


def subject_after(text: str, end: int) -> str:
    rest = text[end : end + _REACH]
    rest = _OPENING_NUMBER.sub(" ", _OPENING_UP.sub(" ", _OF_HOW_MANY.sub(" ", rest)))
    rest = _EACH_YEAR.sub(" ", rest)
    stop = _AFTER_END.search(rest, 1)
    end_of_brackets = _CLOSED.match(rest)
    rest = rest[: stop.start()] if stop is not None else rest
    subject = squeeze(rest if end_of_brackets is None else rest[: end_of_brackets.end() - 1])
    return _YEAR_AT_END.sub("", subject).strip(" ,:;(")


_DAY_BEFORE = re.compile(r"(?:đến|trước)\s+(?:hết\s+)?(?:ngày\s+)?\d{1,2}[/.]\d{1,2}[/.](20\d\d)[^.;]*$")
_YEAR = re.compile(r"năm\s+(20\d\d)", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"(?:Luật|so với|ngày \d+ tháng \d+|kể từ)[^,;]{0,60}$|(?:của|kết quả)\s+$")
_DAY_BEHIND = re.compile(r"[^;.()]{0,120}?(?:trước|chậm nhất)\s+(?:ngày\s+)?\d{1,2}[/.]\d{1,2}[/.](20\d\d)")
_YEAR_BEHIND = re.compile(
    r"[^;.()]{0,220}?(?:(?:đến|vào|trước)\s+(?:hết\s+|cuối\s+)?năm\s+(20\d\d)"
    r"|(?:ngay\s+)?trong\s+năm\s+(20\d\d)(?=\s*(?:[.;,()]|$))"
    r"|(?:từ|trong|đến|trước)\s+(?:hết\s+)?(?:tháng\s+\d{1,2}|quý\s+[IV1-4]{1,3})(?:\s*/\s*"
    r"|\s+năm\s+)(20\d\d))",
    re.IGNORECASE,
)


_STAGE = re.compile(
    r"\s*(?:[-–+]\s*)?(?:Trong\s+|Đến hết\s+)?[Gg]iai đoạn\s+20\d\d\s*(?:-|–|đến)\s*(20\d\d)(?!\d)"
)


def year_of(text: str, begin: int, start: int, end: int) -> int | None:
    after = _YEAR_AFTER.match(text, end)
    if after is not None:
        return int(after[1])
    before, behind = text[begin:start], text[end : end + _REACH]
    stage = _STAGE.match(before)
    if stage is not None:
        return int(stage[1])
    if "20" in before:
        day = _DAY_BEFORE.search(before)
        if day is not None:
            return int(day[1])
        years = [m for m in _YEAR.finditer(before) if not _OF_ANOTHER.search(before[: m.start()])]
        if years:
            return int(years[-1][1])
        within = _STAGE_WITHIN.search(before)
        if within is not None:
            return int(within[1])
    return _year_behind(behind) if "20" in behind else None


_STAGE_WITHIN = re.compile(r"giai đoạn\s+20\d\d\s*(?:-|–|đến)\s*(20\d\d)(?!\d)[^;.]*$", re.IGNORECASE)


def _year_behind(behind: str) -> int | None:
    """The year that the words behind a number say it is to be reached by."""
    due = _DAY_BEHIND.match(behind)
    if due is not None:
        return int(due[1])
    later = _YEAR_BEHIND.match(behind)
    if later is not None and "%" not in behind[: later.end()]:
        return int(later[1] or later[2] or later[3])
    stage = _STAGE_BEHIND.match(behind)
    if stage is not None and "%" not in stage[0]:
        return int(stage[1])
    bare = _BARE_YEAR_BEHIND.match(behind)
    if bare is not None and "%" not in bare[0] and not _OF_ANOTHER.search(behind[: bare.start(1)]):
        return int(bare[1])
    return _year_of_all(behind)


# "đạt 90% đối với phường và 65% đối với xã vào năm 2026": the only year of the clause is that of all.
_CLAUSE = re.compile(r"(?:[^.;]|[.](?=\d))*")
_ANY_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_AT_ITS_END = re.compile(r"(?:vào|đến|trong|tới)\s+(?:hết\s+|cuối\s+)?năm\s+(20\d\d)\)?\s*$", re.IGNORECASE)


def _year_of_all(behind: str) -> int | None:
    clause = _CLAUSE.match(behind)
    if clause is None or len(_ANY_YEAR.findall(clause[0])) != 1:
        return None
    last = _AT_ITS_END.search(clause[0])
    return int(last[1]) if last is not None else None


# "trồng 10 triệu cây xanh giai đoạn 2021 - 2025": reached at the end of the stage.
_STAGE_BEHIND = re.compile(
    r"[^;.()]{0,120}?\s(?:trong\s+|cả\s+)?giai đoạn\s+20\d\d\s*(?:-|–|đến)\s*(20\d\d)(?!\d)"
)
# "… được phê duyệt năm 2025.": the year alone ends the clause.
_BARE_YEAR_BEHIND = re.compile(r"(?:\s*\([^()]{0,40}\))?[^;.,()]{0,160}?\snăm\s+(20\d\d)(?=\s*(?:[.;]|$))")
