"""Connect an account to Feide, which way a person logged in, and logging out."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from enrollment.models import FeideName
from tests.factories import (
    AppointedFactory,
    VerifiedUserFactory,
)

from .people import account_in, addresses_of, came, give_password_again, log_in_locally
from .real import at_the_provider, leads_to

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/feide/login/"
CONNECTIONS = "/accounts/3rdparty/"


class TestConnecting:
    @pytest.fixture
    def local(self, client):
        user = VerifiedUserFactory(username="local", email="local@example.org")
        client.force_login(user)
        return user

    def test_account_is_connected_and_linked(self, client, local, ada_at_feide, log_in):
        ada = AppointedFactory(username="ada", email="private@example.org")
        give_password_again(client)
        assert log_in(client, "ada-sub", process="connect").url == CONNECTIONS
        assert SocialAccount.objects.get().user == local
        ada.refresh_from_db()
        assert ada.user == local
        assert "ada@ntnu.no" in client.get(CONNECTIONS).content.decode()
        assert addresses_of(local)["local@example.org"] == (True, True)
        stranger = Client()
        log_in(stranger, "ada-sub")
        assert account_in(stranger) == local

    def test_password_is_asked_for_first(self, client, local, feide):
        begun = client.post(LOGIN, {"process": "connect"})
        assert begun.url == "/accounts/reauthenticate/?next=%2Faccounts%2F3rdparty%2F"

    def test_visitor_connects_nothing(self, client, feide):
        begun = client.post(LOGIN, {"process": "connect"})
        assert begun.url.startswith("/accounts/reauthenticate/")

    def test_person_of_another_account_is_not_connected(
        self, client, local, ada_at_feide, log_in, english
    ):
        log_in(Client(), "ada-sub")
        give_password_again(client)
        page = client.get(log_in(client, "ada-sub", process="connect").url).content.decode()
        assert "is connected to another account here" in page
        assert SocialAccount.objects.get().user != local

    def test_second_person_is_not_connected(
        self, client, local, ada_at_feide, log_in, feide, english
    ):
        give_password_again(client)
        log_in(client, "ada-sub", process="connect")
        feide.tell("second")
        page = client.get(log_in(client, "second", process="connect").url).content.decode()
        assert "Disconnect it first" in page
        assert SocialAccount.objects.get().uid == "ada-sub"

    def test_session_that_connects_did_not_come_by_feide(self, client, local, ada_at_feide, log_in):
        give_password_again(client)
        log_in(client, "ada-sub", process="connect")
        assert not came(client, local)

    def test_owner_disconnects_it_while_a_password_is_left(
        self, client, local, ada_at_feide, log_in, postbox, english
    ):
        give_password_again(client)
        log_in(client, "ada-sub", process="connect")
        account = SocialAccount.objects.get()
        client.post(CONNECTIONS, {"account": account.pk})
        assert not SocialAccount.objects.exists()
        assert not FeideName.objects.exists()
        assert postbox[-1].subject == "LAOS: Your account is no longer connected to Feide"

    def test_without_a_password_it_stays(self, client, ada_at_feide, log_in, english):
        log_in(client, "ada-sub")
        page = client.get(CONNECTIONS).content.decode()
        assert "first choose a password" in page
        client.post(CONNECTIONS, {"account": SocialAccount.objects.get().pk})
        assert SocialAccount.objects.exists()

    def test_no_one_disconnects_anothers(self, client, local, ada_at_feide, log_in):
        log_in(Client(), "ada-sub")
        give_password_again(client)
        client.post(CONNECTIONS, {"account": SocialAccount.objects.get().pk})
        assert SocialAccount.objects.exists()


class TestWhichWayTheyCame:
    def test_by_feide(self, client, ada_at_feide, log_in):
        log_in(client, "ada-sub")
        assert came(client, account_in(client))

    def test_with_a_password(self, client, feide):
        user = VerifiedUserFactory()
        log_in_locally(client, user)
        assert "_auth_user_id" in client.session
        assert not came(client, user)

    def test_log_in_that_ended_at_the_second_step_says_nothing_of_the_next(
        self, client, ada_at_feide, log_in
    ):
        careful = VerifiedUserFactory(email="ada.aas@ntnu.no")
        TOTP.activate(careful, generate_totp_secret())
        log_in(client, "ada-sub")
        other = VerifiedUserFactory(email="other@example.org")
        client.post("/accounts/logout/")  # "Cancel" on the page that asks for the code
        log_in_locally(client, other)
        assert account_in(client) == other
        assert not came(client, other)

    def test_what_another_account_left_in_the_session(self, client):
        user, other = VerifiedUserFactory(), VerifiedUserFactory()
        client.force_login(user)
        session = client.session
        session["feide"] = {"account": other.pk, "id_token": "of another"}
        session.save()
        assert not came(client, user)

    def test_not_logged_in(self, client):
        assert not came(client, type("Nobody", (), {"is_authenticated": False})())


class TestLoggingOut:
    def test_one_is_logged_out_here_and_led_to_feide(
        self, client, ada_at_feide, log_in, feide, settings
    ):
        log_in(client, "ada-sub")
        address = leads_to(client.post("/accounts/logout/"))
        assert "_auth_user_id" not in client.session
        assert address.startswith(f"{feide.issuer}/session/end?")
        assert at_the_provider(address, settings.SITE_URL, logout="yes") == f"{settings.SITE_URL}/"

    def test_who_came_with_a_password_is_not_led_to_feide(self, client, feide):
        client.force_login(VerifiedUserFactory())
        assert client.post("/accounts/logout/").url == "/"

    def test_provider_that_is_away_does_not_keep_one_in(
        self, client, ada_at_feide, log_in, settings, english
    ):
        log_in(client, "ada-sub")
        settings.FEIDE_ISSUER = "http://127.0.0.1:9"
        response = client.post("/accounts/logout/")
        assert response.url == "/"
        assert "_auth_user_id" not in client.session
        assert "not of Feide" in client.get("/").content.decode()

    def test_switched_off_meanwhile(self, client, ada_at_feide, log_in, settings):
        log_in(client, "ada-sub")
        settings.FEIDE_CLIENT_ID = ""
        assert client.post("/accounts/logout/").url == "/"
