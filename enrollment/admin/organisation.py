from __future__ import annotations

from django.contrib import admin

from enrollment.models import Campus, Course, Department, Faculty
from enrollment.resources import CourseResource, DepartmentResource

from .base import Kept
from .forms import CodeForm
from .tables import TableMixin


@admin.register(Campus)
class CampusAdmin(Kept, admin.ModelAdmin[Campus]):
    list_display = ["name"]


@admin.register(Faculty)
class FacultyAdmin(Kept, admin.ModelAdmin[Faculty]):
    list_display = ["code", "name_nb", "name_en"]
    search_fields = ["code", "name_nb", "name_en"]


@admin.register(Department)
class DepartmentAdmin(TableMixin, Kept, admin.ModelAdmin[Department]):
    resource_classes = [DepartmentResource]
    form = CodeForm
    list_display = ["code", "name_nb", "name_en", "faculty", "campus"]
    list_select_related = ["faculty", "campus"]
    list_filter = ["faculty", "campus"]
    search_fields = ["code", "name_nb", "name_en"]


@admin.register(Course)
class CourseAdmin(TableMixin, Kept, admin.ModelAdmin[Course]):
    resource_classes = [CourseResource]
    form = CodeForm
    list_display = ["code", "name_nb", "name_en", "department"]
    list_select_related = ["department"]
    list_filter = ["department__faculty", "department"]
    search_fields = ["code", "name_nb", "name_en"]
    autocomplete_fields = ["department"]
