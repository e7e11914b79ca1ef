"""A change of course carries the hours of meetings that were for both courses, and says which marks do not carry."""

from __future__ import annotations

import pytest

from enrollment.refusals import SavedMeanwhile
from modules.follow_up import changing_course
from modules.follow_up.refusals import AlreadyInCourse, ObjectionInTheWay
from tests.factories import NOW, AppointmentFactory, CourseFactory
from tests.modules.department.test_department_people import url
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def appointment(ada):
    return ada.appointments.get()


@pytest.fixture
def other(appointment):
    return CourseFactory(code="TMA4105", department=appointment.department)


def mark(appointment, *courses, value="present"):
    meeting = FollowUpMeetingFactory(
        department=appointment.department, term=appointment.term, courses=courses
    )
    return FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, mark=value)


def change(appointment, other):
    seen = changing_course.preview(appointment=appointment, to=other).seen
    return changing_course.change_course(appointment=appointment, to=other, seen=seen, at=NOW)


def test_mark_at_a_meeting_of_both_courses_carries_over(appointment, other):
    of_all = mark(appointment)
    of_both = mark(appointment, appointment.course, other)
    of_one = mark(appointment, appointment.course)
    events = of_one.events
    for _time in range(2):
        change(appointment, other)
    appointment.refresh_from_db()
    assert appointment.course == other
    assert set(appointment.attendance.all()) == {of_all, of_both}
    assert [event.pgh_label for event in events.order_by("pgh_id")] == ["insert", "delete"]


def test_history_tells_both_courses(appointment, other):
    former = appointment.course
    change(appointment, other)
    courses = [event.course for event in appointment.events.order_by("pgh_id")]
    assert courses == [former, other]


def test_preview_changes_nothing(appointment, other):
    left, carried = mark(appointment, appointment.course), mark(appointment)
    change = changing_course.preview(appointment=appointment, to=other)
    assert (change.left, change.carried) == ([left], [carried])
    assert appointment.attendance.count() == 2


def test_mark_recorded_since_the_preview_is_not_left_behind_unseen(appointment, other):
    seen = changing_course.preview(appointment=appointment, to=other).seen
    mark(appointment, appointment.course)
    with pytest.raises(SavedMeanwhile):
        changing_course.change_course(appointment=appointment, to=other, seen=seen, at=NOW)
    assert appointment.attendance.count() == 1


def test_two_appointments_do_not_become_one(appointment, other):
    AppointmentFactory(assistant=appointment.assistant, course=other)
    with pytest.raises(AlreadyInCourse):
        change(appointment, other)


def test_mark_with_an_objection_is_not_left_behind(appointment, other):
    ObjectionFactory(attendance=mark(appointment, appointment.course, value="absent"))
    with pytest.raises(ObjectionInTheWay):
        change(appointment, other)
    appointment.refresh_from_db()
    assert appointment.course != other


class TestPage:
    @pytest.fixture
    def page(self, client, cleo, appointment):
        client.force_login(cleo.user)
        return url("change_course", appointment.pk)

    def test_says_what_carries_over_and_what_does_not(self, client, page, appointment, other):
        left, carried = mark(appointment, appointment.course), mark(appointment)
        shown = client.post(page, {"course": other.code})
        assert (shown.context["change"].left, shown.context["change"].carried) == (
            [left],
            [carried],
        )
        assert left.meeting.title in shown.content.decode()
        assert appointment.attendance.count() == 2

    def test_changes_the_course_once_confirmed(self, client, page, appointment, other):
        seen = client.post(page, {"course": other.code}).context["change"].seen
        sent = {"course": other.code, "seen": seen, "confirm": ""}
        assert client.post(page, sent).status_code == 302
        appointment.refresh_from_db()
        assert appointment.course == other

    def test_refusal_says_what_to_do(self, client, page, appointment, other):
        AppointmentFactory(assistant=appointment.assistant, course=other)
        shown = client.post(page, {"course": other.code}).content.decode()
        assert "End this appointment instead." in shown
        assert 'name="confirm"' not in shown

    def test_offers_the_courses_of_the_department_alone(self, client, page, other):
        CourseFactory(code="HIST1500", department__code="HF-IHK")
        assert list(client.get(page).context["form"].fields["course"].queryset) == [other]
