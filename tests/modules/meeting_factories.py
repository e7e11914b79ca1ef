"""Factories for a department's meetings and marks, valid by default; a test sets only the fields it is about."""

from __future__ import annotations

from datetime import timedelta

import factory

from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.models.attendance import Objection
from tests.factories import NOW, AppointmentFactory, DepartmentFactory, TermFactory, UserFactory
from tests.model_factory import ModelFactory, SharedFactory


class FollowUpMeetingFactory(ModelFactory[FollowUpMeeting]):
    """A one-hour follow-up meeting for the whole department, held yesterday; with ``upcoming``, in a week."""

    class Meta:
        model = FollowUpMeeting
        skip_postgeneration_save = True

    class Params:
        days_ahead = -1
        upcoming = factory.Trait(days_ahead=7)
        whole = factory.Trait(first_meeting_hours=1, follow_up_hours=4, final_evaluation_hours=1)

    department = SharedFactory(DepartmentFactory)
    term = SharedFactory(TermFactory)
    # No letter has told of it, and none shall be written on that account.
    is_announced = False
    key = factory.Sequence(lambda number: f"meeting-{number}")
    title = factory.Sequence(lambda number: f"Meeting {number}")
    starts_at = factory.LazyAttribute(lambda meeting: NOW + timedelta(days=meeting.days_ahead))
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + timedelta(hours=1))
    place = "R7"
    follow_up_hours = 1

    @factory.post_generation
    def courses(meeting, create, courses, **kwargs):  # noqa: N805  # factory-boy gives the object
        meeting.courses.set(courses or [])


class FollowUpAttendanceFactory(ModelFactory[FollowUpAttendance]):
    """Attendance of an assistant from the meeting's department, marked as present."""

    class Meta:
        model = FollowUpAttendance

    meeting = factory.SubFactory(FollowUpMeetingFactory)
    appointment = factory.SubFactory(
        AppointmentFactory,
        term=factory.SelfAttribute("..meeting.term"),
        course__department=factory.SelfAttribute("...meeting.department"),
    )
    mark = "present"
    marked_by = factory.SubFactory(UserFactory)
    marked_at = NOW


class ObjectionFactory(ModelFactory[Objection]):
    class Meta:
        model = Objection

    attendance = factory.SubFactory(FollowUpAttendanceFactory, mark="absent")
    text = "I was there."
    mark = factory.SelfAttribute("attendance.mark")
    made_at = NOW
