"""Log in with Feide and out again, with a real browser and a real provider."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from playwright.sync_api import expect

from tests.factories import AppointedFactory
from tests.feide.real import real_provider
from tests.server import serve
from tests.servers.mail_server import free_port

from .conftest import TIMEOUT


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """Run the application and a provider configured for its address."""
    port = free_port()
    with real_provider(f"http://127.0.0.1:{port}") as provider, django_db_blocker.unblock():
        environment: dict[str, Any] = {**provider.environment()}
        with serve(workers=1, port=port, **environment):
            yield provider


@pytest.fixture(params=["with scripts", "without"])
def page(request, browser, site, written):
    context = browser.new_context(
        base_url=site.site, java_script_enabled=request.param == "with scripts"
    )
    context.set_default_timeout(TIMEOUT)
    context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": site.site}])
    yield context.new_page()
    context.close()


def log_in(page, sub, button="Log in with Feide"):
    page.get_by_role("button", name=button).click()
    page.get_by_label("Who are you?").fill(sub)
    page.get_by_role("button", name="Log in").click()


def test_person_on_record_lands_linked_on_their_page_and_logs_out_of_both(page, site):
    ada = AppointedFactory(username="ada", email="private@example.org", name="Ada Aas")
    site.tell("ada-sub", name="Ada Aas", username="ada@ntnu.no")
    page.goto("/my/")
    log_in(page, "ada-sub")
    page.wait_for_url(f"{site.site}/my/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    ada.refresh_from_db()
    assert ada.user == SocialAccount.objects.get(uid="ada-sub").user

    page.get_by_text("Account", exact=True).click()
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(re.compile("/session/end"))
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(f"{site.site}/")
    # The user is logged out of Feide too, so Feide asks for the user name again.
    page.goto("/my/")
    page.get_by_role("button", name="Log in with Feide").click()
    expect(page.get_by_label("Who are you?")).to_be_visible()


def test_who_cancels_at_feide_is_told_how_to_go_on(page, site):
    page.goto("/my/")
    page.get_by_role("button", name="Log in with Feide").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You cancelled")
    log_in(page, "ben-sub", "Try again with Feide")
    page.wait_for_url(f"{site.site}/my/")
