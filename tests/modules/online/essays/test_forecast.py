"""The forecast shows staff where evaluations will run short, and who could help."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.models import Appointment, LearningAssistant, Letter
from modules.online.essays.asking_to_help import ask_to_help
from modules.online.essays.forecast import forecast
from modules.online.letters import write_evaluations_wanted
from tests.factories import NOW
from tests.modules.factories import (
    EssayFactory,
    ExampleFactory,
    HandedInFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(db):
    return OnlineModuleFactory()


def of(module, at=NOW):
    (found,) = forecast([module], at)
    return found


def hand_in(module, number=1):
    return HandedInFactory.create_batch(number, module=module, handed_in_at=NOW)


def test_module_without_essays_lacks_nothing_but_examples(module):
    found = of(module)
    assert (found.lacking, found.owed, found.short, found.overdue, found.examples) == (
        0,
        0,
        0,
        0,
        0,
    )
    assert (found.runs_short, found.lacks_examples, found.helpers) == (False, True, [])


def test_three_who_evaluate_each_other_have_enough(module):
    hand_in(module, 3)
    found = of(module)
    assert (found.lacking, found.owed, found.short, found.runs_short) == (6, 6, 0, False)


def test_two_cannot_give_each_other_two(module):
    hand_in(module, 2)
    found = of(module)
    assert (found.lacking, found.owed, found.short, found.runs_short) == (4, 4, 2, True)


def test_only_essay_is_not_evaluated_by_its_author(module):
    hand_in(module)
    assert of(module).short == 2


def test_who_has_given_two_owes_nothing_and_could_help(module):
    first, _second, _third = hand_in(module, 3)
    examples = ExampleFactory.create_batch(2, module=module)
    for example in examples:
        PeerEvaluationFactory(evaluator=first.author, essay=example)
    found = of(module)
    assert (found.lacking, found.owed, found.examples) == (6, 4, 2)
    assert (found.helpers, found.lacks_examples) == ([first.author], False)
    assert found.short > 0


@pytest.mark.parametrize("what", ["exempt", "left", "never"])
def test_who_is_exempt_or_no_longer_appointed_is_not_asked_to_help(module, what):
    helper, _other = hand_in(module, 2)
    for example in ExampleFactory.create_batch(2, module=module):
        PeerEvaluationFactory(evaluator=helper.author, essay=example)
    assert of(module).helpers == [helper.author]
    yesterday = NOW.date() - timedelta(days=1)
    match what:
        case "exempt":
            LearningAssistant.objects.update(exempt_since=yesterday)
        case "left":
            Appointment.objects.update(ends_on=yesterday)
        case "never":
            Appointment.objects.all().delete()
    assert of(module).helpers == []


def test_who_would_get_no_essay_yet_is_not_asked_to_help(module):
    """Their own essay has waited too long, but the other person's has not."""
    helper = HandedInFactory(module=module)
    for example in ExampleFactory.create_batch(2, module=module):
        PeerEvaluationFactory(evaluator=helper.author, essay=example)
    hand_in(module)
    assert of(module).overdue == 2
    assert ask_to_help(module=module, at=NOW) == []
    after = NOW + timedelta(days=module.wait_days)
    assert [letter.recipient for letter in ask_to_help(module=module, at=after)] == [helper.author]


def test_who_has_had_an_essay_cannot_give_it_again(module):
    first, second, third = hand_in(module, 3)
    PeerEvaluationFactory(evaluator=first.author, essay=second, leased=True, released_at=NOW)
    PeerEvaluationFactory(evaluator=third.author, essay=first)
    found = of(module)
    assert (found.lacking, found.owed, found.short) == (5, 5, 1)


def test_what_has_waited_too_long_is_overdue_though_others_owe_it(module):
    hand_in(module, 3)
    after = NOW + timedelta(days=module.wait_days)
    assert of(module, after - timedelta(seconds=1)).overdue == 0
    found = of(module, after)
    assert (found.short, found.overdue, found.runs_short) == (0, 6, True)


def test_evaluations_in_progress_or_given_are_not_overdue(module):
    essay, *_ = hand_in(module)
    after = NOW + timedelta(days=module.wait_days)
    PeerEvaluationFactory(essay=essay)
    PeerEvaluationFactory(essay=essay, leased=True, leased_at=after)
    assert of(module, after).overdue == 0
    assert of(module, after + timedelta(days=4)).overdue == 1


def test_examples_drafts_and_what_was_set_aside_lack_nothing(module, staff):
    ExampleFactory(module=module)
    EssayFactory(module=module, draft=True)
    EssayFactory(module=module, set_aside_at=NOW, set_aside_by=staff, set_aside_because="A copy.")
    assert of(module).lacking == 0


def test_helpers_are_asked_once_a_week_at_most(ada, module):
    for days, written in [(0, 1), (0, 0), (7, 1)]:
        letters = write_evaluations_wanted([ada], module, NOW + timedelta(days=days))
        assert len(letters) == written
    assert Letter.objects.count() == 2


def test_forecast_takes_as_many_queries_however_many_modules(module, django_assert_num_queries):
    hand_in(module, 2)
    with django_assert_num_queries(3):
        forecast([module], NOW)
    others = OnlineModuleFactory.create_batch(7)
    for another in others:
        hand_in(another, 3)
    with django_assert_num_queries(3):
        assert len(forecast([module, *others], NOW)) == 8
