"""Load records and evaluate them, for one learning assistant or a whole term."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import QuerySet

from enrollment.models import LearningAssistant, Term

from .facts import Record
from .loading import appointed, records, records_of
from .personal import personal_facts
from .rows import Rows
from .rules import Verdict, evaluate, evaluate_all

Loader = Callable[
    [QuerySet[LearningAssistant], Term | None, datetime], dict[LearningAssistant, Record]
]


def verdict_of(assistant: LearningAssistant, at: datetime) -> Verdict:
    return evaluate(personal_facts(assistant, at).record, at)


def verdicts_of_term(term: Term, at: datetime) -> dict[LearningAssistant, Verdict]:
    """Evaluate all learning assistants with an appointment in the term, ordered by name."""
    return verdicts_of(appointed(term), term, at)


def verdicts_of(
    people: QuerySet[LearningAssistant],
    term: Term | None,
    at: datetime,
    *,
    load: Loader = records_of,
) -> dict[LearningAssistant, Verdict]:
    """Evaluate these learning assistants for the given term."""
    with without_garbage_collection():
        return evaluate_all(load(people, term, at), at)


def verdicts_from(
    rows: Rows, people: Collection[LearningAssistant], term: Term, at: datetime
) -> dict[LearningAssistant, Verdict]:
    """Evaluate some of the people in ``rows``, without reading more; see ``Rows.of`` for ``at``."""
    with without_garbage_collection():
        return evaluate_all(records(rows.of(people, term, at), people, term, at), at)


def records_and_verdicts_of(
    people: QuerySet[LearningAssistant], term: Term | None, at: datetime
) -> dict[LearningAssistant, tuple[Record, Verdict]]:
    """Evaluate these learning assistants for the given term, and return the facts beside each verdict."""
    with without_garbage_collection():
        found = records_of(people, term, at)
        verdicts = evaluate_all(found, at)
        return {assistant: (record, verdicts[assistant]) for assistant, record in found.items()}


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Disable garbage collection: for a whole term it takes a third of the time, and almost no object is garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Move all objects to the oldest generation, or the next allocation scans all of them.
        gc.freeze()
        gc.unfreeze()
        if was_enabled:
            gc.enable()
