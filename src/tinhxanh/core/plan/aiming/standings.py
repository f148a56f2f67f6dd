"""Where an index stands and which rank goes with its goal: the words behind (and before) a goal's number.

"… đạt 5,2 điểm trở lên, vào tốp 20 (năm 2023 đạt 4,9 điểm, hạng 31)": the rank 20 is aimed at; score,
rank and year in the brackets are what the goal starts from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tinhxanh.core.plan import numbers
from tinhxanh.core.plan.aiming.goalparts import Goal

SCORE_NUMBER = rf"\d{{1,3}}\.\d{{1,2}}(?!\d)|{numbers.PRINTED}"
RANK_WORD = (
    r"(?:xếp\s+)?(?:điểm\s+)?(?:thứ hạng|hạng thứ|xếp hạng|xếp thứ|vị trí thứ|vị trí|thứ bậc|hạng|thứ)"
    r"(?:\s+(?:thứ|số))?"
)
_GROUP_WORD = r"(?:tốp|top|nhóm)\s+(?:đầu\s+)?(?:các\s+)?(?:đầu\s+)?"
_RANK = re.compile(
    rf"(?:{RANK_WORD}\s+(?:từ\s+)?|{_GROUP_WORD})(?P<rank>\d{{1,2}})(?!\d|[,.]\d)(?:\s?/\s?\d\d)?",
    re.IGNORECASE,
)
_SCORE = re.compile(rf"(?<![\d,.])(?P<value>{SCORE_NUMBER})\s*điểm", re.IGNORECASE)
_YEAR = re.compile(r"(?:năm|kỳ|PGI|PCI)\s+(?P<year>20\d\d)", re.IGNORECASE)
_GAIN = re.compile(
    rf"(?:tăng|thêm|cao hơn|hơn|nâng|giảm|cải thiện)\s+(?:thêm\s+|được\s+)?(?:ít nhất\s+|tối thiểu\s+|từ\s+)?"
    rf"(?:{SCORE_NUMBER})(?:\s?[-–]\s?\d{{1,2}})?\s*(?:điểm|bậc|hạng|thứ hạng)",
    re.IGNORECASE,
)
_HELD = re.compile(r"hiện|đang|so với|trước đó|kết quả|mới đạt|đã|xuất phát|công bố", re.IGNORECASE)
_AHEAD = re.compile(r"phấn đấu|mục tiêu|(?:đến|hết)\s+(?:hết\s+)?năm", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]{1,160})\)")
_COMPARED = re.compile(
    r"so với\s+(?:kết quả\s+|kỳ\s+|PGI\s+)*(?:năm\s+)?(?P<year>20\d\d)?\s*,?\s*$", re.IGNORECASE
)
_THAN = re.compile(
    r"so với(?=\s)(?:[^();,]|,(?=\d)){0,90}|(?:(?:hiện nay|hiện|đang)|(?<!đến )(?<!hết )năm\s+20\d\d)(?=\s)"
    r"[^();]{0,90}",
    re.IGNORECASE,
)
_CLIMB = re.compile(
    rf"(?:từ\s+(?:{RANK_WORD}|{_GROUP_WORD})|(?:thứ hạng|xếp hạng|vị trí)\s+(?:\w+\s+){{0,2}}?(?:tăng|nâng"
    r"|vươn|cải thiện)\s+từ)\s*(?:thứ\s+)?"
    rf"(?P<base>\d{{1,2}})(?:\s?/\s?\d\d)?"
    rf"(?:\s*\(?(?:năm|kỳ)\s+(?P<year>20\d\d)\)?)?\s*(?:lên|vào|xuống|đến)\s+"
    rf"(?:(?:trong|ít nhất|tối thiểu|thuộc|nằm)\s+)*(?:{RANK_WORD}|{_GROUP_WORD})?\s*"
    r"(?P<rank>\d{1,2})(?!\d|,\d|\s*(?:điểm|%))",
    re.IGNORECASE,
)
_END = re.compile(r"[.;](?:\s|$)|,\s+(?=(?:[Cc]hỉ số|[Tt]hành phần|[Tt]ổng điểm)\s)|\n")


@dataclass(frozen=True, slots=True)
class Standing:
    """A score, a rank and the edition (year) they are of, each as far as the words say it."""

    value: float | None = None
    rank: int | None = None
    year: int | None = None


def climbs(text: str) -> Iterator[re.Match[str]]:
    """The places that say "từ hạng A lên hạng B" (groups base, year, rank)."""
    return _CLIMB.finditer(text) if "từ" in text else iter(())


def of_words(words: str) -> Standing:
    """The score, rank and year that `words` name; what something rose by is none of them.

    >>> of_words("năm 2023 đạt 20,15 điểm, xếp thứ 41")
    Standing(value=20.15, rank=41, year=2023)
    """
    plain = _GAIN.sub(" ", words)
    score, rank, year = _SCORE.search(plain), _RANK.search(plain), _YEAR.search(plain)
    return Standing(
        numbers.first(score["value"]) if score is not None else None,
        int(rank["rank"]) if rank is not None else None,
        int(year["year"]) if year is not None else None,
    )


def complete(text: str, goal: Goal, until: int | None = None) -> Goal:
    """The goal with the rank beside it and what it starts from, as said between its end and `until`."""
    stop = min(len(text), goal.end + 280) if until is None else until
    rest = text[goal.end : stop]
    end = _END.search(rest)
    rest = rest[: end.start()] if end is not None else rest
    for bracket in _BRACKETS.finditer(rest):
        goal = _with_bracket(goal, rest[: bracket.start()], bracket[1])
    plain = _BRACKETS.sub(" ", rest)
    climb = next(climbs(plain), None)
    if climb is not None:
        year = int(climb["year"]) if climb["year"] else None
        goal = _from(goal, Standing(None, int(climb["base"]), year))
        return goal if goal.measure == "rank" else replace(goal, rank=int(climb["rank"]))
    for than in _THAN.finditer(plain):
        goal = _from(goal, of_words(than[0]))
    return _ranked(goal, _GAIN.sub(" ", _THAN.sub(" ", plain)))


def _with_bracket(goal: Goal, before: str, words: str) -> Goal:
    """What a pair of brackets adds: where the index stood, or the rank that goes with the goal."""
    said = of_words(words)
    compared = _COMPARED.search(before)
    if compared is not None:
        year = int(compared["year"]) if compared["year"] else said.year
        return _from(goal, replace(said, year=year))
    is_before = said.year is not None and (goal.year is None or said.year < goal.year)
    if not _AHEAD.search(words) and (is_before or said.value is not None or _HELD.search(words)):
        return _from(goal, said)
    return _ranked(goal, words)


def _from(goal: Goal, origin: Standing) -> Goal:
    """The goal starting from `origin`, where nothing was said of that yet."""
    if origin.value is None and origin.rank is None:
        return goal
    return replace(
        goal,
        base_value=goal.base_value if goal.base_value is not None else origin.value,
        base_rank=goal.base_rank if goal.base_rank is not None else origin.rank,
        base_year=goal.base_year if goal.base_year is not None else origin.year,
    )


def _ranked(goal: Goal, words: str) -> Goal:
    """A goal of score with the rank that `words` put beside it."""
    if goal.measure != "score" or goal.rank is not None:
        return goal
    rank = _RANK.search(words)
    return replace(goal, rank=int(rank["rank"])) if rank is not None else goal
