"""Compare the states of learning assistants, such as “on track”, before and after a save.

The rules of a state belong to higher floors, which register themselves in ``READERS`` and ``CONCERNING``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet

from enrollment.models import Appointment, LearningAssistant, Term
from enrollment.models.keys import AssistantKey

from .moves import Move, events_of

# States are read while the locks of a save are held. If more people are concerned, none are read or shown.
MOST_READ = 200

# Functions that return the states of learning assistants in a term, in words.
READERS: list[
    Callable[[QuerySet[LearningAssistant], Term, datetime], Mapping[LearningAssistant, str]]
] = []

# Models of higher floors that decide the state of the learning assistant in their field ``assistant``. Their history
# must be tracked: it tells whose rows a save has changed.
CONCERNING: list[type[Model]] = []

States = dict[tuple[Term, LearningAssistant], str]
People = Mapping[Term, Any]


@dataclass(frozen=True, slots=True)
class StateChange:
    """The learning assistants who go from one state to another."""

    before: str
    after: str
    people: Sequence[LearningAssistant]


def compare(before: States, after: States) -> list[StateChange]:
    changed: defaultdict[tuple[str, str], list[LearningAssistant]] = defaultdict(list)
    for (term, assistant), state in after.items():
        old = before.get((term, assistant), state)
        if old != state:
            changed[old, state].append(assistant)
    return [StateChange(old, new, people) for (old, new), people in changed.items()]


def states_of(people: People, at: datetime) -> States:
    """Return the state of these learning assistants, each in a term."""
    return {
        (term, assistant): state
        for term, keys in people.items()
        for reader in READERS
        for assistant, state in reader(
            LearningAssistant.objects.filter(pk__in=keys), term, at
        ).items()
    }


def people_touched(context: UUID, moves: Iterable[Move], at: datetime) -> People:
    """Return the learning assistants whose rows were changed in a context of the history, by the term concerned."""
    by_term: defaultdict[int, set[AssistantKey]] = defaultdict(set)
    for move in moves:
        by_term[move.session.term_id].add(move.assistant.pk)
    appointed = events_of(Appointment, context)
    for term, assistant in appointed.values_list("term_id", "assistant_id"):
        by_term[term].add(assistant)
    terms = Term.objects.in_bulk(by_term)
    touched: dict[Term, set[AssistantKey]] = {terms[key]: by_term[key] for key in terms}
    others = {
        assistant
        for model in CONCERNING
        for assistant in events_of(model, context).values_list("assistant_id", flat=True)
    }
    current = Term.objects.current(at) if others else None
    if current is not None:
        touched[current] = touched.get(current, set()) | others
    return touched


def few(people: People) -> People:
    """Return the people, or no one if they are more than ``MOST_READ``."""
    return people if sum(map(len, people.values())) <= MOST_READ else {}


def states_in(term: Term, at: datetime) -> States:
    """Return the states of everyone appointed in a term, by the stored dates of the term."""
    stored = Term.objects.get(pk=term.pk)
    return states_of({stored: Appointment.objects.filter(term=term).values("assistant")}, at)


def states_with(term: Term, at: datetime) -> States:
    """Return the states of everyone appointed in a term, by the dates on ``term``, which need not be stored.

    Locks only the row of the term, because this may take seconds.
    """
    with transaction.atomic():
        term.save()
        states = states_in(term, at)
        transaction.set_rollback(True)
    return states
