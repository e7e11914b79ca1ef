"""The register in a real browser: mark a group by keyboard, by pasting, by column, and without scripts."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from modules.models import FollowUpAttendance
from tests.browser.conftest import a_page
from tests.browser.scenes.stage import a_user, log_in, until_drawn
from tests.browser.test_registering import PHONE, Keyboard
from tests.factories import AppointmentFactory, CoordinatorFactory, TermFactory
from tests.modules.meeting_factories import FollowUpMeetingFactory

PEOPLE = 60
MOST_PRESSES = 80


@pytest.fixture
def coordinator(written):
    return CoordinatorFactory(user=a_user())


@pytest.fixture
def meeting(coordinator):
    return FollowUpMeetingFactory(title="First meeting")


@pytest.fixture
def people(meeting):
    return [
        AppointmentFactory(
            term=meeting.term,
            assistant__name=f"Person {number:02}",
            assistant__username=f"person{number:02}",
        )
        for number in range(PEOPLE)
    ]


@pytest.fixture
def open_register(browser, server, coordinator, meeting, people):
    """Return a function that opens the register in a new browser context."""
    opened = []

    def open_it(query="", **options):
        context = a_page(browser, server, reduced_motion="reduce", **options)
        page = context.__enter__()
        opened.append(context)
        log_in(page, coordinator.user)
        place = coordinator.department.code, TermFactory().code
        page.goto(reverse("modules:register", args=place) + query)
        return page

    yield open_it
    for context in opened:
        context.__exit__(None, None, None)


def marks():
    return dict(FollowUpAttendance.objects.values_list("appointment", "mark"))


def open_at_the_marks(open_register, meeting, **options):
    page = open_register(f"?meeting={meeting.pk}#marks", **options)
    expect(page.locator("#marks")).to_be_focused()
    until_drawn(page)
    return page


class Counting(Keyboard):
    presses = 0

    def press(self, key):
        super().press(key)
        self.presses += 1


def test_sixty_people_are_logged_with_the_keyboard_in_under_eighty_presses(
    open_register, meeting, people
):
    page = open_at_the_marks(open_register, meeting)
    keyboard = Counting(page)
    keyboard.tab_to(f"[name=mark-{meeting.pk}-{people[0].pk}]")
    keys = ["a" if number == 7 else "d" if number == 9 else "p" for number in range(PEOPLE)]
    for key in keys:
        keyboard.press(key)
    keyboard.tab_to(".submit-bar [type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("60 marks saved.")).to_be_visible()
    assert keyboard.presses + 1 < MOST_PRESSES
    words = {"p": "present", "d": "partial", "a": "absent"}
    assert marks() == {person.pk: words[key] for person, key in zip(people, keys, strict=True)}


def test_letters_are_those_of_the_words_in_bokmal(open_register, meeting, people):
    page = open_at_the_marks(open_register, meeting, language="nb")
    # A letter means nothing until a mark has the focus.
    page.keyboard.press("t")
    expect(page.locator("[name^=mark-][value=present]:checked")).to_have_count(0)
    page.locator(f"[name=mark-{meeting.pk}-{people[0].pk}]:checked").focus()
    # P and A stand for no mark here.
    for key in "tdfpa":
        page.keyboard.press(key)
    ticked = [
        page.locator(f"[name=mark-{meeting.pk}-{person.pk}]:checked").get_attribute("value")
        for person in people[:4]
    ]
    assert ticked == ["present", "partial", "absent", ""]


def test_sixty_people_are_logged_by_pasting_in_one(open_register, people):
    page = open_register()
    page.locator(".register-filter").get_by_role("link", name="First meeting").click()
    page.get_by_role("link", name="Paste a list").click()
    rows = [f"{n}\tPERSON {n:02}\tTFY4104" for n in range(PEOPLE)]
    page.get_by_label("People").fill("\n".join(rows))
    page.get_by_role("button", name="Check the lines").click()
    page.get_by_role("button", name="Record the ticked people").click()
    expect(page.get_by_text("60 marks saved.")).to_be_visible()
    assert set(marks().values()) == {"present"}


def test_group_is_logged_without_javascript_on_a_small_phone(open_register, meeting, people):
    page = open_register(**PHONE, java_script_enabled=False)
    page.locator(".register-filter").get_by_role("link", name="First meeting").click()
    page.locator(f"[name=mark-{meeting.pk}-{people[3].pk}][value=absent]").check(force=True)
    page.get_by_role("button", name="Everyone not marked: present").click()
    expect(page.get_by_text("The marks below are not saved yet.")).to_be_visible()
    page.get_by_role("button", name="Save all").last.click()
    expect(page.get_by_text("60 marks saved.")).to_be_visible()
    assert marks()[people[3].pk] == "absent"
    assert sorted(marks().values()) == ["absent"] + ["present"] * (PEOPLE - 1)


def test_hours_add_up_as_one_marks_and_a_column_is_filled_at_once(
    open_register, coordinator, meeting, people
):
    long = FollowUpMeetingFactory(title="Long", whole=True)
    page = open_register()
    line = page.locator("tbody tr[data-present]").first
    expect(line.locator("[data-sum]")).to_have_text(["0", "0", "0"])
    page.locator(f"[name=fill][value='{long.pk}-present']").click()
    expect(line.locator("[data-sum]")).to_have_text(["1", "4", "1"])
    expect(line.get_by_text("all hours reached")).to_be_attached()
    line.locator(f"[name=mark-{meeting.pk}-{people[0].pk}][value=present]").check(force=True)
    expect(line.locator("[data-sum]")).to_have_text(["1", "5", "1"])
    assert not marks()
    page.get_by_role("button", name="Save all").last.click()
    expect(page.get_by_text("61 marks saved.")).to_be_visible()
    expect(line.locator("[data-sum]")).to_have_text(["1", "5", "1"])


def test_arrows_and_space_choose_marks_as_in_any_group_of_radio_buttons(
    open_register, meeting, people
):
    page = open_at_the_marks(open_register, meeting)
    keyboard = Keyboard(page)
    keyboard.tab_to(f"[name=mark-{meeting.pk}-{people[0].pk}]")
    keyboard.press("ArrowRight")
    chosen = page.locator(f"[name=mark-{meeting.pk}-{people[0].pk}]:checked")
    expect(chosen).to_have_value("present")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 mark saved.")).to_be_visible()


def test_search_hides_the_others_as_one_types_and_letters_and_buttons_pass_them_over(
    open_register, meeting, people
):
    page = open_register(f"?meeting={meeting.pk}")
    page.get_by_label("Find a person").fill("PERSON1")
    expect(page.locator(".roll-row:visible")).to_have_count(10)
    first = page.locator(f"[name=mark-{meeting.pk}-{people[10].pk}]:checked")
    first.focus()
    page.keyboard.press("a")
    expect(page.locator(f"[name=mark-{meeting.pk}-{people[11].pk}]:focus")).to_be_attached()
    page.locator(f"[name=mark-{meeting.pk}-{people[19].pk}]:checked").focus()
    page.keyboard.press("d")
    page.get_by_role("button", name="Everyone not marked: present").click()
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_text("10 marks saved.")).to_be_visible()
    marked = [marks().get(person.pk) for person in people[9:21]]
    assert marked == [None, "absent", *["present"] * 8, "partial", None]
