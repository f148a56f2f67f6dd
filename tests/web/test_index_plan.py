"""The planner: plans that reach the wish, the reason where none does, duties that serve, climbs seen."""

from __future__ import annotations

import datetime as dt
import re

import numpy as np
import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.indicators import engine_cases, engine_datasets, engine_plan, loading
from tinhxanh.apps.indicators.models import Edition, Indicator
from tinhxanh.apps.programmes.models import Duty, Programme
from tinhxanh.apps.registers import provinces
from tinhxanh.apps.registers.models import Province
from tinhxanh.core.index import Goal

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> factories.Place:
    provinces.load()
    loading.load()
    made = factories.place()
    Province.objects.filter(name="Lạng Sơn").update(committee=made.committee)
    return made


@pytest.fixture
def reader(place: factories.Place) -> Client:
    client = Client()
    client.force_login(
        factories.user("minh.duc", place.committee, "focal"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def page(client: Client, **given: object) -> str:
    response = client.get("/chi-so/muc-tieu/", given)
    assert response.status_code == 200
    return response.content.decode()


def test_page_without_a_wish_asks_for_one_and_proposes_bounds(reader: Client) -> None:
    html = page(reader)
    assert "Lập phương án" in html
    assert "Phương án 1" not in html
    assert 'value="7,75"' in html


def test_wanted_rank_gets_three_different_plans_that_say_ranks_as_intervals(reader: Client) -> None:
    html = page(reader, tinh="lang-son", hang=25)
    assert html.count('class="panel plan-card"') == 3
    assert re.search(r'<dt>Hạng</dt><dd><b class="is-guess">15–25</b>', html)
    assert "kể cả khi mọi tỉnh chưa công bố tổng đều ở mức cao nhất có thể" in html


def test_every_plan_reaches_the_wish_whatever_the_unknown_totals_are(place: factories.Place) -> None:
    case = engine_cases.of_edition(Edition.objects.get(year=2024))
    levers = [engine_plan.default_lever(case, "lang-son", code) for code in case.recipe.codes]
    for rank in (50, 30, 20, 1):
        found = engine_plan.propose(case, "lang-son", Goal(rank=rank), levers)
        assert found.proposals
        assert all(one.rank.high <= rank for one in found.proposals)
        costs = [one.plan.cost for one in found.proposals]
        assert costs == sorted(costs)
        assert len({tuple(move.code for move in one.plan.moves) for one in found.proposals}) == len(costs)


def test_plan_with_a_probability_reaches_it(place: factories.Place) -> None:
    case = engine_cases.of_example(2025)
    unit = "Đơn vị 07"
    levers = [engine_plan.default_lever(case, unit, code) for code in case.recipe.codes]
    found = engine_plan.propose(case, unit, Goal(rank=12), levers, 0.9, 0.1, np.random.default_rng(1))
    assert found.proposals[0].plan.probability >= 0.9


def test_locked_component_stays_where_it_is(reader: Client) -> None:
    html = page(reader, tinh="lang-son", hang=50, **{"khoa-I": "on", "khoa-II": "on"})
    cards = html[html.index("plan-grid") :]
    assert "Giảm thiểu ô nhiễm" not in cards
    assert "Đảm bảo tuân thủ" not in cards
    assert "plan-card" in cards


def test_wish_that_cannot_be_reached_is_said_with_what_holds_it_back(reader: Client) -> None:
    html = page(reader, tinh="lang-son", hang=1, **{"khoa-I": "on", "khoa-II": "on", "muc-III": "7"})
    assert "Không có phương án nào đạt mục tiêu này." in html
    assert "Lạng Sơn tới" in html
    assert "Vướng nhất ở cận hoặc ở việc không được đổi: Giảm thiểu ô nhiễm" in html


def test_duties_that_serve_a_component_are_counted_named_and_linked(
    reader: Client, place: factories.Place
) -> None:
    made = factories.programme(place, factories.user("thu.ha"), 6, edition=Edition.objects.get(year=2023))
    Duty.objects.filter(programme=made).update(component=1)
    first = Duty.objects.filter(programme=made).first()
    html = page(reader, tinh="lang-son", hang=30, **{"khoa-III": "on", "khoa-IV": "on", "khoa-II": "on"})
    assert f'<a href="/chuong-trinh/{made.pk}/?component=1">6 nhiệm vụ phục vụ</a>' in html
    assert f'<a href="/nhiem-vu/{first.pk}/">{first.code}</a>' in html
    assert "tất cả 6 nhiệm vụ" in html
    html = page(reader, tinh="lang-son", hang=50, **{"khoa-I": "on", "khoa-II": "on"})
    assert "chưa có nhiệm vụ nào" in html


def served(client: Client, monkeypatch: pytest.MonkeyPatch, year: int) -> Programme | None:
    """The programme whose duties the planner of PGI 2024 shows in a year."""
    monkeypatch.setattr("tinhxanh.web.moment.today", lambda: dt.date(year, 11, 20))
    answer = client.get("/chi-so/muc-tieu/", {"tinh": "lang-son", "hang": 30})
    return answer.context["served"].programme


def test_duties_are_those_of_the_programme_in_force(
    reader: Client, place: factories.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    by, edition = factories.user("thu.ha"), Edition.objects.get(year=2024)
    old = factories.programme(place, by, 6, edition=edition, start_year=2024, end_year=2024)
    new = factories.programme(place, by, 6, start_year=2026, end_year=2027)
    other = factories.programme(place, by, 6, start_year=2026, end_year=2027)
    Duty.objects.filter(programme=other).update(component=None)
    assert [served(reader, monkeypatch, year) for year in (2024, 2026, 2027, 2028)] == [old, new, new, old]


@pytest.mark.parametrize("state", ["read", "confirmed"])
@pytest.mark.parametrize("way", ["says", "version", "says of an older number"])
def test_programme_that_was_replaced_is_not_in_force(
    reader: Client, place: factories.Place, monkeypatch: pytest.MonkeyPatch, way: str, state: str
) -> None:
    by = factories.user("thu.ha")
    long = factories.programme(place, by, 6, start_year=2022, end_year=2030)
    new = factories.programme(place, by, 6, start_year=2026, end_year=2026)
    plan = new.documents.get().document
    more: dict[str, object] = {"supersedes": plan}
    if way != "version":
        more = {"facts": {"relations": [{"from": None, "to": plan.number, "type": "replaces"}]}}
    if way == "says of an older number":
        more["date"] = dt.date(2023, 1, 5)
    factories.document(place.committee, by, state=state, **more)
    is_replaced = state == "confirmed" and way != "says of an older number"
    assert served(reader, monkeypatch, 2026) == (long if is_replaced else new)


def test_province_without_a_programme_says_so(reader: Client) -> None:
    assert "chưa có chương trình nào để đối chiếu" in page(reader, tinh="ca-mau", hang=50)


def test_wish_is_judged_by_the_published_distribution_and_by_climbs_that_were_seen(reader: Client) -> None:
    html = page(reader, tinh="lang-son", diem="25", hang=30)
    assert "Điểm và hạng mục tiêu không khớp nhau theo phân bố đã công bố." in html
    assert "chưa có hai kỳ liền nhau nào cùng cách tính" in html
    assert "3 trong 12 lượt đã công bố tăng được như vậy" in html
    assert "Hồ Chí Minh 49 → 5 (2023)" in html


def test_climbs_between_editions_that_compare_are_counted(place: factories.Place) -> None:
    Edition.objects.filter(year__gt=2022).update(comparable_with_previous=True)
    case = engine_cases.of_edition(Edition.objects.get(year=2024))
    judged = engine_plan.judge(case, "lang-son", Goal(rank=30), broken=True)
    assert (judged.seen, judged.as_far, judged.across_break) == (12, 3, 0)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"hang": "99"}, "Chưa lập được phương án."),
        ({"hang": "x"}, "Chưa lập được phương án."),
        ({"hang": "30", "muc-I": "12"}, "Phải từ 0 đến 10."),
        ({"hang": "30", "phi-I": "-1"}, "Phải từ 0 đến"),
    ],
)
def test_bad_wish_is_refused_beside_its_field(reader: Client, given: dict[str, str], words: str) -> None:
    assert words in page(reader, tinh="lang-son", **given)


def test_goal_of_a_document_is_named_and_can_be_planned(reader: Client) -> None:
    html = page(reader, bo="pgi-2023", tinh="lang-son")
    assert "Văn bản đặt cho năm 2024: 22,37 điểm, hạng 25." in html
    assert "diem=22.37&amp;hang=25" in html
    html = page(reader, bo="pgi-2023", tinh="lang-son", diem="22.37", hang=25)
    assert "Hạng 25 ở kỳ tham chiếu ứng với điểm từ 22,34 đến 22,34." in html
    assert html.count("<dd><b>22,37</b></dd>") == 3
    assert "Văn bản đặt" not in page(reader, tinh="lang-son")


def test_wish_that_is_met_already_costs_nothing(reader: Client) -> None:
    html = page(reader, tinh="lang-son", hang=63)
    assert "Không cần đổi gì: mục tiêu đã đạt." in html
    assert re.search(r"<dt>Chi phí</dt><dd><b>0,00</b>", html)


def test_page_takes_a_steady_number_of_queries(
    reader: Client, place: factories.Place, django_assert_max_num_queries: CaptureQueriesContext
) -> None:
    factories.programme(place, factories.user("thu.ha"), 12, edition=Edition.objects.get(year=2023))
    with django_assert_max_num_queries(38):
        page(reader, tinh="lang-son", hang=30)


def test_duties_tied_to_an_indicator_stand_under_it(reader: Client, place: factories.Place) -> None:
    edition = Edition.objects.get(year=2023)
    made = factories.programme(place, factories.user("thu.ha"), 3, edition=edition)
    one = Indicator.objects.get(edition=edition, code="I.1")
    Duty.objects.filter(programme=made).update(component=1)
    tied = Duty.objects.filter(programme=made).first()
    Duty.objects.filter(pk=tied.pk).update(indicator=one)
    html = page(reader, tinh="lang-son", hang=30, **{"khoa-III": "on", "khoa-IV": "on", "khoa-II": "on"})
    assert "3 nhiệm vụ phục vụ</a>, 1 đã gắn chỉ tiêu" in html
    duties = html[html.index("Nhiệm vụ phục vụ phương án này") :]
    under = duties.index(f"I.1 {one.name}")
    rest = duties.index("chưa gắn với chỉ tiêu nào, chỉ biết theo thành phần")
    assert under < duties.index(f'/nhiem-vu/{tied.pk}/"') < rest


def test_figures_of_ones_own_find_duties_by_the_code_of_the_indicator(
    reader: Client, place: factories.Place
) -> None:
    edition = Edition.objects.get(year=2023)
    made = factories.programme(place, factories.user("thu.ha"), 2, edition=edition)
    tied = Duty.objects.filter(programme=made).first()
    one = Indicator.objects.get(edition=edition, code="I.1")
    Duty.objects.filter(pk=tied.pk).update(component=1, indicator=one)
    recipe = (
        'code = "X"\nname = "X"\n[[group]]\ncode = "X"\nname = "X"\n'
        '[[indicator]]\ncode = "I.1"\nname = "Một"\nparent = "X"\n'
        '[[indicator]]\ncode = "I.2"\nname = "Hai"\nparent = "X"\n'
    )
    held = engine_datasets.add(
        name="Của tôi",
        source="giả định",
        recipe=recipe,
        figures="unit,I.1,I.2\nLạng Sơn,1,1\nHà Giang,2,5\nCao Bằng,9,3\n",
        by=User.objects.get(username="minh.duc"),
        at=dt.datetime(2026, 11, 20, tzinfo=dt.UTC),
    )
    html = page(reader, bo=str(held.pk), tinh="Lạng Sơn", hang=2, **{"khoa-I.2": "on"})
    assert "1 nhiệm vụ phục vụ" in html
    assert f'<a href="/nhiem-vu/{tied.pk}/">{tied.code}</a>' in html


def test_todays_units_are_planned_for_and_marked_as_ours(reader: Client) -> None:
    html = page(reader, bo="pgi-2024-nay", tinh="lang-son", hang=10)
    assert "data-merged" in html
    assert "không phải số công bố" in html
    assert html.count('class="panel plan-card"') == 3
    assert "Mục tiêu này có thực tế không" not in html


def test_every_plan_for_todays_units_reaches_the_wish(place: factories.Place) -> None:
    case = engine_cases.of_edition(Edition.objects.get(year=2024), dt.date(2026, 11, 20))
    assert len(case.data.units) == 34
    levers = [engine_plan.default_lever(case, "lang-son", code) for code in case.recipe.codes]
    found = engine_plan.propose(case, "lang-son", Goal(rank=8), levers)
    assert found.proposals
    assert all(one.rank.high <= 8 for one in found.proposals)
