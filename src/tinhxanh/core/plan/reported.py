"""What a report tells among its duties and proposals: deeds done, instruments issued, wishes to those above.

Under headings that speak of duties a report also tells what came of them, and its proposals go to bodies
that no document of a province gives duties to.
"""

from __future__ import annotations

import re

from tinhxanh.core.plan import addressing, closings, orders
from tinhxanh.core.plan.naming.agency_words import STOP
from tinhxanh.core.plan.points import Point

_WITHIN = 160  # letters in which the first clause says what was done
_DONE = re.compile(r"\bđã\s")
_UNDER_WAY = re.compile(r"(?<!\w)(?:hiện nay|hiện tại|hiện|đến nay),?\s[^.;]{0,90}?\sđang\s", re.IGNORECASE)
# What bears a number has been issued: "UBND tỉnh ban hành Kế hoạch số 12/KH-UBND …".
_ISSUED = re.compile(
    r"(?:ban hành|thông qua)\s+(?:các\s+)?(?:Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Công văn|Văn bản"
    r"|Chương trình|Đề án|Hướng dẫn|Thông báo)\s+số\s+\d"
)


def tells(point: Point) -> bool:
    """Whether a point of a report says what was done. Below the heading of an agency a deed stays a deed,
    whatever was done before it: "triển khai các nội dung đã ký kết".
    """
    text = point.text
    if point.place.leads and STOP.match(text[:1].lower() + text[1:40]):
        return False
    if _DONE.search(text, 0, _WITHIN) or closings.recites(text):
        return True
    told = _ISSUED.search(text) or _UNDER_WAY.search(text)
    return told is not None and not addressing.orders_somebody(text)


def asks_above(point: Point) -> bool:
    """Whether a point proposes something to ministries or others over the province, each in a sentence of
    its own: nothing that anybody here sees to. Whom a heading names is given what stands below it.
    """
    asked = () if point.place.leads else addressing.lead_of(point.text)
    return bool(asked) and all(map(orders.is_superior, asked))
