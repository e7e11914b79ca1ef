"""Locking sessions, counting places, taking and freeing them: the only code that writes who holds a place.

The one locking rule, kept by every use case: lock the sessions whose places are about to change, in the order of their
keys and in one call; then the learning assistants concerned, likewise; then count; then write.
The locks are held to the end of the transaction, so two people never see the same last place.

Taking a place needs the lock of that session alone. Freeing one may set off promotions anywhere, so whoever frees locks
every session to come (``lock_all``). So does whoever locks several learning assistants, were it for something else.
An import of many rows locks only once all are read and judged, since who registers waits from then on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Count

from .inserting import insert
from .models import CoreModule, CoreSession, LearningAssistant, Registration, User, WaitlistEntry
from .models.sessions import Mark
from .standing import standings_of, why_not_instead


def lock_sessions(keys: Iterable[int]) -> list[CoreSession]:
    return list(
        CoreSession.objects.select_for_update(of=("self",), no_key=True)
        .select_related("term", "campus")
        .filter(pk__in=list(keys))
        .order_by("pk")
    )


def lock_all(at: datetime, also: Iterable[int] = ()) -> dict[int, CoreSession]:
    """Lock every session to come, and those named, by their key."""
    locked: dict[int, CoreSession] = {}
    named = set(also)
    # A session added while we waited for a lock has a higher key than all before it: the order is kept.
    while missing := (named | _keys_to_come(at)) - locked.keys():
        locked |= {session.pk: session for session in lock_sessions(missing)}
        named &= locked.keys()
    return locked


def _keys_to_come(at: datetime) -> set[int]:
    return set(CoreSession.objects.upcoming(at).values_list("pk", flat=True))


def lock_assistants(keys: Iterable[int]) -> dict[int, LearningAssistant]:
    # Two requests of one person for different sessions share no session lock; this one orders them.
    return {
        assistant.pk: assistant
        for assistant in LearningAssistant.objects.select_for_update(no_key=True)
        .filter(pk__in=list(keys))
        .order_by("pk")
    }


def lock_assistant(assistant: LearningAssistant) -> LearningAssistant:
    return lock_assistants([assistant.pk])[assistant.pk]


def reread(registration: Registration) -> Registration:
    """As it stands now, under the lock."""
    return Registration.objects.select_related("session__term", "session__campus", "assistant").get(
        pk=registration.pk
    )


def count_taken(sessions: Iterable[CoreSession]) -> dict[int, int]:
    """The places taken in each session that has any, by its key."""
    counted = Registration.objects.live().filter(session__in=list(sessions)).order_by()
    return dict(counted.values_list("session").annotate(Count("pk")))


def waited_for(
    sessions: Iterable[CoreSession],
    at: datetime,
    *,
    by_others_than: LearningAssistant | None = None,
) -> set[int]:
    """The sessions past their deadline that other people still wait for who may have them, by their key."""
    late = {session.pk: session for session in sessions if at >= session.deadline}
    if not late:
        return set()
    waits = WaitlistEntry.objects.filter(session__in=late)
    if by_others_than is not None:
        waits = waits.exclude(assistant=by_others_than)
    entries = list(waits.select_related("assistant").order_by())
    if not entries:
        return set()
    standings = standings_of({entry.assistant for entry in entries}, at)
    return {
        entry.session_id
        for entry in entries
        if why_not_instead(late[entry.session_id], standings[entry.assistant_id], at) is None
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
    """A place not taken yet.

    Whoever has prepared has done so for the core module, not for the date: it counts in place of another date too.
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
    # What was given up in the meantime keeps its time.
    held = Registration.objects.live().filter(pk__in=[one.pk for one in registrations])
    held.update(withdrawn_at=at)


def stop_waiting(assistants: Iterable[int], core_module: int) -> None:
    """Take those who have attended a core module off its queues."""
    WaitlistEntry.objects.filter(assistant__in=assistants, core_module=core_module).delete()
