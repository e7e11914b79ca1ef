"""Lock sessions, count places, take and free them. Every use case creates and withdraws registrations through here.

The locking rule, which every use case follows:

1. Lock the sessions whose places are about to change, in one call, ordered by primary key.
2. Lock the learning assistants concerned, in the same way.
3. Count the places.
4. Write.

The locks are held until the transaction ends, so two requests never both get the last place.

Taking a place requires a lock on that session only. Freeing a place may trigger promotions in any session, so it
requires a lock on all coming sessions (``lock_all``). Locking several learning assistants, for any purpose, requires
``lock_all`` too. An import takes its locks only after all rows are read and checked, because registrations wait for
them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Count

from enrollment.eligibility import refusal_to_switch, statuses_of
from enrollment.models import (
    CoreModule,
    CoreSession,
    LearningAssistant,
    Registration,
    User,
    WaitlistEntry,
)
from enrollment.models.keys import AssistantKey, SessionKey
from enrollment.models.sessions import Mark
from enrollment.statements.inserting import insert


def lock_sessions(keys: Iterable[SessionKey]) -> list[CoreSession]:
    return list(
        CoreSession.objects.select_for_update(of=("self",), no_key=True)
        .select_related("term", "campus")
        .filter(pk__in=list(keys))
        .order_by("pk")
    )


def lock_all(at: datetime, also: Iterable[SessionKey] = ()) -> dict[SessionKey, CoreSession]:
    """Lock all coming sessions and those in ``also``, and return them by key."""
    locked: dict[SessionKey, CoreSession] = {}
    named = set(also)
    # A session added while we waited for a lock has a higher key, so locking it last keeps the order.
    while missing := (named | _keys_to_come(at)) - locked.keys():
        locked |= {session.pk: session for session in lock_sessions(missing)}
        named &= locked.keys()
    return locked


def _keys_to_come(at: datetime) -> set[SessionKey]:
    # Drafts too: if one were published meanwhile, its lower key would break the order.
    coming = CoreSession.objects.planned().filter(starts_at__gt=at)
    return set(coming.values_list("pk", flat=True))


def lock_assistants(keys: Iterable[AssistantKey]) -> dict[AssistantKey, LearningAssistant]:
    # Two requests by one person for different sessions share no session lock; this lock serialises them.
    return {
        assistant.pk: assistant
        for assistant in LearningAssistant.objects.select_for_update(no_key=True)
        .filter(pk__in=list(keys))
        .order_by("pk")
    }


def lock_assistant(assistant: LearningAssistant) -> LearningAssistant:
    return lock_assistants([assistant.pk])[assistant.pk]


def reread(registration: Registration) -> Registration:
    """Return the current state of a registration. Call it under the lock."""
    return Registration.objects.select_related("session__term", "session__campus", "assistant").get(
        pk=registration.pk
    )


def count_taken(sessions: Iterable[CoreSession]) -> dict[SessionKey, int]:
    """Count the places taken. Sessions without any are left out."""
    counted = Registration.objects.live().filter(session__in=list(sessions)).order_by()
    return dict(counted.values_list("session").annotate(Count("pk")))


def taken_in(session: CoreSession) -> int:
    """Count the places taken in one session."""
    return count_taken([session]).get(session.pk, 0)


def waited_for(
    sessions: Iterable[CoreSession],
    at: datetime,
    *,
    by_others_than: LearningAssistant | None = None,
) -> set[SessionKey]:
    """Return the sessions past their deadline that have an eligible waitlist entry.

    Entries of ``by_others_than`` are ignored.
    """
    late = {session.pk: session for session in sessions if at >= session.deadline}
    if not late:
        return set()
    waits = WaitlistEntry.objects.filter(session__in=late)
    if by_others_than is not None:
        waits = waits.exclude(assistant=by_others_than)
    entries = list(waits.select_related("assistant").order_by())
    if not entries:
        return set()
    statuses = statuses_of({entry.assistant for entry in entries}, at)
    return {
        entry.session_id
        for entry in entries
        if refusal_to_switch(late[entry.session_id], statuses[entry.assistant_id], at) is None
    }


def place_in(
    session: CoreSession,
    assistant: LearningAssistant,
    at: datetime,
    *,
    mark: str = Mark.NONE,
    by: User | None = None,
    instead_of: Registration | None = None,
) -> Registration:
    """Build an unsaved registration.

    The preparation is for the core module, not for the session, so its confirmation is copied from ``instead_of``.
    """
    return Registration(
        assistant=assistant,
        session=session,
        core_module=CoreModule(session.core_module),
        registered_at=at,
        mark=Mark(mark),
        marked_by=by if mark else None,
        marked_at=at if mark else None,
        preparation_confirmed_at=instead_of.preparation_confirmed_at if instead_of else None,
    )


def take(places: Iterable[Registration]) -> list[Registration]:
    taken = list(places)
    insert(
        taken,
        "assistant",
        "session",
        "core_module",
        "registered_at",
        "mark",
        "marked_by",
        "marked_at",
        "preparation_confirmed_at",
    )
    return taken


def free(registrations: Collection[Registration], at: datetime) -> None:
    # live(): a registration withdrawn in the meantime keeps its own withdrawn_at.
    held = Registration.objects.live().filter(
        pk__in=[registration.pk for registration in registrations]
    )
    held.update(withdrawn_at=at)


def give_way(overdue: Collection[Registration], at: datetime) -> None:
    """Let another date be taken instead of places whose attendance is not recorded, before it is taken.

    They stay in their sessions, so that attendance can still be recorded.
    """
    if overdue:
        unmarked = Registration.objects.live().filter(
            pk__in=[registration.pk for registration in overdue], mark=Mark.NONE
        )
        unmarked.update(replaced_at=at)


def stop_waiting(assistants: Iterable[AssistantKey], core_module: int) -> None:
    """Delete the waitlist entries of learning assistants for a core module that they have attended."""
    WaitlistEntry.objects.filter(assistant__in=assistants, core_module=core_module).delete()
