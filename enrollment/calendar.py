"""Dates as calendar files (RFC 5545, RFC 5546): the feed a person subscribes to, and what goes with a letter.

A place has one UID for as long as it is held. SEQUENCE rises with every change of its session, and once more when the
place is given up or the session cancelled, so that a calendar knows the newest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from icalendar import Calendar, Event

from .models import LearningAssistant, Registration

PRODUCT = "-//NTNU Uniped//LAOS//NO"
PUBLISH, CANCEL = "PUBLISH", "CANCEL"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar shows of a date, in the language that is active."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    where: str
    description: str
    is_cancelled: bool = False


def file(method: str, registrations: Iterable[Registration]) -> str:
    """A file that adds dates or brings them up to date (PUBLISH), or takes them out again (CANCEL)."""
    return file_of(method, [_entry(one, cancelled=method == CANCEL) for one in registrations])


def file_of(method: str, entries: Iterable[Entry]) -> str:
    return _calendar(method, list(entries))


def feed(registrations: Iterable[Registration], others: Iterable[Entry] = ()) -> str:
    """What somebody subscribes to. A date given up is no longer in it, and a cancelled one says so."""
    entries = [*(_entry(one, cancelled=False) for one in registrations), *others]
    return _calendar(PUBLISH, entries, name="LAOS")


def added_to_feed(assistant: LearningAssistant) -> list[Entry]:
    """What the floors above add to somebody's feed."""
    sources = map(import_string, settings.LAOS_CALENDAR_FEED)
    return [entry for source in sources for entry in source(assistant)]


def _calendar(method: str, entries: list[Entry], *, name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry))
    if entries:
        days = [timezone.localdate(one.starts_at) for one in entries]
        # Only the changes of the clock around these dates.
        calendar.add_missing_timezones(
            first_date=min(days) - timedelta(days=366), last_date=max(days) + timedelta(days=366)
        )
    return bytes(calendar.to_ical()).decode()


def _entry(registration: Registration, *, cancelled: bool) -> Entry:
    session = registration.session
    cancelled = cancelled or session.cancelled_at is not None
    return Entry(
        uid=f"registration-{registration.pk}@laos",
        sequence=session.sequence + cancelled,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=f"LAOS: {session.get_core_module_display()}",
        where=where(session.place, session.online_url, session.campus.name),
        description=gettext("Prepare before you come; the preparation is obligatory."),
        is_cancelled=cancelled,
    )


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", timezone.localtime(entry.starts_at))
    event.add("dtend", timezone.localtime(entry.ends_at))
    event.add("summary", entry.summary)
    event.add("location", entry.where)
    event.add("description", entry.description)
    event.add("url", settings.SITE_URL + reverse("enrollment:my"))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return event


def where(place: str, online_url: str, campus: str) -> str:
    """The link, or the room and the campus, in one line."""
    return online_url or f"{place or gettext('Room to be announced')}, {campus}"
