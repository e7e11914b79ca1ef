"""The online modules: overview, choice, and a page for each module."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enrollment import clock
from enrollment.access import own_assistant
from enrollment.eligibility import status_of
from enrollment.models import LearningAssistant
from enrollment.refusals import NotAppointed, Refusal
from enrollment.views.posted import post_only
from modules.models import Choice, OnlineModule
from modules.online import choosing, formatting, module_page
from modules.online.progress import progress_of
from modules.online.refusals import NothingToEvaluate, NothingToHelpWith


def tell(request: HttpRequest, refusal: Refusal) -> None:
    # Having to wait is not an error.
    level = (
        messages.INFO
        if isinstance(refusal, NothingToEvaluate | NothingToHelpWith)
        else messages.ERROR
    )
    messages.add_message(request, level, refusal.in_full)


@never_cache
@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the chosen modules, and those that can be chosen."""
    at = clock.now()
    assistant = LearningAssistant.objects.filter(user=request.user.pk).first()
    progress = progress_of(assistant, at) if assistant else []
    choices = [module.choice for module in progress]
    chosen = {choice.module_id for choice in choices}
    refusal = (
        choosing.refusal_to_choose(status_of(assistant, at), choices)
        if assistant
        else NotAppointed()
    )
    context = {
        "progress": progress,
        "others": [module for module in OnlineModule.objects.all() if module.pk not in chosen],
        "assistant": assistant,
        "refusal": refusal,
    }
    return render(request, "modules/overview.html", context)


@never_cache
@login_required
@require_safe
def module(request: HttpRequest, code: str) -> HttpResponse:
    """Show a module, with the progress and next step of a learning assistant who has chosen it."""
    at = clock.now()
    shown = get_object_or_404(OnlineModule, code=code)
    assistant = LearningAssistant.objects.filter(user=request.user.pk).first()
    context: dict[str, Any] = {
        "module": shown,
        "introduction": formatting.material(shown.introduction),
        "material": formatting.material(shown.material),
        **(module_page.module_page(shown, assistant, at) if assistant else {}),
    }
    return render(request, "modules/module.html", context)


@login_required
@post_only("modules:module")
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a module as one of the two."""
    chosen = get_object_or_404(OnlineModule, code=code)
    assistant = own_assistant(request)
    try:
        choosing.choose(assistant=assistant, module=chosen, at=clock.now())
    except Refusal as refusal:
        tell(request, refusal)
        return redirect("modules:overview")
    messages.success(request, gettext("You have chosen %(module)s.") % {"module": chosen})
    return redirect("modules:module", code)


@login_required
@post_only("modules:module")
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Take back the choice of a module."""
    choice = get_object_or_404(
        Choice.objects.select_related("module", "assistant"),
        module__code=code,
        assistant=own_assistant(request),
    )
    try:
        choosing.take_back_choice(choice=choice)
    except Refusal as refusal:
        tell(request, refusal)
        return redirect("modules:module", code)
    messages.success(
        request,
        gettext("You have undone the choice of %(module)s. Choose another module below.")
        % {"module": choice.module},
    )
    return redirect("modules:overview")
