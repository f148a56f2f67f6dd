"""Organisation parts that give rows of a task table by their numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import pointers, reading
from tinhxanh.core.plan.facts import Facts

TABLE = """KẾ HOẠCH
Trồng cây che bóng ở xã Hòa Lộc năm 2026
III. NHIỆM VỤ CỤ THỂ
TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian
1\tƯơm cây giống tại vườn của xã và chăm sóc đủ sáu tháng\t\tCông an xã\tQuý I/2026
2\tTrồng cây dọc đường liên thôn theo sơ đồ đã duyệt\tPhòng Kinh tế\tCác thôn\tQuý II/2026
3\tNghiệm thu số cây sống sau mùa mưa, trồng dặm cây chết\t\tCác thôn\tQuý IV/2026
IV. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội
"""


def read(sentence: str) -> Facts:
    return reading.read(
        document(f"{TABLE}{sentence}\n2. Công an xã\nGiữ trật tự trong các buổi ra quân.\n")
    ).facts


@pytest.mark.parametrize(
    "sentence",
    [
        "Chủ trì thực hiện các nhiệm vụ số 1, số 3 tại Mục III Kế hoạch này.",
        "Thực hiện các nhiệm vụ số thứ tự 1 và 3 Mục III.",
        "Chủ trì các nhiệm vụ 1, 3 tại Mục III của Kế hoạch.",
    ],
)
def test_rows_are_given_by_their_numbers(sentence: str) -> None:
    facts = read(sentence)
    assert [(one.agency, one.task_ids, one.role) for one in facts.assignments] == [
        ("Phòng Văn hóa - Xã hội", ("1", "3"), "lead")
    ]
    leads = {task.id: task.lead for task in facts.tasks}
    assert leads["1"] == leads["3"] == ("Phòng Văn hóa - Xã hội",)
    assert leads["2"] == ("Phòng Kinh tế",)
    assert not any(task.id.startswith("IV.1") for task in facts.tasks)


def test_a_row_that_is_not_there_is_warned_of() -> None:
    facts = read("Chủ trì thực hiện các nhiệm vụ số 2, số 8 tại Mục III Kế hoạch này.")
    assert [one.task_ids for one in facts.assignments] == [("2",)]
    assert [w.code for w in facts.warnings if w.code == "dangling-pointer"] == ["dangling-pointer"]


def test_points_of_a_section_come_before_rows_of_a_table() -> None:
    """Where the section named has points of its own the table elsewhere was not meant."""
    facts = reading.read(
        document(
            TABLE.replace(
                "III. NHIỆM VỤ", "II. NHIỆM VỤ\n1. Sở Y tế chủ trì đo tiếng ồn quanh chợ.\nIII. NHIỆM VỤ"
            )
            + "Thực hiện nhiệm vụ số 3 tại Mục II.\n"
        )
    ).facts
    assert facts.assignments == ()


@pytest.mark.parametrize(
    "text",
    [
        "Đến nay đã xong nhiệm vụ 5 năm 2021 - 2025.",
        "Thực hiện nhiệm vụ số 3 của Kế hoạch số 12/KH-UBND.",
        "Thực hiện nhiệm vụ theo Kế hoạch số 12/KH-UBND ngày 3/4/2025.",
        "Có ít nhất 9 nhiệm vụ 2/3 hoàn thành.",
    ],
)
def test_numbers_that_count_point_at_nothing(text: str) -> None:
    assert pointers.find(text) == []


@pytest.mark.parametrize(
    "annex", ["Phụ lục", "Phụ lục kèm theo", "tại Phụ lục", "Danh mục nhiệm vụ kèm theo"]
)
def test_an_annex_without_number_is_no_level(annex: str) -> None:
    sentence = f"Chủ trì thực hiện nhiệm vụ 2, 7 {annex} Kế hoạch này."
    assert [one.paths for one in pointers.find(sentence)] == [(("2",), ("7",))]
    assert pointers.is_pure(sentence)


@given(st.lists(st.integers(1, 99), min_size=1, max_size=6, unique=True), st.sampled_from(["I", "II", "IV"]))
def test_every_number_of_a_list_points_at_its_row(numbers: list[int], section: str) -> None:
    listed = ", ".join(f"số {number}" for number in numbers)
    (found,) = pointers.find(f"Chủ trì thực hiện các nhiệm vụ {listed} tại Mục {section}.")
    assert found.paths == tuple((section, str(number)) for number in numbers)
