"""Who is reminded of what is missing, and when; ``enrollment.reminding`` writes it.

One letter lists everything. It comes at two times of a term, which its reminders say, to those who can still do something
this term. Whoever lacks the same as when they were last told in the term is not told again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext

from enrollment.letters.writing import Draft
from enrollment.models import LearningAssistant, Letter, ReminderTiming, Term
from enrollment.reminding import Due, time_before, with_timings

from .models import CompletionReport
from .verdicts.evaluating import verdicts_of
from .verdicts.labels import REQUIREMENTS, TAKES_PLACE, in_words, missing_in_words
from .verdicts.loading import appointed
from .verdicts.results import Requirement, State, Step, ToDo, Verdict

Kind = ReminderTiming.Kind
TIMES = (Kind.MISSING, Kind.STILL_MISSING)
# Nights that were missed. Later, who does something about it is not answered with a letter.
CAUGHT_UP_WITHIN = timedelta(days=7)
# What is up to others, and comes to its owner by itself.
WAITED_FOR = {ToDo.AWAIT_DATES, ToDo.AWAIT_PLACE}


def about_what_is_missing(at: datetime) -> Iterator[Due]:
    """The reminders due, in a constant number of queries for each term."""
    for term in with_timings(Term.objects.all()):
        since = _last_time(term, at)
        if since is not None and not term.is_past(at):
            yield from _of_term(term, since, at)


def _last_time(term: Term, at: datetime) -> date | None:
    """The day that has come of late on which a term tells what is missing."""
    times = [time_before(term, kind) for kind in TIMES]
    days = [term.last_day - one for one in times if one is not None]
    today = localdate(at)
    return max((day for day in days if day <= today < day + CAUGHT_UP_WITHIN), default=None)


def _of_term(term: Term, since: date, at: datetime) -> Iterator[Due]:
    told = Letter.objects.filter(
        recipient=OuterRef("pk"),
        kind=Letter.Kind.WHAT_IS_MISSING,
        key__startswith=_key(term),
        written_at__date__gte=since,
    )
    certified = CompletionReport.objects.valid().filter(assistant=OuterRef("pk"))
    people = appointed(term).filter(~Exists(told), ~Exists(certified), exempt_since=None)
    for assistant, verdict in verdicts_of(people, term, at).items():
        if any(_can_act(one) for one in verdict.requirements):
            yield Due(_draft(assistant, term, verdict))


def _can_act(requirement: Requirement) -> bool:
    """Whether there is something to do for it but to wait, and it is in reach this term."""
    is_in_reach = requirement.state is not State.OUT_OF_REACH
    return is_in_reach and any(one.what not in WAITED_FOR for one in requirement.steps)


def _draft(assistant: LearningAssistant, term: Term, verdict: Verdict) -> Draft:
    key = _key(term) + ",".join(verdict.missing)
    facts = partial(_facts, assistant, verdict)
    return Draft(assistant, Letter.Kind.WHAT_IS_MISSING, key, facts)


def _key(term: Term) -> str:
    return f"term:{term.code}:"


def _facts(assistant: LearningAssistant, verdict: Verdict) -> dict[str, object]:
    return {
        "requirements": [
            {
                "name": str(name),
                "missing": missing_in_words(one.missing),
                "steps": [_in_words(step) for step in one.steps],
            }
            for name, one in zip(REQUIREMENTS, verdict.requirements, strict=True)
            if one.missing
        ],
        "has_account": assistant.user_id is not None,
    }


def _in_words(step: Step) -> str:
    if step.by is None:
        return in_words(step)
    day = date_format(step.by, "DATE_FORMAT")
    if step.what in TAKES_PLACE:
        return f"{in_words(step)} {day[0].upper()}{day[1:]}."
    return gettext("%(step)s By %(day)s.") % {"step": in_words(step), "day": day}
