"""Whether a certificate is genuine: for anybody who has it before them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from completion.certificates import open_badges
from completion.certificates.pdf import all_words
from completion.certificates.refusals import TooManySerials
from completion.models import CompletionReport
from completion.models.certificates import tidy_serial
from enrollment.models import Language
from enrollment.throttling import MINUTE, Attempt, Limit, network_of

# Of 140 bits each: nobody finds one so.
UNKNOWN_SERIALS = Limit("unknown-serials", 20, MINUTE)


def of_serial(
    view: Callable[[HttpRequest, CompletionReport], HttpResponse],
) -> Callable[[HttpRequest, str], HttpResponse]:
    """Find the certificate of a serial number, slow down whoever guesses, and keep search engines away."""

    @never_cache
    @require_safe
    @wraps(view)
    def found(request: HttpRequest, serial: str) -> HttpResponse:
        count = UNKNOWN_SERIALS.count(network_of(request), at=timezone.now())
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
    """Type a serial number."""
    serial = tidy_serial(request.GET.get("serial", ""))
    if serial:
        return redirect("completion:verify", serial)
    return render(request, "completion/look_up.html", {"is_empty": "serial" in request.GET})


@of_serial
def verify(request: HttpRequest, report: CompletionReport) -> HttpResponse:
    """Genuine or revoked, with all that the paper says, for that may be altered, and no more."""
    language = Language.ENGLISH if get_language() == Language.ENGLISH else Language.BOKMAL
    paper = all_words(report, language)
    return render(request, "completion/verify.html", {"report": report, "paper": paper})


@of_serial
def status(request: HttpRequest, report: CompletionReport) -> HttpResponse:
    """The same for a program that has the badge before it."""
    return _public(open_badges.status(report))


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """What the signatures of badges are verified against."""
    return _public(open_badges.public_keys())


@require_safe
def key(request: HttpRequest, name: str) -> HttpResponse:
    """One of them by its name, as a badge names it."""
    found = next(
        (
            one
            for one in open_badges.public_keys()["keys"]
            if one["kid"] == open_badges.key_id(name)
        ),
        None,
    )
    return _public(found) if found else JsonResponse({}, status=404)


def _public(content: object) -> HttpResponse:
    """For programs of whatever site: there is nothing secret in it."""
    return JsonResponse(content, headers={"Access-Control-Allow-Origin": "*"})
