"""Small Roman marks at line starts, sums of money, pairs that are counted, agencies in brackets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import footers, markers, pointers, reading
from tinhxanh.core.plan.aiming import goals
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.source import Paragraph, SourceDocument

HEAD = "KẾ HOẠCH\nĐiện sạch cho bản làng\nI. NHIỆM VỤ\n"
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii"]


def _duties(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(task.id, task.lead) for task in reading.read(document(text)).facts.tasks]


@given(
    st.integers(1, 7), st.sampled_from(["1. Sở Công Thương:", "a) Sở Công Thương thực hiện các nội dung:"])
)
@settings(derandomize=True, deadline=None, max_examples=20)
def test_small_roman_marks_at_line_starts_are_points(count: int, head: str) -> None:
    deeds = "".join(
        f"({mark}) Lắp pin mặt trời cho trạm y tế và trường học ở cụm bản số {at};\n"
        for at, mark in enumerate(_ROMAN[:count], 1)
    )
    label = markers.read(head)
    assert label is not None
    assert _duties(f"{HEAD}{head}\n{deeds}") == [
        (f"I.{label.label}.{mark}", ("Sở Công Thương",)) for mark in _ROMAN[:count]
    ]


def test_mark_within_a_sentence_opens_no_point() -> None:
    text = (
        "1. Sở Công Thương khảo sát nhu cầu dùng điện của các bản chưa có lưới, gồm (i) điện thắp sáng;\n"
        "(ii) điện bơm nước và xay xát thóc gạo của các hộ dân.\n"
    )
    assert [number for number, _ in _duties(HEAD + text)] == ["I.1"]


def test_agency_with_its_duty_behind_a_colon_is_its_name_alone() -> None:
    text = "1. Sở Tài chính có nhiệm vụ: (i) bố trí vốn kéo điện; (ii) hướng dẫn quyết toán.\n"
    assert _duties(f"KẾ HOẠCH\nĐiện sạch\nII. TỔ CHỨC THỰC HIỆN\n{text}") == [("II.1", ("Sở Tài chính",))]


@pytest.mark.parametrize(
    "text",
    [
        "Kéo điện lưới về 9 bản với tổng mức đầu tư 85 tỷ đồng.",
        "Bố trí 12 tỷ đồng từ ngân sách tỉnh để lắp pin mặt trời.",
        "Lắp đặt máy phát, kinh phí khoảng 4,5 tỷ đồng.",
        "Hỗ trợ 2 triệu đồng cho mỗi hộ lắp công tơ.",
    ],
)
@pytest.mark.parametrize("is_goal", [True, False])
def test_what_a_thing_costs_is_no_target(text: str, is_goal: bool) -> None:
    assert not [goal for goal in goals.find(text, is_goal) if "đồng" in (goal.unit or "")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Thu hút 300 tỷ đồng vốn đăng ký vào điện mặt trời.", 300.0),
        ("Doanh thu dịch vụ tiết kiệm năng lượng đạt 40 tỷ đồng.", 40.0),
    ],
)
def test_sum_that_is_raised_or_reached_is_a_target(text: str, value: float) -> None:
    assert [goal.value for goal in goals.find(text, True)] == [value]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Ít nhất 15 cảng cá, bến cá có điểm sạc cho tàu.", "cảng cá, bến cá có điểm sạc cho tàu"),
        ("Thành lập 12 tổ, đội sửa điện lưu động.", "tổ, đội sửa điện lưu động"),
        ("Trồng 300 cây, chăm sóc rừng quanh hồ.", "trồng cây"),
        ("Mở 15 lớp, mỗi lớp hai ngày.", "mở lớp"),
    ],
)
def test_pair_behind_a_number_is_counted_together(text: str, subject: str) -> None:
    assert [goal.subject.lower() for goal in goals.find(text, False)] == [subject]


def test_agencies_alone_in_the_last_bracket_lead_a_deed_of_nobody() -> None:
    point = "1. Kiểm tra giá điện ở các chợ trung tâm (Sở Công Thương, UBND các huyện, thị xã).\n"
    assert _duties(HEAD + point) == [("I.1", ("Sở Công Thương", "UBND các huyện, thị xã"))]


@pytest.mark.parametrize(
    "text",
    [
        "Họp các ngành (Sở Y tế, Sở Nội vụ).",
        "Lắp pin cho trường (Trường Mầm non Hoa Ban, 3 lớp).",
        "Họp dân.",
    ],
)
def test_bracket_that_explains_leads_nothing(text: str) -> None:
    assert footers.in_bracket(text) == ()


def test_pointer_with_a_partner_behind_it_is_pure_and_names_who_helps() -> None:
    sentence = "Thực hiện nhiệm vụ tại điểm a mục 1 Phần I Kế hoạch này, phối hợp với Hội Nông dân tỉnh."
    assert pointers.is_pure(sentence)
    duties = f"{HEAD}1. Lưới điện\na) Kéo điện lưới về các bản xa.\n"
    text = f"{duties}II. TỔ CHỨC THỰC HIỆN\n1. Sở Công Thương\n- {sentence}\n"
    facts = reading.read(document(text)).facts
    assert [(task.id, task.lead, task.coordinate) for task in facts.tasks] == [
        ("I.1.a", ("Sở Công Thương",), ("Hội Nông dân tỉnh",))
    ]


def test_paragraph_below_a_duty_has_an_id_of_its_own() -> None:
    printed = (
        "I. NHIỆM VỤ",
        "1. Điện mặt trời",
        "a) Yêu cầu Công ty Điện lực Lai Châu kiểm tra công tơ.",
        "Riêng đối với bản Nậm Mạ, giao Sở Công Thương khảo sát lại nhu cầu.",
        "b) Sở Y tế lắp tủ lạnh vắc-xin.",
    )
    facts = reading.read(SourceDocument(tuple(map(Paragraph, printed)), "docx")).facts
    assert [task.id for task in facts.tasks] == ["I.1.a", "I.1.a.p1", "I.1.b"]


def test_works_within_a_company_name_end_no_name() -> None:
    name = "Công ty Cổ phần Môi trường và Công trình đô thị Lào Cai"
    assert [one.text for one in agencies.scan(f"{name} phủ bạt bãi rác.", 0)[0]] == [name]
