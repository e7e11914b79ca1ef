"""What coordinators are told that a person lacks: the verdict's missing parts and next steps, in few words.

A core module with a date to come, and modules and hours under way, need no words. A seminar or meeting is called
missed only if it is marked so; without a mark it is not recorded yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from completion.verdicts.facts import Employment, Record
from completion.verdicts.labels import STATES
from completion.verdicts.results import Missing, State, ToDo, Verdict
from modules.follow_up import rules

SHORT_STATES: dict[State, Promise] = {**STATES, State.OUT_OF_REACH: _("out of reach")}
DATE_TO_GET = {
    ToDo.REGISTER,
    ToDo.REGISTER_ONCE_OPEN,
    ToDo.JOIN_WAITLIST,
    ToDo.JOIN_WAITLIST_ONCE_OPEN,
    ToDo.AWAIT_DATES,
    ToDo.ASK_FOR_DATE,
}
TO_WAIT_FOR = {ToDo.KEEP_WAITING, ToDo.AWAIT_PLACE}
WITHOUT_DATE = {*DATE_TO_GET, *TO_WAIT_FOR, ToDo.REGISTER_AGAIN, ToDo.ASK_FOR_APPOINTMENT}
# “about” is ``Step.about``: a core module, or the title of a meeting.
WORDS: dict[ToDo, Promise] = {
    ToDo.REGISTER_AGAIN: _("missed core module %(about)s, no new date"),
    ToDo.KEEP_WAITING: _("on a waitlist for core module %(about)s"),
    ToDo.AWAIT_PLACE: _("on a waitlist for core module %(about)s"),
    ToDo.CHANGE_DATE: _("date of core module %(about)s must be changed"),
    ToDo.HAVE_SEMINAR_RECORDED: _("core module %(about)s not recorded yet"),
    ToDo.HAVE_PREPARATION_RECORDED: _("preparation for core module %(about)s not confirmed"),
}
MEETINGS_TO_PLAN = {ToDo.AWAIT_MEETINGS, ToDo.ASK_FOR_MEETING}


def has_no_date(verdict: Verdict) -> bool:
    """Return whether a core module is neither attended nor has a date."""
    return any(step.what in WITHOUT_DATE for step in verdict.core_modules.steps)


def is_behind(
    verdict: Verdict, employment: Employment | None, record: Record, at: datetime
) -> bool:
    """Return whether hours are missing that a meeting marked as not attended would have given."""
    if verdict.is_exempt or employment is None:
        return False
    result = rules.standing(employment.follow_up, record.hours_asked, at)
    meetings = employment.follow_up.meetings
    attended = {meeting.subject for meeting in meetings if meeting.counts}
    return any(
        meeting.mark
        and not meeting.is_cancelled
        and meeting.subject not in attended
        and any(meeting.hours[part] for part in result.missing)
        for meeting in meetings
    )


def in_words(
    verdict: Verdict, employment: Employment | None, record: Record, at: datetime
) -> list[str]:
    """Return what is missing, in the active language; ``employment`` is None if it is another department's."""
    if verdict.is_exempt:
        return []
    lines = [*_of_core_modules(verdict), *_of_online_modules(verdict)]
    lines += _of_follow_up(verdict, employment, record, at)
    return list(dict.fromkeys(lines))


def _of_core_modules(verdict: Verdict) -> Iterator[str]:
    steps = verdict.core_modules.steps
    to_get = [step.about for step in steps if step.what in DATE_TO_GET]
    if to_get:
        yield ngettext(
            "no date of core module %(about)s", "no dates of the core modules", len(to_get)
        ) % {"about": to_get[0]}
    for step in steps:
        if step.what in WORDS:
            yield str(WORDS[step.what]) % {"about": step.about}


def _of_online_modules(verdict: Verdict) -> Iterator[str]:
    if missing := len(verdict.online_modules.missing):
        yield ngettext("one online module", "two online modules", missing)


def _of_follow_up(
    verdict: Verdict, employment: Employment | None, record: Record, at: datetime
) -> Iterator[str]:
    specific = verdict.course_specific
    if Missing.MANDATORY_MEETING in specific.missing:
        if employment is None:
            yield gettext("a mandatory meeting")
        else:
            yield from _of_mandatory_meetings(employment, record, at)
    if employment is None:
        return
    for step in specific.steps:
        if step.what is ToDo.HAVE_MEETING_RECORDED:
            yield _not_recorded(step.about)
    if any(step.what in MEETINGS_TO_PLAN for step in specific.steps):
        yield gettext("too few meetings planned")


def _of_mandatory_meetings(employment: Employment, record: Record, at: datetime) -> Iterator[str]:
    marks = {meeting.key: meeting.mark for meeting in employment.follow_up.meetings}
    for key in rules.standing(employment.follow_up, record.hours_asked, at).missed:
        title = employment.titles[key]
        yield (
            gettext("missed “%(title)s”") % {"title": title} if marks[key] else _not_recorded(title)
        )


def _not_recorded(title: str) -> str:
    return gettext("“%(title)s” not recorded yet") % {"title": title}
