"""One letter lists what is missing: twice a term, to people who can still act, and never twice for the same things."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from completion.reminders import reminding
from completion.reminders.about_completion import TIMES
from completion.verdicts.evaluating import verdict_of
from completion.verdicts.results import ToDo
from enrollment.letters import delivering
from enrollment.models import Appointment, CoreSession, Letter, Registration, ReminderTiming, Term
from enrollment.places import exempting
from tests.completion.certificate_factories import CompletionReportFactory, complete
from tests.factories import OSLO, AppointedFactory, TermFactory
from tests.modules.factories import ChoiceFactory

pytestmark = pytest.mark.django_db

KIND = "what-is-missing"


@pytest.fixture(autouse=True)
def term(ada):
    """The open term, with no other letters due."""
    term = Term.objects.get()
    for kind in ("registration-open", "registration-closing", "essays-waiting"):
        ReminderTiming.objects.create(term=term, kind=str(kind), days_before=None)
    return term


def before_the_end(term, days) -> datetime:
    return datetime.combine(term.last_day - timedelta(days=days), time(9), OSLO)


@pytest.fixture
def first(term):
    return before_the_end(term, 90)


@pytest.fixture
def second(term):
    return before_the_end(term, 60)


def told(at) -> list[str]:
    return [letter.recipient.username for letter in reminding.remind(at) if letter.kind == KIND]


def test_comes_at_its_time_and_not_before(first):
    assert told(first - timedelta(days=1)) == []
    assert told(first) == ["ada"]


def test_run_twice_is_quiet(first):
    told(first)
    assert told(first) == []
    assert told(first + timedelta(days=3)) == []


def test_night_that_was_missed_is_caught_up(first):
    assert told(first + timedelta(days=5)) == ["ada"]


def test_same_state_is_not_told_again(first, second):
    told(first)
    assert told(second) == []


def test_other_state_is_told_at_the_next_time_and_not_before(ada, first, second):
    told(first)
    ChoiceFactory(assistant=ada, done=True)
    assert told(first + timedelta(days=1)) == []
    assert told(second) == ["ada"]
    ChoiceFactory(assistant=ada, slot=2, done=True)
    assert told(second + timedelta(days=1)) == []


def test_what_is_done_after_the_last_time_brings_no_letter(ada, first, second):
    """They lacked the same things the second time, so no letter was sent then."""
    told(first)
    assert told(second) == []
    ChoiceFactory(assistant=ada, done=True)
    assert told(second + timedelta(days=8)) == []


def test_lists_everything_in_one_letter_in_their_language(ada, first):
    ada.language = "en"
    ada.save()
    told(first)
    delivering.deliver()
    (letter,) = mail.outbox
    assert "Core modules: core module 1, core module 2." in letter.body
    assert "Online modules: two online modules." in letter.body
    assert "Course-specific follow-up: hours of the first meeting, hours of" in letter.body
    assert "- Choose your two online modules." in letter.body
    assert "/my/" in letter.body


def test_term_sets_the_times(term, first, second):
    term.reminder_timings.create(kind="what-is-missing", days_before=None)
    term.reminder_timings.create(kind="still-missing", days_before=30)
    assert told(first) == []
    assert told(second) == []
    assert told(before_the_end(term, 30)) == ["ada"]


def test_term_without_times_tells_no_one(term, first):
    for kind in TIMES:
        term.reminder_timings.create(kind=str(kind), days_before=None)
    assert told(before_the_end(term, 1)) == []


def test_who_is_exempt_has_completed_or_holds_a_certificate_is_not_told(ada, ben, first):
    exempting.exempt(assistant=ada, at=first)
    complete(ben)
    CompletionReportFactory()
    assert told(first) == []


def test_who_can_do_nothing_any_more_this_term_is_not_told(ada, term, first):
    """Their appointment has ended, so they cannot register, choose modules or attend meetings."""
    Appointment.objects.update(ends_on=first.date() - timedelta(days=1))
    assert told(first) == []


def test_who_can_only_wait_is_not_told(ada, first):
    complete(ada)
    Registration.objects.all().delete()
    CoreSession.objects.all().delete()
    assert [step.what for step in verdict_of(ada, first).core_modules.steps] == [
        ToDo.AWAIT_DATES
    ] * 2
    assert told(first) == []


def test_no_one_is_told_once_the_term_is_over(term):
    assert told(before_the_end(term, -1)) == []


def test_another_term_tells_again(ada, first):
    told(first)
    later = TermFactory(code="2032V")
    Appointment.objects.create(
        assistant=ada,
        term=later,
        course=ada.appointments.get().course,
        department=ada.appointments.get().department,
    )
    for kind in ("registration-open", "registration-closing"):
        later.reminder_timings.create(kind=str(kind), days_before=None)
    assert told(before_the_end(later, 90)) == ["ada"]
    assert Letter.objects.filter(kind=KIND).count() == 2


def test_takes_as_many_statements_for_many_as_for_one(first):
    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            reminding.due(first)
        return len(queries)

    few = statements()
    AppointedFactory.create_batch(10)
    assert statements() == few
