"""Grounds of plans and decisions: what they carry out, and the frame of a decision, which gives no duty."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import closings, reading
from tinhxanh.core.plan.citing import relations

ONE = "Quyết định số 311/QĐ-TTg ngày 12/3/2024 của Thủ tướng Chính phủ về cấp nước"
TWO = "Chỉ thị số 9/CT-TTg ngày 2/5/2024 của Thủ tướng Chính phủ về việc thực hiện Luật số 5/2023/QH15"
ISSUING = "Ủy ban nhân dân tỉnh ban hành Kế hoạch cấp nước, với các nội dung cụ thể như sau:\n"


def _carried(text: str) -> list[str]:
    return [one.to for one in relations.find(text, None, None) if one.origin is None]


@pytest.mark.parametrize(
    "text",
    [
        f"Thực hiện {ONE};\nThực hiện {TWO};\n{ISSUING}",
        f"Thực hiện {ONE};\nTriển khai {TWO}.\nXét đề nghị của Sở Xây dựng;\n{ISSUING}",
        f"Thực hiện {ONE}; {TWO};\n{ISSUING}",
        f"Thực hiện {ONE};\nThực hiện {TWO}. {ISSUING}",
        f"Thực hiện {ONE};\nThực hiện {TWO};\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo\n",
    ],
)
def test_grounds_above_the_issuing_paragraph_are_carried_out(text: str) -> None:
    assert sorted(_carried(text)) == ["311/QĐ-TTg", "9/CT-TTg"]


@pytest.mark.parametrize(
    "text",
    [
        f"Căn cứ {ONE};\nCăn cứ {TWO};\n{ISSUING}",
        f"Thực hiện {ONE};\nTỉnh có chín huyện ven sông.\n{ISSUING}",
        f"Thực hiện {ONE}, UBND tỉnh đã ban hành hai văn bản.\nKết quả như sau:\n",
    ],
)
def test_mere_grounds_and_recitals_are_not_carried_out(text: str) -> None:
    assert _carried(text) == []


@pytest.mark.parametrize(
    "issuing",
    [
        ISSUING,
        "Ủy ban nhân dân tỉnh yêu cầu các sở thực hiện như sau:\n",
    ],
)
def test_grounds_named_behind_what_is_carried_out_are_not_carried_out(issuing: str) -> None:
    """The second decree is joined to the first one, which is a ground; it amends and orders nothing here."""
    text = (
        f"Thực hiện {ONE}; căn cứ Nghị định số 7/2021/NĐ-CP ngày 4/1/2021 của Chính phủ quy định về nước và "
        f"Nghị định số 8/2024/NĐ-CP ngày 6/6/2024 sửa đổi một số điều của Nghị định số 7/2021/NĐ-CP, "
        f"{issuing}"
    )
    assert _carried(text) == ["311/QĐ-TTg"]
    assert ("8/2024/NĐ-CP", "7/2021/NĐ-CP", "amends") in [
        (one.origin, one.to, one.type) for one in relations.find(text, None, None)
    ]


@pytest.mark.parametrize(
    "order",
    [
        "Để bảo đảm tiến độ cấp nước năm 2024 (đạt 92,5%), Chủ tịch UBND tỉnh có ý kiến như sau:\n",
        "Nhằm chấn chỉnh việc trên, UBND tỉnh yêu cầu các đơn vị thực hiện các nội dung sau đây:\n",
        "Ủy ban nhân dân tỉnh chỉ đạo các sở, địa phương một số việc dưới đây:\n",
    ],
)
def test_letter_carries_out_what_its_first_paragraph_names(order: str) -> None:
    assert _carried(f"Thực hiện {ONE}; qua theo dõi còn ba xã chậm.\n{order}") == ["311/QĐ-TTg"]


def test_paragraph_that_orders_nothing_ends_the_grounds() -> None:
    assert (
        _carried(f"Thực hiện {ONE}; còn ba xã chậm.\nUBND tỉnh nhận thấy việc này kéo dài.\n{ISSUING}") == []
    )


def test_law_before_the_semicolon_hides_nothing() -> None:
    assert _carried(f"Thực hiện Luật Thủy lợi và các văn bản hướng dẫn; {ONE}, {ISSUING}") == ["311/QĐ-TTg"]


def test_number_on_the_next_line_belongs_to_its_kind() -> None:
    facts = reading.read(
        document(
            "KẾ HOẠCH\nCấp nước\nThực hiện Quyết định\n311/QĐ-TTg ngày\n12/3/2024 của Thủ tướng Chính phủ, "
            + ISSUING
        )
    ).facts

    assert [(one.number, str(one.date)) for one in facts.references] == [("311/QĐ-TTg", "2024-03-12")]
    assert [one.to for one in facts.relations] == ["311/QĐ-TTg"]


def test_title_of_a_decision_opens_no_section_of_duties() -> None:
    facts = reading.read(
        document(
            "QUYẾT ĐỊNH\nV/V BAN HÀNH KẾ HOẠCH THỰC HIỆN CHƯƠNG TRÌNH CẤP NƯỚC\nCăn cứ Luật Thủy lợi;\n"
            "QUYẾT ĐỊNH:\n"
            "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thực hiện Chương trình cấp nước.\n"
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
        )
    ).facts

    assert facts.tasks == ()


def test_office_that_passes_a_letter_on_closes_it() -> None:
    assert closings.is_closing(
        "Văn phòng Chính phủ thông báo để Bộ Xây dựng và các cơ quan biết, thực hiện./."
    )
    assert closings.is_closing("UBND huyện thông báo đến các xã biết, thực hiện./.")
    assert not closings.is_closing(
        "Sở Xây dựng thông báo lịch cắt nước, cử cán bộ trực và trả lời người dân."
    )


def test_instrument_within_the_title_of_another_is_carried_out_by_that_one() -> None:
    title = (
        "KẾ HOẠCH TRIỂN KHAI NGHỊ QUYẾT SỐ 12/NQ-CP NGÀY 08/5/2025 CỦA CHÍNH PHỦ BAN HÀNH KẾ HOẠCH THỰC HIỆN"
        " KẾT LUẬN SỐ 8-KL/TW NGÀY 04/6/2024 CỦA BỘ CHÍNH TRỊ VỀ GIỮ NƯỚC"
    )

    assert [(one.origin, one.to) for one in relations.find("", title, None)] == [
        (None, "12/NQ-CP"),
        ("12/NQ-CP", "8-KL/TW"),
    ]


def test_law_that_amends_several_laws_is_one_law() -> None:
    facts = reading.read(
        document(
            "KẾ HOẠCH\nCấp nước\nCăn cứ Luật sửa đổi, bổ sung một số điều của Luật Thủy lợi, Luật Đê điều và"
            " Luật Tài nguyên nước ngày 12/3/2024;\n"
        )
    ).facts

    (law,) = facts.references
    assert str(law.date) == "2024-03-12"
