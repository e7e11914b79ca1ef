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

from .facts import Employment, Record, day_of
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
from .session_steps import CORE_MODULES

__all__ = ["Record", "State", "Verdict", "evaluate", "evaluate_all"]

ONLINE_MODULES = 2
BEST_FIRST = (State.COMPLETED, State.ON_TRACK, State.AT_RISK, State.OUT_OF_REACH)

# A step in OUT_OF_REACH cannot be taken this term; a step in AT_RISK may fail.
OUT_OF_REACH = {ToDo.ASK_FOR_DATE, ToDo.ASK_FOR_MEETING, ToDo.ASK_FOR_APPOINTMENT}
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
    judged = [_by_virtue_of(one, record, at) for one in record.employments]
    return _evaluate(record, judged, at)


def evaluate_all(records: Mapping[K, Record], at: datetime) -> dict[K, Verdict]:
    """Evaluate many records; an employment shared by several, with the same plan, is evaluated once."""
    found: dict[tuple[int, int], CourseSpecific] = {}

    def judged(one: Employment, record: Record) -> CourseSpecific:
        shared = id(one), id(record.plan)
        if shared not in found:
            found[shared] = _by_virtue_of(one, record, at)
        return found[shared]

    return {
        key: _evaluate(record, [judged(one, record) for one in record.employments], at)
        for key, record in records.items()
    }


def _evaluate(record: Record, judged: Sequence[CourseSpecific], at: datetime) -> Verdict:
    core = _core_modules(record, at)
    online = _online_modules(record, at)
    specific = _course_specific(record, judged)
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
    present = {one.core_module: one for one in record.seminars if counts(one.mark)}
    counting = [one for _number, one in sorted(present.items()) if one.is_prepared]
    attended = {one.core_module for one in counting}
    missing = [Missing(f"core_module_{one}") for one in CORE_MODULES if one not in attended]
    steps = _in_time(steps_to_seminars(record, present, at)) if missing else ()
    state = _state(missing, steps, at)
    return CoreModules(
        state=State.OUT_OF_REACH if missing and _is_put_off(record, steps) else state,
        missing=tuple(missing),
        steps=steps,
        evidence=tuple(
            SeminarAttended(one.day, one.note, one.core_module, one.campus) for one in counting
        ),
    )


def _is_put_off(record: Record, steps: Iterable[Step]) -> bool:
    """Whether a place held in a later term is kept: the requirement then cannot be met this term."""
    changing = {one.about for one in steps if one.what is ToDo.CHANGE_DATE}
    held = (one for one in record.seminars if one.is_later and not one.mark)
    return any(str(one.core_module) not in changing for one in held)


def _online_modules(record: Record, at: datetime) -> OnlineModules:
    """Require two different modules completed, in any term. Late completions count until the term is over."""
    done = sorted(
        (
            ModuleCompleted(one.completed_on, one.note, one.code, one.title)
            for one in record.modules
            if one.completed_on is not None
        ),
        key=lambda one: (one.day, one.code),
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


def _course_specific(record: Record, judged: Sequence[CourseSpecific]) -> CourseSpecific:
    """Require one appointment, in any term, with all hours of each part and no mandatory meeting missed.

    Hours of different appointments are never added together. Returns the appointment closest to the requirement.
    """
    if not judged:
        return _unappointed(record)
    return min(judged, key=lambda one: _distance(one, record))


def _distance(one: CourseSpecific, record: Record) -> tuple[int, Decimal, int]:
    asked = record.hours_asked
    short = sum(rules.short_of(asked, one.hours).values(), Decimal(0))
    return BEST_FIRST.index(one.state), short, len(one.missing)


def _by_virtue_of(employment: Employment, record: Record, at: datetime) -> CourseSpecific:
    standing = rules.evaluate(employment.follow_up, record.hours_asked, at)
    missing = [Missing(f"{part}_hours") for part in standing.missing]
    if standing.missed:
        missing.append(Missing.MANDATORY_MEETING)
    steps = _in_time(steps_to_meetings(employment, standing, record, at)) if missing else ()
    state = _state(missing, steps, at)
    return CourseSpecific(
        state=State.OUT_OF_REACH if missing and employment.is_later else state,
        missing=tuple(missing),
        steps=steps,
        evidence=tuple(
            MeetingAttended(
                one.day, employment.notes.get(one.key), employment.titles[one.key], one.hours
            )
            for one in employment.follow_up.meetings
            if one.counts
        ),
        course_code=employment.course_code,
        course=employment.course,
        department=employment.department,
        term=employment.term,
        hours=standing.hours,
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
    if any(one.what in OUT_OF_REACH for one in steps):
        return State.OUT_OF_REACH
    if any(one.what in AT_RISK or _is_pressing(one, at) for one in steps):
        return State.AT_RISK
    return State.ON_TRACK


def _is_pressing(step: Step, at: datetime) -> bool:
    return step.what in TO_REMEMBER and step.by is not None and step.by <= day_of(at) + SOON


def _in_time(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Sort steps by deadline; steps without one come last."""
    return tuple(sorted(steps, key=lambda one: one.due))
