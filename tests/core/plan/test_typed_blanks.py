"""What typists and converters do to blanks, tabs, stops and line ends changes no reading."""

from __future__ import annotations

import re
from typing import Any

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import jsonform, reading
from tinhxanh.core.plan.composing import compose
from tinhxanh.core.plan.grids import opencells

_PLAN = """ỦY BAN NHÂN DÂN
TỈNH BẮC HÀ
Số: 118/KH-UBND Bắc Hà, ngày 26 tháng 6 năm 2027
KẾ HOẠCH
Nạo vét kênh mương năm 2027
I. NHIỆM VỤ
1. Sở Xây dựng:
- Chủ trì, phối hợp với các sở, ngành đo đạc cao độ đáy kênh toàn tuyến;
- Hướng dẫn các xã cắm mốc hành lang kênh; kiểm tra việc đổ đất lấn kênh
trái phép; phạt người vi phạm nhiều lần theo thẩm quyền của ngành.
2. Công an tỉnh: kiểm tra xe chở bùn rơi vãi trên đường ven kênh.
II. TỔ CHỨC THỰC HIỆN
1. Sở Xây dựng tổng hợp, báo cáo UBND tỉnh trước ngày 15/12 hằng năm.
Nơi nhận:
- TT Tỉnh ủy;
- Lưu: VT, XD.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lò Văn Hạnh"""


def _facts(text: str) -> dict[str, Any]:
    facts = jsonform.to_json(reading.read(document(text)).facts)

    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items() if key != "source"}
        return [bare(one) for one in value] if isinstance(value, list) else value

    return {key: bare(value) for key, value in facts.items()}


@pytest.mark.parametrize(
    ("pattern", "then"),
    [
        (r"(?<=[.;:]) ", "  "),  # two blanks behind every stop
        (r"(?m)^(-|\d\.|I+\.) ", "\\1\t"),  # a tab behind the marker
        (r"(?m)^- ", "•  "),
        (r"\n", "\n\n"),
        (r"\n", "\n\n\n"),
        (r"(?m)(?<=[^./])$", "  "),
    ],
)
def test_blanks_change_no_fact(pattern: str, then: str) -> None:
    assert _facts(re.sub(pattern, then, _PLAN)) == _facts(_PLAN)


def test_facts_of_the_plan_are_there() -> None:
    facts = _facts(_PLAN)

    assert [task["lead"] for task in facts["tasks"]] == [["Sở Xây dựng"], ["Sở Xây dựng"], ["Công an tỉnh"]]
    assert facts["document"]["number"] == "118/KH-UBND"


def test_dash_opens_a_point_behind_a_full_line_without_a_stop() -> None:
    text = (
        "- Xây dựng chuyên mục tuyên truyền về dòng kênh trên sóng phát thanh\n"
        "- Đưa tin kịp thời các đợt ra quân nạo vét kênh mương của từng xã\n"
        "- Phổ biến lịch đóng mở cống cho nông dân các xã vùng hạ du kênh"
    )

    assert compose(document(text)).text == text


@pytest.mark.parametrize(
    "cell", ["Các sở, ngành và Ủy ban nhân dân", "Uỷ ban nhân dân", "UBND", "Ủy ban nhân"]
)
def test_cell_that_ends_with_a_committee_goes_on(cell: str) -> None:
    assert opencells.is_open(cell)
