"""A list of contents names every heading a second time: it is no text of the document and gives no duty."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.lines import furniture

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH BÌNH ĐỊNH\nSố: 8/KH-UBND\nBình Định, ngày 3 tháng 2 năm 2026\n"
    "KẾ HOẠCH\nLàm sạch bờ biển\n"
)
BODY = (
    "I. MỤC ĐÍCH\n1. Nâng cao nhận thức của người dân ven biển.\nII. NHIỆM VỤ\n"
    "1. Sở Y tế: Kiểm tra nước tắm biển ở các bãi.\n2. Sở Công Thương: Lập danh sách cơ sở dùng túi nhựa.\n"
)
DOTTED = (
    "MỤC LỤC\nI. MỤC ĐÍCH ........ 1\nII. NHIỆM VỤ ........ 2\n1. Sở Y tế ........ 2\n"
    "2. Sở Công Thương, trong đó có việc của các\nphòng, ban ........ 3\n"
)


@pytest.mark.parametrize(
    "contents", [DOTTED, DOTTED.replace(" ........ ", "\t"), DOTTED.replace(".... ", "… ")]
)
def test_list_of_contents_gives_no_duty(contents: str) -> None:
    plain = [(task.id, task.lead, task.text) for task in reading.read(document(HEAD + BODY)).facts.tasks]
    found = [
        (task.id, task.lead, task.text) for task in reading.read(document(HEAD + contents + BODY)).facts.tasks
    ]
    assert len(plain) == 2
    assert found == plain


def test_only_what_names_pages_is_contents() -> None:
    kept = furniture.drop(
        document("MỤC LỤC\nI. MỤC ĐÍCH\n1. Trồng cây ........ 3\nTrồng thêm cây.\n").elements
    )
    assert [element.text for element in kept][:2] == ["MỤC LỤC", "I. MỤC ĐÍCH"]
