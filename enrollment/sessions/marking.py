"""Record attendance at core sessions. Every change of an existing mark is written here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from enrollment.letters import about_places
from enrollment.marks import HOLDS, counts
from enrollment.models import CoreSession, Registration, User
from enrollment.models.sessions import Mark
from enrollment.places import taking
from enrollment.places.promoting import freeing
from enrollment.refusals import Cancelled, MarkedMeanwhile, NotBegun, OtherAttendance, OwnAttendance

from .source import marks_from


def mark(
    *,
    session: CoreSession,
    marks: Mapping[int, str],
    seen: Mapping[int, str] | None = None,
    by: User,
    at: datetime,
    source: str = "",
) -> list[Registration]:
    """Record the attendance at a session that has begun, all or nothing.

    ``marks`` maps registration keys to marks; "" deletes a mark. ``seen`` maps them to the marks that the page showed:
    if a different mark has been recorded since, nothing is saved. An unchanged mark keeps its author and time.
    ``source`` stands in the history, such as ``source.REPORT``.

    A learning assistant marked present gives up a coming session that they hold in the same core module. The order of
    the core modules is not checked, because a wrong mark must always be correctable.

    Returns the registrations whose mark changed. Raises ``NotBegun``, ``Cancelled``, ``OtherAttendance``,
    ``MarkedMeanwhile`` or ``OwnAttendance``.
    """
    with marks_from(source), freeing(at, [session.pk]) as sessions:
        current = sessions[session.pk]
        if current.cancelled_at is not None:
            raise Cancelled(current)
        if not current.has_begun(at):
            raise NotBegun(current)
        # Lock before reading: meanwhile no other date is taken, and no record is merged into another.
        sent = Registration.objects.live().filter(session=current, pk__in=marks)
        taking.lock_assistants(sent.values_list("assistant", flat=True))
        changed = _changed(current, marks)
        for registration in changed:
            if registration.mark != (seen or {}).get(registration.pk, registration.mark):
                raise MarkedMeanwhile(registration)
        if any(registration.assistant.user_id == by.pk for registration in changed):
            raise OwnAttendance
        _free_other_dates(current, changed, marks, at)
        for registration in changed:
            registration.mark = Mark(marks[registration.pk])
        note(changed, by, at)
    return changed


def note(registrations: Collection[Registration], by: User | None, at: datetime) -> None:
    """Save marks with their author and time. The sessions and the learning assistants must be locked."""
    for registration in registrations:
        registration.marked_by = by if registration.mark else None
        registration.marked_at = at if registration.mark else None
    Registration.objects.bulk_update(registrations, ["mark", "marked_by", "marked_at"])


def _changed(session: CoreSession, marks: Mapping[int, str]) -> list[Registration]:
    registrations = (
        Registration.objects.live()
        .filter(session=session, pk__in=marks)
        .select_related("assistant", "session")
    )
    return [
        registration
        for registration in registrations
        if registration.mark != marks[registration.pk]
    ]


def _free_other_dates(
    session: CoreSession, changed: Collection[Registration], marks: Mapping[int, str], at: datetime
) -> None:
    """Free the coming places, and delete the waitlist entries, that those marked present no longer need."""
    attended = {
        registration.assistant_id for registration in changed if counts(marks[registration.pk])
    }
    others = _other_dates(session, changed, marks)
    for other in others:
        if other.mark or other.session.has_begun(at) or other.assistant_id not in attended:
            raise OtherAttendance(other)
    taking.free(others, at)
    about_places.write_given_up(others, at, about_places.Why.ATTENDED)
    taking.stop_waiting(attended, session.core_module)


def _other_dates(
    session: CoreSession, changed: Iterable[Registration], marks: Mapping[int, str]
) -> list[Registration]:
    """Return the registrations in other sessions that conflict with the new marks.

    With a mark of ``HOLDS``, a place that did not stand occupies the core module again. No other date is taken meanwhile,
    because all coming sessions are locked.
    """
    returning = [
        registration.assistant_id
        for registration in changed
        if not registration.stands and marks[registration.pk] in HOLDS
    ]
    return list(
        Registration.objects.standing()
        .filter(core_module=session.core_module, assistant__in=returning)
        .exclude(session=session)
        .select_related("assistant", "session__campus", "session__term")
    )
