"""A learning assistant's progress in the chosen modules, derived from the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext

from enrollment.models import LearningAssistant
from enrollment.models.keys import AssistantKey, TermKey
from modules.models import Choice, Essay, ModuleDates, OnlineModule, PeerEvaluation, TestAttempt
from modules.models.essays import EVALUATIONS_WANTED
from modules.models.keys import ModuleKey

EVALUATIONS_TO_GIVE = EVALUATIONS_WANTED


class ModuleStep(IntEnum):
    """The last step completed, in order."""

    NOT_STARTED = 0
    TEST_PASSED = 1
    HANDED_IN = 2
    ONE_EVALUATION = 3
    COMPLETED = 4


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date, and the key of the term that sets it."""

    day: date
    term: int


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """One step of the progress line."""

    name: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a learning assistant is in a chosen module, and when the next step is due."""

    choice: Choice
    step: ModuleStep
    # When the next step is due; None if no date is set.
    due: DueDate | None = None
    is_late: bool = False

    @property
    def module(self) -> OnlineModule:
        return self.choice.module

    @property
    def evaluations(self) -> int:
        """Return how many of the required evaluations are given."""
        given: int = getattr(self.choice, "given", 0)
        return EVALUATIONS_TO_GIVE if self.is_completed else given

    @property
    def line(self) -> list[ProgressStep]:
        """Return the steps of the module, each with whether it is done."""
        return [
            ProgressStep(gettext("Test"), self.step >= ModuleStep.TEST_PASSED),
            ProgressStep(gettext("Essay"), self.step >= ModuleStep.HANDED_IN),
            ProgressStep(gettext("Evaluation 1"), self.evaluations >= 1),
            ProgressStep(gettext("Evaluation 2"), self.evaluations >= EVALUATIONS_TO_GIVE),
        ]

    @property
    def is_set_aside(self) -> bool:
        """Return whether an essay was set aside and no new one is handed in yet."""
        choice: Any = self.choice
        return not self.is_completed and choice.set_aside and not choice.handed_in

    @property
    def is_completed(self) -> bool:
        return self.step == ModuleStep.COMPLETED


def with_steps(choices: QuerySet[Choice]) -> QuerySet[Any]:
    """Annotate choices with what decides the step: ``test_passed``, ``handed_in``, ``set_aside`` and ``given``."""
    attempts = TestAttempt.objects.filter(
        assistant=OuterRef("assistant"), module=OuterRef("module"), passed=True
    )
    essays = Essay.objects.handed_in().filter(
        author=OuterRef("assistant"), module=OuterRef("module")
    )
    given = (
        PeerEvaluation.objects.given()
        .filter(evaluator=OuterRef("assistant"), module=OuterRef("module"))
        .order_by()
        .values("evaluator")
        .annotate(number=Count("pk"))
        .values("number")
    )
    set_aside = Essay.objects.exclude(set_aside_at=None).filter(
        author=OuterRef("assistant"), module=OuterRef("module")
    )
    return choices.annotate(
        test_passed=Exists(attempts),
        handed_in=Exists(essays),
        set_aside=Exists(set_aside),
        given=Coalesce(Subquery(given), 0),
    )


def step_of(choice: Any) -> ModuleStep:
    """Return the step of a choice annotated by ``with_steps``."""
    if choice.completed_on is not None:
        return ModuleStep.COMPLETED
    if not choice.test_passed:
        return ModuleStep.NOT_STARTED
    if not choice.handed_in:
        return ModuleStep.TEST_PASSED
    # Not two evaluations: with the essay handed in, those complete the module.
    return ModuleStep.ONE_EVALUATION if choice.given else ModuleStep.HANDED_IN


def progress_of(assistant: LearningAssistant, at: datetime) -> list[Progress]:
    """Return the learning assistant's progress in each chosen module, in two queries."""
    choices = list(
        with_steps(Choice.objects.filter(assistant=assistant))
        .select_related("module")
        .order_by("slot")
    )
    if not choices:
        return []
    dates = DueDates([assistant], at)
    return [dates.progress(choice) for choice in choices]


class DueDates:
    """Due dates of modules for learning assistants, loaded in one query.

    A module is due in the terms in which the learning assistant is appointed: on the first due date from today on,
    else on the latest one past. A module's own dates override those for all modules.
    """

    def __init__(self, assistants: Iterable[LearningAssistant], at: datetime) -> None:
        self.today = localdate(at)
        # Without a module: for all modules.
        self.dates: dict[AssistantKey, dict[tuple[TermKey, ModuleKey | None], ModuleDates]] = (
            defaultdict(dict)
        )
        people = [assistant.pk for assistant in assistants]
        found = ModuleDates.objects.filter(term__appointments__assistant__in=people)
        for dates in found.annotate(person=F("term__appointments__assistant")).order_by():
            self.dates[dates.person][dates.term_id, dates.module_id] = dates

    def on(self, day: date) -> DueDates:
        """Return the same dates as seen on another day."""
        dates = copy(self)
        dates.today = day
        return dates

    def progress(self, choice: Choice) -> Progress:
        """Return the progress in a module; the choice is annotated by ``with_steps``."""
        due = self.of(choice, step := step_of(choice))
        return Progress(choice, step, due, is_late=due is not None and due.day < self.today)

    def of(self, choice: Choice, step: ModuleStep) -> DueDate | None:
        """Return when the next step is due, or None if the module is completed or has no date."""
        return due_of(self.dates[choice.assistant_id], choice.module_id, step, self.today)


def due_of(
    dates: Mapping[tuple[TermKey, ModuleKey | None], ModuleDates],
    module: ModuleKey,
    step: ModuleStep,
    today: date,
) -> DueDate | None:
    """Return when the next step in a module is due, given the dates of a learning assistant's terms by term and module."""
    if step == ModuleStep.COMPLETED:
        return None
    due = sorted(
        (
            DueDate(
                module_dates.hand_in_by
                if step < ModuleStep.HANDED_IN
                else module_dates.complete_by,
                term,
            )
            for (term, key), module_dates in dates.items()
            if key == module or (key is None and (term, module) not in dates)
        ),
        key=lambda candidate: candidate.day,
    )
    return next(
        (candidate for candidate in due if candidate.day >= today), due[-1] if due else None
    )
