"""A module is completed by a person's own work: the test, the essay and two evaluations given."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import localdate

from enrollment.models import Letter
from modules.models import Choice
from modules.online.essays import evaluating, setting_aside, writing
from modules.online.progress import ModuleStep, progress_of
from tests.factories import NOW, OSLO
from tests.modules.factories import (
    ChoiceFactory,
    EssayFactory,
    ExampleFactory,
    HandedInFactory,
    ModuleDatesFactory,
    PeerEvaluationFactory,
    TestAttemptFactory,
    words,
)

pytestmark = pytest.mark.django_db


def give(evaluation, at=NOW):
    return evaluating.give(evaluation=evaluation, levels={}, comment=words(5), at=at)


def lease(assistant, module, **values):
    return PeerEvaluationFactory(evaluator=assistant, essay__module=module, leased=True, **values)


def step_of(assistant) -> ModuleStep:
    (progress,) = progress_of(assistant, NOW)
    return progress.step


@pytest.fixture
def module(module):
    """A module without criteria; completion does not depend on them."""
    module.criteria.all().delete()
    return module


def test_steps_come_one_after_the_other(ada, module, chosen):
    steps = [step_of(ada)]
    TestAttemptFactory(assistant=ada, module=module, failed=True)
    steps.append(step_of(ada))
    TestAttemptFactory(assistant=ada, module=module)
    steps.append(step_of(ada))
    EssayFactory(author=ada, module=module, draft=True)
    steps.append(step_of(ada))
    ada.essays.update(handed_in_at=NOW)
    steps.append(step_of(ada))
    for _ in range(2):
        give(lease(ada, module))
        steps.append(step_of(ada))
    assert steps == [0, 0, 1, 1, 2, 3, 4]


def test_module_is_completed_with_the_second_evaluation_on_that_day(ada, module):
    HandedInFactory(author=ada, module=module)
    give(lease(ada, module))
    assert not Choice.objects.completed().exists()
    # Half past midnight in Oslo, still the day before in UTC.
    night = datetime(2031, 9, 2, 0, 30, tzinfo=OSLO)
    give(lease(ada, module), at=night)
    choice = Choice.objects.completed().get()
    assert (choice.completed_on, choice.source) == (night.date(), Choice.Source.HERE)
    assert Letter.objects.filter(kind="module-completed").count() == 1


def test_giving_the_last_again_completes_once(ada, module):
    HandedInFactory(author=ada, module=module)
    PeerEvaluationFactory(evaluator=ada, essay__module=module)
    last = lease(ada, module)
    give(last)
    give(last, at=NOW + timedelta(days=2))
    assert Choice.objects.get().completed_on == localdate(NOW)


def test_examples_count_as_essays_of_others_do(ada, module):
    HandedInFactory(author=ada, module=module)
    for _ in range(2):
        give(PeerEvaluationFactory(evaluator=ada, essay=ExampleFactory(module=module), leased=True))
    assert step_of(ada) == ModuleStep.COMPLETED


def test_evaluations_that_ones_own_essay_gets_are_nothing_to_wait_for(ada, module):
    HandedInFactory(author=ada, module=module)
    for _ in range(2):
        give(lease(ada, module))
    assert not ada.essays.get().evaluations.exists()
    assert step_of(ada) == ModuleStep.COMPLETED


@pytest.mark.parametrize("missing", ["test", "essay", "evaluation", "choice"])
def test_nothing_is_completed_while_a_part_is_missing(ada, ben, module, missing):
    """Other people's parts and parts of other modules do not count."""
    if missing != "choice":
        ChoiceFactory(assistant=ada, module=module)
    TestAttemptFactory(assistant=ada, module=module, failed=missing == "test")
    EssayFactory(author=ada, module=module, draft=missing == "essay")
    if missing != "evaluation":
        PeerEvaluationFactory(evaluator=ada, essay__module=module)
    for assistant, about in [(ada, HandedInFactory().module), (ben, module)]:
        TestAttemptFactory(assistant=assistant, module=about)
        EssayFactory(author=assistant, module=about)
        PeerEvaluationFactory(evaluator=assistant, essay__module=about)
    give(lease(ada, module))
    assert not Choice.objects.completed().exists()


def test_handing_in_again_completes_where_the_evaluations_are_given(ada, module, staff):
    """Evaluations already given still count after the essay is set aside."""
    essay = HandedInFactory(author=ada, module=module)
    for _ in range(2):
        give(lease(ada, module))
    setting_aside.set_aside(essay=essay, by=staff, because="A copy.", at=NOW)
    assert step_of(ada) == ModuleStep.TEST_PASSED
    later = NOW + timedelta(days=3)
    writing.hand_in(
        assistant=ada, module=module, text=words(11), language="nb", version=0, at=later
    )
    assert Choice.objects.get().completed_on == localdate(later)


def test_what_a_file_brought_in_keeps_its_date(ada, module):
    choice = ChoiceFactory(assistant=ada, module=module, brought_in=True)
    TestAttemptFactory(assistant=ada, module=module)
    EssayFactory(author=ada, module=module)
    for _ in range(2):
        give(lease(ada, module), at=NOW + timedelta(days=9))
    choice.refresh_from_db()
    assert (choice.completed_on, choice.source) == (NOW.date(), Choice.Source.FILE)
    assert not Letter.objects.filter(kind="module-completed").exists()


# When the next step is due


def test_essay_is_due_before_the_module(ada, module, chosen):
    dates = ModuleDatesFactory()
    assert progress_of(ada, NOW)[0].due.day == dates.hand_in_by
    TestAttemptFactory(assistant=ada, module=module)
    EssayFactory(author=ada, module=module)
    assert progress_of(ada, NOW)[0].due.day == dates.complete_by


def test_dates_of_the_module_go_before_those_of_all(ada, module, chosen):
    ModuleDatesFactory()
    own = ModuleDatesFactory(module=module, hand_in_by=NOW.date() + timedelta(days=3))
    assert progress_of(ada, NOW)[0].due.day == own.hand_in_by


def test_dates_of_terms_without_appointment_are_not_theirs(ada, chosen):
    ModuleDatesFactory(term__code="2032V")
    assert progress_of(ada, NOW)[0].due is None


def test_next_date_to_come_counts_and_the_last_one_past_else(ada, module, chosen):
    dates = ModuleDatesFactory()
    ada.appointments.create(
        course=ada.appointments.get().course,
        department=ada.appointments.get().department,
        term=ModuleDatesFactory(
            term__code="2032V",
            hand_in_by=dates.hand_in_by + timedelta(days=150),
            complete_by=dates.hand_in_by + timedelta(days=160),
        ).term,
    )
    first, last = dates.hand_in_by, dates.hand_in_by + timedelta(days=150)
    for day, due in [(0, first), (30, first), (31, last), (180, last), (300, last)]:
        assert progress_of(ada, NOW + timedelta(days=day))[0].due.day == due, day


def test_looking_at_ones_modules_takes_as_many_queries_whatever_is_chosen(
    ada, chosen, django_assert_num_queries
):
    ModuleDatesFactory()
    with django_assert_num_queries(2):
        progress_of(ada, NOW)
    ChoiceFactory(assistant=ada, slot=2)
    with django_assert_num_queries(2):
        progress_of(ada, NOW)
