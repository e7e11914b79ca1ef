"""Recording attendance at core sessions. Nothing else in the project changes a mark."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from . import places
from .letters import telling
from .models import CoreSession, Registration, User
from .models.sessions import STANDING_MARKS, Mark
from .promoting import freeing
from .refusals import Cancelled, MarkedMeanwhile, NotBegun, OtherAttendance, OwnAttendance


def mark(
    *,
    session: CoreSession,
    marks: Mapping[int, str],
    seen: Mapping[int, str] | None = None,
    by: User,
    at: datetime,
) -> list[Registration]:
    """Record the attendance at a session that has begun: ``marks`` by the registration's key, "" takes one back.

    All or nothing. What stands already keeps its author and time, so saving twice changes nothing. Whoever turns
    out to have attended gives up the date to come that they hold of the same core module: they need it no more.
    That core module 2 comes after core module 1 is a rule about dates, and keeps no mark from being put right: otherwise
    somebody would count as having attended what they did not.
    ``seen`` has the marks that stood when the page was read: where somebody has recorded another since, both cannot be
    right, and nothing is saved.

    Returns the registrations whose mark changed. Raises ``NotBegun``, ``Cancelled``, ``OtherAttendance``,
    ``MarkedMeanwhile`` or ``OwnAttendance``.
    """
    with freeing(at, [session.pk]) as sessions:
        current = sessions[session.pk]
        if current.cancelled_at is not None:
            raise Cancelled(current)
        if not current.has_begun(at):
            raise NotBegun(current)
        registrations = (
            Registration.objects.live()
            .filter(session=current, pk__in=marks)
            .select_related("assistant", "session")
        )
        changed = [one for one in registrations if one.mark != marks[one.pk]]
        for registration in changed:
            if registration.mark != (seen or {}).get(registration.pk, registration.mark):
                raise MarkedMeanwhile(registration)
        if any(one.assistant.user_id == by.pk for one in changed):
            raise OwnAttendance
        # Locked before their other dates are read: none of them takes one meanwhile.
        places.lock_assistants(one.assistant_id for one in changed)
        attended = {one.assistant_id for one in changed if marks[one.pk] == Mark.PRESENT}
        others = _other_dates(current, changed, marks)
        for other in others:
            if other.mark or other.session.has_begun(at) or other.assistant_id not in attended:
                raise OtherAttendance(other)
        places.free(others, at)
        telling.given_up(others, at)
        places.stop_waiting(attended, current.core_module)
        for registration in changed:
            registration.mark = Mark(marks[registration.pk])
        note(changed, by, at)
    return changed


def note(registrations: Collection[Registration], by: User | None, at: datetime) -> None:
    """Save the marks of registrations whose sessions and people are locked, with their author and time."""
    for registration in registrations:
        registration.marked_by = by if registration.mark else None
        registration.marked_at = at if registration.mark else None
    Registration.objects.bulk_update(registrations, ["mark", "marked_by", "marked_at"])


def _other_dates(
    session: CoreSession, changed: Iterable[Registration], marks: Mapping[int, str]
) -> list[Registration]:
    """Dates of the same core module that stand for somebody whose absence here is taken back."""
    returning = [
        one.assistant_id
        for one in changed
        if one.mark not in STANDING_MARKS and marks[one.pk] in STANDING_MARKS
    ]
    return list(
        Registration.objects.standing()
        .filter(core_module=session.core_module, assistant__in=returning)
        .exclude(session=session)
        .select_related("assistant", "session__campus", "session__term")
    )
