"""Recording attendance at core sessions. Nothing else in the project changes a mark."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from . import places
from .letters import telling
from .models import CoreSession, Registration, User
from .models.sessions import STANDING_MARKS, Mark
from .promoting import freeing
from .refusals import Cancelled, NotBegun, OtherAttendance


def mark(
    *, session: CoreSession, marks: Mapping[int, str], by: User, at: datetime
) -> list[Registration]:
    """Record the attendance at a session that has begun: ``marks`` by the registration's key, "" takes one back.

    All or nothing. What stands already keeps its author and time, so saving twice changes nothing. Whoever turns
    out to have attended gives up the date to come that they hold of the same core module: they need it no more.

    Returns the registrations whose mark changed. Raises ``NotBegun``, ``Cancelled`` or ``OtherAttendance``.
    """
    with freeing(at, [session.pk]) as sessions:
        others = _other_dates(session, marks)
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
        for other in others:
            if other.mark or other.session.has_begun(at):
                raise OtherAttendance(other)
        places.free(others, at)
        telling.given_up(others, at)
        for registration in changed:
            registration.mark = Mark(marks[registration.pk])
            registration.marked_by = by if registration.mark else None
            registration.marked_at = at if registration.mark else None
        Registration.objects.bulk_update(changed, ["mark", "marked_by", "marked_at"])
    return changed


def _other_dates(session: CoreSession, marks: Mapping[int, str]) -> list[Registration]:
    """Dates of the same core module that stand for somebody whose absence here is taken back."""
    returning = (
        Registration.objects.live()
        .filter(
            session=session, pk__in=[key for key, value in marks.items() if value in STANDING_MARKS]
        )
        .exclude(mark__in=STANDING_MARKS)
    )
    return list(
        Registration.objects.standing()
        .filter(core_module=session.core_module, assistant__in=returning.values("assistant"))
        .exclude(session=session)
        .select_related("assistant", "session__campus", "session__term")
    )
