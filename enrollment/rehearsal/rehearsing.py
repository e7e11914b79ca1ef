"""Show staff what a save does to others before it is made: run the save, and undo it unless they have seen that.

A rehearsal sends nothing: letters are gathered instead of written, and work scheduled for the commit is dropped. It
holds the locks of the save, and releases them before anything is compared or shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import pghistory
from django.db import transaction

from enrollment.letters.writing import Gathered, gathered
from enrollment.models import CoreSession, Registration, Term
from enrollment.models.keys import SessionKey
from enrollment.pages.commitments import clashing, commitments_of_all

from . import lacking, states
from .consequences import Collision, Consequences, sorted_by_kind
from .moves import Move, MoveKind, moves_in

T = TypeVar("T")

# The fields of a term that can change the states of its people.
RULES = (
    "registration_opens_at",
    "registration_closes_at",
    "deadline_hours",
    "preparation_required",
)

_questions: ContextVar[list[str] | None] = ContextVar("questions", default=None)


def ask(questions: Iterable[str]) -> None:
    """Add questions about unlikely values to the consequences of the save, which staff accept or correct."""
    asked = _questions.get()
    if asked is not None:
        asked.extend(question for question in questions if question not in asked)


@dataclass(frozen=True, slots=True)
class Consent:
    """What staff say to the consequences of a save."""

    # The digest of what they have seen; empty if they have seen nothing yet.
    seen: str = ""
    sends_letters: bool = True


class Unseen(Exception):  # noqa: N818  # an answer to staff, not an error
    """Raised when the save is undone again, because it has consequences that staff have not seen."""

    def __init__(self, consequences: Consequences, result: Any) -> None:
        self.consequences = consequences
        # What the save returned before it was undone.
        self.result = result


def carry_out(
    save: Callable[[], T],
    consent: Consent,
    at: datetime,
    *,
    has_saved: Callable[[T], bool],
    asks_always: bool = False,
) -> T:
    """Save if that has no consequences for others, or only those that staff have seen.

    ``has_saved`` tells from the result whether anything was saved: a refused form asks nothing. ``save`` may be called
    more than once. With ``asks_always`` even what has no consequences is shown first. Raises ``Unseen`` with the
    consequences after everything is undone.
    """
    asks = asks_always and not consent.seen
    while True:
        try:
            return _run(save, consent, at, has_saved, asks=asks)
        except _Undone as undone:
            found = undone.compared(at)
            if found or asks:
                raise Unseen(found, undone.result) from None
        # Only the comparison could tell that nothing changes for anyone. By the next run, something may.
        consent = Consent(found.digest)


def foresee(save: Callable[[], T], at: datetime) -> tuple[T, Consequences]:
    """Return the result of a save and its consequences, after everything is undone."""
    try:
        carry_out(save, Consent(), at, has_saved=lambda _result: True, asks_always=True)
    except Unseen as unseen:
        return unseen.result, unseen.consequences
    raise AssertionError("What was not shown is never saved.")


def _run(
    save: Callable[[], T],
    consent: Consent,
    at: datetime,
    has_saved: Callable[[T], bool],
    *,
    asks: bool,
) -> T:
    with transaction.atomic(), _watched(consent, at) as run:
        result = save()
        found = run.consequences(at, is_saved=has_saved(result))
        people = states.few(states.people_touched(run.context, found.moves, at))
        terms = run.terms_changed()
        if not (found or people or terms or asks) or found.digest == consent.seen:
            return result
        demands = lacking.demands(run.terms_planned, at)
        raise _Undone(result, found, demands, people, states.states_of(people, at), terms)


@dataclass(eq=False)
class _Undone(Exception):  # noqa: N818  # carries what was found out of the transaction that is undone
    """A save was undone. What is counted or long to read is compared afterwards, when no one waits for its locks."""

    result: Any
    found: Consequences
    demands: lacking.Demands
    people: states.People
    states: states.States
    # As they would be saved.
    terms: Sequence[Term]

    def compared(self, at: datetime) -> Consequences:
        planned = list(dict.fromkeys(term for term, _module in self.demands))
        self.found.demands = lacking.compare(lacking.demands(planned, at), self.demands)
        before = states.states_of(self.people, at)
        after = self.states
        for term in self.terms:
            before |= states.states_in(term, at)
            after = states.states_with(term, at) | after
        self.found.states = states.compare(before, after)
        return self.found


@dataclass(slots=True)
class _Watched:
    """A run of a save that is watched."""

    # Identifies its rows of the history.
    context: UUID
    letters: Gathered
    questions: list[str]
    # The sessions to come and the terms, as they were.
    sessions: Mapping[SessionKey, CoreSession]
    terms: Mapping[int, Term]

    def consequences(self, at: datetime, *, is_saved: bool) -> Consequences:
        moves = moves_in(self.context, self.sessions)
        return Consequences(
            letters=sorted_by_kind(self.letters.drafts),
            moves=moves,
            collisions=_collisions(moves, self._rescheduled(), at),
            questions=self.questions if is_saved else (),
        )

    @property
    def terms_planned(self) -> list[Term]:
        return list(dict.fromkeys(session.term for session in self.sessions.values()))

    def terms_changed(self) -> list[Term]:
        return [
            term
            for key, term in Term.objects.in_bulk(self.terms).items()
            if any(getattr(term, name) != getattr(self.terms[key], name) for name in RULES)
        ]

    def _rescheduled(self) -> set[SessionKey]:
        now = CoreSession.objects.filter(pk__in=self.sessions)
        return {
            key
            for key, *times in now.values_list("pk", "starts_at", "ends_at")
            if times != [self.sessions[key].starts_at, self.sessions[key].ends_at]
        }


@contextmanager
def _watched(consent: Consent, at: datetime) -> Iterator[_Watched]:
    coming = CoreSession.objects.planned().filter(starts_at__gt=at)
    sessions = coming.select_related("campus", "term").in_bulk()
    terms = Term.objects.in_bulk()
    questions: list[str] = []
    token = _questions.set(questions)
    try:
        with (
            pghistory.context() as context,
            gathered(withhold=not (consent.seen and consent.sends_letters)) as letters,
        ):
            yield _Watched(context.id, letters, questions, sessions, terms)
    finally:
        _questions.reset(token)


def _collisions(
    moves: Iterable[Move], rescheduled: Collection[SessionKey], at: datetime
) -> list[Collision]:
    """Return who gets a place at the time of something else, or whose session is moved to it."""
    held = [
        (place.assistant, place.session)
        for place in Registration.objects.standing()
        .filter(session__in=rescheduled, mark="")
        .select_related("assistant", "session__campus")
    ]
    held += [
        (move.assistant, move.session)
        for move in moves
        if move.kind in {MoveKind.GOT, MoveKind.PROMOTED} and move.session.pk not in rescheduled
    ]
    commitments = commitments_of_all([assistant for assistant, _session in held], at)
    return [
        Collision(assistant, session, commitment)
        for assistant, session in held
        for commitment in clashing(session, commitments[assistant.pk])
    ]
