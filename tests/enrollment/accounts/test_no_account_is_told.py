"""Neither the response nor its timing tells whether an address or user name has an account.

Password hashing, a tenth of a second each time, dominates the timing, so the hashes are counted.
"""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import int_to_base36

from enrollment.models import User
from tests.factories import PASSWORD, UserFactory, VerifiedUserFactory
from tests.hashes import count_hashes

pytestmark = pytest.mark.django_db

WRONG = "wrong horse battery"
OWN = "a strangers own horse"


@pytest.fixture(autouse=True)
def counted(settings):
    settings.PASSWORD_HASHERS = ["tests.hashes.CountingHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def accounts(counted, db):
    """One account of each kind."""
    # User names as set by sign-up (the address) and by staff (a plain name).
    VerifiedUserFactory(username="known@example.org", email="known@example.org")
    VerifiedUserFactory(username="known", email="known-too@example.org")
    UserFactory(username="unconfirmed@example.org", email="unconfirmed@example.org")
    VerifiedUserFactory(username="closed", email="closed@example.org", is_active=False)
    UserFactory(username="imported", email="imported@example.org", password=None)
    # Several accounts with one address, which at most one of them has confirmed.
    for name in ("second", "third"):
        user = VerifiedUserFactory(username=name)
        EmailAddress.objects.create(user=user, email="known@example.org", verified=False)
        EmailAddress.objects.create(user=user, email="nobodys@example.org", verified=False)


NAMES = [
    "known@example.org",
    "KNOWN@example.org",
    "known-too@example.org",
    "known",
    "unconfirmed@example.org",
    "nobodys@example.org",
    "closed@example.org",
    "closed",
    "imported@example.org",
    "imported",
]
ADDRESSES = [name for name in NAMES if "@" in name]
USER_NAMES = [name for name in NAMES if "@" not in name]
UNKNOWN = "unknown@example.org"


def send(path, data, client=None):
    """Submit a form; return what the sender can see of the response, and the number of hashes and SQL statements."""
    client = client or Client()
    with count_hashes() as hashes, CaptureQueriesContext(connection) as statements:
        response = client.post(path, data, headers={"Accept-Language": "en"})
    seen = [visible(response)]
    if response.status_code == 302:
        seen.append(visible(client.get(response.url, headers={"Accept-Language": "en"})))
    seen.append(sorted(client.cookies))
    typed = data.get("login") or data["email"]
    return re.sub(re.escape(typed), "…", str(seen), flags=re.IGNORECASE), hashes[0], len(statements)


def visible(response):
    """Return the response without what differs in each request: time, tokens, ids, length and order in headers."""
    if response.status_code == 429:
        return 429
    headers = {
        name: sorted(re.split("[;,] ?", value))
        for name, value in response.headers.items()
        if name not in ("Content-Length", "Expires", "X-Request-ID")
    }
    own = r'name="csrfmiddlewaretoken" value="\w+"|data-person="\d+"'
    page = re.sub(own, "", response.content.decode())
    return response.status_code, headers, page


def log_in(login, password=WRONG, client=None):
    return send("/accounts/login/", {"login": login, "password": password}, client)


def sign_up(email, password=PASSWORD, again=PASSWORD, client=None):
    data = {"email": email, "name": "Ada Aas", "password1": password, "password2": again}
    return send("/accounts/signup/", data, client)


def differing(answers, unknown):
    return {name: answer for name, answer in answers.items() if answer != unknown}


def test_a_wrong_password_is_answered_alike_in_the_time_of_one_hash():
    for names, unknown in ((ADDRESSES, "unknown@example.org"), (USER_NAMES, "unknown")):
        answer = log_in(unknown)
        assert answer[1] == 1
        assert differing({name: log_in(name) for name in names}, answer) == {}


def test_the_right_password_takes_one_hash_too():
    for login in ("known@example.org", "known-too@example.org", "known"):
        assert log_in(login, PASSWORD)[1] == 1


def test_signing_up_is_answered_alike_in_the_time_of_one_hash():
    seen, hashes, _statements = sign_up(UNKNOWN)
    assert hashes == 1
    answers = {email: sign_up(email)[:2] for email in ADDRESSES}
    assert differing(answers, (seen, hashes)) == {}


def test_logging_in_after_a_sign_up_does_not_tell_whether_it_made_an_account():
    """If it made one, the password is right but the address is not confirmed."""
    answers = {}
    for email in {email.lower() for email in [*ADDRESSES, UNKNOWN]}:
        browser = Client()
        sign_up(email, OWN, OWN, browser)
        pages = [visible(browser.get(f"/accounts/{page}/")) for page in ("login", "signup")]
        attempts = [log_in(email, OWN, client)[:2] for client in [browser] + 6 * [None]]
        answers[email] = pages, attempts
    assert differing(answers, answers[UNKNOWN]) == {}


@pytest.mark.parametrize(("password", "again"), [("short", "short"), (PASSWORD, WRONG)])
def test_a_sign_up_that_is_refused_is_so_for_every_address(password, again):
    answers = {email: sign_up(email, password, again) for email in ADDRESSES}
    assert differing(answers, sign_up(UNKNOWN, password, again)) == {}


def test_a_reset_is_answered_alike_without_a_hash():
    seen, hashes, _statements = send("/accounts/password/reset/", {"email": UNKNOWN})
    assert hashes == 0
    answers = {
        email: send("/accounts/password/reset/", {"email": email})[:2] for email in ADDRESSES
    }
    assert differing(answers, (seen, hashes)) == {}


def test_adding_anothers_address_to_an_account_is_answered_like_any_other():
    answers = {}
    for email in {email.lower() for email in [*ADDRESSES, UNKNOWN]}:
        user = VerifiedUserFactory(username="eve", name="Eve", email="a@example.org")
        client = Client()
        client.post("/accounts/login/", {"login": "eve", "password": PASSWORD})
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        data = {"email": email, "action_add": ""}
        answers[email] = send("/accounts/email/", data, client)[:2]
        user.delete()
    assert "…" in answers[UNKNOWN][0]
    assert differing(answers, answers[UNKNOWN]) == {}


def test_a_made_up_link_to_set_a_password_tells_nothing():
    user, unknown = int_to_base36(User.objects.first().pk), "zzzz"
    pages = [
        str(visible(Client().get(f"/accounts/password/reset/{key}made-up/"))).replace(key, "…")
        for key in (f"key/{user}-", f"key/{unknown}-")
    ]
    assert pages[0] == pages[1]
