"""A new password by a letter."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import (
    AppointedFactory,
    UserFactory,
    VerifiedUserFactory,
)

from .test_accounts import (
    LANGUAGES,
    NEW_PASSWORD,
    account_of,
    log_in,
)

pytestmark = pytest.mark.django_db


class TestPasswordReset:
    def ask(self, client, email, language="en"):
        return client.post(
            "/accounts/password/reset/", {"email": email}, headers={"Accept-Language": language}
        )

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_link_sets_a_new_password_once(self, client, postbox, language):
        user = VerifiedUserFactory(email="ada@example.org")
        self.ask(client, "Ada@example.org", language)
        (letter,) = postbox
        assert letter.to == ["ada@example.org"]
        assert letter.body.startswith({"nb": "Hei!", "en": "Hello!"}[language])
        link = re.search(r"/accounts/password/reset/key/\S+", letter.body)[0]
        form = client.get(link, follow=True).request["PATH_INFO"]
        client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
        user.refresh_from_db()
        assert user.check_password(NEW_PASSWORD)
        again = Client().get(link, follow=True)
        assert "password1" not in again.content.decode()

    def test_a_known_address_is_answered_like_an_unknown_one(self, postbox):
        VerifiedUserFactory(email="known@example.org")
        known, unknown = (
            self.ask(Client(), f"{name}@example.org") for name in ("known", "unknown")
        )
        assert (known.status_code, known.url) == (unknown.status_code, unknown.url)

    def test_an_account_made_by_staff_gets_its_first_password_so(self, client, postbox):
        """An imported coordinator has an address on record and no password."""
        user = UserFactory(email="cleo@example.org", password=None)
        self.ask(client, "cleo@example.org")
        link = re.search(r"/accounts/password/reset/key/\S+", postbox[0].body)[0]
        form = client.get(link, follow=True).request["PATH_INFO"]
        client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
        user.refresh_from_db()
        assert user.check_password(NEW_PASSWORD)
        # The letter has proven the address, so nothing is left to confirm.
        assert log_in(client, "cleo@example.org", NEW_PASSWORD).url == "/my/"

    def test_the_first_password_links_the_owner_of_the_address(self, client, postbox):
        assistant = AppointedFactory(email="cleo@example.org")
        user = UserFactory(email="cleo@example.org", password=None)
        self.ask(client, "cleo@example.org")
        link = re.search(r"/accounts/password/reset/key/\S+", postbox[0].body)[0]
        form = client.get(link, follow=True).request["PATH_INFO"]
        client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
        assert account_of(assistant) == user
