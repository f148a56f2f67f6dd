"""Paragraphs that close a document or speak about it: they give no duty and take no place among points."""

from __future__ import annotations

import re

_CLOSING = re.compile(
    r"Trên đây là|Trong quá trình|Trong khi (?:triển khai|thực hiện)|Quá trình (?:tổ chức )?"
    r"(?:triển khai|thực hiện)"
    r"|Căn cứ (?:nội dung )?Kế hoạch này, (?:yêu cầu|đề nghị)|Nhận được|Kế hoạch này|Rất mong"
    r"|Trân trọng|Nếu có (?:khó khăn|vướng mắc)"
    r"|(?:Yêu cầu|Đề nghị) (?:Thủ trưởng|các|Giám đốc)[^.]{0,200}(?:nghiêm túc|khẩn trương"
    r"|triển khai)[^.]{0,60}thực hiện"
    r"|(?:Quyết định|Chỉ thị|Thông báo|Công văn|Văn bản) này (?:có hiệu lực|thay|được|bãi bỏ|gồm)"
    r"|\((?:Kèm|Có |Chi tiết|Thông báo này)|Chi tiết|Ghi chú|Nay,? (?:thông báo|UBND)"
    r"|(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) tỉnh (?:yêu cầu|đề nghị|thông báo)[^.:]{0,250}"
    r"(?:nghiêm túc|triển khai thực hiện|biết)"
    r"|[^.:]{5,120}\slà (?:một trong những )?nhiệm vụ (?:quan trọng|trọng tâm|thường xuyên)"
    r"|Văn phòng (?:UBND|Ủy ban nhân dân) tỉnh (?:xin )?(?:thông báo|đề nghị)|Kính (?:đề nghị|trình|báo cáo)"
    r"|[^.:]{5,80}(?:kính báo cáo|xin báo cáo|trân trọng báo cáo)[^.:]{0,60}\./"
)


def is_closing(text: str) -> bool:
    """Whether a paragraph closes the document or speaks about it."""
    return _CLOSING.match(text) is not None
