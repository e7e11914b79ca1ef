"""The multiple-choice test."""

from __future__ import annotations

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
from modules.models import OnlineModule, TestAttempt
from modules.online import taking_test
from modules.online.access import attempts_of
from modules.online.forms import TestForm

from .overview import tell
from .pressing import is_live, login_required_to_save, pressed


@login_required
@post_only("modules:module")
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Start an attempt, or continue the open one."""
    module = get_object_or_404(OnlineModule, code=code)
    try:
        attempt = taking_test.begin(assistant=own_assistant(request), module=module, at=clock.now())
    except Refusal as refusal:
        tell(request, refusal)
        return redirect("modules:module", code)
    return redirect("modules:test", attempt.pk)


@never_cache
@login_required_to_save
@require_http_methods(["GET", "HEAD", "POST"])
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the questions of an attempt, or show its result."""
    attempt = get_object_or_404(attempts_of(request.user).select_related("module"), pk=pk)
    asked = taking_test.questions_of(attempt)
    if attempt.handed_in_at is not None:
        if request.method == "POST":
            return redirect("modules:test", pk)
        return render(request, "modules/test_result.html", {"attempt": attempt, "asked": asked})
    form = TestForm(request.POST if request.method == "POST" else None, asked)
    refusal: Refusal | None = None
    if form.is_valid() and pressed(request, "hand_in"):
        try:
            taking_test.hand_in(attempt=attempt, answers=form.answers, at=clock.now())
            return redirect("modules:test", pk)
        except Refusal as error:
            refusal = error
            form.mark(error)
    elif form.is_bound:
        form.is_valid()
        try:
            taking_test.save(attempt=attempt, answers=form.answers)
        except Refusal as error:
            tell(request, error)
            return redirect("modules:module", attempt.module.code)
        if pressed(request, "save"):
            messages.success(request, gettext("Your answers are saved."))
            return redirect("modules:module", attempt.module.code)
    page = "modules/_saved.html" if is_live(request) else "modules/test.html"
    return render(request, page, _test_page(attempt, form, refusal))


def _test_page(attempt: TestAttempt, form: TestForm, refusal: Refusal | None) -> dict[str, Any]:
    return {
        "attempt": attempt,
        "form": form,
        "refusal": refusal,
        "saved_at": clock.now() if form.is_bound else None,
    }
