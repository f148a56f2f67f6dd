"""Keeping a canonical text in a column and cutting it into sheets."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tinhxanh.apps.registers import layout
from tinhxanh.core.plan.canonical import Block, Canonical, Table, TableCell

CELLS = tuple(TableCell(row, column, ((row * 20 + column * 10, row * 20 + column * 10 + 9),))
              for row in range(3) for column in range(2))  # fmt: skip
TABLE = Table(0, 60, CELLS, 3, 2)


def of_blocks(lengths: list[int], pages: tuple[int, ...] = ()) -> Canonical:
    starts = [sum(lengths[:n]) for n in range(len(lengths))]
    blocks = tuple(Block(start, start + length) for start, length in zip(starts, lengths, strict=True))
    return Canonical("a" * sum(lengths), pages, blocks)


def test_what_is_packed_comes_back() -> None:
    canonical = Canonical(
        "x" * 100, (0, 40), (Block(70, 90, bold=True, align="center", note=True),), (TABLE,)
    )
    assert layout.unpack(canonical.text, layout.pack(canonical)) == canonical


def test_pages_of_the_file_are_the_sheets() -> None:
    shown = layout.sheets(of_blocks([50, 50, 50], pages=(0, 60, 120)))
    assert [(s.number, s.start, s.end) for s in shown] == [(1, 0, 60), (2, 60, 120), (3, 120, 150)]


def test_a_text_without_pages_is_cut_at_paragraphs() -> None:
    shown = layout.sheets(of_blocks([1000] * 6))
    assert [s.start for s in shown] == [0, 3000]


def test_an_empty_text_has_one_sheet() -> None:
    assert len(layout.sheets(Canonical(""))) == 1


def test_a_long_table_is_cut_at_its_rows() -> None:
    cells = tuple(TableCell(row, 0, ((row * 1000, row * 1000 + 900),)) for row in range(6))
    canonical = Canonical("x" * 6000, (), (), (Table(0, 6000, cells, 6, 1),))
    assert [s.start for s in layout.sheets(canonical)] == [0, 3000]


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=30))
def test_sheets_cover_the_text_without_gaps(lengths: list[int]) -> None:
    canonical = of_blocks(lengths)
    shown = layout.sheets(canonical)
    assert shown[0].start == 0
    assert shown[-1].end == len(canonical.text)
    assert all(a.end == b.start for a, b in pairwise(shown))
    assert all(layout.sheet_at(shown, offset).holds(offset) for offset in range(0, sum(lengths), 97))
