"""The meetings a department has planned, and whether they cover the required hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from enrollment.models import Course, Term
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.models.meetings import HOURS_ASKED, Part
from modules.scope import Scope

from . import rules
from .loading import seen
from .wording import in_figures, parts_of


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting, with what the user can do to it."""

    meeting: FollowUpMeeting
    courses: Sequence[Course]
    can_change: bool
    has_begun: bool
    # Attendance is recorded, so the meeting was held.
    is_marked: bool

    @property
    def can_cancel(self) -> bool:
        return self.can_change and not self.is_marked

    @property
    def parts(self) -> str:
        return parts_of(self.meeting)


@dataclass(frozen=True, slots=True)
class PartHours:
    """The hours planned or attended of one part, and those missing."""

    part: Part
    hours: Decimal
    missing: Decimal

    @property
    def had(self) -> str:
        return in_figures(self.hours)

    @property
    def has_more(self) -> bool:
        """Whether there are more hours than asked for."""
        return self.hours > HOURS_ASKED[self.part]

    @property
    def asked(self) -> str:
        return in_figures(HOURS_ASKED[self.part])


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """The hours planned for a course's learning assistants, including meetings for the whole department."""

    course: Course
    parts: Sequence[PartHours]

    @property
    def adds_up(self) -> bool:
        return not any(part.missing for part in self.parts)


def part_hours(hours: Mapping[str, Decimal]) -> list[PartHours]:
    """Return the hours of each part, in the order of the programme."""
    missing = rules.short_of(HOURS_ASKED, hours)
    return [PartHours(part, hours[part], missing.get(part, Decimal(0))) for part in HOURS_ASKED]


def meetings_of(scope: Scope, term: Term, at: datetime) -> list[PlannedMeeting]:
    """Return the meetings visible in the scope, cancelled ones included."""
    mine = set(scope.meetings_to_change(term).values_list("pk", flat=True))
    marks = FollowUpAttendance.objects.filter(meeting=OuterRef("pk"))
    meetings: QuerySet[Any] = scope.meetings(term).annotate(is_marked=Exists(marks))
    return [
        PlannedMeeting(
            meeting,
            list(meeting.courses.all()),
            can_change=meeting.pk in mine and meeting.cancelled_at is None,
            has_begun=meeting.has_begun(at),
            is_marked=meeting.is_marked,
        )
        for meeting in meetings.select_related("makes_up_for").prefetch_related("courses")
    ]


def held_before(scope: Scope, term: Term, at: datetime) -> QuerySet[FollowUpMeeting]:
    """Return the meetings held so far, at which people appointed now are expected unless their first day is later."""
    return scope.meetings(term).live().filter(ends_at__lte=at, makes_up_for=None)


def course_plans(scope: Scope, term: Term, meetings: Sequence[PlannedMeeting]) -> list[CoursePlan]:
    """Return the plan of each course with learning assistants this term."""
    appointed = scope.appointments(term).order_by().values("course")
    return [
        CoursePlan(course, part_hours(_planned_for(course, meetings)))
        for course in Course.objects.filter(pk__in=appointed)
    ]


def _planned_for(course: Course, meetings: Sequence[PlannedMeeting]) -> dict[str, Decimal]:
    own = [
        planned.meeting for planned in meetings if not planned.courses or course in planned.courses
    ]
    return rules.total(HOURS_ASKED, rules.planned(map(seen, own)))
