"""A coordinator's tasks, first on the department's front page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from completion.department.people import people_of
from completion.department.waiting import waits_at
from enrollment import clock
from modules.scope import Scope
from tests.factories import NOW, AppointmentFactory
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def held(appointment):
    return FollowUpMeetingFactory(department=appointment.department, term=appointment.term)


def waits(appointment, at=NOW, courses=None):
    scope = Scope(appointment.department, courses)
    people = people_of(scope.appointments(appointment.term), appointment.term, at)
    return waits_at(scope, appointment.term, people, at)


def test_no_meeting_is_planned(appointment):
    assert waits(appointment)
    assert not waits(appointment).has_meetings


def test_marks_are_missing_of_a_meeting_held(appointment, held):
    assert waits(appointment).unmarked == {held: 1}
    assert waits(appointment).has_meetings


@pytest.mark.parametrize("field", ["cancelled_at", "starts_at"])
def test_of_a_meeting_cancelled_or_to_come_none_is_missing(appointment, held, field):
    setattr(held, field, NOW + timedelta(hours=1))
    held.ends_at = NOW + timedelta(hours=2) if field == "starts_at" else held.ends_at
    held.save()
    assert waits(appointment).unmarked == {}


def test_of_an_exempt_person_no_mark_is_missing(appointment, held):
    appointment.assistant.exempt_since = NOW
    appointment.assistant.save()
    assert not waits(appointment)


def test_meetings_with_too_few_hours_wait_until_more_are_planned(appointment, held):
    about = {"department": appointment.department, "term": appointment.term}
    FollowUpAttendanceFactory(meeting=held, appointment=appointment)
    assert waits(appointment).short == 1
    FollowUpMeetingFactory(**about, upcoming=True, whole=True, follow_up_hours=4)
    assert waits(appointment).short == 0


def test_an_objection_waits_until_it_is_answered(appointment, held):
    mark = FollowUpAttendanceFactory(meeting=held, appointment=appointment, mark="absent")
    assert waits(appointment).objections == 0
    objection = ObjectionFactory(attendance=mark)
    assert waits(appointment).objections == 1
    objection.answer, objection.answered_at, objection.answered_by = "Yes.", NOW, mark.marked_by
    objection.save()
    assert waits(appointment).objections == 0


def test_what_waits_in_another_course_is_not_a_course_coordinators(appointment, held):
    other = AppointmentFactory(term=appointment.term, course__department=appointment.department)
    mark = FollowUpAttendanceFactory(meeting=held, appointment=appointment, mark="absent")
    ObjectionFactory(attendance=mark)
    there = waits(appointment, courses=frozenset({other.course_id}))
    assert (there.unmarked, there.objections) == ({held: 1}, 0)


def test_the_front_page_leads_to_each(client, cleo, appointment, held):
    about = {"department": appointment.department, "term": appointment.term}
    marked = FollowUpMeetingFactory(**about)
    mark = FollowUpAttendanceFactory(meeting=marked, appointment=appointment, mark="absent")
    ObjectionFactory(attendance=mark)
    held.starts_at = held.ends_at = clock.now() - timedelta(hours=2)
    held.ends_at += timedelta(hours=1)
    held.save()
    desk = [appointment.department.code, appointment.term.code]
    client.force_login(cleo.user)
    page = client.get(reverse("completion:department", args=desk)).content.decode()
    assert f"{reverse('modules:register', args=desk)}?meeting={held.pk}#marks" in page
    assert "1 objection to attendance" in page
    assert "not recorded yet for 1 person" in page
