"""Reminders of what is missing.

One letter lists all missing requirements. It is due at two times of a term, set by the term's reminder timings, for
assistants who can still act this term. The key contains what is missing, so the same letter is not written twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from completion.models import CompletionReport
from completion.verdicts.evaluating import verdicts_from
from completion.verdicts.labels import REQUIREMENTS, in_words, missing_in_words, when_in_words
from completion.verdicts.loading import appointed
from completion.verdicts.results import Requirement, State, Step, ToDo, Verdict
from completion.verdicts.rows import Rows, rows_of
from enrollment.letters.writing import Draft, beginning, foreseen, loaded_once
from enrollment.models import LearningAssistant, Letter, Term
from enrollment.models.kinds import LetterKind, ReminderKind
from enrollment.reminding import terms_with_timings, time_before


def _sample() -> dict[str, Any]:
    requirement = {
        "name": str(REQUIREMENTS[0]),
        "missing": gettext("core module 2"),
        "steps": [gettext("Come to core module 2.")],
    }
    return {"requirements": [requirement], "has_account": False}


WHAT_IS_MISSING = LetterKind(
    "what-is-missing", _("Reminder: what is missing to complete LAOS"), _sample
)
TIMES = (
    ReminderKind(
        WHAT_IS_MISSING, _("What is missing, before 31 July or 31 December"), usual_days=90
    ),
    ReminderKind(
        WHAT_IS_MISSING,
        _("What is still missing, before 31 July or 31 December"),
        usual_days=60,
        own_code="still-missing",
    ),
)
# A missed night is caught up within this time. Later, the assistant may already have acted.
CAUGHT_UP_WITHIN = timedelta(days=7)
# Steps in which the assistant can only wait.
WAITED_FOR = {ToDo.AWAIT_DATES, ToDo.AWAIT_PLACE}


def about_what_is_missing(at: datetime) -> Iterator[Draft]:
    """Yield the reminders due, in a constant number of queries per term."""
    for term in terms_with_timings():
        since = _last_time(term, at)
        if since is not None and not term.is_past(at):
            yield from _of_term(term, since, at)


def _last_time(term: Term, at: datetime) -> date | None:
    """Return the latest reminder day of the term within the last ``CAUGHT_UP_WITHIN``, or ``None``."""
    times = [time_before(term, kind) for kind in TIMES]
    days = [term.last_day - before for before in times if before is not None]
    today = localdate(at)
    return max((day for day in days if day <= today < day + CAUGHT_UP_WITHIN), default=None)


def _of_term(term: Term, since: date, at: datetime) -> Iterator[Draft]:
    people, rows = _not_reminded(term, since, beginning(at))
    reminded = {
        letter.draft.recipient.pk
        for letter in foreseen(WHAT_IS_MISSING)
        if letter.draft.key.startswith(_key(term)) and localdate(letter.at) >= since
    }
    others = [assistant for assistant in people if assistant.pk not in reminded]
    for assistant, verdict in verdicts_from(rows, others, term, at).items():
        if any(_can_act(requirement) for requirement in verdict.requirements):
            yield _draft(assistant, term, verdict, at)


@loaded_once
def _not_reminded(term: Term, since: date, at: datetime) -> tuple[list[LearningAssistant], Rows]:
    """Return the people of a term without a certificate who have got no reminder since that day, and their rows."""
    reminded = Letter.objects.filter(
        assistant=OuterRef("pk"),
        kind=WHAT_IS_MISSING.code,
        key__startswith=_key(term),
        written_at__date__gte=since,
    )
    certified = CompletionReport.objects.valid().filter(assistant=OuterRef("pk"))
    people = appointed(term).filter(~Exists(reminded), ~Exists(certified), exempt_since=None)
    return list(people), rows_of(people, term, at)


def _can_act(requirement: Requirement) -> bool:
    """Whether the requirement is within reach this term and has a step other than waiting."""
    is_in_reach = requirement.state is not State.OUT_OF_REACH
    return is_in_reach and any(step.what not in WAITED_FOR for step in requirement.steps)


def _draft(assistant: LearningAssistant, term: Term, verdict: Verdict, at: datetime) -> Draft:
    key = _key(term) + ",".join(verdict.missing)
    facts = partial(_facts, assistant, verdict, localdate(at))
    return Draft(assistant, WHAT_IS_MISSING, key, facts)


def _key(term: Term) -> str:
    return f"term:{term.code}:"


def _facts(assistant: LearningAssistant, verdict: Verdict, today: date) -> dict[str, object]:
    return {
        "requirements": [
            {
                "name": str(name),
                "missing": missing_in_words(requirement.missing),
                "steps": [_in_words(step, today) for step in requirement.steps],
            }
            for name, requirement in zip(REQUIREMENTS, verdict.requirements, strict=True)
            if requirement.missing
        ],
        "has_account": assistant.user_id is not None,
    }


def _in_words(step: Step, today: date) -> str:
    when = when_in_words(step, today)
    return f"{in_words(step)} {when}." if when else in_words(step)
