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


def meetings_by_place(
    appointments: Iterable[Appointment],
) -> dict[tuple[DepartmentKey, TermKey], list[FollowUpMeeting]]:
    """Return the meetings of the appointments' departments and terms, with their courses."""
    places = {(appointment.department_id, appointment.term_id) for appointment in appointments}
    found = FollowUpMeeting.objects.filter(
        department__in={department for department, _term in places},
        term__in={term for _department, term in places},
    )
    by_place: dict[tuple[DepartmentKey, TermKey], list[FollowUpMeeting]] = defaultdict(list)
    for meeting in found.select_related("makes_up_for").prefetch_related("courses"):
        by_place[meeting.department_id, meeting.term_id].append(meeting)
    return by_place


def _followed(
    appointment: Appointment,
    meetings: Iterable[FollowUpMeeting],
    marks: Mapping[MeetingKey, FollowUpAttendance],
    at: datetime,
) -> Followed:
    own = [meeting for meeting in meetings if meeting.pk in marks or expects(meeting, appointment)]
    record = FollowUpRecord(
        meetings=tuple(
            seen(meeting, marks[meeting.pk].mark if meeting.pk in marks else "") for meeting in own
        ),
        starts_on=appointment.starts_on,
        ends_on=appointment.ends_on,
    )
    return Followed(appointment, own, marks, record, rules.evaluate(record, HOURS_ASKED, at))


def expects(meeting: FollowUpMeeting, appointment: Appointment) -> bool:
    """Return whether the meeting expects the appointment. The meeting's courses must be prefetched."""
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
    """Return the people expected at each meeting: appointed on its day, and not exempt."""
    meetings = list(meetings)
    prefetch_related_objects(meetings, "courses")
    wanted = Q(pk__in=[])
    for department, term in {(meeting.department_id, meeting.term_id) for meeting in meetings}:
        wanted |= Q(department=department, term=term)
    appointments = list(
        Appointment.objects.live(at)
        .filter(wanted, assistant__exempt_since=None)
        .select_related("assistant")
        .order_by(NameOrder("assistant__name"), "assistant__pk")
    )
    return {
        meeting: list(
            {
                appointment.assistant: None
                for appointment in appointments
                if expects(meeting, appointment) and covers(appointment, meeting)
            }
        )
        for meeting in meetings
    }


def covers(appointment: Appointment, meeting: FollowUpMeeting) -> bool:
    """Return whether the appointment includes the day of the meeting."""
    record = FollowUpRecord((), appointment.starts_on, appointment.ends_on)
    return record.covers(localdate(meeting.starts_at))
