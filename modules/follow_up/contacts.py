"""Whom people turn to about a meeting: the coordinator that its letters name, and that answers go to."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from enrollment.letters.recipients import addresses_of
from enrollment.models import Coordinator
from enrollment.people.coordinating import without_owner
from modules.models import FollowUpMeeting


class Contacts:
    """The coordinators of some meetings, loaded in a constant number of queries."""

    def __init__(self, meetings: Iterable[FollowUpMeeting]) -> None:
        meetings = list(meetings)
        prefetch_related_objects(meetings, "courses")
        departments = {meeting.department_id for meeting in meetings}
        # An account that no one has taken over yet reads no answers.
        coordinators = (
            Coordinator.objects.filter(department__in=departments, user__is_active=True)
            .exclude(user__in=without_owner().values("pk"))
            .select_related("user")
            .order_by("pk")
            if departments
            else ()
        )
        self._coordinators = list(coordinators)
        self._addresses = addresses_of({role.user_id for role in self._coordinators})

    def of(self, meeting: FollowUpMeeting) -> dict[str, object]:
        """Return the name and the address of the coordinator of the meeting's course, else of the department."""
        courses = {course.pk for course in meeting.courses.all()}
        roles = [
            role
            for role in self._coordinators
            if role.department_id == meeting.department_id
            and role.course_id in {None, *courses}
            and role.user_id in self._addresses
        ]
        own = min(roles, key=lambda role: role.course_id is None, default=None)
        if own is None:
            return {"coordinator": "", "reply_to": ""}
        return {"coordinator": str(own.user), "reply_to": self._addresses[own.user_id]}
