"""Feet in two columns on the same lines."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.lines import footcells
from tinhxanh.core.plan.source import Line

PLAN = (
    "KẾ HOẠCH\nDọn kênh tỉnh Sóc Trăng năm 2025\nI. NHIỆM VỤ\n"
    "1. Sở Y tế rà soát giếng khoan ở các xã ven kênh./.\n"
)


@pytest.mark.parametrize("gap", ["\t", "          "])
def test_signer_stands_beside_the_addressees(gap: str) -> None:
    foot = (
        f"Nơi nhận:{gap}TM. ỦY BAN NHÂN DÂN\n- Các sở, ngành;{gap}KT. CHỦ TỊCH\n- UBND các xã;"
        f"{gap}PHÓ CHỦ TỊCH\n"
        f"- Báo Sóc Trăng;\n- Lưu: VT.{gap}Lâm Thị Sáu"
    )
    facts = reading.read(document(PLAN + foot)).facts
    assert facts.document.signer == "Lâm Thị Sáu"
    assert len(facts.tasks) == 1


def test_left_column_comes_before_the_right() -> None:
    lines = [Line("Nơi nhận:\tKT. GIÁM ĐỐC"), Line("- Lưu: VT."), Line("\tTrần Văn Bảy"), Line("PHỤ LỤC")]
    assert [getattr(line, "text", "") for line in footcells.unfold(lines)] == [
        "Nơi nhận:",
        "- Lưu: VT.",
        "KT. GIÁM ĐỐC",
        "Trần Văn Bảy",
        "PHỤ LỤC",
    ]


def test_foot_of_one_column_is_left_alone() -> None:
    lines = [Line("Nơi nhận:"), Line("- Lưu: VT."), Line("TM. ỦY BAN NHÂN DÂN")]
    assert footcells.unfold(lines) == lines


def test_table_of_tabs_behind_the_addressees_is_left_alone() -> None:
    lines = [Line("Nơi nhận:"), Line("TT\tNhiệm vụ\tChủ trì"), Line("1\tTrồng cây\tSở Y tế")]
    assert footcells.unfold(lines) == lines
