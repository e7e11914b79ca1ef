"""Record attendance at a department's meetings.

Only this module, ``objecting``, ``changing_course`` and ``merging`` change marks.

Locking rule: to write marks, or anything they depend on, first lock the meetings in pk order in one query, then read
the marks under that lock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from enrollment.models import Appointment, Term, User
from enrollment.models.keys import AppointmentKey
from enrollment.sessions.source import marks_from
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.models.attendance import FIELDS_OF_A_MARK, AttendanceMark
from modules.models.keys import MeetingKey
from modules.scope import Scope

from .refusals import CancelledMeanwhile, MeetingNotBegun, NotExpected, ObjectedTo, OwnMark

Cell = tuple[MeetingKey, AppointmentKey]


@dataclass(frozen=True, slots=True)
class Difference:
    """A conflict: a colleague recorded another mark after the page was loaded."""

    appointment: Appointment
    meeting: FollowUpMeeting
    # "" means no mark.
    theirs: str
    yours: str
    # None if the mark was removed.
    by: User | None
    at: datetime | None

    @property
    def their_label(self) -> str:
        return label_of(self.theirs)

    @property
    def your_label(self) -> str:
        return label_of(self.yours)


def label_of(mark: str) -> str:
    """Return a mark in words; "" means no mark."""
    return str(AttendanceMark(mark).label) if mark else gettext("not marked")


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a submitted register: numbers of marks, and the conflicts."""

    changed: int
    differences: list[Difference]
    # Marks recorded by colleagues meanwhile where this user changed nothing.
    by_colleagues: int
    # Changed marks for a meeting or an appointment that is missing or outside the user's scope.
    not_theirs: int


def record(
    *,
    scope: Scope,
    term: Term,
    marks: Mapping[Cell, str],
    seen: Mapping[Cell, str] | None = None,
    by: User,
    at: datetime,
    source: str = "",
) -> Saved:
    """Record attendance at meetings that have begun; "" removes a mark.

    ``seen`` holds the marks that the page showed; a missing one means no mark. If a colleague has recorded a
    different mark since, the colleague's mark is kept and the difference is returned; all other marks are written.
    Unchanged marks keep their author and time, so saving twice changes nothing. Without ``seen``, every mark is
    written. ``source`` stands in the history.

    Raises ``CancelledMeanwhile``, ``MeetingNotBegun``, ``NotExpected``, ``OwnMark`` or ``ObjectedTo``; nothing is
    written.
    """
    with marks_from(source), transaction.atomic():
        meetings = _lock(scope, term, {meeting for meeting, _ in marks}, at)
        appointments = _appointments(scope, term, {appointment for _, appointment in marks})
        on_record = _on_record(meetings.values(), appointments.values())
        to_write, saved = _compare(marks, seen, meetings, appointments, on_record)
        _refuse(to_write, meetings, appointments, on_record, by, at)
        _write(to_write, on_record, by, at)
    return saved


def _compare(
    marks: Mapping[Cell, str],
    seen: Mapping[Cell, str] | None,
    meetings: Mapping[MeetingKey, FollowUpMeeting],
    appointments: Mapping[AppointmentKey, Appointment],
    on_record: Mapping[Cell, FollowUpAttendance],
) -> tuple[dict[Cell, str], Saved]:
    """Return the marks to write, and what becomes of the others."""
    to_write: dict[Cell, str] = {}
    differences = []
    by_colleagues = not_theirs = 0
    for cell, mark in marks.items():
        meeting, appointment = meetings.get(cell[0]), appointments.get(cell[1])
        recorded = on_record.get(cell)
        current = recorded.mark if recorded else ""
        shown = current if seen is None else seen.get(cell, "")
        if meeting is None or appointment is None:
            not_theirs += mark != shown
        elif mark == current:
            continue
        elif current == shown:
            to_write[cell] = mark
        elif mark == shown:
            by_colleagues += 1
        else:
            by, at = (recorded.marked_by, recorded.marked_at) if recorded else (None, None)
            differences.append(Difference(appointment, meeting, current, mark, by, at))
    return to_write, Saved(len(to_write), differences, by_colleagues, not_theirs)


def _lock(
    scope: Scope, term: Term, keys: Collection[MeetingKey], at: datetime
) -> dict[MeetingKey, FollowUpMeeting]:
    # Through a subquery: the scope's query may be distinct, and PostgreSQL cannot lock such rows.
    seen = scope.meetings(term).filter(pk__in=keys).order_by()
    meetings = FollowUpMeeting.objects.filter(pk__in=seen.values("pk")).order_by("pk")
    locked = meetings.select_for_update(no_key=True).prefetch_related("courses")
    return {meeting.pk: meeting for meeting in locked}


def _appointments(
    scope: Scope, term: Term, keys: Collection[AppointmentKey]
) -> dict[AppointmentKey, Appointment]:
    found = scope.appointments(term).filter(pk__in=keys).select_related("assistant", "course")
    return {appointment.pk: appointment for appointment in found}


def _on_record(
    meetings: Iterable[FollowUpMeeting], appointments: Iterable[Appointment]
) -> dict[Cell, FollowUpAttendance]:
    marks = FollowUpAttendance.objects.filter(meeting__in=meetings, appointment__in=appointments)
    return {
        (mark.meeting_id, mark.appointment_id): mark
        for mark in marks.select_related("marked_by", "objection")
    }


def _refuse(
    to_write: Mapping[Cell, str],
    meetings: Mapping[MeetingKey, FollowUpMeeting],
    appointments: Mapping[AppointmentKey, Appointment],
    on_record: Mapping[Cell, FollowUpAttendance],
    by: User,
    at: datetime,
) -> None:
    """Raise the refusal of the first mark that cannot be written."""
    courses = {
        key: {course.pk for course in meeting.courses.all()} for key, meeting in meetings.items()
    }
    for (key, person), mark in to_write.items():
        meeting, appointment = meetings[key], appointments[person]
        if meeting.cancelled_at is not None:
            raise CancelledMeanwhile(meeting)
        if not meeting.has_begun(at):
            raise MeetingNotBegun(meeting)
        if not meeting.expects(appointment, courses[key]):
            raise NotExpected(meeting, appointment)
        if appointment.assistant.user_id == by.pk:
            raise OwnMark
        if not mark and hasattr(on_record[key, person], "objection"):
            raise ObjectedTo(meeting, appointment)


def _write(
    to_write: Mapping[Cell, str],
    on_record: Mapping[Cell, FollowUpAttendance],
    by: User,
    at: datetime,
) -> None:
    """Write any number of marks in two statements."""
    taken_back = [on_record[cell].pk for cell, mark in to_write.items() if not mark]
    if taken_back:
        # None of them has an objection; this skips Django's query for related rows.
        FollowUpAttendance.objects.filter(pk__in=taken_back)._raw_delete("default")
    FollowUpAttendance.objects.bulk_create(
        [
            FollowUpAttendance(
                meeting_id=meeting, appointment_id=person, mark=mark, marked_by=by, marked_at=at
            )
            for (meeting, person), mark in to_write.items()
            if mark
        ],
        update_conflicts=True,
        unique_fields=["meeting", "appointment"],
        update_fields=FIELDS_OF_A_MARK,
    )
