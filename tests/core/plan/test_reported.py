"""What reports tell beside duties; goals among duties; who answers below the heading of a collective."""

from __future__ import annotations

import datetime as dt

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading, statements, titles, turns
from tinhxanh.core.plan.facts import Facts

REPORT = """ỦY BAN NHÂN DÂN
TỈNH KON TUM
Số: 12/BC-UBND
BÁO CÁO
Kết quả trồng rừng năm 2024; phương hướng, nhiệm vụ trọng tâm năm 2025
"""
NOTICE = "THÔNG BÁO\nKết luận cuộc họp về nước sạch năm 2024\nI. NHIỆM VỤ\n"


def _facts(text: str) -> Facts:
    return reading.read(document(text)).facts


def _given(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(task.id, task.lead) for task in _facts(text).tasks]


@pytest.mark.parametrize("heading", ["CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO"])
@pytest.mark.parametrize(
    "told",
    [
        "Tổ chức 03 cuộc họp kiểm điểm tiến độ trồng rừng của các huyện.",
        "UBND tỉnh ban hành Kế hoạch số 12/KH-UBND ngày 03/3/2024 về trồng rừng ven sông.",
        "Triển khai Chỉ thị số 8/CT-TTg về rừng, hiện nay Sở Xây dựng đang dự thảo phương án của tỉnh.",
    ],
)
def test_what_a_report_tells_of_its_leading_is_no_duty(heading: str, told: str) -> None:
    assert _given(
        f"{REPORT}I. {heading}\n{told}\nII. NHIỆM VỤ\n1. Sở Y tế trồng cây ở các trạm y tế xã.\n"
    ) == [("II.1", ("Sở Y tế",))]
    assert _given(f"{REPORT}I. {heading}\n1. {told}\n2. {told}\n") == []


@pytest.mark.parametrize(
    "told",
    [
        "UBND tỉnh ban hành Kế hoạch số 12/KH-UBND ngày 03/3/2024 về trồng rừng ven sông.",
        "Đến nay, các huyện đang rà soát đất trống để trồng rừng.",
    ],
)
def test_issued_instrument_and_what_is_under_way_are_told_among_duties_of_a_report(told: str) -> None:
    assert _given(f"{REPORT}I. NHIỆM VỤ\n1. {told}\n2. Gieo ươm cây bản địa ở các xã.\n") == [("I.2", ())]


def test_same_heading_among_the_duties_to_come_gives_duties() -> None:
    assert _given(
        f"{REPORT}I. NHIỆM VỤ, GIẢI PHÁP\n1. Công tác chỉ đạo, điều hành\na) Kiểm điểm tiến độ trồng rừng ở "
        "các huyện.\n2. Gieo ươm\na) Gieo ươm cây bản địa ở các xã.\n"
    ) == [("I.1.a", ()), ("I.2.a", ())]


def test_deed_below_an_agency_of_a_report_stays_one_whatever_was_done_before_it() -> None:
    assert _given(
        f"{REPORT}I. NHIỆM VỤ\n1. Sở Y tế\n- Triển khai các cam kết đã ký với doanh nghiệp chế biến gỗ.\n"
        "- Sở đã trồng 30 ha rừng ở huyện Sa Thầy.\n"
    ) == [("I.1.1", ("Sở Y tế",))]


def test_report_proposes_to_ministries_without_a_duty() -> None:
    assert _given(
        f"{REPORT}I. KIẾN NGHỊ\n1. Kiến nghị Chính phủ sớm cấp vốn trồng rừng cho các tỉnh vùng cao.\n"
        "2. Đề nghị Sở Tài chính cấp vốn gieo ươm cho các xã vùng cao.\n"
    ) == [("I.2", ("Sở Tài chính",))]


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Báo cáo Kết quả trồng rừng năm 2024, phương hướng, nhiệm vụ năm 2025", (2024, 2025)),
        ("Báo cáo Tình hình bão lũ năm 2022 và kế hoạch năm 2023", (2022, 2023)),
        ("V/v phòng cháy rừng sau khi bản đồ cháy rừng được công bố năm 2023", None),
    ],
)
def test_period_of_a_title_holds_the_year_told_and_the_year_ahead(
    title: str, years: tuple[int, int] | None
) -> None:
    found = titles.period(title)
    assert (None if found is None else (found.start, found.end)) == years


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (
            "- Ký Biên bản ghi nhớ số 03/BBGN-UBND ngày 02/4/2024 giữa UBND tỉnh Kon Tum và Tổ chức Cây Xanh "
            "về trồng cây bản địa.",
            "Biên bản ghi nhớ số 03/BBGN-UBND về trồng cây bản địa",
        ),
        (
            "- Ký kết Quy chế phối hợp giữa Công an tỉnh và Sở Y tế ngày 02/4/2024 về rác thải y tế.",
            "Quy chế phối hợp về rác thải y tế",
        ),
    ],
)
def test_agreement_whose_sentence_begins_with_its_signing(sentence: str, title: str) -> None:
    (found,) = _facts(f"{REPORT}I. KẾT QUẢ\n{sentence}\n").agreements
    assert (found.title, found.signed) == (title, dt.date(2024, 4, 2))


@pytest.mark.parametrize(
    "goal",
    [
        "Về mục tiêu: Thống nhất phấn đấu 80% số hộ ở các xã vùng cao dùng nước sạch.",
        "Mục tiêu năm 2025: 80% số hộ ở các xã vùng cao dùng nước sạch.",
        "Chỉ tiêu chủ yếu: mỗi xã vùng cao có ít nhất 02 trạm cấp nước.",
    ],
)
def test_goal_among_duties_is_no_duty(goal: str) -> None:
    assert _given(f"{NOTICE}1. {goal}\n2. Giao Sở Y tế lấy mẫu nước ở các trạm.\n") == [("I.2", ("Sở Y tế",))]
    assert not statements.sets_goal("Mục tiêu: giao Sở Y tế bảo đảm 80% số hộ dùng nước sạch.")


@pytest.mark.parametrize("who", ["Người đứng đầu", "Thủ trưởng cơ quan, đơn vị"])
def test_head_of_each_body_stands_for_the_bodies_of_the_heading(who: str) -> None:
    text = (
        f"{NOTICE}1. Các sở, ngành\na) {who} trực tiếp chỉ đạo việc cấp nước.\nb) Rà soát các trạm bơm cũ.\n"
    )
    assert _given(text)[0] == ("I.1.a", ("Các sở, ngành",))


def test_committee_with_a_share_of_its_own_answers_beside_all_of_them() -> None:
    heading = ("UBND các huyện, thành phố",)
    own = "Rà soát các trạm bơm; UBND huyện Na Rì sửa xong đập đầu mối trước ngày 01/9/2024."
    assert turns.shares(own, heading) == ("UBND huyện Na Rì",)
    assert turns.shares(own, ("Sở Y tế",)) == ()
    assert turns.shares("Rà soát các trạm bơm; UBND huyện Na Rì đã sửa xong đập đầu mối.", heading) == ()
    assert turns.shares("Rà soát các trạm bơm; Sở Y tế lấy mẫu nước ở các trạm mới.", heading) == ()
    assert _given(f"{NOTICE}1. {heading[0]}\na) {own}\nb) Rà soát các ống cũ.\n")[0][1] == (
        *heading,
        "UBND huyện Na Rì",
    )
