"""Recording attendance at a department's meetings, and reading the register."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enrollment.models import Appointment
from enrollment.refusals import Refusal
from modules.follow_up.marking import record
from modules.follow_up.register.attendance import read_register
from modules.models import FollowUpAttendance
from modules.models.attendance import FIELDS_OF_A_MARK
from modules.models.meetings import Part
from modules.scope import Scope
from tests.factories import (
    NOW,
    AppointmentFactory,
    CourseFactory,
    DepartmentFactory,
    TermFactory,
    UserFactory,
)
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def term():
    return TermFactory()


@pytest.fixture
def scope():
    return Scope(DepartmentFactory())


@pytest.fixture
def cleo():
    return UserFactory(name="Cleo Claussen")


@pytest.fixture
def meeting(term):
    return FollowUpMeetingFactory(term=term)


@pytest.fixture
def people(term):
    return AppointmentFactory.create_batch(3, term=term)


def test_every_field_of_a_mark_is_written_with_it():
    """All fields but those that say whose mark it is."""
    fields = {field.name for field in FollowUpAttendance._meta.concrete_fields}
    assert fields - {"id", "meeting", "appointment"} == {*FIELDS_OF_A_MARK}


def cells(meeting, people, *marks):
    return {(meeting.pk, person.pk): mark for person, mark in zip(people, marks, strict=True)}


def on_record(meeting):
    return dict(meeting.attendance.values_list("appointment", "mark"))


def refusal_to_mark(**arguments):
    with pytest.raises(Refusal) as refused:
        record(**arguments)
    return refused.value.code


def test_marks_are_recorded_with_author_and_time(scope, term, cleo, meeting, people):
    marks = cells(meeting, people, "present", "partial", "absent")
    saved = record(scope=scope, term=term, marks=marks, seen={}, by=cleo, at=NOW)
    assert (saved.changed, saved.differences, saved.by_colleagues) == (3, [], 0)
    assert on_record(meeting) == {person: mark for (_, person), mark in marks.items()}
    assert set(meeting.attendance.values_list("marked_by", "marked_at")) == {(cleo.pk, NOW)}


def test_saving_twice_changes_nothing(scope, term, cleo, meeting, people):
    marks = cells(meeting, people, "present", "", "absent")
    record(scope=scope, term=term, marks=marks, seen={}, by=cleo, at=NOW)
    again = record(scope=scope, term=term, marks=marks, seen={}, by=UserFactory(), at=LATER)
    assert (again.changed, again.differences) == (0, [])
    assert set(meeting.attendance.values_list("marked_by", "marked_at")) == {(cleo.pk, NOW)}


def test_mark_is_corrected_and_taken_back_and_all_of_it_is_kept(scope, term, cleo, meeting, people):
    first, second, _third = people
    seen = cells(meeting, people, "present", "absent", "")
    record(scope=scope, term=term, marks=seen, seen={}, by=cleo, at=NOW)
    marks = cells(meeting, people, "", "present", "")
    saved = record(scope=scope, term=term, marks=marks, seen=seen, by=cleo, at=LATER)
    assert saved.changed == 2
    assert on_record(meeting) == {second.pk: "present"}
    events = apps.get_model("modules", "FollowUpAttendanceEvent").objects.order_by("pgh_id")
    assert list(events.values_list("appointment", "pgh_label", "mark")) == [
        (first.pk, "insert", "present"),
        (second.pk, "insert", "absent"),
        (first.pk, "delete", "present"),
        (second.pk, "update", "present"),
    ]


def test_what_a_colleague_recorded_otherwise_stands_and_is_told_and_the_rest_is_written(
    scope, term, cleo, meeting, people
):
    dag = UserFactory(name="Dag Dahl")
    record(
        scope=scope,
        term=term,
        marks=cells(meeting, people, "absent", "present", ""),
        seen={},
        by=dag,
        at=NOW,
    )
    saved = record(
        scope=scope,
        term=term,
        marks=cells(meeting, people, "present", "present", "partial"),
        seen={},
        by=cleo,
        at=LATER,
    )
    (difference,) = saved.differences
    assert (difference.appointment, difference.meeting) == (people[0], meeting)
    assert (difference.theirs, difference.yours, difference.by, difference.at) == (
        "absent",
        "present",
        dag,
        NOW,
    )
    assert saved.changed == 1
    assert list(on_record(meeting).values()) == ["absent", "present", "partial"]


def test_mark_that_a_colleague_took_back_meanwhile_is_told_too(scope, term, cleo, meeting, people):
    marks = cells(meeting, people, "present", "", "")
    seen = cells(meeting, people, "absent", "", "")
    saved = record(scope=scope, term=term, marks=marks, seen=seen, by=cleo, at=NOW)
    (difference,) = saved.differences
    assert (difference.theirs, difference.yours, difference.by, difference.at) == (
        "",
        "present",
        None,
        None,
    )


def test_what_one_did_not_touch_is_counted_where_a_colleague_did(
    scope, term, cleo, meeting, people
):
    FollowUpAttendanceFactory(meeting=meeting, appointment=people[0], mark="absent")
    marks = cells(meeting, people, "", "present", "")
    saved = record(scope=scope, term=term, marks=marks, seen={}, by=cleo, at=NOW)
    assert (saved.changed, saved.differences, saved.by_colleagues) == (1, [], 1)
    assert on_record(meeting)[people[0].pk] == "absent"


def test_without_what_was_seen_every_mark_is_written(scope, term, cleo, meeting, people):
    FollowUpAttendanceFactory(meeting=meeting, appointment=people[0], mark="absent")
    marks = cells(meeting, people, "present", "present", "present")
    assert record(scope=scope, term=term, marks=marks, by=cleo, at=NOW).changed == 3


def test_meeting_to_come_is_not_marked_and_one_that_begins_now_is(scope, term, cleo, people):
    meeting = FollowUpMeetingFactory(term=term, starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    marks = cells(meeting, people, "present", "present", "present")
    about = {"scope": scope, "term": term, "marks": marks, "by": cleo}
    assert refusal_to_mark(**about, at=NOW - timedelta(seconds=1)) == "not_begun"
    assert record(**about, at=NOW).changed == 3


def test_cancelled_meeting_is_not_marked(scope, term, cleo, people):
    meeting = FollowUpMeetingFactory(term=term, cancelled_at=NOW)
    marks = cells(meeting, people, "present", "", "")
    assert (
        refusal_to_mark(scope=scope, term=term, marks=marks, by=cleo, at=NOW) == "meeting_cancelled"
    )


def test_only_who_is_expected_is_marked_and_nothing_is_written_otherwise(scope, term, cleo, people):
    other = CourseFactory(code="TFY9999")
    meeting = FollowUpMeetingFactory(term=term, courses=[other])
    mine = AppointmentFactory(term=term, course=other)
    marks = {(meeting.pk, mine.pk): "present", (meeting.pk, people[0].pk): "present"}
    assert refusal_to_mark(scope=scope, term=term, marks=marks, by=cleo, at=NOW) == "not_expected"
    assert not FollowUpAttendance.objects.exists()


def test_no_one_records_their_own_attendance(scope, term, cleo, meeting, people):
    own = people[1]
    own.assistant.user = cleo
    own.assistant.save()
    marks = cells(meeting, people, "present", "present", "")
    about = {"scope": scope, "term": term, "by": cleo, "at": NOW}
    assert refusal_to_mark(**about, marks=marks) == "own_attendance"
    assert not FollowUpAttendance.objects.exists()
    # A mark that a colleague recorded for the coordinator does not block the other marks.
    FollowUpAttendanceFactory(meeting=meeting, appointment=own)
    assert record(**about, marks=marks).changed == 1


def test_mark_that_is_objected_to_is_corrected_but_not_taken_back(scope, term, cleo, meeting):
    attendance = FollowUpAttendanceFactory(meeting=meeting, mark="absent")
    ObjectionFactory(attendance=attendance)
    cell = (meeting.pk, attendance.appointment.pk)
    about = {"scope": scope, "term": term, "by": cleo, "at": NOW}
    assert refusal_to_mark(**about, marks={cell: ""}) == "objected_to"
    assert record(**about, marks={cell: "present"}).changed == 1


def test_nothing_of_another_department_or_course_or_term_is_written(scope, term, cleo, meeting):
    physics, other = CourseFactory(), CourseFactory(code="TFY9999")
    foreign = FollowUpAttendanceFactory(
        mark="absent",
        meeting__term=term,
        meeting__department=DepartmentFactory(code="IE-IMF"),
        appointment__course__code="TMA4100",
    )
    earlier = AppointmentFactory(term=TermFactory(code="2030H"), course=physics)
    of_other = AppointmentFactory(term=term, course=other)
    marks = {
        (foreign.meeting_id, foreign.appointment_id): "present",
        (meeting.pk, earlier.pk): "present",
        (meeting.pk, of_other.pk): "present",
    }
    narrow = Scope(scope.department, frozenset({physics.pk}))
    assert record(scope=narrow, term=term, marks=marks, by=cleo, at=NOW).changed == 0
    assert FollowUpAttendance.objects.get() == foreign
    assert FollowUpAttendance.objects.get().mark == "absent"


@pytest.mark.parametrize("number", [2, 60])
def test_saving_takes_at_most_twelve_statements_however_many_marks_change(
    scope, term, cleo, number
):
    people = AppointmentFactory.create_batch(number, term=term)
    meetings = FollowUpMeetingFactory.create_batch(6, term=term)
    seen = {(meeting.pk, person.pk): "absent" for meeting in meetings for person in people}
    record(scope=scope, term=term, marks=seen, seen={}, by=cleo, at=NOW)
    turns = ["present", "partial", ""]
    marks = {cell: turns[number % 3] for number, cell in enumerate(seen)}
    with CaptureQueriesContext(connection) as queries:
        saved = record(scope=scope, term=term, marks=marks, seen=seen, by=cleo, at=LATER)
    assert saved.changed == 6 * number
    assert len(queries) <= 8


# The register


def rows_of(scope, term):
    return {row.appointment.pk: row for row in read_register(scope, term, NOW).rows}


def test_register_has_everyone_by_name_and_meetings_by_time(scope, term):
    late = FollowUpMeetingFactory(term=term, upcoming=True)
    early = FollowUpMeetingFactory(term=term)
    FollowUpMeetingFactory(term=term, cancelled_at=NOW)
    FollowUpMeetingFactory(term=TermFactory(code="2030H"))
    bo = AppointmentFactory(term=term, assistant__name="Bo")
    al = AppointmentFactory(term=term, assistant__name="Al", ends_on=NOW.date())
    register = read_register(scope, term, NOW)
    assert register.meetings == [early, late]
    assert [row.appointment for row in register.rows] == [al, bo]


def test_cell_tells_the_mark_its_author_and_time_and_an_objection_until_it_is_answered(
    scope, term, cleo, meeting
):
    attendance = FollowUpAttendanceFactory(meeting=meeting, mark="absent", marked_by=cleo)
    objection = ObjectionFactory(attendance=attendance)
    mark = rows_of(scope, term)[attendance.appointment.pk].marks[meeting.pk]
    assert (mark.value, mark.by, mark.at) == ("absent", "Cleo Claussen", NOW)
    assert mark.is_under_objection
    objection.answer, objection.answered_by, objection.answered_at = "Yes.", cleo, NOW
    objection.save()
    mark = rows_of(scope, term)[attendance.appointment.pk].marks[meeting.pk]
    assert not mark.is_under_objection


def test_cell_tells_who_is_not_expected(scope, term, people):
    meeting = FollowUpMeetingFactory(term=term, courses=[CourseFactory(code="TFY9999")])
    assert not rows_of(scope, term)[people[0].pk].marks[meeting.pk].is_expected


def test_course_coordinator_reads_their_course_and_the_meetings_it_is_part_of(scope, term):
    mine, other = CourseFactory(code="TFY1"), CourseFactory(code="TFY2")
    for_all = FollowUpMeetingFactory(term=term)
    for_mine = FollowUpMeetingFactory(term=term, courses=[mine, other])
    FollowUpMeetingFactory(term=term, courses=[other])
    person = AppointmentFactory(term=term, course=mine)
    AppointmentFactory(term=term, course=other)
    register = read_register(Scope(scope.department, frozenset({mine.pk})), term, NOW)
    assert {*register.meetings} == {for_all, for_mine}
    assert [row.appointment for row in register.rows] == [person]


@pytest.mark.parametrize(
    ("marks", "expected", "is_reached"),
    [
        ({}, (0, 0, 0), False),
        ({"first": "present"}, (1, 0, 0), False),
        ({"first": "partial", "long": "absent"}, (0, 0, 0), False),
        ({"first": "present", "long": "present", "last": "present"}, (1, 4, 1), True),
        ({"first": "present", "again": "present", "last": "present"}, (1, 4, 1), True),
        # Every hour attended counts.
        ({"long": "present", "again": "present"}, (0, 8, 0), False),
        ({"long": "partial", "again": "present"}, (0, 4, 0), False),
    ],
)
def test_hours_of_each_part_are_those_of_meetings_attended(
    scope, term, marks, expected, is_reached
):
    meetings = {
        "first": FollowUpMeetingFactory(term=term, follow_up_hours=0, first_meeting_hours=1),
        "long": FollowUpMeetingFactory(term=term, follow_up_hours=4),
        "last": FollowUpMeetingFactory(term=term, follow_up_hours=0, final_evaluation_hours=1),
    }
    meetings["again"] = FollowUpMeetingFactory(
        term=term, follow_up_hours=4, makes_up_for=meetings["long"], is_mandatory=False
    )
    person = AppointmentFactory(term=term)
    for name, mark in marks.items():
        FollowUpAttendanceFactory(meeting=meetings[name], appointment=person, mark=mark)
    row = rows_of(scope, term)[person.pk]
    assert tuple(row.hours[part] for part in Part) == expected
    assert row.is_reached is is_reached


def test_meeting_that_gives_all_six_hours_reaches_them(scope, term):
    mark = FollowUpAttendanceFactory(meeting__term=term, meeting__whole=True)
    assert rows_of(scope, term)[mark.appointment_id].is_reached


def test_register_is_read_in_four_statements_however_large(scope, term):
    for size in (2, 20):
        AppointmentFactory.create_batch(size, term=term)
        for meeting in FollowUpMeetingFactory.create_batch(size // 2, term=term):
            for person in Appointment.objects.all():
                FollowUpAttendanceFactory(meeting=meeting, appointment=person)
        with CaptureQueriesContext(connection) as queries:
            read_register(scope, term, NOW)
        assert len(queries) == 4
