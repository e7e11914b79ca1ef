"""The waitlist of a full session: join, leave, move up, and let in by hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from enrollment.eligibility import (
    refusal_to_exceed_capacity,
    refusal_to_switch,
    refusal_to_wait,
    status_of,
)
from enrollment.letters import about_places
from enrollment.letters.writing import Announcement
from enrollment.models import CoreSession, LearningAssistant, Registration, User, WaitlistEntry
from enrollment.models.waitlist import EntryWithPlace
from enrollment.places import taking
from enrollment.refusals import AlreadyWaiting, NotFull, NotWaiting

from .promoting import freeing

announcement = Announcement("enrollment.tasks.refresh_exchanges", seconds=10)


def join(
    *, assistant: LearningAssistant, session: CoreSession, at: datetime, by_staff: bool = False
) -> WaitlistEntry:
    """Join the waitlist of a full session. The learning assistant may hold another session of the core module.

    Idempotent: joining again keeps the position in the queue. Staff may do so after the window has closed.

    Raises the ``Refusal`` of the first broken rule, such as ``NotFull`` or ``AlreadyWaiting``.
    """
    with transaction.atomic():
        (locked,) = taking.lock_sessions([session.pk])
        status = status_of(taking.lock_assistant(assistant), at)
        waits = WaitlistEntry.objects.filter(
            assistant=status.assistant, core_module=locked.core_module
        )
        current = waits.standing(at).select_related("session").first()
        if current is not None and current.session == locked:
            return current
        refusal = refusal_to_wait(locked, status, at, by_staff=by_staff) or (
            AlreadyWaiting(current) if current is not None else None
        )
        if refusal is not None:
            raise refusal
        if refusal_to_exceed_capacity(locked, taking.taken_in(locked)) is None:
            raise NotFull(locked)
        waits.delete()  # expired entries, which would break the unique constraint
        entry = WaitlistEntry.objects.create(
            assistant=status.assistant,
            session=locked,
            core_module=locked.core_module,
            created_at=at,
        )
        about_places.write_waitlisted(entry, position(entry), at)
        # The new entry may make an exchange possible. If the broker is down, the next beat finds it.
        transaction.on_commit(announcement.make, robust=True)
        return entry


def leave(*, entry: WaitlistEntry) -> bool:
    """Leave the waitlist. Idempotent.

    Returns False if the entry was already gone, as after a promotion at the same moment.
    """
    with transaction.atomic():
        # Promotions hold this lock from reading the queue until they commit.
        taking.lock_sessions([entry.session_id])
        left, _tables = WaitlistEntry.objects.filter(pk=entry.pk).delete()
        return left > 0


def position(entry: WaitlistEntry) -> int:
    """Return the position in the queue, starting at 1."""
    waiting: EntryWithPlace = WaitlistEntry.objects.with_place().get(pk=entry.pk)
    return waiting.place


def ahead_of(entry: WaitlistEntry) -> list[WaitlistEntry]:
    """Return the entries before this one in its queue, the first one first."""
    queue = WaitlistEntry.objects.filter(session=entry.session_id).in_order()
    entries = list(queue.select_related("assistant"))
    return entries[: entries.index(entry)] if entry in entries else entries


def move_up(*, entry: WaitlistEntry, by: User, because: str) -> WaitlistEntry:
    """Move an entry to the head of its queue, and store who did it and why.

    Raises ``NotWaiting`` if the entry is gone.
    """
    with transaction.atomic():
        taking.lock_sessions([entry.session_id])
        current = _reread(entry)
        others = WaitlistEntry.objects.filter(session=current.session).exclude(pk=current.pk)
        highest = others.aggregate(highest=Max("priority"))["highest"] or 0
        current.priority = max(highest + 1, current.priority, 1)
        current.moved_up_by, current.moved_up_because = by, because
        current.save(update_fields=["priority", "moved_up_by", "moved_up_because"])
        return current


def let_in(*, entry: WaitlistEntry, at: datetime) -> Registration:
    """Give a free place to any entry in the queue, for staff: the session's own deadline does not apply.

    Raises the ``Refusal`` of the first broken rule, such as ``NotWaiting`` if the entry is gone, or ``Full``.
    """
    with freeing(at, [entry.session_id]) as sessions:
        current = _reread(entry)
        session = sessions[current.session_id]
        status = status_of(taking.lock_assistant(current.assistant), at)
        refusal = refusal_to_switch(session, status, at) or refusal_to_exceed_capacity(
            session, taking.taken_in(session)
        )
        if refusal is not None:
            raise refusal
        held = status.held(session.core_module)
        taking.free([held] if held is not None else [], at)
        taking.give_way(status.overdue_in([session.core_module]), at)
        (registration,) = taking.take(
            [taking.place_in(session, status.assistant, at, instead_of=held)]
        )
        current.delete()
        about_places.write_moved([(registration, held)], at, from_waitlist=True)
        return registration


def _reread(entry: WaitlistEntry) -> WaitlistEntry:
    current = (
        WaitlistEntry.objects.select_related("session__term", "assistant")
        .filter(pk=entry.pk)
        .first()
    )
    if current is None:
        raise NotWaiting(entry)
    return current
