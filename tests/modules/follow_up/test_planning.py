"""Planning, changing and cancelling meetings: all or nothing, with one letter to each person expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from enrollment.models import Letter
from modules.follow_up import planning
from modules.follow_up.planning import MeetingPlan
from modules.follow_up.refusals import (
    MarksOfOthers,
    MeetingCancelled,
    MeetingCounted,
    MeetingMarked,
)
from modules.models import FollowUpMeeting
from modules.models.meetings import HOURS_ASKED, Part
from tests.factories import NOW, AppointmentFactory, CourseFactory, LearningAssistantFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

pytestmark = pytest.mark.django_db

NEXT_WEEK = NOW + timedelta(days=7)


def a_plan(title="First meeting", starts_at=NEXT_WEEK, **fields) -> MeetingPlan:
    fields = {"hours": {Part.FIRST_MEETING: Decimal(1)}, "place": "R7"} | fields
    return MeetingPlan(title, starts_at, starts_at + timedelta(hours=1), **fields)


@pytest.fixture
def appointment(ada):
    return ada.appointments.get()


@pytest.fixture
def plan(appointment):
    def plan(*plans: MeetingPlan, at=NOW) -> list[FollowUpMeeting]:
        return planning.plan(
            department=appointment.department, term=appointment.term, plans=plans, at=at
        )

    return plan


@pytest.fixture
def meeting(plan):
    """A planned meeting, with its letters removed."""
    (meeting,) = plan(a_plan())
    Letter.objects.all().delete()
    return meeting


def another(appointment, **fields):
    """Another appointment in the department."""
    return AppointmentFactory(
        course=fields.pop("course", appointment.course), term=appointment.term, **fields
    )


def letters() -> set[tuple[str, str]]:
    return set(Letter.objects.values_list("assistant__username", "kind"))


def test_meetings_are_planned_with_what_was_said_of_them(plan, appointment):
    whole = a_plan(
        "All in one",
        hours=HOURS_ASKED,
        language="en",
        is_mandatory=False,
        courses=[appointment.course],
    )
    plan(whole)
    meeting = FollowUpMeeting.objects.get()
    assert meeting.hours == HOURS_ASKED
    assert (meeting.title, meeting.language, meeting.is_mandatory) == ("All in one", "en", False)
    assert (meeting.department, meeting.term) == (appointment.department, appointment.term)
    assert list(meeting.courses.all()) == [appointment.course]


def test_keys_are_made_of_title_and_day_and_never_twice(plan):
    later = NEXT_WEEK + timedelta(hours=2)
    plan(
        a_plan("Første møte: være læringsassistent"), a_plan(), a_plan(starts_at=later), a_plan("?")
    )
    day = localdate(NEXT_WEEK)
    assert [meeting.key for meeting in FollowUpMeeting.objects.order_by("pk")] == [
        f"forste-mote-vaere-laeringsassistent-{day}",
        f"first-meeting-{day}",
        f"first-meeting-{day}-2",
        f"meeting-{day}",
    ]


def test_key_that_is_taken_in_capitals_gets_a_number(plan, appointment):
    taken = f"First-Meeting-{localdate(NEXT_WEEK)}"
    about = {"department": appointment.department, "term": appointment.term}
    FollowUpMeetingFactory(**about, key=taken)
    plan(a_plan())
    assert FollowUpMeeting.objects.latest("pk").key == f"{taken.lower()}-2"


def test_many_meetings_are_told_of_in_one_letter(plan, ada):
    plan(a_plan(), a_plan("Follow-up"), a_plan("Final evaluation"))
    letter = Letter.objects.get()
    assert (letter.recipient, letter.kind) == (ada, "meeting-planned")
    told = [meeting["title"] for meeting in letter.facts["meetings"]]
    assert told == ["First meeting", "Follow-up", "Final evaluation"]
    ((method, keys),) = letter.calendars
    assert (method, len(keys)) == ("PUBLISH", 3)


def test_everyone_expected_is_told_and_no_one_else(plan, appointment, ben):
    yesterday = localdate(NOW) - timedelta(days=1)
    other_course = CourseFactory(code="TMA4105", department=appointment.department)
    cases: dict[str, dict[str, object]] = {
        "other-course": {"course": other_course},
        "ended": {"ends_on": yesterday},
        "ends-before": {"ends_on": localdate(NEXT_WEEK) - timedelta(days=1)},
        "begins-after": {"starts_on": localdate(NEXT_WEEK) + timedelta(days=1)},
        "begins-that-day": {"starts_on": localdate(NEXT_WEEK)},
        "exempt": {"assistant__exempt_since": yesterday},
    }
    for name, fields in cases.items():
        another(appointment, assistant__username=name, **fields)
    plan(a_plan(courses=[appointment.course]))
    assert {name for name, _kind in letters()} == {"ada", "begins-that-day"}


def test_a_person_appointed_in_two_courses_gets_one_letter(plan, appointment, ada):
    another(
        appointment,
        assistant=ada,
        course=CourseFactory(code="TMA4105", department=appointment.department),
    )
    plan(a_plan())
    assert Letter.objects.count() == 1


def test_no_one_is_told_of_a_meeting_put_on_record_afterwards(plan):
    plan(a_plan(starts_at=NOW - timedelta(days=7)))
    assert FollowUpMeeting.objects.count() == 1
    assert letters() == set()


def test_planning_the_same_again_is_quiet(plan):
    plan(a_plan(), a_plan("Follow-up"))
    assert plan(a_plan(), a_plan("Follow-up")) == []
    assert FollowUpMeeting.objects.count() == 2
    assert Letter.objects.count() == 1


def test_the_same_for_another_course_is_another_meeting(plan, appointment):
    plan(a_plan(courses=[appointment.course]))
    assert len(plan(a_plan())) == 1


def test_a_plan_with_a_mistake_plans_nothing_at_all(plan):
    with pytest.raises(ValidationError, match="hours of some part|timer"):
        plan(a_plan(), a_plan("Nothing", hours={}))
    assert not FollowUpMeeting.objects.exists()
    assert letters() == set()


def test_planning_for_many_takes_no_more_statements_for_each(plan, appointment):
    def statements(title):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            plan(a_plan(title))
        return len(queries)

    plan(a_plan("None"))
    few = statements("One")
    for _ in range(20):
        another(appointment)
    assert statements("Two") == few


def test_a_change_is_told_to_whom_it_concerns(meeting, appointment):
    gone = another(appointment, assistant__username="gone").assistant
    course = CourseFactory(code="TMA4105", department=appointment.department)
    gone.appointments.update(course=course)
    change = a_plan(starts_at=NEXT_WEEK + timedelta(days=1), courses=[appointment.course])
    planning.change(meeting=meeting, plan=change, at=NOW)
    assert letters() == {("ada", "meeting-changed"), ("gone", "meeting-cancelled")}
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.sequence) == (NEXT_WEEK + timedelta(days=1), 1)


def test_whom_a_change_makes_expected_is_told_of_a_meeting_planned(meeting, appointment):
    course = CourseFactory(code="TMA4105", department=appointment.department)
    another(appointment, assistant__username="new", course=course)
    meeting.courses.set([appointment.course])
    planning.change(meeting=meeting, plan=a_plan(), at=NOW)
    assert letters() == {("ada", "meeting-changed"), ("new", "meeting-planned")}


def test_a_person_who_is_expected_again_is_told_again(meeting, appointment):
    course = CourseFactory(code="TMA4105", department=appointment.department)
    for courses in ([course], [], [course], []):
        planning.change(meeting=meeting, plan=a_plan(courses=courses), at=NOW)
    kinds = Letter.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["meeting-cancelled", "meeting-planned"] * 2


def test_changing_nothing_is_quiet(meeting):
    planning.change(meeting=meeting, plan=a_plan(), at=NOW)
    meeting.refresh_from_db()
    assert meeting.sequence == 0
    assert letters() == set()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"place": "R8"},
        {"place": "", "online_url": "https://ntnu.zoom.us/j/1"},
        {"language": "en"},
        {"is_mandatory": False},
        {"hours": {Part.FOLLOW_UP: Decimal(1)}},
    ],
)
def test_each_thing_that_people_know_a_meeting_by_is_told(meeting, change):
    planning.change(meeting=meeting, plan=replace(a_plan(), **change), at=NOW)
    assert letters() == {("ada", "meeting-changed")}


def test_a_meeting_that_was_held_is_put_right_without_a_letter(plan):
    past = NOW - timedelta(days=7)
    (meeting,) = plan(a_plan(starts_at=past))
    planning.change(meeting=meeting, plan=a_plan("Another", starts_at=past), at=NOW)
    assert letters() == set()


def test_a_meeting_with_marks_is_not_put_where_it_is_to_come(appointment):
    held = FollowUpMeetingFactory(department=appointment.department, term=appointment.term)
    FollowUpAttendanceFactory(meeting=held, appointment=appointment)
    with pytest.raises(MeetingMarked):
        planning.change(meeting=held, plan=a_plan(), at=NOW)
    held.refresh_from_db()
    assert held.starts_at < NOW


def test_a_meeting_is_not_taken_from_people_who_have_a_mark_for_it(appointment):
    held = FollowUpMeetingFactory(department=appointment.department, term=appointment.term)
    FollowUpAttendanceFactory(meeting=held, appointment=appointment)
    course = CourseFactory(code="TMA4105", department=appointment.department)
    with pytest.raises(MarksOfOthers, match="Ada Aas"):
        planning.change(
            meeting=held, plan=a_plan(starts_at=held.starts_at, courses=[course]), at=NOW
        )
    assert not held.courses.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"is_mandatory": False},
        {"hours": {Part.FOLLOW_UP: Decimal(4)}},
        {"hours": {Part.FIRST_MEETING: Decimal(2)}},
    ],
)
def test_what_a_meeting_with_marks_counts_as_stays(plan, appointment, change):
    past = NOW - timedelta(days=7)
    (held,) = plan(a_plan(starts_at=past))
    FollowUpAttendanceFactory(meeting=held, appointment=appointment, mark="absent")
    with pytest.raises(MeetingCounted):
        planning.change(meeting=held, plan=a_plan(starts_at=past, **change), at=NOW)
    held.refresh_from_db()
    assert held.is_mandatory
    assert held.hours[Part.FIRST_MEETING] == 1
    assert held.hours[Part.FOLLOW_UP] == 0


def test_no_one_is_let_off_a_meeting_with_marks_by_giving_it_to_other_courses(plan, appointment):
    past = NOW - timedelta(days=7)
    (held,) = plan(a_plan(starts_at=past))
    FollowUpAttendanceFactory(meeting=held, appointment=appointment)
    of_one = a_plan(starts_at=past, courses=[appointment.course])
    with pytest.raises(MeetingCounted):
        planning.change(meeting=held, plan=of_one, at=NOW)
    assert not held.courses.exists()


def test_a_cancelled_meeting_stays_as_it_is(meeting):
    planning.cancel(meeting=meeting, at=NOW)
    with pytest.raises(MeetingCancelled):
        planning.change(meeting=meeting, plan=a_plan("Another"), at=NOW)


def test_cancelling_tells_everyone_expected_once(meeting):
    planning.cancel(meeting=meeting, at=NOW)
    planning.cancel(meeting=meeting, at=NOW + timedelta(hours=1))
    meeting.refresh_from_db()
    assert (meeting.cancelled_at, meeting.sequence) == (NOW, 1)
    assert letters() == {("ada", "meeting-cancelled")}
    assert Letter.objects.get().calendars == [["CANCEL", [meeting.pk]]]


def test_a_meeting_with_marks_is_not_cancelled(appointment):
    held = FollowUpMeetingFactory(department=appointment.department, term=appointment.term)
    FollowUpAttendanceFactory(meeting=held, appointment=appointment)
    with pytest.raises(MeetingMarked):
        planning.cancel(meeting=held, at=NOW)
    held.refresh_from_db()
    assert held.cancelled_at is None


def test_no_one_is_told_of_a_meeting_that_was_never_held(appointment):
    past = FollowUpMeetingFactory(department=appointment.department, term=appointment.term)
    planning.cancel(meeting=past, at=NOW)
    assert letters() == set()


def test_letters_are_not_written_where_the_change_is_not(meeting):
    LearningAssistantFactory()
    with pytest.raises(ValidationError):
        planning.change(meeting=meeting, plan=a_plan(hours={}), at=NOW)
    assert letters() == set()
