"""A leader takes the attendance of forty people on a phone, with the network away in the middle, and prints the list to sign."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.timezone import now
from playwright.sync_api import expect

from enrollment.models import Registration
from tests.browser.conftest import a_page
from tests.browser.everyone.test_walks_for_everyone import LARGE_TEXT
from tests.browser.scenes import SCENES
from tests.browser.scenes.stage import a_user, log_in
from tests.browser.test_registering import Keyboard
from tests.factories import CoreSessionFactory, RegistrationFactory

PEOPLE = 40
MOST_TAPS = 45
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
SMALL = """(main) => [...main.querySelectorAll("a.ds-button, .roll-tools a, button, .mark, input[type=search]")]
    .filter((target) => target.checkVisibility())
    .filter((target) => {
        const { width, height } = target.getBoundingClientRect();
        return width < 44 || height < 44;
    })
    .map((target) => target.textContent.trim() || target.name)"""


class Thumb:
    """A thumb on a phone, which counts its taps."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, target) -> None:
        target.tap()
        self.taps += 1


@pytest.fixture
def session(written):
    session = CoreSessionFactory(starts_at=now() - timedelta(minutes=5), capacity=PEOPLE)
    for number in range(PEOPLE):
        RegistrationFactory(session=session, assistant__name=f"Person {number:02}")
    session.leaders.add(a_user())
    return session


@pytest.fixture
def page(browser, server, session):
    with a_page(browser, server, reduced_motion="reduce", **PHONE) as page:
        page.clock.install()
        log_in(page, session.leaders.get())
        page.goto(reverse("enrollment:roll_call", args=[session.pk]))
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
        yield page


def mark_of(page, number, mark):
    row = page.locator(".roll-row").nth(number)
    return row.locator(".mark").nth(["present", "partial", "absent"].index(mark))


def recorded():
    places = Registration.objects.order_by("assistant__name")
    return list(places.values_list("mark", flat=True))


def test_forty_people_are_marked_in_45_taps_with_the_network_away_for_twenty_seconds(page):
    assert page.locator("main").evaluate(SMALL) == []
    # The first person can be marked without scrolling.
    first, bar = (page.locator(part).first.bounding_box() for part in (".marks", ".roll-bar"))
    assert first["y"] + first["height"] < bar["y"] < PHONE["viewport"]["height"]
    thumb = Thumb()
    said = page.locator(".draft-status")
    marks = ["partial" if number == 7 else "present" for number in range(PEOPLE)]
    for number in range(10):
        thumb.tap(mark_of(page, number, marks[number]))
    page.clock.run_for(1000)
    expect(said).to_contain_text("Not saved yet.")
    thumb.tap(page.get_by_role("button", name="Save all"))
    expect(page.get_by_text("10 marks saved.")).to_be_visible()
    page.context.set_offline(True)
    for number in range(10, 30):
        thumb.tap(mark_of(page, number, marks[number]))
    thumb.tap(page.get_by_role("button", name="Save all"))
    page.clock.run_for(20_000)
    expect(said).to_contain_text("No connection. Entries not sent yet: 20.")
    assert recorded() == marks[:10] + [""] * 30
    for number in range(30, PEOPLE):
        thumb.tap(mark_of(page, number, marks[number]))
    page.clock.run_for(1000)
    expect(said).to_contain_text("Entries not sent yet: 30.")
    page.context.set_offline(False)
    expect(page.get_by_text("30 marks saved.")).to_be_visible()
    expect(page.get_by_text("40 people have a place.")).to_contain_text(
        "Saved: 39 present, 1 partial, 0 absent, 0 not marked."
    )
    assert recorded() == marks
    events = apps.get_model("enrollment", "RegistrationEvent").objects.exclude(mark="")
    assert events.count() == PEOPLE
    assert thumb.taps <= MOST_TAPS


def test_last_change_is_undone_and_a_whole_column_at_once(page):
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_disabled()
    mark_of(page, 3, "absent").tap()
    page.get_by_role("button", name="Everyone not marked: present").tap()
    ticked = page.locator(".mark input[value=present]:checked")
    expect(ticked).to_have_count(PEOPLE - 1)
    undo.tap()
    expect(ticked).to_have_count(0)
    expect(page.locator(".mark input[value=absent]:checked")).to_have_count(1)
    undo.tap()
    expect(page.locator(".mark input[value='']:checked")).to_have_count(PEOPLE)
    expect(page.locator("#register-status")).to_have_text("Undone: Person 03")
    expect(undo).to_be_disabled()


def opened(page):
    """Return the tools that are seen once the menu, if there is one, has been opened by the keyboard."""
    keyboard = Keyboard(page)
    page.locator("main").focus()
    summary = page.locator(".roll-more > summary")
    if summary.is_visible():
        assert page.locator(".roll-more > div > *:visible").count() == 0
        keyboard.tab_to(".roll-more > summary")
        keyboard.press("Enter")
    keyboard.tab_to("[data-print]")
    return page.locator(".roll-tools :is(a, button):visible")


# What is pushed sideways, or goes beyond the screen.
BEYOND = """() => [...document.querySelectorAll(".roll-tools, .roll-tools *")]
    .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1
        || part.getBoundingClientRect().right > innerWidth)
    .map((part) => part.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize(
    ("width", "enlarged", "is_menu"), [(390, False, True), (390, True, True), (1280, False, False)]
)
def test_all_tools_are_seen_without_pushing_anything_sideways(
    browser, server, written, language, width, enlarged, is_menu
):
    with a_page(
        browser, server, language=language, viewport={"width": width, "height": 844}
    ) as page:
        if enlarged:
            page.add_init_script(LARGE_TEXT)
        SCENES["roll_call"].play(page)
        assert page.locator(".roll-more > summary").is_visible() == is_menu
        tools = opened(page)
        assert tools.count() == 6
        assert page.evaluate(BEYOND) == []
        heights = [tool.bounding_box()["height"] for tool in tools.all()]
        assert min(heights) >= 44


def test_on_paper_it_is_a_list_of_everyone_to_sign_and_no_form(page):
    page.get_by_label("Find a person").fill("person 12")
    page.emulate_media(media="print")
    table = page.locator(".list-to-sign")
    expect(table.locator("caption")).to_contain_text("Core module 1, Trondheim")
    expect(table.get_by_role("columnheader")).to_have_text(["Name", "User name", "Signature"])
    expect(table.locator("tbody tr")).to_have_count(PEOPLE + 5)
    seen = "(page) => [...page.children].filter((part) => part.checkVisibility()).map((part) => part.className)"
    assert page.locator(".page").evaluate(seen) == ["list-to-sign"]
