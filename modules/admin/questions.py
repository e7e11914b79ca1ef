from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from enrollment.admin.base import Kept
from modules.models import Criterion, Level, Option, Question

from .forms import LevelsFormSet, OptionsFormSet


class OptionInline(admin.StackedInline[Option, Question]):
    model = Option
    formset = OptionsFormSet
    extra = 0
    min_num = 2
    fields = [
        ("position", "is_right"),
        "text_en",
        "text_nb",
        "feedback_en",
        "feedback_nb",
    ]


class LevelInline(admin.StackedInline[Level, Criterion]):
    model = Level
    formset = LevelsFormSet
    extra = 0
    min_num = 2
    fields = ["position", "text_en", "text_nb"]


class PartAdmin(Kept, admin.ModelAdmin[Any]):
    """A part of a module. Saving it returns to the module's page."""

    list_display = ["words", "module", "position"]
    list_display_links = ["words"]
    list_select_related = ["module"]
    list_filter = ["module"]
    search_fields = ["text_en", "text_nb"]
    fields = [("module", "position"), "text_en", "text_nb"]
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep a part in its module: attempts and evaluations refer to it."""
        return ["module"] if obj else []

    @admin.display(description=_("text"))
    def words(self, part: Any) -> str:
        return str(part)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Suggest the next position in the module given in the query."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        module = initial.get("module", "")
        if str(module).isdecimal():
            last = self.model.objects.filter(module=module).order_by("-position").first()
            initial["position"] = last.position + 1 if last else 1
        return initial

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return back_to(obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return back_to(obj)


def back_to(part: Any) -> HttpResponseRedirect:
    """Redirect to the page of the part's module."""
    return redirect("admin:modules_onlinemodule_change", part.module_id)


@admin.register(Question)
class QuestionAdmin(PartAdmin):
    inlines = [OptionInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        return super().get_queryset(request).order_by("module__code", "position", "pk")


@admin.register(Criterion)
class CriterionAdmin(PartAdmin):
    inlines = [LevelInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Criterion]:
        return super().get_queryset(request).order_by("module__code", "position", "pk")
