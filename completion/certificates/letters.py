"""Letters about certificates. Each use case calls these functions inside its own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from completion.models import CompletionReport
from enrollment.letters.kinds import SAMPLE_PAGE, SAMPLE_SENTENCE
from enrollment.letters.writing import Draft, write
from enrollment.models.kinds import LetterKind


def _sample(**more: object) -> dict[str, Any]:
    serial = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV"
    return {
        "serial": serial,
        "certificate_page": f"{SAMPLE_PAGE}/my/certificate/",
        "verify_page": f"{SAMPLE_PAGE}/verify/{serial}/",
        "has_account": False,
        **more,
    }


ISSUED = LetterKind("certificate-issued", _("Certificate issued"), _sample)
REVOKED = LetterKind(
    "certificate-revoked", _("Certificate revoked"), lambda: _sample(because=SAMPLE_SENTENCE)
)


def address_of(report: CompletionReport) -> str:
    """Return the URL of the public page that verifies the certificate."""
    return settings.SITE_URL + reverse("completion:verify", args=[report.serial])


def write_issued(reports: Iterable[CompletionReport], at: datetime) -> None:
    write([_draft(report, ISSUED) for report in reports], at)


def write_revoked(report: CompletionReport, at: datetime) -> None:
    write([_draft(report, REVOKED, because=report.revoked_because)], at)


def _draft(report: CompletionReport, kind: LetterKind, **more: object) -> Draft:
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
