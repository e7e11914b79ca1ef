"""Evaluate others' essays, and read the evaluations of one's own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enrollment import clock
from enrollment.access import own_assistant
from enrollment.refusals import Refusal
from enrollment.views.posted import post_only
from modules.models import OnlineModule, PeerEvaluation
from modules.online import formatting, module_page
from modules.online.access import evaluations_by, evaluations_received
from modules.online.essays import assigning, evaluating, flagging
from modules.online.forms import EvaluationForm, FlagForm
from modules.online.refusals import EvaluationGiven, NotYours

from .overview import tell
from .pressing import is_live, login_required_to_save, pressed


@login_required
@post_only("modules:module")
def evaluate(request: HttpRequest, code: str) -> HttpResponse:
    """Lease an essay to evaluate, or continue with the current one."""
    module = get_object_or_404(OnlineModule, code=code)
    try:
        got = assigning.take(assistant=own_assistant(request), module=module, at=clock.now())
    except Refusal as refusal:
        tell(request, refusal)
        return redirect("modules:module", code)
    return redirect("modules:evaluation", got.pk)


@never_cache
@login_required_to_save
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Read and evaluate an essay; once the evaluation is given, show it."""
    own = get_object_or_404(evaluations_by(request.user), pk=pk)
    form = EvaluationForm(request.POST if request.method == "POST" else None, own)
    refusal: Refusal | None = None
    if form.is_valid():
        try:
            _keep(request, own, form)
        except Refusal as error:
            refusal = error
            form.mark(error)
        else:
            if done := _what_is_done(request):
                messages.success(request, done)
                return redirect("modules:module", own.module.code)
    page = "modules/_saved.html" if is_live(request) else "modules/evaluation.html"
    return render(request, page, _evaluation_page(own, form, refusal, clock.now()))


def _evaluation_page(
    own: PeerEvaluation, form: EvaluationForm, refusal: Refusal | None, at: datetime
) -> dict[str, Any]:
    return {
        "evaluation": own,
        "module": own.module,
        "prompt": formatting.material(own.essay.prompt or own.module.prompt),
        "essay": formatting.essay(own.essay.text),
        "form": form,
        "refusal": refusal,
        "is_late": at >= own.lease_ends_at,
        "saved_at": at if _is_kept(form, refusal) else None,
        "rows": module_page.ratings_of([own])[own.pk] if own.given_at else [],
    }


def _what_is_done(request: HttpRequest) -> str:
    """Return what to tell the user who pressed a button, or "" after an autosave."""
    if pressed(request, "give"):
        return gettext("Thank you for your evaluation.")
    if pressed(request, "save"):
        return gettext("Your evaluation is saved. Submit it when it is ready.")
    return ""


def _keep(request: HttpRequest, own: PeerEvaluation, form: EvaluationForm) -> PeerEvaluation:
    act = evaluating.give if pressed(request, "give") else evaluating.save
    return act(
        evaluation=own,
        levels=form.levels,
        comment=form.cleaned_data["comment"],
        at=clock.now(),
    )


def _is_kept(form: EvaluationForm, refusal: Refusal | None) -> bool:
    """Return whether the submitted evaluation is saved, even if it is too incomplete to be given."""
    return form.is_valid() and not isinstance(refusal, EvaluationGiven | NotYours)


@login_required
@post_only("modules:evaluation")
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an essay back, to be evaluated by someone else."""
    own = get_object_or_404(evaluations_by(request.user), pk=pk)
    try:
        evaluating.give_back(evaluation=own, at=clock.now())
    except Refusal as refusal:
        tell(request, refusal)
    else:
        messages.success(request, gettext("You have given the essay back. Get another one below."))
    return redirect("modules:module", own.module.code)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def flag(request: HttpRequest, pk: int) -> HttpResponse:
    """Flag an evaluation of one's essay as unfair."""
    received = get_object_or_404(evaluations_received(request.user), pk=pk)
    form = FlagForm(request.POST if request.method == "POST" else None)
    if received.flagged_at is not None:
        if form.is_valid() and form.cleaned_data["because"] != received.flagged_because:
            messages.error(
                request, gettext("You have already told Uniped. Your first text is kept.")
            )
        return redirect("modules:module", received.module.code)
    if form.is_valid():
        because = form.cleaned_data["because"]
        flagging.flag(evaluation=received, because=because, at=clock.now())
        messages.success(request, gettext("Uniped will look into it and e-mail you."))
        return redirect("modules:module", received.module.code)
    context = {
        "evaluation": received,
        "rows": module_page.ratings_of([received])[received.pk],
        "form": form,
    }
    return render(request, "modules/flag.html", context)
