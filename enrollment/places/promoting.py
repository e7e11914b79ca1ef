"""Promote from waitlists: the only automatic way a free place goes to a waitlist entry.

A free place goes to the first eligible entry, by priority, then by time of joining. An entry that is not eligible is
passed over: it keeps its position, and the reason is stored on it. A learning assistant who holds another session of
that core module swaps, and the place they leave is given to the next entry in that session's queue, and so on. The
whole chain is one transaction with the change that started it.

There are no promotions into a session from its deadline on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from enrollment.eligibility import RegistrationStatus, refusal_to_switch, statuses_of
from enrollment.letters import about_places
from enrollment.models import CoreSession, LearningAssistant, Registration, WaitlistEntry
from enrollment.models.keys import AssistantKey, SessionKey
from enrollment.places import taking


@dataclass(frozen=True, slots=True)
class Promotion:
    """A place taken from the waitlist, and the place given up for it, if any."""

    assistant: LearningAssistant
    registration: Registration
    given_up: Registration | None


@contextmanager
def freeing(
    at: datetime, also: Iterable[SessionKey] = ()
) -> Iterator[dict[SessionKey, CoreSession]]:
    """Lock all coming sessions and those in ``also``; promote into the free places on exit.

    Yields the locked sessions by primary key. Everything happens in one transaction.
    """
    with transaction.atomic():
        sessions = taking.lock_all(at, also)
        yield sessions
        promote(sessions.values(), at)


def promote_all(at: datetime) -> list[Promotion]:
    """Promote in all coming sessions, after time, a raised capacity or a changed appointment made it possible. Idempotent."""
    with transaction.atomic():
        return promote(taking.lock_all(at).values(), at)


def promote(sessions: Iterable[CoreSession], at: datetime) -> list[Promotion]:
    """Give every free place in the locked sessions to the first eligible waitlist entry."""
    moving = {
        session.pk: session
        for session in sessions
        if session.cancelled_at is None and at < session.deadline
    }
    entries = list(WaitlistEntry.objects.filter(session__in=moving).in_order())
    if not entries:
        return []
    assistants = taking.lock_assistants({entry.assistant_id for entry in entries})
    taken = taking.count_taken(moving.values())
    round_ = PromotionRound(
        at=at,
        free={key: session.capacity - taken.get(key, 0) for key, session in moving.items()},
        statuses=statuses_of(assistants.values(), at),
    )
    for entry in entries:
        round_.queues[entry.session_id].append(entry)
        entry.session = moving[entry.session_id]
    promotions = round_.play()
    taking.free(
        [promotion.given_up for promotion in promotions if promotion.given_up is not None], at
    )
    taking.give_way(
        [
            place
            for promotion in promotions
            for place in round_.statuses[promotion.registration.assistant_id].overdue_in(
                [promotion.registration.core_module]
            )
        ],
        at,
    )
    taking.take([promotion.registration for promotion in promotions])
    WaitlistEntry.objects.filter(pk__in=[entry.pk for entry in round_.served]).delete()
    note_passed_over(round_.passed_over, at)
    about_places.write_moved(
        [(promotion.registration, promotion.given_up) for promotion in promotions],
        at,
        from_waitlist=True,
    )
    return promotions


def note_passed_over(reasons: dict[WaitlistEntry, str], at: datetime) -> None:
    """Store why entries were passed over; the time is that of the first pass-over for the same reason."""
    changed = [entry for entry, why in reasons.items() if why != entry.passed_over_because]
    for entry in changed:
        entry.passed_over_at, entry.passed_over_because = at, reasons[entry]
    WaitlistEntry.objects.bulk_update(changed, ["passed_over_at", "passed_over_because"])


@dataclass(slots=True)
class PromotionRound:
    """Simulate the promotions in memory, before anything is written."""

    at: datetime
    # Free places; negative if a session has more registrations than places.
    free: dict[SessionKey, int]
    statuses: dict[AssistantKey, RegistrationStatus]
    queues: dict[SessionKey, list[WaitlistEntry]] = field(default_factory=lambda: defaultdict(list))
    served: list[WaitlistEntry] = field(default_factory=list)
    # The code of the refusal, by entry.
    passed_over: dict[WaitlistEntry, str] = field(default_factory=dict)

    def play(self) -> list[Promotion]:
        """Repeat until no entry can be promoted: a swap frees a place and may make other entries eligible."""
        promotions: list[Promotion] = []
        while moved := [promotion for key in sorted(self.queues) for promotion in self._serve(key)]:
            promotions += moved
        return promotions

    def _serve(self, session: SessionKey) -> Iterator[Promotion]:
        for entry in list(self.queues[session]):
            if self.free[session] <= 0:
                return
            refusal = refusal_to_switch(entry.session, self.statuses[entry.assistant_id], self.at)
            if refusal is None:
                yield self._promote(entry)
            else:
                self.passed_over[entry] = refusal.code

    def _promote(self, entry: WaitlistEntry) -> Promotion:
        status = self.statuses[entry.assistant_id]
        given_up = status.held(entry.core_module)
        registration = taking.place_in(
            entry.session, status.assistant, self.at, instead_of=given_up
        )
        self.statuses[entry.assistant_id] = replace(
            status, registrations=status.registrations | {entry.core_module: registration}
        )
        self.free[entry.session_id] -= 1
        if given_up is not None and given_up.session_id in self.free:
            self.free[given_up.session_id] += 1
        self.queues[entry.session_id].remove(entry)
        self.served.append(entry)
        self.passed_over.pop(entry, None)
        return Promotion(status.assistant, registration, given_up)
