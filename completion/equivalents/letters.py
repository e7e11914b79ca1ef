"""Letters about exemption. Each use case calls these functions inside its own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from completion.models import Decision, EquivalentQualification, Kind
from enrollment.letters import next_dates
from enrollment.letters.kinds import SAMPLE_PAGE, SAMPLE_SENTENCE
from enrollment.letters.next_dates import NextDates
from enrollment.letters.writing import Draft, write
from enrollment.models.kinds import LetterKind


def _sample() -> dict[str, Any]:
    return {
        "qualification": Kind.TEACHER_EDUCATION_WITH_PRACTICE.label,
        "because": SAMPLE_SENTENCE,
        "equivalents_page": f"{SAMPLE_PAGE}/my/equivalents/",
        "advice": next_dates.sample(),
    }


APPROVED = LetterKind("equivalent-approved", _("Exemption granted"), _sample)
REJECTED = LetterKind("equivalent-rejected", _("Application for exemption rejected"), _sample)
WITHDRAWN = LetterKind("exemption-withdrawn", _("Exemption withdrawn"), _sample)
OF_DECISION = {Decision.APPROVED: APPROVED, Decision.REJECTED: REJECTED}


def write_decided(applications: Iterable[EquivalentQualification], at: datetime) -> None:
    applications = list(applications)
    following = NextDates((application.assistant for application in applications), at)
    write(
        [
            _draft(
                application,
                OF_DECISION[Decision(application.decision)],
                application.reason,
                following,
            )
            for application in applications
        ],
        at,
    )


def write_exemption_withdrawn(application: EquivalentQualification, at: datetime) -> None:
    following = NextDates([application.assistant], at)
    letter = _draft(application, WITHDRAWN, application.revoked_because, following)
    write([letter], at)


def _draft(
    application: EquivalentQualification, kind: LetterKind, because: str, following: NextDates
) -> Draft:
    def facts() -> dict[str, object]:
        return {
            "qualification": application.get_kind_display(),
            "because": because,
            "equivalents_page": settings.SITE_URL + reverse("completion:equivalents"),
            "advice": following.advice(application.assistant),
        }

    return Draft(application.assistant, kind, f"equivalent:{application.pk}", facts)
