"""An essay set aside by staff is no longer evaluated, and its author hands in a new one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.models import Letter
from modules.models import Choice, Essay, PeerEvaluation
from modules.online.essays import assigning, evaluating, setting_aside, writing
from tests.factories import NOW
from tests.modules.factories import (
    EssayFactory,
    ExampleFactory,
    HandedInFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    words,
)
from tests.modules.rules import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(db):
    return OnlineModuleFactory()


@pytest.fixture
def essay(ada, module):
    return HandedInFactory(author=ada, module=module)


def set_aside(essay, staff, because="It is a copy.", at=NOW) -> Essay:
    return setting_aside.set_aside(essay=essay, by=staff, because=because, at=at)


def test_reason_and_author_are_kept_and_setting_aside_again_is_harmless(essay, ben, staff):
    set_aside(essay, staff)
    again = set_aside(essay, ben.user, at=NOW + timedelta(days=1))
    with refused("set_aside"):
        set_aside(essay, ben.user, because="Other.", at=NOW + timedelta(days=1))
    assert (again.set_aside_at, again.set_aside_by, again.set_aside_because) == (
        NOW,
        staff,
        "It is a copy.",
    )
    assert Letter.objects.filter(kind="essay-set-aside").count() == 1


def test_author_is_told_why(ada, essay, staff):
    set_aside(essay, staff)
    letter = Letter.objects.get()
    assert (letter.recipient, letter.facts["because"]) == (ada, "It is a copy.")


def test_no_one_is_given_it_any_more(ben, module, essay, staff):
    HandedInFactory(author=ben, module=module)
    set_aside(essay, staff)
    with refused("nothing_to_evaluate"):
        assigning.take(assistant=ben, module=module, at=NOW - timedelta(days=36))
    ExampleFactory(module=module)
    assert assigning.take(assistant=ben, module=module, at=NOW).essay.author is None


def test_author_hands_in_a_new_essay_and_that_is_evaluated(ada, ben, module, essay, staff):
    set_aside(essay, staff)
    HandedInFactory(author=ben, module=module)
    with refused("not_handed_in"):
        assigning.take(assistant=ada, module=module, at=NOW)
    new = writing.hand_in(
        assistant=ada, module=module, text=words(11), language="nb", version=0, at=NOW
    )
    assert assigning.take(assistant=ben, module=module, at=NOW).essay == new


def test_module_done_here_is_completed_no_more(ada, essay, staff):
    Choice.objects.update(completed_on=NOW.date(), source="here")
    set_aside(essay, staff)
    choice = Choice.objects.get()
    assert (choice.completed_on, choice.source) == (None, "")


def test_module_brought_in_by_file_stays_completed(ada, essay, staff):
    Choice.objects.update(completed_on=NOW.date(), source="file")
    set_aside(essay, staff)
    assert Choice.objects.completed().exists()


def test_other_modules_and_people_keep_theirs(ada, ben, essay, staff):
    HandedInFactory(author=ben, module=essay.module)
    Choice.objects.update(completed_on=NOW.date(), source="here")
    set_aside(essay, staff)
    assert Choice.objects.completed().get().assistant == ben


def test_evaluations_of_it_count_for_those_who_give_them(ben, module, essay, staff):
    HandedInFactory(author=ben, module=module)
    PeerEvaluationFactory(evaluator=ben, essay=essay)
    set_aside(essay, staff)
    open_one = PeerEvaluationFactory(evaluator=ben, essay__module=module, leased=True)
    evaluating.give(evaluation=open_one, levels={}, comment=words(5), at=NOW)
    assert Choice.objects.completed().get().assistant == ben


def test_who_has_it_meanwhile_may_finish_or_give_it_back(module, essay, staff):
    finishes, returns = PeerEvaluationFactory.create_batch(2, essay=essay, leased=True)
    set_aside(essay, staff)
    evaluating.give(evaluation=finishes, levels={}, comment=words(5), at=NOW)
    evaluating.give_back(evaluation=returns, at=NOW)
    assert PeerEvaluation.objects.given().get() == finishes


def test_author_is_not_told_of_evaluations_of_what_was_set_aside(essay, staff):
    first, second = PeerEvaluationFactory.create_batch(2, essay=essay, leased=True)
    set_aside(essay, staff)
    for evaluation in (first, second):
        evaluating.give(evaluation=evaluation, levels={}, comment=words(5), at=NOW)
    assert not Letter.objects.filter(kind="evaluations-received").exists()


def test_example_is_set_aside_and_no_one_is_told(module, staff):
    example = ExampleFactory(module=module)
    assert set_aside(example, staff).set_aside_at == NOW
    assert not Letter.objects.exists()


def test_what_was_withdrawn_meanwhile_stays_a_draft(ada, module, staff):
    draft = EssayFactory(author=ada, module=module, draft=True)
    assert set_aside(draft, staff).set_aside_at is None
