"""Scores of an index: "đạt từ X điểm trở lên (tăng Y điểm so với năm Z đạt W điểm)"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from tinhxanh.core.plan import numbers
from tinhxanh.core.plan.aiming import standings
from tinhxanh.core.plan.aiming.goalparts import (
    AND_UP,
    Goal,
    clause_start,
    comparator,
    subject_before,
    without_tail,
)
from tinhxanh.core.plan.aiming.standings import RANK_WORD, SCORE_NUMBER
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.normal import squeeze

_NO_POINTS = (
    r"(?!\s*(?:quan trắc|đen|nóng|thu gom|bán|dân cư|du lịch|trường|cầu|phần trăm|%|xả|ô nhiễm|tập kết))"
)
# What may stand between the starting score and "lên": its year and its rank, in brackets or not.
_NOTE = (
    r"(?:\s*,?\s*(?:\([^()]{1,80}\)|(?:của\s+|vào\s+)?(?:năm|kỳ)\s+20\d\d|"
    rf"{RANK_WORD}\s+\d{{1,2}}(?:\s?/\s?\d\d)?))"
)
_MODE = (
    r"(?:(?:mức|từ|trên|hơn|tối thiểu|ít nhất|không thấp hơn|không dưới|không ít hơn|khoảng|điểm số|đạt"
    r"|≥|>=|>)\s*)*"
)
SCORE = Guarded(
    rf"(?:(?:điểm số\s+)?(?:tăng\s+)?từ\s+(?:mức\s+)?(?:điểm số\s+)?(?:từ\s+)?(?P<from>{SCORE_NUMBER})"
    rf"\s*(?:điểm)?(?P<from_note>{_NOTE}{{0,3}})\s*,?\s*(?:lên|đến|thành)\s+{_MODE}(?P<to>{SCORE_NUMBER})"
    rf"\s*điểm|(?:đạt|duy trì|lên|đạt được|ở mức|tối thiểu|trên|từ|bằng|là|ít nhất|không thấp hơn|không dưới"
    rf"|không ít hơn|≥|>=|vượt)\s*{_MODE}(?P<at>{SCORE_NUMBER})(?:/\d{{2,3}})?\s*điểm"
    rf"|:\s*(?P<bare>{SCORE_NUMBER})\s*điểm){_NO_POINTS}",
    "điểm",
    hint=r"\d\s*điểm",
    flags=re.IGNORECASE,
)


def find(text: str) -> Iterator[Goal]:
    """The scores to reach in `text`, in printed order, each with its rank and what it starts from."""
    aimed = [m for m in SCORE.finditer(text) if not _is_past(text, m) and not _in_brackets_of_goal(text, m)]
    subject = ""
    for match, following in itertools.zip_longest(aimed, aimed[1:]):
        at = _at(match)
        printed = match["to"] or match["at"] or match["bare"]
        end = match.end()
        until = min(following.start() if following is not None else len(text), end + 280)
        sign = ">=" if AND_UP.match(text[end : end + 14]) else comparator(text, at, at + len(printed))
        subject = score_subject(text, at if match["bare"] else match.start()) or (
            subject if _is_second(text, match.start()) else ""
        )
        goal = Goal(
            "score",
            sign,
            numbers.first(printed) or 0.0,
            "điểm",
            subject,
            near_year(text, at, end),
            at,
            end,
        )
        yield _with_base(text, goal, match, until)
        yield from _further(text, goal, until)


# "… lên 23 điểm năm 2024 và 25 điểm năm 2025": the verb and the index are said once.
_FURTHER = re.compile(
    rf"\s*(?:trở lên\s*)?(?:(?:vào|đến|trong)\s+)?năm\s+20\d\d\s*(?:,|;|và|,\s*và)\s*(?:đạt\s+"
    rf"|lên\s+)?{_MODE}"
    rf"(?P<v>{SCORE_NUMBER})\s*điểm\s*(?:trở lên\s*)?(?:(?:vào|đến|trong)\s+)?năm\s+(?P<year>20\d\d)",
    re.IGNORECASE,
)


def _further(text: str, goal: Goal, until: int) -> Iterator[Goal]:
    """The scores of later years that follow one with its year, without a verb of their own."""
    at = goal.end
    while (further := _FURTHER.match(text, at)) is not None and further.end("v") <= until + 60:
        start, end = further.span("v")
        points = text.index("điểm", end) + len("điểm")
        yield replace(
            goal, value=numbers.first(further["v"]) or 0.0, year=int(further["year"]), start=start, end=points
        )
        at = points


def _at(match: re.Match[str]) -> int:
    """Where the score to reach is printed."""
    return match.start("to" if match["to"] else "at" if match["at"] else "bare")


def _is_past(text: str, match: re.Match[str]) -> bool:
    """A score that was reached, not one to reach: "năm 2023 đạt 62 điểm" outside a goal."""
    clause = text[clause_start(text, match.start()) : match.start()]
    if _JUST_COMPARED.search(clause) or _GAINS.search(clause):
        return True
    return re.search(
        r"(?:kết quả|đã|công bố|so với)[^.;]*$", clause, re.IGNORECASE
    ) is not None and not re.search(r"phấn đấu|mục tiêu|duy trì", clause, re.IGNORECASE)


# "cải thiện ít nhất 0,5 điểm": what is won, not what is reached.
_GAINS = re.compile(r"(?<!\w)(?:tăng|cải thiện|cao hơn|thêm)\s+(?:thêm\s+|được\s+)?$", re.IGNORECASE)
_JUST_COMPARED = re.compile(r"so với\s+[^.;,()]{0,40}$", re.IGNORECASE)


def _in_brackets_of_goal(text: str, match: re.Match[str]) -> bool:
    """Inside brackets behind a goal a score is what the goal is compared with."""
    at = _at(match)
    opened = text.rfind("(", 0, at)
    closed = text.rfind(")", 0, at)
    if opened <= closed:
        return False
    before = text[clause_start(text, opened) : opened]
    return (
        re.search(r"so với|năm\s+20\d\d|hiện|đang", text[opened:at], re.IGNORECASE) is not None
        or _JUST_COMPARED.search(before) is not None
    )


def near_year(text: str, at: int, end: int) -> int | None:
    before = re.search(
        r"(?:đến|hết|trong|vào)\s+(?:hết\s+)?năm\s+(20\d\d)[^.;()]{0,60}$",
        text[max(0, at - 110) : at],
        re.IGNORECASE,
    )
    if before is not None:
        return int(before[1])
    clause = text[clause_start(text, at) : at]
    for said in (_OPENS_WITH_YEAR, _STRIVES_FOR_YEAR):
        if (year := said.match(clause)) is not None:
            return int(year[1])
    after = re.match(r"\s*(?:trở lên\s*)?(?:vào|trong|đến)?\s*năm\s+(20\d\d)", text[end : end + 40])
    if after is not None:
        return int(after[1])
    edition = _YEAR_BEFORE_VERB.match(clause)
    return int(edition[1]) if edition is not None else None


_OPENS_WITH_YEAR = re.compile(
    r"\s*(?:[-–+]\s*)?(?:phấn đấu,?\s+)?năm\s+(20\d\d)(?!\s*[-–]\s*20)", re.IGNORECASE
)
_STRIVES_FOR_YEAR = re.compile(
    r".*(?<!\w)phấn đấu,?\s+(?:trong\s+)?năm\s+(20\d\d)(?!\s*[-–]\s*20)", re.IGNORECASE
)
# "Chỉ số … (PGI) năm 2024 (của tỉnh) (phấn đấu) đạt": the year of the edition aimed at.
_YEAR_BEFORE_VERB = re.compile(
    r".*(?<!so với )(?<!kết quả )năm\s+(20\d\d)\s*,?\s*(?:của\s+(?:\S+\s+){1,4}?)?(?:phấn đấu\s+)?"
    r"(?:đạt|tăng|duy trì|ở mức)(?:\s+[^\W\d_]+){0,4}\s*$",
    re.IGNORECASE,
)
_ONLY_YEAR = re.compile(r"\s*(?:(?:và|đến|hết)\s+)*năm\s+20\d\d,?\s*(?:phấn đấu\s*)?", re.IGNORECASE)


def _is_second(text: str, at: int) -> bool:
    """Whether only another year stands before the verb: the clause before names the subject."""
    begin = clause_start(text, at)
    return text[:begin].endswith(";") and _ONLY_YEAR.fullmatch(text, begin, at) is not None


def score_subject(text: str, at: int) -> str:
    colon = text.rfind(":", 0, at)
    names = colon > 5 and _LABEL.fullmatch(text, clause_start(text, colon), colon) is None
    if names:
        head = text[clause_start(text, colon) : colon]
    else:
        begin = max(clause_start(text, at), colon + 1)
        clause = _PURPOSE.sub("", text[begin:at])
        head = without_tail(_LEAD.sub("", clause))
        if not head.strip(" ,-–+") and _INDEX_NAMED.search(clause):
            head = _OPENING_YEAR.sub("", subject_before(clause))
    head = re.sub(r"\s*\((?:cho|đối với|hạng|năm)[^()]*\)\s*$", "", head)
    head = squeeze(_OPENING_YEAR.sub("", head.lstrip(" -–+"))).strip(" ,:;-–")
    says_nothing = not head or (_PREAMBLE.match(head) and not _INDEX_LETTERS.search(head))
    return short_name(text, at) if says_nothing and not names else head


# "Về mục tiêu: phấn đấu …": what stands before the colon names the point, not the index.
_LABEL = re.compile(
    r"\s*(?:\d{1,2}[.)]\s*|[a-zđ]\)\s*|[-–+]\s*)?(?:[Vv]ề\s+)?(?:mục tiêu|chỉ tiêu|xếp hạng|thứ hạng"
    r"|điểm số|kết quả)"
    r"(?:\s+(?:chung|cụ thể|tổng quát|phấn đấu|xếp hạng|điểm số|năm\s+20\d\d))*\s*",
    re.IGNORECASE,
)


def short_name(text: str, at: int) -> str:
    """The index by its letters alone, the last one named in the clause before `at`; "" where none is."""
    named = list(_SHORT_NAME.finditer(text, clause_start(text, at), at))
    return squeeze(named[-1][0]) if named else ""


# "phấn đấu năm 2027 PGI của tỉnh tăng ít nhất 08 bậc"
_SHORT_NAME = re.compile(
    r"(?<![\w(])(?:(?:[Tt]ổng )?[Đđ]iểm(?: số)?\s+|[Tt]hứ hạng\s+|[Cc]hỉ số\s+)?(?:PGI|PCI|PAPI|SIPAS"
    r"|PAR INDEX)(?!\w)"
    r"(?:\s+(?:của\s+tỉnh|cấp tỉnh))?"
)
_INDEX_LETTERS = re.compile(r"PGI|PCI|[Cc]hỉ số|thành phần")
# "Thực hiện Công văn …; để khắc phục hạn chế, phấn đấu …": why, not what.
_PREAMBLE = re.compile(
    r"(?:Thực hiện|Căn cứ|Để|để|Nhằm|nhằm|Triển khai|Trên cơ sở|Thống nhất|Đồng ý"
    r"|Yêu cầu)(?:\s|$)"
)


# Behind "Phấn đấu" the subject follows only where the index itself is named; else a heading names it.
_INDEX_NAMED = re.compile(
    r"(?:điểm số|điểm|[Cc]hỉ số|kết quả)\s+(?:của\s+)?(?:Chỉ số\s+)?(?:PGI|PCI|[Xx]anh)(?!\w)"
)
_OPENING_YEAR = re.compile(r"^\s*(?:đến\s+)?năm\s+20\d\d,?\s+", re.IGNORECASE)
# "Để hoàn thành mục tiêu Chỉ số PGI … đạt …": what the document is for says its goal.
_PURPOSE = re.compile(
    r"^\s*(?:Để|Nhằm)\s+(?:(?:bảo đảm|đảm bảo|phấn đấu|sớm)\s+)?(?:(?:hoàn thành|đạt|thực hiện)\s+)?"
    r"(?:được\s+)?mục tiêu\s+"
)
_LEAD = re.compile(
    r"\s*,?\s*(?:mục tiêu\s+)?(?:phấn đấu|tiếp tục|duy trì|nâng|cải thiện|đạt)\b.*$", re.IGNORECASE
)


def _with_base(text: str, goal: Goal, match: re.Match[str], until: int) -> Goal:
    """The goal with the rank that goes with it and what it starts from."""
    if match["from"]:
        said = standings.of_words(match["from_note"])
        goal = replace(
            goal, base_value=numbers.first(match["from"]), base_rank=said.rank, base_year=said.year
        )
    return standings.complete(text, goal, until)
