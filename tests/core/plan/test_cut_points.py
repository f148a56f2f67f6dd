"""Points cut into two paragraphs, footers whose label stands alone, heads of lists behind an order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import pointers, reading
from tinhxanh.core.plan.composing import compose
from tinhxanh.core.plan.facts import Task
from tinhxanh.core.plan.lines import cutpoints
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.source import Paragraph, SourceDocument

_WORDS = st.lists(st.sampled_from(["nạo", "vét", "kênh", "mương", "cống", "đê"]), min_size=7, max_size=9)


def _texts(*texts: str) -> list[str]:
    return compose(SourceDocument(tuple(Paragraph(text) for text in texts), "html")).text.split("\n")


def _tasks(text: str) -> list[Task]:
    return list(reading.read(document("KẾ HOẠCH\nNạo vét kênh năm 2027\nI. NHIỆM VỤ\n" + text)).facts.tasks)


def test_point_cut_behind_a_semicolon_is_one_paragraph() -> None:
    first, then = "c) Kiểm tra việc đổ bùn thải ra bờ kênh;", "phạt người đổ bùn không đúng nơi quy định."

    assert _texts(first, then) == [f"{first} {then}"]


@pytest.mark.parametrize(
    "then", ["Phạt người đổ bùn.", "d) phạt người đổ bùn.", "- phạt người đổ bùn.", "2. nạo vét."]
)
def test_paragraph_with_a_capital_or_a_marker_stands_by_itself(then: str) -> None:
    first = "c) Kiểm tra việc đổ bùn thải ra bờ kênh;"

    assert _texts(first, then) == [first, then]


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORDS, min_size=2, max_size=5))
def test_items_that_all_begin_small_stay_apart(items: list[list[str]]) -> None:
    paragraphs = [Paragraph(" ".join(words) + ";") for words in items]

    assert list(cutpoints.whole(paragraphs)) == [[one] for one in paragraphs]


@pytest.mark.parametrize(
    ("said", "paths"),
    [
        ("từ điểm a đến điểm d khoản 2 Mục II", [("II", "2", x) for x in "abcd"]),
        ("điểm a - đ khoản 1 Mục II", [("II", "1", x) for x in "abcdđ"]),
        ("khoản 1, 3 đến 5 Mục II", [("II", x) for x in "1345"]),
        (
            "điểm b khoản 1; từ điểm a đến điểm b khoản 2 Mục II",
            [("II", "1", "b"), ("II", "2", "a"), ("II", "2", "b")],
        ),
    ],
)
def test_range_of_points_names_each(said: str, paths: list[tuple[str, ...]]) -> None:
    (found,) = pointers.find(f"Chủ trì thực hiện các nhiệm vụ tại {said} Kế hoạch này.")

    assert list(found.paths) == paths


def test_label_of_a_footer_opens_a_paragraph_behind_a_full_line() -> None:
    text = (
        "1. Nạo vét\n"
        "- Nạo vét kênh cấp một, cấp hai trên địa bàn các xã vùng hạ du trước mùa khô\n"
        "- Gia cố bờ kênh đoạn qua khu dân cư, trường học và chợ trên địa bàn toàn tỉnh\n"
        "Cơ quan chủ trì: Sở Xây dựng; cơ quan phối hợp: Sở Tài chính, UBND các xã, phường."
    )

    assert [(task.lead, task.coordinate) for task in _tasks(text)] == [
        (("Sở Xây dựng",), ("Sở Tài chính", "UBND các xã, phường"))
    ] * 2


def test_time_behind_its_label_is_no_agency() -> None:
    (task,) = _tasks(
        "1. Cắm mốc hành lang kênh.\n(Chủ trì: Sở Xây dựng; phối hợp: Sở Tài chính; hoàn thành: quý IV/2027)"
    )

    assert task.coordinate == ("Sở Tài chính",)
    assert task.deadline is not None
    assert task.deadline.text == "quý IV/2027"


def test_departments_behind_a_colon_and_an_order_are_each_named() -> None:
    (task,) = _tasks("1. Giao các Sở: Công Thương, Nội vụ rà soát biên chế trạm bơm.")

    assert task.lead == ("Sở Công Thương", "Sở Nội vụ")


@pytest.mark.parametrize("where", ["có CCN", "có làng nghề", "có KCN, CCN"])
def test_committees_are_told_by_what_they_have(where: str) -> None:
    names, _ = agencies.scan(f"UBND các xã, phường {where} rà soát", 0)

    assert [name.text for name in names] == [f"UBND các xã, phường {where}"]


def test_bracket_that_points_at_the_annex_is_no_part_of_the_duty() -> None:
    (task,) = _tasks("1. Sở Xây dựng cắm mốc hành lang kênh. (Phân công cụ thể tại Phụ lục kèm theo).")

    assert task.text == "Sở Xây dựng cắm mốc hành lang kênh."


def test_those_given_duties_in_the_annex_owe_the_report() -> None:
    text = (
        "KẾ HOẠCH\nNạo vét kênh năm 2027\nII. TỔ CHỨC THỰC HIỆN\n"
        "1. Các cơ quan, đơn vị được giao chủ trì nhiệm vụ tại Phụ lục và UBND các xã báo cáo kết quả gửi"
        " Sở Xây dựng trước ngày 30/11 hằng năm."
    )
    facts = reading.read(document(text)).facts

    assert facts.tasks == ()
    assert [owed.who for owed in facts.obligations] == [
        ("Các cơ quan, đơn vị được giao chủ trì nhiệm vụ tại Phụ lục", "UBND các xã")
    ]
