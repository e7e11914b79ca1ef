"""A letter is to a person with or without an account, and what waits for one person comes in one e-mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from post_office.models import STATUS, Email

from enrollment.letters import delivering, kinds, queueing, texts, writing
from enrollment.letters.combining import framed, in_one_letter
from enrollment.letters.dates import sample_date
from enrollment.models import Letter
from enrollment.models.kinds import LetterGroup
from tests.factories import (
    NOW,
    EmailFactory,
    LearningAssistantFactory,
    LetterFactory,
    VerifiedUserFactory,
)

pytestmark = pytest.mark.django_db


def draft(person, key: str = "test:1", kind=kinds.SEMINAR_TOMORROW) -> writing.Draft:
    return writing.Draft(person, kind, key, lambda: {"date": sample_date(), "prepared": False})


@pytest.fixture
def leader(db):
    return VerifiedUserFactory(username="lea", name="Lea Lind", language="en")


class TestRecipients:
    def test_the_same_letter_goes_once_to_an_account(self, leader):
        assert len(writing.write_missing([draft(leader)], NOW)) == 1
        assert writing.write_missing([draft(leader)], NOW) == []
        with pytest.raises(IntegrityError, match="letter_once_per_account"), transaction.atomic():
            writing.write([draft(leader)], NOW)

    def test_an_assistant_and_an_account_with_the_same_number_are_two_people(self, leader):
        assistant = LearningAssistantFactory(pk=leader.pk, language="en")
        people = [assistant, leader]
        written = writing.write_missing(map(draft, people), NOW)
        assert [letter.recipient for letter in written] == people
        delivering.deliver()
        assert [message.to for message in mail.outbox] == [[assistant.email], [leader.email]]
        assert [message.body.split(",")[0] for message in mail.outbox] == [
            f"Hello {assistant.name}",
            "Hello Lea Lind",
        ]

    @pytest.mark.parametrize("people", [0, 2])
    def test_a_letter_is_to_one_person(self, leader, people):
        both = {"assistant": LearningAssistantFactory(), "user": leader} if people else {}
        with pytest.raises(IntegrityError, match="letter_to_one_person"):
            Letter.objects.create(kind="promoted", key="test:1", written_at=NOW, **both)

    def test_an_account_without_a_language_reads_all_of_them(self):
        writing.write([draft(VerifiedUserFactory(name="Lea Lind"))], NOW)
        delivering.deliver()
        (message,) = mail.outbox
        for part in ("Hei Lea Lind!", "Hello Lea Lind,", "Kjernemodul 1", "Core module 1", "\n—\n"):
            assert part in message.body
        assert message.subject.count("LAOS: ") == 1

    def test_the_language_on_the_record_of_an_assistant_is_that_of_their_account(self):
        user = VerifiedUserFactory()
        LearningAssistantFactory(user=user, language="en")
        writing.write([draft(user)], NOW)
        delivering.deliver()
        assert mail.outbox[0].body.startswith("Hello")
        assert "Hei" not in mail.outbox[0].body


class TestGroups:
    def test_reminders_that_wait_for_one_person_are_one_e_mail(self, leader, ada):
        drafts = [
            draft(leader),
            draft(leader, kind=kinds.SEMINAR_AHEAD),
            draft(leader, kind=kinds.PREPARATION_MISSING),
            draft(ada),
        ]
        writing.write(drafts, NOW)
        delivering.deliver()
        assert len(mail.outbox) == 2
        message = next(message for message in mail.outbox if message.to == [leader.email])
        assert message.subject == "LAOS: 3 things to remember"
        assert message.body.count("Hello Lea Lind,") == 1
        assert message.body.count("Questions?") == 1
        assert Letter.objects.filter(user=leader).values("email").distinct().count() == 1
        assert not delivering.deliver()

    def test_what_is_no_reminder_or_change_comes_alone(self, ada):
        for key in ("registration:1", "registration:2"):
            promoted = writing.Draft(ada, kinds.PROMOTED, key, lambda: {"date": sample_date()})
            writing.write([promoted], NOW)
        delivering.deliver()
        assert len(mail.outbox) == 2

    def test_a_later_one_joins_while_the_e_mail_waits_and_not_after(self, leader, settings):
        settings.LAOS_LETTERS_SETTLE = 60
        writing.write([draft(leader)], NOW)
        assert delivering.deliver() == 0
        writing.write([draft(leader, "test:2", kinds.SEMINAR_AHEAD)], NOW)
        queueing.queue_letters()
        email = Email.objects.get()
        Email.objects.update(scheduled_time=NOW - timedelta(days=1))
        assert delivering.deliver() == 1
        writing.write([draft(leader, "test:3")], NOW)
        queueing.queue_letters()
        assert [letter.email == email for letter in Letter.objects.order_by("pk")] == [
            True,
            True,
            False,
        ]

    def test_one_that_failed_once_is_not_joined(self, leader, settings):
        settings.LAOS_LETTERS_SETTLE = 60
        writing.write([draft(leader)], NOW)
        queueing.queue_letters()
        Email.objects.update(status=STATUS.requeued, number_of_retries=1)
        writing.write([draft(leader, "test:2")], NOW)
        queueing.queue_letters()
        assert Email.objects.count() == 2

    def test_parts_share_their_greeting_and_their_end(self):
        letters = [
            framed(f"LAOS: {name}", f"Hello Lea,\n\n{name} is soon.\n\nPage: {name}\nQuestions? Us")
            for name in ("Monday", "Friday")
        ]
        text = in_one_letter(letters, LetterGroup.CHANGES).text
        assert text == (
            "Hello Lea,\n\nMonday\nMonday is soon.\n\nPage: Monday\n\n"
            "Friday\nFriday is soon.\n\nPage: Friday\n\nQuestions? Us\n"
        )

    def test_parts_that_share_nothing_are_whole(self):
        letters = [framed("LAOS: A", "Hello.\n\nOne."), framed("LAOS: B", "Hi.\n\nTwo.")]
        text = in_one_letter(letters, LetterGroup.CHANGES).text
        assert text == "A\nHello.\n\nOne.\n\nB\nHi.\n\nTwo.\n"


class TestLettersOfTheReleaseBefore:
    def test_its_facts_were_in_the_e_mail_too(self, ada):
        facts = {"date": sample_date()}
        context = {"name": "Ada Aas", "language": "en", **facts}
        LetterFactory(assistant=ada, facts=facts, email=EmailFactory(context=context))
        delivering.deliver()
        assert mail.outbox[0].body.startswith("Hello Ada Aas,")
        assert mail.outbox[0].to == [ada.email]

    def test_its_changes_said_nothing_of_what_was_before(self, ada):
        facts = {"date": sample_date(), "waits": False}
        LetterFactory(
            assistant=ada,
            kind="session-changed",
            key="registration:1:1",
            facts=facts,
            email__context={"name": "Ada Aas", "language": "en"},
        )
        delivering.deliver()
        assert "It is now:" in mail.outbox[0].body
        for line in ("Time:", "Place:", "{{"):
            assert line not in mail.outbox[0].body

    def test_its_letters_about_meetings_named_no_coordinator(self, ada, settings):
        facts = texts.sample_facts("meeting-cancelled", "en")
        del facts["coordinator"], facts["reply_to"]
        LetterFactory(assistant=ada, kind="meeting-cancelled", facts=facts)
        delivering.deliver()
        (message,) = mail.outbox
        assert settings.LAOS_CONTACT_EMAIL in message.body
        assert message.extra_headers["Reply-To"] == settings.LAOS_CONTACT_EMAIL

    def test_a_digest_kept_its_text_in_the_e_mail_alone(self, leader):
        email = EmailFactory(subject="This week", message="To do.", to=[leader.email])
        LetterFactory(assistant=None, user=leader, kind="digest", email=email)
        delivering.deliver()
        assert (mail.outbox[0].subject, mail.outbox[0].body) == ("This week", "To do.")
