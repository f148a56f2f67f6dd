"""Dashes, pluses and stars in whatever order a writer stacks them."""

from __future__ import annotations

from core.plan.lines import document
from tinhxanh.core.plan import reading

STARRED = """KẾ HOẠCH
Làm sạch bến bãi năm 2026
I. NHIỆM VỤ
1. Việc của các ngành
* Sở Y tế:
- Phát cẩm nang rửa tay cho các bến đò.
- Kiểm tra bể nước của các trạm dừng chân.
* Sở Xây dựng:
- Sơn lại lan can các cầu phao.
"""


def test_stars_naming_agencies_head_the_dashes_below_them() -> None:
    tasks = reading.read(document(STARRED)).facts.tasks
    assert [task.lead for task in tasks] == [("Sở Y tế",), ("Sở Y tế",), ("Sở Xây dựng",)]


def test_agency_star_behind_a_dash_does_not_swallow_the_dash() -> None:
    text = STARRED.replace("* Sở Y tế:\n", "")
    tasks = reading.read(document(text)).facts.tasks
    assert len(tasks) == 3
    assert tasks[2].lead == ("Sở Xây dựng",)
