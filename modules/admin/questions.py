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
    """A part of a module, which its page leads to; from here one comes back to that page."""

    list_display = ["words", "module", "position"]
    list_display_links = ["words"]
    list_select_related = ["module"]
    list_filter = ["module"]
    search_fields = ["text_en", "text_nb"]
    fields = [("module", "position"), "text_en", "text_nb"]
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A part stays in its module: what was answered and judged by it hangs on it."""
        return ["module"] if obj else []

    @admin.display(description=_("text"))
    def words(self, part: Any) -> str:
        return str(part)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The next position in the module that the page was come to from."""
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
    """To the page of its module."""
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
