"""The reasons that the platform itself keeps with an act, in the language of the page.

They are kept in Vietnamese, as they were said; on an English page the fixed words around what people wrote
are English too. A reason that somebody wrote stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_noop as _

WHY = (
    _("Báo cáo ngoài kỳ"),
    _("Bản mới của kế hoạch: %(x)s"),
    _("Bỏ câu khỏi báo cáo"),
    _("Bỏ tên gọi khác “%(x)s”"),
    _("Bổ sung phụ lục %(title)s"),
    _("Chấp nhận mục %(x)s"),
    _("Chấp nhận"),
    _("Sửa và chấp nhận"),
    _("Loại bỏ"),
    _("Xem lại"),
    _("Gộp vào %(x)s"),
    _("Tách làm %(x)s"),
    _("Theo gợi ý"),
    _("Đã so với văn bản"),
    _("Xóa tệp chưa đọc được: %(x)s"),
    _("Duyệt %(title)s"),
    _("Giao vai trò"),
    _("Giữ lại lời đã để riêng"),
    _("Gắn nhiệm vụ với chỉ tiêu"),
    _("Hỏi thêm %(x)s"),
    _("Không đồng ý %(x)s"),
    _("Không đọc được"),
    _("Ký báo cáo số %(x)s"),
    _("Lưu nháp"),
    _("Lập chương trình từ %(title)s"),
    _("Lập các lần phải trả lời trong năm"),
    _("Lập dự thảo báo cáo tổng hợp"),
    _("Mở kỳ %(title)s"),
    _("Nhận dạng chữ rồi đọc lại"),
    _("Nhận việc"),
    _("Nhập vào “%(x)s”"),
    _("Nạp dữ liệu nền"),
    _("Nạp mẫu báo cáo"),
    _("Nối kế hoạch %(title)s"),
    _("Nối nhiệm vụ với kế hoạch cấp trên"),
    _("Nộp %(title)s"),
    _("Sửa câu của báo cáo"),
    _("Sửa phần chung của báo cáo"),
    _("Sửa số, ngày, tên văn bản"),
    _("Sửa thông tin chương trình"),
    _("Thêm cơ quan “%(x)s”"),
    _("Thêm nhiệm vụ còn sót"),
    _("Thêm tên gọi khác cho “%(x)s”"),
    _("Thôi dùng mẫu riêng"),
    _("Trả lại: %(x)s"),
    _("Trả lời câu hỏi: %(x)s"),
    _("Trả lời đôn đốc"),
    _("Tạo lịch"),
    _("Tải lên tệp %(x)s"),
    _("Xác nhận cơ quan “%(x)s”"),
    _("Yêu cầu kế hoạch của đơn vị"),
    _("Điều kiện đã có: %(x)s"),
    _("Đưa vào báo cáo: %(x)s"),
    _("Đề nghị: %(x)s"),
    _("Để riêng với %(x)s"),
    _("Đối chiếu lại nhiệm vụ trùng"),
    _("Đối chiếu “%(x)s” với %(y)s"),
    _("Đổi tên “%(x)s” thành “%(y)s”"),
    _("Đọc lại"),
    _("Đọc văn bản"),
    _("Đọc văn bản đôn đốc"),
    _("Đồng ý %(x)s"),
    _("Nhắc việc %(title)s"),
    _("Đôn đốc %(title)s"),
    _("Phê bình %(title)s"),
    _("Duyệt"),
    _("Xác nhận hoàn thành"),
    _("Xác nhận hoàn thành: %(x)s"),
)
"""What actions write as the reason of an act, with names and words of their own in it. A title or name does
not begin small: “Mở kỳ sớm hơn” is what somebody wrote.
"""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The longest first: “Đọc văn bản đôn đốc” is not “Đọc văn bản” of something."""
    made = []
    for one in sorted(WHY, key=len, reverse=True):
        written = re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+?)", re.escape(one))
        made.append((re.compile(written, re.DOTALL), one))
    return tuple(made)


def why(text: str) -> str:
    """A reason as the page says it: as it was kept in Vietnamese, its fixed words translated in English."""
    if (get_language() or "vi").startswith("vi"):
        return text
    for pattern, one in _patterns():
        found = pattern.fullmatch(text)
        if found is None:
            continue
        said = found.groupdict()
        if not said.get("title", "")[:1].islower():
            return _t(one) % said if said else _t(one)
    return text


WORDS = (
    _("số"),
    _("hạn"),
    _("có"),
    _("không"),
    _("Năm %(year)s"),
    _("%(state)s %(n)s ngày"),
    _("báo hoàn thành %(day)s, chờ kiểm tra lại"),
)
"""Fixed words of lists that leave as files and of what the history tells, named here to be translated."""
HEADS = (
    _("Mục"),
    _("Nhiệm vụ"),
    _("Chủ trì"),
    _("Phối hợp"),
    _("Hạn"),
    _("Tình trạng"),
    _("Tỷ lệ, %"),
    _("Kết quả"),
    _("Cơ quan chủ trì"),
    _("Được giao"),
    _("Kỳ phải nộp"),
    _("Kỳ đã nộp"),
    _("Cơ quan"),
    _("Cán bộ"),
    _("Nhiệm vụ đã báo cáo"),
    _("Số báo cáo"),
    _("Nhiệm vụ báo hoàn thành"),
    _("Lần cuối"),
    _("Cá nhân"),
    _("Quá hạn"),
    _("Sắp đến hạn"),
    _("Trong hạn"),
    _("Chưa bắt đầu"),
    _("Hoàn thành đúng hạn"),
    _("Hoàn thành trễ hạn"),
    _("Thường xuyên"),
    _("Định kỳ"),
    _("Có điều kiện"),
    _("Không nêu hạn"),
)
"""Heads, states and kinds of deadline in the lists for KPI."""
FIELDS = (
    _("cơ quan"),
    _("cơ quan nhận"),
    _("đầu mối"),
    _("tên"),
    _("từ năm"),
    _("đến năm"),
    _("mục"),
    _("loại"),
    _("mức"),
    _("số"),
    _("năm"),
    _("vai trò"),
    _("tên ghi trong văn bản"),
    _("lời"),
    _("nội dung"),
    _("sự kiện"),
    _("chủ đề"),
    _("thành phần"),
    _("loại hạn"),
    _("cách nêu hạn"),
    _("hạn"),
    _("hạn khi xin"),
    _("xin đến ngày"),
    _("tỷ lệ (%)"),
    _("giá trị"),
    _("so sánh"),
    _("đơn vị"),
    _("giá trị mốc đầu"),
    _("hạng mốc đầu"),
    _("năm mốc đầu"),
    _("hạng phải đạt"),
    _("vướng mắc"),
    _("khó khăn, vướng mắc"),
    _("đề xuất, kiến nghị"),
    _("ghi chú"),
    _("trạng thái"),
    _("kết luận"),
    _("nhận xét"),
    _("lý do trả lại"),
    _("lý do"),
    _("trả lời"),
    _("bỏ khỏi kế hoạch"),
    _("phải trả lời"),
    _("ngày bắt đầu"),
    _("ngày hoàn thành"),
    _("rút lời báo hoàn thành ngày"),
    _("ngày báo hoàn thành"),
    _("ngày xảy ra"),
    _("từ ngày"),
    _("ngày trả lời"),
    _("ngày nối"),
    _("ngày ký"),
    _("nhận việc lúc"),
    _("trả lời lúc"),
    _("nộp lúc"),
    _("quyết định lúc"),
    _("mở đọc lúc"),
    _("số liệu từ"),
    _("chốt số liệu"),
    _("hạn nộp"),
    _("hạn tổng hợp"),
    _("ai báo cáo"),
    _("nơi nhận"),
    _("nhịp"),
    _("biểu mẫu"),
    _("cách gửi"),
    _("đề cương"),
    _("mở đầu"),
    _("đánh giá"),
    _("thẩm quyền ký"),
    _("người ký"),
    _("căn cứ"),
    _("tệp"),
    _("mã SHA-256"),
    _("vì sao không đọc được"),
    _("ngày văn bản"),
    _("cơ quan ban hành"),
    _("tỉnh"),
    _("phần"),
)
"""What fields are called where the history tells a change of them."""
CHOICES = (
    _("Tháng"),
    _("Quý"),
    _("6 tháng"),
    _("9 tháng"),
    _("Năm"),
    _("Chưa xem"),
    _("Đạt"),
    _("Gia hạn"),
    _("Chuyển cơ quan"),
    _("Có ngày"),
    _("Trong năm"),
    _("Đang mở"),
    _("Đã ký"),
)
"""What a field may say, where the history tells it."""
