"""Letters told by portals and newspapers: whom they turn to, what goes on, what is told and asks nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.plan import addressing, closings, reading
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.source import Paragraph, SourceDocument


def _leads(*paragraphs: str) -> list[tuple[str, tuple[str, ...]]]:
    facts = reading.read(SourceDocument(tuple(map(Paragraph, paragraphs)), "docx")).facts
    return [(task.id, task.lead) for task in facts.tasks]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Theo đó, giao trách nhiệm Sở Y tế chủ trì diễn tập cứu thương.", ("Sở Y tế",)),
        ("Giao trách nhiệm cho Sở Nội vụ thống kê số biên chế còn thiếu.", ("Sở Nội vụ",)),
        ("Theo đó, chỉ đạo Sở Tư pháp, Sở Nội vụ phối hợp soát văn bản.", ("Sở Tư pháp", "Sở Nội vụ")),
        ("Sáng nay, ông Lê Văn Mẫn chỉ đạo Sở Xây dựng (thường trực) lập kế hoạch.", ("Sở Xây dựng",)),
        ("Phó chủ tịch UBND TP.Bãi Sậy yêu cầu Sở TN - MT đo lại độ ồn.", ("Sở TN - MT",)),
        ("Theo đó, từ ngày 2-9-2031, các cơ quan nhà nước ngừng dùng cốc nhựa.", ("các cơ quan nhà nước",)),
        ("Sở Y tế, Điện lực Bãi Sậy có nhiệm vụ đo công suất.", ("Sở Y tế", "Điện lực Bãi Sậy")),
        (
            "Đội Kiểm lâm cơ động và phòng cháy, chữa cháy rừng chỉnh lại biển báo.",
            ("Đội Kiểm lâm cơ động và phòng cháy, chữa cháy rừng",),
        ),
        (
            "Trung tâm Điều hành chương trình chống ngập thành phố rà soát cửa xả.",
            ("Trung tâm Điều hành chương trình chống ngập thành phố",),
        ),
        (
            "Giao các cơ quan hành chính, tổ chức chính trị - xã hội, đơn vị sự nghiệp công lập thuộc tỉnh"
            " quản lý"
            " tắt đèn hành lang.",
            (
                "các cơ quan hành chính",
                "tổ chức chính trị - xã hội",
                "đơn vị sự nghiệp công lập thuộc tỉnh quản lý",
            ),
        ),
        ("Yêu cầu UBND các quận huyện dọn miệng cống.", ("UBND các quận huyện",)),
        (
            "Giao Chủ tịch UBND các tỉnh Bãi Sậy, Mộc Lan rà soát bến cát.",
            ("Chủ tịch UBND tỉnh Bãi Sậy", "Chủ tịch UBND tỉnh Mộc Lan"),
        ),
        (
            "Yêu cầu UBND huyện Mộc Lan và TP Bãi Sậy kiểm đếm lồng bè.",
            ("UBND huyện Mộc Lan", "UBND TP Bãi Sậy"),
        ),
    ],
)
def test_those_told_to_act_lead(sentence: str, lead: tuple[str, ...]) -> None:
    assert addressing.lead_of(sentence) == lead


def test_order_behind_a_colon_is_read_whatever_the_paragraph_begins_with() -> None:
    assert _leads(
        "UBND tỉnh Mộc Lan vừa họp bàn việc cấp nước cho các bản vùng cao trong mùa khô năm nay.",
        "Để bà con không thiếu nước, UBND tỉnh yêu cầu: Sở Xây dựng sửa các bể chứa. Sở Tài chính ứng vốn"
        " sửa chữa"
        " trong quý này.",
        "Qua xem xét, Chủ tịch UBND tỉnh đã có công văn số 7/UBND-KT, chỉ đạo: Giao Sở Y tế kiểm nghiệm"
        " mẫu nước.",
    ) == [("p2", ("Sở Xây dựng",)), ("p2.2", ("Sở Tài chính",)), ("p3", ("Sở Y tế",))]


def test_those_set_apart_by_the_words_as_for_are_turned_to() -> None:
    said = (
        "UBND tỉnh yêu cầu Sở Tài chính thẩm định dự toán mua lồng bè. Đối với UBND các huyện, thành, thị"
        " cần lập danh"
        " sách hộ nuôi trước mùa lũ."
    )
    assert _leads("Chăn nuôi ven sông năm 2031 gặp khó vì lũ về sớm hơn mọi năm.", said) == [
        ("p2", ("Sở Tài chính",)),
        ("p2.2", ("UBND các huyện, thành, thị",)),
    ]


_NEXT = "Đồng thời, tăng cường nạo vét cống rãnh ở các khu dân cư thấp trũng trước mùa mưa."


@pytest.mark.parametrize(
    "between", [(), ("Phố Huế thường ngập khi mưa lớn kéo dài. Ảnh: Lan Anh.",), ("Ảnh minh họa",)]
)
def test_paragraph_goes_on_behind_a_duty_over_a_picture(between: tuple[str, ...]) -> None:
    found = _leads("Giao Sở Xây dựng lập phương án chống ngập cho nội thành.", *between, _NEXT)
    assert [lead for _, lead in found] == [("Sở Xây dựng",), ("Sở Xây dựng",)]


def test_paragraph_below_a_marked_duty_goes_on_with_it() -> None:
    assert _leads(
        "Theo đó, UBND tỉnh yêu cầu:",
        "1. Sở Công Thương rà soát các chợ tạm ven quốc lộ, báo cáo số hộ kinh doanh phải di dời khỏi hành"
        " lang an toàn"
        " đường bộ, đề xuất nơi họp chợ mới hợp lý cho từng xã và phường trên toàn địa bàn; thống nhất với"
        " các xã về"
        " thời gian di dời.",
        "Tăng cường kiểm tra việc niêm yết giá tại các chợ đầu mối, siêu thị và cửa hàng tiện lợi.",
        "2. Công an tỉnh phân luồng xe tải vào giờ cao điểm ở các cửa ngõ thành phố.",
    ) == [("1", ("Sở Công Thương",)), ("1.p1", ("Sở Công Thương",)), ("2", ("Công an tỉnh",))]


@pytest.mark.parametrize(
    "told", ["Trước đó, Bộ Y tế có văn bản số 9 yêu cầu các cơ quan, đơn vị phun khử khuẩn."]
)
def test_what_was_asked_before_the_letter_is_no_duty(told: str) -> None:
    asked = "Theo đó, UBND tỉnh yêu cầu Sở Y tế phun khử khuẩn các trường học."
    assert _leads("UBND tỉnh vừa có văn bản về phòng dịch.", asked, told) == [("p2", ("Sở Y tế",))]


def test_headline_that_ends_with_quoted_words_is_no_duty() -> None:
    headline = "UBND Tỉnh chỉ đạo xác minh tin “Suối lại đục”"
    asked = (
        "Chủ tịch UBND tỉnh giao Sở Y tế lấy mẫu nước suối, xét nghiệm và trả lời người dân ven suối ngay."
    )
    assert [lead for _, lead in _leads(headline, asked)] == [("Sở Y tế",)]


_OF = st.sampled_from(["Ảnh:", "(Ảnh:", "Nguồn:", "Ảnh minh họa:"])
_SEEN = st.text(alphabet=st.sampled_from("abc đêghi"), min_size=12, max_size=60).map(str.strip).filter(bool)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(_SEEN, _OF)
def test_line_that_names_who_took_the_picture_is_a_caption(seen: str, of: str) -> None:
    end = ")" if of.startswith("(") else ""
    assert closings.is_caption(f"Cảnh {seen * 2} bên bờ sông. {of} Minh Hà{end}")
    assert not closings.is_caption(f"Giao Sở Y tế {seen} chụp ảnh hiện trường, báo cáo UBND tỉnh.")


def test_list_of_names_goes_over_units_of_one_kind_of_committee() -> None:
    text = "Chủ tịch UBND huyện Mộc Lan, thị xã Bãi Sậy, Sở Y tế kiểm tra"
    names, end = agencies.scan(text, 0)
    assert [name.text for name in names] == [
        "Chủ tịch UBND huyện Mộc Lan",
        "Chủ tịch UBND thị xã Bãi Sậy",
        "Sở Y tế",
    ]
    assert text[end:] == " kiểm tra"


def test_those_listed_behind_semicolons_of_an_order_act_together() -> None:
    said = (
        "Để dân khỏi thiếu nước, UBND tỉnh yêu cầu Chi cục Thủy lợi; Trạm Cấp nước các huyện; Đội Duy tu"
        " Đường ống đo lại áp lực từng tuyến."
    )
    assert [lead for _, lead in _leads("Mùa khô năm nay đến sớm hơn mọi năm.", said)] == [
        ("Chi cục Thủy lợi", "Trạm Cấp nước các huyện", "Đội Duy tu Đường ống")
    ]


def test_order_of_the_province_to_bodies_behind_semicolons_is_one_duty() -> None:
    said = "UBND tỉnh yêu cầu các sở, ngành; Chủ tịch UBND các xã, các hội rà soát số giếng khoan bỏ hoang."
    assert _leads("Mùa khô năm nay đến sớm hơn mọi năm.", said) == [
        ("p2", ("các sở, ngành", "Chủ tịch UBND các xã", "các hội"))
    ]
