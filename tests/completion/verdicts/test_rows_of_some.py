"""Rows read once of many people tell of some of them, later too, what would be read of these alone then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from completion.verdicts.evaluating import verdicts_from, verdicts_of
from completion.verdicts.loading import appointed
from completion.verdicts.rows import rows_of
from enrollment.models import LearningAssistant, Term
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
    WaitlistEntryFactory,
)
from tests.modules.factories import ChoiceFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(ada, ben):
    """Ada waits for a date of this term and for one of the next, where ben has a place; both have records of their own."""
    full = RegistrationFactory(session=CoreSessionFactory(days_ahead=5, capacity=1)).session
    later = CoreSessionFactory(term=TermFactory(code="2032V"), core_module=2, days_ahead=20)
    WaitlistEntryFactory(assistant=ada, session=full)
    WaitlistEntryFactory(assistant=ada, session=later)
    RegistrationFactory(assistant=ben, session=later)
    for assistant in (ada, ben):
        ChoiceFactory(assistant=assistant)
        appointment = assistant.appointments.get()
        FollowUpAttendanceFactory(
            appointment=appointment,
            meeting__term=appointment.term,
            meeting__department=appointment.department,
        )
    AppointedFactory()
    return [ada, ben]


@pytest.mark.parametrize("days", [0, 6, 30])
@pytest.mark.parametrize("those", [slice(0, 1), slice(1, 2), slice(0, 2)])
def test_some_people_are_evaluated_as_if_read_alone_and_later(people, days, those):
    term, at, some = Term.objects.get(code="2031H"), NOW + timedelta(days=days), people[those]
    queryset = LearningAssistant.objects.filter(pk__in=[assistant.pk for assistant in some])
    rows = rows_of(appointed(term), term, NOW)
    alone = rows_of(queryset, term, at)
    of_some = rows.of(some, term, at)
    for name in ("registrations", "choices", "appointments", "marks", "waits"):
        assert set(getattr(of_some, name)) == set(getattr(alone, name)), name
    assert of_some.waiting == alone.waiting
    assert list(of_some.sessions) == list(alone.sessions)
    assert verdicts_from(rows, some, term, at) == verdicts_of(queryset, term, at)
