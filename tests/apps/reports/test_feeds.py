"""Calendar feeds: own work only, taken back at once, rights asked anew each time."""

from __future__ import annotations

import datetime as dt

import pytest

from reporting_year import Year, at
from tinhxanh.apps.accounts.models import Membership
from tinhxanh.apps.programmes.models import DutyAgency
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import feeds
from tinhxanh.apps.reports.models import Feed

SITE = "https://xanh.example"


def test_feed_has_the_deadlines_of_the_own_agency_only(year: Year) -> None:
    year.open()
    agency = year.place.agencies[1]
    feed, token = feeds.make(user=year.officer(agency), organisation=None, at=at(12, 1))
    assert feeds.find(token) == feed
    found = feeds.entries(feed, at(12, 1), SITE)
    duties = DutyAgency.objects.filter(organisation=agency, duty__due_on__isnull=False)
    assert {entry.uid for entry in found if entry.uid.startswith("nhiem-vu")} == {
        f"nhiem-vu-{part.duty_id}@tinh-xanh" for part in duties
    }
    assert [entry.day for entry in found if entry.uid.startswith("ban-nop")] == [dt.date(2026, 12, 10)]


def test_token_is_not_kept(year: Year) -> None:
    _feed, token = feeds.make(user=year.officer(year.place.agencies[1]), organisation=None, at=at(12, 1))
    assert token not in str(Feed.objects.values())


def test_revoked_feed_gives_nothing(year: Year) -> None:
    feed, token = feeds.make(user=year.officer(year.place.agencies[1]), organisation=None, at=at(12, 1))
    feeds.revoke(feed=feed, at=at(12, 2))
    assert feeds.find(token) is None


def test_feed_of_another_agency_is_refused(year: Year) -> None:
    with pytest.raises(Refused) as refusal:
        feeds.make(
            user=year.officer(year.place.agencies[1]), organisation=year.place.agencies[2], at=at(12, 1)
        )
    assert refusal.value.code == "not-yours"


def test_officer_who_moved_sees_the_new_place_only(year: Year) -> None:
    old, new = year.place.agencies[1], year.place.agencies[2]
    person = year.officer(old)
    feed, _token = feeds.make(user=person, organisation=old, at=at(12, 1))
    own, _token = feeds.make(user=person, organisation=None, at=at(12, 1))
    Membership.objects.filter(user=person).update(valid_to=dt.date(2026, 12, 1))
    Membership.objects.create(user=person, organisation=new, role="officer", valid_from=dt.date(2026, 12, 2))
    fresh = feeds.find(_token)
    assert fresh == own
    assert feeds.entries(Feed.objects.get(pk=feed.pk), at(12, 3), SITE) == []
    moved = feeds.entries(Feed.objects.get(pk=own.pk), at(12, 3), SITE)
    codes = set(DutyAgency.objects.filter(organisation=new).values_list("duty", flat=True))
    assert {int(entry.uid.split("-")[2].split("@")[0]) for entry in moved} <= codes
