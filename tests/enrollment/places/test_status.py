"""The status that register() reads with its own SQL equals the one read with querysets."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from enrollment.eligibility import status_of
from enrollment.models import CoreSession, Registration
from enrollment.models.sessions import Mark
from enrollment.places.locking import lock_and_read
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
TODAY = localdate(NOW)


def both_ways(assistant):
    """Return the status as read each way."""
    quick = lock_and_read(assistant, [CoreSessionFactory().pk], NOW).status
    return quick, status_of(assistant, NOW)


@pytest.mark.parametrize("days", [None, -1, 0, 1])
def test_an_appointment_counts_to_its_last_day_either_way(days, ada):
    ends_on = None if days is None else TODAY + timedelta(days=days)
    ada.appointments.update(ends_on=ends_on)
    AppointmentFactory(
        assistant=ada, term=TermFactory(code="2032V"), ends_on=TODAY + timedelta(days=30)
    )
    quick, slow = both_ways(ada)
    assert quick.appointed_until == slow.appointed_until
    assert len(quick.appointed_until) == (1 if days == -1 else 2)


@pytest.mark.parametrize("mark", Mark.values)
@pytest.mark.parametrize("given_up", [False, True])
def test_a_place_speaks_for_its_core_module_either_way(mark, given_up, ada, staff):
    if given_up and mark:
        mark = Mark.NONE  # a registration that was withdrawn has no mark
    RegistrationFactory(
        assistant=ada,
        withdrawn_at=NOW if given_up else None,
        mark=mark,
        marked_by=staff if mark else None,
        marked_at=NOW if mark else None,
    )
    quick, slow = both_ways(ada)
    assert quick.registrations == slow.registrations
    assert bool(quick.registrations) == (not given_up and mark in {Mark.NONE, Mark.PRESENT})


def test_places_taken_are_counted_as_on_every_page():
    sessions = [CoreSessionFactory(), CoreSessionFactory(), CoreSessionFactory()]
    for number, session in enumerate(sessions):
        RegistrationFactory.create_batch(number, session=session)
    RegistrationFactory(session=sessions[0], withdrawn_at=NOW)
    asked = [sessions[2], sessions[0], sessions[1]]
    sessions = lock_and_read(AppointedFactory(), [session.pk for session in asked], NOW).sessions
    assert [(session, session.taken) for session in sessions] == [
        (session, session.taken) for session in CoreSession.objects.with_places().order_by("pk")
    ]
    assert Registration.objects.live().count() == sum(session.taken for session in sessions) == 3
