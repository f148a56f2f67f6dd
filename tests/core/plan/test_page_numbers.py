"""Page numbers amid tables that were broken into lines: told from the numbers of rows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan.lines import furniture
from tinhxanh.core.plan.source import Line

_HEAD = ["STT", "Nội dung", "Chủ trì", "Thời gian"]


def _rows(first: int, count: int) -> list[str]:
    return [
        text
        for number in range(first, first + count)
        for text in (str(number), "Nạo vét đoạn kênh", "số liền kề", "Sở Xây dựng", "Năm 2027")
    ]


def _kept(lines: list[str]) -> list[str]:
    return [e.text for e in furniture.drop(document("\n".join(lines)).elements) if isinstance(e, Line)]


def _paged(lines: list[str], page: int, first: int = 2) -> list[str]:
    """`lines` with a page number behind every `page` of them."""
    found: list[str] = []
    for at, line in enumerate(lines):
        if at and at % page == 0:
            found.append(str(at // page + first - 1))
        found.append(line)
    return found


@settings(max_examples=60, deadline=None)
@given(count=st.integers(20, 60), page=st.integers(28, 70))
def test_page_numbers_amid_rows_go_and_row_numbers_stay(count: int, page: int) -> None:
    lines = [*_HEAD, *_rows(1, count)]

    assert _kept(_paged(lines, page)) == lines


@settings(max_examples=40, deadline=None)
@given(count=st.integers(1, 80))
def test_rows_without_page_numbers_keep_their_numbers(count: int) -> None:
    lines = [*_HEAD, *_rows(1, count)]

    assert _kept(lines) == lines


def test_groups_of_long_rows_keep_their_numbers() -> None:
    lines = [*_HEAD]
    for group in range(1, 7):
        lines += [str(group), "Nhóm việc"]
        lines += [
            f"{group}.{n} " + "Nạo vét" if k == 0 else "đoạn kênh" for n in range(1, 6) for k in range(6)
        ]

    assert _kept(lines) == lines


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 99), st.integers(1, 63), st.integers(1, 63)), min_size=4, max_size=30)
)
def test_ranks_in_cells_each_on_its_line_are_no_page_numbers(figures: list[tuple[int, int, int]]) -> None:
    lines = ["TT", "Chỉ tiêu", "Kết quả năm 2026", "Xếp hạng", "Mục tiêu năm 2027", "Xếp hạng mới"]
    for number, (share, rank, target) in enumerate(figures, 1):
        lines += [str(number), "Hộ dùng bếp không khói", f"{share}%", str(rank), f"{share + 1}%", str(target)]

    assert _kept(lines) == lines
