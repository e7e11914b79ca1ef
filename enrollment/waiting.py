"""The queue of a full date: joining, leaving, being moved up, and being let in by hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from . import places
from .letters import telling
from .letters.writing import Announcement
from .models import CoreSession, LearningAssistant, Registration, User, WaitlistEntry
from .promoting import freeing
from .refusals import AlreadyWaiting, NotFull, NotWaiting
from .standing import standing_of, why_no_place, why_not_instead, why_not_wait

announcement = Announcement("enrollment.tasks.refresh_exchanges", seconds=10)


def join(*, assistant: LearningAssistant, session: CoreSession, at: datetime) -> WaitlistEntry:
    """Wait for a place in a full session, with or without holding another date of its core module.

    Joining again is harmless: the place in the queue stays.

    Raises the ``Refusal`` of the first rule in the way, such as ``NotFull``.
    """
    with transaction.atomic():
        (locked,) = places.lock_sessions([session.pk])
        standing = standing_of(places.lock_assistant(assistant), at)
        waits = WaitlistEntry.objects.filter(
            assistant=standing.assistant, core_module=locked.core_module
        )
        current = waits.standing(at).select_related("session").first()
        if current is not None and current.session == locked:
            return current
        refusal = why_not_wait(locked, standing, at) or (
            AlreadyWaiting(current) if current is not None else None
        )
        if refusal is not None:
            raise refusal
        if why_no_place(locked, places.count_taken([locked]).get(locked.pk, 0)) is None:
            raise NotFull(locked)
        waits.delete()  # what is left of terms gone by
        entry = WaitlistEntry.objects.create(
            assistant=standing.assistant,
            session=locked,
            core_module=locked.core_module,
            created_at=at,
        )
        telling.waitlisted(entry, position(entry), at)
        # Somebody may hold the date they wish for and wish for theirs; without the broker the next beat finds out.
        transaction.on_commit(announcement.make, robust=True)
        return entry


def leave(*, entry: WaitlistEntry) -> bool:
    """Wait no more. Leaving again is harmless.

    Returns whether they still waited: a place may have come free for them in the same moment.
    """
    with transaction.atomic():
        # Whoever has read the queue to promote from it has this lock.
        places.lock_sessions([entry.session_id])
        left, _tables = WaitlistEntry.objects.filter(pk=entry.pk).delete()
        return left > 0


def position(entry: WaitlistEntry) -> int:
    """The place in the queue, from 1."""
    return WaitlistEntry.objects.with_place().get(pk=entry.pk).place


def move_up(*, entry: WaitlistEntry, by: User, because: str) -> WaitlistEntry:
    """Put somebody at the head of the queue, for a reason that is kept.

    Raises ``NotWaiting`` if they left in the meantime.
    """
    with transaction.atomic():
        places.lock_sessions([entry.session_id])
        current = _reread(entry)
        others = WaitlistEntry.objects.filter(session=current.session).exclude(pk=current.pk)
        highest = others.aggregate(highest=Max("priority"))["highest"] or 0
        current.priority = max(highest + 1, current.priority, 1)
        current.moved_up_by, current.moved_up_because = by, because
        current.save(update_fields=["priority", "moved_up_by", "moved_up_because"])
        return current


def let_in(*, entry: WaitlistEntry, at: datetime) -> Registration:
    """Give somebody who waits a free place by hand, as staff may inside the deadline too, whoever else waits.

    Raises the ``Refusal`` of the first rule in the way.
    """
    with freeing(at, [entry.session_id]) as sessions:
        current = _reread(entry)
        session = sessions[current.session_id]
        standing = standing_of(places.lock_assistant(current.assistant), at)
        refusal = why_not_instead(session, standing, at) or why_no_place(
            session, places.count_taken([session]).get(session.pk, 0)
        )
        if refusal is not None:
            raise refusal
        held = standing.held(session.core_module)
        places.free([held] if held is not None else [], at)
        (taken,) = places.take([places.place_in(session, standing.assistant, at, instead_of=held)])
        current.delete()
        telling.moved([(taken, held)], at, from_waitlist=True)
        return taken


def _reread(entry: WaitlistEntry) -> WaitlistEntry:
    current = (
        WaitlistEntry.objects.select_related("session__term", "assistant")
        .filter(pk=entry.pk)
        .first()
    )
    if current is None:
        raise NotWaiting(entry)
    return current
