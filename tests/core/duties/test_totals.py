"""Sums over agencies: only where the unit adds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.duties.totals import adds, total


@pytest.mark.parametrize("unit", ["ha", "tấn", "Công trình", "tỷ đồng", "m3/ngày đêm", "hộ", "tấn/năm"])
def test_amounts_and_counts_add(unit: str) -> None:
    assert adds(unit)


@pytest.mark.parametrize("unit", ["%", "", "điểm", "hạng", "kg/người", "mg/l", "% doanh nghiệp", " Lần "])
def test_shares_ranks_and_rates_do_not(unit: str) -> None:
    assert not adds(unit)
    assert total([1.0, 2.0], unit) is None


@given(st.lists(st.none() | st.integers(-1000, 1000)))
@settings(derandomize=True)
def test_sum_passes_over_what_nobody_told(values: list[int | None]) -> None:
    told = [value for value in values if value is not None]
    assert total(values, "ha") == (sum(told) if told else None)
