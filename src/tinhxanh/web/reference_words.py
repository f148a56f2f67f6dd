"""Words of reference rows and of choices kept in Vietnamese, named here so that they are translated.

A page passes them through `{% translate variable %}`; what stands in no list here is shown as it is.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

EDITIONS = (
    _("thử nghiệm"),
    _("đổi phương pháp"),
    _("nghi đổi thang"),
    _("Kỳ 2022 là kỳ thử nghiệm; kỳ 2023 đổi phương pháp và thang điểm từng thành phần, không so điểm được."),
    _(
        "Điểm bình quân cả nước tăng hơn 4 điểm trong một năm với cùng bốn thành phần: "
        "có thể đã đổi thang, chưa có công bố."
    ),
)
UNITS = (
    _("điểm"),
    _("điểm, thang 10"),
    _("% doanh nghiệp"),
    _("% đồng ý"),
    _("% DN nâng cấp xanh"),
    _("% tổng chi"),
)
INDICES = (_("Chỉ số Xanh cấp tỉnh"),)
DIRECTIONS = (_("cao hơn là tốt hơn"), _("thấp hơn là tốt hơn"), _("chưa rõ chiều"))
STATUSES = (_("đã công bố"), _("suy ra"))
LEVELS = (_("Nhắc việc"), _("Đôn đốc"), _("Phê bình"))
VERDICTS = (_("Duyệt"), _("Trả lại"), _("Xác nhận hoàn thành"))
DECISIONS = (_("Chờ quyết định"), _("Đồng ý"), _("Không đồng ý"))
KINDS = (
    _("Ủy ban nhân dân"),
    _("Sở, ban, ngành"),
    _("Phòng, đơn vị thuộc sở"),
    _("UBND cấp huyện"),
    _("UBND cấp xã"),
    _("Cơ quan trung ương tại tỉnh"),
    _("Cơ quan Đảng"),
    _("Mặt trận và đoàn thể"),
    _("Báo chí"),
    _("Hội, hiệp hội"),
    _("Doanh nghiệp, đơn vị sự nghiệp"),
    _("Khác"),
)
ROLES = (
    _("Đầu mối chương trình"),
    _("Cán bộ cơ quan"),
    _("Lãnh đạo"),
    _("Cán bộ kiểm tra"),
    _("Quản trị hệ thống"),
)
REPORT_CALL = (
    _("Cơ quan nhận báo cáo"),
    _("Thời hạn gửi báo cáo"),
    _("Đề cương báo cáo"),
    _("Biểu mẫu số liệu"),
)
HISTORY = (
    _("Văn bản"),
    _("Mục đọc được"),
    _("Chương trình"),
    _("Nhiệm vụ"),
    _("Phân công"),
    _("Báo cáo nhiệm vụ"),
    _("Minh chứng"),
    _("Số phải đạt"),
    _("Kỳ báo cáo"),
    _("Bản nộp"),
    _("Dòng nhiệm vụ của bản nộp"),
    _("Dòng chỉ tiêu của bản nộp"),
    _("Kiểm tra báo cáo"),
    _("Đề nghị"),
    _("Câu hỏi của lãnh đạo"),
    _("Sự kiện mở hạn"),
    _("Lần phải trả lời"),
    _("Văn bản đôn đốc"),
    _("Báo cáo tổng hợp"),
    _("Câu của báo cáo"),
    _("Kế hoạch của cơ quan"),
    _("Nối nhiệm vụ cấp trên"),
)
FACTS = (
    _("Nhiệm vụ"),
    _("Chỉ tiêu"),
    _("Hạn báo cáo"),
    _("Văn bản"),
    _("Dòng chỉ tiêu"),
    _("Thỏa thuận"),
)
DECISIONS_ON_FACTS = (
    _("Chưa xem"),
    _("Đã chấp nhận"),
    _("Đã sửa"),
    _("Đã loại"),
    _("Đã gộp"),
)
"""What is read in a document, and what a person has decided on it."""
DOCUMENTS = (
    _("Chờ đọc"),
    _("Đang đọc"),
    _("Chờ rà soát"),
    _("Không đọc được"),
    _("Đã lập chương trình"),
)
"""Where a document stands."""
