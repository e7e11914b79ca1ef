"""“My page” fits on two screens of a phone, what to do on the first; the evidence can be opened by keyboard."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import expect

from .scenes.completion import early_in_the_term, some_of_it
from .test_plans import a_page_of

SCREEN = {"width": 390, "height": 844}
SCREENS = 2
HEIGHT = "document.documentElement.scrollHeight"
LOWEST = "document.querySelector('.steps').getBoundingClientRect().bottom"
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make_assistant", [early_in_the_term, some_of_it])
def test_page_is_two_screens_of_a_phone_and_what_to_do_is_on_the_first(
    browser, server, written, make_assistant, language
):
    with a_page_of(browser, server, make_assistant(), viewport=SCREEN, language=language) as page:
        page.goto("/my/")
        assert page.evaluate(LOWEST) <= SCREEN["height"]
        assert page.evaluate(HEIGHT) <= SCREENS * SCREEN["height"]
        expect(page.locator("main .ds-button:not([data-variant])")).to_have_count(1)


def test_evidence_opens_with_the_keyboard_and_without_scripts(browser, server, written):
    with a_page_of(browser, server, some_of_it(), java_script_enabled=False) as page:
        page.goto("/my/")
        details = page.locator(".twenty details").first
        details.locator("summary").press("Enter")
        expect(details.locator("li").first).to_be_visible()
        expect(details).to_contain_text("Unni Uniped")
