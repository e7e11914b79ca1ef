"""Common parts of the tables of a department's follow-up: scope and codes."""

from __future__ import annotations

from django.utils.translation import gettext as _
from tablib import Dataset

from enrollment.models import Course, Department, Term
from enrollment.resources.base import TableResource
from enrollment.resources.cells import TableRow
from enrollment.resources.organisation import unknown_department
from enrollment.resources.table_files import shorten
from modules.scope import Scope


class DepartmentTable(TableResource):
    """Rows of departments. With a scope, rows outside it are errors."""

    def __init__(self, scope: Scope | None = None, term: Term | None = None) -> None:
        super().__init__()
        self.scope, self.scope_term = scope, term

    def page_values(self) -> dict[str, str]:
        department = {"department": self.scope.department.code} if self.scope else {}
        term = {"term": self.scope_term.code} if self.scope_term else {}
        return department | term

    def prepare(self, dataset: Dataset) -> None:
        self.terms = {term.code: term for term in Term.objects.all()}
        self.departments = {department.code: department for department in Department.objects.all()}
        courses = Course.objects.select_related("department")
        self.courses_by_code = {course.code: course for course in courses}

    def read_place(self, row: TableRow) -> tuple[str, str] | None:
        """Return the codes of the term and the department, or None if one is unknown or outside the scope."""
        term = row.required_known(
            "term",
            self.terms,
            _("There is no term “%(value)s”. Correct the code, or ask Uniped to add it."),
        )
        if self.scope is not None and row["department"].upper() not in (
            "",
            self.scope.department.code.upper(),
        ):
            row.wrong("department", self.not_yours(row["department"]))
            return None
        department = row.required_known("department", self.departments, unknown_department())
        return (term.code, department.code) if term and department else None

    def not_yours(self, code: str) -> str:
        return _("You cannot change “%(value)s”. Remove the row.") % {"value": shorten(code)}

    def of_another_department(self, code: str) -> str:
        return _("%(value)s is a course at another department. Remove it.") % {"value": code}

    def is_own(self, course: Course) -> bool:
        """Return whether the course is in the scope."""
        return self.scope is None or self.scope.courses is None or course.pk in self.scope.courses
