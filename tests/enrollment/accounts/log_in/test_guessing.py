"""Passwords and codes cannot be guessed, and the limits lock out neither the owner nor a full lecture hall."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from enrollment import clock
from enrollment.accounts.asking import LETTERS
from enrollment.accounts.log_in import guessing
from enrollment.models import User
from laos.middleware.throttling import BY_ACCOUNT, ON_NETWORK
from tests.factories import PASSWORD, VerifiedUserFactory
from tests.size import daily_or_all

pytestmark = pytest.mark.django_db

HALL = "192.0.2.1"
PEOPLE_IN_HALL = daily_or_all(40, 300)
ELSEWHERE = "198.51.100.1"
WRONG = "wrong horse battery"
NEW_PASSWORD = "another battery horse"


@pytest.fixture
def owner():
    return VerifiedUserFactory(username="owner", email="owner@example.org")


def log_in(client, login="owner@example.org", password=PASSWORD, at=ELSEWHERE, language="en"):
    return client.post(
        "/accounts/login/",
        {"login": login, "password": password},
        REMOTE_ADDR=at,
        headers={"Accept-Language": language},
    )


def guess(client=None, login="owner@example.org", at=ELSEWHERE, times=1):
    """Try a wrong password, in a new browser each time unless one is given. Return the last response."""
    for _ in range(times):
        answer = log_in(client or Client(), login, WRONG, at)
    return answer


def guess_until_refused(limit, client=None, **where):
    """Guess until refused, even if a new window begins on the way."""
    for _ in range(2 * limit.amount + 1):
        answer = guess(client, **where)
        if answer.status_code == 429:
            return answer
    raise AssertionError("nothing was refused")


def use_up(limit, *key, but=0):
    """Use up a limit in this window and the next, leaving ``but`` attempts."""
    for at in (clock.now(), clock.now() + timedelta(seconds=limit.window)):
        limit.count(*key, at=at).add(limit.amount - but)


def keep_strangers_out(at=ELSEWHERE):
    use_up(guessing.FROM_NETWORK, "password", "owner@example.org", at)


def own_browser():
    """Return a browser in which the owner has logged in before."""
    browser = Client()
    log_in(browser)
    browser.post("/accounts/logout/")
    return browser


def is_logged_in(client):
    return "_auth_user_id" in client.session


class TestStranger:
    def test_is_stopped_after_a_few_wrong_passwords(self, owner):
        assert guess().status_code == 200
        guess_until_refused(guessing.FROM_NETWORK)

    def test_never_locks_the_owners_browser(self, owner):
        browser = own_browser()
        guess_until_refused(guessing.FROM_NETWORK)
        guess_until_refused(guessing.FROM_NETWORK, at=HALL)
        for at in (ELSEWHERE, HALL, "203.0.113.9"):
            log_in(browser, at=at)
            assert is_logged_in(browser)
            browser.post("/accounts/logout/")

    def test_on_one_network_keeps_no_one_out_on_another(self, owner):
        guess_until_refused(guessing.FROM_NETWORK)
        client = Client()
        log_in(client, at=HALL)
        assert is_logged_in(client)

    def test_does_not_keep_out_others_on_the_same_network(self, owner):
        VerifiedUserFactory(username="neighbour")
        guess_until_refused(guessing.FROM_NETWORK)
        client = Client()
        log_in(client, "neighbour")
        assert is_logged_in(client)

    def test_with_the_networks_of_the_world_is_stopped_after_fifty_guesses(self, owner):
        browser = own_browser()
        use_up(guessing.FROM_ANYWHERE, "password", "owner@example.org", but=2)
        assert guess(at="198.18.1.1").status_code == 200
        assert guess(at="198.18.2.1").status_code == 200
        assert guess(at="198.18.3.1").status_code == 429
        log_in(browser)
        assert is_logged_in(browser)

    def test_who_tries_many_names_is_stopped_too(self, owner):
        browser = own_browser()
        use_up(guessing.OF_NETWORK, ELSEWHERE, but=2)
        assert guess(login="somebody").status_code == 200
        assert guess(login="nobody").status_code == 200
        assert guess(login="anybody").status_code == 429
        assert log_in(Client()).status_code == 429
        assert log_in(Client(), at=HALL).status_code == 302
        assert log_in(browser).status_code == 302

    def test_cannot_say_to_be_on_another_network(self, owner, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        for number in range(2 * guessing.FROM_NETWORK.amount + 1):
            answer = Client().post(
                "/accounts/login/",
                {"login": "owner", "password": WRONG},
                headers={"X-Forwarded-For": f"198.18.0.{number}, {ELSEWHERE}"},
            )
        assert answer.status_code == 429

    def test_cannot_use_a_cookie_of_their_own(self, owner):
        VerifiedUserFactory(username="stranger")
        browser = Client()
        log_in(browser, "stranger")
        browser.post("/accounts/logout/")
        guess_until_refused(guessing.FROM_NETWORK, browser)

    def test_learns_nothing_from_how_many_names_an_account_has(self, owner):
        guess_until_refused(guessing.FROM_NETWORK)
        assert guess(login="owner").status_code == guess(login="nobody").status_code == 200

    @pytest.mark.parametrize("login", ["OWNER@example.org", " owner@example.org "])
    def test_gets_no_more_guesses_by_writing_the_name_in_another_way(self, owner, login):
        keep_strangers_out()
        assert guess(login=login).status_code == 429


class TestOwner:
    def test_gets_in_when_a_whole_hall_logs_in_at_once(self):
        password = make_password(PASSWORD)
        users = User.objects.bulk_create(
            User(username=f"person{number}", email=f"{number}@example.org", password=password)
            for number in range(PEOPLE_IN_HALL)
        )
        for user in users:
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        statuses = {log_in(Client(), user.email, at=HALL).status_code for user in users}
        assert statuses == {302}

    def test_is_not_stopped_by_a_few_mistakes_and_right_log_ins(self, owner):
        for _ in range(3 * guessing.FROM_NETWORK.amount):
            client = Client()
            log_in(client)
            assert is_logged_in(client)

    def test_is_told_on_a_new_browser_when_and_what(self, owner):
        keep_strangers_out()
        answer = log_in(Client())
        seconds = int(answer.headers["Retry-After"])
        until = timezone.localtime(clock.now()) + timedelta(seconds=seconds)
        assert 0 < seconds <= guessing.FROM_NETWORK.window
        page = " ".join(answer.content.decode().split())
        told = re.search(r"Try again in \d+.minutes?, at (\d\d):(\d0)\.", page)
        difference = until.minute * 60 + until.second - int(told[2]) * 60
        assert difference % 3600 <= 30
        assert 'href="/accounts/password/reset/"' in page
        assert "base.html" in [template.name for template in answer.templates]
        assert "no-store" in answer.headers["Cache-Control"]

    def test_is_told_in_norwegian_and_a_program_as_one(self, owner):
        keep_strangers_out()
        assert '<html lang="nb"' in log_in(Client(), language="nb").content.decode()
        answer = Client().post(
            "/accounts/login/",
            {"login": "owner@example.org", "password": WRONG},
            headers={"X-Requested-With": "XMLHttpRequest"},
            REMOTE_ADDR=ELSEWHERE,
        )
        assert answer.status_code == 429
        assert answer.json()["seconds"] == int(answer.headers["Retry-After"])

    def test_who_cannot_wait_gets_in_with_a_new_password(self, owner, postbox):
        keep_strangers_out()
        browser = Client()
        browser.post("/accounts/password/reset/", {"email": owner.email}, REMOTE_ADDR=ELSEWHERE)
        link = re.search(r"/accounts/password/reset/key/\S+", postbox[0].body)[0]
        form = browser.get(link, follow=True).request["PATH_INFO"]
        browser.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
        assert guess().status_code == 429
        log_in(browser, password=NEW_PASSWORD)
        assert is_logged_in(browser)

    def test_who_mistypes_in_the_own_browser_waits_there_only(self, owner):
        browser = own_browser()
        guess_until_refused(guessing.IN_KNOWN_BROWSER, browser)
        assert log_in(browser).status_code == 429
        assert log_in(Client()).status_code == 302

    def test_the_cookie_is_for_the_pages_of_accounts_and_names_no_one(self, owner, settings):
        settings.SESSION_COOKIE_SECURE = True
        browser = Client()
        log_in(browser)
        cookie = browser.cookies["device"]
        assert cookie["path"] == "/accounts/"
        assert cookie["httponly"]
        assert cookie["secure"]
        assert cookie["samesite"] == "Lax"
        assert cookie["max-age"] == timedelta(days=365).total_seconds()
        assert str(owner.pk) not in cookie.value.split(":")

    def test_what_is_written_into_the_cookie_by_hand_counts_for_nothing(self, owner):
        browser = own_browser()
        browser.cookies["device"] = browser.cookies["device"].value + "x"
        keep_strangers_out()
        assert log_in(browser).status_code == 429


class TestWhoIsLoggedIn:
    """A person at an unattended browser cannot find out the password."""

    @pytest.fixture
    def browser(self, owner):
        browser = Client()
        log_in(browser)
        return browser

    def test_cannot_guess_the_password_where_it_is_asked_for_again(self, browser):
        for _ in range(2 * guessing.IN_KNOWN_BROWSER.amount + 1):
            answer = browser.post("/accounts/reauthenticate/", {"password": WRONG})
        assert answer.status_code == 429

    def test_cannot_guess_it_where_it_is_changed(self, browser):
        data = {"oldpassword": WRONG, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        for _ in range(2 * guessing.IN_KNOWN_BROWSER.amount + 1):
            answer = browser.post("/accounts/password/change/", data)
        assert answer.status_code == 429

    def test_cannot_write_to_the_whole_world(self, browser, postbox):
        browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
        (limit,) = BY_ACCOUNT["account_email"]
        use_up(limit, int(browser.session["_auth_user_id"]), but=1)
        answers = [
            browser.post("/accounts/email/", {"email": f"{name}@example.org", "action_add": ""})
            for name in ("first", "second")
        ]
        assert [answer.status_code for answer in answers] == [302, 429]
        assert [letter.to for letter in postbox] == [["first@example.org"]]


class TestTwoStepLogin:
    @pytest.fixture
    def secret(self, owner):
        secret = generate_totp_secret()
        TOTP.activate(owner, secret)
        return secret

    def test_who_has_the_password_cannot_guess_the_code(self, secret):
        thief = Client()
        log_in(thief)
        for _ in range(2 * guessing.FROM_NETWORK.amount + 1):
            answer = thief.post("/accounts/2fa/authenticate/", {"code": "000000"})
        assert answer.status_code == 429
        assert not is_logged_in(thief)

    def test_nor_begin_again_by_logging_in_once_more(self, secret):
        for _ in range(2 * guessing.FROM_NETWORK.amount + 1):
            thief = Client()
            log_in(thief)
            answer = thief.post("/accounts/2fa/authenticate/", {"code": "000000"})
        assert answer.status_code == 429

    def test_a_browser_is_known_only_once_both_steps_are_done(self, secret):
        browser = Client()
        log_in(browser)
        assert "device" not in browser.cookies


class TestLetters:
    def ask(self, **where):
        return Client().post("/accounts/password/reset/", {"email": "owner@example.org"}, **where)

    @pytest.mark.parametrize("known", [True, False])
    @pytest.mark.parametrize("page", ["password/reset/", "signup/"])
    def test_one_address_gets_a_few_an_hour_and_beyond_that_none_is_promised(
        self, postbox, page, known
    ):
        """Requests from all networks count together, and the response is the same with and without an account."""
        if known:
            VerifiedUserFactory(email="ada@example.org")
        names = {"name": "Ada", "password1": PASSWORD, "password2": PASSWORD}
        answers = [
            Client().post(
                f"/accounts/{page}",
                {"email": "Ada@example.org", **names},
                REMOTE_ADDR=f"198.18.{number}.1",
                headers={"Accept-Language": "en"},
            )
            for number in range(3 * LETTERS.amount)
        ]
        promised = [answer.status_code == 302 for answer in answers]
        assert promised.count(True) == len(postbox)
        # Twice as many only if a new hour began meanwhile.
        assert LETTERS.amount <= len(postbox) <= 2 * LETTERS.amount
        refused = answers[promised.index(False)]
        assert refused.status_code == 429
        assert "we did not send another now" in refused.content.decode()

    def test_sign_ups_with_ones_address_do_not_keep_ones_new_password_away(self, owner, postbox):
        names = {"name": "Ada", "password1": PASSWORD, "password2": PASSWORD}
        for _ in range(3 * LETTERS.amount):
            Client().post("/accounts/signup/", {"email": owner.email, **names})
        self.ask()
        assert "/accounts/password/reset/key/" in postbox[-1].body


class TestPages:
    """Account forms, submitted by a whole lecture hall or by a program that never stops."""

    def sign_up(self, at=HALL):
        data = {"name": "Ada", "email": f"{uuid4()}@example.org"}
        passwords = {"password1": PASSWORD, "password2": PASSWORD}
        return Client().post("/accounts/signup/", {**data, **passwords}, REMOTE_ADDR=at)

    def test_a_hall_of_three_hundred_may_do_all_of_it_within_a_minute(self):
        assert all(limit.amount >= 300 for limits in ON_NETWORK.values() for limit in limits)

    def test_sign_ups_without_end_are_stopped_with_a_page_that_says_when(self):
        a_minute, an_hour = ON_NETWORK["account_signup"]
        use_up(a_minute, HALL, but=1)
        assert self.sign_up().status_code == 302
        answer = self.sign_up()
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= a_minute.window
        assert "429.html" in [template.name for template in answer.templates]
        assert self.sign_up(at=ELSEWHERE).status_code == 302

    @pytest.mark.parametrize("page", ON_NETWORK)
    def test_each_form_has_an_end(self, page):
        arguments = {
            "account_confirm_email": ["made-up"],
            "account_reset_password_from_key": ["1", "made-up"],
        }
        path = reverse(page, args=arguments.get(page))
        use_up(ON_NETWORK[page][0], HALL)
        assert Client().post(path, REMOTE_ADDR=HALL).status_code == 429
        assert Client().get(path, REMOTE_ADDR=HALL).status_code != 429


def test_who_logs_out_is_out_also_with_the_cookie_kept(owner):
    browser = Client()
    log_in(browser)
    kept = browser.cookies["sessionid"].value
    browser.post("/accounts/logout/")
    browser.cookies["sessionid"] = kept
    assert browser.get("/my/").status_code == 302


def test_a_new_password_ends_the_log_ins_elsewhere(owner):
    here, elsewhere = Client(), Client()
    log_in(here)
    log_in(elsewhere)
    data = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    here.post("/accounts/password/change/", data)
    assert here.get("/my/").status_code == 200
    assert elsewhere.get("/my/").status_code == 302
