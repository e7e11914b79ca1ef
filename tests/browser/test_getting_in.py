"""From the letter about an appointment to the task it asks for, with few taps and one password.

A tap is a press on a link, a button or a choice. Moving between fields with the keyboard does not count.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from enrollment import clock
from enrollment.models import Registration, User
from enrollment.people import appointing, coordinating
from tests.factories import (
    PASSWORD,
    AppointmentFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    TermFactory,
)

from .conftest import a_page

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}


class Hand:
    """Count a user's taps in several browsers."""

    def __init__(self) -> None:
        self.taps = 0

    def open_link(self, page: Page, letter, address: str) -> None:
        """Tap a link in a letter and open it in this browser."""
        self.taps += 1
        page.goto(re.search(rf"{address}[^\s<]*", letter.body)[0])

    def tap(self, control) -> None:
        self.taps += 1
        control.click()


@pytest.fixture
def hand():
    return Hand()


@pytest.fixture
def browsers(browser, server, written):
    """Two browsers of one user: on the laptop, and in the mail app on the phone."""
    with ExitStack() as stack:
        yield [stack.enter_context(a_page(browser, server, **PHONE)) for _number in range(2)]


def test_from_the_letter_to_both_dates_in_eight_taps_and_with_one_password(browsers, postbox, hand):
    laptop, phone = browsers
    dates = [CoreSessionFactory(core_module=number, days_ahead=8 * number) for number in (1, 2)]
    assistant = LearningAssistantFactory(name="Berit Bøe", email="berit@ntnu.no", language="en")
    appointment = AppointmentFactory(assistant=assistant, term=dates[0].term)
    appointing.greet([appointment], clock.now())

    hand.open_link(laptop, postbox[0], "/accounts/signup/")
    laptop.fill("[name=name]", "Berit Bøe")
    laptop.fill("[name=email]", "berit@ntnu.no")
    laptop.fill("[name=password1]", PASSWORD)
    laptop.fill("[name=password2]", PASSWORD)
    hand.tap(laptop.get_by_role("button", name="Create an account"))
    expect(laptop.locator("[name=code]")).to_be_visible()

    hand.open_link(phone, postbox[1], "/accounts/confirm-email/")
    phone.fill("[name=password]", PASSWORD)
    hand.tap(phone.get_by_role("button", name="Confirm and log in"))
    hand.tap(phone.locator(".steps a").first)
    for date in dates:
        hand.tap(phone.locator(f"label[for=date-{date.pk}]"))
    hand.tap(phone.locator(".submit-bar button"))
    phone.wait_for_url("**/my/")

    held = Registration.objects.live().filter(assistant=assistant)
    assert set(held.values_list("session", flat=True)) == {date.pk for date in dates}
    assert hand.taps <= 8
    assert len(postbox) == 3  # the third confirms the registration


def test_with_the_code_one_stays_in_the_browser_of_the_sign_up(browsers, postbox):
    laptop, _phone = browsers
    laptop.goto("/accounts/signup/?next=/register/")
    laptop.fill("[name=name]", "Berit Bøe")
    laptop.fill("[name=email]", "berit@ntnu.no")
    laptop.fill("[name=password1]", PASSWORD)
    laptop.fill("[name=password2]", PASSWORD)
    laptop.get_by_role("button", name="Create an account").click()
    code = laptop.locator("[name=code]")
    expect(code).to_be_visible()
    code.fill(re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", postbox[0].body)[0])
    code.press("Enter")
    laptop.wait_for_url(re.compile(r":\d+/register/$"))
    assert len(postbox) == 1


def test_coordinators_get_from_one_letter_to_the_department_in_two_taps(browsers, postbox, hand):
    _laptop, phone = browsers
    TermFactory()
    colleague = CoordinatorFactory(user__name="Cleo Claussen")
    coordinating.appoint(
        email="petra@ntnu.no",
        name="Petra Pihl",
        department=colleague.department,
        course=None,
        by=colleague.user,
    )
    (letter,) = postbox
    hand.open_link(phone, letter, "/accounts/confirm-email/")
    phone.fill("[name=password1]", PASSWORD)
    phone.fill("[name=password2]", PASSWORD)
    hand.tap(phone.get_by_role("button", name="Save the password and log in"))
    phone.wait_for_url(f"**/department/{colleague.department.code}/*/")
    expect(phone.locator("main")).to_contain_text(colleague.department.name_en)

    assert hand.taps == 2
    assert len(postbox) == 1
    assert User.objects.get(email="petra@ntnu.no").check_password(PASSWORD)


@pytest.mark.parametrize("has_scripts", [True, False])
def test_passkeys_are_offered_only_where_scripts_can_ask_for_one(
    browser, server, written, has_scripts
):
    with a_page(browser, server, java_script_enabled=has_scripts) as page:
        page.goto("/accounts/login/")
        assert page.locator("#passkey_login").is_visible() is has_scripts
