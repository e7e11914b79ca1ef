"""Factories for online modules and their use, valid by default; a test sets only the fields it is about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory

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
    TestAttempt,
)
from tests.factories import NOW, AppointedFactory, TermFactory
from tests.model_factory import ModelFactory, SharedFactory


def words(number: int) -> str:
    """Return a text with the given number of words."""
    return " ".join(f"word{n}" for n in range(number))


class OptionFactory(ModelFactory[Option]):
    class Meta:
        model = Option

    position = factory.Sequence(int)
    text_en = factory.Sequence(lambda number: f"Option {number}")
    text_nb = factory.Sequence(lambda number: f"Alternativ {number}")


class QuestionFactory(ModelFactory[Question]):
    """A question with ``right`` right options (default 1) and ``wrong`` wrong ones (default 2)."""

    class Meta:
        model = Question
        skip_postgeneration_save = True

    position = factory.Sequence(int)
    text_en = factory.Sequence(lambda number: f"Question {number}?")
    text_nb = factory.Sequence(lambda number: f"Spørsmål {number}?")

    @factory.post_generation
    def right(question, create, number, **kwargs):  # noqa: N805  # factory-boy gives the object
        OptionFactory.create_batch(
            1 if number is None else number, question=question, is_right=True
        )

    @factory.post_generation
    def wrong(question, create, number, **kwargs):  # noqa: N805  # factory-boy gives the object
        OptionFactory.create_batch(2 if number is None else number, question=question)


class LevelFactory(ModelFactory[Level]):
    class Meta:
        model = Level

    position = factory.Sequence(int)
    text_en = factory.Sequence(lambda number: f"Level {number}")
    text_nb = factory.Sequence(lambda number: f"Nivå {number}")


class CriterionFactory(ModelFactory[Criterion]):
    """A criterion with two levels."""

    class Meta:
        model = Criterion
        skip_postgeneration_save = True

    position = factory.Sequence(int)
    text_en = factory.Sequence(lambda number: f"Criterion {number}")
    text_nb = factory.Sequence(lambda number: f"Kriterium {number}")
    levels = factory.RelatedFactoryList(LevelFactory, "criterion", size=2)


class OnlineModuleFactory(ModelFactory[OnlineModule]):
    """A module completed on this site, with a trait for each part of its content."""

    class Meta:
        model = OnlineModule
        skip_postgeneration_save = True

    class Params:
        tested = factory.Trait(
            questions=factory.RelatedFactoryList(QuestionFactory, "module", size=5)
        )
        criterial = factory.Trait(
            criteria=factory.RelatedFactoryList(CriterionFactory, "module", size=2)
        )
        exemplary = factory.Trait(
            examples=factory.RelatedFactoryList(
                "tests.modules.factories.ExampleFactory", "module", size=2
            )
        )
        elsewhere = factory.Trait(prompt_en="", prompt_nb="")

    # Unlike the codes that tests set.
    code = factory.Sequence(lambda number: f"M{number}")
    title_en = "Giving feedback"
    title_nb = "Å gi tilbakemelding"
    prompt_en = "Write of what you have done."
    prompt_nb = "Skriv om det du har gjort."
    essay_min_words = 10
    essay_max_words = 20
    comment_min_words = 5
    pass_mark = 80


class ChoiceFactory(ModelFactory[Choice]):
    class Meta:
        model = Choice

    class Params:
        done = factory.Trait(completed_on=NOW.date(), source=Choice.Source.HERE)
        brought_in = factory.Trait(completed_on=NOW.date(), source=Choice.Source.FILE)

    assistant = factory.SubFactory(AppointedFactory)
    module = factory.SubFactory(OnlineModuleFactory)
    slot = 1
    chosen_at = NOW - timedelta(days=60)


class TestAttemptFactory(ModelFactory[TestAttempt]):
    """A passed attempt."""

    __test__ = False

    class Meta:
        model = TestAttempt

    class Params:
        failed = factory.Trait(passed=False, right=0)
        begun = factory.Trait(passed=False, right=None, asked=None, handed_in_at=None)

    assistant = factory.SubFactory(AppointedFactory)
    module = factory.SubFactory(OnlineModuleFactory)
    started_at = NOW - timedelta(days=50)
    paper = factory.List([])
    handed_in_at = NOW - timedelta(days=50)
    asked = 5
    right = 5
    passed = True


class EssayFactory(ModelFactory[Essay]):
    """An essay submitted long ago, with a valid length."""

    class Meta:
        model = Essay

    class Params:
        draft = factory.Trait(handed_in_at=None)

    author: Any = factory.SubFactory(AppointedFactory)
    module = factory.SubFactory(OnlineModuleFactory)
    language = "nb"
    text = factory.LazyAttribute(lambda essay: words(essay.module.essay_min_words))
    version = 1
    saved_at = NOW - timedelta(days=40)
    handed_in_at = NOW - timedelta(days=40)


class ExampleFactory(EssayFactory):
    author = None


class HandedInFactory(EssayFactory):
    """An essay whose author has chosen the module and passed its test."""

    class Meta:
        skip_postgeneration_save = True

    @factory.post_generation
    def before(essay, create, extracted, **kwargs):  # noqa: N805  # factory-boy gives the object
        about = {"assistant": essay.author, "module": essay.module}
        ChoiceFactory(**about)
        TestAttemptFactory(**about)


class PeerEvaluationFactory(ModelFactory[PeerEvaluation]):
    """A submitted evaluation; ``leased`` makes it one in progress."""

    class Meta:
        model = PeerEvaluation

    class Params:
        leased = factory.Trait(given_at=None, comment="")

    essay = factory.SubFactory(EssayFactory)
    module = factory.SelfAttribute("essay.module")
    evaluator = factory.SubFactory(AppointedFactory)
    leased_at = NOW - timedelta(days=1)
    lease_ends_at = factory.LazyAttribute(
        lambda evaluation: evaluation.leased_at + timedelta(days=4)
    )
    comment = words(5)
    given_at = NOW - timedelta(hours=1)


class ModuleDatesFactory(ModelFactory[ModuleDates]):
    """The due dates of all modules in the open term."""

    class Meta:
        model = ModuleDates

    term = SharedFactory(TermFactory)
    hand_in_by = NOW.date() + timedelta(days=30)
    complete_by = NOW.date() + timedelta(days=40)
