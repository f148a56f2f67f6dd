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


@pytest.mark.parametrize(
    ("sentence", "title", "parties", "days"),
    [
        (
            "Sở Xây dựng ký kết Chương trình phối hợp số 04/CTPH-SXD ngày 11/3/2026 với Hội Cựu chiến binh"
            " tỉnh về chống ngập phố cổ.",
            "Chương trình phối hợp số 04/CTPH-SXD về chống ngập phố cổ",
            ("Sở Xây dựng", "Hội Cựu chiến binh tỉnh"),
            (dt.date(2026, 3, 11), None, None),
        ),
        (
            "Bản ghi nhớ hợp tác giữa UBND tỉnh và Quỹ Rừng Xanh về trồng phi lao được ký ngày 05/02/2024, có"
            " thời hạn đến hết năm 2027.",
            "Bản ghi nhớ hợp tác về trồng phi lao",
            ("UBND tỉnh", "Quỹ Rừng Xanh"),
            (dt.date(2024, 2, 5), None, dt.date(2027, 12, 31)),
        ),
        (
            "Đã ký Thỏa thuận khung về xe buýt điện giữa UBND tỉnh với Công ty Ánh Lam (ngày 10/6/2025).",
            "Thỏa thuận khung về xe buýt điện",
            ("UBND tỉnh", "Công ty Ánh Lam"),
            (dt.date(2025, 6, 10), None, None),
        ),
        (
            "Hai bên UBND huyện Lục Vân và UBND huyện Sơn Hòa đã ký Quy chế phối hợp quản lý bãi bồi vào ngày"
            " 29/02/2024, có giá trị trong 3 năm kể từ ngày ký.",
            "Quy chế phối hợp quản lý bãi bồi",
            ("UBND huyện Lục Vân", "UBND huyện Sơn Hòa"),
            (dt.date(2024, 2, 29), dt.date(2024, 2, 29), dt.date(2027, 2, 28)),
        ),
        (
            "Tỉnh đoàn cùng Sở Y tế ký kế hoạch liên tịch ngày 02/4/2026 về trạm y tế xanh; thời gian"
            " thực hiện từ ngày 01/5/2026 đến ngày 30/4/2028.",
            "kế hoạch liên tịch về trạm y tế xanh",
            ("Tỉnh đoàn", "Sở Y tế"),
            (dt.date(2026, 4, 2), dt.date(2026, 5, 1), dt.date(2028, 4, 30)),
        ),
        (
            "Sở Công Thương đã tham mưu UBND tỉnh ký Thỏa thuận hợp tác với Tổ chức Quốc tế về Gió Biển (hiệu"
            " lực đến ngày 30/6/2029).",
            "Thỏa thuận hợp tác",
            ("UBND tỉnh", "Tổ chức Quốc tế về Gió Biển"),
            (None, None, dt.date(2029, 6, 30)),
        ),
    ],
)
def test_agreement_is_read_however_it_is_told(
    sentence: str,
    title: str,
    parties: tuple[str, ...],
    days: tuple[dt.date | None, dt.date | None, dt.date | None],
) -> None:
    found = _agreement(sentence)

    assert (found.title, found.parties) == (title, parties)
    assert (found.signed, found.valid_from, found.valid_to) == days


@pytest.mark.parametrize(
    "sentence",
    [
        "UBND tỉnh dự kiến ký Biên bản ghi nhớ với Quỹ Rừng Xanh vào ngày 20/12/2026.",
        "Giao Sở Y tế ký kết Chương trình phối hợp với Hội Nông dân tỉnh trước ngày 30/6/2026.",
        "Sở Y tế và Hội Nông dân tỉnh chuẩn bị ký Quy chế phối hợp.",
        "Triển khai Bản ghi nhớ giữa UBND tỉnh và Quỹ Rừng Xanh đã được ký kết, Sở Y tế mở lớp học.",
        "Việt Nam thực hiện Thỏa thuận Paris ký ngày 22/4/2016 giữa các bên.",
    ],
)
def test_agreement_that_nobody_signed_yet_is_none(sentence: str) -> None:
    text = f"BÁO CÁO\nKết quả hợp tác năm 2026\nI. KẾT QUẢ\n1. {sentence}\n"
    assert reading.read(document(text)).facts.agreements == ()


@pytest.mark.parametrize(
    "text",
    [
        "Thời gian qua, các xã làm tốt Kế hoạch số 61/KH-UBND ngày 05/3/2026 của UBND tỉnh thực hiện"
        " Chỉ thị số 09-CT/TU ngày 02/02/2026 của Tỉnh ủy về nước sạch.\n",
        "Tiếp tục thực hiện Kế hoạch số 61/KH-UBND của UBND tỉnh về triển khai thực hiện Chỉ thị số"
        " 09-CT/TU, dành 1% chi.\n",
    ],
)
def test_instrument_says_what_it_carries_out(text: str) -> None:
    assert relations.find(text, None, None) == (Relation("61/KH-UBND", "09-CT/TU", "implements"),)


@pytest.mark.parametrize("joint", ["và", "về kết quả thực hiện", "; thực hiện", ", thực hiện", "theo"])
def test_instrument_beside_another_carries_nothing_out(joint: str) -> None:
    text = f"Bám sát Kế hoạch số 61/KH-UBND của UBND tỉnh {joint} Chỉ thị số 09-CT/TU.\n"

    assert relations.find(text, None, None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Nghị quyết số 31-NQ/TU, UBND tỉnh đã ban hành Kế hoạch số 77/KH-UBND ngày 03/5/2025,"
        " UBND huyện Gò Dầu đã ban hành Quyết định số 512/QĐ-UBND ngày 01/6/2025.\n",
        "Triển khai Nghị quyết số 31-NQ/TU, UBND tỉnh đã ban hành Kế hoạch số 77/KH-UBND về nước thải chợ;"
        " Công an tỉnh ban hành Quyết định số 512/QĐ-UBND ngày 01/6/2025.\n",
    ],
)
def test_bodies_that_issue_side_by_side_carry_out_the_same(text: str) -> None:
    assert {(one.origin, one.to) for one in relations.find(text, None, None)} == {
        ("77/KH-UBND", "31-NQ/TU"),
        ("512/QĐ-UBND", "31-NQ/TU"),
    }


def test_next_sentence_carries_out_nothing_of_the_one_before() -> None:
    text = (
        "Thực hiện Nghị quyết số 31-NQ/TU, UBND tỉnh đã ban hành Kế hoạch số 77/KH-UBND ngày 03/5/2025."
        " Ngày 01/6/2025, Sở Y tế đã ban hành Quyết định số 512/QĐ-SYT.\n"
    )

    assert relations.find(text, None, None) == (Relation("77/KH-UBND", "31-NQ/TU", "implements"),)


@pytest.mark.parametrize("how", ["thi hành", "và hướng dẫn thi hành", "và biện pháp thi hành"])
def test_law_named_without_number_is_detailed(how: str) -> None:
    text = f"Làm theo Thông tư số 09/2026/TT-BXD của Bộ Xây dựng quy định chi tiết {how} Luật Thủy lợi.\n"

    assert relations.find(text, None, None) == (Relation("09/2026/TT-BXD", "Luật Thủy lợi", "details"),)


def test_law_that_a_sentence_only_names_is_not_detailed() -> None:
    text = "Làm theo Thông tư số 09/2026/TT-BXD của Bộ Xây dựng và Luật Thủy lợi.\n"

    assert relations.find(text, None, None) == ()


@pytest.mark.parametrize(
    ("title", "behind"),
    [
        ("Thỏa thuận hợp tác tài trợ vốn cho lò sấy lúa giai đoạn 2026 - 2029", "."),
        ("Thỏa thuận hợp tác đào tạo thợ lắp pin mặt trời", ", có giá trị đến hết ngày 31/12/2028."),
        ("Thỏa thuận hợp tác", ", chi 2 tỷ đồng."),
    ],
)
def test_name_of_an_agreement_goes_on_with_what_is_agreed(title: str, behind: str) -> None:
    found = _agreement(f"Ngày 02/6/2026, Sở Y tế và Quỹ Bảo vệ môi trường đã ký {title}{behind}")

    assert found.title == title


@pytest.mark.parametrize("end", [".", "./.", " ./.", "./.\n"])
def test_title_at_the_end_of_a_document_goes_without_its_closing_marks(end: str) -> None:
    text = f"Thay thế Chỉ thị số 07/CT-UBND ngày 22/10/2020 của UBND tỉnh về thu gom vỏ bao bì thuốc{end}"

    assert [one.subject for one in instruments.find(text)] == ["thu gom vỏ bao bì thuốc"]
