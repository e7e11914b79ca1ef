"""The watchdog notices letters and tasks that are overdue."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from post_office.models import STATUS, Email

from completion.reminders import reminding, watching
from completion.tasks import watch
from enrollment import clock
from enrollment.letters import delivering, queueing
from enrollment.letters.queueing import queue_letters
from enrollment.models import Letter
from laos.processes import late_tasks
from laos.tasks import heartbeat
from tests.enrollment.admin_pages import shown
from tests.factories import NOW, AppointedFactory, LetterFactory, TermFactory
from tests.servers.mail_server import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def later(**values) -> None:
    Letter.objects.update(written_at=clock.now() - timedelta(hours=1))
    Email.objects.update(**values)


def test_reminder_that_was_never_written_is_noticed(ada):
    opens = TermFactory().registration_opens_at
    assert opens is not None
    assert not watching.look(opens)
    assert not watching.look(opens + timedelta(minutes=29))
    at = opens + timedelta(minutes=30)
    assert watching.look(at).unwritten == 1
    reminding.remind(at)
    assert not watching.look(at)


def test_who_is_appointed_after_the_opening_is_no_gap_at_once():
    """Their reminder has been due since the opening, and is written at the next run."""
    assert not watching.look(NOW)
    AppointedFactory()
    assert not watching.look(NOW + timedelta(minutes=5))
    reminding.remind(NOW + timedelta(minutes=10))
    assert watching.look(NOW + timedelta(hours=1)).unwritten == 0


def test_letter_that_waits_too_long_is_noticed(ada):
    reminding.remind(NOW)
    assert watching.gaps(NOW).late == 0
    later()
    assert watching.gaps(clock.now()).late == 1
    delivering.deliver()
    assert watching.gaps(clock.now()).late == 0


def test_letter_that_is_queued_and_not_sent_is_noticed(ada):
    reminding.remind(NOW)
    queue_letters()
    later()
    assert watching.gaps(clock.now()).late == 1


def test_letter_that_was_given_up_is_noticed(ada):
    reminding.remind(NOW)
    queue_letters()
    later(status=STATUS.failed, last_updated=clock.now())
    assert watching.gaps(clock.now()).given_up == 1


@pytest.fixture
def mail_server(settings):
    """A mail server that refuses one address, gone@example.org."""
    server = MailServer(unknown="gone@example.org")
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()


def test_address_that_the_mail_server_refuses_is_for_staff_and_not_for_operators(
    mail_server, uniped
):
    refused = LetterFactory(assistant__email="gone@example.org")
    LetterFactory()
    heartbeat()
    assert delivering.deliver() == 1
    watch()
    assert uniped.get(reverse("statusz")).status_code == 200
    page = uniped.get(reverse("admin:index")).content.decode()
    assert "refuses the address of 1 letter of this week" in page
    refused_only = reverse("admin:enrollment_letter_changelist") + "?state=refused"
    assert refused_only in page
    assert shown(uniped.get(refused_only)) == {refused.pk}


def test_letter_given_up_for_any_other_cause_turns_statusz_red_though_its_address_was_refused_before(
    mail_server, uniped
):
    letter = LetterFactory(assistant__email="gone@example.org")
    heartbeat()
    delivering.deliver()
    mail_server.unknown = ""
    mail_server.before_yes = lambda number, port: True
    queueing.send_again(Letter.objects.filter(pk=letter.pk))
    Email.objects.update(number_of_retries=len(delivering.RETRIES))
    delivering.deliver()
    watch()
    assert watching.signs().found.given_up == 1
    assert watching.signs().found.refused == 0
    assert uniped.get(reverse("statusz")).status_code == 503


def test_gap_turns_statusz_red_and_shows_in_the_admin(ada, uniped):
    reminding.remind(NOW)
    later()
    watch()
    watch()
    report = uniped.get(reverse("statusz"))
    assert report.status_code == 503
    assert report.json()["letters"] == "missing"
    page = uniped.get(reverse("admin:index")).content.decode()
    assert "1 letter has waited for more than half an hour" in page
    delivering.deliver()
    watch()
    assert "has waited" not in uniped.get(reverse("admin:index")).content.decode()


def test_watchdog_that_can_look_no_more_is_noticed(uniped):
    """Otherwise its last result would be shown for ever."""
    heartbeat()
    assert uniped.get(reverse("statusz")).json()["watchdog"] == "ok"
    watching.look(clock.now())
    assert uniped.get(reverse("statusz")).json()["watchdog"] == "ok"
    watching.look(clock.now() - watching.LOOK_MAY_BE_LATE - timedelta(seconds=1))
    assert uniped.get(reverse("statusz")).json()["watchdog"] == "late"
    assert "Nothing has run automatically" in uniped.get(reverse("admin:index")).content.decode()


def test_watchdog_that_could_never_look_is_noticed(client, monkeypatch):
    monkeypatch.setattr(reminding, "SOURCES", [lambda at: 1 / 0])
    with pytest.raises(ZeroDivisionError):
        watching.look(clock.now() - timedelta(hours=1))
    assert client.get(reverse("statusz")).json()["watchdog"] == "late"


def test_beat_that_has_not_run_shows_in_the_admin(uniped):
    page = uniped.get(reverse("admin:index")).content.decode()
    assert "Nothing has run automatically for some minutes" in page


def test_a_system_just_started_is_not_late(uniped, settings):
    """Whether it has never run before, or was stopped for a day."""
    at = clock.now()
    for stopped_at in (None, at - timedelta(days=1)):
        if stopped_at:
            watching.note_beat(stopped_at)
            watching.look(stopped_at)
            watching.begin_to_watch(late_tasks.TASKS.values(), stopped_at)
        settings.STARTED_AT = at - watching.BEAT_MAY_BE_LATE
        page = uniped.get(reverse("admin:index")).content.decode()
        assert not re.search("Nothing has run|has not worked", page)
        assert uniped.get(reverse("statusz")).json()["beat"] == "starting"
        settings.STARTED_AT -= timedelta(seconds=1)
        page = uniped.get(reverse("admin:index")).content.decode()
        assert "Nothing has run automatically" in page
        assert uniped.get(reverse("statusz")).json()["beat"] == "late"


def test_letter_that_fails_again_and_again_is_noticed(ada):
    """Otherwise a mail server that is down for a day goes unnoticed."""
    reminding.remind(NOW)
    queue_letters()
    later(status=STATUS.requeued, scheduled_time=clock.now() + timedelta(hours=1))
    assert watching.gaps(clock.now()).late == 1
