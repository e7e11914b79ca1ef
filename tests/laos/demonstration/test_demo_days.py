"""When the demo may be loaded: on any day, and only where it is asked for."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localtime

from completion.reminders import reminding
from enrollment import clock, demo
from enrollment.models import (
    Letter,
    Term,
)
from laos.management.commands.demo import DATA
from modules.demo_meetings import load_meetings
from modules.models import FollowUpMeeting
from tests.factories import OSLO
from tests.laos.demonstration.loading import counts, on_the_wall, run, timetables
from tests.size import daily_or_all

pytestmark = pytest.mark.django_db


def test_outside_the_demo_it_refuses_and_loads_nothing(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="LAOS_DEMO"):
        run()
    assert set(counts().values()) == {0}


def load(at):
    for kind in ("departments", "courses"):
        call_command("import_csv", kind, DATA / f"{kind}.csv", verbosity=0)
    timetable = DATA / "core_sessions_autumn_2024.csv"
    call_command(
        "import_csv", "core_sessions", timetable, accept_weekday_mismatch=True, verbosity=0
    )
    demo.load(at)


@pytest.mark.parametrize(
    "day",
    ["2025-03-30", "2027-12-31", *daily_or_all([], ["2025-01-01", "2026-07-15", "2026-10-25"])],
)
def test_on_every_day_it_may_be_loaded(day):
    """Includes the first and last day of a year, and the days when the clocks change."""
    at = datetime.fromisoformat(f"{day}T00:10").replace(tzinfo=OSLO)
    load(at)
    real, shifted = timetables(at)
    assert [on_the_wall(session) for session in shifted] == [
        on_the_wall(session) for session in real
    ]
    begins = min(session.starts_at for session in shifted)
    assert timedelta(weeks=2) < begins - at <= timedelta(weeks=3, hours=1)


@pytest.mark.parametrize(
    "day", ["2026-11-25", "2026-12-24", *daily_or_all([], ["2026-11-01", "2027-11-16"])]
)
def test_no_one_is_asked_to_a_seminar_or_a_meeting_at_christmas(day):
    at = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=OSLO)
    load(at)
    real, shifted = timetables(at)
    assert [on_the_wall(session) for session in shifted] == [
        on_the_wall(session) for session in real
    ]
    term = Term.objects.current(at)
    assert term is not None
    load_meetings(term, at)
    meetings = FollowUpMeeting.objects.all()
    assert [meeting.has_begun(at) for meeting in meetings.order_by("pk")] == [True] * 2 + [
        False
    ] * 3
    days = {localtime(event.starts_at).date() for event in [*shifted, *meetings]}
    assert all(localtime(meeting.starts_at).weekday() < 5 for meeting in meetings)
    free = {date(year, 12, 23) + timedelta(days=n) for year in range(2025, 2029) for n in range(11)}
    assert not days & free


def test_no_one_is_written_to_because_of_the_demo(settings):
    settings.DEMO = True
    run()
    assert not Letter.objects.exists()
    assert reminding.remind(clock.now()) == []
