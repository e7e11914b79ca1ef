"""Online modules in a real browser: by keyboard only, without scripts on a small phone, and with automatic saving."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from modules.models import Choice, Essay, PeerEvaluation, TestAttempt
from modules.online import taking_test
from tests.factories import NOW
from tests.modules.factories import HandedInFactory, words

from .scenes.modules import a_module
from .scenes.stage import an_assistant, until_drawn
from .test_plans import a_page_of
from .test_registering import PHONE, Keyboard

COMMENT = words(6)


@pytest.fixture
def assistant(written):
    return an_assistant()


@pytest.fixture
def module(assistant):
    """A module in which two other assistants have submitted essays."""
    module = a_module()
    HandedInFactory.create_batch(2, module=module, language="en")
    return module


def answer_rightly(page, assistant):
    attempt = TestAttempt.objects.get(assistant=assistant, handed_in_at=None)
    for asked in taking_test.questions_of(attempt):
        right = next(option for option in asked.options if option.is_right)
        page.locator(
            f"[name=question_{asked.question.pk}][value='{asked.place(right.pk)}']"
        ).check()


def test_module_is_done_from_start_to_end_without_javascript_on_a_small_phone(
    browser, server, assistant, module
):
    with a_page_of(browser, server, assistant, **PHONE, java_script_enabled=False) as page:
        page.goto(reverse("modules:overview"))
        page.get_by_role("button", name="Choose").click()
        page.get_by_role("button", name="Take the test").click()
        answer_rightly(page, assistant)
        page.get_by_role("button", name="Hand in").click()
        page.get_by_role("link", name="Continue").click()
        page.get_by_role("link", name="Write your essay").click()
        page.get_by_label("Your essay").fill("Too short")
        page.get_by_role("button", name="Save and preview").click()
        expect(page.locator("#status")).to_contain_text("2 words of 10 to 20")
        page.get_by_label("Your essay").fill(words(12))
        page.get_by_role("button", name="Hand in").click()
        for button in ("Get an essay to evaluate", "Get one more essay to evaluate"):
            page.get_by_role("button", name=button).click()
            for criterion in page.locator("form.paper fieldset").all():
                criterion.locator("input").last.check()
            page.get_by_label("Your comment").fill(COMMENT)
            page.get_by_role("button", name="Submit the evaluation").click()
        expect(page.get_by_text("Completed").first).to_be_visible()
    assert Choice.objects.get(assistant=assistant).completed_on is not None
    assert PeerEvaluation.objects.given().filter(evaluator=assistant).count() == 2


def test_test_is_taken_with_the_keyboard_alone(browser, server, assistant, module):
    Choice.objects.create(assistant=assistant, module=module, slot=1, chosen_at=NOW)
    with a_page_of(browser, server, assistant, reduced_motion="reduce") as page:
        page.goto(reverse("modules:module", args=[module.code]))
        keyboard = Keyboard(page)
        keyboard.tab_to("[action$='/test/'] [type=submit]")
        page.keyboard.press("Enter")
        page.wait_for_url("**/tests/**")
        for number in range(module.questions.count()):
            keyboard.tab_to("fieldset input[type=radio]")
            page.keyboard.press("Space")
            assert page.locator("input:checked").count() == number + 1
        keyboard.tab_to("[name=hand_in]")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="How your test went")).to_be_visible()
    assert TestAttempt.objects.get(assistant=assistant).handed_in_at is not None


def test_essay_is_saved_as_one_writes_with_its_words_counted(browser, server, assistant, module):
    Choice.objects.create(assistant=assistant, module=module, slot=1, chosen_at=NOW)
    page_of_the_essay = reverse("modules:essay", args=[module.code])
    complaints = []
    with a_page_of(browser, server, assistant) as page:
        page.on("console", lambda line: complaints.append(line.text))
        page.goto(page_of_the_essay)
        until_drawn(page)
        page.get_by_label("Your essay").press_sequentially("One two three")
        expect(page.locator("#status")).to_contain_text("3 words of 10 to 20")
        expect(page.locator("#status")).to_contain_text("Saved at")
        page.get_by_label("Your essay").press_sequentially(" four")
        expect(page.locator("#status")).to_contain_text("4 words of 10 to 20")
        page.goto(reverse("enrollment:my"))
        page.goto(page_of_the_essay)
        expect(page.get_by_label("Your essay")).to_have_value("One two three four")
    assert Essay.objects.get(author=assistant).text == "One two three four"
    assert complaints == []


def test_text_of_an_older_window_is_not_written_over_a_newer_one(
    browser, server, assistant, module
):
    Choice.objects.create(assistant=assistant, module=module, slot=1, chosen_at=NOW)
    page_of_the_essay = reverse("modules:essay", args=[module.code])
    with a_page_of(browser, server, assistant) as page:
        page.goto(page_of_the_essay)
        other = page.context.new_page()
        other.goto(page_of_the_essay)
        other.get_by_label("Your essay").fill("From the phone")
        expect(other.locator("#status")).to_contain_text("Saved at")
        page.get_by_label("Your essay").fill("From the laptop")
        expect(page.locator("#status")).to_contain_text("changed in another window")
        page.get_by_role("button", name="Save and preview").click()
        expect(page.locator(".other-text")).to_have_text("From the phone")
        expect(page.get_by_label("Your essay")).to_have_value("From the laptop")
    assert Essay.objects.get(author=assistant).text == "From the phone"
