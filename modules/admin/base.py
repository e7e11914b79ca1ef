"""Common parts of the admin pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from modules.online.progress import ModuleStep

STEPS = {
    ModuleStep.NOT_STARTED: _("not started"),
    ModuleStep.TEST_PASSED: _("test passed"),
    ModuleStep.HANDED_IN: _("essay handed in"),
    ModuleStep.ONE_EVALUATION: _("one evaluation given"),
    ModuleStep.COMPLETED: _("completed"),
}


def page(
    model_admin: ModelAdmin[Any], request: HttpRequest, name: str, **context: Any
) -> HttpResponse:
    """Render a custom page of a model admin."""
    request.current_app = model_admin.admin_site.name
    context = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts, **context}
    return TemplateResponse(request, f"admin/{model_admin.opts.app_label}/{name}.html", context)


class NamedStatesFilter(admin.SimpleListFilter):
    """Filter by named states, each with a label and a function that narrows the queryset."""

    title = _("state")
    parameter_name = "state"
    states: ClassVar[dict[str, tuple[Any, Callable[[Any], QuerySet[Any]]]]]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(name, label) for name, (label, _narrow) in self.states.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.states.get(self.value() or "")
        return chosen[1](queryset) if chosen else queryset
