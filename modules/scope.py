"""The department scope of a coordinator: what they can see and change."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from enrollment.models import Appointment, Coordinator, Course, Department, Term, User
from enrollment.models.people import AppointmentQuerySet

from .models import FollowUpMeeting
from .models.meetings import FollowUpMeetingQuerySet

RUNS_ALL = "modules.change_followupmeeting"


@dataclass(frozen=True, slots=True)
class Scope:
    """A department, or the courses of it that a user coordinates; ``courses`` is None for the whole department."""

    department: Department
    courses: frozenset[int] | None = None

    @property
    def is_whole(self) -> bool:
        return self.courses is None

    def appointments(self, term: Term) -> AppointmentQuerySet:
        """Return the scope's appointments in a term, including ended ones."""
        appointed = Appointment.objects.filter(department=self.department, term=term)
        return appointed if self.courses is None else appointed.filter(course__in=self.courses)

    def courses_of(self) -> QuerySet[Course]:
        """Return the scope's courses, which meetings and appointments can be for."""
        courses = Course.objects.filter(department=self.department)
        return courses if self.courses is None else courses.filter(pk__in=self.courses)

    def meetings(self, term: Term) -> FollowUpMeetingQuerySet:
        """Return the visible meetings. A scope of courses sees their meetings, and those for the whole department."""
        meetings = FollowUpMeeting.objects.filter(department=self.department, term=term)
        if self.courses is None:
            return meetings
        return meetings.filter(Q(courses=None) | Q(courses__in=self.courses)).distinct()

    def meetings_to_change(self, term: Term) -> FollowUpMeetingQuerySet:
        """Return the meetings that the user may change or cancel: for courses, only meetings without other courses."""
        meetings = self.meetings(term)
        if self.courses is None:
            return meetings
        others = Course.objects.exclude(pk__in=self.courses)
        return meetings.exclude(courses=None).exclude(courses__in=others)


def runs_all(user: User | AnonymousUser) -> bool:
    """Return whether the user can see every department, as Uniped can."""
    return user.is_staff and user.has_perm(RUNS_ALL)


def scopes_of(user: User | AnonymousUser) -> list[Scope]:
    """Return the user's scopes, one for each department."""
    if runs_all(user):
        return [Scope(department) for department in Department.objects.order_by("code")]
    courses: dict[Department, set[int] | None] = {}
    mine = Coordinator.objects.filter(user=user.pk).select_related("department")
    for coordinator in mine.order_by("department__code", "pk"):
        if coordinator.course_id is None:
            courses[coordinator.department] = None
        elif (known := courses.setdefault(coordinator.department, set())) is not None:
            known.add(coordinator.course_id)
    return [
        Scope(department, None if keys is None else frozenset(keys))
        for department, keys in courses.items()
    ]
