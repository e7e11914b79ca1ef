"""Letters about certificates. Each use case calls these functions inside its own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.conf import settings
from django.urls import reverse

from completion.models import CompletionReport
from enrollment.letters.writing import Draft, write
from enrollment.models import Letter


def address_of(report: CompletionReport) -> str:
    """Return the URL of the public page that verifies the certificate."""
    return settings.SITE_URL + reverse("completion:verify", args=[report.serial])


def issued(reports: Iterable[CompletionReport], at: datetime) -> None:
    write([_draft(report, Letter.Kind.CERTIFICATE_ISSUED) for report in reports], at)


def revoked(report: CompletionReport, at: datetime) -> None:
    kind = Letter.Kind.CERTIFICATE_REVOKED
    write([_draft(report, kind, because=report.revoked_because)], at)


def _draft(report: CompletionReport, kind: Letter.Kind, **more: object) -> Draft:
    return Draft(
        report.assistant, kind, f"certificate:{report.pk}", partial(_facts, report, **more)
    )


def _facts(report: CompletionReport, **more: object) -> dict[str, object]:
    return {
        "serial": report.serial,
        "certificate_page": settings.SITE_URL + reverse("completion:certificate"),
        "verify_page": address_of(report),
        # Assistants imported from a file may have no account, which the certificate page requires.
        "has_account": report.assistant.user_id is not None,
        **more,
    }
