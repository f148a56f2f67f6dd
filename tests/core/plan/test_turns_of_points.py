"""Several agencies with deeds of their own in one marked point."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading

HEAD = "KẾ HOẠCH\nLàm sạch kênh rạch năm 2026\nI. NHIỆM VỤ, GIẢI PHÁP\n"


def _duties(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    return [(task.id, task.lead, task.text) for task in reading.read(document(text)).facts.tasks]


def _leads(point: str, head: str = HEAD) -> list[tuple[str, tuple[str, ...]]]:
    return [(number, lead) for number, lead, _ in _duties(head + point)]


def test_point_with_three_agencies_gives_a_duty_to_each() -> None:
    point = (
        "1. Sở Xây dựng chủ trì, phối hợp với Công an tỉnh dỡ các đăng đáy; Sở Tài chính bố trí vốn nạo vét;"
        " UBND các xã, phường vớt lục bình trước ngày 30/4/2026.\n"
    )
    facts = reading.read(document(HEAD + point)).facts
    assert [(task.id, task.lead, task.coordinate) for task in facts.tasks] == [
        ("I.1", ("Sở Xây dựng",), ("Công an tỉnh",)),
        ("I.1.2", ("Sở Tài chính",), ()),
        ("I.1.3", ("UBND các xã, phường",), ()),
    ]
    assert [task.deadline is not None for task in facts.tasks] == [False, False, True]


def test_agencies_behind_marks_within_a_point_bear_these_marks() -> None:
    point = (
        "2. Thu gom vỏ thuốc: (i) Sở Y tế: lập điểm nhận ở trạm; (ii) Công an tỉnh: xử phạt nơi vứt bừa.\n"
    )
    assert _duties(HEAD + point) == [
        ("I.2.i", ("Sở Y tế",), "lập điểm nhận ở trạm;"),
        ("I.2.ii", ("Công an tỉnh",), "xử phạt nơi vứt bừa."),
    ]


def test_names_and_colons_below_a_heading_of_them_all_part_its_dash() -> None:
    text = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Các sở, ngành khác\n"
        "- Sở Nội vụ: đề xuất khen thưởng; Thanh tra tỉnh: kiểm tra việc thu phí.\n"
    )
    assert _leads(text) == [("II.1.1", ("Sở Nội vụ",)), ("II.1.1.2", ("Thanh tra tỉnh",))]


@pytest.mark.parametrize(
    "rest",
    [
        "Sở Tài chính phối hợp bố trí kinh phí nạo vét.",
        "các xã ven sông được ưu tiên bố trí xe chở rác.",
        "các cơ sở ven kênh ký cam kết không xả thải.",
        "UBND tỉnh xem xét hỗ trợ kinh phí theo từng năm.",
    ],
)
def test_who_helps_and_what_befalls_others_opens_no_duty(rest: str) -> None:
    found = _leads(f"1. Sở Xây dựng chủ trì nạo vét các kênh cấp một; {rest}\n")
    assert found == [("I.1", ("Sở Xây dựng",))]


def test_agencies_parted_by_semicolons_share_their_deed() -> None:
    both = ("Các sở, ban, ngành", "UBND các xã, phường")
    point = "1. Các sở, ban, ngành; UBND các xã, phường ra quân dọn kênh vào thứ bảy hằng tuần.\n"
    assert _leads(point) == [("I.1", both)]


def test_report_that_another_gathers_is_no_duty_of_its_own() -> None:
    point = (
        "1. UBND các xã lập danh sách hộ lấn kênh; Sở Xây dựng tổng hợp, báo cáo UBND tỉnh trước 1/6/2026.\n"
    )
    assert _leads(point) == [("I.1", ("UBND các xã",))]


_AGENCIES = [
    "Sở Y tế",
    "Sở Nội vụ",
    "Công an tỉnh",
    "UBND các xã, phường",
    "Chi cục Kiểm lâm",
    "Thanh tra tỉnh",
]
_DEED = st.sampled_from(
    [
        "rà soát lại toàn bộ hồ sơ còn tồn",
        "kiểm tra việc bố trí người trực đêm",
        "chủ trì, phối hợp với Sở Tư pháp hướng dẫn lập danh sách",
        "tổ chức ra quân, xử lý các điểm rác tồn đọng",
    ]
)
_JOINT = st.sampled_from([";", ".", "; giao", ". Giao", ". Đồng thời, yêu cầu"])


@given(
    st.lists(st.tuples(_JOINT, _DEED), min_size=1, max_size=6),
    st.permutations(_AGENCIES),
    st.sampled_from(["1. ", "a) ", "- ", "1.1. "]),
)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_every_agency_of_a_point_gets_its_duty(
    said: list[tuple[str, str]], names: list[str], marker: str
) -> None:
    clauses = [f"{name} {deed}" for name, (_, deed) in zip(names, said, strict=False)]
    text = clauses[0]
    for (joint, _), clause in zip(said[1:], clauses[1:], strict=True):
        text += f"{joint} {clause}"
    found = _duties(f"{HEAD}{marker}{text}.\n")
    assert [lead for _, lead, _ in found] == [(name,) for name in names[: len(said)]]
    assert [number.count(".") for number, _, _ in found[1:]] == [found[0][0].count(".") + 1] * (len(said) - 1)
    assert "".join(words for _, _, words in found).count(";") == text.count(";")
