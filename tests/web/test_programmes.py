"""The pages of programmes: who sees what, in how many queries, by which filter."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> factories.Place:
    return factories.place()


@pytest.fixture
def focal(place: factories.Place) -> factories.User:
    return factories.user("minh.duc", place.focal, "focal", full_name="Nguyễn Minh Đức")


@pytest.fixture
def programme(place: factories.Place, focal: factories.User) -> Programme:
    today = dt.date.today()
    days = tuple(today + dt.timedelta(days=n) if n else None for n in (-11, 4, 90, 0))
    return factories.programme(place, focal, 40, deadlines=days)


@pytest.fixture
def page(client: Client, focal: factories.User, programme: Programme) -> Client:
    client.force_login(focal)
    return client


def get(client: Client, programme: Programme, **query: str) -> str:
    answer = client.get(reverse("programme", args=[programme.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(html: str) -> set[int]:
    """The ids of the duties that have a row."""
    return {int(piece.split('"')[0]) for piece in html.split('<tr id="nv-')[1:]}


def test_list_tells_each_programme_with_the_state_of_its_duties(page: Client, programme: Programme) -> None:
    html = page.get(reverse("programmes")).content.decode()
    assert programme.title in html
    assert "10 quá hạn, 10 sắp đến hạn" in html


def test_overdue_duties_are_never_folded(page: Client, programme: Programme) -> None:
    late = set(programme.duties.filter(due_on__lt=dt.date.today()).values_list("pk", flat=True))
    html = get(page, programme)
    assert late <= rows(html)
    assert len(rows(html)) < 40
    assert "Mở 5 nhiệm vụ còn lại" in html


def test_group_opens_its_folded_duties(page: Client, programme: Programme) -> None:
    assert len(rows(get(page, programme, mo="c2"))) == len(rows(get(page, programme))) + 5


def test_all_groups_open_at_once(page: Client, programme: Programme) -> None:
    assert len(rows(get(page, programme, mo="tat-ca"))) == 40


@pytest.mark.parametrize("words", ["nuoc thai", "NƯỚC THẢI", "nước thải tập trung"])
def test_search_finds_with_and_without_diacritics(page: Client, programme: Programme, words: str) -> None:
    found = set(programme.duties.filter(text__contains="nước thải").values_list("pk", flat=True))
    assert rows(get(page, programme, q=words)) == found


def test_search_finds_by_code_and_by_agency(page: Client, programme: Programme) -> None:
    assert rows(get(page, programme, q="II.3.7")) == {programme.duties.get(code="II.3.7").pk}
    assert len(rows(get(page, programme, q="thanh tra"))) == 16


def test_search_for_nothing_known_says_what_to_do(page: Client, programme: Programme) -> None:
    assert "Thử bớt một điều kiện" in get(page, programme, q="xyzzy")


def test_filter_by_component_agency_and_state(
    page: Client, place: factories.Place, programme: Programme
) -> None:
    agency = place.agencies[2]
    html = get(page, programme, component="2", agency=str(agency.pk), state="soon")
    found = programme.duties.filter(component=2, agencies__organisation=agency, due_on__gte=dt.date.today())
    assert rows(html) == set(found.values_list("pk", flat=True))
    assert rows(html)


def test_order_by_plan_follows_the_document(page: Client, programme: Programme) -> None:
    html = get(page, programme, order="plan", component="1", state="late")
    places = [
        html.index(f'id="nv-{pk}"')
        for pk in programme.duties.filter(component=1).values_list("pk", flat=True)
    ]
    assert places == sorted(places)


def test_wrong_filter_is_not_an_error(page: Client, programme: Programme) -> None:
    assert get(page, programme, component="abc", agency="0", state="gone", order="x")


def test_officer_sees_only_the_duties_of_the_own_agency(
    client: Client, place: factories.Place, programme: Programme
) -> None:
    client.force_login(factories.user("lan", place.agencies[1]))
    html = get(client, programme, mo="tat-ca")
    mine = DutyAgency.objects.filter(organisation=place.agencies[1]).values_list("duty", flat=True)
    assert rows(html) == set(mine)
    assert "Đang xem các nhiệm vụ có cơ quan của đồng chí tham gia" in html


@pytest.mark.parametrize("name", ["programme", "programme_describe"])
def test_officer_of_another_province_sees_nothing(client: Client, programme: Programme, name: str) -> None:
    other = factories.place("Bắc Giang")
    client.force_login(factories.user("khac", other.focal, "focal"))
    assert client.get(reverse(name, args=[programme.pk])).status_code == 403


def test_administrator_sees_no_content(client: Client, place: factories.Place, programme: Programme) -> None:
    client.force_login(factories.user("quan.tri", place.committee, "administrator"))
    assert client.get(reverse("programmes")).status_code == 403
    assert client.get(reverse("programme", args=[programme.pk])).status_code == 403


def test_stranger_is_asked_to_sign_in(client: Client, programme: Programme) -> None:
    answer = client.get(reverse("programme", args=[programme.pk]))
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_only_the_focal_officer_changes_a_programme(
    client: Client, place: factories.Place, programme: Programme
) -> None:
    address = reverse("programme_describe", args=[programme.pk])
    client.force_login(factories.user("pct", place.committee, "leader"))
    assert client.post(address, {"title": "Khác"}).status_code == 403
    client.force_login(programme.created_by)
    client.post(address, {"title": "Chỉ số Xanh 2026", "start_year": "2026", "end_year": "2026"})
    programme.refresh_from_db()
    assert programme.title == "Chỉ số Xanh 2026"


def test_change_with_years_in_the_wrong_order_comes_back_with_the_reason(
    page: Client, programme: Programme
) -> None:
    address = reverse("programme_describe", args=[programme.pk])
    answer = page.post(address, {"title": "A", "start_year": "2026", "end_year": "2025"})
    assert answer.status_code == 422
    assert "Năm kết thúc đứng trước năm bắt đầu" in answer.content.decode()


def test_programme_of_themes_groups_by_theme(page: Client, programme: Programme) -> None:
    Duty.objects.update(component=None)
    html = get(page, programme)
    assert html.count('class="group-row"') == 4
    assert "Chủ đề 3" in html


@pytest.mark.parametrize("name", ["programmes", "programme"])
def test_list_takes_as_many_queries_for_a_thousand_duties_as_for_ten(
    client: Client, place: factories.Place, focal: factories.User, name: str
) -> None:
    counts = []
    for n in (10, 1000):
        made = factories.programme(place, focal, n)
        address = reverse(name, args=[made.pk] if name == "programme" else [])
        client.force_login(focal)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 30


def test_what_needs_attention_brings_its_group_up(page: Client, programme: Programme) -> None:
    far = dt.date.today() + dt.timedelta(days=200)
    programme.duties.exclude(component=3).update(due_on=far)
    groups = [
        group["component"] for group in page.get(reverse("programme", args=[programme.pk])).context["groups"]
    ]
    assert groups[0] == 3
    by_plan = page.get(reverse("programme", args=[programme.pk]), {"order": "plan"}).context["groups"]
    assert [group["component"] for group in by_plan] == sorted(groups)


def test_no_comma_begins_the_line_behind_a_name_that_nobody_has_matched(
    page: Client, programme: Programme
) -> None:
    part = DutyAgency.objects.filter(role="lead").first()
    DutyAgency.objects.filter(pk=part.pk).update(organisation=None, is_collective=False)
    part.duty.agencies.create(role="lead", name="Sở Y tế", organisation=programme.organisation, position=9)
    html = get(page, programme, mo="tat-ca")
    assert "chưa đối chiếu</span>" in html
    assert "</span>, " not in html


def test_head_and_rows_agree_on_names_that_nobody_has_matched(page: Client, programme: Programme) -> None:
    DutyAgency.objects.update(organisation=None, is_collective=False)
    lead = DutyAgency.objects.filter(role="lead").first()
    DutyAgency.objects.exclude(pk=lead.pk).update(organisation=programme.organisation)
    html = get(page, programme, mo="tat-ca")
    assert "Tên chưa đối chiếu" in html
    assert html.count("chưa đối chiếu</span>") == 1
    programme.duties.filter(pk=lead.duty_id).update(is_dropped=True)
    html = get(page, programme, mo="tat-ca")
    assert "Tên chưa đối chiếu" not in html
    assert "chưa đối chiếu</span>" not in html
