"""Ranks of an index: "trong tốp 10", "xếp thứ 25/63", "tăng 3 bậc"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tinhxanh.core.plan.goalparts import AND_UP, Goal, clause_start
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.normal import squeeze
from tinhxanh.core.plan.scores import RANK_WORD, SCORE, near_year, score_subject

_TOP = Guarded(
    r"(?:trong\s+)?(?:tốp|top|nhóm|số)\s+(?:đầu\s+)?(?:(?:các\s+)?\s*)?(?P<rank>\d{1,2})(?:\s+(?:tỉnh"
    r"|địa phương|đơn vị)[^.;]{0,30})?",
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
_GOAL_WORD = re.compile(
    r"phấn đấu|mục tiêu|duy trì|vào nhóm|nhóm[^.;]{0,40}(?:dẫn|đứng) đầu|nằm trong|lọt|thuộc|cải thiện|nâng",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Goal]:
    taken = [(m.start(), m.end() + 120) for m in SCORE.finditer(text)]
    for pattern in (_TOP, _REACH):
        for match in pattern.finditer(text):
            clause = text[clause_start(text, match.start()) : match.end()]
            if any(a <= match.start() < b for a, b in taken) or not _GOAL_WORD.search(clause):
                continue
            if pattern is _TOP and not re.search(
                r"tỉnh|địa phương|cả nước|hạng|PGI|PCI|Chỉ số|dẫn đầu|toàn quốc",
                text[max(0, match.start() - 160) : match.end() + 60],
            ):
                continue
            if pattern is _REACH and re.search(r"\((?:[^()]*)$", text[: match.start("rank")]):
                continue
            taken.append((match.start(), match.end()))
            yield Goal(
                "rank",
                "<=",
                float(match["rank"]),
                "hạng",
                _index_name(text, match.start()),
                near_year(text, match.start(), match.end()),
                match.start(),
                match.end(),
            )
    for match in _STEPS.finditer(text):
        if _GOAL_WORD.search(text[clause_start(text, match.start()) : match.start()]) and not any(
            a <= match.start() < b for a, b in taken
        ):
            sign = ">=" if match["cmp"] or AND_UP.match(text[match.end() : match.end() + 12]) else "="
            yield Goal(
                "rank",
                sign,
                float(match["steps"]),
                "bậc",
                _index_name(text, match.start()),
                near_year(text, match.start(), match.end()),
                match.start(),
                match.end(),
            )


_INDEX = re.compile(
    r"(?P<name>[Cc]hỉ số\s+(?:[Xx]anh|PGI|PCI|[Tt]hành phần|năng lực|cải cách)[^,.;:()]*?(?:\((?:PGI"
    r"|PCI)\))?[^,.;:()]*?)(?=\s*(?:,|\.|;|:|\(|giai đoạn|năm|nằm|xếp|thuộc|tăng|lọt|đứng|đạt|vào"
    r"|phấn đấu|hằng|hàng|$))"
)


def _index_name(text: str, at: int) -> str:
    names = [m["name"] for m in _INDEX.finditer(text) if m.start() < at]
    if names:
        return squeeze(names[-1])
    return score_subject(text, at)
