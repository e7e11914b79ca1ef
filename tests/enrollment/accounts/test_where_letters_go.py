"""Letters go to the confirmed primary address, which the account page shows."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from enrollment.letters.delivering import deliver
from enrollment.letters.queueing import queue_letters
from enrollment.letters.recipients import address_of, letter_address
from enrollment.models import User
from tests.factories import PASSWORD, LearningAssistantFactory, LetterFactory, UserFactory

pytestmark = pytest.mark.django_db


def account(email, *addresses) -> User:
    """Create an account with these addresses; “+” marks a confirmed address, “!” the primary address."""
    user = UserFactory(username="ada", email=email)
    for address in addresses:
        EmailAddress.objects.create(
            user=user, email=address.lstrip("+!"), verified="+" in address, primary="!" in address
        )
    return user


@pytest.mark.parametrize(
    ("made_for", "addresses", "goes_to"),
    [
        ("a@example.org", ["!+a@example.org"], "a@example.org"),
        ("a@example.org", ["+a@example.org", "!+b@example.org"], "b@example.org"),
        ("a@example.org", ["!a@example.org", "+b@example.org"], "b@example.org"),
        ("a@example.org", ["!+b@example.org"], "b@example.org"),  # a was removed
        ("A@example.org", ["!+b@example.org"], "b@example.org"),
        ("", ["!+b@example.org"], "b@example.org"),
        ("a@example.org", ["!b@example.org"], "a@example.org"),
        ("a@example.org", [], "a@example.org"),
        ("", [], "record@example.org"),
    ],
)
def test_letters_go_to_the_confirmed_primary_address(made_for, addresses, goes_to):
    user = account(made_for, *addresses)
    assistant = LearningAssistantFactory(user=user, email="record@example.org")
    assert letter_address(assistant) == goes_to
    assert address_of(user) == (goes_to if goes_to != "record@example.org" else "")


def test_without_an_account_they_go_where_the_record_says():
    assert letter_address(LearningAssistantFactory(email="r@example.org")) == "r@example.org"


def test_a_letter_that_waits_follows_the_address(mailoutbox):
    user = account("a@example.org", "!+a@example.org", "+b@example.org")
    LetterFactory(assistant=LearningAssistantFactory(user=user), email=None)
    queue_letters()
    client = Client()
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    client.post("/accounts/email/", {"email": "b@example.org", "action_primary": ""})
    client.post("/accounts/email/", {"email": "a@example.org", "action_remove": ""})
    assert [*EmailAddress.objects.values_list("email", flat=True)] == ["b@example.org"]
    deliver()
    letters = [letter for letter in mailoutbox if not letter.subject.startswith("LAOS: Hoved")]
    assert ["b@example.org"] in [letter.to for letter in letters]
    assert User.objects.get().email == "b@example.org"


@pytest.mark.parametrize("addresses", [["!+a@example.org"], ["a@example.org", "!+b@example.org"]])
def test_the_page_of_addresses_says_where_letters_go(addresses):
    account("a@example.org", *addresses)
    client = Client(headers={"Accept-Language": "en"})
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    page = re.sub(r"\s+", " ", client.get("/accounts/email/").content.decode())
    goes_to = addresses[-1].lstrip("+!")
    assert f"E-mails from LAOS go to <strong>{goes_to}</strong>." in page
    assert ("make it the primary one" in page) is (len(addresses) > 1)
