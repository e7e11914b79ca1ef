"""Parts of pages are rendered once for all who see the same; no reader sees what was, or what is another's."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from enrollment.models import (
    CalendarFeed,
    Campus,
    CoreSession,
    Course,
    Department,
    LearningAssistant,
    Preparation,
    Registration,
    Term,
)
from enrollment.models.sessions import Mark
from tests.completion.factories import ApplicationFactory
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    PreparationFactory,
    RegistrationFactory,
    TermFactory,
    WaitlistEntryFactory,
)
from tests.modules.meeting_factories import FollowUpMeetingFactory

pytestmark = pytest.mark.django_db

PAGES = ("/", "/register/", "/my/")
# Differs in every answer.
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
FRAGMENTS = ("template_fragments", "lists")


@pytest.fixture
def kept_and_rendered(settings):
    """Return a function that reads pages with what is kept, and again with everything rendered now."""
    caches = settings.CACHES
    nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

    def read(readers, pages=PAGES):
        answers = []
        for kept in (caches, caches | dict.fromkeys(FRAGMENTS, nothing)):
            settings.CACHES = kept
            answers.append(
                [
                    TOKEN.sub("", reader.get(page).content.decode())
                    for reader in readers
                    for page in pages
                ]
            )
        return answers

    return read


def reader(account=None, language="nb"):
    browser = Client()
    if account is not None:
        browser.force_login(account)
    browser.cookies["django_language"] = language
    return browser


def test_each_reader_gets_their_own_menu_and_language(ada, staff, kept_and_rendered):
    CoreSessionFactory()
    coordinator = CoordinatorFactory().user
    readers = [
        reader(),
        reader(ada.user),
        reader(ada.user, "en"),
        reader(staff),
        reader(coordinator),
    ]
    kept, rendered = kept_and_rendered(readers)
    assert kept == rendered


def test_each_fact_of_a_date_is_shown_at_once(ada, ben, kept_and_rendered):
    first = CoreSessionFactory(core_module=1, capacity=2)
    second = CoreSessionFactory(core_module=2, days_ahead=30)
    third = CoreSessionFactory(core_module=2, days_ahead=40)
    appointment = ada.appointments.get()
    # In a term of its own year, the day is shown without the year.
    its_year = TermFactory(code=f"{third.starts_at.year}H")
    for person in (ada, ben):
        AppointmentFactory(assistant=person, term=its_year)

    def change(session, **facts):
        CoreSession.objects.filter(pk=session.pk).update(**facts)

    changes = [
        lambda: change(first, place="R2"),
        lambda: change(first, language="en"),
        lambda: change(first, ends_at=first.ends_at + timedelta(minutes=15)),
        lambda: change(first, starts_at=first.starts_at - timedelta(minutes=15)),
        lambda: RegistrationFactory(session=first),
        lambda: change(first, capacity=1),
        lambda: WaitlistEntryFactory(assistant=ben, session=first),
        lambda: FollowUpMeetingFactory(
            department=appointment.department,
            term=appointment.term,
            starts_at=second.starts_at,
            is_mandatory=True,
        ),
        lambda: change(third, term=its_year),
        lambda: change(third, cancelled_at=NOW),
        lambda: RegistrationFactory(assistant=ada, session=second),
        lambda: Registration.objects.filter(assistant=ada).update(
            mark=Mark.PRESENT, marked_by=ben.user, marked_at=NOW
        ),
    ]
    readers = [reader(ada.user), reader(ben.user)]
    before, _rendered = kept_and_rendered(readers)
    for change_one in changes:
        change_one()
        kept, rendered = kept_and_rendered(readers)
        assert kept == rendered != before
        before = kept


def test_each_fact_of_a_date_held_is_shown_at_once(ada, kept_and_rendered):
    held = CoreSessionFactory()
    RegistrationFactory(assistant=ada, session=held)
    appointment = ada.appointments.get()

    def change(**facts):
        CoreSession.objects.filter(pk=held.pk).update(**facts)

    changes = [
        lambda: change(place="R2"),
        lambda: change(language="en"),
        lambda: change(ends_at=held.ends_at + timedelta(minutes=15)),
        lambda: change(starts_at=held.starts_at - timedelta(minutes=15)),
        lambda: change(place="", online_url="https://ntnu.zoom.us/j/1"),
        lambda: Campus.objects.filter(pk=held.campus_id).update(name="Dragvoll"),
        lambda: PreparationFactory(
            term=held.term, core_module=held.core_module, language="en", text="Read."
        ),
        lambda: Preparation.objects.update(text="Read twice."),
        lambda: Preparation.objects.update(url="https://ntnu.no/read"),
        lambda: FollowUpMeetingFactory(
            department=appointment.department,
            term=appointment.term,
            starts_at=held.starts_at,
            is_mandatory=True,
        ),
    ]
    before, _rendered = kept_and_rendered([reader(ada.user)], ["/my/"])
    for change_one in changes:
        change_one()
        kept, rendered = kept_and_rendered([reader(ada.user)], ["/my/"])
        assert kept == rendered != before
        before = kept


def test_each_fact_of_ones_own_is_shown_at_once_and_to_no_one_else(ada, ben, kept_and_rendered):
    held = CoreSessionFactory()
    for person in (ada, ben):
        RegistrationFactory(assistant=person, session=held)
    appointment = ada.appointments.get()

    def of_ada(**facts):
        Registration.objects.filter(assistant=ada).update(**facts)

    changes = [
        lambda: CalendarFeed.objects.create(assistant=ada, created_at=NOW),
        lambda: Term.objects.update(deadline_hours=24),
        lambda: Term.objects.update(deadline_hours=24 * 400),
        lambda: Term.objects.update(deadline_hours=48),
        lambda: of_ada(preparation_confirmed_at=NOW),
        lambda: CoordinatorFactory(department=appointment.department, user__name="Cleo Nord"),
        lambda: Department.objects.update(name_nb="Matematikk", name_en="Mathematics"),
        lambda: Course.objects.update(name_nb="Matematikk 1", name_en="Calculus 1"),
        lambda: ApplicationFactory(assistant=ada),
        lambda: LearningAssistant.objects.filter(pk=ada.pk).update(exempt_since=NOW),
    ]
    readers = [reader(ada.user), reader(ben.user), reader(ada.user, "en")]
    before, _rendered = kept_and_rendered(readers, ["/my/"])
    for change in changes:
        change()
        kept, rendered = kept_and_rendered(readers, ["/my/"])
        assert kept == rendered != before
        before = kept
