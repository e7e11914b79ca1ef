"""The 20 hours fit on one phone screen in both languages; the evidence can be opened by keyboard."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import expect

from .scenes.completion import some_of_it
from .test_plans import a_page_of

SCREEN = {"width": 390, "height": 844}
LOWEST = "document.querySelector('.hours').getBoundingClientRect().bottom"


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_all_of_it_is_on_one_screen_of_a_phone(browser, server, written, language):
    assistant = some_of_it()
    with a_page_of(browser, server, assistant, viewport=SCREEN, language=language) as page:
        page.goto("/my/")
        assert page.evaluate(LOWEST) <= SCREEN["height"]


def test_evidence_opens_with_the_keyboard_and_without_scripts(browser, server, written):
    with a_page_of(browser, server, some_of_it(), java_script_enabled=False) as page:
        page.goto("/my/")
        details = page.locator(".twenty details").first
        details.locator("summary").press("Enter")
        expect(details.locator("li").first).to_be_visible()
        expect(details).to_contain_text("Unni Uniped")
