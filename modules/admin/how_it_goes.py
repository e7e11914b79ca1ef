"""Progress by online module, and the forecast of evaluations."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from enrollment import clock
from enrollment.admin.what_if import with_consequences
from enrollment.models import Term
from enrollment.rehearsal.showing import goes_back
from enrollment.views.posted import post_only
from modules.models import OnlineModule, PeerEvaluation
from modules.online.counting import steps_by_module
from modules.online.essays.asking_to_help import ask_to_help
from modules.online.essays.forecast import forecast
from modules.online.progress import EVALUATIONS_TO_GIVE, ModuleStep

from .base import STEPS, page

HOW_IT_GOES = "admin:modules_onlinemodule_how_it_goes"


@require_safe
def show(request: HttpRequest, model_admin: ModelAdmin[Any]) -> HttpResponse:
    """Show how many people are at each step of each module in a term, and the forecast of evaluations."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    at = clock.now()
    terms, modules = list(Term.objects.all()), list(OnlineModule.objects.all())
    term = next((term for term in terms if term.code == request.GET.get("term")), None)
    term = term or Term.objects.current(at)
    return page(
        model_admin,
        request,
        "onlinemodule/how_it_goes",
        title=gettext("How it goes"),
        terms=terms,
        term=term,
        steps=STEPS.values(),
        rows=_rows(modules, term),
        forecasts=forecast([module for module in modules if module.is_done_here], at),
        wanted=EVALUATIONS_TO_GIVE,
        flags=PeerEvaluation.objects.unanswered().count(),
        can_ask=model_admin.has_change_permission(request),
    )


def _rows(modules: list[OnlineModule], term: Term | None) -> list[dict[str, Any]]:
    steps = steps_by_module(term) if term else {}
    none: Counter[ModuleStep] = Counter()
    return [
        {
            "module": module,
            "numbers": [steps.get(module.pk, none)[step] for step in STEPS],
            "total": steps.get(module.pk, none).total(),
        }
        for module in modules
    ]


@post_only(lambda **_which: reverse(HOW_IT_GOES))
def ask(request: HttpRequest, pk: int, model_admin: ModelAdmin[Any]) -> HttpResponse:
    """Write to people who can help where evaluations run short."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    module = get_object_or_404(OnlineModule, pk=pk)
    if goes_back(request):
        return redirect(HOW_IT_GOES)
    return with_consequences(
        model_admin,
        request,
        gettext("Ask for help with evaluations"),
        lambda: _asked(request, module),
        key=pk,
        has_quiet=False,
    )


def _asked(request: HttpRequest, module: OnlineModule) -> HttpResponse:
    asked = len(ask_to_help(module=module, at=clock.now()))
    if asked:
        text = ngettext(
            "%(count)d person is asked to help with %(module)s.",
            "%(count)d people are asked to help with %(module)s.",
            asked,
        )
        messages.success(request, text % {"count": asked, "module": module})
    else:
        text = gettext(
            "No one was asked: those who could help were asked this week, or no evaluations are missing any more."
        )
        messages.info(request, text)
    return redirect(HOW_IT_GOES)
