"""The index from the reference rows: whole, once, and quick the second time."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.indicators.loading import load_all
from tinhxanh.apps.indicators.models import Edition, Indicator, IndicatorTarget, Observation
from tinhxanh.apps.registers import provinces
from tinhxanh.apps.registers.models import Instrument, Province

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)
MODELS = (Organisation, Province, Instrument, Edition, Indicator, Observation, IndicatorTarget)


def test_load_all_brings_editions_figures_and_the_directory() -> None:
    load_all(AT, "Lạng Sơn")
    assert [edition.year for edition in Edition.objects.all()] == [2022, 2023, 2024]
    assert Province.objects.get(code="20").committee.name == "UBND tỉnh Lạng Sơn"
    row = Observation.objects.get(
        indicator__edition__year=2023, indicator__code="II.7", province__name="Lạng Sơn"
    )
    assert (row.value, row.rank, row.indicator.median) == (27, 42, 31)
    assert IndicatorTarget.objects.filter(province__name="Lạng Sơn", document=None).count() == 22


def test_load_all_a_second_time_writes_nothing() -> None:
    load_all(AT, "Lạng Sơn")
    before = [model.objects.count() for model in MODELS]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        load_all(AT, "Lạng Sơn")
    assert [model.objects.count() for model in MODELS] == before
    written = [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert written == []
    assert len(queries) < 50


def test_load_all_mends_a_figure_that_was_altered() -> None:
    load_all(AT, "Lạng Sơn")
    Observation.objects.filter(indicator__code="total", province__name="Lạng Sơn").update(value=99)
    load_all(AT, "Lạng Sơn")
    assert not Observation.objects.filter(value=99).exists()


def test_figures_of_2023_belong_to_the_provinces_of_that_year() -> None:
    load_all(AT, "Lạng Sơn")
    of_2023 = Observation.objects.filter(indicator__edition__year=2023)
    assert not of_2023.filter(province__valid_from__gte=dt.date(2025, 1, 1)).exists()


@pytest.mark.parametrize(
    ("name", "day", "full"),
    [
        ("Huế", dt.date(2024, 12, 31), None),
        ("thua thien hue", dt.date(2024, 12, 31), "Tỉnh Thừa Thiên Huế"),
        ("Huế", dt.date(2025, 1, 1), "Thành phố Huế"),
        ("Bắc Ninh", dt.date(2025, 7, 1), "Tỉnh Bắc Ninh"),
        ("Bắc Ninh", dt.date(2026, 9, 20), "Thành phố Bắc Ninh"),
        ("Bắc Giang", dt.date(2026, 9, 20), None),
    ],
)
def test_find_knows_a_province_by_name_and_day(name: str, day: dt.date, full: str | None) -> None:
    provinces.load()
    found = provinces.find(name, day)
    assert (found.full_name if found else None) == full


def test_an_instrument_that_was_replaced_says_by_which() -> None:
    provinces.load()
    assert Instrument.objects.get(number="45/2025/NĐ-CP").replaced_by.number == "150/2025/NĐ-CP"
