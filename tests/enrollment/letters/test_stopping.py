"""What staff stop is not sent, written or not, until they resume it; and nothing is ever sent twice."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils.timezone import localdate
from post_office.models import Email

from completion.reminders import reminding, watching
from enrollment.letters import delivering, queueing
from enrollment.letters.by_staff import stopping
from enrollment.letters.kinds import GREETING, REGISTRATION_OPEN, SEMINAR_TOMORROW
from enrollment.models import Letter, LetterStop, StoppedLetter
from enrollment.refusals import LettersHaveGone, StoppedAlready
from tests.enrollment.test_database_rules import violates
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    UserFactory,
)

TODAY, TOMORROW = localdate(NOW), localdate(NOW) + timedelta(days=1)
TOMORROW_NOON = NOW + timedelta(days=1)


def stop(kind=REGISTRATION_OPEN, *, of=(), day=TODAY, is_whole=False, at=NOW):
    keys = [stopping.natural_key(letter) for letter in of]
    return stopping.stop(
        kind=kind,
        day=day,
        letters=keys,
        is_whole=is_whole,
        because="Wrong term.",
        by=UserFactory(),
        at=at,
    )


def due(kind=REGISTRATION_OPEN, at=NOW):
    """Return the natural keys of the letters of a kind that are due."""
    return [draft.natural_key for draft in reminding.candidates(at) if draft.kind is kind]


def stop_due(keys, **values):
    return stopping.stop(
        kind=REGISTRATION_OPEN,
        day=TODAY,
        letters=keys,
        is_whole=False,
        because="Wrong term.",
        by=UserFactory(),
        at=NOW,
        **values,
    )


def sent_to() -> list[str]:
    while delivering.deliver():
        pass
    return sorted(address for message in mail.outbox for address in message.to)


@pytest.mark.django_db
class TestStopping:
    def test_one_letter_not_written_yet(self, ada, ben):
        (own,) = (key for key in due() if key[0] == ada.pk)
        stop_due([own])
        reminding.remind(NOW)
        reminding.remind(TOMORROW_NOON)
        assert sent_to() == [ben.email]
        assert reminding.due(NOW) == []

    def test_all_of_a_kind_on_a_day_those_too_who_come_later_and_the_next_day(self, ada):
        stop(is_whole=True)
        later = AppointedFactory()
        reminding.remind(NOW)
        tomorrow = AppointedFactory()
        reminding.remind(TOMORROW_NOON)
        assert sent_to() == [tomorrow.email]
        kept = StoppedLetter.objects.values_list("assistant", flat=True)
        assert {*kept} == {ada.pk, later.pk}

    def test_other_kinds_and_days_go_on(self, ada):
        session = CoreSessionFactory(starts_at=NOW + timedelta(hours=30))
        place = RegistrationFactory(session=session, registered_at=NOW - timedelta(days=9))
        stop(is_whole=True, day=TOMORROW)
        stop(SEMINAR_TOMORROW, is_whole=True)
        reminding.remind(NOW)
        assert ada.email in sent_to()
        reminding.remind(TOMORROW_NOON)
        told = Letter.objects.filter(assistant=place.assistant, kind=SEMINAR_TOMORROW.code)
        assert told.count() == 1

    def test_watchdog_misses_no_letter_that_is_stopped(self, ada):
        stop(is_whole=True)
        for at in (NOW, NOW + timedelta(hours=1)):
            found = watching.look(at)
        assert not found

    def test_letter_that_is_written_and_waits(self, ada, ben):
        reminding.remind(NOW)
        queueing.queue_letters()
        mine = Letter.objects.get(assistant=ada)
        stop(of=[mine])
        assert sent_to() == [ben.email]
        assert not watching.look(NOW)

    def test_letter_in_one_email_with_others(self, ada, settings):
        settings.LAOS_LETTERS_SETTLE = 60
        session = CoreSessionFactory(starts_at=NOW + timedelta(hours=20))
        RegistrationFactory(assistant=ada, session=session, registered_at=NOW - timedelta(days=9))
        reminding.remind(NOW)
        queueing.queue_letters()
        assert Email.objects.count() == 1
        stop(SEMINAR_TOMORROW, of=[Letter.objects.get(kind=SEMINAR_TOMORROW.code)])
        Email.objects.update(scheduled_time=None)
        assert sent_to() == [ada.email]
        (message,) = mail.outbox
        assert "forberedelse" in message.body.lower()
        assert Email.objects.count() == 2

    def test_written_today_is_stopped_with_all_of_the_day(self, ada):
        reminding.remind(NOW)
        stop(is_whole=True)
        assert sent_to() == []

    def test_what_has_been_sent_is_told_and_the_rest_is_stopped(self, ada, ben):
        reminding.remind(NOW)
        assert len(sent_to()) == 2
        with pytest.raises(LettersHaveGone):
            stop(of=Letter.objects.all())
        assert not LetterStop.objects.exists()
        AppointedFactory()
        made, gone = stop(is_whole=True)
        assert (gone, made.letters.count()) == (2, 0)

    def test_twice_is_once(self, ada):
        keys = due()
        stop_due(keys)
        with pytest.raises(StoppedAlready):
            stop_due(keys)
        stop(is_whole=True)
        with pytest.raises(StoppedAlready):
            stop(is_whole=True)
        assert LetterStop.objects.count() == 2

    def test_needs_a_reason(self, ada):
        with violates("letter_stop_has_a_reason"):
            LetterStop.objects.create(
                kind=GREETING.code,
                day=TODAY,
                is_whole=True,
                because="",
                stopped_by=UserFactory(),
                stopped_at=NOW,
            )


@pytest.mark.django_db
class TestResuming:
    def resume(self, made, at=NOW):
        return stopping.resume(stop=made, by=UserFactory(), at=at)

    def test_what_was_not_written_is_written_if_it_still_is_due(self, ada, ben):
        made, _gone = stop_due(due())
        reminding.remind(NOW)
        RegistrationFactory(assistant=ben)
        self.resume(made)
        reminding.remind(NOW)
        reminding.remind(NOW)
        assert sent_to() == [ada.email]

    def test_what_was_written_is_sent_once(self, ada):
        reminding.remind(NOW)
        made, _gone = stop(of=Letter.objects.all())
        assert sent_to() == []
        assert self.resume(made) == 1
        assert self.resume(made) == 0
        reminding.remind(NOW)
        assert sent_to() == [ada.email]
        made.refresh_from_db()
        assert made.resumed_at == NOW
        assert made.because == "Wrong term."

    def test_what_was_resumed_can_be_stopped_again(self, ada):
        reminding.remind(NOW)
        made, _gone = stop(of=Letter.objects.all())
        self.resume(made)
        again, _gone = stop(of=Letter.objects.all())
        assert again != made
        assert sent_to() == []


PEOPLE = 8


@pytest.mark.parametrize("_round", range(4))
def test_no_letter_leaves_after_its_stop_is_confirmed(_round, committed):
    """While two tasks write and two workers send, all letters of the kind are stopped."""
    people = AppointedFactory.create_batch(PEOPLE)
    by = UserFactory()
    mail.outbox.clear()
    barrier, is_stopped = Barrier(5), Event()

    def work(run):
        try:
            barrier.wait()
            while not is_stopped.is_set():
                run()
        finally:
            connection.close()  # opened by this thread

    def stop_all() -> int:
        try:
            barrier.wait()
            while _round and len(mail.outbox) < _round:
                pass
            stopping.stop(
                kind=REGISTRATION_OPEN,
                day=TODAY,
                letters=[],
                is_whole=True,
                because="Wrong term.",
                by=by,
                at=NOW,
            )
            return len(mail.outbox)
        finally:
            is_stopped.set()
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        works = [pool.submit(work, lambda: reminding.remind(NOW)) for _twice in range(2)]
        works += [pool.submit(work, delivering.deliver) for _twice in range(2)]
        sent_at_the_stop = pool.submit(stop_all).result(timeout=60)
        for done in works:
            done.result(timeout=60)
    reminding.remind(NOW)
    reminding.remind(TOMORROW_NOON)
    sent = Counter(sent_to())
    assert sum(sent.values()) == sent_at_the_stop
    assert max(sent.values(), default=1) == 1
    stopped = StoppedLetter.objects.filter(assistant__in=people)
    kept = {letter.assistant.email for letter in stopped.select_related("assistant")}
    assert kept | sent.keys() == {person.email for person in people}
    assert not kept & sent.keys()


def test_a_stop_waits_for_the_task_that_writes(committed):
    AppointedFactory()
    by = UserFactory()

    def stop_all():
        try:
            return stopping.stop(
                kind=REGISTRATION_OPEN,
                day=TODAY,
                letters=due(),
                is_whole=False,
                because="Wrong term.",
                by=by,
                at=NOW,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert len(reminding.remind(NOW)) == 1
            stopped = pool.submit(stop_all)
            with pytest.raises(TimeoutError):
                stopped.result(timeout=0.5)
        stopped.result(timeout=60)
    assert sent_to() == []
