"""Where extra sessions are needed: places left, compared with people who still need one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from completion.figures.capacity import Seats, seats_in
from enrollment.models import Appointment, Term
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CampusFactory,
    CoreSessionFactory,
    CourseFactory,
    DepartmentFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
)

pytestmark = pytest.mark.django_db


def seats(core_module=1, campus="Trondheim") -> Seats:
    return next(
        one
        for one in seats_in(Term.objects.get(), NOW)
        if (one.core_module, one.campus.name) == (core_module, campus)
    )


def test_places_left_are_those_of_dates_to_come(ada):
    RegistrationFactory(assistant=ada, session=CoreSessionFactory(capacity=5))
    CoreSessionFactory(capacity=3)
    CoreSessionFactory(capacity=90, days_ahead=-1)
    CoreSessionFactory(capacity=90, cancelled_at=NOW)
    assert (seats().dates, seats().left) == (2, 7)


def test_whoever_holds_no_date_needs_one_of_each_core_module(ada):
    RegistrationFactory(assistant=ada, session=CoreSessionFactory(core_module=1))
    assert [seats(number).needed for number in (1, 2)] == [0, 1]


@pytest.mark.parametrize(("mark", "needed"), [("present", 0), ("partial", 1), ("absent", 1)])
def test_whoever_missed_a_date_needs_another(ada, staff, mark, needed):
    RegistrationFactory(
        assistant=ada,
        session=CoreSessionFactory(days_ahead=-1),
        mark=mark,
        marked_by=staff,
        marked_at=NOW,
    )
    CoreSessionFactory()
    assert seats().needed == needed


def test_whoever_is_exempt_or_not_appointed_any_more_needs_none(ada, ben):
    ada.exempt_since = localdate(NOW)
    ada.save()
    Appointment.objects.filter(assistant=ben).update(ends_on=localdate(NOW) - timedelta(days=1))
    assert seats_in(Term.objects.get(), NOW) == []


def test_people_count_once_on_the_campus_of_their_department(ada):
    gjovik = DepartmentFactory(code="G", campus=CampusFactory(name="Gjøvik"))
    course = CourseFactory(code="G1", department=gjovik)
    AppointmentFactory(assistant=ada, course=course)
    AppointmentFactory(assistant=ada, course=CourseFactory(code="G2", department=gjovik))
    AppointedFactory(appointment__course=course)
    assert seats(campus="Trondheim").needed == 1
    assert seats(campus="Gjøvik").needed == 2


def test_date_is_short_by_the_people_that_no_place_is_left_for(ada, ben):
    CoreSessionFactory(capacity=1)
    assert (seats().needed, seats().short, seats().covered.percent) == (2, 1, 50)
    CoreSessionFactory(capacity=4)
    assert (seats().short, seats().covered.percent) == (0, 100)


def test_whoever_waits_is_told_where_they_wait(ada):
    session = CoreSessionFactory(campus=CampusFactory(name="Gjøvik"), core_module=2)
    WaitlistEntryFactory(assistant=ada, session=session)
    assert [seats(2, campus).waiting for campus in ("Trondheim", "Gjøvik")] == [0, 1]
