"""Paragraphs between empty lines, whatever broke their lines; print that sets empty lines everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhxanh.core.plan.lines import joining, setapart
from tinhxanh.core.plan.source import Box, Line

PARAGRAPHS = [
    "I. TRỒNG RỪNG NGẬP MẶN",
    "1. Sở Nông nghiệp và Môi trường chọn giống đước, bần, sú vẹt cho từng bãi bồi ven biển.",
    "a) Ươm hai triệu cây con tại ba vườn của tỉnh. Cây đủ tuổi mới được đem trồng.",
    "- Tỉnh đoàn giữ cây trong hai năm đầu, báo số cây sống mỗi quý một lần.",
    "Những nơi sạt lở nặng thì trồng sau khi kè xong.",
]


def _broken(paragraph: str, width: int) -> list[str]:
    """Lines as a page's source has them: the first word alone, the others at any width."""
    words = paragraph.split()
    lines, line = [words[0]], ""
    for word in words[1:]:
        if len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [one for one in [*lines, line] if one]


def _joined(lines: list[str]) -> list[str]:
    return [" ".join(line.text for line in found) for found in joining.join([Line(text) for text in lines])]


@given(st.integers(20, 70))
def test_paragraphs_between_empty_lines_are_whole_however_their_lines_were_broken(width: int) -> None:
    lines = [line for text in PARAGRAPHS for line in ("", *_broken(text, width))]
    assert _joined(lines) == PARAGRAPHS


def test_points_within_a_stretch_say_that_empty_lines_set_nothing_apart() -> None:
    lines = ["1. Ươm cây.", "2. Trồng cây.", "", "3. Giữ cây.", "4. Đếm cây.", "", "Hết.", "", "Lưu."]
    assert setapart.blocks([Line(line) for line in lines]) == []
    assert _joined(lines)[:4] == ["1. Ươm cây.", "2. Trồng cây.", "3. Giữ cây.", "4. Đếm cây."]


def test_print_with_empty_lines_between_all_lines_is_left_to_its_widths() -> None:
    lines = [line for text in PARAGRAPHS for one in _broken(text, 40) for line in ("", one)]
    assert setapart.blocks([Line(line) for line in lines]) == []


def test_lines_with_boxes_are_left_to_their_widths() -> None:
    box = Box(50, 100, 300, 112, 595)
    lines = [Line(one, 1, box) for text in PARAGRAPHS for one in ("", *_broken(text, 40))]
    assert setapart.blocks(lines) == []


@pytest.mark.parametrize(
    ("text", "bare"), [("a)", True), ("1.2.", True), ("–", True), ("IV.", True), ("- Cây", False)]
)
def test_marker_alone_on_its_line(text: str, bare: bool) -> None:
    assert setapart.is_bare_marker(text) is bare
