"""The test is shuffled for each attempt, saved along the way, and scored once."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from modules.models import OnlineModule, Option, Question, TestAttempt
from modules.online import taking_test
from tests.factories import NOW
from tests.modules.factories import (
    ChoiceFactory,
    OnlineModuleFactory,
    OptionFactory,
    QuestionFactory,
    TestAttemptFactory,
)
from tests.modules.rules import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chosen")]


def begin(ada, module, seed=1) -> TestAttempt:
    return taking_test.begin(assistant=ada, module=module, at=NOW, shuffler=random.Random(seed))


def right_answers(module) -> dict[int, list[int]]:
    return {
        question.pk: [option.pk for option in question.options.all() if option.is_right]
        for question in module.questions.all()
    }


def answers_with(module, *, right: int) -> dict[int, list[int]]:
    """Return answers with ``right`` questions right and the others wrong."""
    answers = right_answers(module)
    for key in list(answers)[right:]:
        answers[key] = [Option.objects.filter(question=key, is_right=False).first().pk]
    return answers


def hand_in(attempt, answers, at=NOW) -> TestAttempt:
    return taking_test.hand_in(attempt=attempt, answers=answers, at=at)


# Starting


def test_each_attempt_has_its_own_order_of_all_questions_and_options(ada, module):
    first = begin(ada, module, seed=1)
    hand_in(first, answers_with(module, right=0))
    second = begin(ada, module, seed=2)
    assert first.paper != second.paper
    for attempt in (first, second):
        assert {key: sorted(options) for key, options in attempt.paper} == {
            question.pk: sorted(question.options.values_list("pk", flat=True))
            for question in module.questions.all()
        }


def test_same_shuffler_gives_the_same_paper(ada, ben, module):
    ChoiceFactory(assistant=ben, module=module)
    assert begin(ada, module).paper == begin(ben, module).paper


def test_going_on_keeps_the_paper_and_the_answers(ada, module):
    attempt = begin(ada, module)
    answers = dict(list(right_answers(module).items())[:2])
    taking_test.save(attempt=attempt, answers=answers)
    again = begin(ada, module, seed=2)
    assert (again.pk, again.paper) == (attempt.pk, [[*entry] for entry in attempt.paper])
    chosen = {
        asked.question.pk: asked.chosen for asked in taking_test.questions_of(again) if asked.chosen
    }
    assert chosen == {key: frozenset(options) for key, options in answers.items()}


def test_module_must_be_chosen_open_and_done_here(ada, ben, module, chosen):
    with refused("not_chosen"):
        begin(ben, module)
    elsewhere = ChoiceFactory(assistant=ada, module=OnlineModuleFactory(elsewhere=True), slot=2)
    with refused("done_elsewhere"):
        begin(ada, elsewhere.module)
    attempt = begin(ada, module)
    chosen.completed_on, chosen.source = NOW.date(), "file"
    chosen.save()
    with refused("completed"):
        begin(ada, module)
    assert TestAttempt.objects.get() == attempt


def test_attempts_are_limited_where_the_module_says_so(ada, module):
    OnlineModule.objects.update(attempts_allowed=2)
    module.refresh_from_db()
    for _ in range(2):
        hand_in(begin(ada, module), answers_with(module, right=0))
    with refused("no_attempt_left"):
        begin(ada, module)
    OnlineModule.objects.update(attempts_allowed=None)
    module.refresh_from_db()
    assert begin(ada, module).handed_in_at is None


def test_attempt_begun_is_gone_on_with_where_fewer_are_allowed_since(ada, module):
    TestAttemptFactory(assistant=ada, module=module, failed=True)
    attempt = begin(ada, module)
    module.attempts_allowed = 1
    module.save()
    assert begin(ada, module) == attempt


def test_attempts_of_others_and_at_other_tests_are_not_counted(ada, ben, module):
    module.attempts_allowed = 1
    module.save()
    TestAttemptFactory(assistant=ben, module=module, failed=True)
    TestAttemptFactory(assistant=ada, failed=True)
    assert begin(ada, module).handed_in_at is None


# Scoring


def test_question_is_right_by_all_its_right_options_and_no_other(ada, module):
    question = QuestionFactory(module=module, right=2, wrong=1)
    right, other, wrong = question.options.order_by("-is_right", "pk")
    for chosen, is_right in [
        ([right, other], True),
        ([right], False),
        ([right, other, wrong], False),
        ([wrong], False),
    ]:
        answers = right_answers(module) | {question.pk: [option.pk for option in chosen]}
        attempt = hand_in(begin(ada, module), answers)
        assert (attempt.asked, attempt.right) == (6, 5 + is_right)


def test_page_knows_where_several_options_are_right(ada, module):
    several = QuestionFactory(module=module, right=2)
    asked = taking_test.questions_of(begin(ada, module))
    assert [item.question for item in asked if item.has_several] == [several]


@pytest.mark.parametrize(
    ("pass_mark", "right", "passed"),
    [(80, 4, True), (81, 4, False), (80, 3, False), (60, 3, True), (100, 5, True), (100, 4, False),
     (1, 1, True), (1, 0, False)],
)  # fmt: skip
def test_pass_mark_is_reached_exactly_or_not(ada, module, pass_mark, right, passed):
    module.pass_mark = pass_mark
    module.save()
    attempt = hand_in(begin(ada, module), answers_with(module, right=right))
    assert (attempt.right, attempt.passed) == (right, passed)


def test_third_of_three_is_no_rounding_matter(ada):
    module = OnlineModuleFactory(pass_mark=67)
    QuestionFactory.create_batch(3, module=module)
    ChoiceFactory(assistant=ada, module=module, slot=2)
    assert not hand_in(begin(ada, module), answers_with(module, right=2)).passed
    module.pass_mark = 66
    module.save()
    assert hand_in(begin(ada, module), answers_with(module, right=2)).passed


def test_unanswered_questions_are_told_by_their_numbers_and_the_others_kept(ada, module):
    attempt = begin(ada, module)
    answers = right_answers(module)
    missing = [attempt.paper[1][0], attempt.paper[4][0]]
    for key in missing:
        del answers[key]
    with refused("unanswered") as refusal:
        hand_in(attempt, answers)
    assert refusal.value.numbers == [2, 5]
    attempt.refresh_from_db()
    assert attempt.handed_in_at is None
    assert attempt.answers == {str(key): options for key, options in answers.items()}


def test_handing_in_twice_counts_the_first_time(ada, module):
    attempt = begin(ada, module)
    hand_in(attempt, answers_with(module, right=2))
    again = hand_in(attempt, right_answers(module), at=NOW + timedelta(minutes=1))
    assert (again.right, again.handed_in_at) == (2, NOW)
    saved = taking_test.save(attempt=attempt, answers={})
    assert saved.answers == again.answers != {}


def test_answers_to_what_was_not_asked_are_ignored(ada, module):
    attempt = begin(ada, module)
    (first, _), (second, _) = attempt.paper[:2]
    foreign = QuestionFactory(module=OnlineModuleFactory())
    others = right_answers(module)[second]
    taking_test.save(
        attempt=attempt,
        answers={first: [*others, 10**12, -1], foreign.pk: [foreign.options.first().pk], 0: [0]},
    )
    attempt.refresh_from_db()
    assert attempt.answers == {}


# Changes by staff in the meantime


def test_deleted_question_is_left_out_of_the_score(ada, module):
    attempt = begin(ada, module)
    gone = Question.objects.get(pk=attempt.paper[0][0])
    gone.delete()
    answers = right_answers(module)
    attempt = hand_in(attempt, answers)
    assert (attempt.asked, attempt.right, attempt.passed) == (4, 4, True)
    assert [asked.number for asked in taking_test.questions_of(attempt)] == [1, 2, 3, 4]


def test_question_added_is_asked_in_the_next_attempt(ada, module):
    attempt = begin(ada, module)
    QuestionFactory(module=module)
    assert hand_in(attempt, right_answers(module)).asked == 5
    assert len(begin(ada, module).paper) == 6


def test_deleted_wrong_option_is_not_shown_and_no_answer(ada, module):
    attempt = begin(ada, module)
    wrong = Option.objects.filter(is_right=False).first()
    question = wrong.question
    taking_test.save(attempt=attempt, answers={question.pk: [wrong.pk]})
    wrong.delete()
    attempt.refresh_from_db()
    (asked,) = [asked for asked in taking_test.questions_of(attempt) if asked.question == question]
    assert (len(asked.options), asked.chosen) == (2, frozenset())


def test_option_added_is_not_asked_for(ada, module):
    attempt = begin(ada, module)
    answers = right_answers(module)
    OptionFactory(question=module.questions.first(), is_right=True)
    assert hand_in(attempt, answers).right == 5


@pytest.mark.parametrize("what", ["right", "all"])
def test_question_that_no_one_can_answer_rightly_any_more_is_left_out(ada, module, what):
    attempt = begin(ada, module)
    options = module.questions.first().options.all()
    (options.filter(is_right=True) if what == "right" else options).delete()
    answers = {key: right for key, right in right_answers(module).items() if right}
    attempt = hand_in(attempt, answers)
    assert (attempt.asked, attempt.right) == (4, 4)


def test_test_without_any_question_left_is_told(ada, module):
    attempt = begin(ada, module)
    module.questions.all().delete()
    with refused("no_questions"):
        hand_in(attempt, {})


def test_attempt_whose_questions_are_all_replaced_starts_again(ada, module):
    attempt = begin(ada, module)
    taking_test.save(attempt=attempt, answers=right_answers(module))
    module.questions.all().delete()
    with refused("no_questions"):
        begin(ada, module)
    QuestionFactory.create_batch(2, module=module)
    again = begin(ada, module)
    assert (again.pk, again.answers) == (attempt.pk, {})
    assert len(taking_test.questions_of(again)) == 2
    assert hand_in(again, right_answers(module)).passed


def test_pass_mark_is_that_of_handing_in(ada, module):
    attempt = begin(ada, module)
    OnlineModule.objects.update(pass_mark=40)
    assert hand_in(attempt, answers_with(module, right=2)).passed
