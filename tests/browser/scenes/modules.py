"""The online module pages, in all their states."""

from __future__ import annotations

from enrollment import clock
from modules.models import Essay, OnlineModule
from modules.online import taking_test
from modules.online.essays import setting_aside
from tests.factories import NOW
from tests.modules.factories import (
    ChoiceFactory,
    EssayFactory,
    HandedInFactory,
    ModuleDatesFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    TestAttemptFactory,
    words,
)

from .stage import a_uniped, a_user, an_assistant, scene, send, visit

TEXT = """## What feedback is for

It *helps* the next time:

- say what works
- say what to try

> The best question is the one they ask themselves.

More at [NTNU](https://www.ntnu.no/).
"""


def a_module(code="OM1", **fields) -> OnlineModule:
    texts = dict.fromkeys(
        [
            f"{field}_{language}"
            for field in ("introduction", "material")
            for language in ("en", "nb")
        ],
        TEXT,
    )
    summaries = {
        "summary_en": "For you who comment on hand-ins.",
        "summary_nb": "For deg som kommenterer.",
    }
    return OnlineModuleFactory(
        code=code, tested=True, criterial=True, is_sample=True, **texts | summaries | fields
    )


def chosen(**fields):
    """Create Berit's choice of a module with a deadline."""
    choice = ChoiceFactory(assistant=an_assistant(), module=a_module(), **fields)
    ModuleDatesFactory()
    return choice


def handed_in() -> Essay:
    """Create Berit's submitted essay in a module whose test she has passed."""
    ModuleDatesFactory()
    return HandedInFactory(author=an_assistant(), module=a_module(), text=words(15))


def begun():
    """Start Berit's test attempt; one question has several right options."""
    choice = chosen()
    question = choice.module.questions.first()
    question.options.update(is_right=True)
    return taking_test.begin(assistant=choice.assistant, module=choice.module, at=NOW)


def leased(**fields):
    """Create an evaluation that Berit is writing."""
    mine = handed_in()
    return PeerEvaluationFactory(
        evaluator=mine.author,
        essay=HandedInFactory(module=mine.module, text="*Well*\n\n- one\n- two\n\n" + words(12)),
        leased=True,
        **fields,
    )


# Overview


@scene("modules:overview")
def modules_to_choose_from(page):
    for number in range(1, 5):
        a_module(f"OM{number}")
    visit(page, "modules:overview", by=an_assistant().user)


@scene("modules:overview")
def modules_none(page):
    visit(page, "modules:overview", by=an_assistant().user)


@scene("modules:overview")
def modules_without_being_an_assistant(page):
    a_module()
    visit(page, "modules:overview", by=a_user())


@scene("modules:overview")
def modules_both_chosen(page):
    choice = chosen()
    ChoiceFactory(assistant=choice.assistant, module=a_module("OM2"), slot=2, done=True)
    a_module("OM3")
    visit(page, "modules:overview", by=choice.assistant.user)


@scene("enrollment:my")
def my_page_with_modules(page):
    essay = handed_in()
    ChoiceFactory(assistant=essay.author, module=a_module("OM2"), slot=2)
    visit(page, "enrollment:my", by=essay.author.user)


# One module


@scene("modules:module")
def module_not_chosen(page):
    visit(page, "modules:module", a_module().code, by=an_assistant().user)


@scene("modules:module")
def module_just_chosen(page):
    choice = chosen()
    visit(page, "modules:module", choice.module.code, by=choice.assistant.user)


@scene("modules:module")
def module_without_attempts_left(page):
    choice = chosen()
    OnlineModule.objects.update(attempts_allowed=1)
    TestAttemptFactory(assistant=choice.assistant, module=choice.module, failed=True)
    visit(page, "modules:module", choice.module.code, by=choice.assistant.user)


@scene("modules:module")
def module_with_a_draft(page):
    choice = chosen()
    TestAttemptFactory(assistant=choice.assistant, module=choice.module)
    EssayFactory(author=choice.assistant, module=choice.module, draft=True)
    visit(page, "modules:module", choice.module.code, by=choice.assistant.user)


@scene("modules:module")
def module_with_an_essay_handed_in(page):
    essay = handed_in()
    visit(page, "modules:module", essay.module.code, by=essay.author.user)


@scene("modules:module")
def module_with_nothing_to_evaluate(page):
    essay = handed_in()
    Essay.objects.update(handed_in_at=clock.now())
    visit(page, "modules:module", essay.module.code, by=essay.author.user)


@scene("modules:module")
def module_with_evaluations_given_and_received(page):
    essay = handed_in()
    for number in range(2):
        PeerEvaluationFactory(evaluator=essay.author, essay=HandedInFactory(module=essay.module))
        flagged = {"flagged_at": NOW, "flagged_because": "Unfair."} if number else {}
        PeerEvaluationFactory(essay=essay, **flagged)
    essay.author.module_choices.update(completed_on=NOW.date(), source="here")
    visit(page, "modules:module", essay.module.code, by=essay.author.user)


@scene("modules:module")
def module_with_an_essay_set_aside(page):
    essay = handed_in()
    setting_aside.set_aside(essay=essay, by=a_uniped(), because="It is copied.", at=NOW)
    visit(page, "modules:module", essay.module.code, by=essay.author.user)


@scene("modules:module")
def module_done_elsewhere(page):
    choice = ChoiceFactory(assistant=an_assistant(), module=a_module(elsewhere=True))
    visit(page, "modules:module", choice.module.code, by=choice.assistant.user)


@scene("modules:module")
def module_brought_in(page):
    choice = chosen(brought_in=True)
    visit(page, "modules:module", choice.module.code, by=choice.assistant.user)


# The test


@scene("modules:test")
def module_test(page):
    attempt = begun()
    visit(page, "modules:test", attempt.pk, by=attempt.assistant.user)


@scene("modules:test")
def module_test_with_nothing_answered(page):
    module_test(page)
    send(page)
    page.locator("[data-refusal=unanswered], .ds-alert").first.wait_for()


@scene("modules:test")
def module_test_failed(page):
    attempt = begun()
    wrong = {
        asked.question.pk: [asked.options[-1].pk] for asked in taking_test.questions_of(attempt)
    }
    taking_test.hand_in(attempt=attempt, answers=wrong, at=NOW)
    visit(page, "modules:test", attempt.pk, by=attempt.assistant.user)


# The essay


@scene("modules:essay")
def module_essay_to_begin(page):
    choice = chosen()
    visit(page, "modules:essay", choice.module.code, by=choice.assistant.user)


@scene("modules:essay")
def module_essay_refused(page):
    choice = chosen()
    TestAttemptFactory(assistant=choice.assistant, module=choice.module)
    visit(page, "modules:essay", choice.module.code, by=choice.assistant.user)
    page.fill("#id_text", "## Too *short*\n\n> is this")
    send(page)
    page.locator("[role=alert]").first.wait_for()


@scene("modules:essay")
def module_essay_changed_in_another_window(page):
    choice = chosen()
    about = {"author": choice.assistant, "module": choice.module}
    EssayFactory(**about, draft=True, version=1)
    visit(page, "modules:essay", choice.module.code, by=choice.assistant.user)
    Essay.objects.update(text="From the phone.", version=2)
    page.fill("#id_text", "From the laptop.")
    send(page)
    page.locator(".other-text").wait_for()


@scene("modules:essay")
def module_essay_that_is_handed_in(page):
    essay = handed_in()
    visit(page, "modules:essay", essay.module.code, by=essay.author.user)


# Evaluating


@scene("modules:evaluation")
def module_evaluation(page):
    evaluation = leased()
    visit(page, "modules:evaluation", evaluation.pk, by=evaluation.evaluator.user)


@scene("modules:evaluation")
def module_evaluation_refused(page):
    module_evaluation(page)
    send(page)
    page.locator("[role=alert]").first.wait_for()


@scene("modules:evaluation")
def module_evaluation_given(page):
    evaluation = leased()
    evaluation.comment, evaluation.given_at = words(9), NOW
    evaluation.save()
    visit(page, "modules:evaluation", evaluation.pk, by=evaluation.evaluator.user)


@scene("modules:flag")
def module_evaluation_to_flag(page):
    essay = handed_in()
    evaluation, _other = PeerEvaluationFactory.create_batch(2, essay=essay)
    visit(page, "modules:flag", evaluation.pk, by=essay.author.user)


@scene("modules:flag")
def module_evaluation_flagged_without_words(page):
    module_evaluation_to_flag(page)
    send(page)
    page.locator("[data-field=validation]").first.wait_for()
