"""Everyone is told once, in their own language, of what concerns them."""

from __future__ import annotations

import socket

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from post_office.models import STATUS, Email, EmailTemplate

from enrollment import calendar
from enrollment.letters import about_places, delivering, kinds, queueing, texts, writing
from enrollment.letters.rendering import render
from enrollment.models import Language, Letter, Registration
from enrollment.models.kinds import LETTER_KINDS
from enrollment.places import cancelling, registering, waiting
from enrollment.refusals import Refusal
from enrollment.tasks import deliver_letters
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    LetterFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dates():
    return [
        CoreSessionFactory(core_module=1, days_ahead=10, place="R1"),
        CoreSessionFactory(core_module=2, days_ahead=20, online_url="https://zoom.example/2"),
    ]


def kinds_of(assistant) -> list[str]:
    return [letter.kind for letter in Letter.objects.filter(assistant=assistant).order_by("pk")]


def test_one_letter_tells_of_both_dates_with_a_calendar_file_for_each(ada, dates):
    registering.register(assistant=ada, sessions=dates, at=NOW)
    registering.register(assistant=ada, sessions=dates, at=NOW)
    assert delivering.deliver() == 1
    (message,) = mail.outbox
    assert message.to == [ada.email]
    assert "R1, Trondheim" in message.body
    assert "https://zoom.example/2" in message.body
    assert "Hei Ada Aas!" in message.body
    assert [(name, kind) for name, _content, kind in message.attachments] == [
        (f"laos-{number}.ics", "text/calendar; method=PUBLISH") for number in (1, 2)
    ]
    assert {content.count("BEGIN:VEVENT") for _name, content, _kind in message.attachments} == {1}
    part = list(message.message().walk())[-1]
    assert (part.get_content_type(), part.get_param("method")) == ("text/calendar", "PUBLISH")


def test_letter_is_in_the_recipients_language(ada, dates):
    ada.language = Language.ENGLISH
    ada.save()
    registering.register(assistant=ada, sessions=dates, at=NOW)
    delivering.deliver()
    assert mail.outbox[0].subject.startswith("LAOS: You have a place on ")
    assert "Core module 1" in mail.outbox[0].body
    message = mail.outbox[0]
    assert isinstance(message, mail.EmailMultiAlternatives)
    html, _ = message.alternatives[0]
    assert '<html lang="en">' in str(html)


def test_run_that_has_had_its_time_begins_no_letter_and_the_next_sends_them():
    LetterFactory.create_batch(2)
    assert delivering.deliver(seconds=0) == 0
    assert delivering.deliver() == 2


def test_delivering_again_sends_nothing(ada, dates):
    registering.register(assistant=ada, sessions=dates, at=NOW)
    deliver_letters()
    deliver_letters()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("wrong", [{}, {"dates": [], "date": ""}, {"dat": []}])
def test_letter_whose_facts_are_not_those_of_its_kind_is_refused(ada, wrong):
    with pytest.raises(ValueError, match="place-held"):
        writing.write([writing.Draft(ada, kinds.PLACE_HELD, "test:1", lambda: wrong)], NOW)
    assert not Letter.objects.exists()


def test_letter_is_written_once_by_many_writers(ada, dates):
    registering.register(assistant=ada, sessions=dates, at=NOW)
    letter = Letter.objects.get()
    facts = texts.sample_facts(letter.kind, "en")
    del facts["name"]
    draft = writing.Draft(ada, kinds.PLACE_HELD, letter.key, lambda: facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        writing.write([draft], NOW)
    assert writing.write_missing([draft], NOW) == []
    assert Letter.objects.count() == 1


def test_letters_withheld_are_gathered_and_keep_no_other_writer_waiting(ada):
    draft = writing.Draft(ada, kinds.PLACE_HELD, "test:1", lambda: {"dates": []})
    with writing.gathered(withhold=True) as letters:
        assert writing.write_missing([draft], NOW) == []
        # As the table would say of a letter written a moment ago.
        assert writing.write_missing([draft], NOW) == []
    assert letters.number_by_kind == {kinds.PLACE_HELD: 1}
    assert not Letter.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks"
            " WHERE locktype = 'advisory' AND objid = %s AND pid = pg_backend_pid()",
            [writing.ONE_WRITER],
        )
        assert cursor.fetchone() == (0,)


def test_letter_is_queued_once_with_what_it_tells(ada, dates):
    registering.register(assistant=ada, sessions=dates, at=NOW)
    queueing.queue_letters()
    queueing.queue_letters()
    email, letter = Email.objects.get(), Letter.objects.get()
    assert (email.to, letter.email, letter.recipient) == ([ada.email], email, ada)
    assert email.context == {"name": ada.name, "language": "nb"}


def test_refused_registration_tells_no_one(ada, dates):
    full = CoreSessionFactory(capacity=1)
    RegistrationFactory(session=full)
    with pytest.raises(Refusal):
        registering.register(assistant=ada, sessions=[full, dates[1]], at=NOW)
    assert not Letter.objects.exists()


def test_promotion_and_swap_tell_who_got_the_place(ada, ben):
    full = CoreSessionFactory(capacity=1)
    first = RegistrationFactory(session=full)
    held = RegistrationFactory(assistant=ada, session=CoreSessionFactory(capacity=1))
    waiting.join(assistant=ada, session=full, at=NOW)
    waiting.join(assistant=ben, session=held.session, at=NOW)
    registering.withdraw(registration=first, at=NOW)
    assert kinds_of(first.assistant) == ["given-up"]
    assert kinds_of(ada) == ["waitlisted", "swapped"]
    assert kinds_of(ben) == ["waitlisted", "promoted"]
    swapped = Letter.objects.get(kind="swapped")
    assert [method for method, _ in swapped.calendars] == [calendar.PUBLISH, calendar.CANCEL]


def test_chain_of_twelve_swaps_writes_each_of_the_twelve_one_letter():
    dates = CoreSessionFactory.create_batch(13, capacity=1)
    people = [RegistrationFactory(session=date).assistant for date in dates]
    for person, wish in zip(people[1:], dates[:-1], strict=True):
        waiting.join(assistant=person, session=wish, at=NOW)
    Letter.objects.all().delete()
    registering.withdraw(registration=Registration.objects.live().get(session=dates[0]), at=NOW)
    assert [kinds_of(person) for person in people[1:]] == [["swapped"]] * 12


def test_cancelled_session_names_the_dates_still_open(ada, dates):
    registering.register(assistant=ada, sessions=dates, at=NOW)
    other = CoreSessionFactory(core_module=1, days_ahead=11, place="Another room")
    cancelling.cancel_session(session=dates[0], at=NOW)
    delivering.deliver()
    message = mail.outbox[-1]
    assert other.place in message.body
    assert "method=CANCEL" in message.attachments[0][2]


def test_every_kind_is_shipped_in_each_language():
    for template in EmailTemplate.objects.all():
        text = texts.shipped(template.name, template.language)
        assert (template.subject, template.content) == (text.subject, text.body)
    assert EmailTemplate.objects.count() == len(LETTER_KINDS) * len(Language.values)


def test_what_is_filled_in_is_escaped_where_it_is_html():
    text = texts.shipped("promoted", "en")
    facts: dict[str, object] = {"name": "Ada <Aas> & co"}
    rendered = render("promoted", text.subject, text.body, facts, "en")
    assert "Ada <Aas> & co" in rendered.text
    assert "Ada &lt;Aas&gt; &amp; co" in rendered.html


def test_a_text_that_staff_never_edited_follows_the_one_shipped():
    templates = EmailTemplate.objects.filter(name="promoted", language="en")
    shipped = templates.get().content
    templates.update(content="As it was at the last release")
    texts.add_missing_templates(sender=apps.get_app_config("enrollment"))
    assert templates.get().content == shipped


def test_what_staff_have_edited_stays():
    template = EmailTemplate.objects.get(name="promoted", language="en")
    template.subject = "Hurrah"
    template.save()
    texts.add_missing_templates(sender=apps.get_app_config("enrollment"))
    template.refresh_from_db()
    assert template.subject == "Hurrah"
    assert EmailTemplate.objects.count() == len(LETTER_KINDS) * len(Language.values)


def test_letter_that_fails_is_tried_again_later_and_says_why(ada, dates, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    registering.register(assistant=ada, sessions=dates, at=NOW)
    assert delivering.deliver() == 0
    email = Email.objects.get()
    assert (email.status, email.number_of_retries) == (STATUS.requeued, 1)
    assert email.scheduled_time is not None
    assert "refused" in email.logs.get().message.lower()
    assert delivering.deliver() == 0
    email.refresh_from_db()
    assert email.number_of_retries == 1


def test_mail_server_that_does_not_answer_is_not_waited_for_letter_by_letter(settings):
    """Otherwise a worker waits ten seconds for each of two thousand letters and blocks all other tasks."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.1
        LetterFactory.create_batch(10)
        for _ in range(2):
            assert delivering.deliver() == 0
    assert Email.objects.filter(status=STATUS.requeued).count() == 3
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    assert delivering.deliver() == 7


def test_letters_that_cannot_be_filled_in_stop_no_other_letter():
    EmailTemplate.objects.filter(name="waitlisted").delete()
    LetterFactory.create_batch(10, kind="waitlisted")
    letter = LetterFactory()
    assert delivering.deliver() == 1
    letter.email.refresh_from_db()
    assert letter.email.status == STATUS.sent


def test_letter_that_waits_goes_to_the_address_put_right_meanwhile(ada, dates):
    registering.register(assistant=ada, sessions=dates, at=NOW)
    queueing.queue_letters()
    ada.user.emailaddress_set.update(email="right@example.org")
    delivering.deliver()
    assert mail.outbox[0].to == Email.objects.get().to == ["right@example.org"]


def test_letter_to_a_person_without_an_account_goes_to_the_address_on_record(dates):
    registering.register(assistant=AppointedFactory(email="on@record.no"), sessions=dates, at=NOW)
    delivering.deliver()
    assert mail.outbox[0].to == ["on@record.no"]


def test_person_on_no_list_gets_no_letter():
    bystander = AppointedFactory()
    RegistrationFactory()
    assert kinds_of(bystander) == []


def test_subject_that_staff_made_too_long_is_sent_once_and_stops_no_one(ada, ben, dates):
    template = EmailTemplate.objects.get(name="place-held", language="nb")
    template.subject = "{{ name }}" * 25
    template.save()
    ada.name = "A" * 150
    ada.save()
    registering.register(assistant=ada, sessions=dates, at=NOW)
    registering.register(assistant=ben, sessions=dates, at=NOW)
    delivering.deliver()
    delivering.deliver()
    assert [message.to for message in mail.outbox] == [[ada.email], [ben.email]]


def test_place_given_up_before_its_letter_goes_out_is_put_in_no_calendar(ada, dates):
    """Letters may go out in another order after a failed attempt."""
    (first, second) = registering.register(assistant=ada, sessions=dates, at=NOW)
    registering.withdraw(registration=first, at=NOW)
    delivering.deliver()
    (content,) = [content for _name, content, _kind in mail.outbox[0].attachments]
    assert f"registration-{second.pk}@laos" in content
    assert f"registration-{first.pk}@laos" not in content
    registering.withdraw(registration=second, at=NOW)
    Email.objects.update(status=STATUS.queued)
    mail.outbox.clear()
    delivering.deliver()
    assert mail.outbox[0].attachments == []


def test_letter_names_no_deadline_that_is_past(ada):
    soon = CoreSessionFactory(capacity=1, days_ahead=1)
    held = RegistrationFactory(assistant=ada, session=soon)
    about_places.write_moved([(held, None)], NOW, from_waitlist=True)
    about_places.write_session_changed(soon, soon, [held], [], NOW)
    delivering.deliver()
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert "innen" not in message.body
