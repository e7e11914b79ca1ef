"""The multiple-choice test: started, saved along the way, and scored on the server when it is handed in."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from enrollment.models import LearningAssistant
from enrollment.places.taking import lock_assistant
from enrollment.refusals import Refusal
from modules.models import Choice, OnlineModule, Option, Question, TestAttempt

from .refusals import (
    DoneElsewhere,
    ModuleAlreadyCompleted,
    NoAttemptLeft,
    NoQuestions,
    NotChosen,
    Unanswered,
)

Answers = Mapping[int, Sequence[int]]
# By key: each question with its options by key.
Questions = Mapping[int, tuple[Question, Mapping[int, Option]]]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of one attempt, with the answer so far."""

    number: int
    question: Question
    options: list[Option]
    chosen: frozenset[int]
    # Keys of its options in the order of the paper, deleted ones included.
    order: list[int]

    def place(self, option: int) -> int:
        """Return the option's number on the page.

        The page must not show keys: authors often write the right option first, so the lowest key would give it
        away.
        """
        return self.order.index(option) + 1

    def option_at(self, place: int) -> int:
        return self.order[place - 1]

    @property
    def has_several(self) -> bool:
        """Return whether more than one option is right."""
        return sum(option.is_right for option in self.options) > 1

    @property
    def is_right(self) -> bool:
        return self.chosen == {option.pk for option in self.options if option.is_right}


def begin(
    *,
    assistant: LearningAssistant,
    module: OnlineModule,
    at: datetime,
    shuffler: random.Random | None = None,
) -> TestAttempt:
    """Return the open attempt, or start a new one with shuffled questions and options.

    An open attempt is reshuffled from the current questions if staff have replaced all of its own: it could not be
    handed in.

    Raises ``NotChosen``, ``ModuleAlreadyCompleted``, ``NoAttemptLeft``, ``NoQuestions`` or ``DoneElsewhere``.
    """
    with transaction.atomic():
        locked = lock_assistant(assistant)
        attempts = list(TestAttempt.objects.filter(assistant=locked, module=module))
        open_attempt = next((attempt for attempt in attempts if attempt.handed_in_at is None), None)
        choice = Choice.objects.filter(assistant=locked, module=module).first()
        refusal = refusal_to_begin(choice, module, attempts)
        ends_it = isinstance(refusal, NotChosen | ModuleAlreadyCompleted)
        if refusal is not None and (open_attempt is None or ends_it):
            raise refusal
        if open_attempt is not None and questions_of(open_attempt):
            return open_attempt
        paper = _shuffled(module, shuffler or random.SystemRandom())
        if not paper:
            raise NoQuestions(module) if module.is_done_here else DoneElsewhere(module)
        if open_attempt is not None:
            open_attempt = _lock(open_attempt)
            open_attempt.paper, open_attempt.answers = paper, {}
            open_attempt.save(update_fields=["paper", "answers"])
            return open_attempt
        return TestAttempt.objects.create(
            assistant=locked, module=module, started_at=at, paper=paper
        )


def refusal_to_begin(
    choice: Choice | None, module: OnlineModule, attempts: Sequence[TestAttempt]
) -> Refusal | None:
    """Return why no attempt can begin, or None: ``NotChosen``, ``ModuleAlreadyCompleted`` or ``NoAttemptLeft``."""
    if choice is None:
        return NotChosen(module)
    if choice.completed_on is not None:
        return ModuleAlreadyCompleted(module)
    handed_in = sum(attempt.handed_in_at is not None for attempt in attempts)
    if module.attempts_allowed is not None and handed_in >= module.attempts_allowed:
        return NoAttemptLeft(module)
    return None


def save(*, attempt: TestAttempt, answers: Answers) -> TestAttempt:
    """Save the answers so far. An attempt that was handed in meanwhile does not change.

    Raises ``NotChosen`` for an attempt that stayed with a merged record.
    """
    with transaction.atomic():
        current = _lock(attempt)
        if current.handed_in_at is None:
            _save_answers(current, answers)
        return current


def hand_in(*, attempt: TestAttempt, answers: Answers, at: datetime) -> TestAttempt:
    """Score an attempt. Handing in again changes nothing: the first time counts.

    Raises ``Unanswered``, with the answers saved, ``NoQuestions`` if staff have removed all its questions, and
    ``NotChosen`` for an attempt that stayed with a merged record.
    """
    missing: list[int] = []
    with transaction.atomic():
        current = _lock(attempt)
        if current.handed_in_at is not None:
            return current
        _save_answers(current, answers)
        asked = questions_of(current)
        if not asked:
            raise NoQuestions(current.module)
        missing = [item.number for item in asked if not item.chosen]
        if not missing:
            current.handed_in_at = at
            current.asked, current.right = len(asked), sum(item.is_right for item in asked)
            current.passed = current.right * 100 >= current.module.pass_mark * current.asked
            current.save(update_fields=["handed_in_at", "asked", "right", "passed"])
    if missing:
        raise Unanswered(missing)
    return current


def questions_of(attempt: TestAttempt) -> list[AskedQuestion]:
    """Return the questions of an attempt in its order: current ones in two queries, or the record once handed in.

    Deleted questions are left out, and so are questions without a right option left.
    """
    questions = _current(attempt) if attempt.record is None else _kept(attempt)
    asked: list[AskedQuestion] = []
    for key, order in attempt.paper:
        if key not in questions:
            continue
        question, options = questions[key]
        shown = [options[option] for option in order if option in options]
        if not any(option.is_right for option in shown):
            continue
        chosen = frozenset(attempt.answers.get(str(key), ())) & options.keys()
        asked.append(AskedQuestion(len(asked) + 1, question, shown, chosen, order))
    return asked


def _current(attempt: TestAttempt) -> Questions:
    keys = [question for question, _options in attempt.paper]
    questions = Question.objects.filter(pk__in=keys).prefetch_related("options").in_bulk()
    return {
        key: (question, {option.pk: option for option in question.options.all()})
        for key, question in questions.items()
    }


def _kept(attempt: TestAttempt) -> Questions:
    return {
        kept["id"]: (
            Question(**{name: value for name, value in kept.items() if name != "options"}),
            {option["id"]: Option(**option) for option in kept["options"]},
        )
        for kept in attempt.record
    }


def _shuffled(module: OnlineModule, shuffler: random.Random) -> list[tuple[int, list[int]]]:
    paper = []
    for question in module.questions.prefetch_related("options"):
        options = [option.pk for option in question.options.all()]
        shuffler.shuffle(options)
        paper.append((question.pk, options))
    shuffler.shuffle(paper)
    return paper


def _lock(attempt: TestAttempt) -> TestAttempt:
    # First the person, as when records are merged: PostgreSQL locks them when a row updated twice is committed.
    lock_assistant(attempt.assistant)
    current = (
        TestAttempt.objects.select_for_update(of=("self",), no_key=True)
        .select_related("module")
        .get(pk=attempt.pk)
    )
    # Read after the lock: joined, the row would not be found once it is another record's.
    if current.assistant.merged_into_id is not None:
        raise NotChosen(current.module)
    return current


def _save_answers(attempt: TestAttempt, answers: Answers) -> None:
    """Save the answers; options that are not on the paper are ignored."""
    offered = {question: set(options) for question, options in attempt.paper}
    attempt.answers = {
        str(question): sorted(chosen)
        for question, options in offered.items()
        if (chosen := options.intersection(answers.get(question, ())))
    }
    attempt.save(update_fields=["answers"])
