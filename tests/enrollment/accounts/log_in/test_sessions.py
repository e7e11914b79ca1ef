"""The list of a user's login sessions: ending them, and how rarely last-seen times are written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enrollment.accounts.log_in.session_store import SessionStore
from enrollment.accounts.log_in.sessions import browser_of, name_in_cache
from enrollment.tasks import clear_expired
from tests.factories import NOW, PASSWORD, VerifiedUserFactory

pytestmark = pytest.mark.django_db

PAGE = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)
NEW_PASSWORD = "another battery horse"


@pytest.fixture
def user(db):
    return VerifiedUserFactory(username="ada")


def log_in(user, browser=FIREFOX, address="192.0.2.1", password=PASSWORD) -> Client:
    client = Client(headers={"User-Agent": browser, "Accept-Language": "en"}, REMOTE_ADDR=address)
    response = client.post("/accounts/login/", {"login": user.username, "password": password})
    assert response.status_code == 302
    return client


def is_logged_in(client) -> bool:
    return client.get("/accounts/email/").status_code == 200


def row_of(client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def test_each_is_listed_with_its_browser_and_address(user):
    log_in(user, SAFARI, "198.51.100.7")
    page = log_in(user).get(PAGE).content.decode()
    assert "Firefox on Linux" in page
    assert "Safari on iPhone" in page
    assert "198.51.100.7" in page


def test_the_address_is_the_one_that_the_trusted_proxy_reports(user, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client = Client(headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    assert row_of(client).ip == "198.51.100.7"


def test_no_other_persons_is_listed(user):
    log_in(VerifiedUserFactory(), SAFARI)
    assert "Safari" not in log_in(user).get(PAGE).content.decode()


def test_one_is_ended_by_its_owner(user):
    here, there, elsewhere = log_in(user), log_in(user, SAFARI), log_in(user)
    response = here.post(PAGE, {"session": row_of(there).pk}, follow=True)
    assert "You are logged out in Safari on iPhone." in response.content.decode()
    assert not is_logged_in(there)
    assert is_logged_in(here)
    assert is_logged_in(elsewhere)


def test_all_others_are_ended(user):
    here, *others = (log_in(user) for _ in range(3))
    here.post(PAGE, {"others": "1"})
    assert [is_logged_in(other) for other in others] == [False, False]
    assert is_logged_in(here)
    assert UserSession.objects.get().session_key == here.session.session_key


@pytest.mark.parametrize("number", ["", "abc", "9" * 400, None])
def test_no_other_persons_is_ended(user, number):
    other = log_in(VerifiedUserFactory())
    number = row_of(other).pk if number is None else number
    assert log_in(user).post(PAGE, {"session": number}).status_code == 404
    assert is_logged_in(other)


def test_a_new_password_ends_all_but_the_one_it_is_chosen_in(user):
    here, there = log_in(user), log_in(user, SAFARI)
    data = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert here.post("/accounts/password/change/", data).status_code == 302
    page = here.get(PAGE).content.decode()
    assert "Firefox" in page
    assert "Safari" not in page
    assert page.count("ds-card") == 1
    assert not is_logged_in(there)


def test_a_password_reset_ends_all(user, postbox, settings):
    there = log_in(user, SAFARI)
    client = Client()
    client.post("/accounts/password/reset/", {"email": user.email})
    link = next(word for word in postbox[0].body.split() if "/reset/key/" in word)
    form = client.get(link.removeprefix(settings.SITE_URL), follow=True)
    data = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(form.request["PATH_INFO"], data)
    page = log_in(user, password=NEW_PASSWORD).get(PAGE).content.decode()
    assert "Safari" not in page
    assert not is_logged_in(there)


def test_what_is_expired_or_logged_out_is_not_listed(user):
    expired, left = log_in(user, SAFARI), log_in(user, SAFARI)
    yesterday = NOW - timedelta(days=1)
    Session.objects.filter(pk=expired.session.session_key).update(expire_date=yesterday)
    left.post("/accounts/logout/")
    assert "Safari" not in log_in(user).get(PAGE).content.decode()


def test_rows_go_with_their_sessions_each_night(user):
    client = log_in(user)
    log_in(user).post("/accounts/logout/")
    assert UserSession.objects.count() == 2
    clear_expired()
    assert UserSession.objects.get() == row_of(client)


class TestWhenOneWasSeen:
    def writes(self, client, method="get", path="/accounts/email/") -> list[str]:
        with CaptureQueriesContext(connection) as statements:
            getattr(client, method)(path)
        return [
            statement["sql"]
            for statement in statements
            if "usersessions_usersession" in statement["sql"]
        ]

    def test_pages_in_the_ten_minutes_after_log_in_write_nothing(self, user):
        client = log_in(user)
        assert self.writes(client) == []

    def test_after_that_one_statement_once_in_ten_minutes(self, user):
        client = log_in(user)
        long_ago = NOW - timedelta(days=3)
        UserSession.objects.update(last_seen_at=long_ago)
        # Simulate the key's expiry in Redis after ten minutes.
        cache.delete(name_in_cache(client.cookies[settings.SESSION_COOKIE_NAME].value))
        client.defaults["REMOTE_ADDR"] = "198.51.100.8"
        assert self.writes(client, "post", "/i18n/setlang/") == []
        assert len(self.writes(client)) == 1
        assert self.writes(client) == []
        row = row_of(client)
        assert row.last_seen_at > NOW - timedelta(days=1)
        assert row.ip == "198.51.100.8"

    def test_a_session_from_before_they_were_listed_is_listed_once_it_is_used(self, user):
        client = log_in(user)
        UserSession.objects.all().delete()
        cache.delete(name_in_cache(client.cookies[settings.SESSION_COOKIE_NAME].value))
        client.get("/my/")
        assert row_of(client).user == user


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (SAFARI, "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36", "Chrome on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28 Chrome/130 Mobile",
            "Samsung Internet on Android",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18 Safari/605", "Safari on macOS"),
        ("curl/8", "Unknown browser"),
        ("Windows", "Windows"),
    ],
)
def test_a_browser_is_named_by_what_it_says_of_itself(agent, name, english):
    assert browser_of(agent) == name


def test_an_expired_session_is_logged_out_and_never_used_again(user):
    client = log_in(user)
    key = client.session.session_key
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_logged_in(client)
    client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    assert client.session.session_key not in ("", key)


def test_an_invented_session_key_is_replaced(db):
    invented = "a" * 32
    session = SessionStore(invented)
    session["seen"] = "a page"
    session.save()
    assert session.session_key != invented
    assert SessionStore(session.session_key)["seen"] == "a page"
