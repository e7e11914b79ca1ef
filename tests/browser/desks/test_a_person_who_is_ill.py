"""A person is ill and calls: Uniped finds them, sees them whole and moves them, in 8 clicks at most."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from enrollment import clock
from enrollment.models import Letter, Registration
from tests.browser.conftest import a_page
from tests.browser.desks.test_a_list_of_sixty import Mouse
from tests.browser.scenes.stage import a_uniped, an_assistant, log_in
from tests.factories import (
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
)

CLICKS = 8
# The tables of which a part is beside the screen.
SCROLLED = """(main) => [...main.querySelectorAll(".table-scroll, table")]
    .filter((part) => part.scrollWidth > part.clientWidth || part.getBoundingClientRect().right > innerWidth)
    .map((part) => part.outerHTML.slice(0, 80))"""


@pytest.fixture
def ill(written):
    """Berit, who holds a date for which Nina waits."""
    starts_at = clock.now() + timedelta(days=10)
    session = CoreSessionFactory(starts_at=starts_at, capacity=1)
    RegistrationFactory(assistant=an_assistant(), session=session)
    WaitlistEntryFactory(assistant=AppointedFactory(name="Nina Neste"), session=session)
    return session


def test_found_seen_whole_and_moved(browser, server, ill):
    later = CoreSessionFactory(starts_at=ill.starts_at + timedelta(days=7))
    with a_page(browser, server) as page:
        log_in(page, a_uniped())
        page.goto(reverse("admin:index"))
        mouse = Mouse(page)
        mouse.click(page.locator("#desk-search"))
        page.fill("#desk-search", "berit")
        page.keyboard.press("Enter")
        mouse.click(page.get_by_role("link", name="Berit Bøe"))
        for part in ("who", "verdict", "appointments", "dates", "letters", "changes-heading"):
            expect(page.locator(f"#{part}")).to_be_visible()
        mouse.click(page.locator("a[href$='/move/']"))
        mouse.click(page.locator(f"label[for='date-{later.pk}']"))
        mouse.click(page.locator(".submit-bar [type=submit]"))
        expect(page.locator("main")).to_contain_text("Nina Neste")
        mouse.click(page.locator("main .actions [type=submit]"))
        expect(page.locator(".messagelist").last).to_contain_text("Berit Bøe")
        expect(page.locator("#changes-heading")).to_be_visible()
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.locator("main").evaluate(SCROLLED) == []
    places = Registration.objects.live().values_list("assistant__name", "session")
    assert set(places) == {("Berit Bøe", later.pk), ("Nina Neste", ill.pk)}
    kinds = Letter.objects.values_list("assistant__name", "kind")
    assert set(kinds) == {("Berit Bøe", "swapped"), ("Nina Neste", "promoted")}
    assert mouse.clicks <= CLICKS
