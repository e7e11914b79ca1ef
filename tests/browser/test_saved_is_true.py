"""“Saved” is shown only for what the server has stored; everything else is sent as soon as possible."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from enrollment.models import Registration
from modules.models import Choice, Essay
from tests.factories import NOW, AppointedFactory, VerifiedUserFactory
from tests.modules.factories import TestAttemptFactory, words

from .conftest import a_page
from .scenes.modules import a_module
from .scenes.places import roster
from .scenes.stage import a_uniped, an_assistant, log_in

TEXT = words(12)


@pytest.fixture
def page(browser, server, written):
    with a_page(browser, server, reduced_motion="reduce") as page:
        yield page


@pytest.fixture
def writer():
    return an_assistant()


@pytest.fixture
def at_the_essay(page, writer):
    module = a_module()
    Choice.objects.create(assistant=writer, module=module, slot=1, chosen_at=NOW)
    log_in(page, writer.user)
    page.goto(reverse("modules:essay", args=[module.code]))
    return page


@pytest.fixture
def at_the_roll_call(page):
    session = roster(days_ahead=-1)
    log_in(page, a_uniped())
    page.goto(reverse("enrollment:roll_call", args=[session.pk]))
    return page


def write(page, text=TEXT):
    page.get_by_label("Your essay").fill(text)


def said(page):
    return page.locator("#saved")


def until_kept(page, number):
    """Wait until the browser keeps so many drafts: a page shows what is saved before its scripts have run."""
    page.wait_for_function(
        "(number) => Object.keys(localStorage).filter((key) => key.startsWith('laos-draft:')).length === number",
        arg=number,
    )


def come_back_to(page):
    """Simulate a return from another tab."""
    page.evaluate("dispatchEvent(new Event('focus'))")


def text_of(writer):
    return Essay.objects.values_list("text", flat=True).get(author=writer)


def mark_everyone(page, mark="present"):
    for person in page.locator(".roll-row").all():
        person.locator(f"input[value={mark}]").check(force=True)
    return page.locator(".roll-row").count()


def marks():
    return [*Registration.objects.values_list("mark", flat=True)]


def test_essay_written_offline_is_said_to_be_unsaved_until_the_server_has_it(at_the_essay, writer):
    page = at_the_essay
    page.context.set_offline(True)
    write(page)
    expect(said(page)).to_contain_text("Not saved: no connection.")
    assert not Essay.objects.filter(text=TEXT).exists()
    page.context.set_offline(False)
    expect(said(page)).to_contain_text("Saved at")
    assert text_of(writer) == TEXT
    until_kept(page, 0)


def test_essay_is_tried_again_where_the_browser_has_noticed_nothing(at_the_essay, writer):
    page = at_the_essay
    page.route("**/essay/", lambda route: route.abort())
    write(page)
    expect(said(page)).to_contain_text("Not saved: no connection.")
    page.unroute_all()
    expect(said(page)).to_contain_text("Saved at")
    assert text_of(writer) == TEXT


def test_essay_that_a_busy_server_did_not_take_is_tried_again(at_the_essay, writer):
    page = at_the_essay
    page.route("**/essay/", lambda route: route.fulfill(status=503))
    write(page)
    expect(said(page)).to_contain_text("Not saved: LAOS does not answer. Trying again.")
    page.unroute_all()
    expect(said(page)).to_contain_text("Saved at")
    assert text_of(writer) == TEXT


def test_essay_written_after_the_session_ended_is_saved_once_its_writer_logs_in_elsewhere(
    at_the_essay, writer
):
    page = at_the_essay
    Session.objects.all().delete()
    write(page)
    expect(said(page)).to_contain_text("Not saved: you are logged out.")
    expect(said(page).get_by_role("link", name="Log in again")).to_be_visible()
    log_in(page, writer.user)
    come_back_to(page)
    expect(said(page)).to_contain_text("Saved at")
    assert text_of(writer) == TEXT


def test_token_that_a_log_in_in_another_tab_has_changed_is_fetched_again(at_the_essay, writer):
    page = at_the_essay
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    write(page)
    expect(said(page)).to_contain_text("Saved at")
    assert text_of(writer) == TEXT


def test_text_of_one_person_is_not_saved_as_anothers_who_has_logged_in(at_the_essay, writer):
    page, module = at_the_essay, Choice.objects.get().module
    other = VerifiedUserFactory(username="other")
    assistant = AppointedFactory(user=other, username="other")
    Choice.objects.create(assistant=assistant, module=module, slot=1, chosen_at=NOW)
    log_in(page, other)
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    write(page)
    expect(said(page)).to_contain_text("Not saved: someone else is logged in now.")
    assert not Essay.objects.filter(text=TEXT).exists()
    page.goto(reverse("modules:essay", args=[module.code]))
    assert page.locator(".draft-offer").count() == 0
    log_in(page, writer.user)
    page.reload()
    expect(page.locator(".draft-offer")).to_be_visible()


def test_essay_handed_in_after_the_session_ended_is_handed_in_after_log_in(at_the_essay, writer):
    page = at_the_essay
    TestAttemptFactory(assistant=writer, module=Choice.objects.get().module, passed=True)
    write(page)
    expect(said(page)).to_contain_text("Saved at")
    Session.objects.all().delete()
    page.get_by_role("button", name="Hand in").click()
    expect(said(page)).to_contain_text("you are logged out")
    expect(page.get_by_label("Your essay")).to_have_value(TEXT)
    log_in(page, writer.user)
    come_back_to(page)
    expect(page.get_by_text("Your essay is handed in.")).to_be_visible()
    assert Essay.objects.get(author=writer).handed_in_at is not None


def test_roll_call_goes_on_offline_and_its_marks_are_sent_when_the_network_is_back(
    at_the_roll_call,
):
    page = at_the_roll_call
    page.context.set_offline(True)
    people = mark_everyone(page)
    page.get_by_role("button", name="Save all").click()
    waiting = page.locator(".draft-status")
    expect(waiting).to_contain_text(f"Entries not sent yet: {people}.")
    assert set(marks()) == {""}
    page.context.set_offline(False)
    expect(page.get_by_text(f"{people} marks saved.")).to_be_visible()
    assert set(marks()) == {"present"}
    until_kept(page, 0)


def test_marks_chosen_while_others_wait_are_sent_with_them(at_the_roll_call):
    page = at_the_roll_call
    page.context.set_offline(True)
    mark_everyone(page)
    page.get_by_role("button", name="Save all").click()
    expect(page.locator(".draft-status")).to_contain_text("not sent yet")
    page.locator(".roll-row").first.locator("input[value=absent]").check(force=True)
    page.context.set_offline(False)
    expect(page.get_by_text("marks saved.")).to_be_visible()
    assert sorted(set(marks())) == ["absent", "present"]


def test_draft_is_gone_once_it_is_saved_and_with_a_log_out(at_the_roll_call):
    page = at_the_roll_call
    mark_everyone(page)
    expect(page.locator(".draft-status")).to_contain_text("Not saved yet.")
    until_kept(page, 1)
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_text("marks saved.")).to_be_visible()
    until_kept(page, 0)
    mark_everyone(page, "absent")
    expect(page.locator(".draft-status")).to_contain_text("Not saved yet.")
    page.get_by_text("Account", exact=True).click()
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("/")
    until_kept(page, 0)


def test_unsaved_marks_are_not_left_without_a_question_and_saved_ones_are(at_the_roll_call):
    page, asked = at_the_roll_call, []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.locator(".roll-row").first.locator("label", has_text=re.compile("present", re.I)).click()
    expect(page.locator(".draft-status")).to_contain_text("Not saved yet.")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="LAOS").first.click()
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_text("1 mark saved.")).to_be_visible()
    page.get_by_role("link", name="LAOS").first.click()
    page.wait_for_url("/")
    assert asked == ["beforeunload"]


def test_what_the_server_refused_is_kept_and_offered_again(at_the_roll_call):
    page = at_the_roll_call
    page.evaluate("document.querySelector('.roll-row [type=radio]').value = 'made up'")
    page.locator(".roll-row [type=radio]").first.check(force=True)
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_text("Choose present, partial or absent.").first).to_be_visible()
    expect(page.locator(".draft-status")).to_contain_text("Not saved yet.")
    until_kept(page, 1)
