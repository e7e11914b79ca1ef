"""Who has finished a piece of work that waits in a queue is led to the next of its kind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html
from post_office.models import STATUS, Email

from tests.completion.factories import ApplicationFactory
from tests.enrollment.admin_pages import apply
from tests.factories import (
    NOW,
    CoreSessionFactory,
    EmailFactory,
    LearningAssistantFactory,
    LetterFactory,
    RegistrationFactory,
    VerifiedUserFactory,
)
from tests.modules.admin_factories import a_flagged_evaluation, a_module, an_essay

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def said(response) -> tuple[str, str | None]:
    """Return the message of a page, and where its link leads."""
    page = html.fromstring(response.content.decode())
    (told,) = page.xpath("//li[@class='success'] | //div[contains(@class, 'messages')]/div")
    return " ".join(told.text_content().split()), next(iter(told.xpath(".//a/@href")), None)


def test_applications(uniped):
    def decide(application):
        entries = {"decision": "approved", "reason": "It shows it."}
        return apply(uniped, page_of(application), entries, follow=True)

    def page_of(application):
        return reverse("admin:completion_equivalentqualification_decide", args=[application.pk])

    late, early = (ApplicationFactory(applied_at=NOW - timedelta(days=days)) for days in (1, 3))
    first = ApplicationFactory(applied_at=NOW - timedelta(days=2))
    assert said(decide(first)) == (
        "It is decided. Next application (2 waiting)",
        page_of(early),
    )
    assert said(decide(early)) == ("It is decided. Next application (1 waiting)", page_of(late))
    assert said(decide(late)) == (
        "It is decided. No application is waiting for you any more.",
        None,
    )


def test_no_one_is_led_to_their_own_application(uniped, staff):
    own = ApplicationFactory(assistant=LearningAssistantFactory(user=staff))
    address = reverse(
        "admin:completion_equivalentqualification_decide", args=[ApplicationFactory().pk]
    )
    entries = {"decision": "approved", "reason": "It shows it."}
    told = said(apply(uniped, address, entries, follow=True))
    assert told == ("It is decided. No application is waiting for you any more.", None)
    assert own.is_open


def test_flagged_evaluations(uniped):
    def answer(evaluation):
        return apply(uniped, page_of(evaluation), {"answer": "It is fair."}, follow=True)

    def page_of(evaluation):
        return reverse("admin:modules_peerevaluation_answer", args=[evaluation.pk])

    module = a_module()
    first, last = (a_flagged_evaluation(an_essay(module)) for _number in range(2))
    assert said(answer(first)) == (
        "The author is answered. Next flagged evaluation (1 waiting)",
        page_of(last),
    )
    assert said(answer(last)) == (
        "The author is answered. No flagged evaluation is waiting any more.",
        None,
    )


def test_failed_letters(uniped):
    def send(letter):
        address = reverse("admin:enrollment_letter_send_again", args=[letter.pk])
        return uniped.post(address, follow=True)

    first, last = (LetterFactory(email=EmailFactory()) for _number in range(2))
    sent = LetterFactory(email=EmailFactory(status=STATUS.sent))
    failed = Email.objects.exclude(pk=sent.email.pk)
    failed.update(status=STATUS.failed, last_updated=NOW)
    person = reverse("admin:enrollment_learningassistant_person", args=[last.assistant.pk])
    assert said(send(sent)) == ("The letter is sent again.", None)
    assert said(send(first)) == (
        "The letter is sent again. Next failed letter (1 waiting)",
        f"{person}#letters",
    )
    assert said(send(last)) == (
        "The letter is sent again. No other letter has failed in the last seven days.",
        None,
    )


def test_sessions_with_marks_missing(client):
    def mark(place):
        marks = {f"mark-{place.pk}": "present"}
        return client.post(page_of(place.session), marks, follow=True)

    def page_of(session):
        return reverse("enrollment:roll_call", args=[session.pk])

    leader = VerifiedUserFactory()
    client.force_login(leader)
    sessions = [CoreSessionFactory(starts_at=NOW - timedelta(days=days)) for days in (3, 4, 5)]
    first, last, _of_another = sessions
    for session in (first, last):
        session.leaders.add(leader)
    one, two = (RegistrationFactory(session=first) for _number in range(2))
    other, _others = (RegistrationFactory(session=session) for session in sessions[1:])
    # Another leader records it.
    RegistrationFactory(session=first, assistant=LearningAssistantFactory(user=leader))
    assert said(mark(one)) == ("1 mark saved.", None)
    assert said(mark(two)) == (
        "1 mark saved. Next session with marks missing (1 waiting)",
        page_of(last),
    )
    assert said(mark(other)) == (
        "1 mark saved. No attendance is left for you to record.",
        None,
    )
