"""The reflection essay."""

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
from enrollment.languages import teaching_language
from enrollment.models import LearningAssistant
from enrollment.refusals import Refusal
from enrollment.views.posted import post_only
from modules.models import Choice, Essay, OnlineModule
from modules.online import formatting
from modules.online.essays import writing
from modules.online.forms import EssayForm
from modules.online.refusals import SavedElsewhere
from modules.online.words import count_words

from .overview import tell
from .pressing import is_live, login_required_to_save, pressed


@never_cache
@login_required_to_save
@require_http_methods(["GET", "HEAD", "POST"])
def essay(request: HttpRequest, code: str) -> HttpResponse:
    """Write an essay, preview it, and hand it in."""
    assistant, module = own_assistant(request), get_object_or_404(OnlineModule, code=code)
    get_object_or_404(Choice, assistant=assistant, module=module)
    sent = EssayForm(request.POST) if request.method == "POST" else None
    refusal: Refusal | None = None
    if sent is not None and sent.is_valid():
        try:
            _keep(request, assistant, module, sent)
        except Refusal as error:
            refusal = error
        else:
            if pressed(request, "hand_in"):
                messages.success(request, gettext("Your essay is handed in."))
                return redirect("modules:module", code)
    saved = writing.current_essay(assistant, module)
    context = {
        **_as_saved(module, saved),
        "form": _form_to_show(request, sent, saved, refusal),
        "refusal": refusal,
        "unsaved": _unsaved(sent, saved),
        "is_saved": sent is not None and saved is not None and not _unsaved(sent, saved),
    }
    page = "modules/_essay_status.html" if is_live(request) else "modules/essay.html"
    return render(request, page, context)


def _keep(
    request: HttpRequest, assistant: LearningAssistant, module: OnlineModule, form: EssayForm
) -> Essay:
    act = writing.hand_in if pressed(request, "hand_in") else writing.save
    return act(assistant=assistant, module=module, at=clock.now(), **form.cleaned_data)


def _unsaved(sent: EssayForm | None, saved: Essay | None) -> str:
    """Return the submitted text if it is not saved, else ""."""
    text = "" if sent is None else str(sent.cleaned_data.get("text", sent.data.get("text", "")))
    return "" if saved is not None and text == saved.text else text


def _form_to_show(
    request: HttpRequest, sent: EssayForm | None, saved: Essay | None, refusal: Refusal | None
) -> EssayForm:
    if sent is None or not _unsaved(sent, saved):
        return EssayForm.of(saved, teaching_language())
    if isinstance(refusal, SavedElsewhere) and saved is not None and not is_live(request):
        # The page shows both texts, so the combined text may replace the saved one.
        return EssayForm(initial=sent.cleaned_data | {"version": saved.version})
    return sent


def _as_saved(module: OnlineModule, saved: Essay | None) -> dict[str, Any]:
    text = saved.text if saved else ""
    return {
        "module": module,
        "prompt": formatting.material((saved.prompt if saved else "") or module.prompt),
        "essay": saved,
        "words": count_words(text),
        "preview": formatting.essay(text),
    }


@login_required
@post_only("modules:module")
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Make the essay a draft again."""
    own = get_object_or_404(
        Essay.objects.current().select_related("module"),
        author=own_assistant(request),
        module__code=code,
    )
    try:
        writing.withdraw(essay=own, at=clock.now())
    except Refusal as refusal:
        tell(request, refusal)
        return redirect("modules:module", code)
    messages.success(request, gettext("Your essay is a draft again. Hand it in when it is ready."))
    return redirect("modules:essay", code)
