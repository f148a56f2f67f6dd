"""Points that tell how things stand, or what was agreed: they ask nothing of anybody.

Conclusions and directives put them beside duties, under the same headings: "1. Thời gian qua …", "2. Thống
nhất với báo cáo của Sở X.". With an order in them they are duties all the same.
"""

from __future__ import annotations

import re

from tinhxanh.core.plan import addressing
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.naming.agency_words import STOP

_TIME = (
    r"(?:(?:Trong |Những )?(?:thời gian|năm|tháng|quý) (?:vừa )?qua|Thời gian (?:vừa )?qua|Đến nay"
    r"|Đến thời điểm này|Hiện(?: nay| tại)?(?=[\s,])|Nhìn chung|Vừa qua|Tính đến (?:nay|ngày|hết)"
    r"|Qua (?:kiểm tra|báo cáo|theo dõi|rà soát|nghe)|Tuy nhiên|Bên cạnh (?:những )?kết quả|Thực tế)"
)
_WHO = r"(?:(?:Cơ bản|Hoàn toàn|Về cơ bản,?|(?:(?:Phó )?Chủ tịch )?UBND tỉnh)\s+)?"
# What was agreed, praised or noted. "Thống nhất quản lý …", "Biểu dương các mô hình" are deeds, so what is
# agreed to or praised is asked for.
_AGREES = (
    rf"{_WHO}(?:(?:[Tt]hống nhất|[Đđ]ồng ý|[Nn]hất trí|[Tt]án thành)"
    r"(?:\s+(?:cao|về nguyên tắc|về chủ trương|chủ trương|cơ bản))*\s+"
    r"(?:(?:với|về|như|chủ trương|đề nghị|đề xuất)\s|theo\s(?:đề|báo|nội|ý|kiến)|nội dung\s(?:báo|đề|dự))"
    r"|(?:[Đđ]ánh giá cao|[Gg]hi nhận|[Bb]iểu dương|[Hh]oan nghênh|[Cc]hia sẻ)(?:,? [^\W\d_]+){0,3}? "
    r"(?:sự|những|(?:các )?(?:kết quả|nỗ lực|cố gắng|khó khăn)|tinh thần)\s)"
)
_OPENS = re.compile(rf"(?:{_TIME}|{_AGREES})")
_HELD = re.compile(
    r"(?:có (?:ý nghĩa|vai trò)(?: (?:rất|đặc biệt|hết sức))? quan trọng"
    r"|(?:còn|vẫn còn|vẫn) (?:rất |khá )?(?:chậm|thấp|hạn chế|thiếu|nhiều (?:khó khăn|hạn chế|bất cập"
    r"|tồn tại)|xả|gây|diễn ra|xảy ra|phức tạp)"
    r"|chưa (?:đạt|đáp ứng|được quan tâm|bảo đảm|đồng bộ|tương xứng|kịp thời|quyết liệt)"
    r"|nguyên nhân (?:chủ yếu )?là)(?!\w)"
)
_DONE = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?(?:đã|vừa)\s")
_ASKS = re.compile(
    r"(?<!\w)(?:giao|yêu cầu|đề nghị các|phân công|phải|cần(?!\s+thiết)|tiếp tục|khẩn trương|phấn đấu|chủ trì"
    r"|có trách nhiệm|chịu trách nhiệm|tập trung)(?!\w)",
    re.IGNORECASE,
)


def tells(text: str) -> bool:
    """Whether a point tells how things stand or what was agreed, and orders nothing.

    >>> tells("Đến nay, tỷ lệ thu gom rác nông thôn còn thấp."), tells("Thống nhất quản lý đất rừng.")
    (True, False)
    """
    if not (_OPENS.match(text) or _stands(text) or _is_done(text)):
        return False
    return not _ASKS.search(text) and not addressing.orders_somebody(text)


_GOAL = re.compile(
    r"(?:Về\s+)?(?:(?:các|một số)\s+)?(?:[Mm]ục tiêu|[Cc]hỉ tiêu)"
    r"(?:\s+[^\W\d_]+){0,6}(?:\s+20\d\d)?\s*:\s"
)


def sets_goal(text: str) -> bool:
    """Whether a point among duties is the goal that they serve, by its label, and orders nobody.

    >>> sets_goal("Về mục tiêu: Phấn đấu 80% số hộ dùng nước sạch trong năm 2026.")
    True
    """
    return _GOAL.match(text) is not None and not addressing.orders_somebody(text)


def _stands(text: str) -> bool:
    """Whether a sentence without a verb at its head says that something is lacking or matters."""
    return _HELD.search(text, 0, 400) is not None and not STOP.match(text[:1].lower() + text[1:40])


def _is_done(text: str) -> bool:
    names, end = agencies.scan(text, 0)
    return bool(names) and _DONE.match(text, end) is not None


def names_source(text: str) -> bool:
    """Whether a point says where the money comes from."""
    return re.match(r"(?:Kinh phí|Nguồn|Từ nguồn|Ngân sách|Về kinh phí)", text) is not None
