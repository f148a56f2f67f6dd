"""Dates and issuers before a number, what instruments carry out, and agreements of two sides."""

from __future__ import annotations

import datetime as dt

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.citing import instruments, relations
from tinhxanh.core.plan.facts import Agreement, Relation


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 12/3/2026, UBND tỉnh ban hành Quyết định số 311/QĐ-UBND về giá nước.",
        "1. Ngày 12 tháng 3 năm 2026, UBND tỉnh đã ban hành Quyết định số 311/QĐ-UBND về giá nước.",
    ],
)
def test_date_and_issuer_before_a_number_are_its_own(text: str) -> None:
    (cited,) = instruments.find(text)

    assert (cited.number, cited.date, cited.issuer) == ("311/QĐ-UBND", dt.date(2026, 3, 12), "UBND tỉnh")


def test_date_behind_a_number_goes_before_that_of_the_sentence() -> None:
    (cited,) = instruments.find(
        "Ngày 12/3/2026, UBND tỉnh ban hành Quyết định số 311/QĐ-UBND ngày 10/3/2026."
    )

    assert cited.date == dt.date(2026, 3, 10)


def test_time_that_passed_before_a_deed_hides_no_relation() -> None:
    text = (
        "Thời gian qua, thực hiện Nghị quyết số 31-NQ/TU ngày 02/4/2025 của Tỉnh ủy, UBND tỉnh đã ban hành"
        " Kế hoạch số 77/KH-UBND ngày 03/5/2025.\n"
    )

    assert relations.find(text, None, None) == (Relation("77/KH-UBND", "31-NQ/TU", "implements"),)


def test_instruments_between_semicolons_are_all_carried_out() -> None:
    text = (
        "Thực hiện Công văn số 45/BXD-HT ngày 03/02/2026; Nghị quyết số 12-NQ/TU ngày 09/02/2026"
        " của Tỉnh ủy; UBND tỉnh ban hành Kế hoạch thoát nước năm 2026 như sau:\n"
    )

    assert {(one.origin, one.to) for one in relations.find(text, None, None)} == {
        (None, "45/BXD-HT"),
        (None, "12-NQ/TU"),
    }


def _agreement(sentence: str) -> Agreement:
    text = f"BÁO CÁO\nKết quả hợp tác năm 2026\nI. KẾT QUẢ\n1. {sentence}\n"
    (found,) = reading.read(document(text)).facts.agreements
    return found


def test_parties_on_both_sides_of_the_verb_are_read() -> None:
    found = _agreement(
        "Ngày 02/6/2026, Sở Y tế ký Biên bản ghi nhớ về xử lý chất thải y tế với Trường Đại học Y Hải Phòng,"
        " có hiệu lực từ ngày 01/7/2026 đến ngày 30/6/2029."
    )

    assert found.title == "Biên bản ghi nhớ về xử lý chất thải y tế"
    assert found.parties == ("Sở Y tế", "Trường Đại học Y Hải Phòng")
    assert (found.signed, found.valid_from, found.valid_to) == (
        dt.date(2026, 6, 2),
        dt.date(2026, 7, 1),
        dt.date(2029, 6, 30),
    )


def test_end_alone_is_no_start_of_validity() -> None:
    found = _agreement(
        "Ngày 02/6/2026, Sở Y tế và Ban Quản lý chợ Đông Ba ký Quy chế phối hợp về thu gom pin cũ,"
        " có giá trị đến hết ngày 31/12/2028."
    )

    assert (found.title, found.valid_from, found.valid_to) == (
        "Quy chế phối hợp về thu gom pin cũ",
        None,
        dt.date(2028, 12, 31),
    )


def test_agreement_that_was_signed_between_two_sides_is_read() -> None:
    found = _agreement(
        "Chương trình phối hợp về giảm rác thải nhựa, phân loại rác đã được ký kết ngày 04/3/2026 giữa"
        " Sở Nông nghiệp và Môi trường với Hội Nông dân tỉnh."
    )

    assert found.title == "Chương trình phối hợp về giảm rác thải nhựa, phân loại rác"
    assert found.parties == ("Sở Nông nghiệp và Môi trường", "Hội Nông dân tỉnh")
    assert found.signed == dt.date(2026, 3, 4)
