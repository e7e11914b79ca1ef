"""Pages in colours that readers force, on paper, by keyboard, and with text at 200 %."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.browser.conftest import a_page
from tests.browser.scenes import SCENES
from tests.browser.scenes.stage import a_uniped, log_in, until_drawn
from tests.browser.test_registering import UNSEEN
from tests.factories import AppointedFactory, VerifiedUserFactory

PAPER = {"width": 718, "height": 1000}  # A4 in CSS pixels, without its margins
# How far parts of the page have moved by themselves, as Cumulative Layout Shift counts it.
WATCH = """
    window.moved = 0;
    new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.moved += value;
    }).observe({ type: "layout-shift", buffered: true });
"""
DRAWN = "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"
COLOUR = (
    """([selector, property]) => getComputedStyle(document.querySelector(selector))[property]"""
)


@pytest.fixture
def page(browser, server, written):
    with a_page(browser, server) as page:
        yield page


def colours(page, property_, *selectors):
    return {page.evaluate(COLOUR, [selector, property_]) for selector in selectors}


def test_forced_colours_leave_what_is_chosen_and_current(page):
    page.emulate_media(forced_colors="active")
    SCENES["register_of_one_meeting"].play(page)
    for property_, *selectors in (
        ("backgroundColor", ".mark:has(:checked)", ".mark:not(:has(:checked))"),
        ("backgroundColor", ".register-filter a[aria-current]", ".register-filter a"),
        ("borderBottomColor", ".tabs [aria-current]", ".tabs a"),
        ("borderBottomColor", ".site-nav [aria-current]", ".site-footer"),
    ):
        assert len(colours(page, property_, *selectors)) == 2, selectors


def test_paper_has_the_marks_and_all_columns_and_no_tools(page):
    page.set_viewport_size(PAPER)
    SCENES["register_of_all_meetings"].play(page)
    page.emulate_media(media="print")
    assert page.locator(":is(.tabs, .register-filter, .roll-find, .site-nav):visible").count() == 0
    assert page.locator(".mark:visible:not(:has(:checked))").count() == 0
    hours = page.get_by_role("columnheader", name="Hours").bounding_box()
    assert hours["x"] + hours["width"] <= PAPER["width"]


def test_first_page_of_a_roll_call_on_paper_has_people(page):
    SCENES["roll_call"].play(page)
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    assert page.locator(".list-to-sign tbody tr").first.bounding_box()["y"] < 200
    blocks = page.evaluate(
        "[...document.querySelectorAll('body, main, .page')].map((part) => getComputedStyle(part).display)"
    )
    assert set(blocks) == {"block"}


def test_focus_is_never_under_the_column_of_names(page):
    page.set_viewport_size({"width": 800, "height": 700})
    SCENES["register_of_all_meetings"].play(page)
    page.evaluate("document.querySelector('.register-scroll').style.maxInlineSize = '24rem'")
    until_drawn(page)
    page.locator("button[name=fill]").last.focus()
    for _ in range(8):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(UNSEEN) is None


def test_text_reaches_200_percent_without_moving_sideways(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    for place in (reverse("enrollment:public"), reverse("account_login")):
        page.goto(place)
        size = "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
        normal = page.evaluate(size)
        page.set_viewport_size({"width": 640, "height": 400})
        assert page.evaluate(size) >= normal
        page.set_viewport_size({"width": 1280, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(size) >= 2 * normal
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_a_low_screen_is_not_taken_by_what_stays_in_view(page):
    page.set_viewport_size({"width": 640, "height": 400})
    SCENES["register_of_one_meeting"].play(page)
    assert colours(page, "position", ".submit-bar") == {"static"}


def test_the_menu_has_what_its_reader_can_use(page):
    assistant = VerifiedUserFactory()
    AppointedFactory(user=assistant)
    for user, known in (
        (assistant, "Register"),
        (a_uniped(), "Department"),
    ):
        log_in(page, user)
        page.goto(reverse("enrollment:public"))
        items = page.locator(".site-nav a").all_inner_texts()
        assert known in items
        assert ("Register" in items) != ("Admin" in items)


@pytest.mark.parametrize(
    ("name", "table"), [("front_page", ".timetable"), ("department_front", ".people")]
)
def test_a_table_that_a_phone_stacks_is_still_a_table(page, name, table):
    """HTML forbids to repeat the role of a row or cell, so browsers must keep it whatever its ``display``."""
    page.set_viewport_size({"width": 320, "height": 640})
    SCENES[name].play(page)
    assert colours(page, "display", f"{table} tbody tr") != {"table-row"}
    tools = page.context.new_cdp_session(page)
    nodes = tools.send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    parts = {"row": "tr", "rowheader": "th", "cell": "td"}
    for role, part in parts.items():
        assert roles.count(role) >= page.locator(f"{table} tbody {part}:visible").count() > 0


def test_nothing_scrolls_by_itself_while_the_focus_moves(page):
    page.goto(reverse("enrollment:public"))
    assert colours(page, "scrollBehavior", "html", "body", "main") == {"auto"}


@pytest.mark.parametrize("name", ["my_page_after_registering", "register"])
def test_nothing_moves_when_the_typeface_and_scripts_arrive(page, name):
    page.set_viewport_size({"width": 390, "height": 844})
    SCENES[name].play(page)
    page.add_init_script(WATCH)
    late = []
    page.route("**/*.{woff2,js}", lambda route: late.append(route))
    page.goto(page.url, wait_until="commit")
    page.locator(".site-footer").wait_for()
    page.evaluate(DRAWN)
    assert late
    # What is asked for from now on is held back no more.
    page.route("**/*", lambda route: route.continue_())
    for route in late:
        route.continue_()
    page.wait_for_load_state()
    assert page.evaluate(f"document.fonts.ready.then(() => {DRAWN}).then(() => moved)") <= 0.02
