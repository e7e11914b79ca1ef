"""Appoint learning assistants from a department's pages, under the rules of the appointments table.

A department's page can add a person once. After that, appointing changes nothing on record: ``correcting`` does, as a
decision of its own.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from tablib import Dataset

from enrollment.models import Appointment, LearningAssistant, Term, User
from enrollment.plain_text import fold
from enrollment.refusals import whom_to_ask
from enrollment.resources import AppointmentResource, TableResource
from enrollment.resources.cells import TableRow
from enrollment.resources.results import TableResult
from enrollment.resources.table_files import Table
from modules.scope import Scope


class DepartmentAppointments(AppointmentResource):
    """Appointments of one term within a department scope. Rows outside the scope are errors."""

    class Meta(AppointmentResource.Meta):
        pass

    def __init__(self, scope: Scope, term: Term) -> None:
        super().__init__()
        self.scope, self.scope_term = scope, term

    def page_values(self) -> dict[str, str]:
        return {"term": self.scope_term.code, "department": self.scope.department.code}

    def present_rows(self) -> QuerySet[Appointment]:
        return self.scope.appointments(self.scope_term)

    def prepare(self, dataset: Dataset) -> None:
        super().prepare(dataset)
        self.own_courses = set(self.scope.courses_of().values_list("pk", flat=True))
        known = list(self.assistants.values())
        appointments = Appointment.objects.filter(assistant__in=known).order_by()
        own = appointments.filter(department=self.scope.department, course__in=self.own_courses)
        # The people visible on the department's pages.
        self.own = set(own.values_list("assistant", flat=True))

    def read(self, row: TableRow) -> dict[str, Any]:
        values = super().read(row)
        if values["term"] and values["term"] != self.scope_term.code:
            row.wrong(
                "term",
                _("This page is for %(term)s. Write that, or go to the page of the other term.")
                % {"term": self.scope_term.code},
            )
        department, course = values["department"], values["course"]
        if department and department != self.scope.department:
            row.wrong(
                "department",
                _("You appoint for %(department)s here. Write that.")
                % {"department": self.scope.department.code},
            )
        elif course and course.pk not in self.own_courses:
            row.wrong("course", not_yours(course.code))
        return values

    def address_on_record(self, username: str) -> str:
        """Return the address of a person of this department; those of others are not revealed."""
        known = self.assistants.get(username)
        return known.email if known and known.pk in self.own else ""

    def check_person(self, row: TableRow, person: dict[str, Any]) -> None:
        """Report differences from the records; for other departments' people, reveal only that a record exists."""
        known = self.assistants.get(person["username"])
        owner = self.owners.get(person["email"].lower())
        strangers = {
            assistant.pk
            for assistant in (known, owner)
            if assistant and assistant.pk not in self.own
        }
        if known != owner and strangers:
            if person["email"]:
                row.wrong("email", elsewhere())
        elif known is not None:
            self._keep(row, known, person)
        else:
            super().check_person(row, person)

    def _keep(self, row: TableRow, known: LearningAssistant, person: dict[str, Any]) -> None:
        # Every personal column of the table, whichever they are: `write` would store them all.
        for name, given in list(person.items()):
            on_record = getattr(known, name)
            if given and not _alike(given, on_record):
                sentence = (
                    _(
                        "%(username)s is on record with “%(value)s”. Write that, or correct the record on their page."
                    )
                    if known.pk in self.own
                    else _(
                        "%(username)s is on record with “%(value)s”. Write that; Uniped corrects it."
                    )
                )
                row.wrong(name, sentence % {"username": known.username, "value": on_record})
            person[name] = on_record


def elsewhere() -> str:
    """Return the only sentence shown about other departments' people, whether the user name or the address matched."""
    return _(
        "This person is on record already, at another department. Check that the user name and the e-mail address are "
        "those on record there, or ask %(contact)s."
    ) % {"contact": whom_to_ask()}


def take(
    resource: TableResource,
    rows: dict[int, dict[str, str]],
    *,
    by: User,
    at: datetime,
    rehearse: bool,
) -> TableResult:
    """Import rows, by line number, all or none, as from a file. A rehearsal only reports problems."""
    table = Table(
        [name for name in resource.columns() if any(name in row for row in rows.values())]
    )
    for number, row in rows.items():
        table.add(number, [row.get(name, "") for name in table.headers])
    return resource.import_data(table, dry_run=rehearse, user=by, at=at)


def not_yours(course: str) -> str:
    return _("%(course)s is not among the courses you appoint for.") % {"course": course}


def _alike(given: object, on_record: object) -> bool:
    return fold(str(given)) == fold(str(on_record))
