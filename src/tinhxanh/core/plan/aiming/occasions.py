"""What is done so often, or for so many: the deed that a bound or a number of those who come is about."""

from __future__ import annotations

import re

from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.normal import squeeze

# "lập kế hoạch kiểm tra việc xả thải theo quý, mỗi cơ sở" before "không quá 01 lần/năm".
_EACH = Guarded(r"^(?P<what>.{8,}?)[,;]?\s+(?:đối với\s+)?mỗi\s+[^,;]{2,60}$", "mỗi", flags=re.IGNORECASE)
_CHECKS = re.compile(
    r"(?<!\w)(?:thanh tra|kiểm tra|hậu kiểm|giám sát|khảo sát|kiểm toán|đối thoại)(?!\w)", re.IGNORECASE
)
_MANNER = re.compile(r"\s+theo\s|,\s+(?:bảo đảm|đảm bảo|không)\s")
_HELD = Guarded(
    r"(?<!\w)(?:mở|tổ chức|thực hiện|triển khai)\s+(?:các\s+|những\s+)?(?P<what>(?:lớp|khóa|khoá|hội nghị"
    r"|hội thảo|chương trình|buổi|đợt|chuyến)\s[^;:]{4,240}?)\s+cho\s*$",
    "cho",
    flags=re.IGNORECASE,
)


def checked(subject: str) -> str:
    """What may be done only so often, where `subject` ends in each one to whom it is done.

    >>> checked("lập kế hoạch kiểm tra việc xả thải theo quý, mỗi cơ sở")
    'kiểm tra việc xả thải'
    """
    each = _EACH.search(subject)
    deed = _CHECKS.search(each["what"]) if each is not None else None
    return subject if deed is None else _MANNER.split(deed.string[deed.start() :], maxsplit=1)[0]


def held_for(before: str) -> str:
    """The lessons or meetings that `before` holds for those whose number follows; "" where it holds none.

    >>> held_for("Mở các lớp tập huấn về tái chế cho ")
    'lớp tập huấn về tái chế'
    """
    held = _HELD.search(before)
    return squeeze(held["what"]) if held is not None else ""
