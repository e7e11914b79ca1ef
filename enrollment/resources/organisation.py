"""Import and export departments and courses."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tablib import Dataset

from enrollment.models import Campus, Course, Department, Faculty
from enrollment.resources.base import TableResource, cells_of
from enrollment.resources.cells import TableRow
from enrollment.resources.changes import RowChange, change
from enrollment.resources.columns import Column


def unknown_department() -> str:
    return _(
        "There is no department “%(value)s”. Correct the code, or import the departments first."
    )


def unknown_course() -> str:
    return _("There is no course “%(value)s”. Correct the code, or import the courses first.")


class DepartmentResource(TableResource):
    """Departments; their faculties are created or updated."""

    faculty_code = Column("faculty__code")
    faculty_en = Column("faculty__name_en")
    faculty_nb = Column("faculty__name_nb")
    code = Column("code")
    name_en = Column("name_en")
    name_nb = Column("name_nb")
    campus = Column("campus__name")

    class Meta:
        model = Department
        name = gettext_lazy("departments")
        fields = (
            "faculty_code",
            "faculty_en",
            "faculty_nb",
            "code",
            "name_en",
            "name_nb",
            "campus",
        )

    def filter_export(self, queryset: QuerySet[Department], **kwargs: Any) -> QuerySet[Department]:
        return queryset.select_related("faculty", "campus").order_by("faculty__code", "code")

    def prepare(self, dataset: Dataset) -> None:
        self.campuses = {campus.name: campus for campus in Campus.objects.all()}
        self.faculties = {faculty.code: faculty for faculty in Faculty.objects.all()}
        self.departments = {
            department.code: department
            for department in Department.objects.select_related("campus")
        }

    def read(self, row: TableRow) -> dict[str, Any]:
        faculty_code = row.required_text("faculty_code", Faculty, "code")
        for column, field in [("faculty_en", "name_en"), ("faculty_nb", "name_nb")]:
            name = row.required_text(column, Faculty, field)
            self.agree(row, column, faculty_code, name)
        code = row.required_text("code", Department)
        return {
            "key": (code or None,),
            "code": code,
            "faculty_code": faculty_code,
            "faculty": {"name_en": row["faculty_en"], "name_nb": row["faculty_nb"]},
            "name_en": row.required_text("name_en", Department),
            "name_nb": row.required_text("name_nb", Department),
            "campus": row.required_one_of("campus", self.campuses),
        }

    def find(self, values: dict[str, Any]) -> Department | None:
        return self.departments.get(values["code"])

    def write(self, instance: Department, values: dict[str, Any]) -> list[RowChange]:
        code = values["faculty_code"]
        faculty = self.faculties.setdefault(code, Faculty(code=code))
        return [
            *change(faculty, **values["faculty"]),
            *change(
                instance,
                code=values["code"],
                name_en=values["name_en"],
                name_nb=values["name_nb"],
                faculty=faculty,
                campus=values["campus"],
            ),
        ]


class CourseResource(TableResource):
    code = Column("code")
    name_en = Column("name_en")
    name_nb = Column("name_nb")
    department = Column("department__code")

    class Meta:
        model = Course
        name = gettext_lazy("courses")
        fields = ("code", "name_en", "name_nb", "department")

    def filter_export(self, queryset: QuerySet[Course], **kwargs: Any) -> QuerySet[Course]:
        return queryset.select_related("department").order_by("code")

    def prepare(self, dataset: Dataset) -> None:
        self.departments = {department.code: department for department in Department.objects.all()}
        self.courses = {
            course.code: course
            for course in Course.objects.filter(code__in=cells_of(dataset, "code")).select_related(
                "department"
            )
        }

    def read(self, row: TableRow) -> dict[str, Any]:
        code = row.required_text("code", Course)
        return {
            "key": (code or None,),
            "code": code,
            "name_en": row.required_text("name_en", Course),
            "name_nb": row.required_text("name_nb", Course),
            "department": row.required_known("department", self.departments, unknown_department()),
        }

    def find(self, values: dict[str, Any]) -> Course | None:
        return self.courses.get(values["code"])

    def write(self, instance: Course, values: dict[str, Any]) -> list[RowChange]:
        return change(instance, **{name: values[name] for name in self.columns()})
