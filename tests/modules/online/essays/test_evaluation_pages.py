"""Pages for evaluating essays and for reading evaluations received; other people's are not found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.models import Letter
from modules.models import Choice, PeerEvaluation
from tests.factories import NOW, AppointedFactory, VerifiedUserFactory
from tests.modules.factories import (
    HandedInFactory,
    PeerEvaluationFactory,
    TestAttemptFactory,
    words,
)
from tests.modules.pages import content, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in(ada, module):
    return HandedInFactory(author=ada, module=module)


@pytest.fixture
def leased(ada, module, handed_in):
    """Ada's open evaluation of Ben Berg's essay."""
    author = AppointedFactory(name="Ben Berg", username="ben", user=VerifiedUserFactory())
    essay = HandedInFactory(author=author, module=module, text=words(12))
    return PeerEvaluationFactory(evaluator=ada, essay=essay, leased=True)


def evaluation(leased, **more):
    levels = {
        f"criterion_{criterion.pk}": criterion.levels.first().pk
        for criterion in leased.module.criteria.all()
    }
    return {**levels, "comment": words(5), **more}


def test_a_person_who_has_handed_in_gets_an_essay(page, module, handed_in):
    essay = HandedInFactory(module=module)
    answer = page.post(url("evaluate", module.code))
    got = PeerEvaluation.objects.get()
    assert got.essay == essay
    assert answer.headers["Location"] == url("evaluation", got.pk)


def test_a_person_who_has_to_wait_is_told_until_when(page, module, handed_in):
    module.wait_days = 365
    module.save()
    answer = content(page.post(url("evaluate", module.code), follow=True))
    assert "There is no essay to evaluate right now." in answer
    assert "you get an example essay instead" in answer


def test_an_evaluation_is_saved_and_given(page, module, leased):
    page.post(url("evaluation", leased.pk), evaluation(leased, comment="So", save=""))
    assert "selected" in content(page.get(url("evaluation", leased.pk))) or "checked" in content(
        page.get(url("evaluation", leased.pk))
    )
    answer = content(
        page.post(url("evaluation", leased.pk), evaluation(leased, comment="So", give=""))
    )
    assert "The comment has 1 word." in answer
    answer = page.post(url("evaluation", leased.pk), evaluation(leased, give=""), follow=True)
    assert "Thank you for your evaluation" in content(answer)
    leased.refresh_from_db()
    assert leased.given_at is not None
    assert leased.ratings.count() == module.criteria.count()


def test_neither_learns_who_the_other_is(page, client, ada, module, handed_in, leased):
    shown = content(page.get(url("evaluation", leased.pk)))
    assert "Ben" not in shown
    PeerEvaluationFactory.create_batch(2, essay=handed_in)
    giver = PeerEvaluation.objects.filter(essay=handed_in).first()
    for path in (url("module", module.code), url("flag", giver.pk)):
        assert giver.evaluator.name not in content(page.get(path))


def test_evaluations_are_read_once_both_are_in(page, module, handed_in):
    PeerEvaluationFactory(essay=handed_in, comment="Well seen by the first.")
    assert "Well seen" not in content(page.get(url("module", module.code)))
    PeerEvaluationFactory(essay=handed_in, comment="Well seen by the second.")
    assert content(page.get(url("module", module.code))).count("Well seen") == 2


def test_an_unfair_evaluation_is_flagged_once(page, module, handed_in):
    unfair, _other = PeerEvaluationFactory.create_batch(2, essay=handed_in)
    answer = page.post(
        url("flag", unfair.pk), {"because": "It is about another essay."}, follow=True
    )
    assert "Uniped will look into it" in content(answer)
    again = page.post(url("flag", unfair.pk), {"because": "Once more."}, follow=True)
    assert "Your first text is kept" in content(again)
    unfair.refresh_from_db()
    assert unfair.flagged_because == "It is about another essay."


def test_an_essay_is_given_back(page, module, leased):
    answer = page.post(url("give_back", leased.pk), follow=True)
    assert "You have given the essay back." in content(answer)
    assert page.get(url("evaluation", leased.pk)).status_code == 404


# Other people's objects


@pytest.mark.parametrize("verb", ["get", "post"])
def test_what_is_another_persons_does_not_exist(page, module, chosen, verb):
    """Guess the addresses of another person's attempt, evaluation and evaluations received."""
    essay = HandedInFactory(module=module)
    attempt = TestAttemptFactory(assistant=essay.author, module=module, begun=True)
    received = PeerEvaluationFactory.create_batch(2, essay=essay)
    leased = PeerEvaluationFactory(essay=HandedInFactory(module=module), leased=True)
    send = getattr(page, verb)
    for path in [
        url("test", attempt.pk),
        url("evaluation", leased.pk),
        *(url("flag", evaluation.pk) for evaluation in received),
        *(url("evaluation", evaluation.pk) for evaluation in received),
        url("evaluation", 99999),
    ]:
        assert send(path, {"because": "x", "hand_in": "", "give": ""}).status_code == 404, path
    if verb == "post":
        assert page.post(url("give_back", leased.pk)).status_code == 404
        assert page.post(url("withdraw", module.code)).status_code == 404
    attempt.refresh_from_db()
    assert attempt.handed_in_at is None


def test_a_module_that_was_not_chosen_has_no_essay(page, module):
    assert page.get(url("essay", module.code)).status_code == 404
    assert page.post(url("essay", module.code), {"text": "x", "save": ""}).status_code == 404


def test_giving_the_second_evaluation_completes_the_module(page, ada, module, handed_in):
    for essay in HandedInFactory.create_batch(2, module=module):
        PeerEvaluation.objects.filter(evaluator=ada).exists()
        page.post(url("evaluate", module.code))
        mine = PeerEvaluation.objects.get(evaluator=ada, given_at=None)
        page.post(url("evaluation", mine.pk), evaluation(mine, give=""))
        assert essay.module == module
    assert Choice.objects.get(assistant=ada).completed_on is not None
    assert "Completed" in content(page.get(url("module", module.code)))
    assert Letter.objects.filter(assistant=ada, kind="module-completed").count() == 1


def test_late_is_told_and_counts(page, ada, module, leased):
    PeerEvaluation.objects.update(
        leased_at=NOW - timedelta(days=9), lease_ends_at=NOW - timedelta(days=5)
    )
    assert "still counts" in content(page.get(url("evaluation", leased.pk)))
    page.post(url("evaluation", leased.pk), evaluation(leased, give=""))
    leased.refresh_from_db()
    assert leased.given_at is not None
