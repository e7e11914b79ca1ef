"""Figures are compared with an earlier term as it was on the corresponding day."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from completion.figures.comparing import compare
from completion.figures.counting import appointments_in, figures_of
from completion.figures.counts import (
    EarlierDay,
    Figure,
    Figures,
    Group,
    GroupCounts,
    GroupLevel,
)
from completion.figures.earlier import earlier_term, same_day
from enrollment.models import Registration
from modules.models import Choice, FollowUpAttendance
from tests.completion.certificate_factories import complete, completed
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
)

OSLO = ZoneInfo("Europe/Oslo")
YEAR = timedelta(days=365)


# Percentage points


def counts(**numbers: int) -> GroupCounts:
    return GroupCounts(
        Group(GroupLevel.ALL), {Figure(name): number for name, number in numbers.items()}
    )


def change(figure: Figure, now: GroupCounts, before: GroupCounts | None) -> tuple[int | None, str]:
    earlier = None if before is None else EarlierDay("2030H", NOW - YEAR, True, before)
    [comparison] = compare(Figures(NOW, (now,), {}, earlier), [figure])
    return comparison.change, comparison.signed


def test_figures_are_compared_in_percentage_points_and_people_by_number():
    now = counts(learning_assistants=12, exempt=2, to_complete=10, completed=2, online_modules=5)
    before = counts(learning_assistants=7, exempt=3, to_complete=4, completed=2)
    assert change(Figure.PEOPLE, now, before) == (5, "+5")
    assert change(Figure.TO_COMPLETE, now, before) == (6, "+6")
    assert change(Figure.EXEMPT, now, before) == (-1, "−1")
    assert change(Figure.COMPLETED, now, before) == (-30, "−30")
    assert change(Figure.ONLINE, now, before) == (50, "+50")
    assert change(Figure.FOLLOW_UP, now, before) == (0, "0")


@pytest.mark.parametrize("figure", [Figure.ON_TRACK, Figure.AT_RISK, Figure.OUT_OF_REACH])
def test_states_that_depend_on_free_places_are_not_compared(figure):
    assert change(figure, counts(to_complete=1), counts(to_complete=1)) == (None, "0")


def test_nothing_is_compared_without_an_earlier_term_or_without_people_in_it():
    now = counts(learning_assistants=1, to_complete=1)
    assert change(Figure.COMPLETED, now, None) == (None, "0")
    assert change(Figure.COMPLETED, now, counts()) == (None, "0")


# Which term and which day


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "others", "expected"),
    [
        ("2031H", ["2031V", "2030H", "2029H"], "2030H"),
        ("2031V", ["2030H", "2030V"], "2030V"),
        ("2031H", ["2031V", "2029H"], "2031V"),
        ("2031V", ["2030H", "2029V"], "2030H"),
        ("2031V", ["2031H"], None),
    ],
)
def test_same_season_of_the_year_before_else_the_latest_term_before(code, others, expected):
    for other in others:
        TermFactory(code=other)
    found = earlier_term(TermFactory(code=code))
    assert (found.code if found else None) == expected


def at(year: int, month: int, day: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=OSLO)


def term(code: str, opens: datetime | None):
    closes = opens and opens + timedelta(days=50)
    return TermFactory.build(code=code, registration_opens_at=opens, registration_closes_at=closes)


def test_same_day_is_as_far_from_the_opening_of_registration():
    now, before = term("2031H", at(2031, 8, 20)), term("2030H", at(2030, 8, 13, hour=8))
    assert same_day(now, before, at(2031, 8, 25)) == at(2030, 8, 18)
    assert same_day(now, before, at(2031, 8, 18)) == at(2030, 8, 11)


def test_same_day_has_the_same_hour_on_both_sides_of_summer_time():
    now, before = term("2031H", at(2031, 8, 20)), term("2031V", at(2031, 1, 10))
    assert same_day(now, before, at(2031, 8, 25, hour=23)) == at(2031, 1, 15, hour=23)


@pytest.mark.parametrize("without", ["2031H", "2030V"])
def test_same_day_is_as_far_into_the_half_year_if_a_term_has_no_window(without):
    opens = {"2031H": at(2031, 8, 20), "2030V": at(2030, 2, 13)} | {without: None}
    now, before = (term(code, opens[code]) for code in ("2031H", "2030V"))
    assert same_day(now, before, at(2031, 8, 25)) == at(2030, 1, 25)


# As it was that day


@pytest.fixture
def ago(db):
    """Create the terms 2031H and 2030H; return a moment in the latter, counted from the day that is compared with."""
    now = TermFactory(code="2031H")
    opens, closes = now.registration_opens_at, now.registration_closes_at
    assert opens is not None
    assert closes is not None
    before = TermFactory(
        code="2030H",
        registration_opens_at=opens - YEAR,
        registration_closes_at=closes - YEAR,
    )
    return lambda days: same_day(now, before, NOW) + timedelta(days=days)


@pytest.fixture
def dora(ago):
    return AppointedFactory(appointment__term=TermFactory(code="2030H"))


def before(figure: Figure) -> int:
    figures = figures_of(appointments_in, TermFactory(code="2031H"), NOW)
    return figures.earlier.total.number_of(figure)


def registration(dora, ago, *, registered=-10, held=-5, **fields):
    session = CoreSessionFactory(term__code="2030H", starts_at=ago(held))
    return RegistrationFactory(
        assistant=dora, session=session, registered_at=ago(registered), **fields
    )


@pytest.mark.parametrize(
    ("registered", "held", "withdrawn", "expected"),
    [
        (-1, 5, None, 1),
        (1, 5, None, 0),
        (-3, 5, -1, 0),
        (-3, 5, 1, 1),
        # Imported after the session was held.
        (90, -1, None, 1),
    ],
)
def test_place_counts_if_it_was_held_that_day(dora, ago, registered, held, withdrawn, expected):
    withdrawn_at = None if withdrawn is None else ago(withdrawn)
    registration(dora, ago, registered=registered, held=held, withdrawn_at=withdrawn_at)
    assert before(Figure.REGISTERED_1) == expected


@pytest.mark.parametrize(
    ("mark", "held", "registered_then", "attended_then"),
    [
        ("present", -1, 1, 1),
        ("present", 1, 1, 0),
        ("absent", -1, 0, 0),
        ("partial", -1, 0, 0),
        ("absent", 1, 1, 0),
    ],
)
def test_attendance_counts_from_the_day_of_the_session(
    dora, ago, staff, mark, held, registered_then, attended_then
):
    registration(dora, ago, held=held, mark=mark, marked_by=staff, marked_at=NOW)
    assert before(Figure.REGISTERED_1) == registered_then
    assert before(Figure.ATTENDED_1) == attended_then


def done_by(dora, moment: datetime) -> None:
    """Complete LAOS with everything held or completed at this moment, or the day after for core module 2."""
    complete(dora)
    for each in Registration.objects.filter(assistant=dora).select_related("session"):
        each.session.starts_at = moment - timedelta(days=2 - each.core_module)
        each.session.ends_at = each.session.starts_at + timedelta(hours=3)
        each.session.save()
    Choice.objects.filter(assistant=dora).update(completed_on=localdate(moment))
    for mark in FollowUpAttendance.objects.filter(appointment__assistant=dora):
        mark.meeting.starts_at, mark.meeting.ends_at = moment, moment + timedelta(hours=6)
        mark.meeting.save()


ALL_DONE = (
    Figure.ATTENDED_2,
    Figure.ATTENDED,
    Figure.ONLINE,
    Figure.ALSO_ONLINE,
    Figure.FOLLOW_UP,
    Figure.COMPLETED,
)


@pytest.mark.parametrize(("days", "expected"), [(-1, 1), (1, 0)])
def test_everything_counts_from_the_day_it_was_done(dora, ago, days, expected):
    done_by(dora, ago(days))
    assert {figure: before(figure) for figure in ALL_DONE} == dict.fromkeys(ALL_DONE, expected)
    assert before(Figure.TO_COMPLETE) == 1


@pytest.mark.parametrize(("days", "expected"), [(-1, 1), (0, 1), (1, 0)])
def test_exemption_counts_from_its_day(dora, ago, days, expected):
    dora.exempt_since = localdate(ago(days))
    dora.save()
    assert before(Figure.EXEMPT) == expected
    assert before(Figure.TO_COMPLETE) == 1 - expected


def test_only_people_of_the_earlier_term_are_counted(dora, ada):
    assert before(Figure.PEOPLE) == 1
    AppointmentFactory(assistant=ada, term=TermFactory(code="2030H"))
    assert before(Figure.PEOPLE) == 2


def test_number_of_statements_is_the_same_for_few_and_many(dora, ago):
    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert before(Figure.COMPLETED) >= 0
        return len(queries)

    for each in completed(2):
        AppointmentFactory(assistant=each, term=TermFactory(code="2030H"))
    few = statements()
    for each in completed(20):
        AppointmentFactory(assistant=each, term=TermFactory(code="2030H"))
    assert statements() == few
