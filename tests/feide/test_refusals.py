"""A forged or broken answer gives an error page and no login. Each case has a single fault."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from joserfc.jwk import OctKey

from enrollment.accounts.feide import server
from enrollment.accounts.feide.errors import UnreachableFeide
from enrollment.models import FeideName, User

from .forging import CURVE_KEY, KEY, OTHER_KEY
from .real import CLIENT_ID, CLIENT_SECRET, NAMES, leads_to

pytestmark = pytest.mark.django_db


def is_logged_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def refused(client, come_back):
    """Return from the provider and expect a refusal."""

    def refused(reason="refused", status=403, **query):
        response = come_back(**query)
        assert response.status_code == status
        assert f'data-refusal="feide_{reason}"' in response.content.decode()
        assert not is_logged_in(client)
        assert not SocialAccount.objects.exists()
        assert not User.objects.exists()
        return response

    return refused


def test_what_is_right_is_let_in(client, come_back):
    assert come_back().url == "/my/"
    assert is_logged_in(client)
    assert SocialAccount.objects.get().uid == "ada"


@pytest.mark.parametrize(
    "told",
    [
        {f"{NAMES}eduPersonPrincipalName": "\ud800@ntnu.no"},
        {f"{NAMES}userid_sec": ["feide:\ud800@ntnu.no"]},
        {"email": "ada@\ud800.no", "email_verified": True},
        {"name": "Ada \ud800"},
    ],
)
def test_half_a_sign_is_not_kept(client, come_back, forged, told):
    """JSON can escape a lone surrogate, which text cannot hold."""
    forged.userinfo = told
    assert come_back().url == "/my/"
    assert User.objects.get().name.startswith("Ada")
    assert User.objects.get().email == ""
    assert not FeideName.objects.exists()


class TestRequest:
    def test_what_is_asked_of_feide(self, client, forged):
        asked = parse_qs(urlsplit(leads_to(client.post("/accounts/feide/login/"))).query)
        assert asked["response_type"] == ["code"]
        assert asked["client_id"] == [CLIENT_ID]
        assert {*asked["scope"][0].split()} == {"openid", "userid-feide", "userinfo-name", "email"}
        assert asked["code_challenge_method"] == ["S256"]
        assert len(asked["code_challenge"][0]) == 43
        assert len(asked["state"][0]) >= 16
        assert len(asked["nonce"][0]) >= 32
        assert asked["redirect_uri"] == ["http://127.0.0.1:8000/accounts/feide/callback/"]

    def test_state_nonce_and_challenge_are_new_each_time(self, client, forged):
        first, second = (
            parse_qs(urlsplit(leads_to(client.post("/accounts/feide/login/"))).query)
            for _ in range(2)
        )
        for name in ("state", "nonce", "code_challenge"):
            assert first[name] != second[name]

    def test_verifier_goes_along_with_the_code(self, come_back, forged):
        come_back()
        form = parse_qs(forged.forms[-1])
        assert form["code"] == ["of a forger"]
        assert len(form["code_verifier"][0]) >= 43

    def test_secret_goes_as_the_provider_wants_it(self, come_back, forged):
        come_back()
        assert "client_secret" not in parse_qs(forged.forms[-1])

    def test_secret_goes_in_the_form_where_that_is_known(self, come_back, forged):
        forged.configuration = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        come_back()
        assert parse_qs(forged.forms[-1])["client_secret"] == [CLIENT_SECRET]

    def test_what_a_visitor_adds_does_not_reach_feide(self, client, forged):
        path = "/accounts/feide/login/?scope=everything&auth_params=prompt%3Dnone&process=redirect"
        asked = parse_qs(urlsplit(leads_to(client.post(path))).query)
        assert "everything" not in asked["scope"][0]
        assert "prompt" not in asked

    def test_link_does_not_log_in(self, client, forged):
        response = client.get("/accounts/feide/login/?next=/register/")
        assert response.url == "/accounts/login/?next=%2Fregister%2F"
        assert not forged.asked

    def test_other_sites_cannot_begin_a_log_in(self, forged):
        assert Client(enforce_csrf_checks=True).post("/accounts/feide/login/").status_code == 403


class TestState:
    def test_wrong_state(self, refused):
        refused("lost", 400, state="made up")

    def test_no_state(self, refused):
        refused("lost", 400, state="")

    def test_state_of_another_browser(self, client, forged):
        theirs = parse_qs(urlsplit(leads_to(Client().post("/accounts/feide/login/"))).query)
        path = f"/accounts/feide/callback/?code=1&state={theirs['state'][0]}"
        assert client.get(path).status_code == 400
        assert not forged.asked["/token"]

    def test_state_is_good_once(self, client, forged, come_back):
        come_back(error="server_error")
        state = client.get("/").wsgi_request.session
        assert not state.get("socialaccount_states")

    def test_answer_opened_again_leads_on_once_one_is_logged_in(self, client, come_back):
        come_back()
        assert come_back(state="used").url == "/my/"


class TestIdToken:
    @pytest.mark.parametrize("nonce", ["of another log-in", ""])
    def test_wrong_nonce(self, refused, forged, nonce):
        forged.claims = {"nonce": nonce}
        refused()

    def test_no_nonce(self, refused, forged):
        forged.claims = {"nonce": None}
        refused()

    @pytest.mark.parametrize("audience", ["another client", ["another client"], [], None])
    def test_wrong_audience(self, refused, forged, audience):
        forged.claims = {"aud": audience}
        refused()

    def test_several_audiences_without_the_authorised_party(self, refused, forged):
        forged.claims = {"aud": [CLIENT_ID, "another client"]}
        refused()

    def test_token_for_another_authorised_party(self, refused, forged):
        forged.claims = {"aud": [CLIENT_ID, "another client"], "azp": "another client"}
        refused()

    def test_several_audiences_are_right_when_we_are_the_authorised_party(self, come_back, forged):
        forged.claims = {"aud": [CLIENT_ID, "another client"], "azp": CLIENT_ID}
        assert come_back().status_code == 302

    @pytest.mark.parametrize("ending", ["/", ".evil.example", None])
    def test_wrong_issuer(self, refused, forged, ending):
        forged.claims = {"iss": ending and forged.issuer + ending}
        refused()

    def test_issuer_of_the_answer_is_another(self, refused):
        refused(iss="https://evil.example")

    def test_expired(self, refused, forged):
        forged.claims = {"exp": int(time.time()) - 120}
        refused()

    @pytest.mark.parametrize("expiry", [None, "2099-01-01", True])
    def test_no_expiry(self, refused, forged, expiry):
        forged.claims = {"exp": expiry}
        refused()

    @pytest.mark.parametrize("seconds", [-3600, 3600])
    def test_issued_long_ago_or_in_the_future(self, refused, forged, seconds):
        forged.claims = {"iat": int(time.time()) + seconds, "exp": int(time.time()) + 7200}
        refused()

    def test_wrong_key_under_a_known_name(self, refused, forged):
        forged.key = OTHER_KEY
        forged.header = {"kid": KEY.kid}
        refused()

    def test_key_that_no_one_knows(self, refused, forged):
        forged.key = OTHER_KEY
        refused()
        assert forged.asked["/jwks"] == 2

    def test_unsigned(self, refused, forged, monkeypatch):
        monkeypatch.setattr(type(forged), "token", property(type(forged).unsigned_token))
        refused()

    def test_hmac_with_the_public_key(self, refused, forged, monkeypatch):
        monkeypatch.setattr(type(forged), "token", property(type(forged).token_of_the_public_key))
        refused()

    def test_hmac_with_the_secret(self, refused, forged):
        forged.key = OctKey.import_key(CLIENT_SECRET, {"kid": "secret"})
        forged.alg = "HS256"
        forged.keys = [forged.key.as_dict(private=True)]
        refused()

    def test_hmac_with_a_key_that_the_provider_publishes(self, refused, forged):
        forged.key = OctKey.import_key(CLIENT_SECRET, {"kid": "secret"})
        forged.alg = "HS256"
        forged.keys = [KEY.as_dict(private=False), forged.key.as_dict(private=True)]
        refused()

    @pytest.mark.parametrize("token", ["", "a.b.c", "no token", 7, {"a": 1}])
    def test_no_token(self, refused, forged, token):
        forged.instead = {"/token": (200, _json(access_token="opaque", id_token=token))}
        refused()

    @pytest.mark.parametrize("subject", [None, "", "a b", "a\x00b", "æ", "x" * 192])
    def test_subject_that_no_one_can_have(self, refused, forged, subject):
        forged.claims = {"sub": subject}
        forged.userinfo = {"sub": subject}
        refused()

    def test_elliptic_curve_will_do(self, come_back, forged):
        forged.key, forged.alg = CURVE_KEY, "ES256"
        forged.keys = [CURVE_KEY.as_dict(private=False)]
        assert come_back().status_code == 302


class TestKeys:
    def test_keys_are_fetched_once_for_many_log_ins(self, come_back, forged):
        for _ in range(3):
            forged.nonce = ""
            come_back()
        assert forged.asked["/jwks"] == 1
        assert forged.asked["/.well-known/openid-configuration"] == 1

    def test_new_key_is_fetched_when_a_token_names_it(self, come_back, forged):
        come_back()
        forged.nonce, forged.key = "", OTHER_KEY
        forged.keys = [OTHER_KEY.as_dict(private=False)]
        assert come_back().status_code == 302
        assert forged.asked["/jwks"] == 2

    @pytest.mark.parametrize("keys", [[], [{"kty": "RSA"}], ["no key"], None])
    def test_keys_that_cannot_be_read(self, refused, forged, keys):
        forged.keys = keys
        refused()


class TestUserinfo:
    @pytest.mark.parametrize("sub", ["ben", None])
    def test_of_another_person(self, refused, forged, sub):
        forged.userinfo = {"sub": sub}
        refused()


class TestProviderInTrouble:
    @pytest.mark.parametrize("path", ["/token", "/jwks", "/me"])
    @pytest.mark.parametrize("status", [500, 503])
    def test_it_says_so(self, refused, forged, path, status):
        forged.instead = {path: (status, b"oops")}
        refused("unreachable", 503)

    @pytest.mark.parametrize("path", ["/token", "/jwks", "/me"])
    @pytest.mark.parametrize(
        "answer",
        [
            (200, b"<html>"),
            (200, b"[]"),
            (200, b"[" * 100_000),
            (200, b"\xff"),
            (400, b"{}"),
            (302, b""),
            (200, b"{}"),
        ],
    )
    def test_it_answers_with_nonsense(self, refused, forged, path, answer):
        forged.instead = {path: answer}
        refused()

    def test_answer_that_comes_sign_by_sign_is_not_waited_for(self, use, monkeypatch):
        monkeypatch.setattr(server, "LONGEST", 0.2)
        over = threading.Event()

        def trickle(listening):
            asking, _address = listening.accept()
            with asking, suppress(OSError):
                asking.recv(10_000)
                asking.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
                while not over.wait(0.05):
                    asking.sendall(b" ")

        with socket.create_server(("127.0.0.1", 0)) as listening:
            use(f"http://127.0.0.1:{listening.getsockname()[1]}")
            provider = threading.Thread(target=trickle, args=[listening])
            provider.start()
            # Ends the test if the code waits for the whole answer.
            alarm = threading.Timer(5, over.set)
            alarm.start()
            with pytest.raises(UnreachableFeide, match="TimeoutError"):
                server.configuration()
            assert not over.is_set()
            alarm.cancel()
            over.set()
            provider.join()

    def test_answer_without_an_end_is_not_read(self, refused, forged):
        forged.instead = {"/me": (200, b" " * 2_000_000)}
        refused()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"issuer": "https://evil.example"},
            {"token_endpoint": None},
            {"authorization_endpoint": "javascript:alert(1)"},
            {"jwks_uri": ["http://127.0.0.1/"]},
            {"userinfo_endpoint": "http://["},
        ],
    )
    def test_configuration_that_is_wrong(self, client, forged, wrong):
        forged.configuration = wrong
        response = client.post("/accounts/feide/login/")
        assert response.status_code == 403
        assert "feide_refused" in response.content.decode()

    def test_https_is_demanded_in_production(self, client, forged, settings):
        settings.SECURE = True
        assert client.post("/accounts/feide/login/").status_code == 403

    def test_no_server_there(self, client, use):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        use(f"http://127.0.0.1:{port}")
        page = client.post("/accounts/feide/login/", {"next": "/register/"})
        assert page.status_code == 503
        text = page.content.decode()
        assert "feide_unreachable" in text
        assert "/accounts/login/?next=%2Fregister%2F" in text

    def test_it_is_left_alone_for_some_seconds(self, client, use, settings, monkeypatch):
        """Otherwise each login would wait for the timeout and occupy a thread of the site."""
        with socket.create_server(("127.0.0.1", 0), backlog=1) as silent:
            use(f"http://127.0.0.1:{silent.getsockname()[1]}")
            monkeypatch.setattr("enrollment.accounts.feide.server.TIMEOUT", (0.1, 0.1))
            client.post("/accounts/feide/login/")
            silent.setblocking(False)
            silent.accept()[0].close()
            client.post("/accounts/feide/login/")
            with pytest.raises(BlockingIOError):
                silent.accept()

    def test_person_who_cancels_is_told_how_to_go_on(self, refused):
        refused("cancelled", 200, error="access_denied")

    def test_any_other_error(self, refused):
        refused(error="server_error")

    def test_no_code(self, refused):
        refused(code="")


def _json(**fields):
    return json.dumps(fields).encode()
