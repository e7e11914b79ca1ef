"""A coordinator appoints 60 people from a spreadsheet in eight clicks at most."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from enrollment.models import Appointment
from tests.browser.conftest import a_page
from tests.browser.scenes.department_people import a_coordinator
from tests.browser.scenes.stage import log_in
from tests.factories import CourseFactory, TermFactory

HEADINGS = "Nr\tEtternavn\tFornavn\tE-post\tTelefon"
ROWS = [
    f"{number}\tNess\tAre {letters}\tare{letters.lower()}@stud.ntnu.no\t900 00 0{number:03}"
    for number in range(1, 61)
    for letters in [f"{'ABCDEF'[number // 10 - 1]}{'ABCDEFGHIJ'[number % 10]}"]
]
CLICKS = 8


class Mouse:
    """Clicks like a user, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, locator) -> None:
        self.clicks += 1
        locator.click()

    def choose(self, locator, value: str) -> None:
        # One click opens the list, the second chooses.
        self.clicks += 2
        locator.select_option(value)

    def paste(self, locator, text: str) -> None:
        self.click(locator)
        locator.fill(text)


@pytest.fixture
def coordinator(written):
    CourseFactory(code="TFY4115")
    CourseFactory()
    TermFactory()
    return a_coordinator()


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_spreadsheet_to_appointed(browser, server, coordinator, scripts):
    with a_page(browser, server, java_script_enabled=scripts) as page:
        log_in(page, coordinator.user)
        page.goto(reverse("completion:department", args=["NV-IFY", "2031H"]))
        mouse = Mouse(page)
        mouse.click(page.locator("main a[href$='people/paste/']"))
        mouse.choose(page.locator("[name=course]"), "TFY4104")
        mouse.paste(page.locator("textarea"), "\n".join([HEADINGS, *ROWS]))
        mouse.click(page.locator("main form button[type=submit]").last)
        mouse.click(page.locator("[name=confirm]"))
        expect(page.locator("main")).to_contain_text("60 people are appointed.")
        assert Appointment.objects.count() == 60
        assert mouse.clicks <= CLICKS
