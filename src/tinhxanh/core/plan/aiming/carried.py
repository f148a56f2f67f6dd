"""What a number is of where its own words leave that out, because the sentence said it before.

"Tỷ lệ rác đô thị được thu gom đạt 95%, nông thôn đạt 85%; đến năm 2030 lần lượt là 98% và 92%": the second
number is of "tỷ lệ rác nông thôn được thu gom", the third and fourth are of what the first two are of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tinhxanh.core.plan.aiming.goalparts import NUMBER, Goal, clause_start

_NOTHING = re.compile(
    r"(?:(?:mục tiêu|phấn đấu|lần lượt|chỉ tiêu này|tỷ lệ này|con số này|tương ứng|đến|hết|cuối|trong|vào"
    r"|giai đoạn|năm"
    r"|giảm|tăng|đạt|là|còn|lên|và|duy trì|tiếp tục|tối thiểu|ít nhất|các|của|thêm|[-–,:]"
    r"|\d[\d.,]*+\s?%?)"
    r"(?!\w)\s*)++",  # "2021, 2022, …": never taken apart in another way
    re.IGNORECASE,
)
_PLACE = (
    r"(?:đô thị|thành thị|nông thôn|miền núi|đồng bằng|thành phố|thị xã|các huyện|các xã|các phường|ven biển)"
)
_ELSEWHERE = re.compile(
    rf"(?:.*\d\s?%\)?,?\s+)?(?:và\s+|còn\s+|riêng\s+)*(?P<at>(?:ở|tại|khu vực|vùng"
    rf"|địa bàn)\s+)*(?P<place>{_PLACE})",
    re.IGNORECASE | re.DOTALL,
)
# "Tỷ lệ diện tích tưới tiết kiệm: cây trồng cạn 30%, lúa 25%": the head before the colon is of both.
_OF_HEAD = re.compile(r"(?P<head>[^:]+:\s)[^:]*\d\s?%\s*[,;]\s*(?:và\s+)?(?P<part>[^:%\d]+)")
# "Tỷ lệ hộ phân loại rác: thành phố 70%; các thị xã 50%": the head holds behind the semicolon too.
_HEAD_AND_PART = re.compile(r"(?P<head>[^:]{8,}:\s)[^:]{2,60}")
_PART_ONLY = re.compile(
    r"\s*(?:các|thành phố|thị xã|huyện|khu vực|đô thị|nông thôn|xã"
    r"|phường)(?:\s[^\d%.;:]{0,60})?"
)
_A_PLACE = re.compile(rf"(?<!\w){_PLACE}(?!\w)", re.IGNORECASE)
_RESPECTIVELY = re.compile(
    r"(?P<before>.*?)\s*lần lượt\s+(?:(?:đạt|là|còn|ở mức|giảm|tăng|trên|tối thiểu|ít nhất)\s+)*$",
    re.IGNORECASE | re.DOTALL,
)
_YEARS = re.compile(r"(?:năm\s+)?20\d\d(?:\s*(?:,|và|,\s*và)\s*(?:năm\s+)?20\d\d)+\s*$", re.IGNORECASE)
_JOINED = re.compile(
    r"(?P<head>.+?\s)(?P<one>[^\s,]+(?:\s[^\s,]+)?)\s+và\s+(?P<two>[^\s,]+(?:\s[^\s,]+)?)$", re.DOTALL
)
_LIST = re.compile(rf"\s?(?:%|[^\W\d_]+)?\s*(?:,|;|và|,\s*và)\s*(?:{NUMBER})?", re.IGNORECASE)


def over(text: str, goals: Sequence[Goal]) -> list[Goal]:
    """The goals of a text in printed order, with what earlier ones say of the later ones."""
    found: list[Goal] = []
    for goal in goals:
        found.append(_named(text, goal, found))
    return _respectively(text, found)


def _named(text: str, goal: Goal, before: Sequence[Goal]) -> Goal:
    """The goal with the subject of the one before, where its own words name none or only another place."""
    last = before[-1] if before else None
    if last is None or goal.unit != last.unit or text.count("\n", last.end, goal.start):
        return goal
    if goal.subject in {"", goal.unit} or _NOTHING.fullmatch(goal.subject):
        return replace(goal, subject=last.subject)
    head = _HEAD_AND_PART.fullmatch(last.subject)
    if head is not None and _PART_ONLY.fullmatch(text, clause_start(text, goal.start), goal.start):
        return replace(goal, subject=f"{head['head']}{goal.subject}")
    part = _OF_HEAD.fullmatch(goal.subject)
    if part is not None:
        return replace(goal, subject=part["head"] + part["part"])
    elsewhere = _ELSEWHERE.fullmatch(goal.subject)
    if elsewhere is None or clause_start(text, goal.start) != clause_start(text, last.start):
        return goal
    goal = replace(goal, year=_printed_year(text, goal))
    place = elsewhere["place"]
    here = list(_A_PLACE.finditer(last.subject))
    if not here:
        return replace(goal, subject=f"{last.subject} {(elsewhere['at'] or '')}{place}")
    at = here[-1]
    return replace(goal, subject=last.subject[: at.start()] + place + last.subject[at.end() :])


_BRACKET = re.compile(r"\([^()]*\)")


def _printed_year(text: str, goal: Goal) -> int | None:
    """The year of the goal, unless it only stands in a bracket before, which tells of another number."""
    before = text[clause_start(text, goal.start) : goal.start]
    year = str(goal.year)
    return None if year in before and year not in _BRACKET.sub("", before) else goal.year


def _respectively(text: str, goals: list[Goal]) -> list[Goal]:
    """The goals behind "lần lượt" with the years or the subjects that are listed before it."""
    for place, goal in enumerate(goals):
        begin = max(clause_start(text, goal.start), goals[place - 1].end if place else 0)
        said = _RESPECTIVELY.fullmatch(text, begin, goal.start)
        if said is None:
            continue
        run = _run(text, goals, place)
        years = _YEARS.search(said["before"])
        if years is not None:
            listed = [int(year) for year in re.findall(r"20\d\d", years[0])]
            subject = _without_years(goals[place].subject)
            for one, year in zip(run, listed, strict=False):
                goals[one] = replace(goals[one], year=year, subject=subject or goals[one].subject)
        elif len(run) == 2 and (joined := _JOINED.fullmatch(_without_word(goal.subject))) is not None:
            for one, name in zip(run, ("one", "two"), strict=True):
                goals[one] = replace(goals[one], subject=joined["head"] + joined[name])
        elif place >= len(run) and _NOTHING.fullmatch(said["before"].strip(" ;,") or "và"):
            for one in run:
                goals[one] = replace(goals[one], subject=goals[one - len(run)].subject, year=goal.year)
    return goals


def _run(text: str, goals: Sequence[Goal], place: int) -> list[int]:
    """The places of the goals that only commas and "và" part from the one at `place`, with that one."""
    run = [place]
    while run[-1] + 1 < len(goals):
        one, two = goals[run[-1]], goals[run[-1] + 1]
        if _LIST.fullmatch(text, one.end, two.start) is None:
            break
        run.append(run[-1] + 1)
    return run


def _without_word(subject: str) -> str:
    return re.sub(r"\s*lần lượt\s*$", "", subject)


def _without_years(subject: str) -> str:
    bare = re.sub(
        r"[\s,]*(?:(?:đến|các|trong|vào)\s+)*(?:năm\s+)?20\d\d.*$",
        "",
        _without_word(subject),
        flags=re.DOTALL,
    )
    return bare.strip(" ,")
