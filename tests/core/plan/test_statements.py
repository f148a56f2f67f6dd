"""Points that tell how things stand or what was agreed, beside points that are duties."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading, sections, statements

HEAD = "THÔNG BÁO\nKết luận cuộc họp về nước sạch\nI. NHIỆM VỤ THỜI GIAN TỚI\n"
TOLD = [
    "Thời gian qua, các xã đã có nhiều cố gắng đưa nước sạch về thôn bản.",
    "Đến nay, tỷ lệ hộ dùng nước sạch đạt 61%, còn thấp so với mục tiêu 75% đến năm 2026.",
    "Thống nhất với đề xuất của Sở Y tế về vị trí trạm bơm.",
    "Ghi nhận sự cố gắng của UBND huyện trong việc giải phóng mặt bằng.",
    "Cơ bản nhất trí nội dung báo cáo của đơn vị tư vấn.",
    "Chất lượng nước tại 9 trạm cấp nước chưa đạt quy chuẩn; nguyên nhân là thiết bị lọc đã cũ.",
    "Nước sạch có ý nghĩa rất quan trọng đối với sức khỏe của người dân vùng cao.",
    "Sở Xây dựng đã lựa chọn xong nhà thầu lắp ống.",
]
ASKED = [
    "Giao Sở Y tế lấy mẫu nước tại các trạm mới.",
    "Thống nhất quản lý các trạm cấp nước về một đầu mối.",
    "Biểu dương, nhân rộng các tổ tự quản đường ống.",
    "Đồng ý với đề nghị của Sở Y tế; giao Sở Tài chính bố trí kinh phí lấy mẫu.",
    "Hiện nay, nhiều trạm còn thiếu người; yêu cầu các xã cử người trực.",
    "Khắc phục tình trạng nước giếng chưa đạt quy chuẩn.",
]


@pytest.mark.parametrize("text", TOLD)
def test_how_things_stand_and_what_was_agreed_asks_nothing(text: str) -> None:
    assert statements.tells(text)


@pytest.mark.parametrize("text", ASKED)
def test_order_or_deed_is_no_statement(text: str) -> None:
    assert not statements.tells(text)


def test_number_of_how_things_stand_is_no_target() -> None:
    assert reading.read(document(f"{HEAD}1. {TOLD[1]}\n2. {ASKED[0]}\n")).facts.targets == ()


@given(st.permutations([*TOLD[:4], *ASKED[:4]]))
@settings(derandomize=True, deadline=None, max_examples=25)
def test_statements_among_duties_leave_the_duties_alone(points: list[str]) -> None:
    text = HEAD + "".join(f"{number}. {point}\n" for number, point in enumerate(points, 1))
    found = {task.id.split(".")[1] for task in reading.read(document(text)).facts.tasks}
    assert found == {str(number) for number, point in enumerate(points, 1) if point in ASKED}


def test_deed_of_an_agency_that_heads_it_is_a_duty_however_it_begins() -> None:
    text = (
        "KẾ HOẠCH\nCấp nước sạch\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Ghi nhận sự cố qua đường dây nóng.\n"
    )
    assert [task.id for task in reading.read(document(text)).facts.tasks] == ["I.1.a"]


def test_introduction_of_orders_is_no_heading_of_how_things_stand() -> None:
    assert sections.within("Để khắc phục tồn tại, hạn chế nêu trên, yêu cầu:", None) is sections.Section.TASKS
    assert sections.within("Tồn tại, hạn chế", None) is sections.Section.CONTEXT
