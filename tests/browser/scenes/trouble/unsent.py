"""Unsaved entries: kept by the browser, or by the server until the user logs in again."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.urls import reverse

from enrollment.models import User
from tests.browser.scenes.modules import module_essay_to_begin
from tests.browser.scenes.places import roll_call
from tests.browser.scenes.stage import scene, visit

TEXT = "Students hand in *late*.\n\nWhat helped was to ask them why."


def marked(page):
    page.locator(".roll-row input[value=present]").first.check(force=True)
    page.locator(".draft-status").get_by_text(".").wait_for()


@scene("enrollment:roll_call")
def roll_call_not_saved_yet(page):
    roll_call(page)
    marked(page)


@scene("enrollment:roll_call")
def roll_call_with_marks_to_put_back(page):
    roll_call_not_saved_yet(page)
    there = page.url
    page.goto(reverse("enrollment:my"))
    # Do not use go_back(): the browser would restore the marks itself.
    page.goto(there)
    page.locator(".draft-offer").wait_for()


@scene("enrollment:roll_call")
def roll_call_without_a_network(page):
    roll_call(page)
    marked(page)
    page.route("**/unsent/who/", lambda route: route.abort())
    page.locator(".roll-bar [type=submit]").click()
    page.locator(".draft-status[data-says=waiting]").wait_for()


@scene("modules:essay")
def module_essay_after_the_session_ended(page):
    module_essay_to_begin(page)
    page.route(page.url, lambda route: answer(route, 401))
    page.fill("[name=text]", TEXT)
    page.locator("#saved[data-says=login]").wait_for()


def answer(route, status):
    """Answer automatic saves with ``status``; let other requests through."""
    if route.request.method == "POST":
        route.fulfill(status=status)
    else:
        route.fallback()


def send_without_scripts(page):
    page.fill("[name=text]", TEXT)
    with page.expect_navigation():
        page.evaluate("document.querySelector('form[data-draft]').submit()")


@scene("unsent")
def essay_sent_while_logged_out(page):
    module_essay_to_begin(page)
    Session.objects.all().delete()
    send_without_scripts(page)
    visit(page, "unsent", by=User.objects.get(username="berit"))


@scene("403_csrf")
def essay_sent_with_the_token_of_another_log_in(page):
    module_essay_to_begin(page)
    page.context.clear_cookies(name="csrftoken")
    send_without_scripts(page)
