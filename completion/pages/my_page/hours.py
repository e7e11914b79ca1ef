"""The 20 hours as 8 + 6 + 6: how many are done, what is missing, and the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext

from completion.certificates.snapshot import HOURS
from completion.verdicts.facts import Name
from completion.verdicts.labels import COLOURS, REQUIREMENTS, STATES, missing_in_words
from completion.verdicts.results import (
    CoreModules,
    CourseSpecific,
    Evidence,
    MeetingAttended,
    ModuleCompleted,
    OnlineModules,
    SeminarAttended,
    State,
    Verdict,
)
from enrollment import languages
from modules.follow_up.outlook import PartHours, part_hours
from modules.follow_up.wording import in_figures, in_parts
from modules.models.meetings import HOURS_ASKED, Part

AnyOfThree = CoreModules | OnlineModules | CourseSpecific


@dataclass(frozen=True, slots=True)
class ShownState:
    word: str
    colour: str


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    what: str
    day: date
    # Empty if no user recorded it.
    recorded_by: str
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Employer:
    """The appointment whose course-specific follow-up is shown."""

    course: str
    department: str
    parts: Sequence[PartHours]


@dataclass(frozen=True, slots=True)
class ShownRequirement:
    name: str
    # Hours completed and required.
    had: Decimal
    asked: int
    state: ShownState
    missing: str
    evidence: Sequence[ShownEvidence]
    # Set only for the course-specific follow-up.
    employer: Employer | None = None

    @property
    def hours(self) -> str:
        return in_figures(self.had)


def shown_hours(verdict: Verdict) -> list[ShownRequirement]:
    """Return the three requirements as text in the active language."""
    core, online, specific = verdict.core_modules, verdict.online_modules, verdict.course_specific
    core_name, online_name, specific_name = map(str, REQUIREMENTS)
    return [
        _shown(core, core_name, *_of_two("core_modules", core)),
        _shown(online, online_name, *_of_two("online_modules", online)),
        replace(
            _shown(specific, specific_name, _attended(specific), HOURS["course_specific"]),
            employer=_employer(specific),
        ),
    ]


def _of_two(name: str, requirement: CoreModules | OnlineModules) -> tuple[Decimal, int]:
    """Return the hours completed and required; each of the two sessions or modules gives half."""
    return Decimal(HOURS[name] * len(requirement.evidence)) / 2, HOURS[name]


def _attended(specific: CourseSpecific) -> Decimal:
    """Sum the hours attended; surplus hours of one part do not count towards another."""
    counting = (min(specific.hours[part], asked) for part, asked in HOURS_ASKED.items())
    return sum(counting, Decimal(0))


def _shown(requirement: AnyOfThree, name: str, had: Decimal, asked: int) -> ShownRequirement:
    state = requirement.state
    return ShownRequirement(
        name=name,
        had=had,
        asked=asked,
        state=ShownState(str(STATES[state]), COLOURS[state]),
        # Nothing is missing for an exempt assistant.
        missing="" if state is State.EXEMPT else missing_in_words(requirement.missing),
        evidence=[_evidence(evidence) for evidence in requirement.evidence],
    )


def _evidence(evidence: Evidence) -> ShownEvidence:
    return ShownEvidence(
        what=_what(evidence),
        day=evidence.day,
        recorded_by=evidence.note.by if evidence.note else "",
        recorded_at=evidence.note.at if evidence.note else None,
    )


def _what(evidence: Evidence) -> str:
    match evidence:
        case SeminarAttended():
            text = gettext("Core module %(number)s, %(campus)s")
            return text % {"number": evidence.core_module, "campus": evidence.campus}
        case ModuleCompleted():
            return f"{evidence.code} {_in_language(evidence.title)}"
        case MeetingAttended():
            hours = {Part(part): number for part, number in evidence.hours.items()}
            return f"{evidence.title} ({in_parts(hours)})"
        case _:
            raise AssertionError(evidence)


def _employer(specific: CourseSpecific) -> Employer | None:
    if specific.course is None or specific.department is None:
        return None
    return Employer(
        course=f"{specific.course_code} {_in_language(specific.course)}",
        department=_in_language(specific.department),
        parts=part_hours(specific.hours),
    )


def _in_language(name: Name) -> str:
    return languages.in_language(name.by_language)
