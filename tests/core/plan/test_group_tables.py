"""Broken task tables whose groups are numbered and whose rows are not."""

from __future__ import annotations

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Facts

ABOVE = """KẾ HOẠCH
Tiết kiệm nước trong cơ quan năm 2027
I. NHIỆM VỤ CỤ THỂ"""
HEAD = ["Nhóm nhiệm", "vụ", "Nhiệm vụ cụ thể Đơn vị thực hiện Thời hạn"]
BELOW = """II. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở theo dõi, đôn đốc các phòng thực hiện."""
GROUPS = ("Rà soát, sửa chữa thiết bị", "Truyền thông, tập huấn, khen thưởng")
DUTIES = (
    "Kiểm tra đường ống, van khóa tại các trụ sở làm việc, lập danh sách chỗ rò rỉ.",
    "Thay vòi nước cũ bằng vòi cảm ứng ở nhà vệ sinh chung.",
    "Tổ chức cuộc thi sáng kiến dùng lại nước mưa cho người lao động.",
    "Biên soạn sổ tay hướng dẫn đọc đồng hồ nước.",
)
WHO = (
    ("Chủ trì: Sở Xây dựng\nPhối hợp: Sở Tài chính", ("Sở Xây dựng",), ("Sở Tài chính",)),
    ("Sở Công Thương", ("Sở Công Thương",), ()),
    ("Sở Y tế chủ trì, Sở Nội vụ phối hợp", ("Sở Y tế",), ("Sở Nội vụ",)),
)
TIMES = ("Trước ngày 31/3/2027", "Quý II/2027", "Hằng năm", "Thường xuyên", "Năm 2027", "Tháng 5/2027")


def facts_of(lines: list[str]) -> Facts:
    return reading.read(document("\n".join([ABOVE, *HEAD, *lines, BELOW]))).facts


def printed(duty: str, who: str, time: str) -> list[str]:
    cells = [line for part in who.split("\n") for line in textwrap.wrap(part, 20)]
    return [*textwrap.wrap(duty, 36), *cells, *textwrap.wrap(time, 11)]


def test_rows_have_the_number_of_their_group_and_their_place_in_it() -> None:
    lines = ["1. Rà soát, sửa", "chữa thiết bị"]
    lines += [*printed(DUTIES[0], WHO[0][0], TIMES[0]), *printed(DUTIES[1], WHO[1][0], TIMES[1])]
    lines += ["2. Truyền thông,", "tập huấn, khen", "thưởng", *printed(DUTIES[2], WHO[2][0], TIMES[2])]
    tasks = facts_of(lines).tasks
    assert [task.id for task in tasks] == ["1.1", "1.2", "2.1", "II.1"]
    assert [task.theme for task in tasks[:3]] == [GROUPS[0], GROUPS[0], GROUPS[1]]
    assert [(task.lead, task.coordinate) for task in tasks[:3]] == [who[1:] for who in WHO]


def test_header_repeated_in_the_midst_of_a_row_is_dropped() -> None:
    row = printed(DUTIES[0], WHO[0][0], TIMES[0])
    lines = ["1. Rà soát", *row[:-2], "2", *HEAD, *row[-2:], *printed(DUTIES[1], WHO[1][0], TIMES[1])]
    tasks = facts_of(lines).tasks
    assert [task.text for task in tasks[:2]] == [DUTIES[0], DUTIES[1]]
    assert tasks[0].coordinate == ("Sở Tài chính",)


def test_time_that_waits_lasts_until_the_next_duty() -> None:
    lines = ["1. Rà soát", *printed(DUTIES[0], WHO[1][0], "Sau khi được giao kinh phí")]
    tasks = facts_of([*lines, *printed(DUTIES[1], WHO[1][0], TIMES[3])]).tasks
    assert [task.deadline.text for task in tasks[:2] if task.deadline] == [
        "Sau khi được giao kinh phí",
        "Thường xuyên",
    ]


def test_sentence_about_groups_is_no_header() -> None:
    sentence = "Nhóm nhiệm vụ này do các đơn vị thực hiện trong thời hạn"
    text = f"{ABOVE}\n{sentence}\n1. Rà soát đường ống nước.\n{BELOW}"
    assert not reading.read(document(text)).canonical.tables


@settings(max_examples=40, derandomize=True, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(WHO), st.sampled_from(TIMES), st.booleans()), min_size=4, max_size=4
    ),
    second=st.integers(1, 3),
)
def test_rows_come_back_whatever_agencies_and_times(
    rows: list[tuple[tuple[str, tuple[str, ...], tuple[str, ...]], str, bool]], second: int
) -> None:
    """Duties, agencies and times of rows in two groups, headers repeated between rows or not."""
    lines: list[str] = []
    expected = []
    for place, (who, time, breaks) in enumerate(rows):
        if place in (0, second):
            group = 0 if place == 0 else 1
            lines += textwrap.wrap(f"{group + 1}. {GROUPS[group]}", 16)
        lines += printed(DUTIES[place], who[0], time) + (HEAD if breaks else [])
        label = f"1.{place + 1}" if place < second else f"2.{place - second + 1}"
        expected.append((label, DUTIES[place], who[1], who[2], time))
    found = facts_of(lines).tasks[:4]
    assert [
        (t.id, t.text, t.lead, t.coordinate, t.deadline.text if t.deadline else None) for t in found
    ] == expected
