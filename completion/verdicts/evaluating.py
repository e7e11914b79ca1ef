"""How far people are with LAOS, for one or for a whole term."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import QuerySet

from enrollment.models import LearningAssistant, Term

from .loading import appointed, record_of, records_of
from .rules import Verdict, evaluate, evaluate_all


def verdict_of(assistant: LearningAssistant, at: datetime) -> Verdict:
    return evaluate(record_of(assistant, at), at)


def verdicts_of_term(term: Term, at: datetime) -> dict[LearningAssistant, Verdict]:
    """Of everybody with an appointment in a term, by name."""
    return verdicts_of(appointed(term), term, at)


def verdicts_of(
    people: QuerySet[LearningAssistant], term: Term | None, at: datetime
) -> dict[LearningAssistant, Verdict]:
    """Of some of them."""
    with _nothing_thrown_away():
        return evaluate_all(records_of(people, term, at), at)


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Of a whole term a hundred thousand things are made that all stay: looking for rubbish takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # All of it counts as old, else the next thing that is made sets off a look at the whole.
        gc.freeze()
        gc.unfreeze()
        if was_enabled:
            gc.enable()
