"""No letter gives its reader advice that they cannot follow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from django.utils.translation import override

from enrollment.letters import about_places, delivering
from enrollment.letters.next_dates import NextDates
from enrollment.models import Registration, Term
from enrollment.people import appointing
from enrollment.places import cancelling, registering
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db

YESTERDAY = localdate(NOW) - timedelta(days=1)


@pytest.fixture
def reader(ada):
    ada.language = "en"
    ada.save()
    ada.user.language = "en"
    ada.user.save()
    return ada


def window(opens, closes) -> None:
    Term.objects.update(
        registration_opens_at=opens and NOW + timedelta(days=opens),
        registration_closes_at=closes and NOW + timedelta(days=closes),
    )


def quits(reader) -> None:
    reader.appointments.update(ends_on=YESTERDAY)


def is_exempt(reader) -> None:
    reader.exempt_since = YESTERDAY
    reader.save()


def assisted_last_spring(reader) -> None:
    quits(reader)
    AppointmentFactory(assistant=reader, term=TermFactory(code="2020V"))


def holds(reader) -> None:
    for core_module in (1, 2):
        session = CoreSessionFactory(core_module=core_module, days_ahead=9 * core_module)
        RegistrationFactory(assistant=reader, session=session)


OPEN = "Choose a date of core module 1 and 2 here: "
READERS = {
    "may register": (lambda reader: None, OPEN),
    "before registration": (lambda reader: window(1, 2), "Registration for "),
    "no registration planned": (lambda reader: window(None, None), "is not open yet. Once it is,"),
    "after registration": (lambda reader: window(-2, -1), "is closed. Write to "),
    "has quit": (quits, ""),
    "of an earlier term": (assisted_last_spring, ""),
    "is exempt": (is_exempt, ""),
    "holds both": (holds, ""),
}


@pytest.mark.parametrize("kind", READERS)
def test_advice_is_what_the_reader_can_do(reader, kind, django_assert_num_queries):
    become, said = READERS[kind]
    become(reader)
    with django_assert_num_queries(2), override("en"):
        advice = NextDates([reader], NOW).advice(reader)
    assert said in advice if said else advice == ""


def test_reader_who_lacks_one_date_is_advised_about_that(reader):
    RegistrationFactory(assistant=reader, session=CoreSessionFactory(core_module=2))
    with override("en"):
        assert "core module 1 here" in NextDates([reader], NOW).advice(reader)
        assert NextDates([reader], NOW).advice(reader, [2]) == ""


def last_letter(mailoutbox) -> str:
    delivering.deliver()
    return mailoutbox[-1].body


@pytest.mark.parametrize("last_day", [-1, 5])
def test_person_who_quits_is_told_why_and_not_to_choose_a_date(reader, mailoutbox, last_day):
    RegistrationFactory(assistant=reader, session=CoreSessionFactory(days_ahead=9))
    day = localdate(NOW) + timedelta(days=last_day)
    appointing.end(appointment=reader.appointments.get(), on=day, at=NOW, frees=True)
    letter = last_letter(mailoutbox)
    assert "Your appointment as a learning assistant ends before this date" in letter
    assert "hoose" not in letter


def test_person_removed_from_a_date_is_told_where_to_choose_another(reader, mailoutbox):
    place = RegistrationFactory(assistant=reader, session=CoreSessionFactory(days_ahead=9))
    registering.remove(registration=place, at=NOW)
    assert "Choose a date of core module 1 here: " in last_letter(mailoutbox)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (about_places.Why.EXEMPT, "You are exempt from LAOS"),
        (about_places.Why.ATTENDED, "You have attended this core module on another date"),
        (about_places.Why.OTHER_DATE, "You have another date of this core module"),
    ],
)
def test_person_who_needs_no_date_is_told_why(reader, mailoutbox, why, said):
    place = RegistrationFactory(assistant=reader, session=CoreSessionFactory(days_ahead=9))
    about_places.write_given_up([place], NOW, why)
    letter = last_letter(mailoutbox)
    assert said in letter
    assert "hoose" not in letter


@pytest.mark.parametrize(
    ("become", "said"),
    [(quits, ""), (lambda reader: window(-2, -1), "is closed. Write to ")],
)
def test_cancelled_session_advises_what_its_reader_can_do(reader, mailoutbox, become, said):
    place = RegistrationFactory(assistant=reader, session=CoreSessionFactory(days_ahead=9))
    become(reader)
    cancelling.cancel_session(session=place.session, at=NOW)
    letter = last_letter(mailoutbox)
    assert said in letter
    assert "/register/" not in letter
    assert ("You need another date" in letter) is bool(said)


def test_place_given_inside_its_deadline_is_not_to_be_given_up_on_the_page(reader, mailoutbox):
    place = RegistrationFactory(assistant=reader, session=CoreSessionFactory(days_ahead=1))
    about_places.write_place_held([Registration.objects.get(pk=place.pk)], NOW)
    assert "If you cannot come, write to us." in last_letter(mailoutbox)
