"""Every link sent from the site begins with SITE_URL, whatever host and port the request names."""

from __future__ import annotations

import pytest

from tests.factories import PASSWORD, VerifiedUserFactory

pytestmark = pytest.mark.django_db

SITE = "https://laos.example.org"
ADA = "ada@example.org"
SIGN_UP = {"email": ADA, "name": "Ada Aas", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture(
    params=[
        {"Host": "localhost:1234"},
        {"Host": "localhost", "X-Forwarded-Host": "somewhere.example", "X-Forwarded-Port": "1234"},
        {"Host": "127.0.0.1:8000", "Forwarded": "host=somewhere.example"},
    ],
    ids=["port", "X-Forwarded", "Forwarded"],
)
def links(request, client, settings, postbox):
    """Send a form with misleading headers, and return the links in the letter."""
    settings.SITE_URL = SITE

    def post(path, data):
        client.post(path, data, headers=request.param)
        return [word for word in postbox[-1].body.split() if "://" in word]

    return post


def test_to_confirm_the_address_at_sign_up(links):
    (link,) = links("/accounts/signup/", SIGN_UP)
    assert link.startswith(f"{SITE}/accounts/confirm-email/")


def test_for_a_person_who_has_an_account_already(links):
    VerifiedUserFactory(email=ADA)
    assert links("/accounts/signup/", SIGN_UP) == [f"{SITE}/accounts/password/reset/"]


def test_to_choose_a_new_password(links):
    VerifiedUserFactory(email=ADA)
    (link,) = links("/accounts/password/reset/", {"email": ADA})
    assert link.startswith(f"{SITE}/accounts/password/reset/key/")


def test_for_an_address_without_an_account(links):
    assert links("/accounts/password/reset/", {"email": ADA}) == [f"{SITE}/accounts/signup/"]


def test_to_confirm_another_address(links, client, postbox):
    VerifiedUserFactory(email=ADA)
    client.post("/accounts/login/", {"login": ADA, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    (link,) = links("/accounts/email/", {"email": "other@example.org", "action_add": ""})
    assert link.startswith(f"{SITE}/accounts/confirm-email/")
    assert postbox[-1].to == ["other@example.org"]


def test_plain_http_is_sent_to_the_site_itself(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert settings.SITE_URL.endswith(f"//{settings.SECURE_SSL_HOST}")
    answer = client.get("/verify/", headers={"Host": "localhost:1234"})
    assert answer.headers["Location"] == f"https://{settings.SECURE_SSL_HOST}/verify/"
