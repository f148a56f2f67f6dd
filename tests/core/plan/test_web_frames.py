"""Pages of portals and libraries: what stands around the document is no part of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.lines import webframes
from tinhxanh.core.plan.source import Line

_DOCUMENT = [
    "ỦY BAN NHÂN DÂN",
    "TỈNH BẮC HÀ",
    "Số: 18/KH-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Bắc Hà, ngày 02 tháng 3 năm 2027",
    "KẾ HOẠCH",
    "Nạo vét kênh năm 2027",
    "I. NHIỆM VỤ",
    "1. Sở Xây dựng nạo vét kênh cấp một trước mùa mưa.",
    "Nơi nhận:",
    "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN",
    "Lò Văn Hạnh",
]
_ABOVE = [
    "CỔNG THÔNG TIN ĐIỆN TỬ TỈNH BẮC HÀ",
    "Trang chủ",
    "Giới thiệu",
    "Số hiệu:",
    "18/KH-UBND",
    "Còn hiệu lực",
]
_BELOW = ["Văn bản cùng loại", "Kế hoạch 17/KH-UBND đón Tết", "© Bản quyền của Cổng thông tin"]


def _kept(lines: list[str]) -> list[str]:
    return [one.text for one in webframes.drop([Line(text) for text in lines]) if isinstance(one, Line)]


@settings(max_examples=40, deadline=None)
@given(above=st.integers(0, 6), below=st.integers(0, 3))
def test_frame_goes_and_the_document_stays_whole(above: int, below: int) -> None:
    menu = ["Trang chủ", *_ABOVE[:above]] if above else []

    assert _kept([*menu, *_DOCUMENT, *_BELOW[:below]]) == _DOCUMENT


def test_words_above_a_letterhead_without_a_menu_stay() -> None:
    lines = ["Bản sao gửi Văn phòng Tỉnh ủy", *_DOCUMENT]

    assert _kept(lines) == lines


def test_annex_below_the_signature_stays() -> None:
    lines = [*_DOCUMENT, "Văn bản liên quan nêu tại Phần I", "PHỤ LỤC", "1. Sở Y tế kiểm tra nước."]

    assert _kept(lines) == lines


def test_framed_page_reads_as_its_document() -> None:
    facts = reading.read(document("\n".join([*_ABOVE, *_DOCUMENT, *_BELOW]))).facts

    assert facts.document.number == "18/KH-UBND"
    assert [task.lead for task in facts.tasks] == [("Sở Xây dựng",)]
    assert facts.references == ()
