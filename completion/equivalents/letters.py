"""Letters about exemption. Each use case calls these functions inside its own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from completion.models import Decision, EquivalentQualification
from enrollment.letters.writing import Draft, write
from enrollment.models import Letter

KINDS = {
    Decision.APPROVED: Letter.Kind.EQUIVALENT_APPROVED,
    Decision.REJECTED: Letter.Kind.EQUIVALENT_REJECTED,
}


def decided(applications: Iterable[EquivalentQualification], at: datetime) -> None:
    write(
        [
            _draft(application, KINDS[Decision(application.decision)], application.reason)
            for application in applications
        ],
        at,
    )


def exemption_withdrawn(application: EquivalentQualification, at: datetime) -> None:
    letter = _draft(application, Letter.Kind.EXEMPTION_WITHDRAWN, application.revoked_because)
    write([letter], at)


def _draft(application: EquivalentQualification, kind: Letter.Kind, because: str) -> Draft:
    def facts() -> dict[str, object]:
        return {
            "qualification": application.get_kind_display(),
            "because": because,
            "equivalents_page": settings.SITE_URL + reverse("completion:equivalents"),
        }

    return Draft(application.assistant, kind, f"equivalent:{application.pk}", facts)
