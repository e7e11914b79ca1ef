"""Two sign-ups with the same address at the same moment, by two people or by a double click."""

from __future__ import annotations

import threading

from django.db import connection, transaction
from django.test import Client

from enrollment.models import User
from tests.factories import PASSWORD
from tests.servers.waiting import until_others_wait


def test_one_account_is_made_and_both_are_answered_alike(committed, postbox):
    answers = []

    def sign_up():
        names = {"name": "Ada Aas", "password1": PASSWORD, "password2": PASSWORD}
        client = Client(raise_request_exception=False)
        answer = client.post("/accounts/signup/", {"email": "ada@example.org", **names})
        answers.append((answer.status_code, answer.headers.get("Location")))
        connection.close()

    with transaction.atomic():
        # Neither account is written until both requests have seen that the address is free.
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE enrollment_user IN EXCLUSIVE MODE")
        rivals = [threading.Thread(target=sign_up) for _ in range(2)]
        for rival in rivals:
            rival.start()
        until_others_wait(2)
    for rival in rivals:
        rival.join(timeout=60)
    assert answers == [(302, "/accounts/confirm-email/")] * 2
    assert User.objects.get().username == "ada@example.org"
    assert {letter.to[0] for letter in postbox} == {"ada@example.org"}
