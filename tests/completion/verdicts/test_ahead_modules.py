"""What can still be done this term for the online modules, and by when; without a database."""

from __future__ import annotations

from typing import Any

import pytest

from completion.verdicts.facts import ChosenModule
from completion.verdicts.results import ToDo
from completion.verdicts.rules import State, evaluate
from tests.completion.histories import (
    AT,
    MEETINGS_DONE,
    MODULES_DONE,
    appointment,
    complete,
    day,
    module,
    plan,
    step,
)


def online(*modules, appointments=MEETINGS_DONE, **fields):
    facts = complete(modules=modules, plan=plan(**fields), appointments=tuple(appointments))
    return evaluate(facts, AT).online_modules


DUE = {"OM1": day(20), "OM2": day(30)}
# The modules chosen or completed, the plan, the state and the next steps.
ONLINE: dict[str, tuple[list[ChosenModule], dict[str, Any], State, list[tuple]]] = {
    "nothing chosen": ([], {"due": DUE}, State.ON_TRACK, [(ToDo.CHOOSE_MODULES, 30, 2)]),
    "nothing chosen and no dates": ([], {}, State.ON_TRACK, [(ToDo.CHOOSE_MODULES, None, 2)]),
    "one chosen": (
        [module("OM1", due=20)],
        {"due": DUE},
        State.ON_TRACK,
        [(ToDo.TAKE_TEST, 20, "OM1"), (ToDo.CHOOSE_MODULES, 30, 1)],
    ),
    "one completed": (
        [module("OM1", -3)],
        {"due": DUE},
        State.ON_TRACK,
        [(ToDo.CHOOSE_MODULES, 30, 1)],
    ),
    "one completed that is due after the others": (
        [module("OM2", -3)],
        {"due": DUE},
        State.ON_TRACK,
        [(ToDo.CHOOSE_MODULES, 20, 1)],
    ),
    "one completed and one chosen": (
        [module("OM1", -3), module("OM2", due=30)],
        {"due": DUE},
        State.ON_TRACK,
        [(ToDo.TAKE_TEST, 30, "OM2")],
    ),
    "both chosen": (
        [module("OM2", due=30), module("OM1", due=20)],
        {"due": DUE},
        State.ON_TRACK,
        [(ToDo.TAKE_TEST, 20, "OM1"), (ToDo.TAKE_TEST, 30, "OM2")],
    ),
    "without a date": (
        [module("OM1", -3), module("OM3")],
        {"due": DUE},
        State.ON_TRACK,
        [(ToDo.TAKE_TEST, None, "OM3")],
    ),
    "due in a week": (
        [module("OM1", -3), module("OM2", due=7)],
        {"due": DUE},
        State.AT_RISK,
        [(ToDo.TAKE_TEST, 7, "OM2")],
    ),
    "late": (
        [module("OM1", -3), module("OM2", due=-9)],
        {"due": DUE},
        State.AT_RISK,
        [(ToDo.TAKE_TEST, -9, "OM2")],
    ),
    "the term is over": (
        [module("OM1", -3), module("OM2")],
        {"is_over": True},
        State.OUT_OF_REACH,
        [(ToDo.TAKE_TEST, None, "OM2")],
    ),
}
# How far a chosen module is, and its next part.
PARTS: dict[str, tuple[dict[str, Any], ToDo]] = {
    "nothing done": ({}, ToDo.TAKE_TEST),
    "test passed": ({"parts_done": 1}, ToDo.WRITE_ESSAY),
    "essay set aside": ({"parts_done": 1, "is_set_aside": True}, ToDo.REPLACE_ESSAY),
    "essay handed in": ({"parts_done": 2}, ToDo.EVALUATE_TWO),
    "one evaluation given": ({"parts_done": 3}, ToDo.EVALUATE_ONE),
    "done elsewhere": ({"is_done_here": False}, ToDo.COMPLETE_MODULE),
}


@pytest.mark.parametrize("name", PARTS)
def test_next_part_of_a_module_is_what_is_not_done_yet(name):
    fields, what = PARTS[name]
    found = online(module("OM1", -3), module("OM2", due=8, **fields))
    assert (list(found.steps), found.state) == ([step(what, 8, "OM2")], State.ON_TRACK)
    pressing = online(module("OM1", -3), module("OM2", due=7, **fields))
    assert pressing.state is State.AT_RISK


@pytest.mark.parametrize("name", ONLINE)
def test_online_modules(name):
    modules, planned, state, steps = ONLINE[name]
    found = online(*modules, **planned)
    assert list(found.steps) == [step(*arguments) for arguments in steps]
    assert found.state is state


def test_completed_stays_so_when_the_term_is_over():
    assert online(*MODULES_DONE, is_over=True).state is State.COMPLETED


def test_choosing_takes_an_appointment_that_has_not_ended():
    ended = appointment(ends_on=day(-1))
    found = online(module("OM1"), appointments=[ended])
    assert list(found.steps) == [
        step(ToDo.TAKE_TEST, about="OM1"),
        step(ToDo.ASK_FOR_APPOINTMENT),
    ]
    assert found.state is State.OUT_OF_REACH
    still = [ended, appointment(term="2032V", ends_on=day(0))]
    assert online(appointments=still).state is State.ON_TRACK
    assert online(appointments=[]).state is State.OUT_OF_REACH


def test_finishing_what_is_chosen_takes_none():
    found = online(module("OM1"), module("OM2"), appointments=[])
    assert found.state is State.ON_TRACK
