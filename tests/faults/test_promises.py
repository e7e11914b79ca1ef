"""Each check of ``verdict`` reports a database in which its promise is broken."""

from __future__ import annotations

from datetime import timedelta
from threading import Event

import pgtrigger
import pytest
from django.db import connection
from post_office.models import STATUS

from completion.models import CompletionReport
from enrollment.models import Appointment, LearningAssistant
from tests.completion.certificate_factories import CompletionReportFactory
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    EmailFactory,
    LearningAssistantFactory,
    LetterFactory,
    RegistrationFactory,
    UserFactory,
    WaitlistEntryFactory,
)
from tests.modules.factories import EssayFactory

from . import verdict
from .crowd.browser import Browser, Journal, Noted
from .ledger import Ledger, Plan, becomes, changes, joins, registers, withdraws
from .mailing import Accepted
from .report import Report, errors_after_restart, tell_outages
from .schedule import Fault
from .watching import Probe

pytestmark = pytest.mark.django_db


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def accepted(message_id: str, to: str = "ada@example.org") -> Accepted:
    return Accepted(message_id, to, "Hello", 0.0)


def sent(message_id: str):
    email = EmailFactory(message_id=message_id, status=STATUS.sent)
    return LetterFactory(email=email)


class TestPlaces:
    def test_a_full_session_is_not_oversold(self):
        RegistrationFactory(session=CoreSessionFactory(capacity=1))
        assert verdict.oversold() == []

    def test_one_place_too_many_is_seen(self):
        session = CoreSessionFactory(capacity=1)
        with pgtrigger.ignore("enrollment.Registration:take_a_place"):
            RegistrationFactory.create_batch(2, session=session)
        assert verdict.oversold() == [f"Session {session.pk} has 1 places and 2 people."]

    def test_two_places_of_one_core_module_are_seen(self):
        execute("DROP INDEX registration_one_live_place_per_core_module")
        assistant = AppointedFactory()
        RegistrationFactory.create_batch(2, assistant=assistant)
        assert verdict.two_places_of_one_core_module() == [
            f"Learning assistant {assistant.pk} has 2 places of core module 1."
        ]

    def test_a_place_that_was_given_up_or_missed_does_not_count(self, staff):
        assistant = AppointedFactory()
        RegistrationFactory(assistant=assistant, withdrawn_at=NOW)
        RegistrationFactory(assistant=assistant, mark="absent", marked_by=staff, marked_at=NOW)
        RegistrationFactory(assistant=assistant)
        assert verdict.two_places_of_one_core_module() == []


def hold(assistant: LearningAssistant, **session: object) -> None:
    RegistrationFactory(assistant=assistant, session=CoreSessionFactory(**session))


def attend(assistant: LearningAssistant) -> None:
    RegistrationFactory(
        assistant=assistant,
        session=CoreSessionFactory(days_ahead=-3),
        mark="present",
        marked_by=UserFactory(),
        marked_at=NOW,
    )


DAYS_AHEAD = 10
# Reasons why an assistant may not get a free place in core module 1 in ten days.
HINDRANCES = {
    "exempt": lambda assistant: LearningAssistant.objects.filter(pk=assistant.pk).update(
        exempt_since=NOW
    ),
    "no longer appointed": lambda assistant: Appointment.objects.update(
        ends_on=NOW.date() - timedelta(days=1)
    ),
    "at the same time": lambda assistant: hold(
        assistant, core_module=2, days_ahead=DAYS_AHEAD + 0.1
    ),
    "in the wrong order": lambda assistant: hold(
        assistant, core_module=2, days_ahead=DAYS_AHEAD - 1
    ),
    "has attended": attend,
    "cannot give up theirs": lambda assistant: hold(assistant, core_module=1, days_ahead=1),
}
NO_HINDRANCES = {
    "nothing else": lambda assistant: None,
    "in the right order": lambda assistant: hold(
        assistant, core_module=2, days_ahead=DAYS_AHEAD + 1
    ),
    "would give up theirs": lambda assistant: hold(
        assistant, core_module=1, days_ahead=DAYS_AHEAD + 5
    ),
}


class TestWaiting:
    @pytest.mark.parametrize("what", NO_HINDRANCES)
    def test_a_free_place_that_a_person_on_the_waitlist_should_have_is_seen(self, what):
        entry = WaitlistEntryFactory(session=CoreSessionFactory(days_ahead=DAYS_AHEAD))
        NO_HINDRANCES[what](entry.assistant)
        assert verdict.free_place_while_a_person_waits(NOW) == [
            f"Session {entry.session_id} has a free place, and waitlist entry {entry.pk} should have got it."
        ]

    @pytest.mark.parametrize("what", HINDRANCES)
    def test_who_may_not_have_it_may_wait(self, what):
        entry = WaitlistEntryFactory(session=CoreSessionFactory(days_ahead=DAYS_AHEAD))
        HINDRANCES[what](entry.assistant)
        assert verdict.free_place_while_a_person_waits(NOW) == []

    @pytest.mark.parametrize(
        "session", [{"days_ahead": 1.9}, {"days_ahead": 9, "cancelled_at": NOW}]
    )
    def test_from_the_deadline_on_and_once_cancelled_a_place_may_be_free(self, session):
        WaitlistEntryFactory(session=CoreSessionFactory(**session))
        assert verdict.free_place_while_a_person_waits(NOW) == []

    def test_a_full_session_may_be_waited_for(self):
        session = CoreSessionFactory(capacity=1)
        RegistrationFactory(session=session)
        WaitlistEntryFactory(session=session)
        assert verdict.free_place_while_a_person_waits(NOW) == []


class TestLetters:
    def test_one_that_came_once_is_well(self):
        sent("<one@laos>")
        assert verdict.letters([accepted("<one@laos>")], excused=0) == []

    def test_one_that_the_mail_server_never_got_is_lost(self):
        letter = sent("<one@laos>")
        assert verdict.letters([], excused=0) == [
            f"Letter {letter.pk} (promoted) is lost: the mail server never got it."
        ]

    def test_one_that_still_waits_is_not_sent(self):
        letters = [LetterFactory(), LetterFactory(email=None)]
        assert len(verdict.letters([], excused=0)) == len(letters)
        assert verdict.letters_under_way() == len(letters)

    def test_one_that_came_twice_needs_a_crash_for_an_excuse(self):
        sent("<one@laos>")
        twice = [accepted("<one@laos>")] * 2
        assert verdict.letters(twice, excused=1) == []
        assert len(verdict.letters(twice, excused=0)) == 1
        assert verdict.repeated_letters(twice) == 1

    def test_the_same_said_twice_is_seen(self):
        execute(
            "ALTER TABLE enrollment_letter DROP CONSTRAINT letter_once_per_recipient_kind_and_key"
        )
        recipient = AppointedFactory()
        mail = []
        for number in range(2):
            email = EmailFactory(message_id=f"<{number}@laos>", status=STATUS.sent)
            LetterFactory(assistant=recipient, key="registration:1", email=email)
            mail.append(accepted(f"<{number}@laos>"))
        assert verdict.letters(mail, excused=0) == [
            f"Learning assistant {recipient.pk} was told “promoted registration:1” 2 times."
        ]


class TestCertificates:
    def test_two_of_one_person_are_seen(self):
        execute("DROP INDEX completion_report_one_valid_per_assistant")
        assistant = CompletionReportFactory().assistant
        CompletionReportFactory(assistant=assistant)
        assert verdict.certificates([assistant.pk]) == [
            f"Learning assistant {assistant.pk} has 2 valid certificates."
        ]

    def test_one_that_is_missing_is_seen(self):
        assistant = AppointedFactory()
        assert verdict.certificates([assistant.pk]) == [
            f"Learning assistant {assistant.pk} has completed LAOS and has no certificate."
        ]
        assert not CompletionReport.objects.exists()


class TestAcknowledgedWrites:
    @pytest.fixture
    def ledger(self):
        return Ledger()

    def missing(self, ledger, *mail):
        return len(verdict.acknowledged_writes(ledger, mail))

    def test_a_place_must_be_there(self, ledger):
        place = RegistrationFactory()
        subject = "place", (place.assistant_id, 1)
        ledger.begin(subject, Plan())
        ledger.acknowledge(subject, registers(place.session_id))
        assert self.missing(ledger) == 0
        type(place).objects.update(withdrawn_at=NOW)
        assert self.missing(ledger) == 1

    def test_a_place_that_was_given_up_must_be_gone(self, ledger):
        place = RegistrationFactory()
        subject = "place", (place.assistant_id, 1)
        ledger.begin(subject, Plan(holds=place.session_id))
        ledger.acknowledge(subject, withdraws(place.session_id))
        assert self.missing(ledger) == 1

    def test_who_waits_may_have_got_the_place_but_not_lost_both(self, ledger):
        entry = WaitlistEntryFactory()
        subject = "place", (entry.assistant_id, 1)
        ledger.begin(subject, Plan())
        ledger.acknowledge(subject, joins(entry.session_id))
        assert self.missing(ledger) == 0
        entry.delete()
        assert self.missing(ledger) == 1
        RegistrationFactory(assistant=entry.assistant, session=entry.session)
        assert self.missing(ledger) == 0

    def test_what_was_not_answered_may_have_happened_or_not(self, ledger):
        place = RegistrationFactory()
        subject = "place", (place.assistant_id, 1)
        ledger.begin(subject, Plan())
        ledger.doubt(subject, registers(place.session_id))
        assert self.missing(ledger) == 0
        place.delete()
        assert self.missing(ledger) == 0
        ledger.acknowledge(subject, registers(place.session_id))
        assert self.missing(ledger) == 1

    def test_what_cannot_be_acknowledged_is_a_contradiction(self, ledger):
        subject = "place", (1, 1)
        ledger.begin(subject, Plan(holds=1))
        ledger.acknowledge(subject, changes(2, 3))
        assert len(ledger.contradictions) == 1

    def test_a_mark_an_essay_and_a_number_of_places_must_be_the_last_ones(self, ledger, staff):
        marked = RegistrationFactory(mark="present", marked_by=staff, marked_at=NOW)
        essay = EssayFactory(text="The last draft of all that she wrote on that day.")
        session = CoreSessionFactory(capacity=7)
        for subject, is_so, was_so in [
            (("mark", marked.pk), "present", "absent"),
            (("essay", essay.author_id), essay.text, "A draft"),
            (("capacity", session.pk), 7, 6),
        ]:
            ledger.begin(subject, None)
            ledger.acknowledge(subject, becomes(is_so))
            assert self.missing(ledger) == 0
            ledger.acknowledge(subject, becomes(was_so))
            assert self.missing(ledger) == 1
            ledger.acknowledge(subject, becomes(is_so))

    def test_who_was_imported_must_be_appointed(self, ledger):
        appointed, forgotten = AppointedFactory(), LearningAssistantFactory()
        for assistant in (appointed, forgotten):
            ledger.begin(("appointment", assistant.username), False)
            ledger.acknowledge(("appointment", assistant.username), becomes(True))
        assert self.missing(ledger) == 1

    def test_what_a_coordinator_wrote_must_be_written(self, ledger):
        letter = LetterFactory(kind="from-coordinator", facts={"about": "Letter 1"})
        for about in ("Letter 1", "Letter 2"):
            ledger.begin(("letter", (letter.assistant_id, about)), 0)
            ledger.acknowledge(("letter", (letter.assistant_id, about)), becomes(1))
        assert self.missing(ledger) == 1

    def test_an_account_letter_must_come_once(self, ledger):
        ledger.begin(("account letter", "ada@example.org"), 0)
        ledger.acknowledge(("account letter", "ada@example.org"), becomes(1))
        assert self.missing(ledger) == 1
        assert self.missing(ledger, accepted("<one@laos>")) == 0
        assert self.missing(ledger, accepted("<one@laos>"), accepted("<two@laos>")) == 1


class TestGoals:
    RESTART = Fault(
        at=10, name="PostgreSQL is restarted at once", began=10, ended=11, begin=lambda: None
    )

    def outages(self, *correct: float) -> list[str]:
        probe = Probe(Browser(0, Journal(), Event()), "/", "", "")
        probe.correct = [*correct]
        report = Report()
        tell_outages(report, [probe], [self.RESTART], began=0, ended=20, slack=1)
        return report.wrong

    def test_an_answer_every_other_second_is_well(self):
        assert self.outages(*range(0, 20, 2)) == []

    def test_four_seconds_without_an_answer_are_too_many_but_for_a_restart(self):
        assert self.outages(2, 6, 8, 10, 12, 14, 16, 18) == ["… with no fault (3 s): 4.0 s."]
        assert self.outages(2, 4, 6, 8, 12, 14, 16, 18) == [
            "Longest time without a correct answer, with a fault (3 s): 4.0 s."
        ]
        assert self.outages(2, 4, 6, 8, 10, 14, 16, 18) == []

    def test_six_seconds_are_too_many_for_a_restart(self):
        assert self.outages(2, 4, 6, 8, 10, 16, 18) == [
            "… when PostgreSQL is restarted (5 s): 6.0 s."
        ]

    def test_a_500_counts_from_when_postgresql_is_back(self):
        journal = Journal([Noted("mark", began=10.5, ended=12, status=500)])
        assert errors_after_restart(journal, [self.RESTART]) == []
        journal.requests.append(Noted("mark", began=11.5, ended=12, status=500))
        assert errors_after_restart(journal, [self.RESTART]) == ["1 × mark"]
