"""Names that go on, duties given by reference with a manner, frames of plans, amendments told in brackets."""

from __future__ import annotations

import datetime as dt

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import closings, pointers, reading
from tinhxanh.core.plan.citing import relations
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.times import deadlines


@pytest.mark.parametrize(
    "name",
    [
        "VCCI chi nhánh Đồng bằng sông Cửu Long",
        "Viện Lúa Đồng bằng sông Hồng",
        "Các sở, ngành được giao làm đầu mối chỉ tiêu",
        "Các đơn vị được phân công là cơ quan đầu mối theo dõi chỉ số thành phần",
    ],
)
def test_name_goes_on_to_its_end(name: str) -> None:
    found, end = agencies.scan(f"{name} rà soát số liệu đo mặn.", 0)
    assert [one.text for one in found] == [name]
    assert end == len(name)


@pytest.mark.parametrize("rest", ["Liên hiệp Phụ nữ tỉnh", "Nông dân tỉnh", "Cựu chiến binh tỉnh"])
def test_association_whose_first_word_ends_a_line_of_its_cell_is_one(rest: str) -> None:
    assert agencies.split(f"Sở Y tế; Hội\n{rest}") == ("Sở Y tế", f"Hội {rest}")


@pytest.mark.parametrize(
    "manner",
    [
        "bảo đảm tiến độ, chất lượng",
        "đúng thời hạn, hiệu quả",
        "của Kế hoạch này, đảm bảo chất lượng và tiến độ",
        "theo quy định, bảo đảm hiệu quả",
    ],
)
def test_duty_given_by_reference_with_its_manner_is_none_of_its_own(manner: str) -> None:
    assert pointers.is_pure(f"Thực hiện nhiệm vụ tại điểm b mục 3 Phần III {manner}.")
    assert not pointers.is_pure("Thực hiện nhiệm vụ tại điểm b mục 3 Phần III, lập bản đồ ngập lụt.")


def test_plan_of_their_own_on_the_ground_of_this_one_is_a_duty_of_whom_a_heading_names() -> None:
    text = (
        "KẾ HOẠCH\nĐo mặn năm 2025\nI. TỔ CHỨC THỰC HIỆN\n1. Các sở, ngành\n"
        "a) Trên cơ sở Chương trình này, xây dựng kế hoạch đo mặn của ngành trong quý I/2025.\n"
        "b) Trên cơ sở Chương trình này, các sở, ngành tổ chức triển khai thực hiện.\n"
    )
    (task,) = reading.read(document(text)).facts.tasks
    assert (task.id, task.lead) == ("I.1.a", ("Các sở, ngành",))


@pytest.mark.parametrize(
    "frame",
    [
        "Kế hoạch gồm 08 chủ đề với 32 việc; việc nào của ai nêu tại Phụ lục.",
        "Chương trình bao gồm 12 nhóm việc.",
        "Đề án này gồm 3 phần, chia theo từng năm.",
    ],
)
def test_sentence_of_what_a_plan_consists_of_closes_it(frame: str) -> None:
    assert closings.is_closing(frame)
    assert not closings.is_closing("Kế hoạch gồm các trạm đo mặn do Sở Y tế lập.")


def test_amendment_in_brackets_behind_what_an_instrument_is_about() -> None:
    text = (
        "Thực hiện Nghị định số 40/2023/NĐ-CP ngày 27/6/2023 của Chính phủ quy định chi tiết một số điều của "
        "Luật Thủy lợi (được sửa đổi, bổ sung bởi Nghị định số 71/2025/NĐ-CP ngày 02/3/2025), Sở Y tế đo mặn."
    )
    found = {(one.origin, one.to, one.type) for one in relations.find(text, None, None)}
    assert ("71/2025/NĐ-CP", "40/2023/NĐ-CP", "amends") in found


@pytest.mark.parametrize(
    ("session", "day"),
    [
        ("tại kỳ họp tháng 7/2026", dt.date(2026, 7, 31)),
        ("tại kỳ họp cuối năm 2025", None),
        ("tại kỳ họp quý I/2027", dt.date(2027, 3, 31)),
    ],
)
def test_what_goes_before_a_session_is_due_by_it(session: str, day: dt.date | None) -> None:
    stated = deadlines.of_text(f"Tham mưu chính sách hỗ trợ đo mặn, trình HĐND tỉnh {session}.")
    assert stated is not None
    assert (stated.deadline.text, stated.deadline.date) == (session, day)
