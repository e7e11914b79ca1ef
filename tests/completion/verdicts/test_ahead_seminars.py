"""What can still be done this term for the core modules, and by when; without a database."""

from __future__ import annotations

import pytest

from completion.verdicts.results import ToDo
from completion.verdicts.rules import State, evaluate
from tests.completion.histories import (
    AT,
    MEETINGS_DONE,
    WHOLE,
    appointment,
    complete,
    core_date,
    day,
    full,
    meeting,
    morning,
    plan,
    seminar,
    step,
)

FIRST_DONE = seminar(1, -20, "present")


def core(*dates, seminars=(), at=AT, waits_for=frozenset(), appointments=MEETINGS_DONE, **fields):
    facts = complete(
        seminars=tuple(seminars),
        plan=plan(*dates, **fields),
        waits_for=frozenset(waits_for),
        appointments=tuple(appointments),
    )
    return evaluate(facts, at).core_modules


# Places and attendance, the dates of the term, the state and the next steps.
CORE = {
    "dates of both": (
        [],
        [core_date(1, 10), core_date(1, 14), core_date(2, 12), core_date(2, 20)],
        State.ON_TRACK,
        [step(ToDo.REGISTER, 14, 1), step(ToDo.REGISTER, 20, 2)],
    ),
    "a date of core module 1 after all those of 2 is none": (
        [],
        [core_date(1, 10), core_date(1, 30), core_date(2, 9), core_date(2, 20)],
        State.ON_TRACK,
        [step(ToDo.REGISTER, 10, 1), step(ToDo.REGISTER, 20, 2)],
    ),
    "both on one day are not in order": (
        [],
        [core_date(1, 10), core_date(2, 10)],
        State.OUT_OF_REACH,
        [step(ToDo.REGISTER, 10, 1), step(ToDo.ASK_FOR_DATE, about=2)],
    ),
    "places held": (
        [seminar(1, 3), seminar(2, 9)],
        [],
        State.ON_TRACK,
        [step(ToDo.COME_TO_SEMINAR, 3, 1), step(ToDo.COME_TO_SEMINAR, 9, 2)],
    ),
    "a place held, the preparation not confirmed": (
        [FIRST_DONE, seminar(2, 9, is_prepared=False)],
        [],
        State.ON_TRACK,
        [step(ToDo.PREPARE, 9, 2), step(ToDo.COME_TO_SEMINAR, 9, 2)],
    ),
    "the preparation not confirmed and soon": (
        [FIRST_DONE, seminar(2, 7, is_prepared=False)],
        [],
        State.AT_RISK,
        [step(ToDo.PREPARE, 7, 2), step(ToDo.COME_TO_SEMINAR, 7, 2)],
    ),
    "attended without preparation": (
        [seminar(1, -3, "present", is_prepared=False), seminar(2, 9)],
        [],
        State.AT_RISK,
        [step(ToDo.COME_TO_SEMINAR, 9, 2), step(ToDo.HAVE_PREPARATION_RECORDED, about=1)],
    ),
    "held this week and not recorded": (
        [FIRST_DONE, seminar(2, -6)],
        [],
        State.ON_TRACK,
        [],
    ),
    "held last week and not recorded": (
        [FIRST_DONE, seminar(2, -7)],
        [],
        State.AT_RISK,
        [step(ToDo.HAVE_SEMINAR_RECORDED, about=2)],
    ),
    "missed, and another date has places": (
        [FIRST_DONE, seminar(2, -7, "absent")],
        [core_date(2, -7), core_date(2, 20)],
        State.AT_RISK,
        [step(ToDo.REGISTER_AGAIN, 20, 2)],
    ),
    "missed, and no other date is left": (
        [FIRST_DONE, seminar(2, -7, "absent")],
        [core_date(2, -7)],
        State.OUT_OF_REACH,
        [step(ToDo.ASK_FOR_DATE, about=2)],
    ),
    "core module 1 missed, another before the date held": (
        [seminar(1, -3, "partial"), seminar(2, 20)],
        [core_date(1, 10), core_date(1, 20), core_date(1, 30), core_date(2, 40)],
        State.AT_RISK,
        [step(ToDo.REGISTER_AGAIN, 10, 1), step(ToDo.COME_TO_SEMINAR, 20, 2)],
    ),
    "core module 1 missed, and only after the date held another": (
        [seminar(1, -3, "absent"), seminar(2, 20)],
        [core_date(1, 20), core_date(1, 30), core_date(2, 25), core_date(2, 40)],
        State.AT_RISK,
        [step(ToDo.CHANGE_DATE, 18, 2), step(ToDo.REGISTER_AGAIN, 30, 1)],
    ),
    "core module 1 missed, and the date held cannot be changed any more": (
        [seminar(1, -3, "absent"), seminar(2, 1)],
        [core_date(1, 20), core_date(2, 40)],
        State.OUT_OF_REACH,
        [step(ToDo.COME_TO_SEMINAR, 1, 2), step(ToDo.ASK_FOR_DATE, about=1)],
    ),
    "core module 1 missed, and the date held changed for none that is full": (
        [seminar(1, -3, "absent"), seminar(2, 20)],
        [core_date(1, 30), full(2, 40)],
        State.OUT_OF_REACH,
        [step(ToDo.COME_TO_SEMINAR, 20, 2), step(ToDo.ASK_FOR_DATE, about=1)],
    ),
    "core module 1 missed, core module 2 held and not recorded": (
        [seminar(1, -9, "absent"), seminar(2, -3)],
        [core_date(1, 20), core_date(2, 40)],
        State.OUT_OF_REACH,
        [step(ToDo.ASK_FOR_DATE, about=1)],
    ),
    "core module 1 missed, core module 2 attended": (
        [seminar(1, -9, "absent"), seminar(2, -3, "present")],
        [core_date(1, 20)],
        State.AT_RISK,
        [step(ToDo.REGISTER_AGAIN, 20, 1)],
    ),
    "core module 1 held, core module 2 on a later day": (
        [seminar(1, 10)],
        [core_date(2, 9), core_date(2, 10), core_date(2, 20)],
        State.ON_TRACK,
        [step(ToDo.COME_TO_SEMINAR, 10, 1), step(ToDo.REGISTER, 20, 2)],
    ),
    "core module 1 is changed to an earlier date for the sake of core module 2": (
        [seminar(1, 10)],
        [core_date(1, 8), core_date(1, 9), core_date(2, 9), core_date(2, 10)],
        State.AT_RISK,
        [step(ToDo.CHANGE_DATE, 8, 1), step(ToDo.REGISTER, 10, 2)],
    ),
    "the date held is changed while there is another to take": (
        [seminar(1, 10)],
        [core_date(1, 5), core_date(2, 9)],
        State.AT_RISK,
        [step(ToDo.CHANGE_DATE, 5, 1), step(ToDo.REGISTER, 9, 2)],
    ),
    "full": (
        [FIRST_DONE],
        [full(2, 3), full(2, 20)],
        State.AT_RISK,
        [step(ToDo.JOIN_WAITLIST, 18, 2)],
    ),
    "full, and too late to wait": (
        [FIRST_DONE],
        [full(2, 1)],
        State.OUT_OF_REACH,
        [step(ToDo.ASK_FOR_DATE, about=2)],
    ),
    "a free place goes before a date to wait for": (
        [FIRST_DONE],
        [full(2, 30), core_date(2, 20)],
        State.ON_TRACK,
        [step(ToDo.REGISTER, 20, 2)],
    ),
    "keeping the date held and waiting goes after changing it": (
        [seminar(1, 10)],
        [core_date(1, 8), core_date(2, 9), full(2, 30)],
        State.AT_RISK,
        [step(ToDo.CHANGE_DATE, 8, 1), step(ToDo.REGISTER, 9, 2)],
    ),
    "only the date that goes with the free one is waited for": (
        [],
        [core_date(1, 20), full(1, 5), core_date(2, 15), full(2, 30)],
        State.AT_RISK,
        [step(ToDo.JOIN_WAITLIST, 3, 1), step(ToDo.REGISTER, 15, 2)],
    ),
    "core module 2 is full": (
        [],
        [core_date(1, 20), full(2, 30)],
        State.AT_RISK,
        [step(ToDo.REGISTER, 20, 1), step(ToDo.JOIN_WAITLIST, 28, 2)],
    ),
    "both are full": (
        [],
        [full(1, 20), full(2, 30)],
        State.AT_RISK,
        [step(ToDo.JOIN_WAITLIST, 18, 1), step(ToDo.JOIN_WAITLIST, 28, 2)],
    ),
    "nothing planned": (
        [],
        [],
        State.AT_RISK,
        [step(ToDo.AWAIT_DATES, about=1), step(ToDo.AWAIT_DATES, about=2)],
    ),
    "core module 2 not planned yet": (
        [],
        [core_date(1, 20)],
        State.AT_RISK,
        [step(ToDo.REGISTER, 20, 1), step(ToDo.AWAIT_DATES, about=2)],
    ),
    "core module 2 not planned yet, and core module 1 full": (
        [],
        [full(1, 20)],
        State.AT_RISK,
        [step(ToDo.JOIN_WAITLIST, 18, 1), step(ToDo.AWAIT_DATES, about=2)],
    ),
    "core module 2 alone does not come first": (
        [],
        [core_date(1, -3), core_date(2, 20)],
        State.OUT_OF_REACH,
        [step(ToDo.ASK_FOR_DATE, about=1), step(ToDo.ASK_FOR_DATE, about=2)],
    ),
    "all dates are past": (
        [],
        [core_date(1, -9), core_date(2, -3)],
        State.OUT_OF_REACH,
        [step(ToDo.ASK_FOR_DATE, about=1), step(ToDo.ASK_FOR_DATE, about=2)],
    ),
}


@pytest.mark.parametrize("name", CORE)
def test_core_modules(name):
    seminars, dates, state, steps = CORE[name]
    found = core(*dates, seminars=seminars)
    assert list(found.steps) == steps
    assert found.state is state


def test_session_that_begins_now_cannot_be_registered_for():
    found = core(core_date(2, 3), seminars=[FIRST_DONE], at=morning(3))
    assert [next_step.what for next_step in found.steps] == [ToDo.ASK_FOR_DATE]


def test_place_is_kept_from_its_deadline_on():
    seminars = [seminar(1, -3, "absent"), seminar(2, 5)]
    dates = [core_date(1, 20), core_date(2, 40)]
    assert ToDo.ASK_FOR_DATE in {
        next_step.what for next_step in core(*dates, seminars=seminars, at=morning(3)).steps
    }
    earlier = morning(2)
    assert ToDo.CHANGE_DATE in {
        next_step.what for next_step in core(*dates, seminars=seminars, at=earlier).steps
    }


def test_no_one_waits_from_the_deadline_on():
    dates = [full(2, 5)]
    assert core(*dates, seminars=[FIRST_DONE], at=morning(3)).state is State.OUT_OF_REACH
    assert core(*dates, seminars=[FIRST_DONE], at=morning(2)).state is State.AT_RISK


def test_seminar_that_has_just_begun_is_not_to_come():
    found = core(seminars=[FIRST_DONE, seminar(2, 0)], at=morning(0))
    assert found.steps == ()
    assert found.state is State.ON_TRACK


def test_seminar_is_forgotten_a_week_after_to_the_minute():
    seminars = [FIRST_DONE, seminar(2, -7)]
    assert core(seminars=seminars, at=morning(0)).state is State.AT_RISK
    just_before = morning(0).replace(hour=8, minute=59)
    assert core(seminars=seminars, at=just_before).state is State.ON_TRACK


def test_a_person_who_waits_already_is_not_told_to():
    found = core(full(2, 20), seminars=[FIRST_DONE], waits_for={2})
    assert list(found.steps) == [step(ToDo.KEEP_WAITING, 18, 2)]
    assert found.state is State.AT_RISK
    other = core(full(2, 20), seminars=[FIRST_DONE], waits_for={1})
    assert list(other.steps) == [step(ToDo.JOIN_WAITLIST, 18, 2)]


def test_registration_closes_before_the_last_date():
    found = core(core_date(2, 30), seminars=[FIRST_DONE], closes_on=day(20))
    assert list(found.steps) == [step(ToDo.REGISTER, 20, 2)]
    later = core(core_date(2, 30), seminars=[FIRST_DONE], closes_on=day(40))
    assert list(later.steps) == [step(ToDo.REGISTER, 30, 2)]


def test_once_registration_has_closed_dates_are_out_of_reach_free_or_full():
    for later in (core_date(2, 20), full(2, 20)):
        found = core(later, seminars=[FIRST_DONE], registration="after")
        assert list(found.steps) == [step(ToDo.ASK_FOR_DATE, about=2)]
        assert found.state is State.OUT_OF_REACH


def test_date_held_is_changed_also_once_registration_has_closed_but_no_new_date_is_taken():
    found = core(
        core_date(1, 30), core_date(2, 40), seminars=[seminar(2, 20)], registration="after"
    )
    assert [next_step.what for next_step in found.steps] == [
        ToDo.COME_TO_SEMINAR,
        ToDo.ASK_FOR_DATE,
    ]


def test_a_person_who_waits_may_get_a_place_also_once_registration_has_closed():
    closed = {"seminars": [FIRST_DONE], "registration": "after", "closes_on": day(-1)}
    found = core(full(2, 20), waits_for={2}, **closed)
    assert list(found.steps) == [step(ToDo.AWAIT_PLACE, 18, 2)]
    assert found.state is State.AT_RISK
    # A freed place goes to the waitlist.
    assert core(core_date(2, 20), waits_for={2}, **closed).state is State.OUT_OF_REACH


def test_waiting_goes_on_when_registration_closes_but_begins_before():
    open_until = {"seminars": [FIRST_DONE], "closes_on": day(5)}
    assert core(full(2, 20), waits_for={2}, **open_until).act_by == day(18)
    assert core(full(2, 20), **open_until).act_by == day(5)


@pytest.mark.parametrize("registration", ["before", "none"])
def test_no_one_is_told_to_wait_before_registration_opens(registration):
    found = core(full(2, 20), seminars=[FIRST_DONE], registration=registration)
    assert list(found.steps) == [step(ToDo.JOIN_WAITLIST_ONCE_OPEN, 18, 2)]
    assert found.state is State.AT_RISK


@pytest.mark.parametrize("registration", ["before", "none"])
def test_before_registration_opens_no_one_is_late(registration):
    found = core(core_date(2, 30), seminars=[FIRST_DONE], registration=registration)
    assert list(found.steps) == [step(ToDo.REGISTER_ONCE_OPEN, 30, 2)]
    assert found.state is State.ON_TRACK


def test_in_a_term_that_is_over_no_dates_are_awaited():
    found = core(seminars=[FIRST_DONE], is_over=True)
    assert list(found.steps) == [step(ToDo.ASK_FOR_DATE, about=2)]
    assert found.state is State.OUT_OF_REACH


# The last day of the appointment comes after ``last`` days.
BEFORE_THE_LAST_DAY = {
    "the dates after it are none": (
        10,
        [core_date(1, 5), core_date(1, 8), core_date(2, 10), core_date(2, 11)],
        [step(ToDo.REGISTER, 8, 1), step(ToDo.REGISTER, 10, 2)],
    ),
    "no waitlist after it is joined": (
        10,
        [core_date(1, 5), full(2, 9), full(2, 11)],
        [step(ToDo.REGISTER, 5, 1), step(ToDo.JOIN_WAITLIST, 7, 2)],
    ),
    "all dates are after it": (
        10,
        [core_date(1, 11), core_date(2, 20)],
        [step(ToDo.ASK_FOR_LONGER_APPOINTMENT, about=number) for number in (1, 2)],
    ),
}


@pytest.mark.parametrize(
    ("last", "dates", "steps"), BEFORE_THE_LAST_DAY.values(), ids=BEFORE_THE_LAST_DAY
)
def test_only_dates_before_the_appointment_ends_are_to_take(last, dates, steps):
    ends = appointment(meeting(1, -12, WHOLE, "present"), ends_on=day(last))
    assert list(core(*dates, appointments=[ends]).steps) == steps
    # Another appointment of the term lasts longer.
    longer = core(*dates, appointments=[ends, *MEETINGS_DONE])
    assert ToDo.ASK_FOR_LONGER_APPOINTMENT not in {step.what for step in longer.steps}


def test_the_date_held_is_not_changed_to_one_after_the_last_day():
    ends = appointment(ends_on=day(12))
    missed = [seminar(1, -3, "absent"), seminar(2, 5)]
    found = core(core_date(1, 6), core_date(2, 13), seminars=missed, appointments=[ends])
    assert ToDo.CHANGE_DATE not in {step.what for step in found.steps}
