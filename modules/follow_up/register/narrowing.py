"""What of the register a page shows: one meeting or all, one course or all, and who is sought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404

from enrollment.models import Appointment, Course
from enrollment.plain_text import finds
from modules.models import FollowUpMeeting

from .attendance import RegisterOutline

# A page with more marks is slow to open and to mark.
MOST_MARKS_AT_ONCE = 300
ALL = "all"


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    # None for all meetings.
    meeting: FollowUpMeeting | None
    course: Course | None
    q: str
    courses: list[Course]
    # Whether all meetings of these people fit on one page.
    can_show_all: bool

    def found(self, outline: RegisterOutline) -> list[Appointment]:
        """Return the appointments to show: those expected at the meeting, in the course, and sought."""
        return [
            appointment
            for appointment in _in_course(outline, self.course)
            if self.meeting is None or outline.expects(self.meeting, appointment)
            if _finds(self.q, appointment)
        ]


def read_filter(outline: RegisterOutline, query: Mapping[str, Any], at: datetime) -> RegisterFilter:
    """Read the filter of a query. Without a meeting, show all of them if they fit on a page, else the latest begun.

    Raises ``Http404`` for an unknown meeting.
    """
    courses = sorted(
        {appointment.course for appointment in outline.appointments},
        key=lambda course: course.code,
    )
    course = next((course for course in courses if course.code == query.get("course")), None)
    marks = len(_in_course(outline, course)) * len(outline.meetings)
    can_show_all = marks <= MOST_MARKS_AT_ONCE
    key = query.get("meeting", "")
    if key in ("", ALL):
        meeting = None if can_show_all else _latest(outline, at)
    else:
        meeting = find_meeting(outline.meetings, key)
    return RegisterFilter(meeting, course, query.get("q", "").strip(), courses, can_show_all)


def find_meeting(meetings: list[FollowUpMeeting], key: str) -> FollowUpMeeting:
    """Return the meeting with this key. Raises ``Http404``."""
    for meeting in meetings:
        if str(meeting.pk) == key:
            return meeting
    raise Http404


def _latest(outline: RegisterOutline, at: datetime) -> FollowUpMeeting:
    """Return the latest meeting that has begun, or the first one to come."""
    begun = [meeting for meeting in outline.meetings if meeting.has_begun(at)]
    return begun[-1] if begun else outline.meetings[0]


def _in_course(outline: RegisterOutline, course: Course | None) -> list[Appointment]:
    return [
        appointment for appointment in outline.appointments if course in (None, appointment.course)
    ]


def _finds(sought: str, appointment: Appointment) -> bool:
    assistant = appointment.assistant
    return finds(sought, assistant.name, assistant.username, appointment.course.code)
