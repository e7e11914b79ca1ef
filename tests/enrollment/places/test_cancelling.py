"""A cancelled session frees its people, who are told of the dates they can actually take."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enrollment.letters import delivering
from enrollment.models import Language, Letter, Registration
from enrollment.places import cancelling, registering
from enrollment.refusals import Refusal
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
    WaitlistEntryFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cancelled():
    return CoreSessionFactory(days_ahead=20)


def cancel(session) -> None:
    cancelling.cancel_session(session=session, at=NOW)


def told(assistant) -> dict[str, Any]:
    return Letter.objects.get(assistant=assistant, kind="session-cancelled").facts


def offered(assistant) -> list[datetime]:
    return [datetime.fromisoformat(date["starts_at"]) for date in told(assistant)["open"]]


def starts(*sessions) -> list[datetime]:
    return [session.starts_at for session in sessions]


def test_cancelling_frees_everyone_for_another_date(ada, ben, cancelled):
    for assistant in (ada, ben):
        RegistrationFactory(assistant=assistant, session=cancelled)
    freed = cancelling.cancel_session(session=cancelled, at=NOW)
    assert {registration.assistant for registration in freed} == {ada, ben}
    other = CoreSessionFactory()
    registering.register(assistant=ada, sessions=[other], at=NOW)


def test_cancelling_twice_is_quiet(cancelled):
    RegistrationFactory(session=cancelled)
    assert len(cancelling.cancel_session(session=cancelled, at=NOW)) == 1
    assert cancelling.cancel_session(session=cancelled, at=NOW) == []


def test_session_that_has_begun_cannot_be_cancelled(cancelled):
    with pytest.raises(Refusal) as refusal:
        cancelling.cancel_session(session=cancelled, at=cancelled.starts_at)
    assert refusal.value.code == "closed"


def test_only_dates_with_places_that_come_before_ones_core_module_2_are_named(ada, ben, cancelled):
    for assistant in (ada, ben):
        RegistrationFactory(assistant=assistant, session=cancelled)
    RegistrationFactory(assistant=ada, session=CoreSessionFactory(core_module=2, days_ahead=30))
    before, after = CoreSessionFactory(days_ahead=25), CoreSessionFactory(days_ahead=35)
    RegistrationFactory(session=CoreSessionFactory(days_ahead=26, capacity=1))
    cancel(cancelled)
    assert offered(ada) == starts(before)
    assert offered(ben) == starts(before, after)


def test_dates_of_a_term_are_named_to_who_is_employed_in_it(ada, ben, cancelled):
    for assistant in (ada, ben):
        RegistrationFactory(assistant=assistant, session=cancelled)
    spring = CoreSessionFactory(term=TermFactory(code="2032V"), days_ahead=40)
    AppointmentFactory(assistant=ben, term=spring.term)
    cancel(cancelled)
    assert offered(ada) == []
    assert offered(ben) == starts(spring)


def test_dates_after_registration_has_closed_are_named_only_to_who_holds_one(ada, ben, cancelled):
    """Someone who holds a date may still change it."""
    term = cancelled.term
    term.registration_closes_at = NOW - timedelta(days=1)
    term.save()
    RegistrationFactory(assistant=ada, session=cancelled)
    RegistrationFactory(assistant=ben, session=CoreSessionFactory(days_ahead=21))
    WaitlistEntryFactory(assistant=ben, session=cancelled)
    other = CoreSessionFactory(days_ahead=22)
    cancel(cancelled)
    assert offered(ada) == []
    assert offered(ben) == starts(other)


def test_place_that_goes_to_who_waits_is_not_named(ada, ben, cancelled):
    """Ada is promoted from that waitlist at the same moment; Ben is not told of the date."""
    for assistant in (ada, ben):
        RegistrationFactory(assistant=assistant, session=cancelled)
    other = CoreSessionFactory(days_ahead=25, capacity=1)
    WaitlistEntryFactory(assistant=ada, session=other)
    cancel(cancelled)
    assert Registration.objects.live().get(session=other).assistant == ada
    assert (told(ada)["holds"], told(ben)["holds"]) == (True, False)
    assert offered(ben) == []


def test_who_waited_is_told_whether_they_still_hold_a_date(ada, ben, cancelled):
    for assistant in (ada, ben):
        WaitlistEntryFactory(assistant=assistant, session=cancelled)
    RegistrationFactory(assistant=ada)
    cancel(cancelled)
    assert [(told(person)["waits"], told(person)["holds"]) for person in (ada, ben)] == [
        (True, True),
        (True, False),
    ]


def test_place_inside_the_deadline_that_others_wait_for_is_not_named(ada, ben, cancelled):
    soon = CoreSessionFactory(days_ahead=1, capacity=1)
    place = RegistrationFactory(session=soon)
    WaitlistEntryFactory(assistant=ben, session=soon)
    registering.remove(registration=place, at=NOW)
    RegistrationFactory(assistant=ada, session=cancelled)
    cancel(cancelled)
    assert offered(ada) == []


@pytest.mark.parametrize(
    ("reader", "spoken", "said"),
    [
        (Language.BOKMAL, Language.ENGLISH, ", på engelsk\n"),
        (Language.BOKMAL, Language.BOKMAL, "R9, Trondheim\n"),
        (Language.ENGLISH, Language.BOKMAL, ", in Norwegian\n"),
        (Language.ENGLISH, Language.ENGLISH, "R9, Trondheim\n"),
    ],
)
def test_language_of_a_date_is_named_where_it_is_not_the_readers(reader, spoken, said, cancelled):
    RegistrationFactory(assistant=AppointedFactory(language=reader), session=cancelled)
    CoreSessionFactory(language=spoken, place="R9")
    cancel(cancelled)
    delivering.deliver()
    assert said in mail.outbox[-1].body


def test_cancelling_takes_as_many_statements_however_many_are_told():
    numbers = []
    for people in (1, 8):
        session = CoreSessionFactory()
        for _ in range(people):
            place = RegistrationFactory(session=session)
            later = CoreSessionFactory(core_module=2)
            RegistrationFactory(assistant=place.assistant, session=later)
            WaitlistEntryFactory(session=session)
        with CaptureQueriesContext(connection) as captured:
            cancel(session)
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]
