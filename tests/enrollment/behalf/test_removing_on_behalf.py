"""Uniped removes a person from a session."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from enrollment.models import Letter
from tests.enrollment.behalf.asking import confirm, held_by, person_page, show
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def place(ada):
    return RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=10, capacity=1))


def page_of(place):
    return reverse("enrollment:remove", args=[place.pk])


def test_looking_and_being_shown_change_nothing_and_confirming_does(uniped, ada, place):
    waits = WaitlistEntryFactory(
        assistant=AppointedFactory(name="Nina Neste"), session=place.session
    )
    assert "Remove Ada Aas from this session?" in uniped.get(page_of(place)).content.decode()
    shown = show(uniped, page_of(place))
    assert "The letter to Nina Neste" in shown
    assert held_by(ada) == {place.session}
    assert Letter.objects.count() == 0
    assert confirm(uniped, page_of(place)) == person_page(ada)
    assert held_by(ada) == set()
    assert held_by(waits.assistant) == {place.session}


def test_also_after_the_deadline(uniped, ada):
    place = RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=1))
    confirm(uniped, page_of(place))
    assert held_by(ada) == set()


def test_sending_it_again_is_harmless(uniped, ada, place):
    assert {confirm(uniped, page_of(place)) for _ in range(2)} == {person_page(ada)}
    assert uniped.get(page_of(place)).headers["Location"] == person_page(ada)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("answer", [show, confirm])
def test_a_place_with_a_mark_stays(uniped, ada, staff, answer):
    held = CoreSessionFactory(starts_at=NOW - timedelta(days=2))
    recorded = {"mark": "present", "marked_by": staff, "marked_at": NOW}
    place = RegistrationFactory(assistant=ada, session=held, **recorded)
    assert 'data-refusal="marked"' in answer(uniped, page_of(place))
    assert held_by(ada) == {held}
