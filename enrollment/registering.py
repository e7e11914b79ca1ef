"""Who holds a place. Nothing else in the project changes that.

The one locking rule, kept by every function here: lock the sessions whose places are about to change, in the order
of their keys and in one call; then the learning assistants concerned, likewise; then count; then write.
The locks are held to the end of the transaction, so two people never see the same last place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count
from django.utils.timezone import localdate

from .models import CoreModule, CoreSession, LearningAssistant, Registration, User
from .models.sessions import STANDING_MARKS, Mark
from .refusals import (
    AlreadyHolding,
    Cancelled,
    Clash,
    Closed,
    Completed,
    DeadlinePassed,
    Exempt,
    Full,
    Marked,
    NotAppointed,
    NotHeld,
    NotOpenYet,
    OwnAttendance,
    Refusal,
    WrongOrder,
)
from .standing import Standing, lock_and_read, standing_of


class GoneError(Exception):
    """There are no such dates, or they are of the other core module."""

    def __init__(self, sessions: Collection[CoreSession]) -> None:
        super().__init__(sessions)
        self.sessions = sessions


def register(
    *, assistant: LearningAssistant, sessions: Collection[CoreSession], at: datetime
) -> list[Registration]:
    """Take a place in each session, or in none of them.

    Asking again for a date already held is harmless: it is returned as it stands.

    Raises the ``Refusal`` of the first rule in the way, and ``GoneError`` for dates that are not in the timetable.
    """
    with transaction.atomic():
        standing, locked = lock_and_read(assistant, (one.pk for one in sessions), at)
        timetable = {(one.pk, one.core_module) for one in locked}
        if gone := [one for one in sessions if (one.pk, one.core_module) not in timetable]:
            raise GoneError(gone)
        kept = [
            registration
            for registration in standing.registrations.values()
            if registration.session in locked
        ]
        wanted = [session for session in locked if session not in {one.session for one in kept}]
        if not wanted:
            return kept
        for session in wanted:
            refusal = (
                why_not_at_all(standing)
                or why_not_in_term(session, standing, at)
                or why_not_this(session, standing, at)
                or _why_not_together(session, (one for one in locked if one != session))
                or why_no_place(session, session.taken)
            )
            if refusal is not None:
                raise refusal
        return kept + _take(standing.assistant, wanted, at)


def record(
    *, assistant: LearningAssistant, session: CoreSession, mark: str, by: User | None, at: datetime
) -> Registration:
    """Note a place that somebody has or had, with the mark for it, as a file says.

    For what is or was: no window or deadline is asked for, and an appointment only for a session to come, but every
    other rule holds. Noting again what is on record is harmless.

    Raises the ``Refusal`` of the first rule in the way.
    """
    if mark and by is not None and assistant.user_id == by.pk:
        raise OwnAttendance
    with transaction.atomic():
        (locked,) = lock_sessions([session.pk])
        standing = standing_of(_lock_assistant(assistant), at)
        on_record = Registration.objects.live().filter(session=locked, assistant=assistant).first()
        if on_record is not None:
            return on_record
        taken = _count_taken([locked]).get(locked.pk, 0)
        refusal = why_not_record(locked, standing, mark, taken, at)
        if refusal is not None:
            raise refusal
        (recorded,) = _take(standing.assistant, [locked], at, mark=mark, by=by)
        return recorded


def withdraw(*, registration: Registration, at: datetime) -> None:
    """Give up a place, until the term's deadline before the session. Doing so again is harmless."""
    with transaction.atomic():
        (session,) = lock_sessions([registration.session_id])
        current = _reread(registration)
        if current.withdrawn_at is not None:
            return
        refusal = why_not_give_up(current, at)
        if refusal is not None:
            raise refusal
        free([current], at)


def remove(*, registration: Registration, at: datetime) -> None:
    """Take somebody off a session, as staff may also inside the deadline. Doing so again is harmless."""
    with transaction.atomic():
        lock_sessions([registration.session_id])
        current = _reread(registration)
        if current.withdrawn_at is not None:
            return
        if current.mark:
            raise Marked(current)
        free([current], at)


def move(*, registration: Registration, to: CoreSession, at: datetime) -> Registration:
    """Give somebody another date of the same core module in place of the one they hold, or change nothing.

    For staff: it needs no open registration and no deadline, but every other rule holds. Moving again is harmless.

    Raises the ``Refusal`` of the first rule in the way, and ValueError for a date of the other core module.
    """
    if to.core_module != registration.core_module:
        raise ValueError("A place is moved within its core module.")
    with transaction.atomic():
        sessions = lock_sessions([registration.session_id, to.pk])
        standing = standing_of(_lock_assistant(registration.assistant), at)
        current = _reread(registration)
        target = next(session for session in sessions if session.pk == to.pk)
        held = standing.held(current.core_module)
        if held is not None and held.session_id == target.pk:
            return held
        refusal = why_not_move(current, target, standing, at) or why_no_place(
            target, _count_taken([target]).get(target.pk, 0)
        )
        if refusal is not None:
            raise refusal
        free([current], at)
        (moved,) = _take(standing.assistant, [target], at)
        return moved


def cancel_session(*, session: CoreSession, at: datetime) -> list[Registration]:
    """Cancel a session that has not begun; whoever had a place there is free to take another.

    Returns the places that are gone. Cancelling again is harmless.
    """
    with transaction.atomic():
        (current,) = lock_sessions([session.pk])
        if current.cancelled_at is not None:
            return []
        if current.has_begun(at):
            raise Closed(current.term, current)
        freed = list(Registration.objects.live().filter(session=current))
        free(freed, at)
        current.cancelled_at = at
        current.save(update_fields=["cancelled_at"])
        return freed


def exempt(*, assistant: LearningAssistant, at: datetime) -> None:
    """Note that an equivalent qualification is approved, and free the places held for dates to come."""
    held = Registration.objects.standing().filter(assistant=assistant, mark="")
    with transaction.atomic():
        lock_sessions(held.values_list("session", flat=True))
        current = _lock_assistant(assistant)
        free(list(held.filter(session__starts_at__gt=at)), at)
        if current.exempt_since is None:
            current.exempt_since = localdate(at)
            current.save(update_fields=["exempt_since"])
    assistant.exempt_since = current.exempt_since


def why_not_at_all(standing: Standing) -> Refusal | None:
    """What keeps a learning assistant from registering for anything."""
    if standing.assistant.exempt_since is not None:
        return Exempt()
    if not standing.appointed_terms:
        return NotAppointed()
    return None


def why_not_in_term(session: CoreSession, standing: Standing, at: datetime) -> Refusal | None:
    """What keeps them from registering for any date of the session's term."""
    if session.term_id not in standing.appointed_terms:
        return NotAppointed(session.term)
    if session.term.opens_later(at):
        return NotOpenYet(session.term)
    if not session.term.is_open(at):
        return Closed(session.term)
    return None


def why_not_this(session: CoreSession, standing: Standing, at: datetime) -> Refusal | None:
    """What keeps them from this very date, be there places or not."""
    return (
        _why_not_another(session, standing)
        or _why_never(session, at)
        or _why_not_with_the_rest(session, standing)
    )


def why_not_beside(session: CoreSession, standing: Standing) -> Refusal | None:
    """What keeps a date from standing beside those they hold or have attended."""
    return _why_not_another(session, standing) or _why_not_with_the_rest(session, standing)


def why_not_record(
    session: CoreSession, standing: Standing, mark: str, taken: int, at: datetime
) -> Refusal | None:
    """What keeps a place that a file tells of from being noted."""
    return (
        (Cancelled(session) if session.cancelled_at is not None else None)
        or (None if session.has_begun(at) else _why_not_later(session, standing))
        or (why_not_beside(session, standing) if mark in STANDING_MARKS else None)
        or why_no_place(session, taken)
    )


def _why_not_later(session: CoreSession, standing: Standing) -> Refusal | None:
    """What keeps somebody from a session to come of this term, be registration open or not."""
    if standing.assistant.exempt_since is not None:
        return Exempt()
    return None if session.term_id in standing.appointed_terms else NotAppointed(session.term)


def _why_not_another(session: CoreSession, standing: Standing) -> Refusal | None:
    attended = standing.attended(session.core_module)
    if attended is not None:
        return Completed(attended)
    held = standing.held(session.core_module)
    return None if held is None else AlreadyHolding(held)


def _why_not_with_the_rest(session: CoreSession, standing: Standing) -> Refusal | None:
    return _why_not_together(session, (one.session for one in standing.registrations.values()))


def why_no_place(session: CoreSession, taken: int) -> Refusal | None:
    return Full(session) if taken >= session.capacity else None


def why_not_give_up(registration: Registration, at: datetime) -> Refusal | None:
    if registration.mark:
        return Marked(registration)
    if at >= registration.session.deadline:
        return DeadlinePassed(registration.session)
    return None


def why_not_move(
    registration: Registration, to: CoreSession, standing: Standing, at: datetime
) -> Refusal | None:
    """What keeps staff from moving somebody to another date, be there places or not."""
    if registration.mark:
        return Marked(registration)
    if registration.withdrawn_at is not None:
        return NotHeld(registration)
    if standing.assistant.exempt_since is not None:
        return Exempt()
    if to.term_id not in standing.appointed_terms:
        return NotAppointed(to.term)
    return _why_never(to, at) or _why_not_together(
        to,
        (
            one.session
            for one in standing.registrations.values()
            if one.core_module != registration.core_module
        ),
    )


def _why_never(session: CoreSession, at: datetime) -> Refusal | None:
    if session.cancelled_at is not None:
        return Cancelled(session)
    if session.has_begun(at):
        return Closed(session.term, session)
    return None


def _why_not_together(session: CoreSession, others: Iterable[CoreSession]) -> Refusal | None:
    """Two dates of one person: none at the same time, and core module 2 on a later day than 1."""
    for other in others:
        if session.overlaps(other):
            return Clash(session, other)
        if session.core_module != other.core_module:
            first, second = sorted((session, other), key=lambda one: one.core_module)
            if not follows(first, second):
                return WrongOrder(first, second)
    return None


def follows(first: CoreSession, second: CoreSession) -> bool:
    """Whether a date of core module 2 is later than one of core module 1 (programme: “Core modules”)."""
    return localdate(second.starts_at) > localdate(first.starts_at)


def lock_sessions(keys: Iterable[int]) -> list[CoreSession]:
    return list(
        CoreSession.objects.select_for_update(of=("self",), no_key=True)
        .select_related("term")
        .filter(pk__in=list(keys))
        .order_by("pk")
    )


def lock_assistants(keys: Iterable[int]) -> list[LearningAssistant]:
    # Two requests of one person for different sessions share no session lock; this one orders them.
    return list(
        LearningAssistant.objects.select_for_update(no_key=True)
        .filter(pk__in=list(keys))
        .order_by("pk")
    )


def _lock_assistant(assistant: LearningAssistant) -> LearningAssistant:
    return lock_assistants([assistant.pk])[0]


def _reread(registration: Registration) -> Registration:
    return Registration.objects.select_related("session__term", "assistant").get(pk=registration.pk)


def _count_taken(sessions: Iterable[CoreSession]) -> dict[int, int]:
    counted = Registration.objects.live().filter(session__in=list(sessions)).order_by()
    return dict(counted.values_list("session").annotate(Count("pk")))


def _take(
    assistant: LearningAssistant,
    sessions: Iterable[CoreSession],
    at: datetime,
    *,
    mark: str = Mark.NONE,
    by: User | None = None,
) -> list[Registration]:
    return Registration.objects.bulk_create(
        Registration(
            assistant=assistant,
            session=session,
            core_module=CoreModule(session.core_module),
            registered_at=at,
            mark=Mark(mark),
            marked_by=by if mark else None,
            marked_at=at if mark else None,
        )
        for session in sessions
    )


def free(registrations: Collection[Registration], at: datetime) -> None:
    # What was given up in the meantime keeps its time.
    held = Registration.objects.live().filter(pk__in=[one.pk for one in registrations])
    held.update(withdrawn_at=at)
