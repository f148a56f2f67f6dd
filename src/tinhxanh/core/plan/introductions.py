"""Points that introduce the points below them: what of them is a duty of their own, and the day they set.

"1. Sở X chủ trì … trước ngày 30/6, cụ thể:" only heads its dashes, and they are due on its day. "2. Sở Y lập
hướng dẫn. Tập trung:" has a duty of its own before the words that introduce. "3. Thành lập Tổ công tác gồm:"
is the duty itself; what it lists is no deed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tinhxanh.core.plan import addressing
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import UPPER, squeeze
from tinhxanh.core.plan.points import Point
from tinhxanh.core.plan.sections import Section
from tinhxanh.core.plan.times import deadlines
from tinhxanh.core.values import DeadlineKind

_SENTENCE = re.compile(rf"(?<=[^\W\d]\.)\s+(?=[{UPPER}])")
_SIGNS = {"dash", "plus", "star"}
_WHOLE = 25  # words of a sentence that is more than a heading
_LISTED = 8  # of one behind a dash, or of one that says who does it
_ADDRESSED = 4  # of one before an introduction, below the heading of an agency


def own_end(point: Point, printed: str) -> int:
    """How far a heading's `printed` text is a duty of its own; 0 where it only heads what is below."""
    if point.node.kind == "plain" or agencies.of_heading(point.text):
        return 0
    stops = [gap.start() for gap in _SENTENCE.finditer(printed)]
    introduces = point.text.endswith(":")
    if introduces and lists_parts(point.text):
        return stops[-1] if stops else len(printed)
    end = (stops[-1] if stops else 0) if introduces else len(printed)
    return end if _says_enough(point, squeeze(printed[:end]), introduces) else 0


def _says_enough(point: Point, said: str, introduces: bool) -> bool:
    """Whether a sentence before or above those it heads is more than their heading."""
    listed = point.node.kind in _SIGNS
    if not said.endswith((".", ";") if listed else "."):
        return False
    addressed = bool(point.place.leads) and point.place.section in {None, Section.ORGANISATION}
    if introduces and addressed:
        return said.count(" ") >= _ADDRESSED - 1
    least = _LISTED if listed or addressing.lead_of(said) else _WHOLE
    return said.count(" ") >= least - 1


# "… thành lập Tổ công tác gồm:", "Nội dung tuyên truyền gồm:"; "các nhiệm vụ gồm:" introduces deeds.
_PARTS = re.compile(
    r"(?:gồm|bao gồm|gồm có)(?:\s+(?:các\s+)?(?:ông,? bà|đồng chí|thành viên))*(?:\s+sau)?\s*:$"
)
_DEEDS = re.compile(
    r"(?:nhiệm vụ|giải pháp|công việc|hoạt động|nội dung(?!\s+(?:tuyên truyền|truyền thông|tập huấn|hồ sơ"
    r"|báo cáo|chính|chủ yếu))|biện pháp|việc|thực hiện|triển khai|tập trung)[^.;:]{0,60}$",
    re.IGNORECASE,
)


def lists_parts(text: str) -> bool:
    """Whether an introduction is followed by the parts of a thing and not by deeds.

    >>> lists_parts("Thành lập Tổ kiểm tra gồm:"), lists_parts("Thực hiện các nhiệm vụ gồm:")
    (True, False)
    """
    parts = _PARTS.search(text, max(0, len(text) - 60)) if text.endswith(":") else None
    return parts is not None and _DEEDS.search(text[max(0, parts.start() - 90) : parts.start()]) is None


# What is due on the day of an introduction is the report that it asks for, not the deeds below.
_REPORTED = re.compile(r"(?:báo cáo|gửi|tổng hợp|đăng ký|trình)\s[^.;]*$")


@lru_cache(maxsize=256)
def due(text: str, year: int | None) -> deadlines.Stated | None:
    """The day by which an introduction wants everything below it done. Remembered: all below ask for it.

    >>> due("Sở Y tế hoàn thành trước ngày 30/6/2026 các việc sau:", None).deadline.date.isoformat()
    '2026-06-30'
    """
    if not text.endswith(":"):
        return None
    last = [gap.end() for gap in _SENTENCE.finditer(text)]
    said = text[last[-1] if last else 0 :]
    stated = deadlines.of_text(said, year)
    if stated is None or stated.deadline.kind is not DeadlineKind.DATE:
        return None
    at = said.find(stated.deadline.text)
    return None if at > 0 and _REPORTED.search(said[:at]) else stated
