"""One person logs in with Feide for the first time in two browsers at once."""

from __future__ import annotations

import threading
from urllib.parse import parse_qs, urlencode, urlsplit

from allauth.socialaccount.models import SocialAccount
from django.db import connection, transaction
from django.test import Client

from enrollment.models import FeideName, User
from tests.servers.waiting import until_others_wait

from .forging import SUBJECT_NAMES
from .real import leads_to


def test_one_account_is_made_and_both_get_in(committed, forged):
    forged.userinfo = {**SUBJECT_NAMES, "email": "ada@ntnu.no", "email_verified": True}
    answers = []

    def come_back(client, path):
        answer = client.get(path)
        answers.append((answer.status_code, answer.headers.get("Location")))
        connection.close()

    rivals = []
    for _ in range(2):
        client = Client(raise_request_exception=False)
        asked = parse_qs(urlsplit(leads_to(client.post("/accounts/feide/login/"))).query)
        query = urlencode({"state": asked["state"][0], "code": asked["nonce"][0]})
        path = f"/accounts/feide/callback/?{query}"
        rivals.append(threading.Thread(target=come_back, args=(client, path)))
    with transaction.atomic():
        # Block account creation until both requests have seen that no account exists.
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE enrollment_user IN EXCLUSIVE MODE")
        for rival in rivals:
            rival.start()
        until_others_wait(2)
    for rival in rivals:
        rival.join(timeout=60)
    assert answers == [(302, "/my/")] * 2
    user = User.objects.get()
    assert SocialAccount.objects.get().user == user
    assert FeideName.objects.get().username == "ada"
