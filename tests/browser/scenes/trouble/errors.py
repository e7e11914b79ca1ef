"""The error pages."""

from __future__ import annotations

from django.db import connection

from enrollment.accounts.log_in.guessing import FROM_NETWORK
from tests.browser.scenes.stage import a_uniped, a_user, scene, send, visit
from tests.factories import LetterFactory


@scene("400", bare=True)
def a_host_that_is_not_ours(page):
    visit(page, "enrollment:public")
    page.goto(page.url.replace("localhost", "somewhere.invalid"))


@scene("403")
def not_for_this_account(page):
    visit(page, "admin:index", by=a_user())


@scene("403_csrf")
def form_without_its_cookie(page):
    visit(page, "account_login")
    page.context.clear_cookies(name="csrftoken")
    send(page)
    page.wait_for_load_state()


@scene("404")
def nothing_at_this_address(page):
    page.goto("/nothing/")


@scene("404")
def nothing_at_this_address_for_who_is_logged_in(page):
    visit(page, "enrollment:give_up", 1, by=a_user())


@scene("405")
def the_address_of_a_button(page):
    visit(page, "admin:enrollment_letter_send_again", LetterFactory().pk, by=a_uniped())


@scene("429")
def too_many_attempts(page):
    # Twice the limit, because a new time window may start in between.
    for _ in range(2 * FROM_NETWORK.amount + 1):
        visit(page, "account_login")
        page.fill("[name=login]", "berit@example.org")
        page.fill("[name=password]", "wrong horse battery")
        send(page)
        page.wait_for_load_state()
        if page.locator("[name=login]").count() == 0:
            break


@scene("500", bare=True)
def the_database_has_lost_a_table(page):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE enrollment_term RENAME TO enrollment_lost")
    try:
        visit(page, "enrollment:public")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE enrollment_lost RENAME TO enrollment_term")
