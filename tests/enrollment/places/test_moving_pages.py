"""Uniped's pages, linked from the roll call, for moving someone to another date or removing them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from enrollment.models import Registration
from tests.factories import NOW, CoreSessionFactory, RegistrationFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(ada):
    return RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=10))


@pytest.fixture
def later():
    return CoreSessionFactory(days_ahead=15)


@pytest.fixture(autouse=True)
def as_uniped(client, staff):
    client.force_login(staff)


def move(client, place, session):
    return client.post(
        reverse("enrollment:move", args=[place.pk]), {"session": getattr(session, "pk", session)}
    )


def remove_url(place):
    return reverse("enrollment:remove", args=[place.pk])


def held_by(assistant):
    places = Registration.objects.live().filter(assistant=assistant)
    return set(places.values_list("session", flat=True))


def refused(response):
    assert response.status_code == 200
    return [refusal.code for refusal in response.context["refusals"]]


class TestMoving:
    def test_the_new_date_is_taken_and_the_old_one_freed(self, client, ada, place, later):
        assert move(client, place, later).url == reverse("enrollment:roll_call", args=[later.pk])
        assert held_by(ada) == {later.pk}

    def test_a_registration_that_has_closed_is_no_hindrance(self, client, ada, place, later):
        TermFactory._meta.model.objects.update(
            registration_opens_at=NOW - timedelta(days=9),
            registration_closes_at=NOW - timedelta(days=2),
        )
        move(client, place, later)
        assert held_by(ada) == {later.pk}

    def test_sending_it_again_is_harmless(self, client, ada, place, later):
        answers = {move(client, place, later).url for _ in range(2)}
        assert answers == {reverse("enrollment:roll_call", args=[later.pk])}
        assert held_by(ada) == {later.pk}

    def test_a_full_date_is_told_and_nothing_moves(self, client, ada, place):
        full = CoreSessionFactory(days_ahead=15, capacity=1)
        RegistrationFactory(session=full)
        assert refused(move(client, place, full)) == ["full"]
        assert held_by(ada) == {place.session_id}

    def test_core_module_2_stays_after_core_module_1(self, client, ada, place):
        second = CoreSessionFactory(core_module=2, days_ahead=20)
        RegistrationFactory(assistant=ada, session=second)
        after_it = CoreSessionFactory(days_ahead=25)
        assert refused(move(client, place, after_it)) == ["wrong_order"]
        assert held_by(ada) == {place.session_id, second.pk}

    def test_a_place_with_a_mark_stays(self, client, ada, later, staff):
        held = CoreSessionFactory(starts_at=NOW - timedelta(days=2))
        recorded = {"mark": "partial", "marked_by": staff, "marked_at": NOW}
        place = RegistrationFactory(assistant=ada, session=held, **recorded)
        assert refused(move(client, place, later)) == ["marked"]
        assert held_by(ada) == {held.pk}

    @pytest.mark.parametrize("choice", ["", "x", "0", "99999", "9" * 30, "\x00"])
    def test_a_made_up_date_is_answered_with_a_sentence(self, client, ada, place, choice):
        response = move(client, place, choice)
        assert response.status_code == 200
        assert response.context["form"].errors["session"]
        assert held_by(ada) == {place.session_id}

    def test_only_dates_to_come_of_the_same_core_module_can_be_chosen(
        self, client, ada, place, later
    ):
        CoreSessionFactory(core_module=2, days_ahead=20)
        past = CoreSessionFactory(starts_at=NOW - timedelta(days=2))
        cancelled = CoreSessionFactory(cancelled_at=NOW)
        page = client.get(reverse("enrollment:move", args=[place.pk]))
        assert [option.session for option in page.context["options"]] == [later]
        for wrong in (past, cancelled):
            assert move(client, place, wrong).context["form"].errors["session"]
        assert held_by(ada) == {place.session_id}

    def test_a_place_that_was_given_up_is_not_moved(self, client, ada, place, later):
        Registration.objects.update(withdrawn_at=NOW)
        page = client.get(reverse("enrollment:move", args=[place.pk]))
        assert page.url == reverse("enrollment:roll_call", args=[place.session_id])
        assert refused(move(client, place, later)) == ["not_held"]
        assert held_by(ada) == set()


class TestTakingOff:
    def test_looking_changes_nothing_and_sending_takes_them_off(self, client, ada, place):
        page = client.get(remove_url(place))
        assert ada.name in page.content.decode()
        assert held_by(ada) == {place.session_id}
        session = reverse("enrollment:roll_call", args=[place.session_id])
        assert client.post(remove_url(place)).url == session
        assert held_by(ada) == set()

    def test_also_after_the_deadline(self, client, ada):
        place = RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=1))
        client.post(remove_url(place))
        assert held_by(ada) == set()

    def test_sending_it_again_is_harmless(self, client, ada, place):
        answers = {client.post(remove_url(place)).url for _ in range(2)}
        assert answers == {reverse("enrollment:roll_call", args=[place.session_id])}
        assert client.get(remove_url(place)).status_code == 302
        assert held_by(ada) == set()

    def test_a_place_with_a_mark_stays(self, client, ada, staff):
        held = CoreSessionFactory(starts_at=NOW - timedelta(days=2))
        recorded = {"mark": "present", "marked_by": staff, "marked_at": NOW}
        place = RegistrationFactory(assistant=ada, session=held, **recorded)
        assert refused(client.post(remove_url(place))) == ["marked"]
        assert held_by(ada) == {held.pk}


@pytest.mark.parametrize("page", ["move", "remove"])
@pytest.mark.parametrize("who", ["ada", "cleo", "leader"])
def test_only_uniped_moves_a_person(client, ada, cleo, place, later, staff, page, who):
    users = {"ada": ada.user, "cleo": cleo.user, "leader": staff}
    if who == "leader":
        place.session.leaders.add(staff)
        staff.groups.clear()
    client.force_login(users[who])
    path = reverse(f"enrollment:{page}", args=[place.pk])
    assert client.get(path).status_code == 404
    assert client.post(path, {"session": later.pk}).status_code == 404
    assert held_by(ada) == {place.session_id}
