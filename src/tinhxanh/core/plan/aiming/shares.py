"""Shares in percent: "tỷ lệ … đến năm 2030 đạt 55 % (năm 2025 41 %)", "100 % cơ sở …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tinhxanh.core.plan import numbers
from tinhxanh.core.plan.aiming.goalparts import (
    FROM_TO,
    NUMBER,
    Goal,
    clause_start,
    comparator,
    subject_after,
    subject_before,
    year_of,
)
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.normal import squeeze

_SHARE = Guarded(rf"(?P<v>{NUMBER})(?:\s*[-–]\s*(?P<v2>{NUMBER}))?\s?%", "%")
_NO_GOAL_BEFORE = re.compile(
    r"(?:hỗ trợ|chiếm|lãi suất|mức (?:vay|đóng|chi|thu)|giá trị|bằng|tăng thêm|tỷ trọng vốn|\()\s*"
    r"(?:tối đa\s+|đến\s+)?$",
    re.IGNORECASE,
)
# "Kinh tế số chiếm 30% GRDP": what makes up the share stands before the verb, behind the number the whole.
_MAKES_UP = re.compile(
    r"\schiếm(?:\s+(?:tỷ lệ|khoảng|trên|dưới|hơn|từ|tối thiểu|ít nhất))*\s*$", re.IGNORECASE
)
_UP_TO = re.compile(
    r"\s*(?:(?:\(|vào\s+|trong\s+|của\s+)?năm\s+20\d\d\)?\s*,?\s*)?(?:lên|đến(?!\s+năm)|xuống)\s",
    re.IGNORECASE,
)
_NO_GOAL_AFTER = re.compile(
    r"\s*(?:tổng mức(?!\s+(?:tiêu thụ|phát thải|năng lượng))|mức(?!\s+(?:tiêu|phát thải|sử dụng|độ))|giá"
    r"|lãi suất|đồng ý)"
)
_VERB = re.compile(
    r"(?:đạt(?:\s+(?:tỷ lệ|mức|khoảng|từ|trên|tối thiểu|ít nhất|được))*|lên|là|còn|xuống(?:\s+còn)?"
    r"|bằng|khoảng|thành|tăng lên|giảm còn|ở mức|duy trì)\s*(?:trên|dưới|từ|khoảng|tối thiểu|ít nhất"
    r"|mức|không dưới|hơn|≥|>|<|≤)?\s*$",
    re.IGNORECASE,
)


# Characters before a number that patterns ending at it look at: longer than any they match in print.
_ORIGIN = 160
_VERBS = 80


def find(text: str, is_goal: bool = False) -> Iterator[Goal]:
    """The shares that `text` sets, in printed order; each looks at a bounded stretch around itself.
    `is_goal`: it stands in a section of goals, where a share that something "chiếm" is aimed at too.
    """
    subject = ""
    last_end = 0
    shares = list(_SHARE.finditer(text))
    lists = _Lists(text, shares)
    for place, match in enumerate(shares):
        start, end = match.span()
        if _opens_climb(text, start, end):
            continue
        if _is_no_goal(text, start, is_goal) and not _in_list(text, last_end, start):
            continue
        if _NO_GOAL_AFTER.match(text, end):
            continue
        begin = clause_start(text, start)
        in_list = bool(subject) and _in_list(text, max(last_end, begin), start)
        if not in_list:
            subject = _behind_last(lists, place, begin) or _subject(text, begin, start, end)
        if len(subject) < 4:
            continue
        year = year_of(text, last_end if in_list else begin, start, end)
        value = numbers.value(match["v"])
        sign = _comparator(text, match)
        if sign == "=" and place and _shares_word(text, shares[place - 1], start):
            sign = _comparator(text, shares[place - 1])
        stretch = place > 0 and _is_stretch(text, shares[place - 1], start)
        if stretch:
            value, sign = numbers.value(shares[place - 1]["v"]), ">="
        goal = Goal("percent", sign, value, "%", subject, year, start, end)
        last_end = end
        yield goal if stretch else _from_base(text, begin, goal)


def _opens_climb(text: str, start: int, end: int) -> bool:
    """Whether a share is the first of "từ 40% lên 55%" or "từ 10% đến 15%", which the second tells."""
    opened = text[max(0, start - 12) : start].rstrip().lower().endswith("từ")
    return opened and _UP_TO.match(text, end, end + 40) is not None


# "Ít nhất 30% xe buýt, 20% xe taxi …": the word before the first is said of both.
_BARE_NOUN = re.compile(r"\s+(?:số\s+)?[^\W\d_][^,.;:()%\d]{1,60}?\s*(?:,|,?\s+và)\s+")
_VERBS_BETWEEN = re.compile(
    r"\s(?:đối với|cho|ở|tại|trở|đạt|được|có|là|còn|giảm|tăng|sử dụng|trên|dưới"
    r"|khoảng)(?!\w)"
)


def _shares_word(text: str, before: re.Match[str], start: int) -> bool:
    """Whether only the things of the share before stand between it and the one at `start`."""
    between = text[before.end() : start] if start - before.end() < 80 else ""
    return _BARE_NOUN.fullmatch(between) is not None and _VERBS_BETWEEN.search(between) is None


# "đạt từ 10% đến 15%": a stretch, where nothing rises or falls from the one to the other.
_STRETCH = re.compile(r"\s*đến\s+", re.IGNORECASE)
_MOVES = re.compile(
    r"(?:tăng|nâng|giảm|hạ|cải thiện|rút|kéo|đưa|phát triển|mở rộng|chuyển)(?!\w)(?!\s+(?:từ|khoảng|thêm|ít"
    r"|tối)\s)"
    r"[^.;%]{0,160}$",
    re.IGNORECASE,
)


def _is_stretch(text: str, before: re.Match[str], start: int) -> bool:
    """Whether the share at `start` is the upper end of a stretch that the share before it begins."""
    return (
        _opens_climb(text, before.start(), before.end())
        and _STRETCH.fullmatch(text, before.end(), start) is not None
        and _MOVES.search(text[clause_start(text, before.start()) : before.start()]) is None
    )


def _from_base(text: str, begin: int, goal: Goal) -> Goal:
    """The goal with the value or the year it starts from, where its clause, which begins at `begin`, says."""
    origin = FROM_TO.search(text[max(begin, goal.start - _ORIGIN) : goal.start])
    if origin is not None:
        year = int(origin["year"]) if origin["year"] else None
        return replace(goal, base_value=numbers.value(origin["base"]), base_year=year)
    compared = _COMPARED.match(text, goal.end)
    return goal if compared is None else replace(goal, base_year=int(compared["year"] or compared["year2"]))


def _is_no_goal(text: str, start: int, is_goal: bool) -> bool:
    """Whether the words before a share say what it is a part of, or what is paid or lent."""
    if _NO_GOAL_BEFORE.search(text[max(0, start - 20) : start]) is None:
        return False
    return not (is_goal and _MAKES_UP.search(text[max(0, start - 20) : start]))


# "giảm 15% … so với (mức phát thải) năm 2014": the year it starts from, whose value is not said.
_COMPARED = re.compile(
    r"[^.;,%\d]{0,160}?\bso với\s+(?:mức\s+)?[^.;,%\d]{0,60}?năm\s+(?:cơ sở\s+)?(?P<year>20\d\d)(?!\d)"
    r"|[^.;,%]{0,120}?(?:vào|đến|trong)\s+năm\s+20\d\d\s+so với\s+(?:mức\s+)?[^.;,%\d]{0,60}?"
    r"năm\s+(?P<year2>20\d\d)"
)


def _comparator(text: str, match: re.Match[str]) -> str:
    """As the words around say; a stretch ("95 - 97%") is reached from its lower end on."""
    said = comparator(text, *match.span())
    return ">=" if said == "=" and match["v2"] else said


_LISTED = re.compile(
    r"[\s,;)]*(?:\(|,|;|và)?\s*(?:trong đó\s*:?\s*)?(?:mục tiêu\s+)?(?:(?:riêng|đến|hết"
    r"|cuối)\s+)*năm\s+20\d\d\s*(?:\(?\s*(?:đạt|là|:|phấn đấu|phấn đấu đạt|tăng lên|giảm còn)?)?\s*"
    r"(?:trên|từ|tối thiểu|ít nhất|khoảng)?\s*(?:đạt\s+)?$",
    re.IGNORECASE,
)


_LISTED_PLAIN = re.compile(
    r"\s*(?:trở lên\s*)?(?:\(?(?:vào\s+|đến\s+|trong\s+)?(?:hết\s+|cuối\s+)?năm\s+20\d\d\)?)?\s*"
    r"(?:,|;|và|,\s*và|lên|rồi)\s*(?:(?:tăng\s+|giảm\s+)?(?:lên|xuống(?:\s+còn)?|còn)\s+)?"
    r"(?:(?:duy trì|giữ)(?:\s+ổn định)?\s+(?:ở\s+)?(?:mức\s+)?)?(?:đạt\s+)?(?:trên\s+|từ\s+|dưới\s+"
    r"|không quá\s+|tối thiểu\s+|ít nhất\s+)?$",
    re.IGNORECASE,
)


def _in_list(text: str, last_end: int, start: int) -> bool:
    """Whether a number goes on with the subject before: "(riêng năm 2031 đạt 40 %, năm 2032 đạt 44 %)"."""
    between = text[last_end:start]
    if not last_end or len(between) >= 90:
        return False
    if _LISTED.match(between) is not None:
        return True
    return _LISTED_PLAIN.fullmatch(between) is not None and "năm" in between + text[start : start + 24]


# "đến năm 2026 đạt 60%, đến năm 2028 đạt 85% số hộ …": what both are of stands behind the last.
_NO_SUBJECT = re.compile(
    r"[\s,–+-]*(?:phấn đấu\s*,?\s*)?(?:(?:đến|hết|cuối|trong|vào)\s+)*năm\s+20\d\d\s*,?\s*(?:(?:phấn đấu"
    r"|có|đạt|là|trên|ít nhất|tối thiểu|khoảng|từ)\s*)*",
    re.IGNORECASE,
)
_NEXT_SHARE = re.compile(rf"\s*(?:trở lên\s*)?(?:[,;]|và|[,;]\s*và)\s*{_NO_SUBJECT.pattern}", re.IGNORECASE)


class _Lists:
    """Which shares of a text follow each other in one list; every gap between two is looked at once."""

    def __init__(self, text: str, shares: list[re.Match[str]]) -> None:
        self.text, self.shares = text, shares
        self._seen = -1

    def last(self, place: int) -> int:
        """The place of the last share in the list of the one at `place`; asked for in rising order."""
        if self._seen < place:
            self._seen = place
            while self._seen + 1 < len(self.shares) and self._goes_on(self._seen):
                self._seen += 1
        return self._seen

    def _goes_on(self, place: int) -> bool:
        gap = self.shares[place].end(), self.shares[place + 1].start()
        return _NEXT_SHARE.fullmatch(self.text, *gap) is not None


def _behind_last(lists: _Lists, place: int, begin: int) -> str:
    """What the shares of a list are of whose first has no words of its own before it; "" for other lists."""
    text = lists.text
    if _NO_SUBJECT.fullmatch(text, begin, lists.shares[place].start()) is None:
        return ""
    last = lists.last(place)
    end = lists.shares[last].end()
    return subject_after(text, end) if last > place and _NO_NOUN_BEHIND.match(text, end) is None else ""


_NO_NOUN_BEHIND = re.compile(
    r"\s*(?:trở lên)?\s*(?:[.,;:)/]|$|(?:so với|vào|trong|trên tổng|và|đến|mỗi|hằng|theo|ở|tại|nhằm|để|"
    r"(?:hết\s+|cuối\s+)?năm|trước|từ nay)(?!\w))",
    re.IGNORECASE,
)


_FLOOR = re.compile(r"\s(?:không thấp hơn|không dưới|không quá|không vượt(?:\s+quá)?)\s*$", re.IGNORECASE)
_RATE_OPEN = Guarded(r"(?:tỷ lệ|tỉ lệ)\s[^,;]*$", "tỷ lệ|tỉ lệ", flags=re.IGNORECASE)


# Another number of the same sentence, with a subject of its own or for the same subject.
_OTHER_SHARE = re.compile(
    r"\d\s?%\)?\s*[,;]\s*(?:(?:và|đến|vào|tới)\s+)*(?:(?:hết|cuối)\s+)?(?:năm\s+20\d\d\s*,?)?\s*",
    re.IGNORECASE,
)
_SAME_SUBJECT = re.compile(
    r"(?P<subject>\S.{8,}?)\s(?:đạt|là|còn|ở mức|không vượt quá|không quá|dưới|trên)\s(?=[^;%]*\d)[^;%]*,\s+"
    r"(?:tương đương\s+)?(?:giảm|tăng)(?:\s+(?:khoảng|ít nhất|tối thiểu|trên))?\s*$",
    re.IGNORECASE,
)


def _subject(text: str, begin: int, start: int, end: int) -> str:
    before = text[begin:start]
    other = max(_OTHER_SHARE.finditer(before), key=lambda m: m.end(), default=None)
    if other is not None and len(before[other.end() :].split()) > (1 if "năm" in other[0] else 5):
        before = before[other.end() :]
    same = _SAME_SUBJECT.match(before)
    if same is not None:
        return subject_before(same["subject"])
    if _FLOOR.search(before[-_VERBS:]) and len(_FLOOR.sub("", before).split()) >= 4:
        return subject_before(_FLOOR.sub("", before))
    if _MAKES_UP.search(before[-_VERBS:]):
        return subject_before(before)
    behind_is_noun = _NO_NOUN_BEHIND.match(text, end) is None
    if not behind_is_noun or _VERB.search(before[-_VERBS:]) or _RATE_OPEN.search(before):
        named = subject_before(before)
        if len(named) >= 4:
            return named
    behind = _with_predicate(text, end, subject_after(text, end))
    return subject_before(before) if _NO_SUBJECT.fullmatch(behind) or not behind else behind


# "40% xe chở rác và 25% xe ca chạy điện": what both do is said behind the second.
_SECOND = re.compile(
    rf"\s+(?P<noun>(?!trở\s)[^\W\d_][^.,;:()%\d]{{1,40}}?),?\s+và\s+(?:có\s+)?"
    rf"(?:ít nhất\s+|tối thiểu\s+|trên\s+)?(?:{NUMBER})\s?%\s+(?P<other>[^\W\d_][^\d%]*)",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\s(?:hoạt động|(?:chưa\s+|không\s+|còn\s+)?được|có|sử dụng|áp dụng|thực hiện|đạt|đáp ứng|tham gia"
    r"|đấu nối|lắp đặt|hoàn thành|ký|phân loại|chạy|dùng|chuyển (?:sang|đổi))(?!\w)",
    re.IGNORECASE,
)


def _with_predicate(text: str, end: int, subject: str) -> str:
    """The bare noun behind a share with what the noun of the share joined to it does."""
    joined = _SECOND.match(text, end)
    if joined is None or _DOES.search(joined["noun"]) is not None:
        return subject
    does = _DOES.search(subject_after(text, joined.start("other") - 1))
    return subject if does is None else f"{squeeze(joined['noun'])} {does.string[does.start() :].strip()}"
