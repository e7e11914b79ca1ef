"""Staff search meetings and attendance by words of several tables."""

from __future__ import annotations

import pytest

from tests.enrollment.admin_pages import shown
from tests.factories import CourseFactory
from tests.modules.admin_pages import listing
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory


@pytest.fixture
def meeting(db):
    meeting = FollowUpMeetingFactory(title="Første møte", key="kick-off")
    for code in ("TFY4104", "TFY4155"):
        meeting.courses.add(CourseFactory(code=code, department=meeting.department))
    FollowUpMeetingFactory(department=meeting.department)
    return meeting


@pytest.mark.parametrize("sought", ["forste", "kick-off", "MØTE, første", "tfy41", "tfy4104 møte"])
def test_a_meeting_of_two_courses_is_found_once(uniped, meeting, sought):
    page = uniped.get(listing("followupmeeting"), {"q": sought})
    assert [row.pk for row in page.context["cl"].result_list] == [meeting.pk]


@pytest.mark.parametrize("sought", ["holm", "forste gro", "tfy4104 holm", "kick-off"])
def test_attendance_is_found_by_person_course_and_meeting(uniped, meeting, sought):
    course = meeting.courses.get(code="TFY4104")
    wanted = FollowUpAttendanceFactory(
        meeting=meeting, appointment__course=course, appointment__assistant__name="Gro Holm"
    )
    FollowUpAttendanceFactory()
    assert shown(uniped.get(listing("followupattendance"), {"q": sought})) == {wanted.pk}
