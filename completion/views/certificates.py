"""Pages and downloads of the learning assistant's own certificate."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from completion.certificates import open_badges
from completion.certificates import pdf as pdf_file
from completion.certificates.letters import address_of
from completion.certificates.refusals import CannotBePrinted
from completion.models import CompletionReport
from completion.models.certificates import CompletionReportQuerySet
from enrollment import languages


def _own(request: HttpRequest) -> CompletionReportQuerySet:
    return CompletionReport.objects.filter(assistant__user=request.user.pk)


@never_cache
@login_required
@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """Show the certificate with its downloads, and revoked ones with the reason."""
    return _page(request)


def _page(
    request: HttpRequest, refusal: CannotBePrinted | None = None, status: int = 200
) -> HttpResponse:
    own = list(_own(request))
    if not own:
        raise Http404
    valid = next((report for report in own if report.is_valid), None)
    context = {
        "valid": valid,
        "address": address_of(valid) if valid else "",
        "linkedin": _linkedin(valid) if valid else "",
        "has_badge": open_badges.can_sign(),
        "refusal": refusal,
        "revoked": [report for report in own if not report.is_valid],
    }
    return render(request, "completion/certificate.html", context, status=status)


def _linkedin(report: CompletionReport) -> str:
    """Return the address at LinkedIn that adds the certificate to a profile."""
    issued = localdate(report.issued_at)
    facts = {
        "startTask": "CERTIFICATION_NAME",
        "name": gettext("LAOS, the learning assistant training of NTNU"),
        "organizationName": "NTNU",
        "issueYear": issued.year,
        "issueMonth": issued.month,
        "certUrl": address_of(report),
        "certId": report.serial,
    }
    return f"https://www.linkedin.com/profile/add?{urlencode(facts)}"


@never_cache
@login_required
@require_safe
def pdf(request: HttpRequest, language: str) -> HttpResponse:
    report = _valid(request, language)
    try:
        content = pdf_file.pdf(report, language)
    except CannotBePrinted as refusal:
        return _page(request, refusal, status=409)
    return _file(content, "application/pdf", language, "pdf")


@never_cache
@login_required
@require_safe
def badge(request: HttpRequest, language: str) -> HttpResponse:
    """Download the certificate as an Open Badge for a digital wallet."""
    report = _valid(request, language)
    if not open_badges.can_sign():
        raise Http404
    return _file(
        open_badges.signed(report, language).encode(), "application/vc+jwt", language, "jwt"
    )


def _valid(request: HttpRequest, language: str) -> CompletionReport:
    if language not in languages.codes():
        raise Http404
    return get_object_or_404(_own(request).valid())


def _file(content: bytes, kind: str, language: str, ending: str) -> HttpResponse:
    word = gettext("certificate")
    name = f"LAOS-{word}-{language}.{ending}"
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
