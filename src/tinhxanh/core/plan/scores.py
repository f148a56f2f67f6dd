"""Scores of an index: "đạt từ X điểm trở lên (tăng Y điểm so với năm Z đạt W điểm)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tinhxanh.core.plan import numbers
from tinhxanh.core.plan.goalparts import (
    AND_UP,
    NUMBER,
    Goal,
    clause_start,
    comparator,
    subject_before,
    without_tail,
)
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.normal import squeeze

SCORE = Guarded(
    rf"(?:(?:điểm số\s+)?(?:tăng\s+)?từ\s+(?:điểm số\s+)?(?:từ\s+)?(?P<from>{NUMBER})\s*(?:điểm\s*)?(?:\("
    rf"(?P<from_note>[^)]*)\)\s*)?(?:lên|đến)\s+(?:trên\s+|từ\s+|đạt\s+)?(?P<to>{NUMBER})\s*điểm"
    rf"|(?:đạt|duy trì|lên|đạt được|ở mức|tối thiểu|trên|từ|bằng|là)\s+(?:mức\s+)?(?:từ\s+|trên\s+"
    rf"|tối thiểu\s+|ít nhất\s+|khoảng\s+|điểm số\s+)*(?P<at>{NUMBER})\s*điểm)(?!\s*(?:quan trắc|đen|nóng"
    rf"|thu gom|bán|dân cư|du lịch|trường|cầu|phần trăm|%|xả|ô nhiễm|tập kết))",
    "điểm",
    hint=r"\d\s*điểm",
    flags=re.IGNORECASE,
)
RANK_WORD = (
    r"(?:xếp\s+)?(?:điểm\s+)?(?:thứ hạng|hạng thứ|xếp hạng|xếp thứ|vị trí thứ|vị trí|thứ bậc|hạng|thứ)"
    r"(?:\s+(?:thứ|số))?"
)
_RANK_OF = re.compile(rf"{RANK_WORD}\s+(?:từ\s+)?(?P<rank>\d{{1,2}})(?:\s?/\s?\d\d)?", re.IGNORECASE)
_HELD = re.compile(
    rf"(?:đang|hiện|năm\s+(?P<year>20\d\d))[^.;]{{0,40}}?{RANK_WORD}\s+(?P<rank>\d{{1,2}})", re.IGNORECASE
)
_ROSE = re.compile(
    rf"(?:tăng|nâng)\s+(?:thêm\s+)?(?:ít nhất\s+)?{NUMBER}\s*điểm\s+so với\s+(?:năm\s+)?"
    rf"(?P<year>20\d\d)?[^()]*?(?:đạt|là|:|\()?\s*(?P<value>{NUMBER})\s*điểm",
    re.IGNORECASE,
)
_WAS = re.compile(
    rf"năm\s+(?P<year>20\d\d)\s*(?:,\s*)?(?:tỉnh\s+)?(?:đạt|là|:)?\s*(?P<value>{NUMBER})\s*điểm",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Goal]:
    for match in SCORE.finditer(text):
        printed = match["to"] or match["at"]
        at = match.start("to") if match["to"] else match.start("at")
        if _is_past(text, match.start()) or _in_brackets_of_goal(text, at):
            continue
        end = match.end()
        sign = ">=" if AND_UP.match(text[end : end + 14]) else comparator(text, at, at + len(printed))
        goal = Goal(
            "score",
            sign,
            numbers.value(printed),
            "điểm",
            score_subject(text, match.start()),
            near_year(text, at, end),
            at,
            end,
        )
        yield _with_base(text, goal, match)


def _is_past(text: str, at: int) -> bool:
    """A score that was reached, not one to reach: "năm 2023 đạt 62 điểm" outside a goal."""
    clause = text[clause_start(text, at) : at]
    return re.search(
        r"(?:kết quả|đã|công bố|so với)[^.;]*$", clause, re.IGNORECASE
    ) is not None and not re.search(r"phấn đấu|mục tiêu|duy trì", clause, re.IGNORECASE)


def _in_brackets_of_goal(text: str, at: int) -> bool:
    """Inside brackets behind a goal a score is what the goal is compared with."""
    opened = text.rfind("(", 0, at)
    closed = text.rfind(")", 0, at)
    return (
        opened > closed
        and re.search(r"so với|năm\s+20\d\d|hiện|đang", text[opened:at], re.IGNORECASE) is not None
    )


def near_year(text: str, at: int, end: int) -> int | None:
    before = re.search(
        r"(?:đến|hết|trong|vào)\s+(?:hết\s+)?năm\s+(20\d\d)[^.;()]{0,60}$",
        text[max(0, at - 110) : at],
        re.IGNORECASE,
    )
    if before is not None:
        return int(before[1])
    after = re.match(r"\s*(?:trở lên\s*)?(?:vào|trong|đến)?\s*năm\s+(20\d\d)", text[end : end + 40])
    return int(after[1]) if after is not None else None


def score_subject(text: str, at: int) -> str:
    colon = text.rfind(":", 0, at)
    if colon > 5:
        head = text[clause_start(text, colon) : colon]
    else:
        clause = text[clause_start(text, at) : at]
        head = without_tail(_LEAD.sub("", clause))
        if not head.strip(" ,-–+") and _INDEX_NAMED.search(clause):
            head = _OPENING_YEAR.sub("", subject_before(clause))
    head = re.sub(r"\s*\((?:cho|đối với|hạng|năm)[^()]*\)\s*$", "", head)
    return squeeze(head).strip(" ,:;-–")


# Behind "Phấn đấu" the subject follows only where the index itself is named; else a heading names it.
_INDEX_NAMED = re.compile(
    r"(?:điểm số|điểm|[Cc]hỉ số|kết quả)\s+(?:của\s+)?(?:Chỉ số\s+)?(?:PGI|PCI|[Xx]anh)(?!\w)"
)
_OPENING_YEAR = re.compile(r"^\s*(?:đến\s+)?năm\s+20\d\d,?\s+")
_LEAD = re.compile(
    r"\s*,?\s*(?:mục tiêu\s+)?(?:phấn đấu|tiếp tục|duy trì|nâng|cải thiện|đạt)\b.*$", re.IGNORECASE
)


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
        goal = replace(
            goal, base_rank=int(held["rank"]), base_year=int(held["year"]) if held["year"] else goal.base_year
        )
        rest = rest[: held.start()] + rest[held.end() :]
    rose = _ROSE.search(rest) or _WAS.search(rest)
    if rose is not None:
        goal = replace(
            goal,
            base_value=numbers.value(rose["value"]),
            base_year=int(rose["year"]) if rose["year"] else goal.base_year,
        )
        rest = rest[: rose.start()]
    rank = _RANK_OF.search(rest)
    return replace(goal, rank=int(rank["rank"])) if rank is not None else goal
