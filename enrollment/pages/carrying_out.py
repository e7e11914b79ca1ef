"""Do on behalf of a learning assistant what was shown and confirmed, and return to where it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from enrollment.models import LearningAssistant
from enrollment.pages.behalf import ActOutcome
from enrollment.places.rehearsing import rehearse
from enrollment.refusals import Refusal

# Field of the confirmation page.
CONFIRMED = "confirmed"

Result = TypeVar("Result")


def carry_out(
    request: HttpRequest, act: Callable[[], Result], *, is_ready: bool = True
) -> ActOutcome[Result]:
    """Rehearse a use case, or do it once its consequences are confirmed. A GET does neither."""
    if request.method != "POST" or not is_ready:
        return ActOutcome()
    try:
        if CONFIRMED in request.POST:
            return ActOutcome(act(), is_done=True)
        result, letters = rehearse(act)
    except Refusal as refusal:
        return ActOutcome(refusal=refusal)
    return ActOutcome(result, letters, is_shown=True)


def way_back(request: HttpRequest, assistant: LearningAssistant) -> str:
    """Return the page that asked for this one: a roster, or else the page of the person."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()):
        return asked
    return reverse("admin:enrollment_learningassistant_person", args=[assistant.pk])
