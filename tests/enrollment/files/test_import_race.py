"""Registering does not wait while an import writes its rows, however many there are."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import localtime

from enrollment.models import Appointment, LearningAssistant, Registration
from enrollment.places import registering
from enrollment.resources import AppointmentResource, RegistrationResource
from enrollment.resources.reading import read_file
from tests.factories import NOW, AppointedFactory, CoreSessionFactory

HEADER = "term,username,name,email,department,course,ends_on"


def rival_of(resource, work):
    """Return a resource that does ``work`` on another connection after each row, and a list of whether that waited."""
    waited = []

    def alone():
        work()
        connection.close()

    def after_import_row(self, *args, **kwargs):
        rival = threading.Thread(target=alone)
        rival.start()
        rival.join(timeout=30)
        waited.append(rival.is_alive())

    made = type("Resource", (resource,), {"after_import_row": after_import_row})
    return made(), waited


def row_of(appointment, *, name="", ends_on=""):
    person = appointment.assistant
    return (
        f"{appointment.term.code},{person.username},{name or person.name},{person.email},"
        f"{appointment.department.code},{appointment.course.code},{ends_on}"
    )


@pytest.mark.parametrize("dry_run", [True, False])
def test_no_one_waits_for_an_import_of_appointments(committed, dry_run):
    """This includes people whose name the file changes or whose appointment it ends."""
    date = CoreSessionFactory(core_module=1)
    ada = AppointedFactory()
    appointment = ada.appointments.get()
    resource, waited = rival_of(
        AppointmentResource,
        lambda: registering.register(assistant=ada, sessions=[date], at=NOW),
    )
    table = read_file(f"{HEADER}\n{row_of(appointment, name='Ada Other')}\n".encode())
    result = resource.import_file(table, dry_run=dry_run, at=NOW)
    assert (waited, result.problems) == ([False], [])
    assert (LearningAssistant.objects.get().name == "Ada Other") is not dry_run


@pytest.mark.parametrize("dry_run", [True, False])
def test_place_taken_while_the_rows_are_read_keeps_its_appointment(committed, dry_run):
    date = CoreSessionFactory(core_module=1)
    ada = AppointedFactory()
    appointment = ada.appointments.get()
    resource, waited = rival_of(
        AppointmentResource,
        lambda: registering.register(assistant=ada, sessions=[date], at=NOW),
    )
    yesterday = (NOW - timedelta(days=1)).date()
    table = read_file(f"{HEADER}\n{row_of(appointment, ends_on=yesterday)}\n".encode())
    result = resource.import_file(table, dry_run=dry_run, at=NOW)
    assert waited == [False]
    assert [(problem.row, problem.column) for problem in result.problems] == [(2, "ends_on")]
    assert Appointment.objects.get().ends_on is None


def file_of(date, *people):
    when = f"{localtime(date.starts_at):%Y-%m-%d,%H:%M}"
    rows = "".join(
        f"{date.term.code},1,{date.campus},{when},{person.username}\n" for person in people
    )
    return read_file(f"term,core_module,campus,date,start,username\n{rows}".encode())


def test_no_one_waits_for_an_import_of_registrations_either(committed):
    date = CoreSessionFactory(core_module=1)
    ada, ben = AppointedFactory(), AppointedFactory()
    resource, waited = rival_of(
        RegistrationResource,
        lambda: registering.register(assistant=ada, sessions=[date], at=NOW),
    )
    # Ada has registered meanwhile; her row finds that place on record.
    result = resource.import_file(file_of(date, ben, ada), at=NOW)
    assert (waited, result.problems) == ([False, False], [])
    assert {registration.assistant for registration in Registration.objects.all()} == {ada, ben}


def test_last_place_taken_while_the_rows_are_read_is_told(committed):
    date = CoreSessionFactory(core_module=1, capacity=1)
    ada, ben = AppointedFactory(), AppointedFactory()
    resource, _waited = rival_of(
        RegistrationResource,
        lambda: registering.register(assistant=ada, sessions=[date], at=NOW),
    )
    result = resource.import_file(file_of(date, ben), at=NOW)
    assert [(problem.row, problem.column) for problem in result.problems] == [(2, "date")]
    assert Registration.objects.get().assistant == ada
