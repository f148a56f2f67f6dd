"""Dates as a calendar feed (iCalendar, RFC 5545): whole days, so that no clock moves them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Alarm, Calendar, Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One day in a feed. `uid` stays the same when the day moves, so that calendars move it too."""

    uid: str
    day: dt.date
    title: str
    text: str = ""
    address: str = ""
    is_done: bool = False


def write(name: str, entries: Iterable[Entry], at: dt.datetime) -> bytes:
    """A feed of whole-day events, each with a reminder three days before; refreshed every six hours."""
    feed = Calendar()
    feed.add("prodid", "-//Tinh Xanh//VI")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", name)
    feed.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    feed.add("refresh-interval", dt.timedelta(hours=6))
    for entry in entries:
        feed.add_component(_event(entry, at))
    return bytes(feed.to_ical())


def _event(entry: Entry, at: dt.datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", at.astimezone(dt.UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + dt.timedelta(days=1))
    event.add("summary", entry.title)
    event.add("transp", "TRANSPARENT")
    if entry.text:
        event.add("description", entry.text)
    if entry.address:
        event.add("url", entry.address)
    if not entry.is_done:
        event.add_component(_reminder(entry.title))
    return event


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", dt.timedelta(days=-3))
    alarm.add("description", title)
    return alarm
