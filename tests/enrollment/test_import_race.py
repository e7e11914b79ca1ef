"""Who registers does not wait while the rows of an import are written, however many they are."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection

from enrollment import registering
from enrollment.models import Appointment, LearningAssistant
from enrollment.resources import AppointmentResource
from enrollment.resources.files import read_table
from tests.factories import NOW, AppointedFactory, CoreSessionFactory

HEADER = "term,username,name,email,department,course,ends_on"


def rival_of(resource, work):
    """A resource in the middle of whose file another connection does some work, and whether that had to wait."""
    waited = []

    def alone():
        work()
        connection.close()

    class Resource(resource):
        def after_import_row(self, *args: object, **kwargs: object) -> None:
            rival = threading.Thread(target=alone)
            rival.start()
            rival.join(timeout=10)
            waited.append(rival.is_alive())

    return Resource(), waited


def row_of(appointment, *, name="", ends_on=""):
    person = appointment.assistant
    return (
        f"{appointment.term.code},{person.username},{name or person.name},{person.email},"
        f"{appointment.department.code},{appointment.course.code},{ends_on}"
    )


@pytest.mark.parametrize("dry_run", [True, False])
def test_nobody_waits_for_an_import_of_appointments(committed, dry_run):
    """Not even a person whose name the file changes, or whose appointment it has ended."""
    date = CoreSessionFactory(core_module=1)
    ada = AppointedFactory()
    appointment = ada.appointments.get()
    resource, waited = rival_of(
        AppointmentResource,
        lambda: registering.register(assistant=ada, sessions=[date], at=NOW),
    )
    table = read_table(f"{HEADER}\n{row_of(appointment, name='Ada Other')}\n".encode())
    result = resource.import_data(table, dry_run=dry_run, at=NOW)
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
    table = read_table(f"{HEADER}\n{row_of(appointment, ends_on=yesterday)}\n".encode())
    result = resource.import_data(table, dry_run=dry_run, at=NOW)
    assert waited == [False]
    assert [(one.row, one.column) for one in result.problems] == [(2, "ends_on")]
    assert Appointment.objects.get().ends_on is None
