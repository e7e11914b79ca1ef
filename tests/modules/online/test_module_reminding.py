"""Reminders about online modules come once, on time, and only when they are useful."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from completion.reminders import reminding
from enrollment.models import ReminderTiming, Term
from tests.factories import NOW_IN_UTC as NOW
from tests.factories import OSLO, AppointedFactory
from tests.modules.factories import (
    ChoiceFactory,
    EssayFactory,
    ExampleFactory,
    HandedInFactory,
    ModuleDatesFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    TestAttemptFactory,
)

pytestmark = pytest.mark.django_db

OURS = {"module-due", "module-due-soon", "essays-waiting", "lease-ending"}
HAND_IN_BY = NOW.date() + timedelta(days=30)
COMPLETE_BY = NOW.date() + timedelta(days=40)


def reminded(at=NOW) -> list[tuple[str, str]]:
    written = reminding.remind(at)
    return sorted(
        (letter.recipient.username, letter.kind) for letter in written if letter.kind in OURS
    )


def before(day, days, *, at=time(0)) -> datetime:
    """Return ``days`` before ``day``, at midnight by default."""
    return datetime.combine(day - timedelta(days=days), at, OSLO)


def timing(kind, days_before) -> None:
    ReminderTiming.objects.create(term=Term.objects.get(), kind=kind, days_before=days_before)


@pytest.fixture
def due(ada, module, chosen):
    """Due dates for a module that ada has chosen."""
    return ModuleDatesFactory()


# Due dates


def test_module_is_reminded_of_two_weeks_and_three_days_ahead(due):
    last_moment = before(HAND_IN_BY, 15, at=time(23, 59))
    assert reminded(last_moment) == []
    assert reminded(before(HAND_IN_BY, 14)) == [("ada", "module-due")]
    assert reminded(before(HAND_IN_BY, 4, at=time(23, 59))) == []
    assert reminded(before(HAND_IN_BY, 3)) == [("ada", "module-due-soon")]
    assert reminded(before(HAND_IN_BY, 0, at=time(23, 59))) == []


def test_day_it_is_due_is_the_last_to_be_reminded_on(due):
    assert reminded(before(HAND_IN_BY, 0, at=time(23, 59))) == [("ada", "module-due-soon")]


def test_no_one_is_reminded_the_day_after(due):
    assert reminded(before(HAND_IN_BY, -1)) == []


def test_missed_day_is_caught_up_without_what_is_overtaken(due):
    assert reminded(before(HAND_IN_BY, 13)) == [("ada", "module-due")]
    assert reminded(before(HAND_IN_BY, 1)) == [("ada", "module-due-soon")]
    assert reminded(before(HAND_IN_BY, 1)) == []


def test_next_step_has_its_own_date(ada, module, due):
    reminded(before(HAND_IN_BY, 14))
    TestAttemptFactory(assistant=ada, module=module)
    EssayFactory(author=ada, module=module, handed_in_at=NOW)
    assert reminded(before(COMPLETE_BY, 14)) == [("ada", "module-due")]


def test_who_has_completed_or_is_exempt_is_not_reminded(ada, ben, chosen, due):
    chosen.completed_on, chosen.source = NOW.date(), "here"
    chosen.save()
    ChoiceFactory(assistant=ben)
    ben.exempt_since = NOW
    ben.save()
    assert reminded(before(HAND_IN_BY, 3)) == []


def test_who_has_chosen_since_is_not_told_what_the_letter_has_just_said(chosen, due):
    chosen.chosen_at = before(HAND_IN_BY, 14, at=time(9))
    chosen.save()
    assert reminded(before(HAND_IN_BY, 14, at=time(10))) == []
    assert reminded(before(HAND_IN_BY, 3)) == [("ada", "module-due-soon")]


def test_another_date_is_reminded_of_again(due):
    reminded(before(HAND_IN_BY, 3))
    due.hand_in_by += timedelta(days=5)
    due.save()
    assert reminded(before(due.hand_in_by, 3)) == [("ada", "module-due-soon")]


def test_staff_set_another_time_or_none_for_a_term(due):
    timing("module-due", 20)
    timing("module-due-soon", None)
    assert reminded(before(HAND_IN_BY, 20)) == [("ada", "module-due")]
    assert reminded(before(HAND_IN_BY, 1)) == []


# Essays waiting for evaluation


@pytest.fixture
def own(ada, module):
    return HandedInFactory(author=ada, module=module, handed_in_at=NOW)


def test_who_could_get_an_essay_for_a_day_is_told_once_for_each_evaluation(ada, module, own):
    EssayFactory.create_batch(2, module=module)
    day = timedelta(days=1)
    assert reminded(NOW + day - timedelta(seconds=1)) == []
    assert reminded(NOW + day) == [("ada", "essays-waiting")]
    assert reminded(NOW + 2 * day) == []
    PeerEvaluationFactory(
        evaluator=ada,
        essay=EssayFactory(module=module),
        leased_at=NOW + day,
        given_at=NOW + 2 * day,
    )
    assert reminded(NOW + 3 * day) == [("ada", "essays-waiting")]
    assert reminded(NOW + 4 * day) == []


def test_who_has_an_essay_or_could_get_none_is_not_told(ada, module, own):
    assert reminded(NOW + timedelta(days=2)) == []
    PeerEvaluationFactory(
        evaluator=ada, essay=EssayFactory(module=module), leased=True, leased_at=NOW
    )
    EssayFactory(module=module)
    assert reminded(NOW + timedelta(days=2)) == []


def test_example_is_told_of_when_it_fills_up(module, own):
    ExampleFactory(module=module)
    fills_up_at = NOW + timedelta(days=module.wait_days)
    assert reminded(fills_up_at - timedelta(seconds=1)) == []
    assert reminded(fills_up_at) == [("ada", "essays-waiting")]


def test_waiting_essays_are_turned_off_in_a_term(module, own):
    EssayFactory(module=module)
    timing("essays-waiting", None)
    assert reminded(NOW + timedelta(days=9)) == []


# Leases


@pytest.fixture
def lease(ada, module):
    return PeerEvaluationFactory(
        evaluator=ada, essay=EssayFactory(module=module), leased=True, leased_at=NOW
    )


def test_lease_that_ends_within_a_day_is_told_of_once(lease):
    ends = lease.lease_ends_at
    assert reminded(ends - timedelta(days=1, seconds=1)) == []
    assert reminded(ends - timedelta(days=1)) == [("ada", "lease-ending")]
    assert reminded(ends - timedelta(hours=1)) == []
    assert reminded(ends) == []


@pytest.mark.parametrize("over", [{"given_at": NOW, "comment": "Good."}, {"released_at": NOW}])
def test_lease_that_is_over_is_not_told_of(lease, over):
    type(lease).objects.update(**over)
    assert reminded(lease.lease_ends_at - timedelta(hours=1)) == []


def test_lease_of_a_day_says_its_end_itself(lease):
    type(lease).objects.update(lease_ends_at=NOW + timedelta(days=1))
    assert reminded(NOW) == []


# Number of queries


def test_deciding_takes_as_many_queries_however_many_people(django_assert_num_queries):
    modules = OnlineModuleFactory.create_batch(2)
    ModuleDatesFactory(
        hand_in_by=NOW.date() + timedelta(days=2), complete_by=NOW.date() + timedelta(days=2)
    )
    people(3, modules)
    with django_assert_num_queries(FEW) as few:
        reminding.due(NOW)
    people(57, modules)
    with django_assert_num_queries(len(few)):
        assert len([letter for letter in reminding.due(NOW) if letter.kind.code in OURS]) > 100


FEW = 20


def people(number, modules) -> None:
    for person in AppointedFactory.create_batch(number):
        essay = HandedInFactory(author=person, module=modules[0])
        PeerEvaluationFactory(
            evaluator=person,
            essay=ExampleFactory(module=essay.module),
            leased=True,
            leased_at=NOW - timedelta(days=3.5),
        )
        ChoiceFactory(assistant=person, module=modules[1], slot=2)
