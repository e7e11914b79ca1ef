"""Account letters say what to do now and whom to ask, in the reader's language only."""

from __future__ import annotations

import re

import pytest

from tests.factories import VerifiedUserFactory

from .test_accounts import LANGUAGES, add_address, log_in, sign_up
from .test_confirming import code_in

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("number", [0, 1])]


def check(letter, settings, number, subject, link, sentences):
    assert letter.subject == f"LAOS: {subject[number]}"
    assert re.search(rf"{settings.SITE_URL}/accounts/{link}", letter.body)
    assert sentences[number] in letter.body
    assert sentences[1 - number] not in letter.body
    assert settings.LAOS_CONTACT_EMAIL in letter.body
    assert "testserver" not in letter.body


def test_a_person_who_signs_up_is_asked_to_confirm(client, postbox, settings, number):
    sign_up(client, "ada@example.org", LANGUAGES[number])
    subject = ("Bekreft e-postadressen din", "Confirm your e-mail address")
    sentences = ("Da blir du logget inn", "You are then logged in")
    check(postbox[0], settings, number, subject, r"confirm-email/\S+", sentences)


def test_letter_after_a_log_in_too_early_is_the_confirmation_once_more(
    client, postbox, settings, number
):
    sign_up(client, "ada@example.org", LANGUAGES[number])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = LANGUAGES[number]
    log_in(client, "ada@example.org")
    subject = ("Bekreft e-postadressen din", "Confirm your e-mail address")
    sentences = ("ikke bekreftet ennå", "is not confirmed yet")
    check(postbox[1], settings, number, subject, r"confirm-email/\S+", sentences)
    assert code_in(postbox[0]) == code_in(postbox[1])


def test_a_person_who_has_an_account_already_is_told_to_log_in(client, postbox, settings, number):
    VerifiedUserFactory(email="ada@example.org")
    sign_up(client, "ada@example.org", LANGUAGES[number])
    subject = ("Du har allerede en konto", "You have an account already")
    sentences = ("velge et nytt her", "choose a new one here")
    check(postbox[0], settings, number, subject, "password/reset/", sentences)
    assert "ada@example.org" in postbox[0].body


def test_a_person_who_adds_an_address_is_asked_to_confirm_it(client, postbox, settings, number):
    log_in(client, VerifiedUserFactory().email)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = LANGUAGES[number]
    add_address(client, postbox, "other@example.org")
    subject = ("Bekreft e-postadressen din", "Confirm your e-mail address")
    sentences = ("er lagt til på en konto", "was given for an account")
    check(postbox[-1], settings, number, subject, r"confirm-email/\S+", sentences)


@pytest.mark.parametrize("known", [True, False])
def test_asking_for_a_new_password_gives_a_link_or_says_that_there_is_no_account(
    client, postbox, settings, number, known
):
    if known:
        VerifiedUserFactory(email="ada@example.org")
    data = {"email": "ada@example.org"}
    language = {"Accept-Language": LANGUAGES[number]}
    client.post("/accounts/password/reset/", data, headers=language)
    subject, link, sentences = (
        (
            ("Velg et nytt passord", "Choose a new password"),
            r"password/reset/key/\S+",
            ("virker én gang", "works once"),
        )
        if known
        else (
            ("Ingen konto med denne adressen", "No account with this address"),
            "signup/",
            ("lag en konto her", "create an account here"),
        )
    )
    check(postbox[0], settings, number, subject, link, sentences)
