"""Progress figures: each person counts once in every group they belong to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from completion import tasks
from completion.figures.comparing import funnel
from completion.figures.counting import appointments_in, count_and_store, figures_of, stored_figures
from completion.figures.counts import SHOWN, Figure, GroupLevel, Share
from completion.verdicts.evaluating import verdicts_of_term
from enrollment.models import LearningAssistant, Registration, Term
from enrollment.places import exempting
from tests.completion.certificate_factories import complete, completed
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CampusFactory,
    CoreSessionFactory,
    CourseFactory,
    DepartmentFactory,
    FacultyFactory,
    RegistrationFactory,
    TermFactory,
)
from tests.modules.factories import ChoiceFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

pytestmark = pytest.mark.django_db


def counted(term: Term | None = None):
    term = term or Term.objects.get()
    return figures_of(appointments_in, term, NOW)


def total(**expected: int) -> None:
    """Assert the total counts; those not given are 0."""
    counts = counted().total.counts
    shown = {
        figure.value: number for figure, number in counts.items() if figure in SHOWN and number
    }
    assert shown == expected


def attend(assistant, core_module: int, staff, mark="present") -> None:
    RegistrationFactory(
        assistant=assistant,
        session=CoreSessionFactory(core_module=core_module, days_ahead=-20 + core_module),
        mark=mark,
        marked_by=staff,
        marked_at=NOW,
    )


# How a person is counted


def test_a_person_who_has_done_nothing_is_one_learning_assistant(ada):
    total(learning_assistants=1, at_risk=1)


def test_place_held_is_registered_and_place_attended_is_both(ada, ben, staff):
    RegistrationFactory(assistant=ada, session=CoreSessionFactory(core_module=1))
    attend(ben, 1, staff)
    counts = counted().total.counts
    assert counts[Figure.REGISTERED_1] == 2
    assert counts[Figure.ATTENDED_1] == 1
    assert Figure.REGISTERED_2 not in counts


@pytest.mark.parametrize("mark", ["partial", "absent"])
def test_a_person_who_missed_a_date_is_not_registered_any_more(ada, staff, mark):
    attend(ada, 1, staff, mark)
    assert Figure.REGISTERED_1 not in counted().total.counts


def test_one_online_module_of_two_does_not_count(ada):
    ChoiceFactory(assistant=ada, slot=1, done=True)
    assert Figure.ONLINE not in counted().total.counts
    ChoiceFactory(assistant=ada, slot=2, done=True)
    assert counted().total.counts[Figure.ONLINE] == 1


def test_follow_up_counts_once_all_of_it_is_attended(ada):
    appointment = ada.appointments.get()
    about = {"department": appointment.department, "term": appointment.term}
    FollowUpAttendanceFactory(
        appointment=appointment, meeting=FollowUpMeetingFactory(**about, first_meeting_hours=1)
    )
    assert Figure.FOLLOW_UP not in counted().total.counts
    FollowUpAttendanceFactory(
        appointment=appointment, meeting=FollowUpMeetingFactory(**about, whole=True)
    )
    assert counted().total.counts[Figure.FOLLOW_UP] == 1


def test_a_person_who_has_completed_counts_as_all_but_exempt(ada):
    complete(ada)
    total(
        learning_assistants=1,
        registered_core_module_1=1,
        registered_core_module_2=1,
        attended_core_module_1=1,
        attended_core_module_2=1,
        online_modules=1,
        follow_up=1,
        completed=1,
    )


def test_a_person_who_is_exempt_and_has_completed_counts_as_completed(ada):
    complete(ada)
    before = counted().total.counts
    exempting.exempt(assistant=ada, at=NOW)
    assert counted().total.counts == before


def test_a_person_who_is_exempt_counts_as_that_only(ada):
    complete(ada)
    Registration.objects.filter(core_module=2).update(mark="partial")
    ada.exempt_since = localdate(NOW)
    ada.save()
    total(learning_assistants=1, exempt=1)
    assert counted().total.share_of(Figure.COMPLETED) == Share(0, 0)


def test_each_is_in_one_state_the_one_of_their_verdict(ada, ben):
    complete(ada)
    CoreSessionFactory(core_module=1)
    CoreSessionFactory(core_module=2, days_ahead=5000)
    states = [verdict.state.value for verdict in verdicts_of_term(Term.objects.get(), NOW).values()]
    counts = counted().total.counts
    segments = counted().total.segments
    assert {figure.value: counts[figure] for figure, _start, number in segments if number} == {
        state: states.count(state) for state in states
    }
    assert sum(number for _figure, _start, number in segments) == 2


# Groups


def rows(level: GroupLevel) -> dict[str, int]:
    return {counts.group.label: counts.people for counts in counted().of(level)}


@pytest.mark.usefixtures("english")
def test_groups_are_of_campus_faculty_department_and_course(ada, ben):
    mathematics = ada.appointments.get().department
    mathematics.campus = CampusFactory(name="Gjøvik")
    mathematics.faculty = FacultyFactory(code="IE", name_en="Engineering")
    mathematics.save()
    assert rows(GroupLevel.ALL) == {"All": 2}
    assert rows(GroupLevel.CAMPUS) == {"Gjøvik": 1, "Trondheim": 1}
    assert rows(GroupLevel.FACULTY) == {"Engineering": 1, "Faculty of Natural Sciences": 1}
    assert rows(GroupLevel.DEPARTMENT) == {
        "Department of Historical and Classical Studies": 1,
        "Department of Mathematical Sciences": 1,
    }
    assert rows(GroupLevel.COURSE) == {"History": 1, "Calculus 1": 1}


@pytest.mark.usefixtures("english")
def test_a_person_who_assists_in_two_courses_counts_in_each_and_once_in_every_total(ada):
    department = ada.appointments.get().department
    AppointmentFactory(assistant=ada, course=CourseFactory(code="TMA4105", department=department))
    elsewhere = DepartmentFactory(code="HF-IHK", name_en="History")
    AppointmentFactory(assistant=ada, course=CourseFactory(code="HIST1", department=elsewhere))
    assert [counts.people for counts in counted().of(GroupLevel.COURSE)] == [1, 1, 1]
    assert rows(GroupLevel.DEPARTMENT) == {"Department of Mathematical Sciences": 1, "History": 1}
    assert rows(GroupLevel.FACULTY) == {"Faculty of Natural Sciences": 1}
    assert rows(GroupLevel.CAMPUS) == {"Trondheim": 1}
    assert counted().total.people == 1


def test_same_course_at_two_departments_is_a_row_of_each(ada):
    course = ada.appointments.get().course
    AppointmentFactory(assistant=ada, course=course, department=DepartmentFactory(code="A"))
    assert [
        (counts.group.department, counts.group.course) for counts in counted().of(GroupLevel.COURSE)
    ] == [
        ("A", "TMA4100"),
        ("IE-IMF", "TMA4100"),
    ]


def test_appointment_that_has_ended_counts(ada):
    ada.appointments.update(ends_on=localdate(NOW) - timedelta(days=2))
    assert counted().total.people == 1


def test_another_term_is_not_counted(ada):
    AppointmentFactory(assistant=ada, term=TermFactory(code="2031V"))
    AppointedFactory(appointment__term=TermFactory(code="2031V"))
    assert counted(Term.objects.get(code="2031H")).total.people == 1
    assert counted(Term.objects.get(code="2031V")).total.people == 2


def test_term_without_anyone_has_a_row_of_noughts():
    figures = counted(TermFactory())
    assert figures.total.people == 0
    assert figures.total.cells == [(figure, 0) for figure in SHOWN]
    assert len(figures.groups) == 1


# The funnel


def test_each_step_of_the_funnel_is_of_those_who_passed_the_one_before(ada, ben, staff):
    complete(ada)
    # Ben has the modules, but a place in only one session.
    RegistrationFactory(assistant=ben, session=CoreSessionFactory(core_module=1))
    for slot in (1, 2):
        ChoiceFactory(assistant=ben, slot=slot, done=True)
    stages = funnel(counted().total)
    assert [(stage.figure, stage.share.number, stage.lost) for stage in stages] == [
        (Figure.TO_COMPLETE, 2, 0),
        (Figure.REGISTERED, 1, 1),
        (Figure.ATTENDED, 1, 0),
        (Figure.ALSO_ONLINE, 1, 0),
        (Figure.COMPLETED, 1, 0),
    ]
    assert [stage.share.percent for stage in stages] == [100, 50, 50, 50, 50]


# Stored figures


def test_figures_are_stored_until_they_are_counted_again(ada):
    term = Term.objects.get()
    assert stored_figures(term, NOW).total.people == 1
    AppointedFactory()
    later = NOW + timedelta(minutes=5)
    assert stored_figures(term, later).total.people == 1
    assert stored_figures(term, later).counted_at == NOW
    assert count_and_store(term, later).total.people == 2
    assert stored_figures(term, later) == count_and_store(term, later)


def test_worker_counts_the_current_term_and_twice_is_once(ada):
    for _run in range(2):
        tasks.count_figures()
    with CaptureQueriesContext(connection) as queries:
        assert stored_figures(Term.objects.get(), NOW).total.people == 1
    # One for the term, and one for the stored figures.
    assert len(queries) == 1 + 1


def test_worker_has_nothing_to_count_without_a_term():
    tasks.count_figures()


# Number of SQL statements


def test_number_of_statements_is_the_same_for_few_and_many(ada, ben):
    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            counted()
        return len(queries)

    completed(3)
    few = statements()
    completed(30)
    for number in range(5):
        department = DepartmentFactory(code=f"D{number}", faculty=FacultyFactory(code=f"F{number}"))
        AppointedFactory(
            appointment__course=CourseFactory(code=f"C{number}", department=department)
        )
    assert LearningAssistant.objects.count() == 40
    assert statements() == few
