"""The three requirements and their edge cases, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from completion.verdicts.facts import Name, Note
from completion.verdicts.results import (
    MeetingAttended,
    ModuleCompleted,
    SeminarAttended,
    Step,
    ToDo,
)
from completion.verdicts.rules import State, evaluate, evaluate_all
from tests.completion.histories import (
    ASKED,
    AT,
    CORE_DONE,
    MEETINGS_DONE,
    MODULES_DONE,
    NOTE,
    TODAY,
    WHOLE,
    appointment,
    complete,
    core_date,
    day,
    meeting,
    module,
    morning,
    plan,
    record,
    seminar,
)

EVERYTHING = (
    "core_module_1",
    "core_module_2",
    "online_module_1",
    "online_module_2",
    "first_meeting_hours",
    "follow_up_hours",
    "final_evaluation_hours",
)


def test_all_three_are_completed_and_no_two_of_them():
    assert evaluate(complete(), AT).is_completed
    assert not evaluate(complete(seminars=()), AT).is_completed
    assert not evaluate(complete(modules=()), AT).is_completed
    assert not evaluate(complete(appointments=(appointment(),)), AT).is_completed


def test_judged_together_is_judged_as_alone():
    """Also for people who share an appointment's facts, but not the plan or the rest."""
    shared = appointment(meeting(1, -3, (1, 0, 0), "present"))
    over = plan(is_over=True)
    records = {
        "complete": complete(),
        "short": complete(appointments=(shared,)),
        "too late": complete(appointments=(shared,), plan=over),
        "with another": complete(appointments=(shared, *MEETINGS_DONE), plan=over),
        "nothing": record(appointments=()),
        "exempt": complete(is_exempt=True, appointments=(shared,)),
    }
    found = evaluate_all(records, AT)
    assert found == {key: evaluate(record, AT) for key, record in records.items()}
    assert found["short"].state != found["too late"].state


def test_nothing_is_left_to_do_for_a_person_who_has_completed():
    verdict = evaluate(complete(), AT)
    assert (verdict.state, verdict.is_exempt) == (State.COMPLETED, False)
    assert (verdict.missing, verdict.act_by) == ((), None)
    for requirement in verdict.requirements:
        assert (requirement.is_met, requirement.state, requirement.missing, requirement.steps) == (
            True,
            State.COMPLETED,
            (),
            (),
        )


def test_a_person_who_has_done_nothing_lacks_everything():
    verdict = evaluate(record(), AT)
    assert verdict.missing == EVERYTHING
    assert not any(requirement.is_met for requirement in verdict.requirements)


def test_exempt_is_not_completed_and_lacks_nothing():
    verdict = evaluate(record(is_exempt=True), AT)
    assert (verdict.is_exempt, verdict.is_completed) == (True, False)
    assert (verdict.state, verdict.missing, verdict.act_by) == (State.EXEMPT, (), None)
    assert {(requirement.state, requirement.steps) for requirement in verdict.requirements} == {
        (State.EXEMPT, ())
    }


def test_an_exemption_never_unmakes_a_completion():
    verdict = evaluate(complete(is_exempt=True), AT)
    assert (verdict.is_exempt, verdict.is_completed) == (True, True)
    assert replace(verdict, is_exempt=False) == evaluate(complete(), AT)


def test_exempt_shows_what_was_done_all_the_same():
    verdict = evaluate(record(is_exempt=True, seminars=CORE_DONE), AT)
    assert verdict.core_modules.attended == (1, 2)
    assert [requirement.is_met for requirement in verdict.requirements] == [True, False, False]


SEMINARS = {
    "both, in other terms": ([seminar(1, -400, "present"), seminar(2, -30, "present")], ()),
    "both, the second first": ([seminar(2, -30, "present"), seminar(1, -3, "present")], ()),
    "missed and attended another": ([seminar(1, -30, "absent"), *CORE_DONE], ()),
    "one only": ([seminar(1, -30, "present")], (2,)),
    "the other only": ([seminar(2, -30, "present")], (1,)),
    "partial": ([seminar(1, -30, "partial"), seminar(2, -9, "present")], (1,)),
    "absent": ([seminar(1, -30, "present"), seminar(2, -9, "absent")], (2,)),
    "not recorded": ([seminar(1, -30), seminar(2, -9, "present")], (1,)),
    "to come": ([seminar(1, 3), seminar(2, 9)], (1, 2)),
    "the preparation not confirmed": (
        [seminar(1, -30, "present", is_prepared=False), seminar(2, -9, "present")],
        (1,),
    ),
}


@pytest.mark.parametrize("name", SEMINARS)
def test_core_modules(name):
    seminars, missing = SEMINARS[name]
    found = evaluate(complete(seminars=tuple(seminars)), AT).core_modules
    assert found.missing == tuple(f"core_module_{number}" for number in missing)
    assert found.attended == tuple(number for number in (1, 2) if number not in missing)
    assert found.is_met == (not missing)


def test_evidence_of_core_modules_is_where_and_when_and_who_recorded_it():
    found = evaluate(complete(seminars=CORE_DONE[::-1]), AT).core_modules
    assert found.evidence == (
        SeminarAttended(day(-20), NOTE, 1, "Trondheim"),
        SeminarAttended(day(-10), NOTE, 2, "Trondheim"),
    )


MODULES = {
    "two": (MODULES_DONE, ("OM1", "OM4"), ()),
    "two of long ago": ([module("OM8", -700), module("OM2", -400)], ("OM8", "OM2"), ()),
    "one": ([module("OM3", -1)], ("OM3",), (2,)),
    "one, and one that is chosen": ([module("OM1"), module("OM3", -1)], ("OM3",), (2,)),
    "two that are chosen": ([module("OM1"), module("OM3")], (), (1, 2)),
    "none": ([], (), (1, 2)),
}


@pytest.mark.parametrize("name", MODULES)
def test_online_modules(name):
    modules, completed, missing = MODULES[name]
    found = evaluate(complete(modules=tuple(modules)), AT).online_modules
    assert found.completed == completed
    assert found.missing == tuple(f"online_module_{number}" for number in missing)
    assert found.is_met == (not missing)


def test_modules_completed_on_the_same_day_come_by_their_code():
    found = evaluate(complete(modules=(module("OM4", -3), module("OM1", -3))), AT)
    assert found.online_modules.completed == ("OM1", "OM4")


def test_evidence_of_online_modules_is_the_day_and_who_brought_it_in():
    brought_in = replace(module("OM2", -30), note=Note("Unni Uniped", None))
    found = evaluate(complete(modules=(brought_in, module("OM1", -3))), AT).online_modules
    assert found.evidence == (
        ModuleCompleted(
            day(-30), Note("Unni Uniped", None), "OM2", Name("Module OM2", "Modul OM2")
        ),
        ModuleCompleted(day(-3), None, "OM1", Name("Module OM1", "Modul OM1")),
    )


# The rule for one appointment has its own table: tests/modules/follow_up/test_follow_up_rule.py.
MEETINGS = {
    "all in one": ([appointment(meeting(1, -9, WHOLE, "present"))], ()),
    "short of an hour": (
        [appointment(meeting(1, -9, (1, 3, 1), "present"))],
        ("follow_up_hours",),
    ),
    "a mandatory one missed": (
        [
            appointment(
                meeting(1, -9, WHOLE, "present"),
                meeting(2, -8, mark="absent", is_mandatory=True),
            )
        ],
        ("mandatory_meeting",),
    ),
    "short of hours, and a mandatory one missed": (
        [appointment(meeting(1, -9, (0, 9, 0), "absent", is_mandatory=True))],
        ("first_meeting_hours", "follow_up_hours", "final_evaluation_hours", "mandatory_meeting"),
    ),
    "halves of two appointments": (
        [
            appointment(meeting(1, -9, (1, 2, 0), "present")),
            appointment(meeting(2, -8, (0, 2, 1), "present"), course="HIST1500"),
        ],
        ("follow_up_hours", "final_evaluation_hours"),
    ),
    "one of two appointments": ([appointment(), *MEETINGS_DONE], ()),
    "an appointment of another term": (
        [
            appointment(),
            appointment(meeting(1, -300, WHOLE, "present"), term="2030H", ends_on=day(-200)),
        ],
        (),
    ),
    "no appointment": (
        [],
        ("first_meeting_hours", "follow_up_hours", "final_evaluation_hours"),
    ),
}


@pytest.mark.parametrize("name", MEETINGS)
def test_course_specific(name):
    appointments, missing = MEETINGS[name]
    found = evaluate(complete(appointments=tuple(appointments)), AT).course_specific
    assert found.missing == missing
    assert found.is_met == (not missing)


def test_evidence_of_meetings_is_of_those_attended_and_of_that_appointment_alone():
    marked = meeting(1, -9, WHOLE, "present")
    appointments = (
        appointment(meeting(3, -8, (0, 1, 0), "present"), course="HIST1500"),
        appointment(marked, meeting(2, -8, mark="partial"), meeting(4, 3)),
    )
    found = evaluate(complete(appointments=appointments), AT).course_specific
    assert found.evidence == (MeetingAttended(marked.day, NOTE, 1, "Meeting 1", marked.hours),)
    assert (found.course_code, found.term) == ("TMA4100", "2031H")
    assert found.course == Name("Calculus 1", "Matematikk 1")
    assert found.department == Name(
        "Department of Mathematical Sciences", "Institutt for matematiske fag"
    )
    assert found.hours == ASKED


def test_tells_of_the_appointment_that_is_nearest():
    told = [
        # In order: met, can still be met, fewest hours short, fewest things missing.
        appointment(meeting(1, -9, WHOLE, "present"), course="MET"),
        appointment(meeting(1, 9, WHOLE), course="PLANNED"),
        appointment(meeting(1, 9, (1, 1, 1)), course="HALF-PLANNED"),
        appointment(
            meeting(1, -9, WHOLE, "absent"), meeting(2, -9, (0, 4, 0), "present"), course="MUCH"
        ),
        appointment(
            meeting(1, -9, WHOLE, "absent"), meeting(2, -9, (1, 0, 1), "present"), course="LITTLE"
        ),
        appointment(
            meeting(1, -9, WHOLE, "absent", is_mandatory=True),
            meeting(2, -9, (1, 0, 1), "present"),
            course="LITTLE, AND A MANDATORY ONE MISSED",
        ),
    ]
    found = []
    while told:
        nearest = evaluate(record(appointments=tuple(told[::-1])), AT).course_specific.course_code
        told = [appointment for appointment in told if appointment.course_code != nearest]
        found.append(nearest)
    assert found == [
        "MET",
        "PLANNED",
        "HALF-PLANNED",
        "MUCH",
        "LITTLE",
        "LITTLE, AND A MANDATORY ONE MISSED",
    ]


def test_of_appointments_equally_near_tells_of_the_first():
    two = (appointment(course="FIRST"), appointment(course="SECOND"))
    assert evaluate(record(appointments=two), AT).course_specific.course_code == "FIRST"


def test_hours_above_what_is_asked_make_up_for_no_other_part():
    one_sided = appointment(
        meeting(1, -9, (0, 20, 0), "present"), meeting(2, -9, WHOLE, "absent"), course="SIDE"
    )
    even = appointment(
        meeting(1, -9, (1, 3, 1), "present"), meeting(2, -9, WHOLE, "absent"), course="EVEN"
    )
    found = evaluate(record(appointments=(one_sided, even)), AT).course_specific
    assert found.course_code == "EVEN"


def test_without_an_appointment_there_is_no_course_and_no_hour():
    found = evaluate(record(appointments=()), AT).course_specific
    assert (found.course_code, found.course, found.department, found.term) == (None,) * 4
    assert found.hours == dict.fromkeys(ASKED, 0)
    assert found.steps == (Step(ToDo.ASK_FOR_APPOINTMENT),)
    assert found.state is State.OUT_OF_REACH
    assert found.evidence == ()


ON_TRACK = appointment(meeting(1, 9, WHOLE))
AT_RISK = appointment()
OUT = appointment(meeting(1, -9, WHOLE, "absent"))
WORST = [
    ((seminar(1, 3), seminar(2, 9)), ON_TRACK, State.ON_TRACK),
    ((seminar(1, 3), seminar(2, 9)), AT_RISK, State.AT_RISK),
    ((seminar(1, 3), seminar(2, 9)), OUT, State.OUT_OF_REACH),
    (CORE_DONE, ON_TRACK, State.ON_TRACK),
    ((), ON_TRACK, State.AT_RISK),
    ((), OUT, State.OUT_OF_REACH),
]


@pytest.mark.parametrize(("seminars", "own", "state"), WORST)
def test_the_whole_is_as_far_as_the_worst_of_the_three(seminars, own, state):
    found = evaluate(record(seminars=seminars, appointments=(own,)), AT)
    assert found.state is state


def test_act_by_the_first_of_the_last_days():
    facts = record(
        plan=plan(core_date(1, 12), core_date(2, 30), due={"OM1": day(20)}),
        modules=(module("OM1", due=20),),
        appointments=(appointment(meeting(1, 15, WHOLE)),),
    )
    verdict = evaluate(facts, AT)
    assert [requirement.act_by for requirement in verdict.requirements] == [
        day(12),
        day(20),
        day(15),
    ]
    assert verdict.act_by == day(12)


def test_steps_come_in_order_of_their_last_day_and_those_without_one_last():
    facts = record(
        modules=(module("OM1"), module("OM2", due=20)),
    )
    steps = evaluate(facts, AT).online_modules.steps
    assert [(step.about, step.by) for step in steps] == [("OM2", day(20)), ("OM1", None)]


@pytest.mark.parametrize(("days", "state"), [(8, State.ON_TRACK), (7, State.AT_RISK)])
def test_what_is_to_be_done_by_oneself_is_at_risk_within_a_week(days, state):
    lacking = {
        "core_modules": complete(seminars=CORE_DONE[:1], plan=plan(core_date(2, days))),
        "online_modules": complete(modules=MODULES_DONE[:1], plan=plan(due={"OM2": day(days)})),
    }
    for requirement, facts in lacking.items():
        found = getattr(evaluate(facts, AT), requirement)
        assert found.state is state
        assert found.act_by == TODAY + timedelta(days=days)


def test_steps_of_one_day_come_in_order_of_time_and_those_of_the_whole_day_last():
    whole, late, early = (
        Step(ToDo.REGISTER, day(3), at=moment)
        for moment in (None, morning(3).replace(hour=11), morning(3))
    )
    after = Step(ToDo.REGISTER, day(4), at=morning(4))
    never = Step(ToDo.REGISTER)
    found = sorted([never, after, whole, late, early], key=lambda step: step.due)
    assert [step.at for step in found] == [early.at, late.at, None, after.at, None]
    assert found[-1] is never
