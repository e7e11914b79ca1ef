"""The rules for completing LAOS (docs/programme.md, “To complete LAOS: all three”). Pure Python: no Django here.

1. 100 % attendance at core modules 1 and 2;
2. two completed online modules;
3. 100 % attendance at the course-specific modules.

The programme allows no dispensation from attendance, so no function here takes one into account.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from enrollment.marks import counts
from modules.follow_up import rules

from .core_module_steps import CORE_MODULES
from .facts import AppointmentFacts, Record, day_of
from .next_steps import TO_COMPLETE_MODULE, steps_to_meetings, steps_to_modules, steps_to_seminars
from .results import (
    CoreModules,
    CourseSpecific,
    MeetingAttended,
    Missing,
    ModuleCompleted,
    OnlineModules,
    Requirement,
    SeminarAttended,
    State,
    Step,
    ToDo,
    Verdict,
)

__all__ = ["Record", "State", "Verdict", "evaluate", "evaluate_all"]

ONLINE_MODULES = 2
BEST_FIRST = (State.COMPLETED, State.ON_TRACK, State.AT_RISK, State.OUT_OF_REACH)

# A step in OUT_OF_REACH cannot be taken this term; a step in AT_RISK may fail.
OUT_OF_REACH = {
    ToDo.ASK_FOR_DATE,
    ToDo.ASK_FOR_LONGER_APPOINTMENT,
    ToDo.ASK_FOR_MEETING,
    ToDo.ASK_FOR_MAKE_UP,
    ToDo.ASK_FOR_APPOINTMENT,
}
AT_RISK = {
    ToDo.REGISTER_AGAIN,
    ToDo.CHANGE_DATE,
    ToDo.JOIN_WAITLIST,
    ToDo.JOIN_WAITLIST_ONCE_OPEN,
    ToDo.KEEP_WAITING,
    ToDo.AWAIT_PLACE,
    ToDo.AWAIT_DATES,
    ToDo.HAVE_SEMINAR_RECORDED,
    ToDo.HAVE_PREPARATION_RECORDED,
    ToDo.COME_TO_MAKE_UP,
    ToDo.HAVE_MEETING_RECORDED,
    ToDo.AWAIT_MEETINGS,
}
# These steps put a requirement at risk when their deadline is at most ``SOON`` away.
TO_REMEMBER = {
    ToDo.REGISTER,
    ToDo.REGISTER_ANOTHER,
    ToDo.PREPARE,
    ToDo.CHOOSE_MODULES,
    *TO_COMPLETE_MODULE,
}
SOON = timedelta(days=7)

R = TypeVar("R", bound=Requirement)
K = TypeVar("K")


def evaluate(record: Record, at: datetime) -> Verdict:
    """Evaluate all three requirements. An exemption neither counts as completion nor hides one."""
    follow_ups = [_follow_up(appointment, record, at) for appointment in record.appointments]
    return _evaluate(record, follow_ups, at)


def evaluate_all(records: Mapping[K, Record], at: datetime) -> dict[K, Verdict]:
    """Evaluate many records; an appointment shared by several, with the same plan, is evaluated once."""
    found: dict[tuple[int, int], CourseSpecific] = {}

    def shared(appointment: AppointmentFacts, record: Record) -> CourseSpecific:
        key = id(appointment), id(record.plan)
        if key not in found:
            found[key] = _follow_up(appointment, record, at)
        return found[key]

    return {
        key: _evaluate(
            record, [shared(appointment, record) for appointment in record.appointments], at
        )
        for key, record in records.items()
    }


def _evaluate(record: Record, follow_ups: Sequence[CourseSpecific], at: datetime) -> Verdict:
    core = _core_modules(record, at)
    online = _online_modules(record, at)
    specific = _course_specific(record, follow_ups)
    worst = max(core.state, online.state, specific.state, key=BEST_FIRST.index)
    if record.is_exempt and worst is not State.COMPLETED:
        return Verdict(True, _spared(core), _spared(online), _spared(specific), State.EXEMPT)
    return Verdict(record.is_exempt, core, online, specific, worst)


def _spared(requirement: R) -> R:
    return replace(requirement, state=State.EXEMPT, steps=())


def _core_modules(record: Record, at: datetime) -> CoreModules:
    """Require presence at core modules 1 and 2, in any term; partial attendance does not count.

    If the session's term requires preparation, the session counts only once the preparation is confirmed.
    """
    present = {seminar.core_module: seminar for seminar in record.seminars if counts(seminar.mark)}
    counting = [seminar for _number, seminar in sorted(present.items()) if seminar.is_prepared]
    attended = {seminar.core_module for seminar in counting}
    missing = [
        Missing(f"core_module_{number}") for number in CORE_MODULES if number not in attended
    ]
    steps = _in_time(steps_to_seminars(record, present, at)) if missing else ()
    state = _state(missing, steps, at)
    return CoreModules(
        state=State.OUT_OF_REACH if missing and _is_put_off(record, steps) else state,
        missing=tuple(missing),
        steps=steps,
        evidence=tuple(
            SeminarAttended(seminar.day, seminar.note, seminar.core_module, seminar.campus)
            for seminar in counting
        ),
    )


def _is_put_off(record: Record, steps: Iterable[Step]) -> bool:
    """Whether a place held in a later term is kept: the requirement then cannot be met this term."""
    changing = {step.about for step in steps if step.what is ToDo.CHANGE_DATE}
    held = (seminar for seminar in record.seminars if seminar.is_later and not seminar.mark)
    return any(str(seminar.core_module) not in changing for seminar in held)


def _online_modules(record: Record, at: datetime) -> OnlineModules:
    """Require two different modules completed, in any term. Late completions count until the term is over."""
    done = sorted(
        (
            ModuleCompleted(module.completed_on, module.note, module.code, module.title)
            for module in record.modules
            if module.completed_on is not None
        ),
        key=lambda module: (module.day, module.code),
    )
    lacking = range(len(done), ONLINE_MODULES)
    missing = [Missing(f"online_module_{number + 1}") for number in lacking]
    steps = _in_time(steps_to_modules(record, len(lacking), at)) if missing else ()
    state = _state(missing, steps, at)
    return OnlineModules(
        state=State.OUT_OF_REACH if missing and record.plan.is_over else state,
        missing=tuple(missing),
        steps=steps,
        evidence=tuple(done),
    )


def _course_specific(record: Record, follow_ups: Sequence[CourseSpecific]) -> CourseSpecific:
    """Require one appointment, in any term, with all hours of each part and no mandatory meeting missed.

    Hours of different appointments are never added together. Returns the appointment closest to the requirement.
    """
    if not follow_ups:
        return _unappointed(record)
    return min(follow_ups, key=lambda follow_up: _distance(follow_up, record))


def _distance(follow_up: CourseSpecific, record: Record) -> tuple[int, Decimal, int]:
    asked = record.hours_asked
    short = sum(rules.short_of(asked, follow_up.hours).values(), Decimal(0))
    return BEST_FIRST.index(follow_up.state), short, len(follow_up.missing)


def _follow_up(appointment: AppointmentFacts, record: Record, at: datetime) -> CourseSpecific:
    result = rules.evaluate(appointment.follow_up, record.hours_asked, at)
    missing = [Missing(f"{part}_hours") for part in result.missing]
    if result.missed:
        missing.append(Missing.MANDATORY_MEETING)
    steps = _in_time(steps_to_meetings(appointment, result, record, at)) if missing else ()
    state = _state(missing, steps, at)
    return CourseSpecific(
        state=State.OUT_OF_REACH if missing and appointment.is_later else state,
        missing=tuple(missing),
        steps=steps,
        evidence=tuple(
            MeetingAttended(
                meeting.day,
                appointment.notes.get(meeting.key),
                meeting.key,
                appointment.titles[meeting.key],
                meeting.hours,
            )
            for meeting in appointment.follow_up.meetings
            if meeting.counts
        ),
        course_code=appointment.course_code,
        course=appointment.course,
        department=appointment.department,
        term=appointment.term,
        hours=result.hours,
    )


def _unappointed(record: Record) -> CourseSpecific:
    return CourseSpecific(
        state=State.OUT_OF_REACH,
        missing=tuple(Missing(f"{part}_hours") for part in record.hours_asked),
        steps=(Step(ToDo.ASK_FOR_APPOINTMENT),),
        evidence=(),
        course_code=None,
        course=None,
        department=None,
        term=None,
        hours=dict.fromkeys(record.hours_asked, Decimal(0)),
    )


def _state(missing: Sequence[Missing], steps: Sequence[Step], at: datetime) -> State:
    """Return COMPLETED if nothing is missing, else the state of the worst step."""
    if not missing:
        return State.COMPLETED
    if any(step.what in OUT_OF_REACH for step in steps):
        return State.OUT_OF_REACH
    if any(step.what in AT_RISK or _is_pressing(step, at) for step in steps):
        return State.AT_RISK
    return State.ON_TRACK


def _is_pressing(step: Step, at: datetime) -> bool:
    return step.what in TO_REMEMBER and step.by is not None and step.by <= day_of(at) + SOON


def _in_time(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Sort steps by deadline; steps without one come last."""
    return tuple(sorted(steps, key=lambda step: step.due))
