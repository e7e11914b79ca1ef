"""The first part of “My page”: the 20 hours as 8 + 6 + 6 with evidence and next steps, and the certificate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language, gettext

from completion.certificates import issuing
from completion.certificates.pdf import refusal_to_print
from completion.certificates.snapshot import HOURS
from completion.models import CompletionReport
from completion.verdicts.evaluating import verdict_of
from completion.verdicts.labels import (
    COLOURS,
    REQUIREMENTS,
    STATES,
    TAKES_PLACE,
    in_words,
    missing_in_words,
)
from completion.verdicts.results import (
    CoreModules,
    CourseSpecific,
    Evidence,
    MeetingAttended,
    ModuleCompleted,
    OnlineModules,
    SeminarAttended,
    State,
    Step,
    ToDo,
    Verdict,
)
from completion.verdicts.rules import OUT_OF_REACH
from enrollment.eligibility import RegistrationStatus
from enrollment.pages.agenda import Part
from modules.follow_up import rules
from modules.follow_up.outlook import PartHours, part_hours
from modules.follow_up.wording import in_figures, in_parts
from modules.models.meetings import HOURS_ASKED
from modules.models.meetings import Part as PartOfFollowUp

AnyOfThree = CoreModules | OnlineModules | CourseSpecific
TO_REGISTER = {ToDo.REGISTER, ToDo.REGISTER_AGAIN, ToDo.JOIN_WAITLIST, ToDo.KEEP_WAITING}
TO_DATES_HELD = {ToDo.CHANGE_DATE, ToDo.PREPARE}


@dataclass(frozen=True, slots=True)
class ShownState:
    word: str
    colour: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    text: str
    by: date | None
    # ``by`` is the day of the event, not a deadline.
    takes_place: bool
    # Empty if the step is not done in LAOS.
    url: str


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    what: str
    day: date
    # Empty if no user recorded it.
    recorded_by: str
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True)
class By:
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
    steps: Sequence[ShownStep]
    evidence: Sequence[ShownEvidence]
    # Set only for the course-specific follow-up.
    by: By | None = None

    @property
    def hours(self) -> str:
        return in_figures(self.had)


def the_20_hours(status: RegistrationStatus, at: datetime) -> Part:
    """Return the first part of “My page”."""
    verdict = verdict_of(status.assistant, at)
    reports = list(CompletionReport.objects.filter(assistant=status.assistant))
    valid = next((one for one in reports if one.is_valid), None)
    due = issuing.due_to(status.assistant, verdict, reports, at)
    requirements = shown(verdict)
    return Part(
        template="completion/_the_20_hours.html",
        context={
            "is_exempt": verdict.is_exempt and not verdict.is_completed,
            "is_completed": verdict.is_completed,
            "hours": in_figures(sum((one.had for one in requirements), Decimal(0))),
            "asked": sum(HOURS.values()),
            "first": _first(requirements),
            "requirements": requirements,
            "report": valid,
            "is_revoked": bool(reports) and valid is None,
            "refusal": refusal_to_print(due) if due else None,
        },
        is_on_top=True,
    )


def shown(verdict: Verdict) -> list[ShownRequirement]:
    """Return the three requirements as text in the active language."""
    core, online, specific = verdict.core_modules, verdict.online_modules, verdict.course_specific
    names = map(str, REQUIREMENTS)
    follow_up = rules.counted(HOURS_ASKED, specific.hours), HOURS["course_specific"]
    return [
        _shown(core, next(names), *_of_two("core_modules", core)),
        _shown(online, next(names), *_of_two("online_modules", online)),
        replace(_shown(specific, next(names), *follow_up), by=_by_virtue_of(specific)),
    ]


def _of_two(name: str, requirement: CoreModules | OnlineModules) -> tuple[Decimal, int]:
    """Return the hours completed and required; each of the two sessions or modules gives half."""
    return Decimal(HOURS[name] * len(requirement.evidence)) / 2, HOURS[name]


def _shown(requirement: AnyOfThree, name: str, had: Decimal, asked: int) -> ShownRequirement:
    # Nothing is missing for an exempt assistant.
    missing = () if requirement.state is State.EXEMPT else requirement.missing
    return ShownRequirement(
        name=name,
        had=had,
        asked=asked,
        state=_state(requirement.state),
        missing=missing_in_words(missing),
        # Steps that put the requirement out of reach come first, the rest by deadline.
        steps=[
            _step(one)
            for one in sorted(requirement.steps, key=lambda one: one.what not in OUT_OF_REACH)
        ],
        evidence=[_evidence(one) for one in requirement.evidence],
    )


def _first(requirements: Iterable[ShownRequirement]) -> ShownStep | None:
    """Return the step with the earliest day, or ``None``."""
    steps = [step for one in requirements for step in one.steps if step.by is not None]
    return min(steps, key=lambda step: step.by or date.max, default=None)


def _state(state: State) -> ShownState:
    return ShownState(str(STATES[state]), COLOURS[state])


def _step(step: Step) -> ShownStep:
    return ShownStep(in_words(step), step.by, step.what in TAKES_PLACE, _where(step))


def _where(step: Step) -> str:
    if step.what in TO_REGISTER:
        return reverse("enrollment:register")
    if step.what in TO_DATES_HELD:
        return "#places"
    if step.what is ToDo.CHOOSE_MODULES:
        return reverse("modules:overview")
    if step.what is ToDo.COMPLETE_MODULE:
        return reverse("modules:module", args=[step.about])
    return ""


def _evidence(one: Evidence) -> ShownEvidence:
    return ShownEvidence(
        what=_what(one),
        day=one.day,
        recorded_by=one.note.by if one.note else "",
        recorded_at=one.note.at if one.note else None,
    )


def _what(one: Evidence) -> str:
    match one:
        case SeminarAttended():
            text = gettext("Core module %(number)s, %(campus)s")
            return text % {"number": one.core_module, "campus": one.campus}
        case ModuleCompleted():
            return f"{one.code} {one.title.nb if get_language() == 'nb' else one.title.en}"
        case MeetingAttended():
            hours = {PartOfFollowUp(part): number for part, number in one.hours.items()}
            return f"{one.title} ({in_parts(hours)})"
        case _:
            raise AssertionError(one)


def _by_virtue_of(specific: CourseSpecific) -> By | None:
    if specific.course is None or specific.department is None:
        return None
    language = get_language()
    course, department = (
        one.nb if language == "nb" else one.en for one in (specific.course, specific.department)
    )
    return By(f"{specific.course_code} {course}", department, part_hours(specific.hours))
