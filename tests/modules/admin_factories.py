"""Factories for the staff pages: a module with content, and assistants who have done some of it."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Model

from modules.models import (
    Choice,
    Criterion,
    Essay,
    Level,
    ModuleDates,
    OnlineModule,
    Option,
    PeerEvaluation,
    Question,
    Rating,
    TestAttempt,
)
from tests.factories import NOW, AppointedFactory, TermFactory

LONG_AGO = NOW - timedelta(days=30)


def a_module(code: str = "OM1", *, examples: int = 0, **fields) -> OnlineModule:
    texts = {"title_en": "Feedback", "title_nb": "Tilbakemelding"}
    prompts = {"prompt_en": "Write of your teaching.", "prompt_nb": "Skriv om din undervisning."}
    module = OnlineModule.objects.create(code=code, **texts | prompts | fields)
    for _number in range(examples):
        an_essay(module, author=None)
    return module


def a_question(module, position: int = 1) -> Question:
    texts = {"text_en": "What is asked?", "text_nb": "Hva spørres det om?"}
    question = Question.objects.create(module=module, position=position, **texts)
    for number in range(2):
        Option.objects.create(
            question=question, position=number, is_right=not number, text_en="Yes", text_nb="Ja"
        )
    return question


def a_criterion(module, position: int = 1) -> Criterion:
    texts = {"text_en": "Is it concrete?", "text_nb": "Er det konkret?"}
    criterion = Criterion.objects.create(module=module, position=position, **texts)
    for number, text in enumerate(["Hardly", "Fully"]):
        Level.objects.create(criterion=criterion, position=number, text_en=text, text_nb=text)
    return criterion


def some_dates(module=None, term=None) -> ModuleDates:
    day = NOW.date() + timedelta(days=20)
    return ModuleDates.objects.create(
        term=term or TermFactory(), module=module, hand_in_by=day, complete_by=day
    )


def a_choice(module, assistant=None, **fields) -> Choice:
    assistant = assistant or AppointedFactory()
    return Choice.objects.create(
        **{"assistant": assistant, "module": module, "slot": 1, "chosen_at": LONG_AGO} | fields
    )


def an_attempt(module, assistant=None, *, right: int = 5) -> TestAttempt:
    return TestAttempt.objects.create(
        assistant=assistant or AppointedFactory(),
        module=module,
        started_at=LONG_AGO,
        handed_in_at=LONG_AGO,
        paper=[],
        asked=5,
        right=right,
        passed=right >= 4,
    )


def an_essay(module, **fields) -> Essay:
    """Create an essay submitted long ago. The default author is new, has chosen the module and passed its test."""
    if "author" not in fields:
        fields["author"] = AppointedFactory()
        a_choice(module, fields["author"])
        an_attempt(module, fields["author"])
    defaults = {
        "language": "en",
        "text": "I *asked* the group.",
        "saved_at": LONG_AGO,
        "handed_in_at": LONG_AGO,
    }
    return Essay.objects.create(module=module, **defaults | fields)


def an_evaluation(essay, evaluator=None, **fields) -> PeerEvaluation:
    """Create a submitted evaluation with the last level of each criterion. The default evaluator is new."""
    defaults = {
        "leased_at": NOW - timedelta(days=2),
        "lease_ends_at": NOW + timedelta(days=2),
        "given_at": NOW - timedelta(days=1),
        "comment": "You describe it well.",
    }
    evaluation = PeerEvaluation.objects.create(
        essay=essay,
        module=essay.module,
        evaluator=evaluator or AppointedFactory(),
        **defaults | fields,
    )
    for criterion in essay.module.criteria.all():
        level = criterion.levels.last()
        Rating.objects.create(evaluation=evaluation, criterion=criterion, level=level)
    return evaluation


def a_flagged_evaluation(essay, **fields) -> PeerEvaluation:
    return an_evaluation(essay, flagged_at=NOW, flagged_because="It is about me.", **fields)


def everything(code: str = "OM1") -> dict[str, Model]:
    """Create a module with one object of each kind; return the objects by model name."""
    module = a_module(code)
    question, criterion = a_question(module), a_criterion(module)
    essay = an_essay(module)
    other = an_essay(module, similar_to=essay, similarity=80)
    evaluation = a_flagged_evaluation(essay, evaluator=other.author)
    an_evaluation(an_essay(module, author=None))
    return {
        "onlinemodule": module,
        "question": question,
        "criterion": criterion,
        "moduledates": some_dates(module),
        "choice": Choice.objects.get(assistant=other.author),
        "testattempt": TestAttempt.objects.get(assistant=other.author),
        "essay": other,
        "peerevaluation": evaluation,
    }
