"""Drafts of long forms in browsers that are slow, store nothing or hold other drafts: nothing is lost or sent twice."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from enrollment.models import Registration
from modules.models import Choice
from tests.factories import NOW

from .conftest import a_page
from .scenes.modules import a_module
from .scenes.places import roster
from .scenes.stage import a_uniped, an_assistant, log_in

BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});"""


@pytest.fixture
def page(browser, server, written):
    with a_page(browser, server, reduced_motion="reduce") as page:
        yield page


def open_roll_call(page):
    session = roster(days_ahead=-1)
    log_in(page, a_uniped())
    page.goto(reverse("enrollment:roll_call", args=[session.pk]))


def open_essay(page):
    module, writer = a_module(), an_assistant()
    Choice.objects.create(assistant=writer, module=module, slot=1, chosen_at=NOW)
    log_in(page, writer.user)
    page.goto(reverse("modules:essay", args=[module.code]))


def mark_first(page):
    page.locator(".roll-row").first.locator("input[value=present]").check(force=True)


def marks():
    return {*Registration.objects.values_list("mark", flat=True)}


def test_form_without_an_answer_is_sent_once_and_again_by_hand_alone(page):
    page.clock.install()
    open_roll_call(page)
    sent = []

    def take(route):
        if route.request.method != "POST":
            return route.fallback()
        sent.append(route)
        # With 204, the browser stays on the page, as while it waits for a response.
        return route.fulfill(status=204)

    page.route("**/*", take)
    save = page.get_by_role("button", name="Save all")
    mark_first(page)
    with page.expect_request(lambda request: request.method == "POST"):
        save.click(no_wait_after=True)
    # The clock of the page goes on meanwhile, and half a minute is the limit.
    for _ in range(3):
        page.clock.run_for(4_000)
        save.click(no_wait_after=True)
    assert len(sent) == 1
    page.clock.run_for(30_000)
    with page.expect_request(lambda request: request.method == "POST"):
        save.click(no_wait_after=True)


MORE_SIGNS = """
    addEventListener("online", () => {
        for (const name of ["focus", "online", "focus"]) dispatchEvent(new Event(name));
    }, {once: true})
"""


def test_two_signs_that_the_network_is_back_send_a_form_once(page):
    open_roll_call(page)
    page.context.set_offline(True)
    mark_first(page)
    page.get_by_role("button", name="Save all").click()
    expect(page.locator(".draft-status")).to_contain_text("not sent yet")
    sent = []

    def note(request):
        if request.method == "POST":
            sent.append(request)

    page.on("request", note)
    # The browser gives one sign of its own, and the page is left as soon as the form is sent.
    page.evaluate(MORE_SIGNS)
    page.context.set_offline(False)
    expect(page.get_by_text("1 mark saved.")).to_be_visible()
    assert len(sent) == 1


def test_browser_that_keeps_nothing_still_saves_and_tells_the_truth(page):
    page.add_init_script(BLOCKED)
    open_essay(page)
    page.context.set_offline(True)
    page.get_by_label("Your essay").fill("What I have learnt.")
    expect(page.locator("#saved")).to_contain_text(
        "Not saved, and this browser keeps nothing: do not leave this page."
    )
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text("Saved at")


def test_unreadable_text_in_the_storage_stops_nothing(page):
    page.add_init_script("localStorage.setItem('laos-draft:1:/x#0|abc', '{not JSON')")
    open_roll_call(page)
    mark_first(page)
    expect(page.locator(".draft-status")).to_contain_text("Not saved yet.")
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_text("1 mark saved.")).to_be_visible()
    assert marks() == {"", "present"}


def test_essay_that_is_refused_with_a_new_token_as_well_is_not_sent_without_end(page):
    open_essay(page)
    refused = []

    def refuse(route):
        if route.request.method != "POST":
            return route.fallback()
        refused.append(route)
        return route.fulfill(status=403, body="")

    page.route("**/*", refuse)
    page.get_by_label("Your essay").fill("What I have learnt.")
    expect(page.locator("#saved")).to_contain_text("Not saved: LAOS does not answer.")
    assert len(refused) < 5


CHOOSE = """(page) => {
  for (const [name, called] of [["assistant", "Ada"], ["course", "TMA4100"]]) {
    const picker = document.querySelector(`select[name=${name}]`);
    for (const option of [...picker.options]) option.remove();
    picker.add(new Option(called, "1", true, true));
    picker.dispatchEvent(new Event("change", { bubbles: true }));
  }
}"""
CHOSEN = """() => ["assistant", "course"].map(
  (name) => document.querySelector(`select[name=${name}]`).selectedOptions[0].text)"""


def test_pickers_whose_choices_have_the_same_number_keep_their_own_names(page):
    log_in(page, a_uniped())
    address = reverse("admin:enrollment_appointment_add")
    page.goto(address)
    page.evaluate(CHOOSE)
    expect(page.locator(".draft-status")).to_contain_text("Not saved yet.")
    page.goto(address)
    page.get_by_role("button", name="Restore them").click()
    assert page.evaluate(CHOSEN) == ["Ada", "TMA4100"]


def test_entry_that_has_no_place_any_more_is_told_and_kept_until_it_is_discarded(page):
    open_roll_call(page)
    mark_first(page)
    expect(page.locator(".draft-status")).to_contain_text("Not saved yet.")
    name = page.locator(".roll-row").first.locator("input[value=present]").get_attribute("name")
    left = Registration.objects.get(pk=name.removeprefix("mark-"))
    left.withdrawn_at = left.session.starts_at
    left.save()
    for _visit in range(2):
        page.goto(page.url)
        page.get_by_role("button", name="Restore them").click()
        expect(page.locator(".draft-offer")).to_contain_text(
            "This page no longer has a field for: Present."
        )
    page.get_by_role("button", name="Discard them").click()
    page.goto(page.url)
    expect(page.locator(".roll-row").first).to_be_visible()
    assert page.locator(".draft-offer").count() == 0
