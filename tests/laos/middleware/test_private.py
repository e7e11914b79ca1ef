"""Personal pages are stored in no cache, so the browser cannot show them to the next user."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import PASSWORD, RegistrationFactory, VerifiedUserFactory

pytestmark = pytest.mark.django_db


def is_private(response):
    directives = set(response.get("Cache-Control", "").split(", "))
    return {"private", "no-store"} <= directives and "public" not in directives


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/my/",
        "/register/",
        "/no-such-page/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/logout/",
        "/admin/",
        "/admin/enrollment/registration/",
        "/admin/enrollment/registration/export/",
    ],
)
def test_every_page_of_a_person_logged_in(client, url):
    client.force_login(VerifiedUserFactory(is_staff=True, is_superuser=True))
    assert is_private(client.get(url))


def test_a_roster_and_its_file(client, staff):
    session = RegistrationFactory().session
    client.force_login(staff)
    for page in ("roll_call", "roster_export"):
        assert is_private(client.get(reverse(f"enrollment:{page}", args=[session.pk])))


@pytest.mark.parametrize(
    "url",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/password/reset/key/1-made-up/",
        "/accounts/confirm-email/made-up/",
        "/my/",
    ],
)
def test_pages_where_one_signs_in(client, url):
    assert is_private(client.get(url, follow=True))


def test_answers_to_logging_in_and_out(client):
    login = VerifiedUserFactory().username
    assert is_private(client.post("/accounts/login/", {"login": login, "password": PASSWORD}))
    assert is_private(client.post("/accounts/logout/"))


@pytest.mark.parametrize("url", ["/", "/no-such-page/", "/static/favicon.svg"])
def test_what_everyone_may_see_may_be_kept(client, url):
    response = client.get(url)
    response.close()
    assert "no-store" not in response.get("Cache-Control", "")
