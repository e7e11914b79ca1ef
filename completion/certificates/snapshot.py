"""The snapshot of a completion: plain JSON values in both languages, independent of later changes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import override

from completion.verdicts.results import Verdict
from enrollment import languages
from enrollment.models import LearningAssistant
from enrollment.sessions.learning_outcomes import LEAD_IN, LEARNING_OUTCOMES
from modules.models.meetings import HOURS_ASKED

# docs/programme.md, “What it consists of: 20 hours, blended”.
HOURS = {
    "core_modules": 8,
    "online_modules": 6,
    "course_specific": int(sum(HOURS_ASKED.values())),
}


def snapshot_of(assistant: LearningAssistant, verdict: Verdict) -> dict[str, Any]:
    """Return the snapshot for the certificate. The verdict must be completed."""
    specific = verdict.course_specific
    assert specific.course is not None
    assert specific.department is not None
    return {
        "name": assistant.name,
        "username": assistant.username,
        "hours": HOURS,
        "core_modules": [
            {
                "core_module": seminar.core_module,
                "day": seminar.day.isoformat(),
                "campus": seminar.campus,
            }
            for seminar in verdict.core_modules.evidence
        ],
        "online_modules": [
            {"code": module.code, "title": module.title.by_language, "day": module.day.isoformat()}
            for module in verdict.online_modules.evidence
        ],
        "course_specific": {
            "course": {"code": specific.course_code, "name": specific.course.by_language},
            "department": specific.department.by_language,
            "term": specific.term,
            "hours": _plain(specific.hours),
            "meetings": [
                {
                    "title": meeting.title,
                    "day": meeting.day.isoformat(),
                    "hours": _plain(meeting.hours),
                }
                for meeting in specific.evidence
            ],
        },
        "outcomes": {language: _outcomes(language) for language in languages.codes()},
        "lead_in": {language: _lead_in(language) for language in languages.codes()},
        "signatory": _signatory(),
    }


def grounds(evidence: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts that the completion rests on, without names and titles, which may be reworded."""
    specific = evidence["course_specific"]
    return {
        "core_modules": evidence["core_modules"],
        "online_modules": [
            [module["code"], module["day"]] for module in evidence["online_modules"]
        ],
        "course": specific["course"]["code"],
        "term": specific["term"],
        "meetings": [[meeting["day"], meeting["hours"]] for meeting in specific["meetings"]],
    }


def lead_in_of(evidence: Mapping[str, Any], language: str) -> str:
    """Return what the learning outcomes of a snapshot complete, or "" if they stand alone, as they did before 2027."""
    texts = evidence.get("lead_in")
    return languages.in_language(texts, language) if texts else ""


def _plain(hours: Mapping[str, Decimal]) -> dict[str, float]:
    return {str(part): float(number) for part, number in hours.items()}


def _lead_in(language: str) -> str:
    with override(language):
        return str(LEAD_IN)


def _signatory() -> dict[str, Any]:
    """Return who signs certificates now, or an empty dictionary."""
    if not settings.LAOS_SIGNATORY_NAME:
        return {}
    return {"name": settings.LAOS_SIGNATORY_NAME, "title": settings.LAOS_SIGNATORY_TITLE}


def _outcomes(language: str) -> list[dict[str, Any]]:
    with override(language):
        return [
            {"area": str(area), "outcomes": [str(outcome) for outcome in outcomes]}
            for area, outcomes in LEARNING_OUTCOMES
        ]
