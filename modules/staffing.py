"""Appointing learning assistants and coordinators from a department's pages: the tables' rules, and whose is what.

Who appoints somebody names them; what is on record of a person is not theirs to change, unless nobody else has to do
with that person yet.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from tablib import Dataset

from enrollment.models import Appointment, LearningAssistant, Term, User
from enrollment.resources import AppointmentResource, CoordinatorResource, TableResource
from enrollment.resources.base import TableResult, cells_of
from enrollment.resources.cells import Row
from enrollment.resources.files import Table

from .scope import Scope

PERSON = ("name", "email", "language")


class DeskAppointments(AppointmentResource):
    """The appointments of a term within a scope. Any other row is an error."""

    class Meta(AppointmentResource.Meta):
        pass

    def __init__(self, scope: Scope, term: Term) -> None:
        super().__init__()
        self.scope, self.desk_term = scope, term

    def prepare(self, dataset: Dataset) -> None:
        super().prepare(dataset)
        self.own_courses = set(self.scope.courses_of().values_list("pk", flat=True))
        known = {one.pk for one in self.assistants.values()}
        elsewhere = Appointment.objects.filter(assistant__in=known).exclude(
            department=self.scope.department, course__in=self.own_courses
        )
        # Whose name and address others rely on, or have proven to be theirs.
        self.settled = set(elsewhere.values_list("assistant", flat=True)) | {
            one.pk for one in self.assistants.values() if one.user_id is not None
        }

    def read(self, row: Row) -> dict[str, Any]:
        values = super().read(row)
        if values["term"] and values["term"] != self.desk_term.code:
            row.wrong(
                "term",
                _("This page is for %(term)s. Write that, or go to the page of the other term.")
                % {"term": self.desk_term.code},
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
        known = self.assistants.get(values["person"]["username"])
        if known is not None and known.pk in self.settled:
            self._keep(row, known, values["person"])
        return values

    def _keep(self, row: Row, known: LearningAssistant, person: dict[str, Any]) -> None:
        for name in PERSON:
            on_record = getattr(known, name)
            if person.get(name) and not _alike(person[name], on_record):
                row.wrong(
                    name,
                    _("%(username)s is on record with “%(value)s”. Write that; Uniped corrects it.")
                    % {"username": known.username, "value": on_record},
                )
            person[name] = on_record


class DeskCoordinators(CoordinatorResource):
    """The coordinators of a department. The account of somebody on record stays as it is."""

    class Meta(CoordinatorResource.Meta):
        pass

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def prepare(self, dataset: Dataset) -> None:
        super().prepare(dataset)
        usernames = {name.lower() for name in cells_of(dataset, "username")}
        known = LearningAssistant.objects.filter(username__in=usernames)
        self.addresses = {one.username: one.email for one in known}

    def read(self, row: Row) -> dict[str, Any]:
        values = super().read(row)
        if values["department"] and values["department"] != self.scope.department:
            row.wrong(
                "department",
                _("You appoint for %(department)s here. Write that.")
                % {"department": self.scope.department.code},
            )
        user: User | None = values["user"]
        # Whoever holds the address holds the account, and with it the user name's places.
        address = user.email if user else self.addresses.get(values["username"])
        if address and not row.problems and not _alike(values["email"], address):
            row.wrong(
                "email",
                _("%(username)s is on record with another e-mail address. Write that one.")
                % {"username": values["username"]},
            )
        if user is not None and user.name:
            values["name"] = user.name
        return values


def take(
    resource: TableResource,
    rows: dict[int, dict[str, str]],
    *,
    by: User,
    at: datetime,
    rehearse: bool,
) -> TableResult:
    """Take rows by their number, all or none, as a file of them would be; a rehearsal only tells."""
    table = Table(
        [name for name in resource.columns() if any(name in row for row in rows.values())]
    )
    for number, row in rows.items():
        table.add(number, [row.get(name, "") for name in table.headers])
    return resource.import_data(table, dry_run=rehearse, user=by, at=at)


def not_yours(course: str) -> str:
    return _("%(course)s is not among the courses you appoint for.") % {"course": course}


def _alike(given: str, on_record: str) -> bool:
    return " ".join(given.split()).casefold() == " ".join(on_record.split()).casefold()
