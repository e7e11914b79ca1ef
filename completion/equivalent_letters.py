"""Who is told what about being exempt. Every use case that decides calls here, in its transaction."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from enrollment.letters.writing import Draft, write
from enrollment.models import Letter

from .models import Decision, EquivalentQualification

KINDS = {
    Decision.APPROVED: Letter.Kind.EQUIVALENT_APPROVED,
    Decision.REJECTED: Letter.Kind.EQUIVALENT_REJECTED,
}


def decided(application: EquivalentQualification, at: datetime) -> None:
    _tell(application, KINDS[Decision(application.decision)], application.reason, at)


def exemption_withdrawn(application: EquivalentQualification, at: datetime) -> None:
    _tell(application, Letter.Kind.EXEMPTION_WITHDRAWN, application.revoked_because, at)


def _tell(
    application: EquivalentQualification, kind: Letter.Kind, because: str, at: datetime
) -> None:
    def facts() -> dict[str, object]:
        return {
            "qualification": application.get_kind_display(),
            "because": because,
            "equivalents_page": settings.SITE_URL + reverse("completion:equivalents"),
        }

    write([Draft(application.assistant, kind, f"equivalent:{application.pk}", facts)], at)
