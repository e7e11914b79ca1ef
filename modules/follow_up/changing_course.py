"""Change the course of an appointment. Attendance at meetings that were for both courses carries over.

It stays one appointment: hours of different appointments are never added together (docs/programme.md).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from enrollment.models import Appointment, Course
from enrollment.people import appointing
from enrollment.refusals import Refusal, SavedMeanwhile
from modules.models import FollowUpAttendance, FollowUpMeeting

from .refusals import AlreadyInCourse, ObjectionInTheWay


@dataclass(frozen=True, slots=True)
class CourseChange:
    """What becomes of the marks of an appointment when its course changes."""

    to: Course
    carried: list[FollowUpAttendance]
    # At meetings that were not for the other course: they stay in the history only.
    left: list[FollowUpAttendance]
    refusal: Refusal | None

    @property
    def seen(self) -> str:
        """Identify the course and the marks left behind, to refuse a change that would leave others."""
        return " ".join([self.to.code, *(f"{mark.pk}-{mark.mark}" for mark in self.left)])


def preview(*, appointment: Appointment, to: Course) -> CourseChange:
    carried: list[FollowUpAttendance] = []
    left: list[FollowUpAttendance] = []
    marks = appointment.attendance.select_related("meeting", "objection")
    for mark in marks.prefetch_related("meeting__courses").order_by("meeting__starts_at", "pk"):
        courses = {course.pk for course in mark.meeting.courses.all()}
        (carried if not courses or to.pk in courses else left).append(mark)
    return CourseChange(to, carried, left, _refusal(appointment, to, left))


def change_course(*, appointment: Appointment, to: Course, seen: str, at: datetime) -> CourseChange:
    """Change the course, if that leaves behind the marks that were ``seen``. Idempotent.

    Raises ``AlreadyInCourse``, ``ObjectionInTheWay``, or ``SavedMeanwhile`` if the appointment is gone or other marks
    would be left behind.
    """
    with transaction.atomic():
        appointing.lock([appointment.assistant_id], at)
        # By the locking rule in `marking`: no mark is recorded meanwhile.
        list(
            FollowUpMeeting.objects.select_for_update(no_key=True)
            .filter(department=appointment.department_id, term=appointment.term_id)
            .order_by("pk")
        )
        current = appointing.reread(appointment)
        change = preview(appointment=current, to=to)
        if current.course_id == to.pk:
            return change
        if change.refusal is not None:
            raise change.refusal
        if change.seen != seen:
            raise SavedMeanwhile
        FollowUpAttendance.objects.filter(pk__in=[mark.pk for mark in change.left]).delete()
        current.course = to
        current.save(update_fields=["course"])
    return change


def _refusal(
    appointment: Appointment, to: Course, left: Collection[FollowUpAttendance]
) -> Refusal | None:
    same = Appointment.objects.filter(
        assistant=appointment.assistant_id,
        term=appointment.term_id,
        department=appointment.department_id,
        course=to,
    )
    other = same.exclude(pk=appointment.pk).select_related("assistant", "course").first()
    if other is not None:
        return AlreadyInCourse(other)
    return next(
        (ObjectionInTheWay(mark.meeting) for mark in left if hasattr(mark, "objection")), None
    )
