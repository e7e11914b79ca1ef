"""Each author evaluates two other essays; those that need it most come first, and no one waits forever."""

from __future__ import annotations

from datetime import timedelta

import pytest

from modules.models import Choice, PeerEvaluation, Rating
from modules.online.essays import assigning, evaluating
from modules.online.words import count_words
from tests.factories import NOW_IN_UTC as NOW
from tests.modules.factories import (
    ChoiceFactory,
    CriterionFactory,
    EssayFactory,
    ExampleFactory,
    HandedInFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    words,
)
from tests.modules.rules import give, levels_of, refused

pytestmark = pytest.mark.django_db

# An author who handed in at NOW gets no examples at SOON, but does from FILLED_UP.
SOON = NOW + timedelta(days=4)
FILLED_UP = NOW + timedelta(days=5)


@pytest.fixture
def own(ada, module):
    """Ada's essay, handed in just now."""
    return HandedInFactory(author=ada, module=module, handed_in_at=NOW)


@pytest.fixture
def evaluation(ada, own):
    """Ada's open evaluation of another person's essay."""
    return PeerEvaluationFactory(
        evaluator=ada, essay=EssayFactory(module=own.module), leased=True, leased_at=NOW
    )


def take(assistant, module, at=NOW) -> PeerEvaluation:
    return assigning.take(assistant=assistant, module=module, at=at)


def taken_by(assistant, module, at=NOW):
    return take(assistant, module, at).essay


# Who gets an essay


def test_who_has_not_chosen_or_handed_in_gets_none(ada, ben, module):
    EssayFactory(module=module)
    with refused("not_chosen"):
        take(EssayFactory(author=ben, module=module).author, module)
    ChoiceFactory(assistant=ada, module=module)
    with refused("not_handed_in"):
        take(ada, module)
    EssayFactory(author=ada, module=module, draft=True)
    with refused("not_handed_in"):
        take(ada, module)


def test_no_one_gets_their_own_essay_a_draft_or_one_of_another_module(ada, module, own, staff):
    EssayFactory()
    EssayFactory(module=module, draft=True)
    EssayFactory(module=module, set_aside_at=NOW, set_aside_by=staff, set_aside_because="A copy.")
    for at in (NOW, FILLED_UP):
        with refused("nothing_to_evaluate"):
            take(ada, module, at)


def test_a_person_who_has_an_open_evaluation_keeps_it(ada, module, own):
    EssayFactory.create_batch(2, module=module)
    first = take(ada, module)
    again = take(ada, module, at=SOON - timedelta(seconds=1))
    assert (again, again.lease_ends_at) == (first, NOW + timedelta(days=4))


def test_no_one_gets_the_same_essay_twice(ada, module, own):
    first, second = EssayFactory.create_batch(2, module=module)
    given = give(take(ada, module))
    back = take(ada, module)
    evaluating.give_back(evaluation=back, at=NOW)
    assert {given.essay, back.essay} == {first, second}
    for at in (NOW, FILLED_UP):
        with refused("nothing_to_evaluate"):
            take(ada, module, at)


def test_lease_is_as_long_as_the_module_says(ada, module, own):
    module.lease_days = 9
    module.save()
    EssayFactory(module=module)
    evaluation = take(ada, module)
    assert (evaluation.leased_at, evaluation.lease_ends_at) == (NOW, NOW + timedelta(days=9))


# Which essay they get


def test_first_handed_in_comes_first(ada, module, own):
    later = EssayFactory(module=module, handed_in_at=NOW - timedelta(days=1))
    earlier = EssayFactory(module=module, handed_in_at=NOW - timedelta(days=2))
    assert taken_by(ada, module) == earlier != later


def test_fewest_evaluations_and_leases_go_before_the_first_handed_in(ada, module, own):
    leased, given, none = EssayFactory.create_batch(3, module=module)
    PeerEvaluationFactory(essay=leased, leased=True)
    PeerEvaluationFactory(essay=given)
    assert taken_by(ada, module) == none


def test_authors_who_evaluate_go_before_the_fewest(ada, module, own):
    idle, busy = EssayFactory.create_batch(2, module=module)
    PeerEvaluationFactory(evaluator=busy.author, essay__module=module)
    PeerEvaluationFactory(essay=busy)
    # Evaluations in another module, or not yet given, do not count.
    PeerEvaluationFactory(evaluator=idle.author)
    PeerEvaluationFactory(evaluator=idle.author, essay__module=module, leased=True)
    assert taken_by(ada, module) == busy


def test_ones_language_goes_before_all_else(ada, module, own):
    other = EssayFactory(module=module, language="en", handed_in_at=NOW - timedelta(days=90))
    PeerEvaluationFactory(evaluator=other.author, essay__module=module)
    mine = EssayFactory(module=module)
    PeerEvaluationFactory(essay=mine)
    assert taken_by(ada, module).language == "nb"


def test_essay_whose_author_has_left_comes_last(ada, module, own):
    left = EssayFactory(module=module, handed_in_at=NOW - timedelta(days=90))
    left.author.appointments.update(ends_on=NOW.date() - timedelta(days=1))
    other = EssayFactory(module=module, language="en")
    assert taken_by(ada, module) == other
    give(PeerEvaluation.objects.get())
    assert taken_by(ada, module) == left


@pytest.fixture
def english(own):
    """Ada's essay is in English, and she may not read Norwegian."""
    own.language = "en"
    own.save()


@pytest.mark.usefixtures("english")
def test_english_reader_waits_for_an_english_essay(ada, module):
    EssayFactory(module=module, handed_in_at=NOW - timedelta(days=90))
    with refused("nothing_to_evaluate"):
        take(ada, module, SOON)
    english = EssayFactory(module=module, language="en")
    assert taken_by(ada, module, SOON) == english


@pytest.mark.usefixtures("english")
def test_english_reader_gets_an_english_example_before_a_norwegian_essay(ada, module):
    EssayFactory(module=module)
    ExampleFactory(module=module)
    example = ExampleFactory(module=module, language="en")
    assert taken_by(ada, module, FILLED_UP) == example


@pytest.mark.usefixtures("english")
def test_english_reader_without_any_in_english_is_not_kept_waiting_forever(ada, module):
    norwegian = ExampleFactory(module=module)
    assert taken_by(ada, module, FILLED_UP) == norwegian


def test_another_language_is_better_than_waiting(ada, module, own):
    other = EssayFactory(module=module, language="en")
    assert taken_by(ada, module) == other


@pytest.mark.parametrize("how", [("given", "given"), ("given", "leased"), ("leased", "leased")])
def test_essay_with_enough_is_given_to_no_one_who_need_not_wait_too_long(ada, module, own, how):
    enough = EssayFactory(module=module)
    for state in how:
        PeerEvaluationFactory(essay=enough, leased=state == "leased", leased_at=NOW)
    with refused("nothing_to_evaluate") as refusal:
        take(ada, module, at=NOW + timedelta(days=3))
    assert refusal.value.fills_up_at == FILLED_UP


@pytest.mark.parametrize("how", [{"released_at": NOW}, {"leased_at": NOW - timedelta(days=4)}])
def test_essay_given_back_or_kept_too_long_is_given_out_again(ada, module, own, how):
    lacks = EssayFactory(module=module)
    PeerEvaluationFactory(essay=lacks)
    PeerEvaluationFactory(essay=lacks, leased=True, **how)
    assert taken_by(ada, module) == lacks


# When there are too few essays


def test_examples_fill_up_after_the_days_to_wait_and_not_before(ada, module, own):
    example = ExampleFactory(module=module)
    with refused("nothing_to_evaluate"):
        take(ada, module, at=FILLED_UP - timedelta(seconds=1))
    assert taken_by(ada, module, at=FILLED_UP) == example


def test_essays_that_lack_go_before_examples_always(ada, module, own):
    ExampleFactory(module=module)
    other = EssayFactory(module=module, language="en")
    assert taken_by(ada, module, at=FILLED_UP) == other


def test_example_in_ones_language_comes_first(ada, module, own):
    ExampleFactory(module=module, language="en")
    mine = ExampleFactory(module=module, language="nb")
    assert taken_by(ada, module, at=FILLED_UP) == mine


def test_whatever_there_is_comes_after_the_examples(ada, module, own):
    enough = EssayFactory(module=module)
    PeerEvaluationFactory.create_batch(2, essay=enough)
    example = ExampleFactory(module=module)
    assert give(take(ada, module, at=FILLED_UP)).essay == example
    assert taken_by(ada, module, at=FILLED_UP) == enough
    assert PeerEvaluation.objects.filter(essay=enough).count() == 3


def test_where_there_is_nothing_at_all_no_time_is_promised(ada, module, own):
    with refused("nothing_to_evaluate") as refusal:
        take(ada, module, at=FILLED_UP)
    assert refusal.value.fills_up_at is None
    assert refusal.value.next_step


# Extra evaluations


@pytest.fixture
def helper(ada, own):
    PeerEvaluationFactory.create_batch(2, evaluator=ada, essay__module=own.module)
    for evaluation in PeerEvaluation.objects.all():
        PeerEvaluationFactory.create_batch(2, essay=evaluation.essay)
    return ada


def test_who_has_given_two_helps_where_an_essay_has_waited_long(helper, module):
    waiting = EssayFactory(module=module, handed_in_at=NOW - timedelta(days=5))
    assert taken_by(helper, module) == waiting


def test_who_helps_takes_nothing_from_those_who_have_theirs_to_give(helper, module):
    EssayFactory(module=module, handed_in_at=NOW - timedelta(days=5) + timedelta(seconds=1))
    ExampleFactory(module=module)
    with refused("nothing_to_evaluate"):
        take(helper, module)


def test_who_helps_gets_no_example_and_none_with_enough(helper, module):
    ExampleFactory(module=module)
    with refused("nothing_to_evaluate") as refusal:
        take(helper, module, at=NOW + timedelta(days=50))
    # People who have completed the module get no more letters about its essays.
    assert "We write to you" not in refusal.value.next_step


# After the lease expires


def test_evaluation_is_taken_late_though_others_have_the_essay(ada, ben, evaluation):
    late = evaluation.lease_ends_at + timedelta(days=20)
    HandedInFactory(author=ben, module=evaluation.module, handed_in_at=NOW)
    PeerEvaluationFactory(essay=evaluation.essay)
    PeerEvaluationFactory.create_batch(2, essay=ada.essays.get())
    assert taken_by(ben, evaluation.module, at=late) == evaluation.essay
    give(evaluation, at=late)
    assert evaluation.essay.evaluations.given().count() == 2


def test_who_asks_after_their_lease_gets_another_and_the_first_is_over(ada, module, evaluation):
    other = EssayFactory(module=module)
    after = evaluation.lease_ends_at
    assert taken_by(ada, module, at=after) == other
    evaluation.refresh_from_db()
    assert evaluation.released_at == after
    with refused("evaluation_over"):
        give(evaluation)


def test_an_evaluation_that_a_person_has_begun_to_write_stays_theirs(ada, module, evaluation):
    EssayFactory(module=module)
    evaluating.save(evaluation=evaluation, levels={}, comment="So far", at=NOW)
    after = evaluation.lease_ends_at
    again = take(ada, module, at=after)
    assert (again, again.comment) == (evaluation, "So far")
    assert (again.leased_at, again.lease_ends_at) == (after, after + timedelta(days=4))


def test_where_there_is_no_other_essay_the_first_is_given_out_again(ada, module, evaluation):
    assert take(ada, module, at=evaluation.lease_ends_at) == evaluation


def test_giving_back_is_possible_until_it_is_given(ada, module, evaluation):
    for day in (0, 1):
        evaluating.give_back(evaluation=evaluation, at=NOW + timedelta(days=day))
    evaluation.refresh_from_db()
    assert evaluation.released_at == NOW
    given = PeerEvaluationFactory(evaluator=ada, essay__module=module)
    with refused("evaluation_given"):
        evaluating.give_back(evaluation=given, at=NOW)


# Writing and giving an evaluation


def test_comment_and_levels_are_kept_as_one_goes(module, evaluation):
    criterion, _ = module.criteria.all()
    low, high = criterion.levels.all()
    for level, comment in [(low, "One"), (high, "Two")]:
        evaluating.save(
            evaluation=evaluation, levels={criterion.pk: level.pk}, comment=comment, at=NOW
        )
    evaluation.refresh_from_db()
    assert (evaluation.comment, evaluation.given_at) == ("Two", None)
    assert Rating.objects.get().level == high


def test_levels_that_are_not_offered_are_ignored(module, evaluation):
    first, second = module.criteria.all()
    foreign = CriterionFactory(module=OnlineModuleFactory())
    tampered = {
        first.pk: second.levels.first().pk,
        second.pk: 10**12,
        foreign.pk: foreign.levels.first().pk,
        -1: 0,
    }
    evaluating.save(evaluation=evaluation, levels=tampered, comment="", at=NOW)
    assert not Rating.objects.exists()


def test_criteria_without_level_are_told_by_number_and_the_rest_kept(module, evaluation):
    CriterionFactory(module=module)
    first, second, _third = module.criteria.all()
    with refused("unrated") as refusal:
        give(evaluation, levels={second.pk: second.levels.first().pk})
    assert refusal.value.numbers == [1, 3]
    evaluation.refresh_from_db()
    assert (evaluation.comment, evaluation.given_at) == (words(5), None)
    assert Rating.objects.get().criterion == second != first


def test_criterion_added_meanwhile_is_rated_too_and_one_deleted_is_not(module, evaluation):
    levels = levels_of(module)
    CriterionFactory(module=module)
    with refused("unrated"):
        give(evaluation, levels=levels)
    module.criteria.last().delete()
    assert give(evaluation, levels=levels).given_at


@pytest.mark.parametrize(("number", "taken"), [(0, False), (4, False), (5, True), (500, True)])
def test_comment_has_as_many_words_as_the_module_asks_for(evaluation, number, taken):
    comment = words(number)
    assert count_words(comment) == number
    if taken:
        assert give(evaluation, comment).given_at == NOW
    else:
        with refused("comment_too_short"):
            give(evaluation, comment)
        evaluation.refresh_from_db()
        assert (evaluation.comment, evaluation.given_at) == (comment, None)


def test_giving_the_same_again_is_harmless_and_another_is_refused(evaluation):
    give(evaluation)
    again = give(evaluation, at=NOW + timedelta(days=1))
    assert again.given_at == NOW
    with refused("evaluation_given"):
        give(evaluation, words(6))
    with refused("evaluation_given"):
        evaluating.save(evaluation=evaluation, levels={}, comment=words(6), at=NOW)


def test_two_given_complete_the_module_of_who_gave_them(ada, module, own):
    EssayFactory.create_batch(2, module=module)
    give(take(ada, module))
    assert not Choice.objects.completed().exists()
    give(take(ada, module))
    assert Choice.objects.completed().get().assistant == ada
