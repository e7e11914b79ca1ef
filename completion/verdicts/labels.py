"""Translated texts of states, requirements, missing parts and next steps."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .results import Missing, State, Step, ToDo

STATES: dict[State, Promise] = {
    State.COMPLETED: _("completed"),
    State.EXEMPT: _("exempt"),
    State.ON_TRACK: _("on track"),
    State.AT_RISK: _("at risk"),
    State.OUT_OF_REACH: _("out of reach this term"),
}
# Colours of Designsystemet.
COLOURS = {
    State.COMPLETED: "success",
    State.EXEMPT: "neutral",
    State.ON_TRACK: "info",
    State.AT_RISK: "warning",
    State.OUT_OF_REACH: "danger",
}
# In the order of Verdict.requirements.
REQUIREMENTS: tuple[Promise, ...] = (
    _("Core modules"),
    _("Online modules"),
    _("Course-specific follow-up"),
)
MISSING: dict[Missing, Promise] = {
    Missing.CORE_MODULE_1: _("core module 1"),
    Missing.CORE_MODULE_2: _("core module 2"),
    Missing.ONLINE_MODULE_2: _("one more online module"),
    Missing.FIRST_MEETING: _("hours of the first meeting"),
    Missing.FOLLOW_UP: _("hours of follow-up"),
    Missing.FINAL_EVALUATION: _("hours of the final evaluation"),
    Missing.MANDATORY_MEETING: _("a mandatory meeting, or one that makes up for it"),
}
# “about” is ``Step.about``.
TO_DO: dict[ToDo, Promise] = {
    ToDo.REGISTER: _("Register for a date of core module %(about)s."),
    ToDo.REGISTER_AGAIN: _(
        "You did not attend all of core module %(about)s. Register for another date."
    ),
    ToDo.REGISTER_ANOTHER: _("Choose another date of core module %(about)s: yours was cancelled."),
    ToDo.REGISTER_ONCE_OPEN: _(
        "Register for a date of core module %(about)s once registration opens."
    ),
    ToDo.CHANGE_DATE: _(
        "Take another date of core module %(about)s in place of yours, so that core module 1 comes first."
    ),
    ToDo.JOIN_WAITLIST: _("Join a waitlist for core module %(about)s: the dates left are full."),
    ToDo.JOIN_WAITLIST_ONCE_OPEN: _(
        "All dates of core module %(about)s are full. Join a waitlist once registration opens."
    ),
    ToDo.AWAIT_PLACE: _(
        "Registration has closed, but you are on a waitlist for core module %(about)s: a place may still come free."
    ),
    ToDo.KEEP_WAITING: _(
        "You are on a waitlist for core module %(about)s. Look for a place that comes free on another date too."
    ),
    ToDo.AWAIT_DATES: _("No dates of core module %(about)s are planned yet. Look again later."),
    ToDo.ASK_FOR_DATE: _(
        "There are no more dates of core module %(about)s that you can take this term. Ask Uniped for one, or take the module "
        "next term."
    ),
    ToDo.ASK_FOR_LONGER_APPOINTMENT: _(
        "Your appointment ends before the dates of core module %(about)s. If you are employed longer, ask your department "
        "to change the last day in LAOS."
    ),
    ToDo.PREPARE: _("Do the mandatory preparation for core module %(about)s and confirm it."),
    ToDo.PREPARE_UNCOUNTED: _(
        "Do the mandatory preparation for core module %(about)s and confirm it."
    ),
    ToDo.COME_TO_SEMINAR: _("Come to core module %(about)s."),
    ToDo.HAVE_SEMINAR_RECORDED: _(
        "Your attendance at core module %(about)s is not recorded. Ask Uniped to record it."
    ),
    ToDo.HAVE_PREPARATION_RECORDED: _(
        "You attended core module %(about)s, but its preparation is not confirmed. Ask Uniped to confirm it."
    ),
    ToDo.TAKE_TEST: _("Take the test of online module %(about)s."),
    ToDo.WRITE_ESSAY: _("Write your essay in online module %(about)s."),
    ToDo.REPLACE_ESSAY: _("Hand in a new essay in online module %(about)s: yours was set aside."),
    ToDo.EVALUATE_TWO: _("Evaluate two essays in online module %(about)s."),
    ToDo.EVALUATE_ONE: _("Evaluate one more essay in online module %(about)s."),
    ToDo.COMPLETE_MODULE: _("Complete online module %(about)s where Uniped has told you to do it."),
    ToDo.COME_TO_MEETING: _("Come to “%(about)s” of your department."),
    ToDo.COME_TO_MAKE_UP: _("Come to “%(about)s”, which makes up for an earlier meeting."),
    ToDo.HAVE_MEETING_RECORDED: _(
        "Your attendance at “%(about)s” is not recorded. Ask your department to record it."
    ),
    ToDo.AWAIT_MEETINGS: _(
        "Your department has not planned enough meetings yet. Ask when they will be."
    ),
    ToDo.ASK_FOR_MEETING: _(
        "What your department has planned is not enough for you. Ask for one more meeting."
    ),
    ToDo.ASK_FOR_MAKE_UP: _(
        "You did not attend all of “%(about)s”, which is mandatory. Ask for a meeting that makes up for it."
    ),
    ToDo.ASK_FOR_APPOINTMENT: _(
        "Ask your department for an appointment: you need one as learning assistant to go on."
    ),
}


# For these steps, ``Step.by`` is the day of the event and not a deadline.
TAKES_PLACE = {ToDo.COME_TO_SEMINAR, ToDo.COME_TO_MEETING, ToDo.COME_TO_MAKE_UP}


def missing_in_words(missing: Collection[Missing]) -> str:
    """Return what is missing as a list in one line; the two online modules are one item of it."""
    if Missing.ONLINE_MODULE_1 not in missing:
        return ", ".join(str(MISSING[lacking]) for lacking in missing)
    words = {**MISSING, Missing.ONLINE_MODULE_1: _("two online modules")}
    return ", ".join(
        str(words[lacking]) for lacking in missing if lacking is not Missing.ONLINE_MODULE_2
    )


def in_words(step: Step) -> str:
    """Return the text of a step, without its day ``step.by``."""
    if step.what is ToDo.CHOOSE_MODULES:
        return ngettext(
            "Choose one more online module.", "Choose your two online modules.", int(step.about)
        )
    return str(TO_DO[step.what]) % {"about": step.about}


def when_in_words(step: Step, today: date) -> str:
    """Return until when a step is possible, or when the event takes place; empty if it has no day."""
    if step.by is None:
        return ""
    day = moment_in_words(step.at) if step.at else date_format(step.by, "MONTH_DAY_FORMAT")
    if step.what in TAKES_PLACE:
        return day
    if step.opens_at is not None:
        opens = moment_in_words(step.opens_at)
        return gettext("From %(opens)s, by %(day)s") % {"opens": opens, "day": day}
    if step.by < today:
        return gettext("The deadline was %(day)s, but it still counts") % {"day": day}
    return gettext("By %(day)s") % {"day": day}


def moment_in_words(moment: datetime) -> str:
    """Return the day, without its year, and the time."""
    local = localtime(moment)
    return gettext("%(day)s at %(time)s") % {
        "day": date_format(local, "MONTH_DAY_FORMAT"),
        "time": date_format(local, "TIME_FORMAT"),
    }
