"""Import coordinators and create their user accounts."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.results import Result
from tablib import Dataset

from enrollment.models import Coordinator, Course, Department, User
from enrollment.models.people import USERNAME_PATTERN
from enrollment.people import coordinating
from enrollment.people.coordinating import (
    accounts_without_owner,
    new_account,
    owners_of,
    without_owner,
)
from enrollment.refusals import AddressInDoubt
from enrollment.resources.base import TableResource, cells_of
from enrollment.resources.cells import TableRow
from enrollment.resources.changes import RowChange, change
from enrollment.resources.columns import Column
from enrollment.resources.organisation import unknown_course, unknown_department


class CoordinatorResource(TableResource):
    """Coordinators of a department, or of a single course if one is given.

    The account is the one with the confirmed e-mail address, else one created for that address without an owner yet,
    else a new one with the row's user name. The user name and address of an account never change, nor its name once
    it has an owner.
    """

    username = Column("user__username")
    name = Column("user__name")
    email = Column("user__email")
    department = Column("department__code")
    course = Column("course__code")

    optional = frozenset({"course"})
    names_learning_assistants = False

    class Meta:
        model = Coordinator
        name = gettext_lazy("coordinators")
        fields = ("username", "name", "email", "department", "course")

    def filter_export(
        self, queryset: QuerySet[Coordinator], **kwargs: Any
    ) -> QuerySet[Coordinator]:
        return queryset.select_related("user", "department", "course").order_by(
            "department__code", "user__username", "course__code"
        )

    def prepare(self, dataset: Dataset) -> None:
        self.departments = {department.code: department for department in Department.objects.all()}
        self.courses = {
            course.code: course for course in Course.objects.select_related("department")
        }
        usernames = {name.lower() for name in cells_of(dataset, "username")}
        addresses = cells_of(dataset, "email") - {""}
        self.accounts = {**accounts_without_owner(addresses), **owners_of(addresses)}
        named = User.objects.alias(lowered=Lower("username")).filter(lowered__in=usernames)
        self.users: dict[str, User] = {user.username.lower(): user for user in named}
        made = User.objects.alias(address=Lower("email")).filter(
            address__in=[address.lower() for address in addresses]
        )
        self.in_doubt = {user.email.lower() for user in made} - self.accounts.keys()
        # Accounts whose name a file may still correct.
        found = [user.pk for user in (*self.users.values(), *self.accounts.values())]
        self.unclaimed = set(without_owner().filter(pk__in=found).values_list("pk", flat=True))
        self.new: list[Coordinator] = []
        self.coordinators: dict[tuple[int | None, int, int | None], Coordinator] = {
            (coordinator.user_id, coordinator.department_id, coordinator.course_id): coordinator
            for coordinator in Coordinator.objects.all()
        }

    def read(self, row: TableRow) -> dict[str, Any]:
        username, email = row["username"].lower(), row["email"].lower()
        self.agree(row, "name", username, row["name"])
        self.agree(row, "email", username, email)
        if email:
            self.agree(row, "username", email, username)
        fits = row.given("username") and not row.problems
        user = self._find_account(row) if fits else None
        for column in ("name", "email"):
            # An account may lack either, and its own export must be importable.
            if row[column] or user is None or getattr(user, column):
                row.required_text(column, User)
        department = row.required_known("department", self.departments, unknown_department())
        course = row.known("course", self.courses, unknown_course())
        if department and course and course.department_id != department.pk:
            row.wrong(
                "course",
                _("%(course)s is a course of %(department)s. Correct the course or the department.")
                % {"course": course.code, "department": course.department.code},
            )
        return {
            "key": (username or None, department, course.code if course else ""),
            "username": username,
            "user": user,
            "name": row["name"],
            "email": row["email"],
            "department": department,
            "course": course,
        }

    def _find_account(self, row: TableRow) -> User | None:
        """Return the account that a row is about, or None for a new one; record contradictions."""
        username, email = row["username"].lower(), row["email"].lower()
        named, user = self.users.get(username), self.accounts.get(email)
        if named is None:
            # The user name of a sign-up is its address, which files need not know.
            if user is not None and "@" not in user.username:
                row.wrong(
                    "username",
                    _("The account of %(email)s has the user name %(username)s. Write that.")
                    % {"email": email, "username": user.username},
                )
            elif user is None and email in self.in_doubt:
                row.wrong("email", AddressInDoubt().sentence)
            else:
                self._check_new_name(row)
            return user
        if user is None and email in ("", named.email.lower()):
            return named
        if user != named:
            row.wrong(
                "email",
                _(
                    "The account %(username)s has not confirmed this e-mail address, and no file changes that. Write "
                    "the address of the account, or ask an administrator whose it is."
                )
                % {"username": named.username},
            )
        return named

    def _check_new_name(self, row: TableRow) -> None:
        if re.match(USERNAME_PATTERN, row["username"].lower()):
            row.text("username", User)
        else:
            row.wrong(
                "username",
                _("A user name has small letters, digits, full stops, hyphens and underscores."),
            )

    def find(self, values: dict[str, Any]) -> Coordinator | None:
        course = values["course"]
        user: User | None = values["user"] or self.users.get(values["username"])
        return self.coordinators.get(
            (user.pk if user else None, values["department"].pk, course.pk if course else None)
        )

    def write(self, instance: Coordinator, values: dict[str, Any]) -> list[RowChange]:
        user = values["user"] or self.users.get(values["username"])
        changes: list[RowChange] = []
        if user is None:
            user, address = new_account(
                username=values["username"], name=values["name"], email=values["email"]
            )
            changes = [*change(user), *change(address)]
            # A later row may be about the same account.
            self.users[values["username"]] = user
        elif user.pk in self.unclaimed:
            changes = change(user, name=values["name"])
        return [
            *changes,
            *change(instance, user=user, department=values["department"], course=values["course"]),
        ]

    def after_write(self, changes: list[RowChange]) -> None:
        self.new += [
            change.instance
            for change in changes
            if change.is_new and isinstance(change.instance, Coordinator)
        ]

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        """Send letters to the new coordinators."""
        super().after_import(dataset, result, **kwargs)
        result.to_be_written_to = list(dict.fromkeys(coordinator.user for coordinator in self.new))
        if self.send_letters and not self.dry_run:
            coordinating.write_to(self.new, self.user)
