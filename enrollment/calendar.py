"""iCalendar files (RFC 5545, RFC 5546): the personal feed, and the files attached to letters.

A registration has one UID. SEQUENCE increases with every change of the session, and once more when the place is given
up or the session is cancelled, so that calendars keep the newest version.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar, Event, vCalAddress, vDuration

from . import clock
from .models import Preparations, Registration

PRODUCT = "-//NTNU Uniped//LAOS//NO"
PUBLISH, CANCEL = "PUBLISH", "CANCEL"
REFRESHED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A calendar event, in the active language."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    where: str
    description: str
    is_cancelled: bool = False


def file(method: str, registration: Registration) -> str:
    """Return a calendar file that adds or updates a registration (PUBLISH), or removes it (CANCEL)."""
    preparations = Preparations.in_terms([registration.session.term_id])
    return file_of(method, _entry(registration, preparations, cancelled=method == CANCEL))


def file_of(method: str, entry: Entry) -> str:
    return _calendar(method, [entry])


def feed(registrations: Iterable[Registration], others: Iterable[Entry]) -> str:
    """Return a calendar feed of registrations and other entries. Cancelled sessions are shown as cancelled."""
    registrations = list(registrations)
    preparations = Preparations.in_terms(
        {registration.session.term_id for registration in registrations}
    )
    entries = [
        *(_entry(registration, preparations, cancelled=False) for registration in registrations),
        *others,
    ]
    return _calendar(PUBLISH, entries, name="LAOS")


def _calendar(method: str, entries: list[Entry], *, name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
        # The same for programs that do not know the newer property (RFC 7986), such as Outlook.
        calendar.add("x-published-ttl", vDuration(REFRESHED))
    for entry in entries:
        calendar.add_component(_event(entry))
    if entries:
        days = [timezone.localdate(entry.starts_at) for entry in entries]
        # Limit the time zone data to the clock changes around these dates.
        calendar.add_missing_timezones(
            first_date=min(days) - timedelta(days=366), last_date=max(days) + timedelta(days=366)
        )
    return bytes(calendar.to_ical()).decode()


def _entry(registration: Registration, preparations: Preparations, *, cancelled: bool) -> Entry:
    session = registration.session
    preparation = preparations.of(session)
    prepare = [
        gettext("Prepare before you come; the preparation is mandatory."),
        *([preparation.text, preparation.url] if preparation else []),
    ]
    cancelled = cancelled or session.cancelled_at is not None
    return Entry(
        uid=f"registration-{registration.pk}@laos",
        sequence=session.sequence + cancelled,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=f"LAOS: {session.get_core_module_display()}",
        where=where(session.place, session.online_url, session.campus.name),
        description="\n".join(filter(None, prepare)),
        is_cancelled=cancelled,
    )


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", clock.now())
    # RFC 5546 requires it with either method; calendar programs refuse a cancellation without it.
    event.add(
        "organizer",
        vCalAddress(f"mailto:{settings.LAOS_CONTACT_EMAIL}"),
        parameters={"CN": settings.LAOS_CONTACT_NAME},
    )
    event.add("dtstart", timezone.localtime(entry.starts_at))
    event.add("dtend", timezone.localtime(entry.ends_at))
    event.add("summary", entry.summary)
    event.add("location", entry.where)
    event.add("description", entry.description)
    event.add("url", settings.SITE_URL + reverse("enrollment:my"))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return event


def where(place: str, online_url: str, campus: str) -> str:
    """Return the link, or the room and the campus, on one line."""
    room = place or gettext("Room to be announced")
    return online_url or f"{room}, {campus}"
