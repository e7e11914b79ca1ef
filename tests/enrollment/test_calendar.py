"""Calendars read back by a calendar program: right times across the change of clocks, updates, cancellations."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from enrollment import calendar
from enrollment.models import Registration
from tests.factories import NOW, OSLO, CoreSessionFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def events(text: str) -> list:
    return Calendar.from_ical(text).walk("VEVENT")


@pytest.mark.parametrize(
    ("day", "utc_hour"), [((2031, 10, 24), 7), ((2031, 10, 27), 8), ((2032, 3, 29), 7)]
)
def test_nine_o_clock_is_nine_o_clock_on_both_sides_of_the_change_of_clocks(day, utc_hour):
    starts = datetime(*day, 9, tzinfo=OSLO)
    registration = RegistrationFactory(session=CoreSessionFactory(starts_at=starts))
    text = calendar.file(calendar.PUBLISH, [registration])
    (event,) = events(text)
    assert "DTSTART;TZID=Europe/Oslo:" in text
    assert event["dtstart"].dt.astimezone(UTC).hour == utc_hour
    assert "BEGIN:VTIMEZONE" in text


def test_change_keeps_the_uid_and_raises_the_sequence():
    registration = RegistrationFactory()
    (before,) = events(calendar.file(calendar.PUBLISH, [registration]))
    session = registration.session
    session.place = "R7"
    session.save()
    session.refresh_from_db()
    (after,) = events(calendar.file(calendar.PUBLISH, [registration]))
    assert after["uid"] == before["uid"]
    assert after["sequence"] == before["sequence"] + 1
    session.capacity += 1
    session.save()
    session.refresh_from_db()
    assert session.sequence == after["sequence"]


def test_cancellation_says_so_with_a_higher_sequence():
    registration = RegistrationFactory()
    (before,) = events(calendar.file(calendar.PUBLISH, [registration]))
    text = calendar.file(calendar.CANCEL, [registration])
    (event,) = events(text)
    assert "METHOD:CANCEL" in text
    assert (event["status"], event["uid"]) == ("CANCELLED", before["uid"])
    assert event["sequence"] > before["sequence"]


def test_place_taken_again_is_another_event():
    first = RegistrationFactory(withdrawn_at=NOW)
    again = RegistrationFactory(assistant=first.assistant, session=first.session)
    uids = {
        event["uid"]
        for one in Registration.objects.select_related("session__campus")
        for event in events(calendar.file(calendar.PUBLISH, [one]))
    }
    assert len(uids) == 2
    assert again.pk


def test_empty_calendar_is_a_calendar():
    assert events(calendar.feed([])) == []
