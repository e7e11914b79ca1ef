"""The steps towards the core modules: without an appointment, in another term, and their moments."""

from __future__ import annotations

import pytest

from completion.verdicts.results import ToDo
from completion.verdicts.rules import State, evaluate
from tests.completion.histories import (
    AT,
    appointment,
    complete,
    core_date,
    day,
    full,
    midnight_after,
    morning,
    plan,
    seminar,
    step,
)

from .test_ahead_seminars import FIRST_DONE, core

APPOINTED = {
    "in the term": (appointment(), ToDo.REGISTER),
    "until then": (appointment(ends_on=day(30)), ToDo.REGISTER),
    "until today": (appointment(ends_on=day(0)), ToDo.ASK_FOR_LONGER_APPOINTMENT),
    "until yesterday": (appointment(ends_on=day(-1)), ToDo.ASK_FOR_APPOINTMENT),
    "in another term": (appointment(term="2030H"), ToDo.ASK_FOR_APPOINTMENT),
}


@pytest.mark.parametrize("name", APPOINTED)
def test_registering_takes_an_appointment_in_the_term(name):
    own, what = APPOINTED[name]
    found = core(core_date(2, 30), seminars=[FIRST_DONE], appointments=[own])
    assert [next_step.what for next_step in found.steps] == [what]
    assert (found.state is State.OUT_OF_REACH) == (what is not ToDo.REGISTER)


def test_what_is_held_is_kept_without_an_appointment():
    found = core(seminars=[FIRST_DONE, seminar(2, 9)], appointments=[])
    assert list(found.steps) == [step(ToDo.COME_TO_SEMINAR, 9, 2)]


def test_place_in_a_later_term_is_no_way_to_complete_this_one():
    found = core(seminars=[FIRST_DONE, seminar(2, 20, is_later=True)])
    assert found.state is State.OUT_OF_REACH
    assert [next_step.what for next_step in found.steps] == [ToDo.COME_TO_SEMINAR]


def test_place_in_a_later_term_that_stands_in_the_way_is_changed_for_one_of_this():
    found = core(core_date(1, 5), core_date(2, 9), seminars=[seminar(1, 20, is_later=True)])
    assert found.state is State.AT_RISK
    assert ToDo.CHANGE_DATE in [next_step.what for next_step in found.steps]


def moments(found) -> list:
    return [(next_step.what, next_step.at) for next_step in found.steps]


def test_deadline_is_one_moment_the_last_date_or_the_close_of_registration():
    """The time is not told where the whole last day counts."""
    dates = [core_date(2, 30)]
    closing = {
        morning(40): morning(30),
        morning(20): morning(20),
        midnight_after(day(20)): None,
    }
    for closes_at, at in closing.items():
        found = core(*dates, seminars=[FIRST_DONE], closes_at=closes_at)
        assert moments(found) == [(ToDo.REGISTER, at)]
    assert moments(core(full(2, 20), seminars=[FIRST_DONE])) == [(ToDo.JOIN_WAITLIST, morning(18))]
    assert moments(core(full(2, 20), seminars=[FIRST_DONE], closes_at=morning(3))) == [
        (ToDo.JOIN_WAITLIST, morning(3))
    ]


def test_seminar_held_is_told_with_its_time():
    found = core(seminars=[FIRST_DONE, seminar(2, 9, is_prepared=False)])
    assert moments(found) == [(ToDo.PREPARE, morning(9)), (ToDo.COME_TO_SEMINAR, morning(9))]


@pytest.mark.parametrize("date_left", [core_date(2, 30), full(2, 30)])
def test_before_registration_opens_it_is_told_when_it_does(date_left):
    before = core(date_left, seminars=[FIRST_DONE], registration="before", opens_at=morning(3))
    assert [next_step.opens_at for next_step in before.steps] == [morning(3)]
    now = core(date_left, seminars=[FIRST_DONE], opens_at=morning(-3))
    assert [next_step.opens_at for next_step in now.steps] == [None]


def test_place_that_has_to_change_is_changed_before_its_deadline():
    found = core(core_date(1, 10), core_date(2, 20), seminars=[seminar(2, 9)])
    assert (ToDo.CHANGE_DATE, morning(7)) in moments(found)


def test_another_date_is_chosen_after_the_one_held_was_cancelled():
    facts = {"plan": plan(core_date(2, 30)), "cancelled": frozenset({2})}
    (found,) = evaluate(complete(seminars=(FIRST_DONE,), **facts), AT).core_modules.steps
    assert found == step(ToDo.REGISTER_ANOTHER, 30, 2)
    missed = (FIRST_DONE, seminar(2, -3, "absent"))
    (found,) = evaluate(complete(seminars=missed, **facts), AT).core_modules.steps
    assert found.what is ToDo.REGISTER_AGAIN
    soon = {**facts, "plan": plan(core_date(2, 7))}
    assert (
        evaluate(complete(seminars=(FIRST_DONE,), **soon), AT).core_modules.state is State.AT_RISK
    )


def test_preparation_is_told_of_also_where_the_seminar_counts_without_it():
    held = seminar(2, 3, is_to_prepare=True)
    found = core(seminars=[FIRST_DONE, held])
    assert list(found.steps) == [
        step(ToDo.PREPARE_UNCOUNTED, 3, 2),
        step(ToDo.COME_TO_SEMINAR, 3, 2),
    ]
    # The requirement does not depend on it.
    assert found.state is State.ON_TRACK
