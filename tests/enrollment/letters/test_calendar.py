"""A calendar program reads our calendars: times across the clock change, updates, cancellations."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils.translation import override
from icalendar import Calendar

from enrollment import calendar
from enrollment.models import Registration
from tests.factories import NOW, OSLO, CoreSessionFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def events(text: str) -> list:
    return Calendar.from_ical(text).walk("VEVENT")


@pytest.fixture
def khal(tmp_path):
    """The calendar program khal, with an empty calendar in Oslo time."""
    config = tmp_path / "config"
    (tmp_path / "calendar").mkdir()
    config.write_text(KHAL.format(folder=tmp_path))

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "khal", "-c", str(config), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def take(text: str) -> None:
        file = tmp_path / "letter.ics"
        file.write_text(text, encoding="utf-8")
        run("import", "--batch", str(file))

    def shows() -> list[str]:
        lines = run(
            "list",
            "--format",
            "{start} {end-time} {title} {location}, {status}",
            "2031-10-01",
            "90d",
        )
        return [" ".join(line.split()) for line in lines.splitlines() if "LAOS" in line]

    return take, shows


KHAL = """
[calendars]
[[laos]]
path = {folder}/calendar
[locale]
local_timezone = Europe/Oslo
default_timezone = Europe/Oslo
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""


@pytest.fixture
def autumn():
    """One registration just before the clocks change and one just after."""
    return [
        RegistrationFactory(
            session=CoreSessionFactory(
                core_module=number,
                place=f"R{number}",
                starts_at=datetime(2031, 10, day, 9, tzinfo=OSLO),
            )
        )
        for number, day in ((1, 24), (2, 27))
    ]


def test_calendar_program_shows_nine_o_clock_on_both_sides_of_the_change_of_clocks(khal, autumn):
    take, shows = khal
    with override("en"):
        take(calendar.feed(autumn, []))
    assert shows() == [
        "2031-10-24 09:00 12:00 LAOS: Core module 1 R1, Trondheim, CONFIRMED",
        "2031-10-27 09:00 12:00 LAOS: Core module 2 R2, Trondheim, CONFIRMED",
    ]


def test_calendar_program_moves_the_event_and_then_cancels_it(khal, autumn):
    take, shows = khal
    registration = autumn[0]
    with override("en"):
        take(calendar.file(calendar.PUBLISH, registration))
        session = registration.session
        session.starts_at += timedelta(days=6)
        session.ends_at += timedelta(days=6)
        session.save()
        session.refresh_from_db()
        take(calendar.file(calendar.PUBLISH, registration))
        assert shows() == ["2031-10-30 09:00 12:00 LAOS: Core module 1 R1, Trondheim, CONFIRMED"]
        take(calendar.file(calendar.CANCEL, registration))
        (cancelled,) = shows()
    assert "CANCELLED" in cancelled.upper()


@pytest.mark.parametrize(
    ("day", "utc_hour"), [((2031, 10, 24), 7), ((2031, 10, 27), 8), ((2032, 3, 29), 7)]
)
def test_nine_o_clock_is_nine_o_clock_on_both_sides_of_the_change_of_clocks(day, utc_hour):
    starts = datetime.combine(date(*day), time(9), OSLO)
    registration = RegistrationFactory(session=CoreSessionFactory(starts_at=starts))
    text = calendar.file(calendar.PUBLISH, registration)
    (event,) = events(text)
    assert "DTSTART;TZID=Europe/Oslo:" in text
    assert event["dtstart"].dt.astimezone(UTC).hour == utc_hour
    assert "BEGIN:VTIMEZONE" in text


def test_change_keeps_the_uid_and_raises_the_sequence():
    registration = RegistrationFactory()
    (before,) = events(calendar.file(calendar.PUBLISH, registration))
    session = registration.session
    session.place = "R7"
    session.save()
    session.refresh_from_db()
    (after,) = events(calendar.file(calendar.PUBLISH, registration))
    assert after["uid"] == before["uid"]
    assert after["sequence"] == before["sequence"] + 1
    session.capacity += 1
    session.save()
    session.refresh_from_db()
    assert session.sequence == after["sequence"]


def test_cancellation_says_so_with_a_higher_sequence():
    registration = RegistrationFactory()
    (before,) = events(calendar.file(calendar.PUBLISH, registration))
    text = calendar.file(calendar.CANCEL, registration)
    (event,) = events(text)
    assert "METHOD:CANCEL" in text
    assert (event["status"], event["uid"]) == ("CANCELLED", before["uid"])
    assert event["sequence"] > before["sequence"]


@pytest.mark.parametrize("method", [calendar.PUBLISH, calendar.CANCEL])
def test_the_programme_is_the_organizer(settings, method):
    settings.LAOS_CONTACT_NAME, settings.LAOS_CONTACT_EMAIL = "Uniped", "laos@example.org"
    (event,) = events(calendar.file(method, RegistrationFactory()))
    assert event["organizer"] == "mailto:laos@example.org"
    assert event["organizer"].params["CN"] == "Uniped"


def test_feed_says_how_often_to_read_it_in_both_ways():
    lines = calendar.feed([], []).splitlines()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert "X-PUBLISHED-TTL:PT1H" in lines


def test_place_taken_again_is_another_event():
    first = RegistrationFactory(withdrawn_at=NOW)
    again = RegistrationFactory(assistant=first.assistant, session=first.session)
    uids = {
        event["uid"]
        for registration in Registration.objects.select_related("session__campus")
        for event in events(calendar.file(calendar.PUBLISH, registration))
    }
    assert len(uids) == 2
    assert again.pk


def test_empty_calendar_is_a_calendar():
    assert events(calendar.feed([], [])) == []
