"""Database rules for meetings, marks and objections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from modules.models import FollowUpAttendance, FollowUpMeeting
from tests.enrollment.test_database_rules import violates
from tests.factories import NOW, AppointmentFactory, CourseFactory, DepartmentFactory, UserFactory
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

pytestmark = pytest.mark.django_db

# For each rule, writes that break it.
BROKEN: dict[str, list[Callable[[], object]]] = {
    "meeting_key_once_per_department_and_term": [
        lambda: FollowUpMeetingFactory.create_batch(2, key="first"),
        lambda: [
            FollowUpMeetingFactory(department__code="IE-IMF", term__code="2031H", key=key)
            for key in ("first", "First")
        ],
    ],
    "meeting_key_is_plain": [
        lambda: FollowUpMeetingFactory(key="Først"),
        lambda: FollowUpMeetingFactory(key="-first"),
        lambda: FollowUpMeetingFactory(key=""),
    ],
    "meeting_ends_after_it_starts": [lambda: FollowUpMeetingFactory(ends_at=NOW, starts_at=NOW)],
    "meeting_has_a_place_or_a_link": [
        lambda: FollowUpMeetingFactory(place="R7", online_url="https://example.org/")
    ],
    "meeting_gives_hours_of_some_part": [
        lambda: FollowUpMeetingFactory(follow_up_hours=0),
        lambda: FollowUpMeetingFactory(follow_up_hours=-1),
        lambda: FollowUpMeetingFactory(first_meeting_hours=-1),
        lambda: FollowUpMeetingFactory(final_evaluation_hours=-1),
    ],
    "meeting_that_makes_up_is_not_mandatory": [
        lambda: FollowUpMeetingFactory(makes_up_for=FollowUpMeetingFactory())
    ],
    "meeting_language_is_known": [lambda: FollowUpMeetingFactory(language="de")],
    "meeting_makes_up_for_no_make_up": [
        lambda: make_up(make_up(FollowUpMeetingFactory())),
        lambda: make_up(FollowUpMeetingFactory(), department=DepartmentFactory(code="HF-IHK")),
        lambda: change(
            make_up(FollowUpMeetingFactory()), department=DepartmentFactory(code="HF-IHK")
        ),
        lambda: change(
            make_up(missed := FollowUpMeetingFactory()).makes_up_for,
            makes_up_for=FollowUpMeetingFactory(department=missed.department),
            is_mandatory=False,
        ),
        lambda: change(
            itself := FollowUpMeetingFactory(is_mandatory=False), makes_up_for=itself.pk
        ),
    ],
    "attendance_one_mark_per_meeting_and_appointment": [
        lambda: FollowUpAttendanceFactory(
            meeting=(first := FollowUpAttendanceFactory()).meeting, appointment=first.appointment
        )
    ],
    "attendance_mark_is_known": [lambda: FollowUpAttendanceFactory(mark="late")],
    "attendance_of_somebody_expected": [
        lambda: FollowUpAttendanceFactory(
            appointment=AppointmentFactory(
                course=CourseFactory(code="HIST1500", department=DepartmentFactory(code="HF-IHK"))
            )
        ),
        lambda: FollowUpAttendanceFactory(
            meeting=FollowUpMeetingFactory(courses=[CourseFactory()]),
            appointment=AppointmentFactory(course__code="TFY4105"),
        ),
        lambda: FollowUpAttendance.objects.filter(pk=FollowUpAttendanceFactory().pk).update(
            meeting=FollowUpMeetingFactory(department=DepartmentFactory(code="HF-IHK"))
        ),
    ],
    "objection_says_something": [lambda: ObjectionFactory(text="")],
    "objection_answered_with_author_and_words": [
        lambda: ObjectionFactory(answer="No."),
        lambda: ObjectionFactory(answered_at=NOW, answered_by=UserFactory()),
        lambda: ObjectionFactory(answered_at=NOW, answer="No."),
        lambda: ObjectionFactory(answered_by=UserFactory(), answer="No."),
    ],
}
CASES = [pytest.param(name, break_it, id=f"{name}-{number}") for name, ways in BROKEN.items() for number, break_it in enumerate(ways)]  # fmt: skip


def make_up(meeting, **fields):
    fields = {"department": meeting.department, "term": meeting.term} | fields
    return FollowUpMeetingFactory(makes_up_for=meeting, is_mandatory=False, **fields)


def change(meeting, **changes) -> None:
    FollowUpMeeting.objects.filter(pk=meeting.pk).update(**changes)


@pytest.mark.parametrize(("name", "break_it"), CASES)
def test_rule_is_kept(name, break_it):
    with violates(name):
        break_it()


def test_a_meeting_that_others_make_up_for_can_be_moved():
    meeting = make_up(FollowUpMeetingFactory()).makes_up_for
    change(meeting, starts_at=NOW, ends_at=NOW + timedelta(hours=2))


def test_the_same_key_serves_another_department():
    FollowUpMeetingFactory(key="first")
    FollowUpMeetingFactory(key="first", department=DepartmentFactory(code="HF-IHK"))
    assert FollowUpMeeting.objects.filter(key="first").count() == 2
