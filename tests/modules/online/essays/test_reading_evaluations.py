"""Authors read the evaluations of their essay once both are in, and may flag them; staff answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.models import Letter
from modules.models import Choice, PeerEvaluation
from modules.online import access
from modules.online.essays import flagging
from tests.factories import NOW
from tests.modules.factories import HandedInFactory, PeerEvaluationFactory
from tests.modules.rules import give, refused

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=4)


@pytest.fixture
def author(ben, module):
    return HandedInFactory(author=ben, module=module).author


def received_by(author) -> list[PeerEvaluation]:
    return list(access.evaluations_received(author.user))


def test_evaluations_are_readable_once_both_are_in(author):
    essay = author.essays.get()
    first, second = PeerEvaluationFactory.create_batch(2, essay=essay, leased=True)
    give(first)
    assert received_by(author) == []
    assert not Letter.objects.filter(kind="evaluations-received").exists()
    give(second)
    assert set(received_by(author)) == {first, second}
    assert Letter.objects.get(kind="evaluations-received").recipient == author


def test_third_evaluation_is_readable_at_once_and_told_of_no_more(author):
    essay = author.essays.get()
    for evaluation in PeerEvaluationFactory.create_batch(3, essay=essay, leased=True):
        give(evaluation)
    assert len(received_by(author)) == 3
    assert Letter.objects.filter(kind="evaluations-received").count() == 1


def test_evaluations_of_others_essays_are_not_ones_own(ada, author):
    PeerEvaluationFactory.create_batch(2, essay=author.essays.get())
    assert received_by(ada) == []


def test_unfair_evaluation_is_flagged_once_it_is_readable(author):
    essay = author.essays.get()
    first = PeerEvaluationFactory(essay=essay)
    with refused("not_readable"):
        flagging.flag(evaluation=first, because="Rude.", at=NOW)
    PeerEvaluationFactory(essay=essay)
    flagging.flag(evaluation=first, because="Rude.", at=NOW)
    flagging.flag(evaluation=first, because="Other.", at=LATER)
    first.refresh_from_db()
    assert (first.flagged_at, first.flagged_because) == (NOW, "Rude.")


def test_staff_answer_what_was_flagged_and_may_withhold_it(author, staff):
    essay = author.essays.get()
    first, _second = PeerEvaluationFactory.create_batch(2, essay=essay)
    with refused("not_readable"):
        flagging.answer_flag(evaluation=first, by=staff, answer="No.", withhold=True, at=NOW)
    flagging.flag(evaluation=first, because="Rude.", at=NOW)
    for at, withhold in [(NOW, False), (LATER, True)]:
        flagging.answer_flag(
            evaluation=first, by=staff, answer="You are right.", withhold=withhold, at=at
        )
    first.refresh_from_db()
    assert (first.answered_at, first.answered_by, first.is_withheld) == (LATER, staff, True)
    letters = Letter.objects.filter(kind="flag-answered", assistant=author).order_by("pk")
    assert [letter.facts["is_withheld"] for letter in letters] == [False, True]


def test_no_one_answers_about_an_essay_or_an_evaluation_of_their_own(author, ada, staff):
    essay = author.essays.get()
    first, _second = (
        PeerEvaluationFactory(essay=essay, evaluator=ada),
        PeerEvaluationFactory(essay=essay),
    )
    flagging.flag(evaluation=first, because="Rude.", at=NOW)
    for party in (author.user, ada.user):
        with refused("own_flag"):
            flagging.answer_flag(evaluation=first, by=party, answer="No.", withhold=True, at=NOW)
        assert not PeerEvaluation.objects.unanswered().of_others(party).exists()
    assert PeerEvaluation.objects.unanswered().of_others(staff).get() == first


def test_same_answer_sent_twice_is_told_once(author, staff):
    first, _second = PeerEvaluationFactory.create_batch(2, essay=author.essays.get())
    flagging.flag(evaluation=first, because="Rude.", at=NOW)
    for at in (NOW, LATER):
        flagging.answer_flag(evaluation=first, by=staff, answer="No.", withhold=False, at=at)
    first.refresh_from_db()
    assert first.answered_at == NOW
    assert Letter.objects.filter(kind="flag-answered").count() == 1


def test_what_was_withheld_counts_for_its_giver_all_the_same(ada, module, staff):
    HandedInFactory(author=ada, module=module)
    evaluation = PeerEvaluationFactory(evaluator=ada, essay__module=module)
    PeerEvaluationFactory(essay=evaluation.essay)
    flagging.flag(evaluation=evaluation, because="Rude.", at=NOW)
    flagging.answer_flag(evaluation=evaluation, by=staff, answer="Yes.", withhold=True, at=NOW)
    give(PeerEvaluationFactory(evaluator=ada, essay__module=module, leased=True))
    assert Choice.objects.completed().get().assistant == ada
