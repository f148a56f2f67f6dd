"""Several agencies in one unmarked paragraph, and paragraphs that go on with those asked before."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.plan import reading, turns
from tinhxanh.core.plan.source import Paragraph, SourceDocument


def _leads(*paragraphs: str) -> list[tuple[str, tuple[str, ...]]]:
    facts = reading.read(SourceDocument(tuple(map(Paragraph, paragraphs)), "docx")).facts
    return [(task.id, task.lead) for task in facts.tasks]


def test_paragraph_with_two_orders_gives_a_duty_to_each() -> None:
    said = (
        "Giao Sở Xây dựng kiểm tra các bến thủy nội địa trên địa bàn. Đồng thời, yêu cầu Công an tỉnh"
        " xử lý xe cơi nới thùng chở cát đá."
    )
    assert _leads("Chủ tịch UBND tỉnh chỉ đạo như sau:", said) == [
        ("p2", ("Sở Xây dựng",)),
        ("p2.2", ("Công an tỉnh",)),
    ]


@pytest.mark.parametrize(
    "second",
    [
        "Sở có văn bản gửi các xã để tổ chức lấy ý kiến nhân dân trong vùng.",
        "Các đơn vị này cử cán bộ tham gia đoàn kiểm tra đúng thành phần.",
        "Đơn vị nào để xảy ra mất an toàn thì người đứng đầu sẽ phải chịu trách nhiệm.",
        "UBND tỉnh sẽ xem xét bố trí vốn cho dự án trong năm tới.",
        "Giám đốc Sở Công Thương chỉ đạo thanh tra chuyên ngành vào cuộc ngay trong tuần.",
    ],
)
def test_sentence_about_the_same_or_of_nobody_asked_opens_no_duty(second: str) -> None:
    first = "Giao Sở Công Thương rà soát các điểm bán xăng dầu ven quốc lộ. "
    assert [turn.lead for turn in turns.of(first + second)] == [("Sở Công Thương",)]


def test_order_behind_a_semicolon_turns_to_the_next() -> None:
    said = turns.of("Giao UBND huyện Mộc Lan thu hồi mặt bằng; giao Sở Tài chính thẩm định giá đất cụ thể.")
    assert [turn.lead for turn in said] == [("UBND huyện Mộc Lan",), ("Sở Tài chính",)]


_AGENCY = st.sampled_from(
    ["Sở Y tế", "Sở Nội vụ", "Công an tỉnh", "UBND các xã, phường", "Chi cục Kiểm lâm", "Thanh tra tỉnh"]
)
_DEED = st.sampled_from(
    [
        "rà soát lại toàn bộ hồ sơ còn tồn",
        "kiểm tra việc bố trí người trực đêm",
        "hướng dẫn lập danh sách hộ ở ven suối",
    ]
)
_ORDER = st.sampled_from(["Giao {}", "Yêu cầu {}", "UBND tỉnh yêu cầu {}", "Đồng thời, đề nghị {}", "{}"])


@given(st.lists(st.tuples(_ORDER, _AGENCY, _DEED), min_size=1, max_size=6))
@settings(derandomize=True, deadline=None)
def test_turns_cover_the_paragraph_and_change_with_the_agency(said: list[tuple[str, str, str]]) -> None:
    text = " ".join(f"{order.format(agency)} {deed}." for order, agency, deed in said)
    found = turns.of(text)
    assert found[0].start == 0
    assert found[-1].end == len(text)
    assert all(one.end == other.start for one, other in itertools.pairwise(found))
    wanted = [agency for at, (_, agency, _) in enumerate(said) if not at or said[at - 1][1] != agency]
    assert [turn.lead for turn in found] == [(agency,) for agency in wanted]


def test_paragraph_without_an_agency_goes_on_with_those_asked_before() -> None:
    found = _leads(
        "UBND tỉnh yêu cầu Sở Giáo dục và Đào tạo kiểm tra bếp ăn của các trường bán trú.",
        "Đồng thời, rà soát hợp đồng cung cấp thực phẩm đã ký từ đầu năm học.",
        "Trong thời gian qua nhiều nơi đã làm tốt việc này.",
    )
    assert found == [("p1", ("Sở Giáo dục và Đào tạo",)), ("p2", ("Sở Giáo dục và Đào tạo",))]


@pytest.mark.parametrize(
    "text",
    [
        "Tăng cường kiểm soát giết mổ",  # a headline
        "Theo báo cáo của ngành chức năng, số hộ vi phạm đã giảm hai phần ba.",
        "UBND tỉnh nhận được Công văn số 12/BXD-QLN của Bộ Xây dựng về nhà ở.",
        "Trân trọng cảm ơn sự phối hợp của các cơ quan, đơn vị trong thời gian qua.",
    ],
)
def test_other_paragraphs_do_not_go_on(text: str) -> None:
    assert not turns.goes_on(text)


def test_what_was_told_first_leads_nothing() -> None:
    said = (
        "Ban Pháp chế HĐND tỉnh vừa khảo sát việc tiếp dân tại ba huyện. Nhiều sổ còn bỏ trống."
        " Đoàn giám sát đề nghị Thanh tra tỉnh kiểm tra sổ tiếp dân của các xã."
    )
    assert _leads("Tin trong tỉnh.", said) == [("p2", ("Thanh tra tỉnh",))]


def test_letter_told_behind_another_turns_to_those_it_asks() -> None:
    said = (
        "Ngày 04/02/2026, Chính phủ đã ban hành Chỉ thị số 8/CT-TTg về nước sạch. Theo đó, UBND tỉnh"
        " đã có văn bản chỉ đạo các sở, ban, ngành rà soát công trình cấp nước. Đồng thời, giao Sở Xây dựng"
        " đôn đốc, kiểm tra."
    )
    assert [turn.lead for turn in turns.of(said)] == [("các sở, ban, ngành",), ("Sở Xây dựng",)]
