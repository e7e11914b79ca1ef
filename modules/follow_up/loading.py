"""Load meetings and marks, and evaluate the follow-up of one or many appointments in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, prefetch_related_objects
from django.utils.timezone import localdate

from enrollment.models import Appointment, LearningAssistant
from enrollment.models.keys import AppointmentKey, DepartmentKey, TermKey
from enrollment.plain_text import NameOrder
from enrollment.statements.compiled import CompiledQuery
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.models.keys import MeetingKey
from modules.models.meetings import HOURS_ASKED

from . import rules
from .rules import FollowUpRecord, FollowUpResult, Meeting


@dataclass(frozen=True, slots=True)
class Followed:
    """An appointment with its meetings, their marks, and the evaluation."""

    appointment: Appointment
    # By start time, cancelled ones included: meetings that expect the appointment, and meetings
    # with a mark for it.
    meetings: Sequence[FollowUpMeeting]
    attendance: Mapping[MeetingKey, FollowUpAttendance]
    record: FollowUpRecord
    result: FollowUpResult


def follow(appointments: Iterable[Appointment], at: datetime) -> list[Followed]:
    """Evaluate each appointment on its own."""
    appointments = list(appointments)
    marks: dict[AppointmentKey, dict[MeetingKey, FollowUpAttendance]] = defaultdict(dict)
    meetings = meetings_by_place(appointments)
    if meetings:
        attendance = FollowUpAttendance.objects.filter(appointment__in=appointments)
        for mark in attendance.select_related("marked_by", "objection"):
            marks[mark.appointment_id][mark.meeting_id] = mark
    return [
        _followed(
            appointment,
            meetings[appointment.department_id, appointment.term_id],
            marks[appointment.pk],
            at,
        )
        for appointment in appointments
    ]


_meetings: CompiledQuery[FollowUpMeeting] = CompiledQuery(
    lambda departments, terms: (
        FollowUpMeeting.objects.filter(department__among=departments, term__among=terms)
        .select_related("makes_up_for")
        .prefetch_related("courses")
    )
)


def meetings_by_place(
    appointments: Iterable[Appointment],
) -> dict[tuple[DepartmentKey, TermKey], list[FollowUpMeeting]]:
    """Return the meetings of the appointments' departments and terms, with their courses."""
    places = {(appointment.department_id, appointment.term_id) for appointment in appointments}
    by_place: dict[tuple[DepartmentKey, TermKey], list[FollowUpMeeting]] = defaultdict(list)
    if not places:
        return by_place
    departments, terms = map(list, zip(*places, strict=True))
    for meeting in _meetings(departments=departments, terms=terms):
        by_place[meeting.department_id, meeting.term_id].append(meeting)
    return by_place


def _followed(
    appointment: Appointment,
    meetings: Iterable[FollowUpMeeting],
    marks: Mapping[MeetingKey, FollowUpAttendance],
    at: datetime,
) -> Followed:
    own = [meeting for meeting in meetings if meeting.pk in marks or expects(meeting, appointment)]
    record = record_of(appointment, own, {key: mark.mark for key, mark in marks.items()})
    return Followed(appointment, own, marks, record, rules.evaluate(record, HOURS_ASKED, at))


def record_of(
    appointment: Appointment, meetings: Iterable[FollowUpMeeting], marks: Mapping[MeetingKey, str]
) -> FollowUpRecord:
    """Return the appointment as the rules see it, with those of the meetings that are for it or have a mark.

    The meetings' courses must be prefetched.
    """
    return FollowUpRecord(
        meetings=tuple(
            seen(meeting, marks.get(meeting.pk, ""))
            for meeting in meetings
            if meeting.pk in marks or expects(meeting, appointment)
        ),
        starts_on=appointment.starts_on,
        ends_on=appointment.ends_on,
    )


def expects(meeting: FollowUpMeeting, appointment: Appointment) -> bool:
    """Return whether the meeting is for the appointment's course. Its courses must be prefetched.

    Who is expected on the day is decided by ``FollowUpRecord.asks_for``.
    """
    return meeting.expects(appointment, {course.pk for course in meeting.courses.all()})


def seen(meeting: FollowUpMeeting, mark: str = "") -> Meeting:
    """Return the meeting as the rules see it, with one person's mark ("" if none)."""
    return Meeting(
        key=meeting.pk,
        starts_at=meeting.starts_at,
        day=localdate(meeting.starts_at),
        hours=meeting.hours,
        is_mandatory=meeting.is_mandatory,
        makes_up_for=meeting.makes_up_for_id,
        is_cancelled=meeting.cancelled_at is not None,
        mark=mark,
    )


def expected_at(
    meetings: Iterable[FollowUpMeeting], at: datetime
) -> dict[FollowUpMeeting, list[LearningAssistant]]:
    """Return the people expected at each meeting: appointed on its day, not exempt, and at a make-up in need of it."""
    meetings = list(meetings)
    expected = Expectations(meetings, at).at(meetings, at)
    return {meeting: people_of(appointments) for meeting, appointments in expected.items()}


def people_of(appointments: Iterable[Appointment]) -> list[LearningAssistant]:
    """Return the people appointed, each once."""
    return list(dict.fromkeys(appointment.assistant for appointment in appointments))


class Expectations:
    """What decides who is expected at some meetings, from a time on, in a constant number of queries."""

    def __init__(self, meetings: Sequence[FollowUpMeeting], since: datetime) -> None:
        self.meetings = meetings
        related = _related(meetings)
        prefetch_related_objects([*meetings, *related], "courses")
        # A meeting that is being changed is as it will be, also where another makes up for it.
        by_place: dict[tuple[DepartmentKey, TermKey], list[FollowUpMeeting]] = defaultdict(list)
        for meeting in {meeting.pk: meeting for meeting in [*related, *meetings]}.values():
            by_place[_place(meeting)].append(meeting)
        wanted = Q(pk__in=[])
        for department, term in by_place:
            wanted |= Q(department=department, term=term)
        marks: dict[AppointmentKey, dict[MeetingKey, str]] = defaultdict(dict)
        if related:
            recorded = FollowUpAttendance.objects.filter(meeting__in=related).order_by()
            for key, meeting_key, mark in recorded.values_list("appointment", "meeting", "mark"):
                marks[key][meeting_key] = mark
        appointments = (
            Appointment.objects.live(since)
            .filter(wanted, assistant__exempt_since=None)
            .select_related("assistant")
            .order_by(NameOrder("assistant__name"), "assistant__pk")
        )
        self._records = []
        for appointment in appointments:
            own = by_place[_place(appointment)]
            record = record_of(appointment, own, marks[appointment.pk])
            theirs = {meeting.pk for meeting in own if expects(meeting, appointment)}
            self._records.append((appointment, record, theirs))

    def at(
        self, meetings: Iterable[FollowUpMeeting], at: datetime
    ) -> dict[FollowUpMeeting, list[Appointment]]:
        """Return the appointments by which people are expected at each meeting, in the order of their names."""
        by_key = {meeting.pk: meeting for meeting in meetings}
        expected: dict[MeetingKey, list[Appointment]] = {key: [] for key in by_key}
        today = localdate(at)
        for appointment, record, theirs in self._records:
            if appointment.ends_on is not None and appointment.ends_on < today:
                continue
            for meeting in record.meetings:
                key = meeting.key
                if key in theirs and key in expected and record.asks_for(meeting, at):
                    expected[key].append(appointment)
        return {by_key[key]: appointments for key, appointments in expected.items()}


def _place(row: Appointment | FollowUpMeeting) -> tuple[DepartmentKey, TermKey]:
    return row.department_id, row.term_id


def covers(appointment: Appointment, meeting: FollowUpMeeting) -> bool:
    """Return whether the appointment includes the day of the meeting."""
    record = FollowUpRecord((), appointment.starts_on, appointment.ends_on)
    return record.covers(localdate(meeting.starts_at))


def _related(meetings: Iterable[FollowUpMeeting]) -> list[FollowUpMeeting]:
    """Return, for make-ups, the meetings they make up for and all make-ups of those."""
    subjects = {meeting.makes_up_for_id for meeting in meetings} - {None}
    if not subjects:
        return []
    return list(FollowUpMeeting.objects.filter(Q(pk__in=subjects) | Q(makes_up_for__in=subjects)))
