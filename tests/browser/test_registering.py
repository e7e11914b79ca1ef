"""Register as a learning assistant in a real browser: by keyboard, without scripts, on a small phone, and twice."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from enrollment import clock
from enrollment.models import Registration, Term
from tests.factories import (
    NOW,
    PASSWORD,
    CoreSessionFactory,
    RegistrationFactory,
)

from .conftest import a_page
from .scenes.stage import an_assistant, give_password, log_in, until_drawn

REGISTER = re.compile(r":\d+/register/$")  # not the log-in page that leads to it
PHONE = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def assistant(written):
    assistant = an_assistant()
    give_password(assistant.user)
    return assistant


@pytest.fixture
def dates(written):
    """Three sessions of each core module; the first of each is full."""
    firsts = [CoreSessionFactory(core_module=1, days_ahead=days) for days in (8, 9, 10)]
    seconds = [CoreSessionFactory(core_module=2, days_ahead=days) for days in (20, 21, 22)]
    for date in (firsts[0], seconds[0]):
        date.capacity = 1
        date.save()
        RegistrationFactory(session=date)
    return firsts, seconds


def held(assistant) -> set[int]:
    places = Registration.objects.live().filter(assistant=assistant)
    return set(places.values_list("session", flat=True))


def fill(session) -> None:
    session.capacity = 1
    session.save()
    RegistrationFactory(session=session)


def button(page: Page):
    return page.locator(".submit-bar button")


def choose(page: Page, *sessions) -> None:
    for session in sessions:
        page.locator(f"#date-{session.pk}").check()
    button(page).click()


def log_in_by_form(page: Page) -> None:
    page.goto("/register/")
    page.fill("[name=login]", "berit")
    page.fill("[name=password]", PASSWORD)
    until_drawn(page)
    page.press("[name=password]", "Enter")
    page.wait_for_url(REGISTER)


class Keyboard:
    """A user without a mouse. Fails the test when the focus is not visible after a key."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        unseen = self.page.evaluate(UNSEEN)
        assert unseen is None, f"After {key} one does not see that one is at {unseen}"

    def tab_to(self, selector: str) -> None:
        until_drawn(self.page)
        for _ in range(60):
            self.press("Tab")
            if self.page.evaluate("what => document.activeElement.matches(what)", selector):
                return
        pytest.fail(f"Tab never came to {selector}.")

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)


# Returns null if the focused element has an outline or shadow, is within the window and is not covered.
UNSEEN = """async () => {
  const look = () => {
    const focused = document.activeElement;
    if (focused === document.body) return null;
    const drawn = [focused, focused.closest("label"), focused.closest(".ds-field, .select2-selection")].filter(Boolean).some((part) => {
      const style = getComputedStyle(part);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    });
    const box = focused.getBoundingClientRect();
    const x = box.left + box.width / 2;
    // Of what is higher than half the window, its first line.
    const y = box.top + (box.height > innerHeight / 2 ? 16 : box.height / 2);
    const there = document.elementFromPoint(x, y);
    const bare = drawn && there !== null && (focused.contains(there) || there.contains(focused));
    return bare ? null : `${focused.outerHTML} (drawn: ${drawn}, there: ${there?.outerHTML.slice(0, 99)})`;
  };
  let unseen = look();
  // The window is scrolled to the focus when the next picture is drawn.
  for (let frame = 0; unseen !== null && frame < 60; frame++) {
    await new Promise(requestAnimationFrame);
    unseen = look();
  }
  return unseen;
}"""


def register_by_keyboard(page: Page, firsts, seconds) -> None:
    keyboard = Keyboard(page)
    page.goto("/register/")
    keyboard.tab_to("[name=login]")
    keyboard.write("berit")
    keyboard.tab_to("[name=password]")
    keyboard.write(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(REGISTER)

    # The full session is disabled, so Tab reaches the first available one.
    keyboard.tab_to(f"#date-{firsts[1].pk}")
    keyboard.press("Space")
    expect(page.locator(f"#date-{firsts[1].pk}")).to_be_checked()
    keyboard.press("ArrowDown")
    expect(page.locator(f"#date-{firsts[2].pk}")).to_be_checked()
    keyboard.tab_to("[name=core_module_2]")
    keyboard.press("Space")
    keyboard.press("ArrowDown")
    expect(page.locator(f"#date-{seconds[2].pk}")).to_be_checked()
    keyboard.tab_to(".submit-bar button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/")


@pytest.mark.parametrize("options", [{}, PHONE], ids=["laptop", "phone"])
def test_whole_registration_is_done_with_the_keyboard_alone(
    browser, server, assistant, dates, options
):
    firsts, seconds = dates
    # Smooth scrolling would still be running when the focus is checked.
    with a_page(browser, server, reduced_motion="reduce", **options) as page:
        register_by_keyboard(page, firsts, seconds)
        expect(page.locator(".my-dates > li")).to_have_count(2)
    assert held(assistant) == {firsts[2].pk, seconds[2].pk}


def test_whole_registration_is_done_without_javascript(browser, server, assistant, dates):
    firsts, seconds = dates
    with a_page(browser, server, java_script_enabled=False) as page:
        log_in_by_form(page)
        choose(page, firsts[1], seconds[1])
        page.wait_for_url("**/my/")
        expect(page.locator(".my-dates > li")).to_have_count(2)
        expect(page.get_by_role("status")).to_contain_text(
            "You are registered for core module 1 on"
        )
    assert held(assistant) == {firsts[1].pk, seconds[1].pk}


@pytest.mark.parametrize("language", ["nb", "en"])
def test_whole_registration_is_done_on_a_small_phone(browser, server, assistant, dates, language):
    firsts, seconds = dates
    with a_page(browser, server, language=language, has_touch=True, **PHONE) as page:
        log_in_by_form(page)
        for date in (firsts[1], seconds[1]):
            # The label covers the whole card.
            page.locator(f".choice:has(#date-{date.pk})").tap()
        button(page).tap()
        page.wait_for_url("**/my/")
        cards = page.locator(".my-dates > li")
        expect(cards).to_have_count(2)
        for card, date in zip(cards.all(), (firsts[1], seconds[1]), strict=True):
            expect(card.locator("time").first).to_have_attribute(
                "datetime", re.compile(f"^{date.starts_at:%Y-%m-%d}")
            )
    assert held(assistant) == {firsts[1].pk, seconds[1].pk}


def test_button_pressed_twice_is_harmless(browser, server, assistant, dates):
    firsts, seconds = dates
    with a_page(browser, server) as page:
        log_in(page, assistant.user)
        page.goto("/register/")
        for date in (firsts[1], seconds[1]):
            page.locator(f"#date-{date.pk}").check()
        button(page).dblclick()
        page.wait_for_url("**/my/")
        expect(page.locator(".my-dates > li")).to_have_count(2)
    assert held(assistant) == {firsts[1].pk, seconds[1].pk}


def test_going_back_and_sending_again_is_harmless(browser, server, assistant, dates):
    firsts, seconds = dates
    with a_page(browser, server) as page:
        log_in(page, assistant.user)
        page.goto("/register/")
        choose(page, firsts[1], seconds[1])
        page.wait_for_url("**/my/")
        page.go_back()
        # The browser reloads the page, which shows the places held and no form.
        expect(page.locator(".kept")).to_have_count(2)
        expect(button(page)).to_have_count(0)
    assert Registration.objects.filter(assistant=assistant).count() == 2


def test_page_left_open_in_another_tab_is_harmless(browser, server, assistant, dates):
    firsts, seconds = dates
    with a_page(browser, server) as page:
        log_in(page, assistant.user)
        page.goto("/register/")
        other = page.context.new_page()
        other.goto("/register/")
        choose(page, firsts[1], seconds[1])
        page.wait_for_url("**/my/")
        choose(other, firsts[2], seconds[2])
        expect(other.locator("[data-refusal=already_holding]")).to_be_visible()
    assert held(assistant) == {firsts[1].pk, seconds[1].pk}


def test_date_is_given_up_and_another_taken(browser, server, assistant, dates):
    firsts, seconds = dates
    for date in (firsts[1], seconds[1]):
        RegistrationFactory(assistant=assistant, session=date)
    with a_page(browser, server) as page:
        log_in(page, assistant.user)
        page.goto("/my/")
        page.locator("#core-module-1").get_by_role("link", name="give it up").click()
        page.get_by_role("button", name="Give up this date").click()
        page.wait_for_url("**/my/")
        assert held(assistant) == {seconds[1].pk}
        page.locator(".steps a[href='/register/']").click()
        choose(page, firsts[2])
        page.wait_for_url("**/my/")
        expect(page.locator(".my-dates > li")).to_have_count(2)
    assert held(assistant) == {firsts[2].pk, seconds[1].pk}


def test_going_back_after_giving_up_gives_up_nothing_else(browser, server, assistant, dates):
    firsts, seconds = dates
    for date in (firsts[1], seconds[1]):
        RegistrationFactory(assistant=assistant, session=date)
    with a_page(browser, server) as page:
        log_in(page, assistant.user)
        page.goto("/my/")
        page.locator("#core-module-1").get_by_role("link", name="give it up").click()
        page.get_by_role("button", name="Give up this date").click()
        page.wait_for_url("**/my/")
        page.go_back()
        page.wait_for_url("**/my/")
    assert held(assistant) == {seconds[1].pk}


def test_date_that_filled_up_meanwhile_is_told_and_the_nearest_is_ticked_instead(
    browser, server, assistant, dates
):
    firsts, seconds = dates
    with a_page(browser, server) as page:
        log_in(page, assistant.user)
        page.goto("/register/")
        fill(seconds[1])
        choose(page, firsts[1], seconds[1])
        problems = page.locator(".problems")
        expect(problems.locator("[data-refusal=full]")).to_be_visible()
        expect(problems).to_be_focused()
        expect(page.locator(f"#date-{firsts[1].pk}")).to_be_checked()
        expect(page.locator(f"#date-{seconds[1].pk}")).to_have_count(0)
        expect(page.locator(f"#date-{seconds[2].pk}")).to_be_checked()
        assert held(assistant) == set()

        button(page).click()
        page.wait_for_url("**/my/")
    assert held(assistant) == {firsts[1].pk, seconds[2].pk}


def test_both_dates_filled_up_meanwhile(browser, server, assistant, dates):
    firsts, seconds = dates
    with a_page(browser, server) as page:
        log_in(page, assistant.user)
        page.goto("/register/")
        fill(firsts[1])
        fill(seconds[1])
        choose(page, firsts[1], seconds[1])
        expect(page.locator(".problems")).to_be_visible()
        assert held(assistant) == set()
        button(page).click()
        page.wait_for_url("**/my/")
    assert held(assistant) == {firsts[2].pk, seconds[2].pk}


def test_registration_that_closes_meanwhile_is_told(browser, server, assistant, dates):
    firsts, seconds = dates
    with a_page(browser, server) as page:
        log_in(page, assistant.user)
        page.goto("/register/")
        term = firsts[1].term
        term.registration_opens_at = NOW - timedelta(days=20)
        term.registration_closes_at = NOW - timedelta(days=10)
        term.save()
        choose(page, firsts[1], seconds[1])
        expect(page.locator("[data-refusal=closed]").first).to_be_visible()
    assert held(assistant) == set()


def test_the_page_opens_by_itself_and_shows_places_taken_meanwhile(
    browser, server, assistant, dates
):
    first = dates[0][1]
    with a_page(browser, server) as page:
        log_in(page, assistant.user)
        Term.objects.update(registration_opens_at=clock.now() + timedelta(minutes=5))
        page.clock.install()
        page.goto("/register/")
        page.evaluate("window.isTheSame = true")
        expect(page.get_by_role("timer")).to_contain_text("00:04:")
        Term.objects.update(registration_opens_at=clock.now())
        page.clock.fast_forward(300_000)
        expect(page.locator(".two-dates")).to_be_visible()
        fill(first)
        page.clock.fast_forward(10_000)
        expect(page.locator(f"#date-{first.pk}")).to_be_disabled()
        assert page.evaluate("window.isTheSame")
