"""Database rules for online modules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from modules import models
from modules.models import Choice, Essay, ModuleDates, OnlineModule, PeerEvaluation, TestAttempt
from tests.enrollment.test_database_rules import violates
from tests.factories import NOW, UserFactory
from tests.modules.factories import (
    ChoiceFactory,
    CriterionFactory,
    EssayFactory,
    ExampleFactory,
    ModuleDatesFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    TestAttemptFactory,
)
from tests.modules.follow_up.test_meeting_database_rules import BROKEN as BROKEN_BY_MEETINGS

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
ASIDE = {"set_aside_at": NOW, "set_aside_because": "A copy."}

# For each rule, writes that break it.
BROKEN: dict[str, list[Callable[[], object]]] = {
    "online_module_code_is_plain": [
        lambda: OnlineModuleFactory(code="om1"),
        lambda: OnlineModuleFactory(code=""),
    ],
    "online_module_hours_are_not_negative": [lambda: OnlineModuleFactory(hours=-1)],
    "online_module_pass_mark_is_a_percentage": [
        lambda: OnlineModuleFactory(pass_mark=0),
        lambda: OnlineModuleFactory(pass_mark=101),
    ],
    "online_module_word_limits_are_in_order": [
        lambda: OnlineModuleFactory(essay_min_words=0),
        lambda: OnlineModuleFactory(essay_min_words=21),
    ],
    "online_module_allows_an_attempt": [lambda: OnlineModuleFactory(attempts_allowed=0)],
    "online_module_evaluations_take_time_and_words": [
        lambda: OnlineModuleFactory(lease_days=0),
        lambda: OnlineModuleFactory(comment_min_words=0),
    ],
    "module_dates_once_per_term_and_module": [
        lambda: ModuleDatesFactory.create_batch(2),
        lambda: ModuleDatesFactory.create_batch(2, module=OnlineModuleFactory()),
    ],
    "module_dates_are_in_order": [
        lambda: ModuleDatesFactory(complete_by=TODAY + timedelta(days=29))
    ],
    "choice_is_first_or_second": [
        lambda: ChoiceFactory(slot=3),
        lambda: ChoiceFactory(slot=0),
    ],
    "choice_one_per_slot": [lambda: ChoiceFactory(assistant=ChoiceFactory().assistant)],
    "choice_of_two_different_modules": [
        lambda: ChoiceFactory(
            assistant=(first := ChoiceFactory()).assistant, module=first.module, slot=2
        )
    ],
    "choice_completed_with_source": [
        lambda: ChoiceFactory(completed_on=TODAY),
        lambda: ChoiceFactory(source="here"),
        lambda: ChoiceFactory(brought_in_by=UserFactory()),
        lambda: ChoiceFactory(done=True, brought_in_by=UserFactory()),
    ],
    "test_attempt_one_open_per_module": [
        lambda: TestAttemptFactory(
            assistant=(first := TestAttemptFactory(begun=True)).assistant,
            module=first.module,
            begun=True,
        )
    ],
    "test_attempt_scored_when_handed_in": [
        lambda: TestAttemptFactory(begun=True, passed=True),
        lambda: TestAttemptFactory(begun=True, right=1),
        lambda: TestAttemptFactory(asked=0, right=0),
        lambda: TestAttemptFactory(right=6),
    ],
    "essay_one_per_author_and_module": [
        lambda: EssayFactory(author=(first := EssayFactory()).author, module=first.module),
        lambda: EssayFactory(
            author=(first := EssayFactory()).author, module=first.module, draft=True
        ),
    ],
    "essay_handed_in_has_text": [lambda: EssayFactory(text="")],
    "essay_example_is_handed_in": [lambda: ExampleFactory(draft=True)],
    "essay_set_aside_with_reason": [
        lambda: EssayFactory(**ASIDE),
        lambda: EssayFactory(set_aside_at=NOW, set_aside_by=UserFactory()),
        lambda: EssayFactory(set_aside_because="A copy."),
    ],
    "essay_language_is_known": [lambda: EssayFactory(language="de")],
    "essay_opened_stays": [
        lambda: change_opened(text="Other."),
        lambda: change_opened(handed_in_at=None),
        lambda: change_opened(author=None),
        lambda: change_opened(module=OnlineModuleFactory()),
    ],
    "peer_evaluation_once_per_evaluator_and_essay": [
        lambda: PeerEvaluationFactory(
            evaluator=(first := PeerEvaluationFactory()).evaluator, essay=first.essay
        )
    ],
    "peer_evaluation_one_open_per_module": [
        lambda: PeerEvaluationFactory(
            evaluator=(first := PeerEvaluationFactory(leased=True)).evaluator,
            essay__module=first.module,
            leased=True,
        )
    ],
    "peer_evaluation_lease_ends_after_it_begins": [
        lambda: PeerEvaluationFactory(leased_at=NOW, lease_ends_at=NOW)
    ],
    "peer_evaluation_given_with_comment": [
        lambda: PeerEvaluationFactory(comment=""),
        lambda: PeerEvaluationFactory(released_at=NOW),
    ],
    "peer_evaluation_flagged_with_reason": [
        lambda: PeerEvaluationFactory(flagged_at=NOW),
        lambda: PeerEvaluationFactory(flagged_because="Rude."),
        lambda: PeerEvaluationFactory(leased=True, flagged_at=NOW, flagged_because="Rude."),
    ],
    "peer_evaluation_answered_with_author_and_words": [
        lambda: PeerEvaluationFactory(is_withheld=True),
        lambda: PeerEvaluationFactory(answer="No."),
        lambda: PeerEvaluationFactory(answered_at=NOW, answered_by=UserFactory(), answer="No."),
    ],
    "peer_evaluation_of_anothers_essay": [
        lambda: PeerEvaluationFactory(evaluator=(essay := EssayFactory()).author, essay=essay),
        lambda: PeerEvaluationFactory(essay=EssayFactory(draft=True)),
        lambda: PeerEvaluationFactory(
            essay=EssayFactory(**ASIDE, set_aside_by=UserFactory()), leased=True
        ),
        lambda: PeerEvaluationFactory(module=OnlineModuleFactory()),
        lambda: PeerEvaluation.objects.filter(pk=PeerEvaluationFactory(leased=True).pk).update(
            essay=EssayFactory()
        ),
    ],
    "rating_one_per_evaluation_and_criterion": [
        lambda: [rate(evaluation) for evaluation in [PeerEvaluationFactory()] * 2]
    ],
}
# Tested in test_history_is_not_rewritten.py.
HELD_ELSEWHERE = {
    # The same for all tables: tried in tests/completion/merging.
    "record_is_in_use",
    "attendance_stays_where_it_is",
    "criterion_stays_where_it_is",
    "level_stays_where_it_is",
    "meeting_attended_stays",
    "objection_answered_stays",
    "objection_stays",
    "online_module_code_stays",
    "option_stays_where_it_is",
    "question_stays_where_it_is",
    "rating_given_stays",
}
CASES = [pytest.param(name, break_it, id=f"{name}-{number}") for name, ways in BROKEN.items() for number, break_it in enumerate(ways)]  # fmt: skip


def change_opened(**changes) -> None:
    evaluation = PeerEvaluationFactory(leased=True)
    Essay.objects.filter(pk=evaluation.essay_id).update(**changes)


def rate(evaluation) -> models.Rating:
    criterion = evaluation.module.criteria.first() or CriterionFactory(module=evaluation.module)
    return models.Rating.objects.create(
        evaluation=evaluation, criterion=criterion, level=criterion.levels.all()[0]
    )


@pytest.mark.parametrize(("name", "break_it"), CASES)
def test_rule_is_kept(name, break_it):
    with violates(name):
        break_it()


def test_every_rule_has_a_case():
    ours = [getattr(models, name) for name in models.__all__]
    assert all(issubclass(model, Model) for model in ours)
    rules = {constraint.name for model in ours for constraint in model._meta.constraints}
    triggers = {trigger.name for model in ours for trigger in getattr(model._meta, "triggers", ())}
    history = {"insert_insert", "update_update", "delete_delete"}
    history |= {name for name in triggers if "_keeps_" in name} | HELD_ELSEWHERE
    assert (rules | triggers) - history == set(BROKEN) | set(STAYS) | set(BROKEN_BY_MEETINGS)


def change_attempt(attempt) -> None:
    TestAttempt.objects.filter(pk=attempt.pk).update(right=0)


def delete_attempt(attempt) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM modules_testattempt")


# For each rule that protects completed work, the changes it refuses.
STAYS: dict[str, list[Callable[[Model], object]]] = {
    "test_attempt_handed_in_stays": [change_attempt, delete_attempt],
    "peer_evaluation_given_stays": [
        lambda _: PeerEvaluation.objects.update(comment="Other."),
        lambda _: PeerEvaluation.objects.update(given_at=NOW),
        lambda _: PeerEvaluation.objects.update(given_at=None),
    ],
}


@pytest.mark.parametrize("change", STAYS["test_attempt_handed_in_stays"])
def test_attempt_that_is_handed_in_stays(change):
    attempt = TestAttemptFactory()
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        change(attempt)
    assert TestAttempt.objects.get().right == attempt.right


@pytest.mark.parametrize("change", STAYS["peer_evaluation_given_stays"])
def test_evaluation_that_is_given_stays(change):
    evaluation = PeerEvaluationFactory()
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        change(evaluation)
    assert PeerEvaluation.objects.get().comment == evaluation.comment


def test_what_is_not_handed_in_or_given_changes_freely():
    TestAttemptFactory(begun=True)
    TestAttempt.objects.update(answers={"1": [2]})
    PeerEvaluationFactory(leased=True)
    PeerEvaluation.objects.update(comment="Other.")
    EssayFactory(draft=True)
    Essay.objects.exclude(evaluations__isnull=False).update(text="Other.")


def test_evaluation_that_is_given_can_be_flagged_and_answered():
    PeerEvaluationFactory()
    PeerEvaluation.objects.update(flagged_at=NOW, flagged_because="Rude.")
    PeerEvaluation.objects.update(
        answered_at=NOW, answered_by=UserFactory(), answer="Yes.", is_withheld=True
    )


def test_essay_that_was_opened_can_be_set_aside_and_compared():
    PeerEvaluationFactory()
    Essay.objects.update(**ASIDE, set_aside_by=UserFactory(), fingerprint=[1], similarity=2)


def test_dates_of_a_term_go_with_all_modules_or_with_one():
    ModuleDatesFactory()
    ModuleDatesFactory(module=OnlineModuleFactory())
    ModuleDatesFactory(module=OnlineModuleFactory())
    assert ModuleDates.objects.count() == 3


def test_what_a_person_did_is_not_deleted_with_the_module_or_the_person():
    for made in (ChoiceFactory(), TestAttemptFactory(), EssayFactory(), PeerEvaluationFactory()):
        with pytest.raises(DatabaseError, match="protected"):
            made.module.delete()
    for person in (
        Choice.objects.get().assistant,
        TestAttempt.objects.get().assistant,
        PeerEvaluation.objects.get().evaluator,
    ):
        with pytest.raises(DatabaseError, match="protected"):
            person.delete()
    assert OnlineModule.objects.count() == 4
