"""Preparation counts for the core module: changing the date does not require it again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.models import ExchangeSide, Registration
from enrollment.places import exchanging, moving, preparing, registering, waiting
from tests.factories import (
    NOW,
    CoreSessionFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
    offer_exchange,
)

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def held(ada):
    """Ada's date, with her preparation confirmed."""
    place = RegistrationFactory(assistant=ada, session=CoreSessionFactory(capacity=1))
    preparing.confirm(registration=place, at=NOW)
    return place


@pytest.fixture
def wished():
    return CoreSessionFactory(capacity=1)


def prepared_at(assistant, session):
    live = Registration.objects.live()
    return live.get(assistant=assistant, session=session).preparation_confirmed_at


def test_preparation_stays_with_who_changes_their_date(ada, held, wished):
    registering.change(registration=held, to=wished, at=LATER)
    assert prepared_at(ada, wished) == NOW


def test_preparation_stays_with_who_is_moved_by_staff(ada, held, wished):
    moving.move(registration=held, to=wished, at=LATER)
    assert prepared_at(ada, wished) == NOW


def test_preparation_stays_with_who_gets_their_wish_from_the_waitlist(ada, held, wished):
    rival = RegistrationFactory(session=wished)
    waiting.join(assistant=ada, session=wished, at=NOW)
    registering.withdraw(registration=rival, at=LATER)
    assert prepared_at(ada, wished) == NOW


def test_preparation_stays_with_who_is_let_in_by_hand(ada, held, wished):
    entry = WaitlistEntryFactory(assistant=ada, session=wished)
    waiting.let_in(entry=entry, at=LATER)
    assert prepared_at(ada, wished) == NOW


def test_preparation_stays_with_each_of_two_who_exchange(ada, ben, held, wished):
    """It is not passed on: Ben has not prepared."""
    bens = RegistrationFactory(assistant=ben, session=wished)
    offer_exchange(held, bens)
    for side in ExchangeSide.objects.all():
        exchanging.agree(side=side, shows_name=False, at=LATER)
    assert prepared_at(ada, wished) == NOW
    assert prepared_at(ben, held.session) is None


def test_a_person_who_registers_again_prepares_again(ada, held, wished):
    registering.withdraw(registration=held, at=LATER)
    registering.register(assistant=ada, sessions=[wished], at=LATER)
    assert prepared_at(ada, wished) is None
