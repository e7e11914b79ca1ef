"""Learning assistants choose two online modules, and may change them until they hand something in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps

from enrollment.models import Letter
from modules.models import Choice, TestAttempt
from modules.online import choosing
from tests.factories import NOW, LearningAssistantFactory
from tests.modules.factories import (
    ChoiceFactory,
    EssayFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    TestAttemptFactory,
)
from tests.modules.rules import refused

pytestmark = pytest.mark.django_db


def choose(assistant, module, at=NOW) -> Choice:
    return choosing.choose(assistant=assistant, module=module, at=at)


def test_two_modules_are_chosen_in_any_order(ada):
    first, second = OnlineModuleFactory.create_batch(2)
    assert [choose(ada, second).slot, choose(ada, first).slot] == [1, 2]


def test_choosing_again_is_harmless(ada, module):
    choice = choose(ada, module)
    assert choose(ada, module, NOW + timedelta(days=1)) == choice
    assert Choice.objects.get().chosen_at == NOW
    assert Letter.objects.count() == 1


def test_third_module_is_refused_but_not_one_of_the_two(ada):
    first, second, third = OnlineModuleFactory.create_batch(3)
    choose(ada, first)
    choose(ada, second)
    with refused("two_chosen"):
        choose(ada, third)
    assert choose(ada, first).module == first


def test_who_is_not_employed_or_exempt_is_refused(ada, module):
    with refused("not_appointed"):
        choose(LearningAssistantFactory(), module)
    ada.exempt_since = NOW
    ada.save()
    with refused("exempt"):
        choose(ada, module)
    assert not Letter.objects.exists()


def test_slot_that_was_taken_back_is_free_again(ada):
    first, second, third = OnlineModuleFactory.create_batch(3)
    choice = choose(ada, first)
    choose(ada, second)
    choosing.take_back_choice(choice=choice)
    choosing.take_back_choice(choice=choice)
    assert choose(ada, third).slot == 1


def test_attempts_and_draft_are_there_when_it_is_chosen_again(ada, module, chosen):
    attempt = TestAttemptFactory(assistant=ada, module=module)
    draft = EssayFactory(author=ada, module=module, draft=True)
    choosing.take_back_choice(choice=chosen)
    choose(ada, module)
    assert TestAttempt.objects.get() == attempt
    assert ada.essays.get() == draft


@pytest.mark.parametrize("what", ["essay", "evaluation"])
def test_choice_stays_once_something_is_handed_in(ada, module, chosen, what):
    if what == "essay":
        EssayFactory(author=ada, module=module)
    else:
        PeerEvaluationFactory(evaluator=ada, essay__module=module)
    with refused("handed_in"):
        choosing.take_back_choice(choice=chosen)


def test_completed_module_stays_chosen(ada):
    choice = ChoiceFactory(assistant=ada, brought_in=True)
    with refused("completed"):
        choosing.take_back_choice(choice=choice)


def test_what_others_hand_in_keeps_no_one_to_a_choice(ada, module, chosen):
    EssayFactory(module=module)
    EssayFactory(author=ada)
    PeerEvaluationFactory(essay__module=module)
    PeerEvaluationFactory(evaluator=ada, essay__module=module, leased=True)
    choosing.take_back_choice(choice=chosen)
    assert not Choice.objects.exists()


def test_every_choice_and_change_is_kept_in_the_history(ada, module):
    choice = choose(ada, module)
    key = choice.pk
    choosing.take_back_choice(choice=choice)
    kept = apps.get_model("modules", "ChoiceEvent")
    events = kept.objects.filter(pgh_obj_id=key).order_by("pgh_id")
    assert list(events.values_list("pgh_label", flat=True)) == ["insert", "delete"]
