"""The attendance register of a department: marks by person and meeting, and the hours attended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext

from enrollment.marks import counts
from enrollment.models import Appointment, Term
from enrollment.plain_text import NameOrder
from modules.follow_up import rules
from modules.follow_up.loading import record_of
from modules.follow_up.rules import FollowUpRecord, Meeting
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.models.attendance import AttendanceMark
from modules.models.meetings import HOURS_ASKED, Part
from modules.scope import Scope


@dataclass(frozen=True, slots=True)
class RegisterMark:
    """A person's mark for a meeting; "" if none is recorded."""

    # Whether the meeting is for the appointment's course; only then can it be marked.
    is_expected: bool
    value: str = ""
    by: str = ""
    at: datetime | None = None
    # An objection to it is not answered yet.
    is_under_objection: bool = False
    # Why the person need not come although the meeting is for their course; "" if they must.
    not_asked: str = ""

    @property
    def is_asked_for(self) -> bool:
        """Whether the person must come: marks for everyone, and proposals of absence, are for them only."""
        return self.is_expected and not self.not_asked

    @property
    def label(self) -> str:
        return str(AttendanceMark(self.value).label) if self.value else ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One appointment: its marks, and the hours attended by part."""

    appointment: Appointment
    # By the key of the meeting.
    marks: dict[int, RegisterMark]
    hours: dict[Part, Decimal]

    @property
    def is_reached(self) -> bool:
        return not rules.short_of(HOURS_ASKED, self.hours)

    def is_asked_for(self, meeting: int) -> bool:
        return meeting in self.marks and self.marks[meeting].is_asked_for

    @property
    def present(self) -> list[int]:
        """Return the keys of the meetings attended."""
        return [key for key, mark in self.marks.items() if counts(mark.value)]


@dataclass(frozen=True, slots=True)
class RegisterOutline:
    """The appointments of a scope in a term, by name, and the meetings, by start time; no marks yet."""

    # Those not cancelled.
    meetings: list[FollowUpMeeting]
    # A make-up is needed for a cancelled meeting too.
    with_cancelled: list[FollowUpMeeting]
    appointments: list[Appointment]
    # The keys of the courses of each meeting; empty for all courses.
    courses: dict[int, set[int]]

    def expects(self, meeting: FollowUpMeeting, appointment: Appointment) -> bool:
        return meeting.expects(appointment, self.courses[meeting.pk])


@dataclass(frozen=True, slots=True)
class Register:
    """The register with the marks of everyone in the outline."""

    meetings: list[FollowUpMeeting]
    rows: list[RegisterRow]

    def expected_at(self, meeting: FollowUpMeeting) -> list[RegisterRow]:
        return [row for row in self.rows if row.marks[meeting.pk].is_expected]


def outline_register(scope: Scope, term: Term) -> RegisterOutline:
    """Load the outline in three queries."""
    with_cancelled = list(scope.meetings(term).prefetch_related("courses"))
    meetings = [meeting for meeting in with_cancelled if meeting.cancelled_at is None]
    appointments = scope.appointments(term).select_related("assistant", "course")
    return RegisterOutline(
        meetings,
        with_cancelled,
        list(appointments.order_by(NameOrder("assistant__name"), "assistant", "course__code")),
        {meeting.pk: {course.pk for course in meeting.courses.all()} for meeting in meetings},
    )


def read_register(scope: Scope, term: Term, at: datetime) -> Register:
    """Load the whole register in four queries."""
    outline = outline_register(scope, term)
    return Register(outline.meetings, read_rows(outline, outline.appointments, at))


def read_rows(
    outline: RegisterOutline, appointments: Sequence[Appointment], at: datetime
) -> list[RegisterRow]:
    """Load the marks of some of the appointments in one query: a page of the register must not read the others."""
    marks: dict[int, dict[int, FollowUpAttendance]] = defaultdict(dict)
    recorded = FollowUpAttendance.objects.filter(
        meeting__in=outline.meetings, appointment__in=appointments
    )
    for mark in recorded.select_related("marked_by", "objection").order_by():
        marks[mark.appointment_id][mark.meeting_id] = mark
    rows = []
    for appointment in appointments:
        own = marks[appointment.pk]
        record = record_of(
            appointment, outline.with_cancelled, {key: mark.mark for key, mark in own.items()}
        )
        attended = [meeting for meeting in record.meetings if meeting.counts]
        not_asked = {
            meeting.key: _why_not_asked(appointment, record, meeting, at)
            for meeting in record.meetings
        }
        rows.append(
            RegisterRow(
                appointment=appointment,
                marks={
                    meeting.pk: _mark(
                        outline.expects(meeting, appointment),
                        own.get(meeting.pk),
                        not_asked.get(meeting.pk, ""),
                    )
                    for meeting in outline.meetings
                },
                hours=rules.total(HOURS_ASKED, attended),
            )
        )
    return rows


def _why_not_asked(
    appointment: Appointment, record: FollowUpRecord, meeting: Meeting, at: datetime
) -> str:
    if not record.covers(meeting.day):
        return gettext("not appointed that day")
    if appointment.assistant.exempt_since is not None:
        return gettext("exempt")
    return "" if record.asks_for(meeting, at) else gettext("has nothing to make up for")


def _mark(is_expected: bool, recorded: FollowUpAttendance | None, not_asked: str) -> RegisterMark:
    if recorded is None:
        return RegisterMark(is_expected, not_asked=not_asked)
    objection = getattr(recorded, "objection", None)
    return RegisterMark(
        is_expected=is_expected,
        value=recorded.mark,
        by=recorded.marked_by.get_full_name(),
        at=recorded.marked_at,
        is_under_objection=objection is not None and objection.answered_at is None,
        not_asked=not_asked,
    )
