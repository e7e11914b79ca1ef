"""Coordinators get at most one digest a week, and only when there is something to do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from completion.department import digesting
from completion.tasks import digest as digest_task
from enrollment.letters import delivering
from enrollment.models import Letter, User
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoordinatorFactory,
    CourseFactory,
    VerifiedUserFactory,
)
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(appointment, cleo):
    """Yesterday's meeting of all six hours, with no attendance recorded."""
    return FollowUpMeetingFactory(
        department=appointment.department,
        term=appointment.term,
        title="All in one",
        starts_at=NOW - timedelta(hours=26),
        whole=True,
    )


def told(at=NOW) -> dict[str, str]:
    digesting.digest(at)
    mail.outbox.clear()
    delivering.deliver()
    return {to: str(letter.body) for letter in mail.outbox for to in letter.to}


def test_tells_of_meetings_held_with_marks_missing(meeting, cleo):
    AppointmentFactory(course=CourseFactory(), term=meeting.term)
    body = told()[cleo.user.email]
    assert "All in one" in body
    assert "attendance is not recorded for 1 person" in body
    assert f"/department/IE-IMF/{meeting.term.code}/" in body


def test_tells_of_objections_that_wait_for_an_answer(meeting, appointment, cleo):
    mark = FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, mark="partial")
    ObjectionFactory(attendance=mark)
    assert "Answer 1 objection" in told()[cleo.user.email]


def test_names_who_cannot_reach_the_hours_with_what_is_planned(meeting, appointment, cleo):
    FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, mark="absent")
    assert "Ada Aas, TMA4100" in told()[cleo.user.email]


@pytest.mark.parametrize(("language", "other"), [("nb", "Hello"), ("en", "Hei ")])
def test_is_in_the_language_that_its_reader_chose(meeting, cleo, language, other):
    User.objects.filter(pk=cleo.user_id).update(language=language)
    told()
    (message,) = mail.outbox
    assert ("Hei Cleo Claussen" in message.body) is (language == "nb")
    assert other not in message.body
    assert "/" not in message.subject


def test_is_in_both_languages_until_one_is_chosen(meeting, cleo):
    told()
    (message,) = mail.outbox
    assert "Hei Cleo Claussen" in message.body
    assert "Hello Cleo Claussen" in message.body


def test_nothing_to_tell_is_not_told(meeting, appointment):
    FollowUpAttendanceFactory(meeting=meeting, appointment=appointment)
    assert told() == {}
    assert not Letter.objects.filter(kind="digest").exists()


def test_no_one_is_asked_for_marks_before_the_meeting_is_over(meeting):
    assert told(meeting.ends_at - timedelta(minutes=1)) == {}


def test_comes_once_a_week_and_again_the_next(meeting, cleo):
    monday = NOW - timedelta(days=NOW.weekday()) + timedelta(days=7)
    assert list(told(monday)) == [cleo.user.email]
    assert told(monday + timedelta(days=6)) == {}
    assert list(told(monday + timedelta(days=7))) == [cleo.user.email]
    assert Letter.objects.filter(kind="digest").count() == 2


def test_task_run_twice_is_quiet(meeting):
    digest_task()
    digest_task()
    assert Letter.objects.filter(kind="digest").count() == 1


def test_what_concerns_another_department_or_course_is_not_told(meeting, appointment):
    other = CourseFactory(code="TMA4105", department=appointment.department)
    CoordinatorFactory()
    CoordinatorFactory(department=appointment.department, course=other)
    own = CoordinatorFactory(department=appointment.department, course=appointment.course)
    assert own.user.email in told()
    assert Letter.objects.filter(kind="digest").count() == 2


def test_coordinator_of_two_courses_gets_one_e_mail(meeting, appointment):
    other = CourseFactory(code="TMA4105", department=appointment.department)
    AppointmentFactory(course=other, term=meeting.term)
    user = VerifiedUserFactory()
    for course in (appointment.course, other):
        CoordinatorFactory(user=user, department=appointment.department, course=course)
    body = told()[user.email]
    assert "TMA4100" in body
    assert "TMA4105" in body
    assert Letter.objects.filter(kind="digest").count() == 2


def test_takes_as_many_statements_for_many_as_for_one(meeting, appointment):
    def statements():
        with CaptureQueriesContext(connection) as queries:
            digesting.digest(NOW)
        Letter.objects.filter(kind="digest").delete()
        return len(queries)

    few = statements()
    for number in range(10):
        course = CourseFactory(code=f"TMA42{number}", department=appointment.department)
        AppointmentFactory(course=course, term=meeting.term)
        CoordinatorFactory(department=appointment.department, course=course)
        FollowUpMeetingFactory(department=appointment.department, term=meeting.term)
    assert statements() == few


@pytest.mark.parametrize(("days", "is_told"), [(100, True), (130, False)])
def test_marks_missing_in_a_term_that_is_over_are_told_of_for_a_while(
    appointment, cleo, days, is_told
):
    past = AppointmentFactory(term__code="2019V", course=appointment.course)
    FollowUpMeetingFactory(
        department=past.department,
        term=past.term,
        title="The last one",
        starts_at=NOW - timedelta(days=days),
    )
    assert any("The last one" in body for body in told().values()) is is_told
