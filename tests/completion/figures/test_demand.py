"""Where extra sessions are needed: places left, compared with people who still need one, by language."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from completion.figures.capacity import Demand, demand_in
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


def demand(core_module=1, campus="Trondheim", language="nb") -> Demand:
    return next(
        place
        for place in demand_in(Term.objects.get(), NOW)
        if (place.core_module, place.campus.name, place.language) == (core_module, campus, language)
    )


def test_places_left_are_those_of_dates_to_come(ada):
    RegistrationFactory(assistant=ada, session=CoreSessionFactory(capacity=5))
    CoreSessionFactory(capacity=3)
    CoreSessionFactory(capacity=90, days_ahead=-1)
    CoreSessionFactory(capacity=90, cancelled_at=NOW)
    assert (demand().dates, demand().left) == (2, 7)


def test_a_person_who_holds_no_date_needs_one_of_each_core_module(ada):
    RegistrationFactory(assistant=ada, session=CoreSessionFactory(core_module=1))
    assert [demand(number).needed for number in (1, 2)] == [0, 1]


@pytest.mark.parametrize(("mark", "needed"), [("present", 0), ("partial", 1), ("absent", 1)])
def test_a_person_who_missed_a_date_needs_another(ada, staff, mark, needed):
    RegistrationFactory(
        assistant=ada,
        session=CoreSessionFactory(days_ahead=-1),
        mark=mark,
        marked_by=staff,
        marked_at=NOW,
    )
    CoreSessionFactory()
    assert demand().needed == needed


def test_a_person_who_is_exempt_or_not_appointed_any_more_needs_none(ada, ben):
    ada.exempt_since = localdate(NOW)
    ada.save()
    Appointment.objects.filter(assistant=ben).update(ends_on=localdate(NOW) - timedelta(days=1))
    assert demand_in(Term.objects.get(), NOW) == []


def test_people_count_once_on_the_campus_of_their_department(ada):
    gjovik = DepartmentFactory(code="G", campus=CampusFactory(name="Gjøvik"))
    course = CourseFactory(code="G1", department=gjovik)
    AppointmentFactory(assistant=ada, course=course)
    AppointmentFactory(assistant=ada, course=CourseFactory(code="G2", department=gjovik))
    AppointedFactory(appointment__course=course)
    assert demand(campus="Trondheim").needed == 1
    assert demand(campus="Gjøvik").needed == 2


def test_shortage_is_of_the_people_that_no_place_is_left_for(ada, ben):
    CoreSessionFactory(capacity=1)
    place = demand()
    assert (place.needed, place.short, place.shortage.percent) == (2, 1, 50)
    CoreSessionFactory(capacity=4)
    assert (demand().short, demand().shortage.percent) == (0, 0)


# Language


def readers(**numbers: int) -> None:
    for language, number in numbers.items():
        AppointedFactory.create_batch(number, language=language)


@pytest.mark.parametrize(
    ("places", "people", "short"),
    [
        # English readers cannot take a date in Norwegian.
        ({"nb": 9, "en": 1}, {"nb": 2, "en": 3}, {"nb": 0, "en": 2}),
        # Norwegian readers can take a spare place in English.
        ({"nb": 1, "en": 4}, {"nb": 3, "en": 3}, {"nb": 1, "en": 0}),
        ({"nb": 1, "en": 2}, {"nb": 3, "en": 3}, {"nb": 2, "en": 1}),
        ({"nb": 0, "en": 5}, {"nb": 3, "en": 2}, {"nb": 0, "en": 0}),
    ],
)
def test_demand_is_by_language(places, people, short):
    for language, capacity in places.items():
        if capacity:
            CoreSessionFactory(language=language, capacity=capacity)
    readers(**people)
    found = {language: demand(language=language) for language in places}
    assert {language: place.left for language, place in found.items()} == places
    assert {language: place.needed for language, place in found.items()} == people
    assert {language: place.short for language, place in found.items()} == short


# Dates that no one can use


def test_core_module_1_is_of_use_only_before_the_last_core_module_2(ada):
    CoreSessionFactory(core_module=2, days_ahead=10, capacity=5)
    for days in (9, 10.2, 11):
        CoreSessionFactory(core_module=1, days_ahead=days, capacity=3)
    assert (demand().dates, demand().left) == (1, 3)
    assert demand(2).dates == 1


def test_core_module_1_is_of_no_use_once_every_core_module_2_was_held(ada):
    CoreSessionFactory(core_module=2, days_ahead=-1)
    CoreSessionFactory(core_module=1, days_ahead=5)
    assert demand().dates == 0


@pytest.mark.parametrize("fields", [{"cancelled_at": NOW}, {"term__code": "2032V"}])
def test_core_module_1_is_of_use_while_no_core_module_2_is_planned(ada, fields):
    CoreSessionFactory(core_module=2, days_ahead=2, **fields)
    CoreSessionFactory(core_module=1, days_ahead=5)
    place = demand_in(Term.objects.get(code="2031H"), NOW)[0]
    assert (place.core_module, place.dates) == (1, 1)


def test_a_person_who_waits_is_told_where_they_wait(ada):
    session = CoreSessionFactory(campus=CampusFactory(name="Gjøvik"), core_module=2)
    WaitlistEntryFactory(assistant=ada, session=session)
    assert [demand(2, campus).waiting for campus in ("Trondheim", "Gjøvik")] == [0, 1]
