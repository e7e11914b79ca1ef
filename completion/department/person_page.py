"""One person's requirements, as coordinators see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from completion.verdicts.labels import (
    COLOURS,
    REQUIREMENTS,
    in_words,
    missing_in_words,
    when_in_words,
)
from enrollment.models import Term

from .lacking import SHORT_STATES
from .people import Person


@dataclass(frozen=True, slots=True)
class RequirementOfPerson:
    name: str
    state: str
    colour: str
    missing: str
    # Each with its day in words, which may be empty.
    steps: Sequence[tuple[str, str]]


def requirements_of(person: Person, term: Term) -> list[RequirementOfPerson]:
    """Return the three requirements as text in the active language.

    Steps towards the follow-up of another department are left out: they name its meetings. So are all steps of a past
    term: what can still be done is told for a later one.
    """
    verdict, today = person.verdict, localdate(person.at)
    found = []
    for name, requirement in zip(REQUIREMENTS, verdict.requirements, strict=True):
        is_elsewhere = (
            requirement is verdict.course_specific and person.evaluated_appointment is None
        )
        missing = () if verdict.is_exempt else requirement.missing
        steps = [(in_words(step), when_in_words(step, today)) for step in requirement.steps]
        found.append(
            RequirementOfPerson(
                name=str(name),
                state=str(SHORT_STATES[requirement.state]),
                colour=COLOURS[requirement.state],
                missing=missing_in_words(missing),
                steps=[] if is_elsewhere or term.is_past(person.at) else steps,
            )
        )
    return found
