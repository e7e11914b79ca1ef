"""Register for core sessions, withdraw and change; staff also register and remove other people.

Every function here follows the locking rule in ``places.taking``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction

from enrollment.eligibility import (
    RegistrationStatus,
    refusal_of_term,
    refusal_to_exceed_capacity,
    refusal_to_give_up,
    refusal_to_hold_both,
    refusal_to_overtake,
    refusal_to_register,
    refusal_to_switch,
    refusal_to_take,
    status_of,
)
from enrollment.letters import about_places
from enrollment.models import CoreSession, LearningAssistant, Registration, WaitlistEntry
from enrollment.places import taking
from enrollment.refusals import Marked, NotHeld, Refusal
from enrollment.refusals.base import AnotherDateNeeded

from .locking import lock_and_read
from .promoting import freeing


class GoneError(Exception):
    """The sessions do not exist, or belong to the other core module."""

    def __init__(self, sessions: Collection[CoreSession]) -> None:
        super().__init__(sessions)
        self.sessions = sessions


def register(
    *,
    assistant: LearningAssistant,
    sessions: Collection[CoreSession],
    at: datetime,
    by_staff: bool = False,
) -> list[Registration]:
    """Register a learning assistant for all the sessions, or for none of them.

    Idempotent: a session already held is returned unchanged. If staff register, the window does not apply; every
    other rule does.

    Raises the ``Refusal`` of the first broken rule, and ``GoneError`` for sessions that are not in the timetable.
    """
    with transaction.atomic():
        locked = lock_and_read(assistant, (session.pk for session in sessions), at)
        status = locked.status
        _check_timetable(sessions, locked.sessions)
        kept = [
            registration
            for registration in status.registrations.values()
            if registration.session in locked.sessions
        ]
        held = {registration.session for registration in kept}
        wanted = [session for session in locked.sessions if session not in held]
        if not wanted:
            return kept
        _check_rules(wanted, status, at, by_staff=by_staff)
        if locked.waits:
            _stop_waiting(status.assistant, wanted)
        taking.give_way(status.overdue_in([session.core_module for session in wanted]), at)
        registered = taking.take(
            taking.place_in(session, status.assistant, at) for session in wanted
        )
        about_places.write_place_held(registered, at)
        return kept + registered


def _check_timetable(sessions: Iterable[CoreSession], found: Iterable[CoreSession]) -> None:
    timetable = {(session.pk, session.core_module) for session in found if not session.is_draft}
    gone = [session for session in sessions if (session.pk, session.core_module) not in timetable]
    if gone:
        raise GoneError(gone)


def _check_rules(
    wanted: Sequence[CoreSession], status: RegistrationStatus, at: datetime, *, by_staff: bool
) -> None:
    waited_for = taking.waited_for(wanted, at, by_others_than=status.assistant)
    for session in wanted:
        refusal = (
            refusal_to_register(status)
            or refusal_of_term(session, status, at, by_staff=by_staff)
            or refusal_to_take(session, status, at)
            or refusal_to_hold_both(session, [other for other in wanted if other != session])
            or refusal_to_exceed_capacity(session, session.taken)
            or refusal_to_overtake(session, waited_for, at)
        )
        if isinstance(refusal, AnotherDateNeeded):
            refusal.status = status
        if refusal is not None:
            raise refusal


def withdraw(*, registration: Registration, at: datetime) -> None:
    """Give up a place before the session's deadline. Idempotent.

    Raises ``Marked`` if attendance is recorded, and ``DeadlinePassed`` from the deadline on.
    """
    with freeing(at, [registration.session_id]):
        current = taking.reread(registration)
        if current.withdrawn_at is not None:
            return
        refusal = refusal_to_give_up(current, at)
        if refusal is not None:
            raise refusal
        taking.free([current], at)
        about_places.write_given_up([current], at, about_places.Why.BY_THEMSELVES)


def remove(*, registration: Registration, at: datetime) -> None:
    """Remove a learning assistant from a session, for staff: the deadline does not apply. Idempotent.

    Raises ``Marked`` if attendance is recorded.
    """
    with freeing(at, [registration.session_id]):
        current = taking.reread(registration)
        if current.withdrawn_at is not None:
            return
        if current.mark:
            raise Marked(current)
        taking.free([current], at)
        about_places.write_given_up([current], at, about_places.Why.REMOVED)


def change(*, registration: Registration, to: CoreSession, at: datetime) -> Registration:
    """Swap a place for one in another session of the same core module, or change nothing.

    Idempotent: changing to the session already held returns that registration.

    Raises the ``Refusal`` of the first broken rule, such as ``NotHeld`` if ``registration`` is no longer held, and
    ``ValueError`` for a session of the other core module.
    """
    if to.core_module != registration.core_module:
        raise ValueError("A date is changed within its core module.")
    with freeing(at, [registration.session_id, to.pk]) as sessions:
        status = status_of(taking.lock_assistant(registration.assistant), at)
        held, target = status.held(to.core_module), sessions[to.pk]
        if held is not None and held.session_id == target.pk:
            return held
        if held is None or held.pk != registration.pk:
            raise NotHeld(taking.reread(registration))
        waited_for = taking.waited_for([target], at, by_others_than=status.assistant)
        refusal = refusal_to_switch(target, status, at) or refusal_to_overtake(
            target, waited_for, at
        )
        return swap_place(held, target, status, refusal, at)


def swap_place(
    held: Registration,
    target: CoreSession,
    status: RegistrationStatus,
    refusal: Refusal | None,
    at: datetime,
) -> Registration:
    """Replace the place held by one in ``target``. Raises ``refusal``, or ``Full``."""
    refusal = refusal or refusal_to_exceed_capacity(target, taking.taken_in(target))
    if refusal is not None:
        raise refusal
    taking.free([held], at)
    _stop_waiting(status.assistant, [target])
    (registration,) = taking.take([taking.place_in(target, status.assistant, at, instead_of=held)])
    about_places.write_moved([(registration, held)], at)
    return registration


def _stop_waiting(assistant: LearningAssistant, sessions: Iterable[CoreSession]) -> None:
    WaitlistEntry.objects.filter(assistant=assistant, session__in=list(sessions)).delete()
