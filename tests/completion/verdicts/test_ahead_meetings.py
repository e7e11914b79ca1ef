"""What can still be done this term for the department's follow-up, and by when; without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from completion.verdicts.facts import day_of
from completion.verdicts.results import ToDo
from completion.verdicts.rules import State, evaluate
from modules.follow_up.rules import Meeting
from tests.completion.histories import (
    AT,
    MODULES_DONE,
    WHOLE,
    appointment,
    complete,
    day,
    meeting,
    morning,
    plan,
    step,
)


def specific(*meetings, at=AT, dates=None, term="2031H", **fields):
    facts = complete(
        appointments=(appointment(*meetings, term=term, **(dates or {})),), plan=plan(**fields)
    )
    return evaluate(facts, at).course_specific


def test_what_is_planned_in_a_later_term_is_no_way_to_complete_this_one():
    later = appointment(meeting(1, 20, WHOLE), term="2032V", is_later=True)
    found = evaluate(complete(appointments=(later,)), AT).course_specific
    assert found.state is State.OUT_OF_REACH
    done = appointment(meeting(1, -20, WHOLE, "present"), term="2032V", is_later=True)
    assert evaluate(complete(appointments=(done,)), AT).is_completed


ABSENT: dict[str, Any] = {"mark": "absent", "is_mandatory": True}
# The meetings of one appointment, the state and the next steps.
MEETINGS: dict[str, tuple[list[Meeting], State, list[tuple]]] = {
    "nothing planned": ([], State.AT_RISK, [(ToDo.AWAIT_MEETINGS,)]),
    "too little planned": (
        [meeting(1, 3, (1, 1, 0))],
        State.AT_RISK,
        [(ToDo.COME_TO_MEETING, 3, "Meeting 1"), (ToDo.AWAIT_MEETINGS,)],
    ),
    "enough planned": (
        [meeting(1, 3, (1, 0, 0)), meeting(2, 9, (0, 4, 1))],
        State.ON_TRACK,
        [(ToDo.COME_TO_MEETING, 3, "Meeting 1")],
    ),
    "the earliest is told of first": (
        [meeting(2, 9, (0, 4, 1)), meeting(1, 3, (1, 0, 0))],
        State.ON_TRACK,
        [(ToDo.COME_TO_MEETING, 3, "Meeting 1")],
    ),
    "only what gives hours that are missing": (
        [meeting(1, -3, (1, 4, 0), "present"), meeting(2, 3), meeting(3, 9, (0, 0, 1))],
        State.ON_TRACK,
        [(ToDo.COME_TO_MEETING, 9, "Meeting 3")],
    ),
    "missed, and not enough is left": (
        [meeting(1, -3, (1, 4, 0), "absent"), meeting(2, 9, (0, 0, 1))],
        State.OUT_OF_REACH,
        [(ToDo.COME_TO_MEETING, 9, "Meeting 2"), (ToDo.ASK_FOR_MEETING,)],
    ),
    "an optional one missed, and enough is left": (
        [meeting(1, -3, (0, 1, 0), "absent"), meeting(2, 9, WHOLE)],
        State.ON_TRACK,
        [(ToDo.COME_TO_MEETING, 9, "Meeting 2")],
    ),
    "a mandatory one missed, and nothing makes up for it": (
        [meeting(1, -3, (0, 1, 0), **ABSENT), meeting(2, 9, WHOLE)],
        State.OUT_OF_REACH,
        [(ToDo.COME_TO_MEETING, 9, "Meeting 2"), (ToDo.ASK_FOR_MAKE_UP, None, "Meeting 1")],
    ),
    "a mandatory one missed, and another makes up for it": (
        [
            meeting(1, -3, WHOLE, **ABSENT),
            meeting(2, 9, WHOLE, makes_up_for=1),
            meeting(3, 12, WHOLE, makes_up_for=1),
        ],
        State.AT_RISK,
        [(ToDo.COME_TO_MAKE_UP, 9, "Meeting 2")],
    ),
    "a mandatory one missed, and one to come besides": (
        [
            meeting(1, -3, (1, 0, 0), **ABSENT),
            meeting(2, 9, (1, 0, 0), makes_up_for=1),
            meeting(3, 5, (0, 4, 1)),
        ],
        State.AT_RISK,
        [(ToDo.COME_TO_MEETING, 5, "Meeting 3"), (ToDo.COME_TO_MAKE_UP, 9, "Meeting 2")],
    ),
    "missed, all hours had, and another makes up for it": (
        [
            meeting(1, -3, (0, 1, 0), **ABSENT),
            meeting(2, -9, WHOLE, "present"),
            meeting(3, 9, (0, 1, 0), makes_up_for=1),
            meeting(4, 5, WHOLE),
        ],
        State.AT_RISK,
        [(ToDo.COME_TO_MAKE_UP, 9, "Meeting 3")],
    ),
    "what makes up for one that is cancelled": (
        [
            meeting(1, -3, (0, 1, 0), **ABSENT),
            meeting(2, -9, WHOLE, "present"),
            meeting(3, 5, (0, 1, 0), makes_up_for=1, is_cancelled=True),
            meeting(4, 9, (0, 1, 0), makes_up_for=1),
        ],
        State.AT_RISK,
        [(ToDo.COME_TO_MAKE_UP, 9, "Meeting 4")],
    ),
    "a meeting that was attended needs nothing that makes up for it": (
        [
            meeting(1, -3, (1, 4, 0), "present"),
            meeting(2, 3, (0, 0, 1), makes_up_for=1),
            meeting(3, 9, (0, 0, 1)),
        ],
        State.ON_TRACK,
        [(ToDo.COME_TO_MEETING, 9, "Meeting 3")],
    ),
    "held this week and not recorded": (
        [meeting(1, -6, WHOLE, is_mandatory=True)],
        State.ON_TRACK,
        [],
    ),
    "held last week and not recorded": (
        [meeting(1, -7, WHOLE, is_mandatory=True)],
        State.AT_RISK,
        [(ToDo.HAVE_MEETING_RECORDED, None, "Meeting 1")],
    ),
    "two not recorded, one of them lately": (
        [meeting(1, -9, (1, 0, 0)), meeting(2, -3, (0, 4, 1))],
        State.AT_RISK,
        [(ToDo.HAVE_MEETING_RECORDED, None, "Meeting 1")],
    ),
    "not recorded, and made up for already": (
        [
            meeting(1, -30, (0, 1, 0)),
            meeting(2, -20, (0, 1, 0), "present", makes_up_for=1),
            meeting(3, -9, (1, 3, 1)),
        ],
        State.AT_RISK,
        [(ToDo.HAVE_MEETING_RECORDED, None, "Meeting 3")],
    ),
    "not recorded, and not needed": (
        [meeting(1, -9, (0, 1, 0)), meeting(2, 3, WHOLE)],
        State.ON_TRACK,
        [(ToDo.COME_TO_MEETING, 3, "Meeting 2")],
    ),
    "not recorded, and not needed beside one attended": (
        [
            meeting(1, -9, (0, 1, 0)),
            meeting(2, -8, (1, 4, 0), "present"),
            meeting(3, 3, (0, 0, 1)),
        ],
        State.ON_TRACK,
        [(ToDo.COME_TO_MEETING, 3, "Meeting 3")],
    ),
    "a mandatory one not recorded, and another makes up for it": (
        [
            meeting(1, -9, WHOLE, is_mandatory=True),
            meeting(2, 3, WHOLE, makes_up_for=1),
        ],
        State.AT_RISK,
        [(ToDo.COME_TO_MAKE_UP, 3, "Meeting 2")],
    ),
    "a mandatory one not recorded yet, and another makes up for it": (
        [
            meeting(1, -3, WHOLE, is_mandatory=True),
            meeting(2, 3, WHOLE, makes_up_for=1),
        ],
        State.ON_TRACK,
        [],
    ),
    "cancelled and without a mark": (
        [meeting(1, -9, WHOLE, is_cancelled=True), meeting(2, 3, WHOLE)],
        State.ON_TRACK,
        [(ToDo.COME_TO_MEETING, 3, "Meeting 2")],
    ),
}


@pytest.mark.parametrize("name", MEETINGS)
def test_course_specific(name):
    meetings, state, steps = MEETINGS[name]
    found = specific(*meetings)
    assert list(found.steps) == [step(*arguments) for arguments in steps]
    assert found.state is state


def test_meeting_that_begins_now_is_not_to_come():
    found = specific(meeting(1, 0, WHOLE), at=morning(0))
    assert (found.state, found.steps) == (State.ON_TRACK, ())


def test_meeting_is_forgotten_a_week_after_to_the_minute():
    missed = meeting(1, -7, WHOLE)
    assert specific(missed, at=morning(0)).state is State.AT_RISK
    assert specific(missed, at=morning(0).replace(hour=8, minute=59)).state is State.ON_TRACK


def test_meetings_outside_the_appointment_are_not_told_of():
    found = specific(
        meeting(1, 3, WHOLE), meeting(2, 9, WHOLE), dates={"starts_on": day(4), "ends_on": day(9)}
    )
    assert list(found.steps) == [step(ToDo.COME_TO_MEETING, 9, "Meeting 2")]
    forgotten = specific(meeting(1, -9, WHOLE), meeting(2, -8, WHOLE), dates={"starts_on": day(-8)})
    assert list(forgotten.steps) == [step(ToDo.HAVE_MEETING_RECORDED, about="Meeting 2")]
    too_late = specific(meeting(1, 10, WHOLE), dates={"ends_on": day(9)})
    assert list(too_late.steps) == [step(ToDo.AWAIT_MEETINGS)]


NO_MORE = {
    "the term is over": ({}, "2031H", {"is_over": True}),
    "the appointment has ended": ({"ends_on": day(-1)}, "2031H", {}),
    "the appointment is of another term": ({}, "2030H", {}),
}


@pytest.mark.parametrize("name", NO_MORE)
def test_no_more_meetings_are_awaited_once(name):
    dates, term, planned = NO_MORE[name]
    found = specific(dates=dates, term=term, **planned)
    assert list(found.steps) == [step(ToDo.ASK_FOR_MEETING)]
    assert found.state is State.OUT_OF_REACH


def test_meetings_are_awaited_until_the_last_day_of_the_appointment():
    found = specific(dates={"ends_on": day(0)})
    assert list(found.steps) == [step(ToDo.AWAIT_MEETINGS)]


def test_days_are_those_of_oslo():
    assert day_of(datetime(2031, 9, 30, 21, 59, tzinfo=UTC)) == date(2031, 9, 30)
    assert day_of(datetime(2031, 9, 30, 22, 0, tzinfo=UTC)) == date(2031, 10, 1)


def test_completing_everything_needs_no_looking_ahead():
    assert evaluate(complete(plan=plan(is_over=True)), AT).state is State.COMPLETED
    assert evaluate(complete(modules=MODULES_DONE), AT).act_by is None


def test_meetings_to_come_are_told_with_their_time():
    missed = meeting(1, -3, WHOLE, **ABSENT)
    found = specific(missed, meeting(2, 4, WHOLE, makes_up_for=1))
    assert [(next_step.what, next_step.at) for next_step in found.steps] == [
        (ToDo.COME_TO_MAKE_UP, morning(4))
    ]
    found = specific(meeting(1, 3, WHOLE))
    assert [(next_step.what, next_step.at) for next_step in found.steps] == [
        (ToDo.COME_TO_MEETING, morning(3))
    ]
