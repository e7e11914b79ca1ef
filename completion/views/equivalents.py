"""Pages on exemption: apply, withdraw an application, and see the decisions and documents."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from completion.equivalents import applying
from completion.equivalents.forms import ApplicationForm
from completion.models import Document, EquivalentQualification, Kind
from enrollment import clock
from enrollment.access import own_assistant
from enrollment.models import LearningAssistant
from enrollment.refusals import NotAppointed, Refusal
from modules.views.overview import tell

TYPES = {
    Document.Type.PDF: "application/pdf",
    Document.Type.JPEG: "image/jpeg",
    Document.Type.PNG: "image/png",
}


@never_cache
@login_required
@require_safe
def equivalents(request: HttpRequest) -> HttpResponse:
    """Show the user's applications with their decisions, and the kinds of qualification."""
    assistant = LearningAssistant.objects.filter(user=request.user.pk).first()
    # Empty without an assistant: every application has one.
    mine = EquivalentQualification.objects.filter(assistant=assistant)
    refusal = applying.refusal_to_apply_at_all(assistant) if assistant else NotAppointed()
    context = {
        "assistant": assistant,
        "applications": mine.prefetch_related("documents"),
        "refusal": refusal,
        "kinds": list(Kind),
    }
    return render(request, "completion/equivalents.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, kind: str) -> HttpResponse:
    """Apply with one kind of qualification; show at once if it is not approved."""
    if kind not in Kind:
        raise Http404
    assistant, chosen = own_assistant(request), Kind(kind)
    stopped, refusal = applying.refusal_to_apply(assistant, chosen), None
    form = ApplicationForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if stopped is None and form.is_valid():
        files, text = form.cleaned_data["documents"], form.cleaned_data["text"]
        try:
            applying.apply(assistant=assistant, kind=chosen, files=files, text=text, at=clock.now())
        except Refusal as raised:
            refusal = raised
        else:
            messages.success(request, gettext("You have applied. Uniped will write to you."))
            return redirect("completion:equivalents")
    context = {"kind": chosen, "form": form, "stopped": stopped, "refusal": refusal}
    return render(request, "completion/apply.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an application that is not decided."""
    mine = EquivalentQualification.objects.filter(assistant__user=request.user.pk)
    own = get_object_or_404(mine.select_related("assistant"), pk=pk)
    if request.method != "POST" and own.is_open:
        return render(request, "completion/withdraw_application.html", {"application": own})
    if request.method == "POST":
        try:
            applying.withdraw(application=own)
        except Refusal as refusal:
            tell(request, refusal)
        else:
            messages.success(request, gettext("Your application and its documents are deleted."))
    return redirect("completion:equivalents")


@never_cache
@login_required
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Download a document, for its applicant and Uniped only. The headers keep browsers from running it."""
    assert request.user.is_authenticated
    shown = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    try:
        with shown.file.open("rb") as file:
            data = file.read()
    except FileNotFoundError:
        raise Http404 from None
    headers = {
        "Content-Type": TYPES[Document.Type(shown.type)],
        "Content-Disposition": content_disposition_header(True, shown.name),
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, headers=headers)
