"""Cancelling a session moves the people who are ticked to another date in the same step."""

from __future__ import annotations

import pytest
from django.urls import reverse

from enrollment.models import Letter
from enrollment.places import moving
from tests.enrollment.behalf.asking import confirm, held_by, show
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def session():
    return CoreSessionFactory(days_ahead=10)


@pytest.fixture
def target():
    return CoreSessionFactory(days_ahead=15, capacity=1)


@pytest.fixture
def places(session):
    return [
        RegistrationFactory(session=session, assistant=AppointedFactory(name=name))
        for name in ("Anna", "Berit", "Cato")
    ]


def page_of(session):
    return reverse("admin:enrollment_coresession_cancel", args=[session.pk])


def data(target, *places):
    return {"session": target.pk, "places": [place.pk for place in places]}


def test_who_is_moved_and_who_is_not_is_shown_then_done_in_one_step(
    uniped, session, target, places
):
    anna, berit, cato = places
    shown = show(uniped, page_of(session), data(target, anna, berit))
    assert "Get a place: 1</h2>" in shown
    assert "Berit: no place is free" in shown
    assert "Letters: 3" in shown
    session.refresh_from_db()
    assert session.cancelled_at is None
    assert Letter.objects.count() == 0
    change = reverse("admin:enrollment_coresession_change", args=[session.pk])
    assert confirm(uniped, page_of(session), data(target, anna, berit)) == change
    session.refresh_from_db()
    assert session.cancelled_at is not None
    assert held_by(anna.assistant) == {target}
    assert held_by(berit.assistant) == held_by(cato.assistant) == set()
    said = uniped.get(change).content.decode()
    assert "1 person is moved. Not moved: Berit: no place is free." in said
    history = uniped.get(reverse("admin:enrollment_coresession_history", args=[session.pk]))
    assert "Cancelled" in history.content.decode()


def test_those_not_moved_are_named_by_reason_with_a_way_to_move_them(
    uniped, session, target, places
):
    change = confirm(uniped, page_of(session), data(target, *places))
    said = uniped.get(change).content.decode()
    roster = reverse("enrollment:roll_call", args=[session.pk])
    move = reverse("enrollment:move_many", args=[session.pk])
    link = f'<a href="{move}">Move them to other dates</a>'
    assert f"Not moved: Berit, Cato: no place is free. {link}" in said
    for page in (roster, move):
        names = [
            uniped.get(page).content.decode().index(name) for name in ("Berit", "Cato", "Anna")
        ]
        assert names == sorted(names)
    assert "2 of them have no date." in " ".join(uniped.get(roster).content.decode().split())


def test_move_is_offered_until_everyone_has_a_date(uniped, session, target, places):
    confirm(uniped, page_of(session), data(target, *places))
    roster = reverse("enrollment:roll_call", args=[session.pk])
    move = reverse("enrollment:move_many", args=[session.pk])
    assert move in uniped.get(roster).content.decode()
    later = CoreSessionFactory(days_ahead=20)
    moving.move_all(registrations=places[1:], to=later, at=NOW)
    shown = uniped.get(roster).content.decode()
    assert "3 people had a place." in " ".join(shown.split())
    assert move not in shown


def test_who_moves_alike_is_named_together_and_namesakes_are_told_apart(uniped, session, places):
    target = CoreSessionFactory(days_ahead=16, capacity=4)
    for username in ("anna2", "berit2"):
        anna = AppointedFactory(name="Anna", username=username)
        places.append(RegistrationFactory(session=session, assistant=anna))
    shown = show(uniped, page_of(session), data(target, *places))
    first = f"Anna ({places[0].assistant.username})"
    assert f"Anna (anna2), {first}, Berit, Cato: {target} (instead of {session})" in shown
    assert "Anna (berit2): no place is free" in shown


def test_everyone_is_ticked_and_dates_say_their_places(uniped, session, target, places):
    CoreSessionFactory(core_module=2, days_ahead=20)
    CoreSessionFactory(days_ahead=20, term=TermFactory(code="2031V"))  # No one is appointed in it.
    page = uniped.get(page_of(session)).content.decode()
    assert page.count("checked") == 3
    assert f"{target} (1 place left)" in page
    assert page.count("<option") == 2


def test_a_date_without_people_is_asked_about_and_nothing_happens(uniped, session, target, places):
    assert "Choose at least one person." in confirm(uniped, page_of(session), data(target))
    session.refresh_from_db()
    assert session.cancelled_at is None
