"""What coordinators see that a person lacks: the verdict's missing parts and next steps, in few words.

A core module with a date to come, and modules and hours under way, need no words: the verdict's own list is on the
person's page. A seminar or meeting is named with its mark: partial is not absent. Without a mark it is not recorded yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from completion.verdicts.facts import AppointmentFacts, Record, day_of
from completion.verdicts.labels import STATES, missing_in_words
from completion.verdicts.next_steps import TO_COMPLETE_MODULE
from completion.verdicts.results import (
    CoreModules,
    CourseSpecific,
    Missing,
    OnlineModules,
    State,
    Step,
    ToDo,
    Verdict,
)
from completion.verdicts.rules import SOON
from enrollment.models.sessions import Mark
from modules.follow_up import rules

SHORT_STATES: dict[State, Promise] = {**STATES, State.OUT_OF_REACH: _("out of reach")}
NOT_ON_TRACK = {State.AT_RISK, State.OUT_OF_REACH}
DATE_TO_GET = {
    ToDo.REGISTER,
    ToDo.REGISTER_ANOTHER,
    ToDo.REGISTER_ONCE_OPEN,
    ToDo.JOIN_WAITLIST,
    ToDo.JOIN_WAITLIST_ONCE_OPEN,
    ToDo.AWAIT_DATES,
    ToDo.ASK_FOR_DATE,
}
TO_WAIT_FOR = {ToDo.KEEP_WAITING, ToDo.AWAIT_PLACE}
WITHOUT_DATE = {
    *DATE_TO_GET,
    *TO_WAIT_FOR,
    ToDo.REGISTER_AGAIN,
    ToDo.ASK_FOR_APPOINTMENT,
    ToDo.ASK_FOR_LONGER_APPOINTMENT,
}
# “about” is ``Step.about``: a core module, or the title of a meeting.
WORDS: dict[ToDo, Promise] = {
    ToDo.KEEP_WAITING: _("on a waitlist for core module %(about)s"),
    ToDo.AWAIT_PLACE: _("on a waitlist for core module %(about)s"),
    ToDo.ASK_FOR_LONGER_APPOINTMENT: _(
        "appointment ends before the dates of core module %(about)s"
    ),
    ToDo.CHANGE_DATE: _("date of core module %(about)s must be changed"),
    ToDo.PREPARE: _("preparation for core module %(about)s not confirmed"),
    ToDo.HAVE_SEMINAR_RECORDED: _("core module %(about)s not recorded yet"),
    ToDo.HAVE_PREPARATION_RECORDED: _("preparation for core module %(about)s not confirmed"),
}
HOURS_TO_PLAN = {ToDo.AWAIT_MEETINGS, ToDo.ASK_FOR_MEETING}
MEETINGS_TO_PLAN = {*HOURS_TO_PLAN, ToDo.ASK_FOR_MAKE_UP}


def needs_meetings(verdict: Verdict) -> bool:
    """Return whether the meetings planned cannot give the missing hours."""
    return any(step.what in MEETINGS_TO_PLAN for step in verdict.course_specific.steps)


def has_no_date(verdict: Verdict) -> bool:
    """Return whether a core module is neither attended nor has a date."""
    return any(step.what in WITHOUT_DATE for step in verdict.core_modules.steps)


def is_behind(
    verdict: Verdict, appointment: AppointmentFacts | None, record: Record, at: datetime
) -> bool:
    """Return whether hours are missing that a meeting marked as not attended would have given."""
    if verdict.is_exempt or appointment is None:
        return False
    result = rules.evaluate(appointment.follow_up, record.hours_asked, at)
    meetings = appointment.follow_up.meetings
    attended = {meeting.subject for meeting in meetings if meeting.counts}
    return any(
        meeting.mark
        and not meeting.is_cancelled
        and meeting.subject not in attended
        and any(meeting.hours[part] for part in result.missing)
        for meeting in meetings
    )


def in_words(
    verdict: Verdict, appointment: AppointmentFacts | None, record: Record, at: datetime
) -> list[str]:
    """Return what is missing, in the active language, with something for each requirement that is not on track.

    ``appointment`` is None if the verdict on the follow-up is about an appointment outside the reader's scope.
    """
    if verdict.is_exempt:
        return []
    found = [
        list(_of_core_modules(verdict.core_modules, record, at)),
        list(_of_online_modules(verdict.online_modules, at)),
        list(_of_follow_up(verdict.course_specific, appointment, record, at)),
    ]
    for requirement, lines in zip(verdict.requirements, found, strict=True):
        if requirement.state in NOT_ON_TRACK and not lines:
            lines.append(missing_in_words(requirement.missing))
    return [line for lines in found for line in dict.fromkeys(lines)]


def _of_core_modules(core: CoreModules, record: Record, at: datetime) -> Iterator[str]:
    to_get = [step.about for step in core.steps if step.what in DATE_TO_GET]
    if to_get:
        yield (
            gettext("no date of core module %(about)s") % {"about": to_get[0]}
            if len(to_get) == 1
            else gettext("no dates of the core modules")
        )
    for step in core.steps:
        if step.what is ToDo.REGISTER_AGAIN:
            yield gettext("core module %(about)s: %(mark)s, no new date") % {
                "about": step.about,
                "mark": _last_mark(record, step.about),
            }
        if step.what in WORDS and (step.what is not ToDo.PREPARE or _is_soon(step, at)):
            yield str(WORDS[step.what]) % {"about": step.about}


def _last_mark(record: Record, core_module: str) -> Promise | str:
    seminars = [seminar for seminar in record.seminars if str(seminar.core_module) == core_module]
    return Mark(max(seminars, key=lambda seminar: seminar.starts_at).mark).label


def _of_online_modules(online: OnlineModules, at: datetime) -> Iterator[str]:
    for step in online.steps:
        if step.what is ToDo.CHOOSE_MODULES:
            number = int(step.about)
            yield ngettext("one online module not chosen", "no online modules chosen", number)
        elif step.what in TO_COMPLETE_MODULE and _is_soon(step, at):
            is_overdue = step.by is not None and step.by < day_of(at)
            words = (
                gettext("%(module)s is overdue") if is_overdue else gettext("%(module)s due soon")
            )
            yield words % {"module": step.about}


def _is_soon(step: Step, at: datetime) -> bool:
    return step.by is not None and step.by <= day_of(at) + SOON


def _of_follow_up(
    specific: CourseSpecific, appointment: AppointmentFacts | None, record: Record, at: datetime
) -> Iterator[str]:
    if appointment is None:
        if specific.state in NOT_ON_TRACK:
            yield gettext("follow-up in another course")
        return
    not_recorded = []
    if Missing.MANDATORY_MEETING in specific.missing:
        marks = {meeting.key: meeting.mark for meeting in appointment.follow_up.meetings}
        result = rules.evaluate(appointment.follow_up, record.hours_asked, at)
        for key in result.missed:
            words = {"title": appointment.titles[key], "mark": Mark(marks[key]).label}
            if key in result.without_make_up:
                yield gettext("“%(title)s”: %(mark)s, nothing makes up for it yet") % words
            elif marks[key]:
                yield gettext("“%(title)s”: %(mark)s") % words
            else:
                not_recorded.append(appointment.titles[key])
    not_recorded += [
        step.about for step in specific.steps if step.what is ToDo.HAVE_MEETING_RECORDED
    ]
    if not_recorded:
        quoted = [
            gettext("“%(title)s”") % {"title": title} for title in dict.fromkeys(not_recorded)
        ]
        yield gettext("%(titles)s not recorded yet") % {"titles": ", ".join(quoted)}
    if any(step.what in HOURS_TO_PLAN for step in specific.steps):
        yield gettext("too few meetings planned")
