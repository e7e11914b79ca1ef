"""The proof of who owns an account cannot be removed, nor stored halfway."""

from __future__ import annotations

import re
import threading

import pytest
from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.test import Client

from enrollment.models import LearningAssistant, User
from tests.factories import PASSWORD, LearningAssistantFactory, VerifiedUserFactory
from tests.servers.waiting import until_others_wait

from .test_accounts import confirm, is_logged_in, log_in, sign_up

ADA, LISE = "ada@example.org", "lise@example.org"


def change(client, action, email):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client.post("/accounts/email/", {"email": email, f"action_{action}": ""})


def addresses(user):
    return set(EmailAddress.objects.filter(user=user).values_list("email", "verified"))


@pytest.mark.django_db
def test_the_last_confirmed_address_stays_whichever_is_the_primary_one(client):
    ada = VerifiedUserFactory(email=ADA)
    log_in(client, ADA)
    EmailAddress.objects.update(primary=False)
    EmailAddress.objects.create(user=ada, email=LISE)
    change(client, "remove", ADA)
    assert (ADA, True) in addresses(ada)


@pytest.mark.django_db
def test_a_letter_confirms_nothing_for_an_account_in_use_that_the_reader_is_not_logged_in_to(
    client, postbox
):
    lise = LearningAssistantFactory(email=LISE)
    log_in(client, VerifiedUserFactory(email=ADA).email)
    change(client, "add", LISE)
    # Possible after a fault or an administrator's mistake.
    EmailAddress.objects.filter(email=ADA).delete()
    confirm(Client(), postbox)
    assert not EmailAddress.objects.get(email=LISE).verified
    lise.refresh_from_db()
    assert lise.user is None


@pytest.fixture
def other(committed):
    """Another database connection, to hold locks."""
    copy = connection.copy()
    yield copy
    copy.close()


@pytest.fixture
def impatient():
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


def hold(other, user):
    other.cursor().execute("SELECT 1 FROM enrollment_user WHERE id = %s FOR UPDATE", [user.pk])


def test_own_addresses_change_one_at_a_time(other, impatient):
    client, ada = Client(raise_request_exception=False), VerifiedUserFactory(email=ADA)
    EmailAddress.objects.create(user=ada, email=LISE, verified=True)
    log_in(client, ADA)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    other.set_autocommit(False)
    hold(other, ada)
    answer = client.post("/accounts/email/", {"email": LISE, "action_remove": ""})
    assert answer.status_code == 503
    other.rollback()
    assert addresses(ada) == {(ADA, True), (LISE, True)}


def test_an_address_is_confirmed_and_a_strangers_password_taken_away_or_neither(
    other, impatient, postbox
):
    LearningAssistantFactory(email=LISE)
    sign_up(Client(), LISE)
    stranger, reader = User.objects.get(email=LISE), Client(raise_request_exception=False)
    path = re.search(r"/accounts/confirm-email/\S+", postbox[-1].body)[0]
    other.set_autocommit(False)
    hold(other, stranger)
    new = {"password1": "lises own battery", "password2": "lises own battery"}
    assert reader.post(path, new).status_code == 503
    other.rollback()
    assert not EmailAddress.objects.get(email=LISE).verified
    assert reader.post(path, new).status_code == 302
    assert EmailAddress.objects.get(email=LISE).verified
    again = Client()
    log_in(again, LISE)
    assert not is_logged_in(again)
    assert LearningAssistant.objects.get(email=LISE).user == stranger


def test_of_two_who_confirm_one_address_at_once_one_has_it_and_both_are_answered(
    committed, postbox
):
    clients, paths, answers = [], [], []
    for email in (ADA, "bo@example.org"):
        client = Client(raise_request_exception=False)
        log_in(client, VerifiedUserFactory(email=email).email)
        change(client, "add", LISE)
        clients.append(client)
        paths.append(re.search(r"/accounts/confirm-email/\S+", postbox[-1].body)[0])

    def confirm_it(client, path):
        answers.append(client.post(path).status_code)
        connection.close()

    with transaction.atomic():
        # Neither address is written until both requests have seen that it is free.
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE account_emailaddress IN EXCLUSIVE MODE")
        rivals = [
            threading.Thread(target=confirm_it, args=both)
            for both in zip(clients, paths, strict=True)
        ]
        for rival in rivals:
            rival.start()
        until_others_wait(2)
    for rival in rivals:
        rival.join(timeout=60)
    assert answers == [302, 302]
    assert EmailAddress.objects.filter(email=LISE, verified=True).count() == 1
