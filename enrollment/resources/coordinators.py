"""Coordinators, with the accounts they need."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tablib import Dataset

from enrollment.models import Coordinator, Course, Department, User
from enrollment.models.people import USERNAME_PATTERN
from enrollment.resources.base import Change, Column, TableResource, cells_of, change
from enrollment.resources.cells import Row
from enrollment.resources.organisation import unknown_course, unknown_department


class CoordinatorResource(TableResource):
    """Coordinators of a department, or with a course, of that course alone.

    The account is the one with that user name, else the one with that verified e-mail address, else a new one,
    whose owner chooses a password by “Forgotten password”. The address of an account in use is never changed.
    """

    username = Column("user__username")
    name = Column("user__name")
    email = Column("user__email")
    department = Column("department__code")
    course = Column("course__code")

    optional = frozenset({"course"})

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
        self.departments = {one.code: one for one in Department.objects.all()}
        self.courses = {one.code: one for one in Course.objects.select_related("department")}
        usernames = {name.lower() for name in cells_of(dataset, "username")}
        addresses = {address.lower() for address in cells_of(dataset, "email")}
        verified = (
            EmailAddress.objects.alias(address=Lower("email"))
            .filter(address__in=addresses, verified=True)
            .select_related("user")
        )
        self.proven = {one.email.lower(): one.user for one in verified}
        users = User.objects.alias(lowered=Lower("username"), address=Lower("email")).filter(
            Q(lowered__in=usernames) | Q(address__in=addresses)
        )
        self.users: dict[str, User] = {one.username.lower(): one for one in users}
        # Somebody may have the address without having proven that it is theirs.
        self.claimed = {one.email.lower(): one for one in users if one.email} | self.proven
        self.primary = {
            one.user_id: one for one in EmailAddress.objects.filter(user__in=users, primary=True)
        }
        self.coordinators = {
            (one.user_id, one.department_id, one.course_id): one
            for one in Coordinator.objects.all()
        }

    def read(self, row: Row) -> dict[str, Any]:
        username, email = row["username"].lower(), row["email"].lower()
        by_name = self.users.get(username)
        user = by_name or self.proven.get(email)
        if row.given("username"):
            self._check_account(row, by_name, user)
        for column in ("name", "email"):
            # An account may lack either, and its export must be readable.
            if row[column] or user is None or getattr(user, column):
                row.required_text(column, User)
        self.agree(row, "name", username, row["name"])
        self.agree(row, "email", username, email)
        if email:
            self.agree(row, "username", email, username)
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

    def _check_account(self, row: Row, by_name: User | None, user: User | None) -> None:
        email = row["email"].lower()
        if user is None or (by_name is None and "@" in user.username):
            if re.match(USERNAME_PATTERN, row["username"].lower()):
                row.text("username", User)
            else:
                row.wrong(
                    "username",
                    _(
                        "A user name has small letters, digits, full stops, hyphens and underscores."
                    ),
                )
        elif by_name is None:
            row.wrong(
                "username",
                _("The account of %(email)s has the user name %(username)s. Write that.")
                % {"email": email, "username": user.username},
            )
        if user is None or user.email.lower() == email or by_name is None:
            return
        # Whoever holds the address holds the account: one with rights is nobody's to give away.
        has_rights = user.is_staff or user.is_superuser
        if user.last_login is not None or user.has_usable_password() or has_rights:
            row.wrong(
                "email",
                _(
                    "The account is in use with another e-mail address, which only its owner changes. "
                    "Write that address."
                ),
            )
        elif self.claimed.get(email, user) != user:
            row.wrong("email", _("Another account has this e-mail address."))

    def find(self, values: dict[str, Any]) -> Coordinator | None:
        course = values["course"]
        user = self.users.get(values["username"]) or values["user"]
        return user and self.coordinators.get(
            (user.pk, values["department"].pk, course.pk if course else None)
        )

    def write(self, instance: Coordinator, values: dict[str, Any]) -> list[Change]:
        user = self.users.get(values["username"]) or values["user"]
        if user is None:
            user = User(password=make_password(None))
        same_name = user.username.lower() == values["username"]
        same_address = user.email.lower() == values["email"].lower()
        changes = change(
            user,
            username=user.username if same_name else values["username"],
            name=values["name"],
            email=user.email if same_address else values["email"],
        )
        if any("email" in one.fields for one in changes) and user not in self.proven.values():
            address = self.primary.get(user.pk) or EmailAddress(user=user, primary=True)
            changes += change(address, email=values["email"].lower(), verified=False)
        self.users[values["username"]] = user
        return [
            *changes,
            *change(instance, user=user, department=values["department"], course=values["course"]),
        ]
