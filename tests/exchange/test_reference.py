"""The dated reference rows: readable, sourced, consistent with one another."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from tinhxanh.exchange import reference
from tinhxanh.exchange.reference import BadReference, read, table

DAY_BEFORE, MERGER = dt.date(2025, 6, 30), dt.date(2025, 7, 1)


def provinces_on(day: dt.date) -> list[reference.Province]:
    return [row for row in table(reference.Province) if row.holds_on(day)]


@pytest.mark.parametrize("kind", reference._TABLES, ids=lambda kind: kind.__name__)
def test_every_table_reads_with_a_source_in_each_row(kind: type) -> None:
    assert all(row.source for row in table(kind))


@pytest.mark.parametrize(
    ("day", "units", "cities"),
    [
        (dt.date(2024, 12, 31), 63, 5),
        (DAY_BEFORE, 63, 6),
        (MERGER, 34, 6),
        (dt.date(2026, 4, 30), 34, 7),
        (dt.date(2026, 9, 20), 34, 9),
    ],
)
def test_provinces_on_a_day_are_as_many_as_the_law_says(day: dt.date, units: int, cities: int) -> None:
    rows = provinces_on(day)
    assert len(rows) == len({row.code for row in rows}) == units
    assert sum(row.full_name.startswith("Thành phố") for row in rows) == cities


def test_every_province_that_ends_has_a_successor_from_the_next_day() -> None:
    by_key = {row.key: row for row in table(reference.Province)}
    for row in by_key.values():
        if row.valid_to:
            assert by_key[row.successor].valid_from == row.valid_to + dt.timedelta(days=1)


def test_code_24_changes_its_name() -> None:
    names = {
        day: next(row.name for row in provinces_on(day) if row.code == "24") for day in (DAY_BEFORE, MERGER)
    }
    assert names == {DAY_BEFORE: "Bắc Giang", MERGER: "Bắc Ninh"}


def test_lang_son_has_65_communes_since_the_merger_and_11_districts_before() -> None:
    communes = [
        row for row in table(reference.Commune) if (row.valid_from, row.province_code) == (MERGER, "20")
    ]
    assert Counter(row.name.split()[0] for row in communes) == {"Xã": 61, "Phường": 4}
    assert sum(row.province_code == "20" for row in table(reference.District)) == 11


def test_every_province_of_today_has_its_communes() -> None:
    communes = [row for row in table(reference.Commune) if row.valid_from == MERGER]
    assert {row.province_code for row in communes} == {row.code for row in provinces_on(MERGER)}
    assert len(communes) == len({row.code for row in communes}) == 3321
    assert sum(row.name.startswith("Đặc khu") for row in communes) == 13


def test_every_old_commune_has_a_successor_of_the_new_list() -> None:
    old = {row.code for row in table(reference.Commune) if row.valid_to == DAY_BEFORE}
    new = {
        row.code for row in table(reference.Commune) if (row.valid_from, row.province_code) == (MERGER, "20")
    }
    rows = table(reference.CommuneSuccession)
    assert {row.predecessor for row in rows} == old
    assert {row.successor for row in rows} == new


def test_successions_join_agencies_end_to_start() -> None:
    agencies = {row.key: row for row in table(reference.Agency)}
    for row in table(reference.AgencySuccession):
        assert agencies[row.predecessor].valid_to == row.date - dt.timedelta(days=1)
        assert (agencies[row.successor].valid_from or row.date) <= row.date


def test_own_agencies_name_a_standard_row_or_stand_alone() -> None:
    standard = {row.key for row in table(reference.Agency)}
    for row in table(reference.OwnAgency):
        assert row.key in standard or (row.name and row.kind), row


def test_observations_and_targets_name_indicators_and_provinces_of_their_edition() -> None:
    known = {(row.year, row.code) for row in table(reference.Indicator)}
    for row in table(reference.Observation):
        assert (row.year, row.code) in known
        assert row.province in {place.name for place in provinces_on(dt.date(row.year, 12, 31))}
    assert {(row.edition_year, row.code) for row in table(reference.Target)} <= known
    assert {(row.year, row.code) for row in table(reference.Quantile)} <= known


def test_inferred_observations_say_how_and_published_ones_do_not_need_to() -> None:
    for row in table(reference.Observation):
        statuses = {row.value_status, row.rank_status}
        assert statuses <= {"published", "inferred"}
        assert "inferred" not in statuses or row.basis


@pytest.mark.parametrize("year", [2023, 2024])
def test_components_add_up_to_the_total(year: int) -> None:
    values = {(row.code, row.province): row.value for row in table(reference.Observation) if row.year == year}
    whole = [p for c, p in values if c == "total" and all((k, p) in values for k in ("I", "II", "III", "IV"))]
    assert len(whole) >= 7
    for province in whole:
        parts = [values[code, province] for code in ("I", "II", "III", "IV")]
        total = values["total", province]
        if total is not None and None not in parts:
            assert sum(parts) == pytest.approx(total, abs=0.0201)


def test_published_ranks_follow_published_totals() -> None:
    for year in (2022, 2023, 2024):
        ranked = sorted(
            (row.rank, -row.value)
            for row in table(reference.Observation)
            if (row.year, row.code) == (year, "total")
            and row.rank and row.value and row.rank_status == row.value_status == "published"
        )  # fmt: skip
        assert [value for _, value in ranked] == sorted(value for _, value in ranked)


def test_lang_son_2023_is_what_its_appendix_says() -> None:
    rows = {
        row.code: row
        for row in table(reference.Observation)
        if (row.year, row.province) == (2023, "Lạng Sơn")
    }
    assert (rows["total"].value, rows["total"].rank) == (17.33, 62)
    assert (rows["II.7"].value, rows["II.7"].rank) == (27, 42)
    assert len(rows) == 22


HEADER = "code,name,full_name,valid_from,valid_to,successor,aliases,source,is_verified\n"


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("24,A,B,2025-13-01,,,,s,yes", "2025-13-01"),
        ("24,A,B,2025-07-01,2025-06-30,,,s,yes", "before"),
        ("24,A,B,,,,,,yes", "no source"),
        ("24,A,B,,,,,s,maybe", "maybe"),
        ("24,A,B", "columns"),
        ("24,A,B,,,,,s,yes,more", "columns"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(line: str, word: str) -> None:
    with pytest.raises(BadReference, match=word) as caught:
        read([HEADER, line + "\n"], reference.Province, "x.csv")
    assert "x.csv:2" in str(caught.value)


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(BadReference, match="columns must be"):
        read(["a,b\n"], reference.Province, "x.csv")


def test_aliases_are_split_at_semicolons() -> None:
    (row,) = read([HEADER, "79,A,B,,,,x; y ;,s,no\n"], reference.Province, "x.csv")
    assert (row.aliases, row.is_verified, row.valid_from) == (("x", "y"), False, None)


def test_every_instrument_that_replaced_another_is_a_later_row() -> None:
    rows = {row.number: row for row in reference.table(reference.Instrument)}
    replaced = [row for row in rows.values() if row.replaced_by]
    assert len(replaced) >= 6
    for row in replaced:
        later = rows[row.replaced_by]
        assert row.date
        assert later.date
        assert row.date < later.date
