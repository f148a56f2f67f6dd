"""What is owed, to whom and when: clauses of reports, submissions and things that come round."""

from __future__ import annotations

import datetime as dt

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Obligation
from tinhxanh.core.plan.times import duedays

_HEAD = "KẾ HOẠCH\nThu gom bao bì năm 2027\n"


def _days(clause: str, year: int | None = 2027, once: int | None = 2027) -> list[tuple[int, int] | dt.date]:
    return [due.date or (due.month or 0, due.day or 0) for due in duedays.of_clause(clause, year, once)]


@pytest.mark.parametrize(
    "clause",
    [
        "nộp số liệu trước ngày 18 của tháng cuối quý",
        "nộp số liệu vào ngày 18 tháng cuối hằng quý",
        "nộp số liệu chậm nhất ngày 18 tháng cuối của mỗi quý",
    ],
)
def test_day_of_a_quarters_last_month_is_four_days_a_year(clause: str) -> None:
    assert _days(clause) == [(3, 18), (6, 18), (9, 18), (12, 18)]


def test_day_of_the_month_behind_a_quarter_is_four_days_a_year() -> None:
    assert _days("gửi trước ngày 05 tháng đầu quý sau") == [(1, 5), (4, 5), (7, 5), (10, 5)]


def test_month_of_one_quarter_is_no_day_of_every_quarter() -> None:
    assert _days("gửi trước ngày 05 tháng cuối quý III") == []


def test_day_without_year_is_of_the_one_year_unless_it_comes_round() -> None:
    assert _days("trình hồ sơ trước ngày 12/4") == [dt.date(2027, 4, 12)]
    assert _days("báo cáo trước ngày 12/4 hằng năm") == [(4, 12)]
    assert _days("báo cáo trước ngày 12/4", once=None) == [(4, 12)]


@pytest.mark.parametrize(
    "clause",
    [
        "gửi trước ngày 08/5/2027 và ngày 08/11/2027",
        "gửi trước ngày 08/5 và ngày 08/11/2027",
        "gửi trước ngày 08/5 và trước ngày 08/11",
    ],
)
def test_two_days_of_one_year_are_both_read(clause: str) -> None:
    assert sorted(_days(clause), key=str) == [dt.date(2027, 5, 8), dt.date(2027, 11, 8)]


def _owed(duty: str) -> list[Obligation]:
    text = f"{_HEAD}I. NHIỆM VỤ\n1. {duty}\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế: Đôn đốc các đơn vị.\n"
    return [one for one in reading.read(document(text)).facts.obligations if one.id.startswith("I.1")]


def test_submission_due_in_a_quarter_is_owed_by_its_last_day() -> None:
    (one,) = _owed(
        "Sở Xây dựng tham mưu Ủy ban nhân dân tỉnh trình Hội đồng nhân dân tỉnh quy định về mức giá thu gom"
        " bao bì ở các chợ, siêu thị và khu dân cư trong Quý II/2027."
    )

    assert [due.date for due in one.due] == [dt.date(2027, 6, 30)]


def test_advice_for_a_decision_is_a_submission() -> None:
    (one,) = _owed(
        "Giao Sở Xây dựng tham mưu UBND tỉnh xem xét, quyết định giá thu gom trước ngày 05/6/2027."
    )

    assert one.to == ("UBND tỉnh",)
    assert [due.date for due in one.due] == [dt.date(2027, 6, 5)]


def test_deed_around_its_rhythm_is_kept_whole() -> None:
    (one,) = _owed("Sở Công Thương gặp mặt định kỳ hằng tháng với các chợ đầu mối về bao bì.")

    assert one.frequency == "monthly"
    assert one.what.startswith("gặp mặt định kỳ hằng tháng với các chợ đầu mối")


def test_rhythm_in_the_brackets_of_a_duty_is_of_the_duty() -> None:
    (one,) = _owed("Kiểm tra các điểm đổi bao bì (Chủ trì: Sở Công Thương; thời gian: hằng quý).")

    assert (one.what, one.frequency) == ("Kiểm tra các điểm đổi bao bì", "quarterly")


def test_time_that_opens_the_sentence_is_no_part_of_the_deed() -> None:
    (one,) = _owed("Định kỳ trước ngày 15/6 và ngày 15/12, các trường học báo cáo kết quả về Sở Y tế.")

    assert (one.to, one.frequency) == (("Sở Y tế",), "semiannual")
    assert len(one.due) == 2


def test_weekly_duty_comes_round_without_a_named_frequency() -> None:
    (one,) = _owed("Sở Y tế công bố điểm bán bao bì giấy trên trang của Sở vào thứ Hai hằng tuần.")

    assert (one.frequency, one.due) == (None, ())


def _all_owed(text: str) -> list[tuple[str, str | None, tuple[dt.date | None, ...]]]:
    found: tuple[Obligation, ...] = reading.read(document(text)).facts.obligations
    return [(one.what, one.frequency, tuple(due.date for due in one.due)) for one in found]


def test_bound_on_how_often_is_no_rhythm() -> None:
    text = (
        "I. NHIỆM VỤ\n1. Thanh tra tỉnh\na) Bảo đảm mỗi chợ bị kiểm tra không quá 01 lần/năm.\nb) Gom rác.\n"
    )

    assert _all_owed(_HEAD + text) == []


def test_things_held_so_often_a_year_come_round() -> None:
    text = (
        "I. NHIỆM VỤ\n1. Sở Y tế\na) Mở lớp dạy ủ phân cho y tá ít nhất 02 buổi/năm.\nb) Gom rác ở bến xe.\n"
    )

    assert [frequency for _, frequency, _ in _all_owed(_HEAD + text)] == ["semiannual"]


def test_dialogue_with_a_day_is_owed_without_those_who_help() -> None:
    text = (
        "I. NHIỆM VỤ\n1. Sở Y tế\na) Chủ trì, phối hợp với Sở Xây dựng tổ chức đối thoại với các tiểu thương"
        " trong quý III/2027.\nb) Gom rác ở bến xe.\n"
    )

    assert _all_owed(_HEAD + text) == [
        ("tổ chức đối thoại với các tiểu thương", None, (dt.date(2027, 9, 30),))
    ]


def test_report_that_others_are_urged_to_complete_is_not_all_owed() -> None:
    text = (
        "I. NHIỆM VỤ\n1. Sở Y tế\na) Đôn đốc các trạm hoàn thành báo cáo lượng rác trong tháng 5/2027.\n"
        "b) Gom rác ở bến xe.\n"
    )

    assert _all_owed(_HEAD + text) == []


def test_count_of_a_bare_thing_each_year_is_owed_with_the_deed_before_it() -> None:
    text = (
        "I. NHIỆM VỤ\n1. Sở Y tế\na) Trồng bần ven các cửa sông, bến thuyền; mỗi năm trồng ít nhất 9.000"
        " bần.\nb) Gom rác ở bến xe.\n"
    )
    whole = "Trồng bần ven các cửa sông, bến thuyền; mỗi năm trồng ít nhất 9.000 bần."

    assert _all_owed(_HEAD + text) == [(whole, "annual", ())]


def test_report_of_agencies_set_apart_by_a_semicolon_is_no_duty() -> None:
    text = (
        "I. NHIỆM VỤ\n1. Sở Y tế gom pin cũ ở các viện.\n2. Các sở, ban, ngành; UBND các xã, phường báo cáo"
        " kết quả thực hiện về Sở Y tế trước ngày 10/11/2027.\n"
    )
    facts = reading.read(document(_HEAD + text)).facts

    assert [task.id for task in facts.tasks] == ["I.1"]
    assert [one.id for one in facts.obligations] == ["I.2"]


@pytest.mark.parametrize("told", ["báo cáo kết quả thực hiện Kế hoạch", "tổng hợp tình hình thu gom"])
def test_what_is_told_comes_round_with_the_rhythm_behind_it(told: str) -> None:
    text = _HEAD + f"1. Chế độ báo cáo\na) Các sở, ngành {told} hằng quý, gửi Sở Xây dựng.\n"

    (owed,) = reading.read(document(text)).facts.obligations

    assert (owed.who, owed.to, owed.frequency) == (("Các sở, ngành",), ("Sở Xây dựng",), "quarterly")


def _of_point(point: str) -> list[tuple[str, dt.date | None, str | None]]:
    text = _HEAD + f"I. NHIỆM VỤ\n1. Sở Xây dựng:\na) {point}\n"
    found = reading.read(document(text)).facts.obligations
    return [(one.what, one.due[0].date if one.due else None, one.frequency) for one in found]


@pytest.mark.parametrize("handed", ["trình UBND tỉnh", "báo cáo UBND tỉnh", "gửi kết quả"])
def test_handing_in_alone_leans_on_the_deed_before_it(handed: str) -> None:
    found = _of_point(f"Lập danh mục bến thủy nội địa thu gom bao bì; {handed} trước ngày 30/6/2027.")

    assert found == [(f"Lập danh mục bến thủy nội địa thu gom bao bì; {handed}", dt.date(2027, 6, 30), None)]


def test_quarter_of_what_is_submitted_is_due_on_its_last_day() -> None:
    found = _of_point("Tham mưu UBND tỉnh ban hành quy chế thu gom bao bì; hoàn thành trong quý II năm 2027.")

    assert found == [("Tham mưu UBND tỉnh ban hành quy chế thu gom bao bì", dt.date(2027, 6, 30), None)]


@pytest.mark.parametrize("noun", ["lộ trình", "quy trình", "chương trình"])
def test_noun_that_ends_like_a_submission_owes_nothing(noun: str) -> None:
    assert _of_point(f"Công khai {noun} thu gom bao bì tại trụ sở trước ngày 30/6/2027.") == []


def test_plan_of_every_year_and_round_of_talks_come_round_by_themselves() -> None:
    for text in (
        "Lồng ghép việc thu gom vào kế hoạch phát triển kinh tế - xã hội hằng năm của tỉnh.",
        "Đưa kết quả thu gom vào nội dung họp giao ban hằng tháng.",
    ):
        assert _of_point(text) == []


def test_row_that_submits_something_by_a_day_owes_it() -> None:
    text = (
        _HEAD + "TT\tNhiệm vụ\tChủ trì\tThời gian\n"
        "1\tXây dựng biểu mẫu thu gom, trình Giám đốc Sở ban hành\tSở Y tế\tTrước ngày 15/11/2027\n"
        "2\tThu gom bao bì ven kênh\tSở Xây dựng\tTrước ngày 15/11/2027\n"
    )

    assert [owed.id for owed in reading.read(document(text)).facts.obligations] == ["1"]
