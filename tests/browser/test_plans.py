"""Change plans in a real browser: wait for, change to and exchange sessions, by keyboard and without scripts."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from enrollment.models import CalendarFeed, Registration, WaitlistEntry
from tests.factories import CoreSessionFactory, RegistrationFactory

from .conftest import a_page
from .scenes.plans import a_full_date, an_offer
from .scenes.stage import an_assistant, log_in
from .test_registering import PHONE, Keyboard


@contextmanager
def a_page_of(browser, server, assistant, **options):
    with a_page(browser, server, **options) as page:
        log_in(page, assistant.user)
        yield page


@pytest.fixture
def assistant(written):
    return an_assistant()


@pytest.fixture
def full(assistant):
    return a_full_date(days_ahead=9)


def held(assistant):
    return Registration.objects.live().get(assistant=assistant).session


def test_full_date_is_waited_for_with_the_keyboard_alone(browser, server, assistant, full):
    with a_page_of(browser, server, assistant, reduced_motion="reduce") as page:
        page.goto("/register/")
        keyboard = Keyboard(page)
        keyboard.tab_to(f"[href$='/sessions/{full.pk}/wait/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/wait/")
        keyboard.tab_to("main [type=submit]")
        page.keyboard.press("Enter")
        page.wait_for_url("**/my/")
        expect(page.get_by_text("You are number 1 on the waitlist.")).to_be_visible()
        keyboard.tab_to("[action$='/leave/'] [type=submit]")
        page.keyboard.press("Enter")
        expect(page.get_by_text("You have left the waitlist.")).to_be_visible()
    assert not WaitlistEntry.objects.exists()


def test_better_date_is_waited_for_and_changed_to_without_javascript_on_a_small_phone(
    browser, server, assistant, full
):
    first = RegistrationFactory(
        assistant=assistant, session=CoreSessionFactory(days_ahead=30)
    ).session
    free = CoreSessionFactory(days_ahead=20)
    with a_page_of(browser, server, assistant, java_script_enabled=False, **PHONE) as page:
        page.goto("/my/")
        page.get_by_role("link", name="Change the date").click()
        page.get_by_role("link", name="Join the waitlist").click()
        page.get_by_role("button", name="Join the waitlist").click()
        expect(page.get_by_text("You are number 1 on the waitlist.")).to_be_visible()
        assert held(assistant) == first
        page.get_by_role("link", name="Change the date").click()
        page.locator(f"#date-{free.pk}").check()
        page.get_by_role("button", name="Change to this date").click()
        expect(page.get_by_text("You have a new date.")).to_be_visible()
        assert held(assistant) == free
        page.get_by_role("button", name="I am prepared").click()
        expect(page.get_by_text("Your preparation is confirmed.")).to_be_visible()
        page.get_by_text("Your dates in your calendar").click()
        page.get_by_role("button", name="Get an address").click()
        feed = CalendarFeed.objects.get(assistant=assistant)
        expect(page.get_by_label("Or copy the address")).to_have_value(re.compile(f"/{feed.token}"))
        page.get_by_role("button", name="Stop this address").click()
        expect(page.get_by_role("button", name="Get an address")).to_be_visible()
    assert WaitlistEntry.objects.get().session == full


def test_two_people_exchange_their_dates_and_learn_a_name_only_once_both_agreed(
    browser, server, written
):
    sides = an_offer()
    for side in sides:
        with a_page_of(browser, server, side.assistant, java_script_enabled=False) as page:
            page.goto("/my/")
            page.get_by_role("link", name="See the offer").click()
            assert not any(
                other.assistant.name in page.content() for other in sides if other != side
            )
            page.get_by_label("Show my name to the other person").check()
            page.get_by_role("button", name="Yes, exchange").click()
            page.wait_for_url("**/my/")
    assert [held(side.assistant) for side in sides] == [side.takes for side in sides]
    first, second = sides
    with a_page_of(browser, server, first.assistant) as page:
        page.goto(f"/my/exchanges/{first.pk}/")
        expect(page.get_by_text(f"You exchanged with {second.assistant.name}.")).to_be_visible()
