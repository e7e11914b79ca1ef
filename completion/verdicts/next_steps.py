"""The next steps towards each of the three requirements, given what is planned. Pure Python."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from enrollment.marks import ABSENT, RECORDED_WITHIN
from modules.follow_up import rules
from modules.follow_up.rules import FollowUpResult, Meeting

from .core_module_steps import CORE_MODULES, steps_to_dates
from .facts import AppointmentFacts, ChosenModule, Record, Seminar, day_of
from .results import Step, ToDo

# By how many of its parts are done.
PARTS_OF_MODULE = (ToDo.TAKE_TEST, ToDo.WRITE_ESSAY, ToDo.EVALUATE_TWO, ToDo.EVALUATE_ONE)
# All steps in a chosen module.
TO_COMPLETE_MODULE = {*PARTS_OF_MODULE, ToDo.REPLACE_ESSAY, ToDo.COMPLETE_MODULE}


def steps_to_seminars(
    record: Record, present: Mapping[int, Seminar], at: datetime
) -> Iterator[Step]:
    held = {
        seminar.core_module: seminar
        for seminar in record.seminars
        if not seminar.mark and seminar.core_module not in present
    }
    lacking = [number for number in CORE_MODULES if number not in present and number not in held]
    to_dates: list[Step] = []
    if lacking:
        to_dates = (
            steps_to_dates(record, held, lacking, at)
            if record.is_appointed_on(day_of(at))
            else [Step(ToDo.ASK_FOR_APPOINTMENT)]
        )
    changing = {step.about for step in to_dates if step.what is ToDo.CHANGE_DATE}
    yield from to_dates
    for number, seminar in held.items():
        if str(number) not in changing:
            yield from _steps_to_seminar(seminar, at)
    for number, seminar in present.items():
        if not seminar.is_prepared:
            yield Step(ToDo.HAVE_PREPARATION_RECORDED, about=str(number))


def _steps_to_seminar(seminar: Seminar, at: datetime) -> Iterator[Step]:
    about = str(seminar.core_module)
    if seminar.starts_at > at:
        if seminar.is_to_prepare or not seminar.is_prepared:
            what = ToDo.PREPARE_UNCOUNTED if seminar.is_prepared else ToDo.PREPARE
            yield Step(what, seminar.day, about, seminar.starts_at)
        yield Step(ToDo.COME_TO_SEMINAR, seminar.day, about, seminar.starts_at)
    elif seminar.starts_at + RECORDED_WITHIN <= at:
        yield Step(ToDo.HAVE_SEMINAR_RECORDED, about=about)


def steps_to_modules(record: Record, lacking: int, at: datetime) -> Iterator[Step]:
    """Yield a step for each chosen module, up to ``lacking``, then one step to choose the rest.

    If all appointments have ended, the last step is to ask for an appointment instead.
    """
    chosen = [module for module in record.modules if module.completed_on is None][:lacking]
    for module in chosen:
        yield Step(_next_part(module), module.due, module.code)
    to_choose = lacking - len(chosen)
    if to_choose:
        today = day_of(at)
        if all(appointment.has_ended(today) for appointment in record.appointments):
            yield Step(ToDo.ASK_FOR_APPOINTMENT)
        else:
            yield Step(ToDo.CHOOSE_MODULES, _last_due(record), str(to_choose))


def _next_part(module: ChosenModule) -> ToDo:
    if not module.is_done_here:
        return ToDo.COMPLETE_MODULE
    return ToDo.REPLACE_ESSAY if module.is_set_aside else PARTS_OF_MODULE[module.parts_done]


def _last_due(record: Record) -> date | None:
    """Return the latest due date among the modules that are not chosen, or ``None``."""
    taken = {module.code for module in record.modules}
    days = (day for code, day in record.plan.due.items() if code not in taken)
    return max(days, default=None)


def steps_to_meetings(
    appointment: AppointmentFacts, result: FollowUpResult, record: Record, at: datetime
) -> Iterator[Step]:
    """Yield the steps for one appointment: meetings that make up for missed ones first, then missing hours.

    Forgotten attendance is treated as absence, with a step to have it recorded if the requirement depends on it.
    """
    own, titles = appointment.follow_up, appointment.titles
    forgotten = {meeting.key for meeting in own.meetings if _is_forgotten(meeting, own, at)}
    sure = _without(forgotten, own, record, at) if forgotten else result
    if not result.can_still:
        if _may_plan_more(appointment, record, at):
            yield Step(ToDo.AWAIT_MEETINGS)
        elif result.without_make_up:
            for key in result.without_make_up:
                yield Step(ToDo.ASK_FOR_MAKE_UP, about=titles[key])
        else:
            yield Step(ToDo.ASK_FOR_MEETING)
    elif not sure.can_still:
        had = _had(own)
        for meeting in own.meetings:
            if meeting.key in forgotten and meeting.subject not in had:
                yield Step(ToDo.HAVE_MEETING_RECORDED, about=titles[meeting.key])
    yield from _to_come(appointment, result, sure, at)


def _to_come(
    appointment: AppointmentFacts, result: FollowUpResult, sure: FollowUpResult, at: datetime
) -> Iterator[Step]:
    """Yield the next make-up meeting for each missed meeting, then the next meeting that gives missing hours."""
    own, titles = appointment.follow_up, appointment.titles
    had = _had(own)
    to_come = sorted(
        (
            meeting
            for meeting in own.meetings
            if _is_held_after(meeting, at) and own.covers(meeting.day)
        ),
        key=lambda meeting: meeting.starts_at,
    )
    for key in sure.missed:
        make_up = next((meeting for meeting in to_come if meeting.makes_up_for == key), None)
        if make_up is not None and _is_decided(key, own, at):
            yield Step(ToDo.COME_TO_MAKE_UP, make_up.day, titles[make_up.key], make_up.starts_at)
    for meeting in to_come:
        if (
            own.asks_for(meeting, at)
            and meeting.subject not in had
            and meeting.subject not in sure.missed
            and any(meeting.hours[part] for part in result.missing)
        ):
            yield Step(ToDo.COME_TO_MEETING, meeting.day, titles[meeting.key], meeting.starts_at)
            return


def _without(
    forgotten: Collection[int], own: rules.FollowUpRecord, record: Record, at: datetime
) -> FollowUpResult:
    meetings = (
        replace(meeting, mark=ABSENT) if meeting.key in forgotten else meeting
        for meeting in own.meetings
    )
    return rules.evaluate(replace(own, meetings=tuple(meetings)), record.hours_asked, at)


def _had(own: rules.FollowUpRecord) -> set[int]:
    """Return the keys of the meetings attended, either directly or through a make-up meeting."""
    return {meeting.subject for meeting in own.meetings if meeting.counts}


def _is_held_after(meeting: Meeting, at: datetime) -> bool:
    return not meeting.is_cancelled and meeting.starts_at > at


def _is_decided(key: int, own: rules.FollowUpRecord, at: datetime) -> bool:
    """Whether attendance at a past meeting is recorded or counts as forgotten."""
    meeting = next(meeting for meeting in own.meetings if meeting.key == key)
    return bool(meeting.mark) or _is_forgotten(meeting, own, at)


def _is_forgotten(meeting: Meeting, own: rules.FollowUpRecord, at: datetime) -> bool:
    return (
        meeting.is_undecided(at)
        and own.covers(meeting.day)
        and meeting.starts_at + RECORDED_WITHIN <= at
    )


def _may_plan_more(appointment: AppointmentFacts, record: Record, at: datetime) -> bool:
    """Whether the department's plan lacks hours, and the term and the appointment have not ended."""
    if record.plan.is_over or appointment.term != record.plan.term:
        return False
    if appointment.has_ended(day_of(at)):
        return False
    own = appointment.follow_up
    planned = rules.planned(meeting for meeting in own.meetings if own.covers(meeting.day))
    asked = record.hours_asked
    return bool(rules.short_of(asked, rules.total(asked, planned)))
