"""Ranks of an index: "trong tốp 10", "xếp thứ 25/63", "tăng 3 bậc"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tinhxanh.core.plan.aiming import standings
from tinhxanh.core.plan.aiming.goalparts import AND_UP, Goal, clause_start
from tinhxanh.core.plan.aiming.scores import SCORE, near_year, score_subject, short_name
from tinhxanh.core.plan.aiming.standings import RANK_WORD
from tinhxanh.core.plan.guards import AnyOf, Guarded
from tinhxanh.core.plan.normal import squeeze

_TOP = Guarded(
    r"(?:trong\s+)?(?:tốp|top|nhóm|(?<!tổng )số(?!\s+(?:34|63)\s+tỉnh))"
    r"\s+(?:đầu\s+)?(?:(?:các\s+)?\s*)?(?P<rank>\d{1,2})(?!\d|\s?/\s?[A-ZĐ])(?:\s+(?:tỉnh"
    r"|địa phương|đơn vị)[^.;()]{0,30})?",
    "tốp|top|nhóm|số",
    hint=r"(?:tốp|top|nhóm|số)\s+(?:đầu\s+)?(?:các\s+)?\s*\d",
    flags=re.IGNORECASE,
)
_REACH = Guarded(
    rf"(?:phấn đấu|đạt|xếp|vươn lên|đứng|giữ|duy trì|nâng|lên|thuộc)[^.;()]{{0,50}}?{RANK_WORD}\s+"
    rf"(?:từ\s+)?(?P<rank>\d{{1,2}})(?:\s?/\s?\d\d)?(?:\s+trở lên)?",
    "hạng|thứ|vị trí",
    hint=r"(?:hạng|thứ|trí|bậc|số)\s+(?:từ\s+)?\d",
    flags=re.IGNORECASE,
)
_STEPS = Guarded(
    r"(?:tăng|cải thiện|nâng)\s+(?:thêm\s+)?(?P<cmp>ít nhất|tối thiểu|từ)?\s*(?:từ\s+)?"
    r"(?P<steps>\d{1,2})(?:\s*[-–]\s*\d{1,2})?\s+(?:bậc|hạng)(?!\s+so với năm 20\d\d\s*[,;]?\s*"
    r"(?:xếp|đứng))",
    "bậc|hạng",
    hint=r"\d\s+(?:bậc|hạng)",
    flags=re.IGNORECASE,
)
# "Không để chỉ số thành phần nào xếp dưới hạng 45"
_NONE_BELOW = Guarded(
    r"không\s+(?:có|để|còn)\s+(?P<subject>chỉ số(?:\s+thành phần)?)\s+(?:nào\s+)?(?:xếp|đứng|rơi"
    r"|nằm)?\s*(?:xuống\s+)?"
    r"(?:dưới|ngoài|sau)\s+(?:hạng|thứ|vị trí|nhóm|tốp)\s+(?:thứ\s+)?(?P<rank>\d{1,2})(?!\d)",
    "hạng|thứ|vị trí|nhóm|tốp",
    hint=r"(?:hạng|thứ|trí|nhóm|tốp)\s+(?:thứ\s+)?\d",
    flags=re.IGNORECASE,
)
# Whoever climbs climbs from one of them to another too.
_MAY_NAME = AnyOf(_TOP, _REACH, _STEPS, _NONE_BELOW)
_GOAL_WORD = re.compile(
    r"phấn đấu|mục tiêu|duy trì|vào nhóm|nhóm[^.;]{0,40}(?:dẫn|đứng) đầu|nằm trong|lọt|thuộc|cải thiện|nâng"
    r"|giữ|vươn|(?:xếp|đứng) trong|lên (?:tốp|top|nhóm|hạng|vị trí)",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Goal]:
    """The ranks to reach in `text`; one that stands beside a score belongs to it and is none here."""
    if not _MAY_NAME.may_match(text):
        return
    taken = [(m.start(), m.end() + 120) for m in SCORE.finditer(text)]
    for match in standings.climbs(text):
        if not _is_taken(taken, match.start()):
            taken.append(match.span())
            yield _with_base(text, _rank(text, match), match)
    for pattern in (_TOP, _REACH):
        for match in pattern.finditer(text):
            if _is_taken(taken, match.start("rank")) or not _is_aimed(text, match, pattern is _TOP):
                continue
            taken.append(match.span())
            yield standings.complete(text, _rank(text, match))
    for match in _NONE_BELOW.finditer(text):
        taken.append(match.span())
        start, end = match.span("rank")
        subject = squeeze(match["subject"])
        year = near_year(text, start, end)
        yield Goal("rank", "<=", float(match["rank"]), "hạng", subject, year, start, end)
    for match in _STEPS.finditer(text):
        if _GOAL_WORD.search(text[clause_start(text, match.start()) : match.start()]) and not _is_taken(
            taken, match.start()
        ):
            yield _steps(text, match)


def _is_taken(taken: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in taken)


_GROUP_OF = re.compile(r"tỉnh|địa phương|cả nước|hạng|PGI|PCI|Chỉ số|dẫn đầu|toàn quốc")
_OPEN_BRACKET = re.compile(r"\([^()]*$")
_COMPARED = re.compile(r"so với[^.;,()]{0,60}$", re.IGNORECASE)


def _is_aimed(text: str, match: re.Match[str], is_group: bool) -> bool:
    """Whether a rank is one to reach: a word of aiming in its clause, no brackets that recite."""
    begin = clause_start(text, match.start())
    if not _GOAL_WORD.search(text[begin : match.end()]) or _COMPARED.search(text[begin : match.start()]):
        return False
    if is_group:
        around = text[max(0, match.start() - 160) : match.end() + 60]
        return _GROUP_OF.search(around) is not None
    return _OPEN_BRACKET.search(text[: match.start("rank")]) is None


# Whoever is in a group, holds a rank or reaches it "trở lên" may stand higher; "lên hạng 12" names one rank.
_IN_GROUP = re.compile(
    r"(?<!\w)(?:tốp|top|nhóm|trong|ít nhất|tối thiểu|thuộc|số|giữ|duy trì)\s[^.;\d]{0,30}$", re.IGNORECASE
)
_OR_HIGHER = re.compile(r"(?:\s?/\s?\d\d)?\s+trở\s+lên", re.IGNORECASE)


def _is_open(text: str, match: re.Match[str]) -> bool:
    """Whether better ranks than the one named reach the goal as well."""
    before = text[max(0, match.start("rank") - 40) : match.start("rank")]
    return _IN_GROUP.search(before) is not None or _OR_HIGHER.match(text, match.end("rank")) is not None


def _rank(text: str, match: re.Match[str]) -> Goal:
    start, end = match.span()
    return Goal(
        "rank",
        "<=" if _is_open(text, match) else "=",
        float(match["rank"]),
        "hạng",
        _index_name(text, start),
        near_year(text, start, end),
        start,
        end,
    )


def _with_base(text: str, goal: Goal, match: re.Match[str]) -> Goal:
    year = int(match["year"]) if match["year"] else None
    return standings.complete(text, replace(goal, base_rank=int(match["base"]), base_year=year))


def _steps(text: str, match: re.Match[str]) -> Goal:
    sign = ">=" if match["cmp"] or AND_UP.match(text[match.end() : match.end() + 12]) else "="
    start, end = match.span()
    steps = float(match["steps"])
    return Goal("rank", sign, steps, "bậc", _index_name(text, start), near_year(text, start, end), start, end)


_INDEX = re.compile(
    r"(?P<name>[Cc]hỉ số\s+(?:[Xx]anh|PGI|PCI|[Tt]hành phần|năng lực|cải cách)[^,.;:()]*?(?:\((?:PGI"
    r"|PCI)\))?[^,.;:()]*?)(?=\s*(?:,|\.|;|:|\(|giai đoạn|năm|nằm|xếp|thuộc|tăng|lọt|đứng|đạt|vào"
    r"|phấn đấu|hằng|hàng|cải thiện|từ|vươn|duy trì|giữ|tiếp tục|trong|$))"
)


_LAST_VERB = re.compile(r"\s+(?:thuộc|nằm|xếp|đứng|lọt|vào|trong)$")


def _index_name(text: str, at: int) -> str:
    names = [m["name"] for m in _INDEX.finditer(text) if m.start() < at]
    if names:
        return _LAST_VERB.sub("", squeeze(names[-1]))
    short = short_name(text, at)
    if short:
        return short
    named = score_subject(text, at)
    if len(named) > 5:
        return named
    behind = _INDEX.search(text, at, min(len(text), at + 120))  # "trong tốp 5 cả nước về Chỉ số PGI"
    letters = _BEHIND.search(text, at, min(len(text), at + 120)) if behind is None else behind
    return squeeze(letters["name"]) if letters is not None else named


_BEHIND = re.compile(r"\s(?:có|về|trong)\s+(?P<name>(?:chỉ số\s+)?(?:PGI|PCI))(?!\w)")
