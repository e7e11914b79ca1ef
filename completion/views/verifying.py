"""Public pages that verify a certificate or badge."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from completion.certificates import open_badges
from completion.certificates.pdf import all_words
from completion.certificates.refusals import TooManySerials
from completion.models import CompletionReport
from completion.models.certificates import tidy_serial
from enrollment import clock
from enrollment.throttling import MINUTE, Attempt, Limit, network_of

# Serials have 140 random bits, so guessing at this rate is hopeless.
UNKNOWN_SERIALS = Limit("unknown-serials", 20, MINUTE)


class SerialForm(forms.Form):
    """A serial number as people type it."""

    serial = forms.CharField(
        label=_("Serial number"), error_messages={"required": _("Type the serial number first.")}
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="%s")

    def clean_serial(self) -> str:
        if serial := tidy_serial(self.cleaned_data["serial"]):
            return serial
        raise forms.ValidationError(self.fields["serial"].error_messages["required"])


def of_serial(
    view: Callable[[HttpRequest, CompletionReport], HttpResponse],
) -> Callable[[HttpRequest, str], HttpResponse]:
    """Look up the certificate, limit guesses per network, and keep search engines from indexing the page.

    The decorated view raises ``TooManySerials`` above the limit.
    """

    @never_cache
    @require_safe
    @wraps(view)
    def found(request: HttpRequest, serial: str) -> HttpResponse:
        count = UNKNOWN_SERIALS.count(network_of(request), at=clock.now())
        attempt = Attempt([count], TooManySerials).begin()
        report = CompletionReport.objects.filter(serial=tidy_serial(serial)).first()
        if report is not None:
            attempt.take_back()
            response = view(request, report)
        else:
            response = render(request, "completion/unknown.html", {"serial": serial}, status=404)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return found


@never_cache
@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    """Show the form for a serial number, or redirect to the certificate's verification page."""
    form = SerialForm(request.GET if "serial" in request.GET else None)
    if form.is_valid():
        return redirect("completion:verify", form.cleaned_data["serial"])
    return render(request, "completion/look_up.html", {"form": form})


@of_serial
def verify(request: HttpRequest, report: CompletionReport) -> HttpResponse:
    """Show whether the certificate is valid or revoked, with all its texts, to compare with a possibly altered copy."""
    paper = all_words(report, get_language() or settings.LANGUAGE_CODE)
    return render(request, "completion/verify.html", {"report": report, "paper": paper})


@of_serial
def status(request: HttpRequest, report: CompletionReport) -> HttpResponse:
    """Return the revocation status of the badge for verifiers."""
    return _public(open_badges.status(report))


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Return the public keys that verify badge signatures."""
    return _public(open_badges.public_keys())


@require_safe
def key(request: HttpRequest, name: str) -> HttpResponse:
    """Return one public key by the name in its ``kid``."""
    found = next(
        (
            public_key
            for public_key in open_badges.public_keys()["keys"]
            if public_key["kid"] == open_badges.key_id(name)
        ),
        None,
    )
    return _public(found) if found else JsonResponse({}, status=404)


def _public(content: object) -> HttpResponse:
    """Allow requests from all origins, since the content is public."""
    return JsonResponse(content, headers={"Access-Control-Allow-Origin": "*"})
