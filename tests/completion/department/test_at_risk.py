"""The weekly digest tells coordinators which of their people may not complete LAOS this term."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from completion.department import digesting
from enrollment.letters import delivering
from enrollment.models import Letter, Term
from enrollment.places import exempting
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    CourseFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db

AT_RISK = "These people may not complete LAOS this term"


@pytest.fixture
def missed(ada, cleo):
    """Ada missed a seminar, but can take another one."""
    own = ada.appointments.get()
    RegistrationFactory(
        assistant=ada,
        session=CoreSessionFactory(days_ahead=-3),
        mark="absent",
        marked_by=cleo.user,
        marked_at=NOW,
    )
    CoreSessionFactory(days_ahead=30)
    CoreSessionFactory(core_module=2, days_ahead=40)
    return own


def told(at=NOW) -> dict[str, str]:
    digesting.digest(at)
    mail.outbox.clear()
    delivering.deliver()
    return {to: str(letter.body) for letter in mail.outbox for to in letter.to}


def test_names_them_with_what_they_may_not_make(missed, cleo):
    body = told()[cleo.user.email]
    assert AT_RISK in body
    assert "Ada Aas, TMA4100: core module 1, core module 2" in body
    assert "Ada Aas, TMA4100: kjernemodul 1, kjernemodul 2" in body


def test_who_is_on_track_is_not_named(ada, cleo):
    CoreSessionFactory(days_ahead=30)
    CoreSessionFactory(core_module=2, days_ahead=40)
    assert told() == {}


def test_who_is_exempt_is_not_named(missed, ada):
    exempting.exempt(assistant=ada, at=NOW)
    assert told() == {}


def test_no_one_is_named_before_registration_has_opened(missed):
    Term.objects.update(registration_opens_at=NOW + timedelta(days=1))
    assert told() == {}


def test_coordinator_of_another_course_is_not_told(missed):
    other = CourseFactory(code="TMA4105", department=missed.department)
    CoordinatorFactory(department=missed.department, course=other)
    CoordinatorFactory()
    own = CoordinatorFactory(department=missed.department, course=missed.course)
    assert {*told()} >= {own.user.email}
    assert Letter.objects.filter(kind="digest").count() == 2


def test_takes_as_many_statements_for_many_as_for_one(missed):
    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            digesting.digest(NOW)
        Letter.objects.filter(kind="digest").delete()
        return len(queries)

    few = statements()
    for number in range(10):
        course = CourseFactory(code=f"TMA42{number}", department=missed.department)
        AppointmentFactory(course=course, term=missed.term)
        CoordinatorFactory(department=missed.department, course=course)
    assert statements() == few
