"""Why a score and a rank changed: bars that add up, refusal across a break, marks where it is asked for."""

from __future__ import annotations

import re

import pytest
from django.test import Client

import factories
from tinhxanh.apps.indicators import engine_cases, engine_change, loading
from tinhxanh.apps.indicators.models import Edition
from tinhxanh.apps.registers import provinces
from tinhxanh.core import index
from tinhxanh.web import index_marks
from tinhxanh.web.templatetags.index_numbers import signed

EXAMPLE = {"tu": "gia-dinh-2024", "den": "gia-dinh-2025"}


@pytest.fixture
def reader(db: None) -> Client:
    provinces.load()
    loading.load()
    client = Client()
    client.force_login(
        factories.user("minh.duc", factories.place().committee, "focal"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def page(client: Client, **given: object) -> str:
    response = client.get("/chi-so/vi-sao/", given)
    assert response.status_code == 200
    return response.content.decode()


def bars(html: str) -> list[float]:
    found = re.findall(r'</svg></td><td class="is-number is-strong">([^<]+)</td>', html)
    return [float(text.replace(",", ".").replace("\u2212", "-")) for text in found]


def test_editions_on_two_sides_of_a_break_are_not_compared_unasked(reader: Client) -> None:
    html = page(reader, tu="pgi-2023", den="pgi-2024", tinh="lang-son")
    assert "data-refused" in html
    assert "có thể đã đổi thang" in html
    assert not bars(html)


def test_each_source_of_both_editions_is_an_address_of_its_own(reader: Client) -> None:
    addresses = re.findall(r'<a href="(http[^"]+)" rel', page(reader, tu="pgi-2023", den="pgi-2024"))
    assert addresses
    assert not [address for address in addresses if " " in address]


def test_comparison_across_a_break_that_is_asked_for_is_marked_and_adds_up(reader: Client) -> None:
    """Lạng Sơn: 17,33 to 22,63 by 0,11 + 0,81 + 3,11 + 1,27."""
    html = page(reader, tu="pgi-2023", den="pgi-2024", tinh="lang-son", qua_gay=1)
    assert "data-across" in html
    assert "không tách được" in html
    assert bars(html) == [0.11, 0.81, 3.11, 1.27]
    assert "+5,30" in html


def test_rank_of_pgi_is_told_and_not_split_where_totals_are_not_published(reader: Client) -> None:
    html = page(reader, tu="pgi-2023", den="pgi-2024", tinh="lang-son", qua_gay=1)
    assert "<b>62</b>" in html
    assert '<b class="is-guess">61</b>' in html
    assert "Không tách phần do các tỉnh khác" in html


def test_editions_that_compare_need_no_mark(reader: Client) -> None:
    Edition.objects.filter(year=2024).update(comparable_with_previous=True)
    html = page(reader, tu="pgi-2023", den="pgi-2024", tinh="lang-son")
    assert "data-refused" not in html
    assert "data-across" not in html
    assert bars(html) == [0.11, 0.81, 3.11, 1.27]


def test_figures_with_a_recipe_are_split_among_own_others_and_method(reader: Client) -> None:
    html = page(reader, tinh="Đơn vị 07", **EXAMPLE)
    assert "Các đơn vị khác thay đổi" in html
    assert "Đổi phương pháp" in html
    assert "Từng chỉ tiêu (12)" in html
    assert "± là hai lần sai số chuẩn" in html
    assert re.search(
        r'<td class="is-number">[+−][0-9],[0-9]{2} <span class="fact-meta">± [0-9],[0-9]{2}</span>', html
    )
    assert "<strong>Số liệu giả định.</strong>" in html


@pytest.mark.parametrize("number", range(1, 31, 7))
def test_parts_add_up_exactly_in_score_rank_and_by_indicator(number: int) -> None:
    before, after = engine_cases.of_example(2024), engine_cases.of_example(2025)
    found = engine_change.explain(before, after, f"Đơn vị {number:02d}", across_break=False)
    change = found.after - found.before
    assert sum(step.points for step in found.steps) == pytest.approx(change, abs=1e-9)
    assert sum(one.total for one in found.details) == pytest.approx(change, abs=1e-9)
    assert sum(found.rank_parts) == pytest.approx(found.explanation.rank_change, abs=1e-9)


def test_series_of_two_recipes_that_differ_are_a_break() -> None:
    before, after = engine_cases.of_example(2024), engine_cases.of_example(2025)
    other = engine_cases.Case(
        "x", "X", index.Recipe("X", "X", after.recipe.indicators, after.recipe.groups, series="khac"),
        after.data, (),
    )  # fmt: skip
    with pytest.raises(index.NotComparable):
        engine_change.explain(before, other, "Đơn vị 01", across_break=False)


def test_same_figures_twice_have_nothing_to_explain(reader: Client) -> None:
    assert "Hai kỳ giống nhau" in page(reader, tu="pgi-2024", den="pgi-2024")


def test_figures_without_a_unit_in_common_say_so(reader: Client) -> None:
    assert "Không có đơn vị nào có đủ số ở cả hai kỳ." in page(reader, tu="pgi-2024", den="gia-dinh-2025")


def test_bars_of_a_waterfall_join_one_another() -> None:
    falls = index_marks.waterfall(10.0, [("a", 2.0, "own"), ("b", -3.0, "others"), ("c", 0.0, "method")])
    assert [fall.after for fall in falls] == [12.0, 9.0, 9.0]
    assert [falls[0].end, falls[1].end] == [falls[1].start, falls[2].start]
    assert falls[1].x == falls[1].end
    assert float(falls[2].width) > 0


@pytest.mark.parametrize(
    ("value", "words"), [(1.736, "+1,74"), (-0.39, "\u22120,39"), (0.0, "+0,00"), (-0.001, "+0,00")]
)
def test_difference_is_written_with_its_sign(value: float, words: str) -> None:
    assert signed(value) == words
