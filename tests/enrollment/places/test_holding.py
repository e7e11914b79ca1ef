"""A restored copy sends no mail: its letters wait, and old ones are discarded before mail is released."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.conf import settings as ours
from django.core import mail
from django.core.mail import send_mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from post_office.models import STATUS, Email

from completion.reminders import watching
from completion.tasks import watch
from enrollment import clock
from enrollment.accounts import clearing
from enrollment.letters import delivering, queueing
from enrollment.letters.holding import HeldBackend, MailIsHeldError
from enrollment.models import Letter
from enrollment.tasks import deliver_letters
from laos.tasks import heartbeat
from tests.factories import LetterFactory, VerifiedUserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

HOUR = timedelta(hours=1)


@pytest.fixture
def held(settings):
    settings.LAOS_HOLD_MAIL = True


def an_account_letter(client) -> Email:
    VerifiedUserFactory(email="ada@example.org")
    client.post(reverse("account_reset_password"), {"email": "ada@example.org"})
    return Email.objects.get(expires_at__isnull=False)


def test_no_letter_leaves_and_all_wait(client, held):
    account_letter = an_account_letter(client)
    LetterFactory()
    # Queued before mail was held, and expired long ago.
    queueing.queue_letters()
    late = clock.now() - timedelta(days=60)
    Email.objects.update(expires_at=late)
    Email.objects.exclude(pk=account_letter.pk).update(expires_at=None)
    for _run in range(2):
        deliver_letters()
        clearing.clear_account_letters(clock.now())
    assert mail.outbox == []
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.queued}
    account_letter.refresh_from_db()
    assert "/accounts/password/reset/key/" in account_letter.message


def test_what_sends_without_asking_is_refused(settings):
    settings.EMAIL_BACKEND = f"{HeldBackend.__module__}.{HeldBackend.__name__}"
    with pytest.raises(MailIsHeldError, match="LAOS_HOLD_MAIL"):
        send_mail("Hello", "…", ours.DEFAULT_FROM_EMAIL, ["ada@example.org"])
    assert not issubclass(MailIsHeldError, SMTPException)


def test_it_is_told_in_the_administration_and_at_statusz(uniped, held):
    heartbeat()
    LetterFactory(written_at=clock.now() - HOUR)
    watch()
    report = uniped.get(reverse("statusz"))
    assert (report.status_code, report.json()["letters"]) == (503, "held")
    assert "laos_letters_held 1\n" in uniped.get(reverse("metrics")).content.decode()
    page = uniped.get(reverse("admin:index")).content.decode()
    assert "letters are held" in page
    assert "waited for more than half an hour" not in page


def test_once_let_go_they_leave(settings, held):
    LetterFactory()
    delivering.deliver()
    settings.LAOS_HOLD_MAIL = False
    assert delivering.deliver() == 1


class TestDiscarding:
    @pytest.fixture
    def restored(self, client, held):
        """Two letters from before the backup, one about an account, and one from after; return the backup's time."""
        now = clock.now()
        an_account_letter(client)
        Email.objects.update(created=now - 2 * HOUR)
        LetterFactory(written_at=now - 2 * HOUR)
        LetterFactory(written_at=now)
        return now - HOUR

    def discard(self, moment, *words):
        call_command("discard_waiting_letters", *words, written_before=moment, verbosity=0)

    def test_what_was_written_before_is_never_sent(self, settings, restored, capsys):
        self.discard(restored, "--no-input")
        assert "Discarded: 2." in capsys.readouterr().out
        settings.LAOS_HOLD_MAIL = False
        assert delivering.deliver() == 1
        assert Letter.objects.count() == 2
        secret = Email.objects.get(expires_at__isnull=False)
        assert (secret.status, secret.message) == (STATUS.failed, "")

    def test_is_no_gap_that_the_watchdog_tells_of(self, settings, restored):
        self.discard(restored, "--no-input")
        assert watching.gaps(clock.now()).given_up == 0

    def test_asks_first(self, restored, monkeypatch, capsys):
        asked = []

        def say_yes(question: str) -> str:
            asked.append(question)
            return "yes"

        monkeypatch.setattr("builtins.input", say_yes)
        with pytest.raises(CommandError, match="Nothing was discarded"):
            self.discard(restored)
        assert asked == ['Type "discard" to go on: ']
        assert "2 letters written before" in capsys.readouterr().out
        assert not Email.objects.filter(status=STATUS.failed).exists()
        monkeypatch.setattr("builtins.input", lambda question: "discard")
        self.discard(restored)
        assert Email.objects.filter(status=STATUS.failed).count() == 2

    def test_wants_a_time(self):
        with pytest.raises(CommandError, match="is no time like"):
            call_command("discard_waiting_letters", "--written-before", "yesterday")
