"""Changing an account asks for the password again, except in the minutes after log-in."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import PASSWORD, VerifiedUserFactory

pytestmark = pytest.mark.django_db

PAGES = ["/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"]
NEW_PASSWORD = "another battery horse"


@pytest.fixture
def user(db):
    return VerifiedUserFactory(username="ada")


def log_in(password=PASSWORD, client=None) -> Client:
    client = client or Client()
    data = {"login": "ada", "password": password}
    assert client.post("/accounts/login/", data).status_code == 302
    return client


def let_time_pass(client, minutes) -> None:
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= minutes * 60
    session.save()


def is_asked(client) -> bool:
    answers = {client.get(page).headers.get("Location", "") for page in PAGES}
    answers.add(client.post("/accounts/email/", {"email": "a@example.org", "action_add": ""}).url)
    asked = {answer.startswith("/accounts/reauthenticate/") for answer in answers}
    assert len(asked) == 1
    return asked.pop()


def test_not_after_log_in(user):
    assert not is_asked(log_in())


@pytest.mark.parametrize(("minutes", "asked"), [(14, False), (16, True)])
def test_again_after_a_quarter_of_an_hour(user, minutes, asked):
    client = log_in()
    let_time_pass(client, minutes)
    assert is_asked(client) is asked


def test_a_person_who_has_given_it_again_is_not_asked_once_more(user):
    client = log_in()
    let_time_pass(client, 16)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert not is_asked(client)


def test_not_after_signing_up_and_confirming_the_address(client, postbox):
    data = {"email": "ben@example.org", "name": "Ben", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", data)
    client.post(re.search(r"/accounts/confirm-email/\S+", postbox[-1].body)[0])
    assert not is_asked(client)


def test_not_after_a_reset_and_the_log_in_with_the_new_password(user, client, postbox, settings):
    client.post("/accounts/password/reset/", {"email": user.email})
    link = next(word for word in postbox[0].body.split() if "/reset/key/" in word)
    form = client.get(link.removeprefix(settings.SITE_URL), follow=True)
    data = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(form.request["PATH_INFO"], data)
    assert not is_asked(log_in(NEW_PASSWORD, client))


def test_the_log_in_of_another_account_in_the_browser_does_not_count(user):
    client = log_in()
    VerifiedUserFactory(username="ben")
    session = client.session
    session["account_authentication_methods_user"] = "0"
    session.save()
    assert is_asked(client)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "This is not your current password."),
        ("nb", "Dette er ikke det nåværende passordet ditt."),
    ],
)
def test_a_wrong_old_password_is_said_at_its_field(user, language, sentence):
    client = log_in()
    data = {"oldpassword": "wrong", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    answer = client.post("/accounts/password/change/", data, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert answer.context["form"].errors == {"oldpassword": [sentence]}
    page = re.sub(r"\s+", " ", answer.content.decode())
    (field,) = re.findall(r'<input[^>]+name="oldpassword"[^>]*>', page)
    (place,) = re.findall(r'aria-describedby="([^"]+)"', field)
    assert re.search(rf'id="{place.split()[0]}"[^>]*>.*?{sentence}', page)
