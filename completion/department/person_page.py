"""One person's requirements, as coordinators see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from completion.verdicts.labels import (
    COLOURS,
    REQUIREMENTS,
    TAKES_PLACE,
    in_words,
    missing_in_words,
)

from .lacking import SHORT_STATES
from .people import Person


@dataclass(frozen=True, slots=True)
class RequirementOfPerson:
    name: str
    state: str
    colour: str
    missing: str
    # Each with its day, and whether that is the day of the event and not a deadline.
    steps: Sequence[tuple[str, date | None, bool]]


def requirements_of(person: Person) -> list[RequirementOfPerson]:
    """Return the three requirements as text in the active language.

    Steps towards the follow-up of another department are left out: they name its meetings.
    """
    verdict = person.verdict
    found = []
    for name, requirement in zip(REQUIREMENTS, verdict.requirements, strict=True):
        is_elsewhere = requirement is verdict.course_specific and person.employment is None
        missing = () if verdict.is_exempt else requirement.missing
        steps = [(in_words(step), step.by, step.what in TAKES_PLACE) for step in requirement.steps]
        found.append(
            RequirementOfPerson(
                name=str(name),
                state=str(SHORT_STATES[requirement.state]),
                colour=COLOURS[requirement.state],
                missing=missing_in_words(missing),
                steps=[] if is_elsewhere else steps,
            )
        )
    return found
