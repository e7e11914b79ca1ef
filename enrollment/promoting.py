"""The one routine that gives free places to those who wait, whatever freed them.

A place goes to the first in the queue who may have it: by priority, then first come. Whoever may not is passed over and
stays in the queue, and why is noted on their entry. Who holds another date of that core module swaps: the place they
leave goes to the next in that queue, to the end of the chain, all in the transaction of what began it.
Nothing moves by itself from a session's deadline on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from . import places
from .letters import telling
from .models import CoreSession, LearningAssistant, Registration, WaitlistEntry
from .standing import Standing, standings_of, why_not_instead


@dataclass(frozen=True, slots=True)
class Promotion:
    """A place got from the waitlist, and the one given up for it, if any was held."""

    assistant: LearningAssistant
    taken: Registration
    given_up: Registration | None


@contextmanager
def freeing(at: datetime, also: Iterable[int] = ()) -> Iterator[dict[int, CoreSession]]:
    """Lock every session to come, and those named; afterwards give the places that came free to those who wait.

    Yields the locked sessions by their key. All of it is one transaction.
    """
    with transaction.atomic():
        sessions = places.lock_all(at, also)
        yield sessions
        promote(sessions.values(), at)


def promote_all(at: datetime) -> list[Promotion]:
    """Catch up with what only time or a change of appointment made possible. Doing so again is quiet."""
    with transaction.atomic():
        return promote(places.lock_all(at).values(), at)


def promote(sessions: Iterable[CoreSession], at: datetime) -> list[Promotion]:
    """Give every free place among the locked sessions to the first in its queue who may have it."""
    moving = {one.pk: one for one in sessions if one.cancelled_at is None and at < one.deadline}
    entries = list(WaitlistEntry.objects.filter(session__in=moving).in_order())
    if not entries:
        return []
    assistants = places.lock_assistants({entry.assistant_id for entry in entries})
    taken = places.count_taken(moving.values())
    round_ = Round(
        at=at,
        free={key: session.capacity - taken.get(key, 0) for key, session in moving.items()},
        standings=standings_of(assistants.values(), at),
    )
    for entry in entries:
        round_.queues[entry.session_id].append(entry)
        entry.session = moving[entry.session_id]
    promotions = round_.play()
    places.free([one.given_up for one in promotions if one.given_up is not None], at)
    places.take([one.taken for one in promotions])
    WaitlistEntry.objects.filter(pk__in=[entry.pk for entry in round_.served]).delete()
    note_passed_over(round_.passed_over, at)
    telling.moved([(one.taken, one.given_up) for one in promotions], at, from_waitlist=True)
    return promotions


def note_passed_over(reasons: dict[WaitlistEntry, str], at: datetime) -> None:
    """Keep why, once for each reason."""
    changed = [entry for entry, why in reasons.items() if why != entry.passed_over_because]
    for entry in changed:
        entry.passed_over_at, entry.passed_over_because = at, reasons[entry]
    WaitlistEntry.objects.bulk_update(changed, ["passed_over_at", "passed_over_because"])


@dataclass(slots=True)
class Round:
    """The queues as they are served in memory, before anything is written."""

    at: datetime
    # Places by session; below zero where a session has more people than places left to it.
    free: dict[int, int]
    standings: dict[int, Standing]
    queues: dict[int, list[WaitlistEntry]] = field(default_factory=lambda: defaultdict(list))
    served: list[WaitlistEntry] = field(default_factory=list)
    # Why they could not have the place.
    passed_over: dict[WaitlistEntry, str] = field(default_factory=dict)

    def play(self) -> list[Promotion]:
        """Serve until nobody moves any more: a swap frees a place, and may make another date possible."""
        promotions: list[Promotion] = []
        while moved := [one for key in sorted(self.queues) for one in self._serve(key)]:
            promotions += moved
        return promotions

    def _serve(self, session: int) -> Iterator[Promotion]:
        for entry in list(self.queues[session]):
            if self.free[session] <= 0:
                return
            refusal = why_not_instead(entry.session, self.standings[entry.assistant_id], self.at)
            if refusal is None:
                yield self._promote(entry)
            else:
                self.passed_over[entry] = refusal.code

    def _promote(self, entry: WaitlistEntry) -> Promotion:
        standing = self.standings[entry.assistant_id]
        given_up = standing.held(entry.core_module)
        taken = places.place_in(entry.session, standing.assistant, self.at, instead_of=given_up)
        self.standings[entry.assistant_id] = replace(
            standing, registrations=standing.registrations | {entry.core_module: taken}
        )
        self.free[entry.session_id] -= 1
        if given_up is not None and given_up.session_id in self.free:
            self.free[given_up.session_id] += 1
        self.queues[entry.session_id].remove(entry)
        self.served.append(entry)
        self.passed_over.pop(entry, None)
        return Promotion(standing.assistant, taken, given_up)
