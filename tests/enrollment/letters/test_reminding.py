"""Reminders are sent once, in time, and not when they are pointless."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from completion.reminders import reminding
from completion.tasks import remind
from enrollment.models import CoreSession, Letter, Registration, ReminderTiming, Term
from enrollment.places import cancelling, exempting
from tests.factories import (
    NOW,
    NOW_IN_UTC,
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db

LONG_AGO = NOW - timedelta(days=13)


def reminded(at=NOW) -> list[tuple[str, str]]:
    return sorted((letter.recipient.username, letter.kind) for letter in reminding.remind(at))


def place(assistant, *, days_ahead, core_module=1, **values) -> Registration:
    """Return a registration made long ago."""
    session = CoreSession.objects.filter(
        core_module=core_module, starts_at=NOW + timedelta(days=days_ahead)
    ).first() or CoreSessionFactory(days_ahead=days_ahead, core_module=core_module)
    return RegistrationFactory(
        assistant=assistant, session=session, **{"registered_at": LONG_AGO, **values}
    )


def hold_both(assistant, *, first=30, second=40, **values) -> list[Registration]:
    return [
        place(assistant, days_ahead=first, **values),
        place(assistant, days_ahead=second, core_module=2, **values),
    ]


def registration_window() -> tuple[datetime, datetime]:
    term = Term.objects.get()
    assert term.registration_opens_at is not None
    assert term.registration_closes_at is not None
    return term.registration_opens_at, term.registration_closes_at


def timing(kind, days_before) -> None:
    ReminderTiming.objects.create(term=Term.objects.get(), kind=kind, days_before=days_before)


# Registration


def test_opening_is_told_once_to_who_holds_nothing(ada, ben):
    place(ben, days_ahead=30)
    assert reminded() == [("ada", "registration-open")]
    assert reminded() == []
    assert reminded(NOW + timedelta(days=1)) == []


def test_closing_is_told_to_who_holds_no_date_or_only_one(ada, ben):
    both = AppointedFactory()
    hold_both(both, first=80, second=90)
    place(ben, days_ahead=80)
    _opens, closes = registration_window()
    week_before = closes - timedelta(days=6)
    assert reminded(week_before) == [
        ("ada", "registration-closing"),
        ("ben", "registration-closing"),
    ]
    assert reminded(week_before + timedelta(days=1)) == []


def test_nothing_is_told_of_a_registration_that_is_closed_or_not_open_yet(ada):
    opens, closes = registration_window()
    assert reminded(opens - timedelta(seconds=1)) == []
    assert reminded(closes) == []


def test_who_is_exempt_or_no_longer_employed_is_not_asked_to_register(ada, ben):
    exempting.exempt(assistant=ada, at=NOW)
    ben.appointments.update(ends_on=NOW.date() - timedelta(days=1))
    assert reminded() == []


def test_a_new_closing_date_is_told_again(ada):
    _opens, closes = registration_window()
    reminded(closes - timedelta(days=1))
    Term.objects.update(registration_closes_at=closes + timedelta(days=20))
    assert reminded(closes + timedelta(days=19)) == [("ada", "registration-closing")]


# Seminars


def test_seminar_is_told_of_a_week_ahead_and_the_day_before(ada):
    first, _second = hold_both(ada)
    # Seven times 24 hours, also across a change to or from summer time.
    starts = first.session.starts_at.astimezone(UTC)
    assert reminded(starts - timedelta(days=7, seconds=1)) == []
    assert reminded(starts - timedelta(days=7)) == [("ada", "seminar-ahead")]
    assert reminded(starts - timedelta(days=2)) == [("ada", "preparation-missing")]
    assert reminded(starts - timedelta(days=1)) == [("ada", "seminar-tomorrow")]
    assert reminded(starts - timedelta(hours=1)) == []


def test_missed_night_is_caught_up_without_what_is_overtaken(ada):
    first, _second = hold_both(ada)
    late = first.session.starts_at - timedelta(hours=20)
    assert reminded(late) == [("ada", "preparation-missing"), ("ada", "seminar-tomorrow")]
    assert reminded(late) == []


def test_confirmed_preparation_is_not_asked_for(ada):
    first, _second = hold_both(ada, preparation_confirmed_at=NOW)
    assert reminded(first.session.starts_at - timedelta(days=2)) == [("ada", "seminar-ahead")]


def test_who_registers_late_is_not_told_what_the_letter_has_just_said(ada):
    hold_both(ada, first=3, registered_at=NOW)
    assert reminded(NOW + timedelta(minutes=1)) == []


def test_who_registers_late_has_a_day_to_prepare_before_being_asked(ada):
    hold_both(ada, first=1.5, registered_at=NOW)
    day_later = NOW_IN_UTC + timedelta(days=1)
    assert reminded(day_later - timedelta(seconds=1)) == [("ada", "seminar-tomorrow")]
    assert reminded(day_later) == [("ada", "preparation-missing")]


def test_who_registers_the_day_before_is_not_asked_at_all(ada):
    """Preparation is first asked for a day after registering, and the seminar has begun by then."""
    first, _second = hold_both(ada, first=0.9, registered_at=NOW)
    starts = first.session.starts_at
    assert reminded(starts - timedelta(seconds=1)) == []
    assert reminded(starts) == []


def test_past_given_up_and_cancelled_seminars_remind_no_one(ada, ben):
    first, _second = hold_both(ada)
    given_up = hold_both(ben)[0]
    day_before = first.session.starts_at - timedelta(hours=23)
    Registration.objects.filter(pk=given_up.pk).update(withdrawn_at=NOW)
    cancelling.cancel_session(session=first.session, at=NOW)
    assert [kind for _who, kind in reminded(day_before)] == []
    assert reminded(first.session.starts_at) == []


def test_seminar_put_on_another_day_reminds_again(ada):
    first, _second = hold_both(ada)
    reminded(first.session.starts_at - timedelta(days=7))
    session = first.session
    session.starts_at += timedelta(days=5)
    session.ends_at += timedelta(days=5)
    session.save()
    assert reminded(session.starts_at - timedelta(days=7)) == [("ada", "seminar-ahead")]


# Timings set by staff


def test_staff_set_another_time_for_a_term(ada):
    first, _second = hold_both(ada)
    timing("seminar-ahead", 10)
    assert reminded(first.session.starts_at - timedelta(days=10)) == [("ada", "seminar-ahead")]


def test_staff_turn_a_reminder_off(ada):
    TermFactory()
    timing("registration-open", None)
    assert reminded() == []


# Number of queries


def test_deciding_takes_as_many_queries_however_many_people(ada, django_assert_num_queries):
    hold_both(ada, first=5, second=6)
    with django_assert_num_queries(19):
        reminding.due(NOW)
    for _ in range(10):
        hold_both(AppointedFactory(), first=5, second=6)
    AppointedFactory.create_batch(10)
    with django_assert_num_queries(19):
        reminding.due(NOW)


def test_task_run_twice_writes_once(ada):
    remind()
    remind()
    assert Letter.objects.count() == 1
