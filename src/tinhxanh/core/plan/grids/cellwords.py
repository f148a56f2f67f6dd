"""What words tell of a cell of a broken table: names of agencies, times, products, sums."""

from __future__ import annotations

import re
from functools import lru_cache

from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.naming.agency_words import FIELDS, UBND
from tinhxanh.core.plan.normal import fold

AGENCY = {"lead", "coordinate", "responsible"}
DEADLINE = re.compile(
    r"(?:thường xuyên|liên tục|hằng năm|hàng năm|hằng quý|hàng quý|hằng tháng|hàng tháng|định kỳ"
    r"|(?:(?:trong|hết|đến|đến hết|từ|cuối|đầu)\s+)?(?:năm 20\d\d|quý\s+[ivx\d]|tháng\s+\d)|trong năm"
    r"|chậm nhất|(?:xong|hoàn thành) tr(?:ong|ước)\s|trước (?:ngày|tháng|quý|\d)|sau khi|khi có"
    r"|theo (?:tiến độ|kế hoạch|yêu cầu|quy định)|giai đoạn|20\d\d|(?:\d{1,2}/)?\d{1,2}/20\d\d|cuối năm"
    r"|đầu năm|6 tháng|\d{1,2} (?:năm|tháng|quý|tuần) (?:một|1|01) lần"
    r"|\d{1,2}\s?(?:-\s?\d{1,2}\s?)?lần/|cả năm)",
    re.IGNORECASE,
)
PRODUCT = re.compile(
    r"(?:Kế hoạch|Báo cáo|Quyết định|Văn bản|Công văn|Tờ trình|Nghị quyết|Đề án|Dự án|Chương trình"
    r"|Hội nghị|Lớp|Hồ sơ|Quy chế|Danh mục|Các |Bản |Hệ thống|Số |Sổ |Diện tích|Mô hình|Tài liệu"
    r"|Quy hoạch|Quy trình|Phương án|Biên bản|Thông báo|Công trình|Chuyên mục|Phóng sự|Danh sách|Phần mềm)"
)
APPROVES = re.compile(
    rf"(?:(?:Chủ tịch )?{UBND} tỉnh|HĐND|Hội đồng nhân dân|Tỉnh ủy|Ban Thường vụ|Thủ tướng|Chủ tịch)"
)
MONEY = re.compile(
    r"(?:\d[\d.,]*(?:\s|$)|ngân sách|nsnn|nstw|nsđp|nst|vốn|xã hội hóa|nguồn|tài trợ|lồng ghép"
    r"|kinh phí|dự toán|tự cân đối|doanh nghiệp$)",
    re.IGNORECASE,
)
LABELLED = re.compile(r"(?:(?:Cơ quan|Đơn vị)\s+)?(?:[Cc]hủ trì|[Pp]hối hợp)(?:\s+thực hiện)?\s*:")
BULLET = re.compile(r"\s*(?:[-–+•]|\d{1,2}[.)]|\([\da-z]\))\s")
# Behind these words a cell cannot end.
_HANGING = re.compile(
    r"(?:^|\s)(?:và|của|các|những|với|cho|về|tại|theo|từ|đến|trong|là|có|được|do|bằng|để|trên|dưới|giữa"
    rf"|không|hoặc|[Tt]ham mưu|đạt|{UBND})$"
)
_HANGING_END = 16  # letters: more than the longest of them takes


def hangs(text: str) -> bool:
    """Whether a text ends with a word that asks for more.

    >>> hangs("phối hợp với"), hangs("Sở Y tế")
    (True, False)
    """
    return _HANGING.search(text[-_HANGING_END:]) is not None


_WORDS = re.compile(r"\w[\w&-]*")
_PLURAL = re.compile(r"(?:các|những|một số)\s", re.IGNORECASE)
COMMON = frozenset(
    _WORDS.findall(
        fold(
            "Các Sở ban ngành có liên quan và UBND các huyện thị xã thành phố phường tỉnh cơ quan đơn "
            "vị địa phương thuộc Công an Bộ Chỉ huy"
            " quân sự Ngân hàng nhà nước Việt Nam chi nhánh Kho bạc Ủy ban nhân dân Hội Hiệp hội doanh "
            "nghiệp Trung tâm Đài Phát thanh Truyền hình Báo Văn phòng Thanh tra trên địa bàn "
            + " ".join(FIELDS)
        )
    )
)


@lru_cache(maxsize=8192)
def opens_agency(text: str) -> bool:
    """Whether a line opens with an agency, behind the dash of a list if there is one."""
    bullet = BULLET.match(text)
    name = (text[bullet.end() :] if bullet is not None else text).strip()
    # In prose any plural may name those who act; in a cell "các năm tiếp theo" does not.
    return agencies.opens(name) and (_PLURAL.match(name) is None or bool(agencies.scan(name, 0)[0]))


@lru_cache(maxsize=8192)
def share(text: str) -> float:
    """How much of a line is agency vocabulary, from 0 to 1."""
    words = _WORDS.findall(fold(text))
    if not words:
        return 0.0
    known = sum(1 for word in words if word in COMMON)
    return max(known / len(words), 0.9 if opens_agency(text) else 0.0)
