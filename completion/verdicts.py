"""How far people are with LAOS, for one or for a whole term."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from enrollment.models import LearningAssistant, Term

from .records import record_of, records_of_term
from .rules import Verdict, evaluate


def verdict_of(assistant: LearningAssistant, at: datetime) -> Verdict:
    return evaluate(record_of(assistant, at), at)


def verdicts_of_term(term: Term, at: datetime) -> dict[LearningAssistant, Verdict]:
    """Of everybody with an appointment in a term, by name."""
    return {one: evaluate(record, at) for one, record in records_of_term(term, at).items()}


def verdicts_of(
    assistants: Collection[LearningAssistant], at: datetime
) -> dict[LearningAssistant, Verdict]:
    """Of some people, whichever their terms."""
    raise NotImplementedError
