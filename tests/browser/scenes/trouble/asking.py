"""The pages for requesting a password reset letter."""

from __future__ import annotations

from django.urls import reverse

from enrollment.accounts.asking import LETTERS
from tests.browser.scenes.stage import scene, send, visit


def ask_for_a_new_password(page):
    password_reset(page)
    page.fill("[name=email]", "berit@example.org")
    send(page)


@scene("account_reset_password")
def password_reset(page):
    visit(page, "account_reset_password")


@scene("account_reset_password")
def password_reset_of_no_address(page):
    password_reset(page)
    page.fill("[name=email]", "nobody")
    send(page)
    page.locator("[aria-invalid=true]").wait_for()


@scene("account_reset_password_done")
def password_reset_done(page):
    ask_for_a_new_password(page)
    page.wait_for_url(f"**{reverse('account_reset_password_done')}")


@scene("account_reset_password_done")
def password_reset_done_without_having_asked(page):
    visit(page, "account_reset_password_done")


@scene("429")
def too_many_letters(page):
    # Twice the limit, because a new time window may start in between.
    for _ in range(2 * LETTERS.amount + 1):
        ask_for_a_new_password(page)
        page.wait_for_load_state()
        if "done" not in page.url:
            break
