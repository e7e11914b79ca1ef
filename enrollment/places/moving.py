"""Move learning assistants to another session, for staff: one, or many as far as the rules allow.

Every function here follows the locking rule in ``places.taking``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from enrollment.eligibility import (
    RegistrationStatus,
    refusal_to_attend,
    refusal_to_exceed_capacity,
    refusal_to_move,
    refusal_to_take,
    status_of,
    statuses_of,
)
from enrollment.letters import about_places
from enrollment.models import CoreSession, Registration, WaitlistEntry
from enrollment.models.keys import SessionKey
from enrollment.namesakes import shared_names, told_apart
from enrollment.places import taking
from enrollment.plain_text import name_order
from enrollment.refusals import NotHeld, Refusal
from enrollment.refusals.briefly import briefly

from .cancelling import cancel_session
from .promoting import freeing
from .registering import swap_place


@dataclass(frozen=True, slots=True)
class MoveOutcome:
    """The new places, and the old ones of those who could not be moved, each with the reason."""

    moved: list[Registration]
    refused: list[tuple[Registration, Refusal]]

    @property
    def reasons(self) -> dict[str, list[str]]:
        """Return the names of those who stay, in order, by the reason."""
        stay = [place for place, _refusal in self.refused]
        shared = shared_names(place.assistant for place in [*self.moved, *stay])
        names: dict[str, list[str]] = {}
        for place, refusal in self.refused:
            names.setdefault(briefly(refusal), []).append(told_apart(place.assistant, shared))
        return {reason: sorted(of_reason, key=name_order) for reason, of_reason in names.items()}


def move(*, registration: Registration, to: CoreSession, at: datetime) -> Registration:
    """Move a learning assistant to another session of the same core module, for staff. Idempotent.

    The registration window and the deadline do not apply; every other rule does.

    Raises the ``Refusal`` of the first broken rule, and ``ValueError`` for a session of the other core module.
    """
    if to.core_module != registration.core_module:
        raise ValueError("A place is moved within its core module.")
    with freeing(at, [registration.session_id, to.pk]) as sessions:
        status = status_of(taking.lock_assistant(registration.assistant), at)
        current, target = taking.reread(registration), sessions[to.pk]
        held = status.held(current.core_module)
        if held is not None and held.session_id == target.pk:
            return held
        return swap_place(current, target, status, refusal_to_move(current, target, status, at), at)


def move_all(
    *, registrations: Collection[Registration], to: CoreSession, at: datetime
) -> MoveOutcome:
    """Move those whom the rules allow, first come first served, and leave the others where they are. Idempotent.

    A place that was lost to a cancelled session counts as one to move. As for a move by staff, the registration window
    and the deadline do not apply.

    Raises ``ValueError`` for a session of the other core module.
    """
    with freeing(at, {place.session_id for place in registrations} | {to.pk}) as sessions:
        return _move_locked(registrations, sessions, to, at)


def cancel_and_move(
    *,
    session: CoreSession,
    registrations: Collection[Registration],
    to: CoreSession,
    at: datetime,
) -> MoveOutcome:
    """Cancel a session in one transaction with moving some of its participants, who get one letter about both.

    Raises the ``Refusal`` of ``cancel_session``.
    """
    with transaction.atomic():
        # Promotions wait until the session is cancelled: no one is promoted into it.
        sessions = taking.lock_all(at, {session.pk, to.pk})
        outcome = _move_locked(registrations, sessions, to, at, cancels=True)
        cancel_session(session=session, at=at)
        return outcome


def _move_locked(
    registrations: Collection[Registration],
    sessions: dict[SessionKey, CoreSession],
    to: CoreSession,
    at: datetime,
    *,
    cancels: bool = False,
) -> MoveOutcome:
    if any(place.core_module != to.core_module for place in registrations):
        raise ValueError("A place is moved within its core module.")
    target = sessions[to.pk]
    assistants = taking.lock_assistants({place.assistant_id for place in registrations})
    statuses = statuses_of(assistants.values(), at)
    taken = taking.taken_in(target)
    there: list[Registration] = []
    places: list[tuple[Registration, Registration]] = []
    refused: list[tuple[Registration, Refusal]] = []
    for old in _reread(registrations):
        status = statuses[old.assistant_id]
        held = status.held(target.core_module)
        if held is not None and held.session_id == target.pk:
            there.append(held)
            continue
        refusal = _refusal(old, target, status, at) or refusal_to_exceed_capacity(
            target, taken + len(places)
        )
        if refusal is None:
            new = taking.place_in(target, status.assistant, at, instead_of=old)
            places.append((new, old))
        else:
            refused.append((old, refusal))
    _exchange(places, statuses, target, at)
    about_places.write_moved(places, at, cancels=cancels)
    return MoveOutcome([*there, *(new for new, _old in places)], refused)


def _reread(registrations: Collection[Registration]) -> list[Registration]:
    current = Registration.objects.filter(pk__in=[place.pk for place in registrations])
    related = ("session__term", "session__campus", "assistant")
    return list(current.select_related(*related).order_by("registered_at", "pk"))


def _refusal(
    old: Registration, target: CoreSession, status: RegistrationStatus, at: datetime
) -> Refusal | None:
    if old.withdrawn_at is None:
        return refusal_to_move(old, target, status, at)
    if not old.is_lost:
        return NotHeld(old)
    return refusal_to_attend(target, status) or refusal_to_take(target, status, at)


def _exchange(
    places: Collection[tuple[Registration, Registration]],
    statuses: dict[int, RegistrationStatus],
    target: CoreSession,
    at: datetime,
) -> None:
    taking.free([old for _new, old in places], at)
    movers = [new.assistant_id for new, _old in places]
    overdue = [statuses[mover].overdue_in([target.core_module]) for mover in movers]
    taking.give_way([place for of_mover in overdue for place in of_mover], at)
    WaitlistEntry.objects.filter(assistant__in=movers, session=target).delete()
    taking.take([new for new, _old in places])
