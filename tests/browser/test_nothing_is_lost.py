"""Entries in a long form survive a reload, a link, a language change, a closed page, a log-in and a lost network."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.size import daily_or_all

from .conftest import a_page
from .scenes import SCENES

FORMS = [
    "module_essay_to_begin",
    "module_test",
    "module_evaluation",
    "module_evaluation_to_flag",
    "roll_call",
    "register_of_all_meetings",
    "register_of_one_meeting",
    "register_paste",
    "paste_a_list",
    "add_a_person",
    "department_coordinators",
    "new_meeting",
    "meeting_to_change",
    "plan_of_meetings",
    "write_to_some",
    "objecting",
    "objection_to_answer",
    "application",
    "admin_session",
    "admin_series",
    "admin_term",
    "admin_module",
    "admin_question",
    "admin_criterion",
    "admin_deciding",
    "admin_revoking",
    "admin_setting_aside",
    "admin_answering",
]
# Their buttons send, hand in or decide, so that nothing is “saved”.
SENDING = {
    "module_evaluation_to_flag",
    "register_paste",
    "paste_a_list",
    "add_a_person",
    "department_coordinators",
    "plan_of_meetings",
    "write_to_some",
    "objecting",
    "objection_to_answer",
    "application",
    "admin_series",
    "admin_deciding",
    "admin_revoking",
    "admin_setting_aside",
    "admin_answering",
}
# One form with a script of its own, a plain one of the site and of the admin, and the longest.
THROUGH_EVERYTHING = ["module_essay_to_begin", "admin_session"]
WITH_OTHER_FIELDS = [
    "module_test",
    "register_of_all_meetings",
    "write_to_some",
    "plan_of_meetings",
    "paste_a_list",
    "admin_question",
]
FORM = "form[data-draft], .change-form #content-main > form[method=post]"
FILL = """(form) => {
  const fields = [...form.elements].filter((field) => field.name && field.type !== "hidden" && !field.disabled);
  for (const field of fields) {
    if (field.tagName === "TEXTAREA" || field.type === "text") field.value += " Blåbær 1,5";
    else if (field.type === "radio") field.checked = !field.defaultChecked;
    else if (field.type === "checkbox") field.checked = !field.checked;
    else if (field.tagName === "SELECT" && !field.multiple) field.selectedIndex = field.options.length - 1;
    else continue;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}"""
SAID = "main form .draft-status, main form #saved, #content-main .draft-status"
UNSAVED = "[data-says]:not([data-says=''])"
NOT_SAVED = re.compile("^(Not saved|Ikke lagret)")
READ = """(form) => [...new FormData(form)]
    .filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string")"""


@pytest.fixture
def page(browser, server, written):
    with a_page(browser, server, reduced_motion="reduce") as page:
        yield page


def entries(page):
    return page.locator(FORM).first.evaluate(READ)


def kept(page):
    return page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('laos-draft:')).length"
    )


def fill(page, name):
    shown = entries(page)
    page.locator(FORM).first.evaluate(FILL)
    expect(page.locator(UNSAVED).first).to_have_text("" if name in SENDING else NOT_SAVED)
    filled = entries(page)
    assert filled != shown
    return filled


def read_in(page, language):
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language}
    page.context.add_cookies([{**cookie, "url": page.evaluate("location.origin")}])


def submit(page):
    form = page.locator(FORM).first
    form.evaluate("(form) => { form.noValidate = true; form.requestSubmit(); }")


def put_back(page):
    """Accept the offer to restore the draft, unless the browser has restored the fields itself after a reload."""
    offered = page.get_by_role("button", name="Restore them")
    offered = offered.or_(page.get_by_role("button", name="Hent det tilbake"))
    said = page.locator(UNSAVED)
    expect(offered.or_(said).first).to_be_attached()
    if offered.count():
        offered.first.click()
        expect(said.first).to_be_attached()


def save_nothing(page):
    """Block all POST requests, as if the network were down, so that only the browser can keep the entries."""
    page.route(
        "**/*", lambda route: route.abort() if route.request.method == "POST" else route.fallback()
    )


def another(page):
    """Close the page and open a new one in the same browser."""
    new = page.context.new_page()
    page.close()
    save_nothing(new)
    return new


@pytest.mark.parametrize("name", daily_or_all(WITH_OTHER_FIELDS, FORMS))
def test_entries_outlive_the_page(name, page):
    SCENES[name].play(page)
    save_nothing(page)
    address = page.url
    filled = fill(page, name)
    page = another(page)
    page.goto(address)
    put_back(page)
    assert entries(page) == filled


@pytest.mark.parametrize("name", daily_or_all(THROUGH_EVERYTHING, FORMS))
def test_entries_outlive_whatever_happens_to_the_page(name, page):
    SCENES[name].play(page)
    save_nothing(page)
    address = page.url
    filled = fill(page, name)

    def come_back(**how):
        put_back(page)
        assert entries(page) == filled, how

    page.reload()
    come_back(by="reloading")
    page.goto("/")
    page.go_back()
    come_back(by="going back")
    read_in(page, "nb")
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    come_back(by="another language")
    page = another(page)
    page.goto(address)
    come_back(by="closing and opening")
    page.context.set_offline(True)
    submit(page)
    expect(page.locator(SAID).first).to_contain_text("Ingen forbindelse.")
    assert entries(page) == filled
    page = another(page)
    page.context.set_offline(False)
    page.goto(address)
    come_back(by="losing the network")
    sessions = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    submit(page)
    expect(page.locator(SAID).first).to_contain_text("du er logget ut.")
    assert entries(page) == filled
    page.context.add_cookies(sessions)
    page.reload()
    come_back(by="logging in again")


def test_offer_stands_out_in_the_admin_and_writes_the_time_as_its_pages_do(
    browser, server, written
):
    with a_page(browser, server, language="nb", reduced_motion="reduce") as page:
        SCENES["admin_session"].play(page)
        fill(page, "admin_session")
        page.goto(page.url)
        offer = page.locator(".draft-offer")
        expect(offer).to_contain_text(re.compile(r"Det du fylte ut \d+\. \w+ kl\. \d\d\.\d\d, "))
        put_them_back, discard = (button.bounding_box() for button in offer.locator("button").all())
        assert put_them_back["x"] + put_them_back["width"] + 4 <= discard["x"]
        colour = "(box) => getComputedStyle(box).backgroundColor"
        assert offer.evaluate(colour) != page.locator("#content").evaluate(colour)
