"""Feeds are read back with the same library that calendars of offices build on."""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar

from tinhxanh.exchange.calendars import Entry, write

AT = dt.datetime(2026, 12, 11, 9, 0, tzinfo=dt.UTC)


def test_days_come_back_as_whole_days_with_their_words() -> None:
    entry = Entry(
        "duty-7", dt.date(2026, 12, 20), "II.1.b Xử lý nước thải", "Chủ trì: Sở Công Thương", "http://x/7"
    )
    feed = Calendar.from_ical(write("Việc của Sở Công Thương", [entry], AT))
    (event,) = feed.walk("VEVENT")
    assert event["dtstart"].dt == dt.date(2026, 12, 20)
    assert event["dtend"].dt == dt.date(2026, 12, 21)
    assert str(event["summary"]) == "II.1.b Xử lý nước thải"
    assert str(event["uid"]) == "duty-7"
    assert len(event.walk("VALARM")) == 1
    assert str(feed["x-wr-calname"]) == "Việc của Sở Công Thương"


def test_what_is_done_rings_no_bell() -> None:
    feed = Calendar.from_ical(write("x", [Entry("a", dt.date(2026, 1, 1), "Xong", is_done=True)], AT))
    assert feed.walk("VALARM") == []


def test_long_and_hostile_words_stay_one_entry() -> None:
    title = "Dòng một\r\nEND:VEVENT\r\nBEGIN:VEVENT " + "ệ" * 300
    feed = Calendar.from_ical(write("x", [Entry("a", dt.date(2026, 1, 1), title)], AT))
    (event,) = feed.walk("VEVENT")
    assert "END:VEVENT" in str(event["summary"])
