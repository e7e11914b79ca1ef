"""Common parts of the admin pages."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.options import ModelAdmin
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
