"""The mandatory preparation that Uniped keeps is shown where a person prepares."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse
from icalendar import Calendar

from completion.reminders import reminding
from enrollment import calendar
from enrollment.letters import delivering
from enrollment.models import Letter, Preparation, Preparations
from enrollment.places import registering
from tests.factories import NOW, CoreSessionFactory, PreparationFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return CoreSessionFactory(days_ahead=20, language="nb")


@pytest.fixture
def preparation(session):
    return PreparationFactory(term=session.term)


def test_is_that_of_the_language_of_the_session_else_the_other(session, preparation):
    found = Preparations.in_terms([session.term_id])
    assert found.of(session) == preparation
    session.language = "en"
    assert found.of(session) == preparation
    english = PreparationFactory(term=session.term, language="en")
    assert Preparations.in_terms([session.term_id]).of(session) == english
    session.core_module = 2
    assert found.of(session) is None


def test_of_no_term_needs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        Preparations.in_terms([])


def test_without_text_and_link_is_refused(session):
    with pytest.raises(IntegrityError, match="preparation_has_a_text_or_a_link"):
        PreparationFactory(term=session.term, text="", url="")


def test_my_page_shows_it_before_the_button(client, ada, session, preparation):
    RegistrationFactory(assistant=ada, session=session)
    client.force_login(ada.user)
    page = client.get("/my/").content.decode()
    button = page.index(reverse("enrollment:prepared", args=[ada.registrations.get().pk]))
    assert page.index(preparation.text) < button
    assert page.index(f'href="{preparation.url}"') < button


def test_letters_of_a_place_tell_it(ada, session, preparation):
    registering.register(assistant=ada, sessions=[session], at=NOW)
    for days in (7, 3, 1):
        reminding.remind(session.starts_at - timedelta(days=days))
    kinds = set(Letter.objects.values_list("kind", flat=True)) - {"registration-open"}
    assert kinds >= {"place-held", "seminar-ahead", "seminar-tomorrow", "preparation-missing"}
    # As it is when the letters are sent.
    Preparation.objects.update(text="Les kapittel 3.")
    delivering.deliver()
    # Reminders that wait at the same time are parts of one e-mail.
    told = "".join(str(letter.body) for letter in mail.outbox)
    assert told.count("Les kapittel 3.") == told.count(preparation.url) == 4


def test_calendar_entry_has_it(session, preparation):
    text = calendar.file(calendar.PUBLISH, RegistrationFactory(session=session))
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert preparation.text in str(event["description"])
    assert preparation.url in str(event["description"])


def test_uniped_keeps_it_with_the_term(uniped, session):
    page = uniped.get(reverse("admin:enrollment_term_change", args=[session.term_id]))
    assert "preparations-TOTAL_FORMS" in page.content.decode()
