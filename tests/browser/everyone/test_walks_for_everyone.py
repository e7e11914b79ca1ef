"""The five ways that people go most: by keyboard, in each way of reading, and printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page

from enrollment.models import CoreSession, Registration
from modules.models import Choice, Essay, FollowUpAttendance
from tests.browser.conftest import a_page
from tests.browser.scenes import SCENES
from tests.browser.scenes.modules import a_module
from tests.browser.scenes.stage import an_assistant, visit
from tests.browser.test_registering import PHONE, Keyboard
from tests.factories import NOW
from tests.modules.factories import words
from tests.size import daily_or_all

TEXT = words(12)
PAPER = {"width": 718, "height": 1000}  # A4 in CSS pixels, without its margins
# As browsers that enlarge text alone.
LARGE_TEXT = """document.addEventListener("DOMContentLoaded", () => {
    document.documentElement.style.fontSize = "200%";
})"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Task:
    """What a person comes for: the page, what they do there, and whether it is then on record."""

    begin: Callable[[Page], object]
    do: Callable[[Keyboard], None]
    is_done: Callable[[], bool]


def press(keyboard: Keyboard, button: str) -> None:
    keyboard.tab_to(button)
    with keyboard.page.expect_navigation():
        keyboard.page.keyboard.press("Enter")


def choose_dates(keyboard: Keyboard) -> None:
    for name in ("core_module_1", "core_module_2"):
        keyboard.tab_to(f"[name={name}]")
        keyboard.press("Space")
    press(keyboard, ".submit-bar button")


def mark(keyboard: Keyboard) -> None:
    keyboard.tab_to(".mark input")
    keyboard.press("ArrowRight")
    press(keyboard, ".submit-bar [type=submit]")


def begin_essay(page: Page) -> None:
    assistant, module = an_assistant(), a_module()
    Choice.objects.create(assistant=assistant, module=module, slot=1, chosen_at=NOW)
    visit(page, "modules:essay", module.code, by=assistant.user)


def write(keyboard: Keyboard) -> None:
    keyboard.tab_to("textarea")
    keyboard.write(TEXT)
    press(keyboard, "[name=save]")


def move_room(keyboard: Keyboard) -> None:
    # Past the menu of all tables.
    keyboard.tab_to(".skip-to-content-link")
    keyboard.page.keyboard.press("Enter")
    keyboard.tab_to("#id_place")
    keyboard.page.keyboard.press("Control+A")
    keyboard.write("R8")
    press(keyboard, "[name=_save]")


TASKS = {
    "registering": Task(
        SCENES["register"].play, choose_dates, lambda: Registration.objects.live().count() == 3
    ),
    "register": Task(
        SCENES["register_of_one_meeting"].play,
        mark,
        lambda: FollowUpAttendance.objects.filter(mark="partial").count() == 2,
    ),
    "roll call": Task(
        SCENES["roll_call"].play, mark, lambda: Registration.objects.filter(mark="present").exists()
    ),
    "essay": Task(begin_essay, write, lambda: Essay.objects.filter(text=TEXT).exists()),
    "session": Task(
        SCENES["admin_session"].play,
        move_room,
        lambda: CoreSession.objects.filter(place="R8").exists(),
    ),
}
WAYS: dict[str, dict[str, Any]] = {
    "forced colours": {"forced_colors": "active"},
    "320 px": PHONE,
    "200 % text": {},
    "no scripts": {"java_script_enabled": False},
}
# Each way and each task once; all of them together take a minute.
EVERY_DAY = [
    ("registering", "200 % text"),
    ("register", "320 px"),
    ("roll call", "320 px"),
    ("roll call", "forced colours"),
    ("essay", "320 px"),
    ("session", "no scripts"),
]
WALKS = daily_or_all(EVERY_DAY, [(task, way) for task in TASKS for way in WAYS])


@pytest.mark.parametrize(("task", "way"), WALKS)
def test_the_way_is_gone_by_keyboard(browser, server, written, task, way):
    with a_page(browser, server, reduced_motion="reduce", **WAYS[way]) as page:
        if way == "200 % text":
            page.add_init_script(LARGE_TEXT)
        TASKS[task].begin(page)
        assert page.evaluate(TOO_WIDE) <= 0
        TASKS[task].do(Keyboard(page))
        assert page.evaluate(TOO_WIDE) <= 0
    assert TASKS[task].is_done()


# Everything that is written on a page is within the sheet.
CUT_OFF = """(width) => [...document.querySelectorAll("main *")]
    .filter((part) => part.checkVisibility() && [...part.childNodes].some((node) => node.data?.trim()))
    .filter((part) => part.getBoundingClientRect().right > width && !part.closest(".ds-sr-only"))
    .map((part) => part.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("task", daily_or_all(["registering", "session"], [*TASKS]))
def test_what_is_printed_is_whole_and_has_no_tools(browser, server, written, task):
    with a_page(browser, server, viewport=PAPER) as page:
        TASKS[task].begin(page)
        page.emulate_media(media="print")
        assert page.locator(":is(h1, caption):visible").count()
        assert page.evaluate(CUT_OFF, PAPER["width"]) == []
        assert page.locator("nav:visible, .submit-bar:visible, .submit-row:visible").count() == 0
