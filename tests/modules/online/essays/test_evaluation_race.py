"""Everyone asks for an essay at the same time: each gets one, never the same twice, and no one waits forever."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from tablib import Dataset

from enrollment.models import Letter
from enrollment.places.taking import lock_assistant
from enrollment.refusals import Refusal
from modules.models import Choice, Essay, PeerEvaluation
from modules.online.essays import assigning, evaluating, setting_aside, similarity, writing
from modules.resources import OnlineCompletionResource
from tests.factories import NOW, UserFactory
from tests.modules.factories import (
    EssayFactory,
    HandedInFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    words,
)
from tests.servers.waiting import until_others_wait

pytestmark = pytest.mark.usefixtures("committed")

PEOPLE = 50


def closing(use_case, **arguments):
    """Call a use case in a thread; return its result, or the code of a refusal."""
    try:
        return use_case(**arguments)
    except Refusal as refusal:
        return refusal.code
    finally:
        connection.close()  # opened by this thread


def all_at_once(*calls):
    """Start all calls, each a use case and its arguments, at the same time."""
    barrier = Barrier(len(calls))

    def call(use_case, arguments):
        connection.ensure_connection()
        barrier.wait()
        return closing(use_case, **arguments)

    with ThreadPoolExecutor(len(calls)) as pool:
        return [
            future.result(timeout=120)
            for future in [pool.submit(call, *arguments) for arguments in calls]
        ]


def taking(essay, at=NOW):
    return assigning.take, {"assistant": essay.author, "module": essay.module, "at": at}


def giving(evaluation):
    return evaluating.give, {
        "evaluation": evaluation,
        "levels": {},
        "comment": words(5),
        "at": NOW,
    }


def test_fifty_who_ask_at_once_each_get_another_essay_and_no_work_is_wasted():
    module = OnlineModuleFactory()
    essays = HandedInFactory.create_batch(PEOPLE, module=module)
    for turn in (1, 2):
        taken = all_at_once(*map(taking, essays))
        assert all(evaluation.evaluator_id != evaluation.essay.author_id for evaluation in taken)
        assert (
            len({(evaluation.evaluator_id, evaluation.essay_id) for evaluation in taken}) == PEOPLE
        )
        assert PeerEvaluation.objects.count() == turn * PEOPLE
        # At most two per essay; in the second turn the last person may already have had the others.
        numbers = Counter(PeerEvaluation.objects.values_list("essay", flat=True))
        assert max(numbers.values()) <= 2 + (turn == 2)
        all_at_once(*map(giving, taken))
    assert Choice.objects.completed().count() == PEOPLE


def test_two_windows_of_one_person_give_the_same_evaluation():
    module = OnlineModuleFactory()
    own = HandedInFactory(module=module)
    EssayFactory.create_batch(5, module=module)
    taken = all_at_once(*[taking(own)] * 4)
    assert len({evaluation.pk for evaluation in taken}) == 1
    given = all_at_once(*[giving(taken[0])] * 4)
    assert {evaluation.pk for evaluation in given} == {taken[0].pk}
    assert PeerEvaluation.objects.given().count() == 1


@pytest.mark.parametrize("_round", range(5))
def test_author_withdraws_while_another_person_gets_the_essay(_round):
    module = OnlineModuleFactory()
    essay, own = HandedInFactory.create_batch(2, module=module)
    withdrawn, taken = all_at_once((writing.withdraw, {"essay": essay, "at": NOW}), taking(own))
    essay.refresh_from_db()
    if taken == "nothing_to_evaluate":
        assert (withdrawn, essay.handed_in_at) == (essay, None)
    else:
        assert (withdrawn, taken.essay) == ("opened", essay)
        assert essay.handed_in_at is not None


@pytest.mark.parametrize("_round", range(5))
def test_essay_is_set_aside_while_a_person_gets_it(_round):
    module = OnlineModuleFactory(wait_days=99)
    essay, own = HandedInFactory.create_batch(2, module=module)
    aside = {"essay": essay, "by": UserFactory(), "because": "A copy.", "at": NOW}
    _, taken = all_at_once((setting_aside.set_aside, aside), taking(own))
    essay.refresh_from_db()
    assert essay.set_aside_at == NOW
    assert taken == "nothing_to_evaluate" or taken.essay == essay


@pytest.mark.parametrize("_round", range(5))
def test_essay_is_set_aside_while_its_author_completes(_round):
    """In either order, no module is completed with an essay that is set aside."""
    module = OnlineModuleFactory()
    essay = HandedInFactory(module=module)
    PeerEvaluationFactory(evaluator=essay.author, essay__module=module)
    last = PeerEvaluationFactory(evaluator=essay.author, essay__module=module, leased=True)
    aside = {"essay": essay, "by": UserFactory(), "because": "A copy.", "at": NOW}
    all_at_once((setting_aside.set_aside, aside), giving(last))
    assert not Choice.objects.completed().exists()
    assert PeerEvaluation.objects.given().count() == 2


@pytest.mark.parametrize("_round", range(5))
def test_author_withdraws_while_they_complete(_round):
    """In either order, no module is completed without its essay."""
    module = OnlineModuleFactory()
    essay = HandedInFactory(module=module)
    PeerEvaluationFactory(evaluator=essay.author, essay__module=module)
    last = PeerEvaluationFactory(evaluator=essay.author, essay__module=module, leased=True)
    withdrawn, _ = all_at_once((writing.withdraw, {"essay": essay, "at": NOW}), giving(last))
    essay.refresh_from_db()
    assert Choice.objects.completed().exists() == (withdrawn == "completed")
    assert (essay.handed_in_at is not None) == (withdrawn == "completed")


def test_author_is_told_though_both_evaluations_come_at_the_same_moment():
    """The second evaluation is given before the first is committed."""
    essay = HandedInFactory(module=OnlineModuleFactory())
    first, second = PeerEvaluationFactory.create_batch(2, essay=essay, leased=True)
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            use_case, arguments = giving(first)
            use_case(**arguments)
            rival = pool.submit(closing, evaluating.give, **giving(second)[1])
            until_others_wait()
        rival.result(timeout=60)
    assert Letter.objects.filter(kind="evaluations-received").count() == 1


def test_everything_at_once_never_blocks_for_good():
    module = OnlineModuleFactory()
    essays = HandedInFactory.create_batch(12, module=module)
    held = [
        PeerEvaluationFactory(evaluator=essay.author, essay=other, leased=True)
        for essay, other in zip(essays[:6], essays[6:], strict=True)
    ]
    staff = UserFactory()
    calls = [
        *map(taking, essays[6:]),
        *map(giving, held[:3]),
        *[(evaluating.give_back, {"evaluation": evaluation, "at": NOW}) for evaluation in held[3:]],
        *[(writing.withdraw, {"essay": essay, "at": NOW}) for essay in essays[:4]],
        *[
            (setting_aside.set_aside, {"essay": essay, "by": staff, "because": "A copy.", "at": NOW})
            for essay in essays[3:9]
        ],
        (similarity.compare_new, {}),
        (similarity.compare_new, {}),
    ]  # fmt: skip
    outcomes = all_at_once(*calls)
    assert {outcome for outcome in outcomes if isinstance(outcome, str)} <= {
        "opened",
        "nothing_to_evaluate",
        "not_handed_in",
    }
    assert not Essay.objects.filter(handed_in_at=None, evaluations__isnull=False).exists()


def test_file_and_second_evaluation_complete_at_the_same_moment():
    """A file lists people in any order, and each of them may be giving their last evaluation."""
    module = OnlineModuleFactory()
    first, second = HandedInFactory.create_batch(2, module=module)
    PeerEvaluationFactory(evaluator=first.author, essay__module=module)
    last = PeerEvaluationFactory(evaluator=first.author, essay__module=module, leased=True)
    rows = [
        (essay.author.username, module.code, NOW.date().isoformat()) for essay in (second, first)
    ]
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            assert first.author is not None
            lock_assistant(first.author)
            rival = pool.submit(closing, importing, rows=rows)
            until_others_wait()
            use_case, arguments = giving(last)
            use_case(**arguments)
        assert rival.result(timeout=60).problems == []
    assert Choice.objects.completed().count() == 2


def importing(rows):
    table = Dataset(*rows, headers=["username", "module", "completed_on"])
    return OnlineCompletionResource().import_data(table, at=NOW)
