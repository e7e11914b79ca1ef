"""Register for, withdraw from, change and cancel core sessions, with the staff's versions of these.

Every function here follows the locking rule in ``places.taking``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from enrollment.eligibility import (
    Standing,
    standing_of,
    standings_of,
    why_no_place,
    why_not_at_all,
    why_not_before_others,
    why_not_choose,
    why_not_give_up,
    why_not_in_term,
    why_not_instead,
    why_not_move,
    why_not_this,
    why_not_together,
)
from enrollment.letters import telling
from enrollment.models import CoreSession, LearningAssistant, Registration, WaitlistEntry
from enrollment.places import taking
from enrollment.refusals import Closed, Marked, NotHeld, Refusal

from .locking import lock_and_read
from .promoting import freeing


class GoneError(Exception):
    """The sessions do not exist, or belong to the other core module."""

    def __init__(self, sessions: Collection[CoreSession]) -> None:
        super().__init__(sessions)
        self.sessions = sessions


def register(
    *, assistant: LearningAssistant, sessions: Collection[CoreSession], at: datetime
) -> list[Registration]:
    """Register a learning assistant for all the sessions, or for none of them.

    Idempotent: a session already held is returned unchanged.

    Raises the ``Refusal`` of the first broken rule, and ``GoneError`` for sessions that are not in the timetable.
    """
    with transaction.atomic():
        locked = lock_and_read(assistant, (one.pk for one in sessions), at)
        standing = locked.standing
        timetable = {(one.pk, one.core_module) for one in locked.sessions}
        if gone := [one for one in sessions if (one.pk, one.core_module) not in timetable]:
            raise GoneError(gone)
        kept = [
            registration
            for registration in standing.registrations.values()
            if registration.session in locked.sessions
        ]
        wanted = [
            session for session in locked.sessions if session not in {one.session for one in kept}
        ]
        if not wanted:
            return kept
        waited_for = taking.waited_for(wanted, at, by_others_than=standing.assistant)
        for session in wanted:
            refusal = (
                why_not_at_all(standing)
                or why_not_in_term(session, standing, at)
                or why_not_this(session, standing, at)
                or why_not_together(session, [one for one in wanted if one != session])
                or why_no_place(session, session.taken)
                or why_not_before_others(session, waited_for, at)
            )
            if refusal is not None:
                raise refusal
        if locked.waits:
            _stop_waiting(standing.assistant, wanted)
        taken = taking.take(taking.place_in(one, standing.assistant, at) for one in wanted)
        telling.held(standing.assistant, taken, at)
        return kept + taken


def withdraw(*, registration: Registration, at: datetime) -> None:
    """Give up a place before the session's deadline. Idempotent.

    Raises ``Marked`` if attendance is recorded, and ``DeadlinePassed`` from the deadline on.
    """
    with freeing(at, [registration.session_id]):
        current = taking.reread(registration)
        if current.withdrawn_at is not None:
            return
        refusal = why_not_give_up(current, at)
        if refusal is not None:
            raise refusal
        taking.free([current], at)
        telling.given_up([current], at, by_themselves=True)


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
        telling.given_up([current], at)


def move(*, registration: Registration, to: CoreSession, at: datetime) -> Registration:
    """Move a learning assistant to another session of the same core module, for staff. Idempotent.

    The registration window and the deadline do not apply; every other rule does.

    Raises the ``Refusal`` of the first broken rule, and ``ValueError`` for a session of the other core module.
    """
    if to.core_module != registration.core_module:
        raise ValueError("A place is moved within its core module.")
    with freeing(at, [registration.session_id, to.pk]) as sessions:
        standing = standing_of(taking.lock_assistant(registration.assistant), at)
        current, target = taking.reread(registration), sessions[to.pk]
        held = standing.held(current.core_module)
        if held is not None and held.session_id == target.pk:
            return held
        return _exchange_place(
            current, target, standing, why_not_move(current, target, standing, at), at
        )


def change(*, registration: Registration, to: CoreSession, at: datetime) -> Registration:
    """Swap a place for one in another session of the same core module, or change nothing.

    Idempotent: changing to the session already held returns that registration.

    Raises the ``Refusal`` of the first broken rule, such as ``NotHeld`` if ``registration`` is no longer held, and
    ``ValueError`` for a session of the other core module.
    """
    if to.core_module != registration.core_module:
        raise ValueError("A date is changed within its core module.")
    with freeing(at, [registration.session_id, to.pk]) as sessions:
        standing = standing_of(taking.lock_assistant(registration.assistant), at)
        held, target = standing.held(to.core_module), sessions[to.pk]
        if held is not None and held.session_id == target.pk:
            return held
        if held is None or held.pk != registration.pk:
            raise NotHeld(taking.reread(registration))
        waited_for = taking.waited_for([target], at, by_others_than=standing.assistant)
        refusal = why_not_instead(target, standing, at) or why_not_before_others(
            target, waited_for, at
        )
        return _exchange_place(held, target, standing, refusal, at)


def _exchange_place(
    held: Registration,
    target: CoreSession,
    standing: Standing,
    refusal: Refusal | None,
    at: datetime,
) -> Registration:
    refusal = refusal or why_no_place(target, taking.count_taken([target]).get(target.pk, 0))
    if refusal is not None:
        raise refusal
    taking.free([held], at)
    _stop_waiting(standing.assistant, [target])
    (taken,) = taking.take([taking.place_in(target, standing.assistant, at, instead_of=held)])
    telling.moved([(taken, held)], at, from_waitlist=False)
    return taken


def cancel_session(*, session: CoreSession, at: datetime) -> list[Registration]:
    """Cancel a session that has not begun, free its places and clear its waitlist.

    Returns the registrations that were freed. Idempotent: cancelling again returns an empty list.

    Raises ``Closed`` if the session has begun.
    """
    with transaction.atomic():
        with freeing(at, [session.pk]) as sessions:
            current = sessions[session.pk]
            if current.cancelled_at is not None:
                return []
            if current.has_begun(at):
                raise Closed(current.term, current)
            freed = list(
                Registration.objects.live()
                .filter(session=current)
                .select_related("assistant", "session__campus", "session__term")
            )
            waits = WaitlistEntry.objects.filter(session=current)
            waited = list(waits.select_related("assistant", "session__campus", "session__term"))
            taking.free(freed, at)
            waits.delete()
            current.cancelled_at = at
            current.save(update_fields=["cancelled_at"])
        # Read after the promotions: some learning assistants may have got another session from a
        # waitlist.
        standings = standings_of(
            {one.assistant for one in freed} | {one.assistant for one in waited}, at
        )
        still_open = _still_open(current.core_module, standings, at)
        telling.session_cancelled(freed, waited, standings, still_open, at)
        return freed


def _still_open(
    core_module: int, standings: dict[int, Standing], at: datetime
) -> dict[int, list[CoreSession]]:
    """Return the sessions with free places that each learning assistant may take, by the assistant's key."""
    dates = CoreSession.objects.upcoming(at).filter(core_module=core_module).with_places()
    free = [one for one in dates.select_related("campus", "term") if not one.is_full]
    waited_for = taking.waited_for(free, at)
    free = [one for one in free if why_not_before_others(one, waited_for, at) is None]
    return {
        key: [one for one in free if why_not_choose(one, standing, at) is None]
        for key, standing in standings.items()
    }


def exempt(*, assistant: LearningAssistant, at: datetime) -> None:
    """Exempt a learning assistant, and free their places in coming sessions. Idempotent."""
    with freeing(at):
        (current,) = exempt_locked(assistants=[assistant.pk], at=at)
    assistant.exempt_since = current.exempt_since


def exempt_locked(*, assistants: Collection[int], at: datetime) -> list[LearningAssistant]:
    """Exempt many learning assistants and remove their waitlist entries. Call it inside ``freeing``."""
    locked = list(taking.lock_assistants(assistants).values())
    held = list(
        Registration.objects.standing()
        .filter(assistant__in=locked, mark="", session__starts_at__gt=at)
        .select_related("assistant", "session__campus", "session__term")
    )
    taking.free(held, at)
    telling.given_up(held, at)
    WaitlistEntry.objects.filter(assistant__in=locked).delete()
    for one in locked:
        one.exempt_since = one.exempt_since or localdate(at)
    LearningAssistant.objects.bulk_update(locked, ["exempt_since"])
    return locked


def end_exemption(*, assistant: LearningAssistant) -> None:
    """End an exemption. The learning assistant must register like everyone else."""
    with transaction.atomic():
        current = taking.lock_assistant(assistant)
        current.exempt_since = None
        current.save(update_fields=["exempt_since"])
    assistant.exempt_since = None


def _stop_waiting(assistant: LearningAssistant, sessions: Iterable[CoreSession]) -> None:
    WaitlistEntry.objects.filter(assistant=assistant, session__in=list(sessions)).delete()
