"""Each kind of step in full, with its time and with the start of registration; without a database."""

from __future__ import annotations

from dataclasses import astuple
from datetime import datetime, timedelta
from typing import Any

import pytest

from completion.verdicts.results import ToDo
from completion.verdicts.rules import evaluate
from tests.completion.histories import (
    AT,
    WHOLE,
    appointment,
    complete,
    core_date,
    day,
    full,
    meeting,
    midnight_after,
    module,
    morning,
    plan,
    seminar,
)

from .test_ahead_seminars import FIRST_DONE

JUST_AFTER_MIDNIGHT = midnight_after(day(20)) + timedelta(microseconds=1)
OPEN: dict[str, Any] = {"opens_at": morning(-3), "closes_at": morning(20)}
NOT_YET: dict[str, Any] = {"registration": "before", "opens_at": morning(3)}
CLOSED: dict[str, Any] = {"registration": "after", "closes_at": morning(-1)}


def told(
    what: ToDo,
    by: int | None = None,
    about: object = "",
    at: datetime | None = None,
    opens_at: datetime | None = None,
) -> tuple:
    """Return every field of a step: comparing two steps leaves their moments out."""
    return what, None if by is None else day(by), str(about), at, opens_at


def second(*dates, seminars=(), **fields) -> dict[str, Any]:
    """Return the changes of a record in which core module 1 is completed, and these dates are planned."""
    return {"seminars": (FIRST_DONE, *seminars), "plan": plan(*dates, **fields)}


# What differs from a completed record, and its steps.
STEPS: dict[str, tuple[dict[str, Any], list[tuple]]] = {
    "a place is taken until the last session begins": (
        {"seminars": (), "plan": plan(core_date(1, 9), core_date(1, 10), core_date(2, 30))},
        [
            told(ToDo.REGISTER, 10, 1, morning(10)),
            told(ToDo.REGISTER, 30, 2, morning(30)),
        ],
    ),
    "registration closes during the day": (
        second(core_date(2, 30), **OPEN),
        [told(ToDo.REGISTER, 20, 2, morning(20))],
    ),
    "registration closes at midnight, and the whole day before it counts": (
        second(core_date(2, 30), closes_on=day(20)),
        [told(ToDo.REGISTER, 20, 2)],
    ),
    "registration closes just after midnight": (
        second(core_date(2, 30), closes_at=JUST_AFTER_MIDNIGHT),
        [told(ToDo.REGISTER, 21, 2, JUST_AFTER_MIDNIGHT)],
    ),
    "a whole day comes after the session on that day": (
        {"seminars": (seminar(1, 20),), "plan": plan(core_date(2, 30), closes_on=day(20))},
        [told(ToDo.COME_TO_SEMINAR, 20, 1, morning(20)), told(ToDo.REGISTER, 20, 2)],
    ),
    "registration is not open yet": (
        second(core_date(2, 30), **NOT_YET),
        [told(ToDo.REGISTER_ONCE_OPEN, 30, 2, morning(30), opens_at=morning(3))],
    ),
    "registration is not open yet, and the session is full": (
        second(full(2, 30), **NOT_YET),
        [told(ToDo.JOIN_WAITLIST_ONCE_OPEN, 28, 2, morning(28), opens_at=morning(3))],
    ),
    "the term has no time of registration yet": (
        second(core_date(2, 30), registration="none"),
        [told(ToDo.REGISTER_ONCE_OPEN, 30, 2, morning(30))],
    ),
    "missed": (
        second(core_date(2, 30), seminars=[seminar(2, -9, "absent")], **OPEN),
        [told(ToDo.REGISTER_AGAIN, 20, 2, morning(20))],
    ),
    "the session was cancelled": (
        second(core_date(2, 30), **OPEN) | {"cancelled": frozenset({2})},
        [told(ToDo.REGISTER_ANOTHER, 20, 2, morning(20))],
    ),
    "the waitlist is joined before registration closes": (
        second(full(2, 30), **OPEN),
        [told(ToDo.JOIN_WAITLIST, 20, 2, morning(20))],
    ),
    "waiting goes on to the deadline of the session": (
        second(full(2, 30), **OPEN) | {"waits_for": frozenset({2})},
        [told(ToDo.KEEP_WAITING, 28, 2, morning(28))],
    ),
    "waiting goes on once registration has closed": (
        second(full(2, 30), **CLOSED) | {"waits_for": frozenset({2})},
        [told(ToDo.AWAIT_PLACE, 28, 2, morning(28))],
    ),
    "a place is changed before its deadline": (
        {"seminars": (seminar(2, 9),), "plan": plan(core_date(1, 10), core_date(2, 20))},
        [told(ToDo.CHANGE_DATE, 7, 2, morning(7)), told(ToDo.REGISTER, 10, 1, morning(10))],
    ),
    "a place is changed before the other session begins": (
        {"seminars": (seminar(1, 10),), "plan": plan(core_date(1, 5), core_date(2, 9))},
        [told(ToDo.CHANGE_DATE, 5, 1, morning(5)), told(ToDo.REGISTER, 9, 2, morning(9))],
    ),
    "a place held": (
        second(seminars=[seminar(2, 9, is_prepared=False)]),
        [told(ToDo.PREPARE, 9, 2, morning(9)), told(ToDo.COME_TO_SEMINAR, 9, 2, morning(9))],
    ),
    "a place held in a session that counts without the preparation": (
        second(seminars=[seminar(2, 9, is_to_prepare=True)]),
        [
            told(ToDo.PREPARE_UNCOUNTED, 9, 2, morning(9)),
            told(ToDo.COME_TO_SEMINAR, 9, 2, morning(9)),
        ],
    ),
    "not recorded": (
        second(seminars=[seminar(2, -9)], **OPEN),
        [told(ToDo.HAVE_SEMINAR_RECORDED, about=2)],
    ),
    "attended without the preparation": (
        second(seminars=[seminar(2, -9, "present", is_prepared=False)], **OPEN),
        [told(ToDo.HAVE_PREPARATION_RECORDED, about=2)],
    ),
    "no session is planned yet": (second(**OPEN), [told(ToDo.AWAIT_DATES, about=2)]),
    "no session is left": (
        second(core_date(2, -3), **OPEN),
        [told(ToDo.ASK_FOR_DATE, about=2)],
    ),
    "the appointment in which the follow-up was completed has ended": (
        second(core_date(2, 30), **OPEN)
        | {"appointments": (appointment(meeting(1, -9, WHOLE, "present"), ends_on=day(-1)),)},
        [told(ToDo.ASK_FOR_APPOINTMENT)],
    ),
    "online modules have days": (
        {"modules": (module("OM1", due=20),), "plan": plan(due={"OM2": day(30)}, **OPEN)},
        [told(ToDo.TAKE_TEST, 20, "OM1"), told(ToDo.CHOOSE_MODULES, 30, 1)],
    ),
    "meetings begin at a time": (
        {
            "appointments": (
                appointment(
                    meeting(1, -3, (1, 0, 0), "absent", is_mandatory=True),
                    meeting(2, 4, (1, 0, 0), makes_up_for=1),
                    meeting(3, 5, (0, 4, 0)),
                ),
            ),
        },
        [
            told(ToDo.COME_TO_MAKE_UP, 4, "Meeting 2", morning(4)),
            told(ToDo.COME_TO_MEETING, 5, "Meeting 3", morning(5)),
            told(ToDo.AWAIT_MEETINGS),
        ],
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_steps_with_their_moments(name):
    changes, steps = STEPS[name]
    verdict = evaluate(complete(**changes), AT)
    found = [astuple(step) for requirement in verdict.requirements for step in requirement.steps]
    assert found == steps
