"""Agencies named on a line of their own, without marker, between the dashes of their duties."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading

TEXT = """KẾ HOẠCH
Giữ sạch kênh rạch năm 2026
I. NHIỆM VỤ
1. Phân công
Sở Xây dựng
- Nạo vét cống thoát nước ở chợ nổi.
- Đặt lưới chắn rác dưới chân cầu{end}
Sở Y tế
- Phát thuốc khử khuẩn cho các nhà bè.
"""


@pytest.mark.parametrize("end", [".", ";"])
def test_agency_line_behind_a_dash_heads_the_dashes_behind_it(end: str) -> None:
    tasks = reading.read(document(TEXT.replace("{end}", end))).facts.tasks
    assert len(tasks) == 3
    assert "Sở Y tế" not in tasks[1].text
    assert [t.lead for t in tasks] == [("Sở Xây dựng",), ("Sở Xây dựng",), ("Sở Y tế",)]
