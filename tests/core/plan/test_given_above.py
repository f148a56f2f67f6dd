"""Who answers for what is printed above: dashes that name agencies, and "các nhiệm vụ nêu trên"."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import pointers, reading

HEAD = "KẾ HOẠCH\nCải thiện nước sông năm 2026\nI. NHIỆM VỤ\n1. Chất thải rắn\n"
FIRST = "- Rà soát các điểm đổ rác tự phát ven sông;\n"
SECOND = "- Lắp lưới chắn rác tại các cửa cống lớn;\n"


def _tasks(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(task.id, task.lead, task.coordinate) for task in reading.read(document(text)).facts.tasks]


def test_dashes_that_name_agencies_and_time_take_no_ordinal() -> None:
    text = (
        f"{HEAD}{FIRST}- Cơ quan thực hiện: Sở Xây dựng.\n- Thời gian: Quý II/2026.\n{SECOND}"
        "- Cơ quan thực hiện: Công an tỉnh.\n"
    )
    assert _tasks(text) == [("I.1.1", ("Sở Xây dựng",), ()), ("I.1.2", ("Công an tỉnh",), ())]


@pytest.mark.parametrize(
    "sentence",
    [
        "Giao Sở Xây dựng chủ trì, phối hợp với Công an tỉnh thực hiện các nhiệm vụ nêu trên.",
        "- Sở Xây dựng chủ trì, phối hợp với Công an tỉnh triển khai các nội dung trên.",
    ],
)
def test_sentence_about_the_duties_above_gives_them_and_is_none(sentence: str) -> None:
    given_them = (("Sở Xây dựng",), ("Công an tỉnh",))
    assert _tasks(f"{HEAD}{FIRST}{SECOND}{sentence}\n") == [("I.1.1", *given_them), ("I.1.2", *given_them)]


def test_duties_above_that_have_their_lead_keep_it() -> None:
    text = f"{HEAD}- Sở Y tế kiểm tra nước giếng.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ thực hiện các"
    " nhiệm vụ nêu trên."
    assert [(task, lead) for task, lead, _ in _tasks(text)] == [
        ("I.1.1", ("Sở Y tế",)),
        ("II.1", ("Sở Nội vụ",)),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Tài chính bố trí kinh phí thực hiện các nhiệm vụ nêu trên.",
        "Văn phòng UBND tỉnh đôn đốc các nhiệm vụ nêu trên, báo cáo Chủ tịch UBND tỉnh.",
    ],
)
def test_sentence_with_a_deed_of_its_own_stays_a_duty(sentence: str) -> None:
    assert not pointers.gives_above(sentence)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(["Nạo vét kênh tiêu số", "Trồng cây chắn sóng đoạn", "Lắp trạm đo mưa tại bản"]),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["- Cơ quan thực hiện: Sở Xây dựng.", "Đơn vị thực hiện: Sở Xây dựng."]),
)
def test_ordinals_count_duties_alone_whatever_stands_between(deeds: list[str], footer: str) -> None:
    lines = "".join(f"- {deed} {at}.\n{footer}\n" for at, deed in enumerate(deeds, 1))
    assert _tasks(HEAD + lines) == [(f"I.1.{at}", ("Sở Xây dựng",), ()) for at in range(1, len(deeds) + 1)]


@pytest.mark.parametrize("sign", ["- ", ""])
def test_each_duty_keeps_the_time_of_the_line_below_it(sign: str) -> None:
    text = (
        "KẾ HOẠCH\nVề vệ sinh bếp ăn năm 2026\nII. NHIỆM VỤ\n"
        f"{sign}Rà soát các bếp ăn của trường học trong tỉnh.\nThời gian: Quý I/2026\n"
        f"{sign}Kiểm tra các bếp ăn của bệnh viện trong tỉnh.\nThời gian: Quý II/2026\n"
    )

    days = [one.deadline.text for one in reading.read(document(text)).facts.tasks if one.deadline]

    assert days == ["Quý I/2026", "Quý II/2026"]


def test_who_answers_reaches_further_up_than_the_time_beside_it() -> None:
    text = (
        "KẾ HOẠCH\nVề vệ sinh bếp ăn năm 2026\nII. NHIỆM VỤ\n"
        "- Rà soát các bếp ăn của trường học trong tỉnh.\nThời gian: Quý I/2026\n"
        "- Kiểm tra các bếp ăn của bệnh viện trong tỉnh.\n"
        "Cơ quan chủ trì: Sở Y tế\nThời gian: Quý II/2026\n"
    )

    tasks = reading.read(document(text)).facts.tasks

    assert [one.lead for one in tasks] == [("Sở Y tế",)] * 2
    assert [one.deadline.text for one in tasks if one.deadline] == ["Quý I/2026", "Quý II/2026"]
