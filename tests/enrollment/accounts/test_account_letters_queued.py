"""Account letters are queued: a stalled mail server delays no request, and secrets are deleted afterwards."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.request import urlopen

import pytest
from django.contrib import admin
from django.core import mail
from django.core.cache import cache
from post_office.models import STATUS, Email, Log

from completion.reminders import watching
from enrollment import clock
from enrollment.accounts.clearing import clear_account_letters
from enrollment.admin.letters.sent import LetterAdmin
from enrollment.letters import delivering
from enrollment.models import Letter, User
from tests.factories import PASSWORD, LetterFactory, VerifiedUserFactory
from tests.server import post, serve
from tests.servers.mail_server import MailServer

from .test_accounts import NEW_PASSWORD, sign_up

KEY = "/accounts/confirm-email/"


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A mail server that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def has_been_called(server: socket.socket) -> bool:
    server.setblocking(False)
    try:
        server.accept()
    except BlockingIOError:
        return False
    return True


def send_by(settings, port: int, patience: float = 60) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, patience


@pytest.mark.django_db
class TestMailServerThatStalls:
    def test_no_one_waits_for_it_and_the_letter_arrives_when_it_is_back(
        self, client, settings, silent
    ):
        send_by(settings, silent.getsockname()[1], patience=0.1)
        assert sign_up(client, "ada@example.org").url == "/accounts/confirm-email/"
        ben = VerifiedUserFactory()
        assert client.post("/accounts/password/reset/", {"email": ben.email}).status_code == 302
        assert not has_been_called(silent)
        assert User.objects.filter(email="ada@example.org").exists()
        assert delivering.deliver() == 0
        assert set(Email.objects.values_list("status", flat=True)) == {STATUS.requeued}
        server = MailServer()
        server.start()
        try:
            send_by(settings, server.port)
            cache.clear()
            Email.objects.update(scheduled_time=None)
            assert [delivering.deliver(), delivering.deliver()] == [2, 0]
        finally:
            server.stop()
        assert set(server.accepted.values()) == {1}
        assert set(server.accepted) == set(Email.objects.values_list("message_id", flat=True))

    def test_letter_on_a_change_is_queued_too(self, client, postbox):
        user = VerifiedUserFactory()
        client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
        words = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        client.post("/accounts/password/change/", words)
        assert mail.outbox == []
        assert [letter.to for letter in postbox] == [[user.email]]

    def test_it_goes_before_the_letters_that_wait_already(self, client, postbox):
        LetterFactory.create_batch(3)
        sign_up(client, "ada@example.org")
        assert postbox[0].to == ["ada@example.org"]
        assert postbox[0].extra_headers["Auto-Submitted"] == "auto-generated"
        assert "Expires" not in postbox[0].extra_headers
        assert len(postbox) == 4


def test_ten_who_sign_up_at_once_keep_no_one_else_waiting(committed, silent):
    people = [f"person{number}@example.org" for number in range(10)]

    def sign_up_at(server, email):
        words = {"name": "Ada Aas", "password1": PASSWORD, "password2": PASSWORD}
        return post(server, "/accounts/signup/", "", {"email": email, **words}).status

    port = str(silent.getsockname()[1])
    with (
        serve(workers=1, threads=2, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port) as server,
        ThreadPoolExecutor(10) as pool,
    ):
        statuses = list(pool.map(lambda email: sign_up_at(server, email), people))
        with urlopen(server.url) as answer:
            assert answer.status == 200
    assert statuses == [302] * 10
    assert not has_been_called(silent)
    assert Email.objects.filter(status=STATUS.queued).count() == User.objects.count() == 10


@pytest.mark.django_db
class TestSecrets:
    def test_text_is_forgotten_once_it_is_sent(self, client, postbox):
        sign_up(client, "ada@example.org")
        assert KEY in Email.objects.get().message
        assert KEY in postbox[0].body
        email = Email.objects.get()
        assert (email.message, email.html_message, email.context) == ("", "", None)
        assert (email.status, email.to) == (STATUS.sent, ["ada@example.org"])
        assert email.subject != ""

    def test_text_is_forgotten_once_it_is_given_up(self, client, settings):
        server = MailServer(unknown="ada@example.org")
        server.start()
        try:
            send_by(settings, server.port)
            sign_up(client, "ada@example.org")
            assert delivering.deliver() == 0
        finally:
            server.stop()
        email = Email.objects.get()
        assert (email.status, email.message) == (STATUS.failed, "")
        assert KEY not in Log.objects.get().message

    def test_link_is_not_sent_after_a_day(self, client, postbox):
        sign_up(client, "ada@example.org")
        Email.objects.update(expires_at=clock.now())
        assert len(postbox) == 0
        email = Email.objects.get()
        assert (email.status, email.message) == (STATUS.failed, "")

    def test_it_is_given_up_where_the_next_try_would_come_too_late(self, client, settings, silent):
        send_by(settings, silent.getsockname()[1], patience=0.1)
        sign_up(client, "ada@example.org")
        day_later = clock.now() + timedelta(seconds=4)
        Email.objects.update(expires_at=day_later)
        assert delivering.deliver() == 0
        assert Email.objects.get().status == STATUS.failed

    def test_no_page_of_the_admin_shows_it(self, client, root, rf):
        sign_up(client, "ada@example.org")
        LetterFactory()
        delivering.deliver()
        assert not {Email, Log} & admin.site._registry.keys()
        for path in ("email/", f"email/{Email.objects.first().pk}/change/", "log/"):
            assert client.get(f"/admin/post_office/{path}").status_code == 404
        shown = LetterAdmin(Letter, admin.site).get_queryset(rf.get("/"))
        assert set(shown.values_list("email__expires_at", flat=True)) == {None}

    def test_what_is_left_of_it_is_deleted_after_a_month(self, client):
        sign_up(client, "ada@example.org")
        letter = LetterFactory()
        delivering.deliver()
        clear_account_letters(clock.now() + timedelta(days=30))
        assert Email.objects.count() == 2
        clear_account_letters(clock.now() + timedelta(days=32))
        letter.refresh_from_db()
        assert Email.objects.get() == letter.email


@pytest.mark.django_db
class TestWatchdog:
    def test_letter_that_waits_is_late(self, client):
        sign_up(client, "ada@example.org")
        # By the machine's clock, as the library writes it.
        queued = Email.objects.get().created
        assert watching.gaps(queued + timedelta(minutes=29)).late == 0
        assert watching.gaps(queued + timedelta(minutes=31)).late == 1

    def test_letter_that_was_given_up_is_nothing_to_mend(self, client):
        """Anyone can sign up with an address that does not exist."""
        sign_up(client, "ada@example.org")
        email = Email.objects.get()
        Email.objects.update(status=STATUS.failed)
        Log.objects.create(
            email=email, status=STATUS.failed, exception_type="SMTPRecipientsRefused"
        )
        assert watching.gaps(clock.now()) == watching.NOTHING
