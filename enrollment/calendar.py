"""Dates as calendar files (RFC 5545, RFC 5546): the feed a person subscribes to, and what goes with a letter.

A place has one UID for as long as it is held. SEQUENCE rises with every change of its session, and once more when the
place is given up or the session cancelled, so that a calendar knows the newest.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar, Event

from .models import Registration

PRODUCT = "-//NTNU Uniped//LAOS//NO"
PUBLISH, CANCEL = "PUBLISH", "CANCEL"


def file(method: str, registrations: Iterable[Registration]) -> str:
    """A file that adds dates or brings them up to date (PUBLISH), or takes them out again (CANCEL)."""
    return _calendar(method, list(registrations), cancelled=method == CANCEL)


def feed(registrations: Iterable[Registration]) -> str:
    """What somebody subscribes to. A date given up is no longer in it, and a cancelled one says so."""
    return _calendar(PUBLISH, list(registrations), name="LAOS")


def _calendar(
    method: str, registrations: list[Registration], *, name: str = "", cancelled: bool = False
) -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for registration in registrations:
        calendar.add_component(_event(registration, cancelled=cancelled))
    if registrations:
        days = [timezone.localdate(one.session.starts_at) for one in registrations]
        # Only the changes of the clock around these dates.
        calendar.add_missing_timezones(
            first_date=min(days) - timedelta(days=366), last_date=max(days) + timedelta(days=366)
        )
    return bytes(calendar.to_ical()).decode()


def _event(registration: Registration, *, cancelled: bool) -> Event:
    session = registration.session
    cancelled = cancelled or session.cancelled_at is not None
    event = Event()
    event.add("uid", f"registration-{registration.pk}@laos")
    event.add("sequence", session.sequence + cancelled)
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", timezone.localtime(session.starts_at))
    event.add("dtend", timezone.localtime(session.ends_at))
    event.add("summary", f"LAOS: {session.get_core_module_display()}")
    event.add("location", where(session.place, session.online_url, session.campus.name))
    event.add("description", gettext("Prepare before you come; the preparation is obligatory."))
    event.add("url", settings.SITE_URL + reverse("enrollment:my"))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def where(place: str, online_url: str, campus: str) -> str:
    """The link, or the room and the campus, in one line."""
    return online_url or f"{place or gettext('Room to be announced')}, {campus}"
