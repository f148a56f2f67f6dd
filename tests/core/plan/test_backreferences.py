"""Agencies named by what was said before, and those whom a letter is sent to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import addressing, backreferences, letters, reading

PLAN = "KẾ HOẠCH\nTrồng rừng phòng hộ năm 2026\nI. NHIỆM VỤ\n1. Giống cây\n"


def _leads(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(task.id, task.lead) for task in reading.read(document(text)).facts.tasks]


@pytest.mark.parametrize(
    "second",
    [
        "Sở này có trách nhiệm công bố danh mục giống được phép trồng.",
        "Sở nêu trên kiểm tra các vườn ươm trước mùa trồng.",
        "Sở chủ trì hướng dẫn các chủ rừng chọn giống.",
        "Giao cơ quan này công khai nguồn gốc cây giống.",
    ],
)
def test_word_for_the_agency_before_stands_for_it(second: str) -> None:
    text = f"{PLAN}a) Sở Khoa học và Công nghệ chọn giống phi lao, đước.\nb) {second}\n"
    assert _leads(text)[1] == ("I.1.b", ("Sở Khoa học và Công nghệ",))


def test_units_named_above_are_all_who_lead_beside() -> None:
    text = (
        f"{PLAN}a) Sở Nội vụ xét thi đua trồng rừng.\nb) Công an tỉnh bắt giữ lâm tặc.\n"
        "c) Các đơn vị nêu trên bố trí người tham gia ngày hội trồng cây.\n"
    )
    assert _leads(text)[2] == ("I.1.c", ("Sở Nội vụ", "Công an tỉnh"))


@pytest.mark.parametrize(
    "text",
    [
        "Các xã trên địa bàn tỉnh trồng rừng ven suối.",
        "Sở Y tế này nọ kiểm tra.",
        "Huyện nghèo được hỗ trợ giống.",
    ],
)
def test_names_and_places_are_no_such_words(text: str) -> None:
    assert not backreferences.opens(text)


def test_word_that_fits_nobody_stays() -> None:
    assert backreferences.stands_for("Sở này rà soát lại.", [("Công an tỉnh",)]) == ()
    assert backreferences.stands_for("Cơ quan này rà soát lại.", [("Sở Y tế", "Công an tỉnh")]) == ()


@given(
    st.lists(st.sampled_from(["Sở Y tế", "Công an tỉnh", "Thanh tra tỉnh", "Sở Nội vụ"]), max_size=6),
    st.sampled_from(
        ["Các đơn vị nêu trên", "Các cơ quan, đơn vị trên", "Yêu cầu các đơn vị này", "Ba cơ quan nêu trên"]
    ),
)
@settings(derandomize=True, deadline=None)
def test_everybody_before_is_meant_once(names: list[str], word: str) -> None:
    meant = backreferences.stands_for(f"{word} cử người tham gia.", [(name,) for name in names])
    assert meant == tuple(dict.fromkeys(names))


LETTER = (
    "SỞ NỘI VỤ\nSố: 31/SNV-CCVC\nV/v rà soát biên chế môi trường\nVinh, ngày 4 tháng 5 năm 2026\n"
    "Kính gửi:\n- Sở Xây dựng;\n- UBND các xã, phường.\n"
)


def test_your_agency_stands_for_those_the_letter_is_sent_to() -> None:
    text = f"{LETTER}Sở Nội vụ đề nghị Quý cơ quan bố trí công chức môi trường chuyên trách.\n"
    assert [lead for _, lead in _leads(text)] == [("Sở Xây dựng", "UBND các xã, phường")]


def test_points_below_a_request_to_your_agency_are_asked_of_them() -> None:
    text = (
        f"{LETTER}Sở Nội vụ kính đề nghị Quý cơ quan, đơn vị thực hiện:\n"
        "1. Rà soát vị trí việc làm về môi trường.\n2. Giao Thanh tra tỉnh kiểm tra việc tuyển dụng.\n"
    )
    assert _leads(text) == [("1", ("Sở Xây dựng", "UBND các xã, phường")), ("2", ("Thanh tra tỉnh",))]


def test_wish_for_care_at_the_end_of_a_letter_asks_for_nothing() -> None:
    text = f"{LETTER}Đề nghị Quý cơ quan quan tâm phối hợp thực hiện./.\n"
    assert _leads(text) == []


@pytest.mark.parametrize("text", ["Quý I năm 2026 đề nghị báo cáo.", "Đề nghị quý vị đại biểu phát biểu."])
def test_quarters_and_guests_are_no_addressees(text: str) -> None:
    assert not letters.asks_them(text)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        (
            "Công văn số 7/UBND-NL gửi Sở Y tế, UBND các huyện kiểm tra nước hồ.",
            ("Sở Y tế", "UBND các huyện"),
        ),
        ("UBND tỉnh vừa có Công văn gửi Sở Xây dựng rà soát các cống ngăn triều.", ("Sở Xây dựng",)),
        ("Thực hiện Công văn số 7/UBND-NL gửi Sở Y tế kiểm tra nước hồ, Thanh tra tỉnh vào cuộc.", ()),
    ],
)
def test_letter_sent_with_a_deed_orders_it(text: str, lead: tuple[str, ...]) -> None:
    assert addressing.lead_of(text) == lead
