"""Outlines that Word numbered and a converter wrote as plain lists: pages and Markdown."""

from __future__ import annotations

import pytest

from tinhxanh.core.plan.source import Line, Paragraph
from tinhxanh.exchange.documents import load

WANTED = [
    "I. MỤC TIÊU",
    "1. Mục tiêu chung",
    "Trồng rừng chắn cát.",
    "2. Mục tiêu cụ thể",
    "a) Phi lao phủ 40% bãi cát.",
    "b) Dứa dại phủ 10% bãi cát.",
    "II. NHIỆM VỤ",
    "1. Sở Nội vụ",
    "a) Ươm phi lao.",
    "b) Giữ cây non.",
    "2. Tỉnh đoàn",
]

PAGE = """<p>KẾ HOẠCH</p>
<ol><li><b>MỤC TIÊU</b><ol><li><b>Mục tiêu chung</b></li></ol></li></ol>
<p>Trồng rừng chắn cát.</p>
<ul><li><ol><li>Mục tiêu cụ thể<ol><li>Phi lao phủ 40% bãi cát.</li>
<li>Dứa dại phủ 10% bãi cát.</li></ol></li></ol></li></ul>
<ol><li>NHIỆM VỤ<ol><li>Sở Nội vụ<ol><li>Ươm phi lao.</li>
<li>Giữ cây non.</li></ol></li><li>Tỉnh đoàn</li></ol></li></ol>
"""
NESTED = """# KẾ HOẠCH

1. **MỤC TIÊU**
   1. **Mục tiêu chung**

Trồng rừng chắn cát.

* 1. **Mục tiêu cụ thể**
     1. Phi lao phủ 40% bãi cát.
     2. Dứa dại phủ 10% bãi cát.

1. **NHIỆM VỤ**
   1. **Sở Nội vụ**
      1. Ươm phi lao.
      2. Giữ cây non.
   2. **Tỉnh đoàn**
"""
SPACED = """**KẾ HOẠCH**

1.  **MỤC TIÊU**

    1.  **Mục tiêu chung**

Trồng rừng chắn cát.

2.  **Mục tiêu cụ thể**

    1)  Phi lao phủ 40% bãi cát.

    2)  Dứa dại phủ 10% bãi cát.

<!-- -->

2.  **NHIỆM VỤ**

    1.  **Sở Nội vụ**

        1)  Ươm phi lao.

        2)  Giữ cây non.

    2.  **Tỉnh đoàn**
"""


def _texts(content: str) -> list[str]:
    found = [e.text.strip() for e in load(content.encode()).elements if isinstance(e, Line | Paragraph)]
    return [text for text in found if text]


@pytest.mark.parametrize("content", [PAGE, NESTED, SPACED], ids=["page", "nested", "spaced"])
def test_levels_get_back_the_numbers_of_the_genre(content: str) -> None:
    assert _texts(content)[1:] == WANTED


def test_roman_list_of_a_page_goes_on_behind_a_paragraph_and_begins_anew_in_an_annex() -> None:
    lists = '<ol type="I"><li>MỤC TIÊU</li></ol><p>Trồng rừng.</p><ol type="I"><li>NHIỆM VỤ</li></ol>'
    annex = '<p>PHỤ LỤC</p><ol type="I"><li>BÃI CÁT</li></ol>'
    page = f"<html><body>{lists}{annex}</body></html>"
    assert _texts(page) == ["I. MỤC TIÊU", "Trồng rừng.", "II. NHIỆM VỤ", "PHỤ LỤC", "I. BÃI CÁT"]


@pytest.mark.parametrize(
    "content",
    [
        "**KẾ HOẠCH**\n\n**I. MỤC TIÊU**\n\n1. CHUNG NHẤT\n   1. Trồng rừng\n\n**II. NHIỆM VỤ**\n",
        "**KẾ HOẠCH**\n\n1. Sở Nội vụ\n   1. Ươm cây\n2. Tỉnh đoàn **giữ** cây, \\- *đếm* cây\n",
    ],
    ids=["typed Roman numbers", "no capitals"],
)
def test_other_lists_keep_their_numbers(content: str) -> None:
    assert [text[:2] for text in _texts(content)].count("1.") == 2


def test_typed_list_of_a_page_keeps_its_numbers() -> None:
    page = "<html><ol><li>Ươm cây<ol><li>Phi lao</li></ol></li></ol></html>"
    assert _texts(page) == ["1. Ươm cây", "1. Phi lao"]
