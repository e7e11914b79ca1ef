"""Uniped moves a person to another date, from the roster or from the page of the person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from enrollment.models import Registration
from tests.enrollment.behalf.asking import confirm, held_by, person_page, show
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def place(ada):
    return RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=10, capacity=1))


@pytest.fixture
def later():
    return CoreSessionFactory(days_ahead=15)


def page_of(place):
    return reverse("enrollment:move", args=[place.pk])


def to(session):
    return {"session": getattr(session, "pk", session)}


def refused(page):
    return page.partition("data-refusal=")[2].partition(">")[0].strip('"')


def test_who_gets_the_place_and_all_letters_are_shown_before_the_move(uniped, ada, place, later):
    next_in_line = WaitlistEntryFactory(
        assistant=AppointedFactory(name="Nina Neste"), session=place.session
    )
    shown = show(uniped, page_of(place), to(later))
    assert "Letters: 2" in shown
    assert "Get a place from the waitlist: 1</h2>" in shown
    assert "Date changed: 1</h3>" in shown
    assert held_by(ada) == {place.session}
    assert confirm(uniped, page_of(place), to(later)) == person_page(ada)
    assert held_by(ada) == {later}
    assert held_by(next_in_line.assistant) == {place.session}


def test_pages_say_who_of_those_with_the_name_it_is(uniped, ada, place, later):
    register = reverse("enrollment:register_for", args=[ada.pk])
    pages = [uniped.get(url).content.decode() for url in (page_of(place), register)]
    for page in (*pages, show(uniped, page_of(place), to(later))):
        assert f"{ada.username} · {ada.email}" in page


def test_a_registration_that_has_closed_is_no_hindrance(uniped, ada, place, later):
    TermFactory._meta.model.objects.update(
        registration_opens_at=NOW - timedelta(days=9),
        registration_closes_at=NOW - timedelta(days=2),
    )
    confirm(uniped, page_of(place), to(later))
    assert held_by(ada) == {later}


def test_sending_it_again_is_harmless(uniped, ada, place, later):
    assert {confirm(uniped, page_of(place), to(later)) for _ in range(2)} == {person_page(ada)}
    assert held_by(ada) == {later}


def test_the_page_leads_back_to_the_roster_that_asked_and_to_no_other_site(uniped, place, later):
    roster = reverse("enrollment:roll_call", args=[place.session_id])
    assert f"{page_of(place)}?next={roster}" in uniped.get(roster).content.decode()
    assert f'value="{roster}"' in uniped.get(f"{page_of(place)}?next={roster}").content.decode()
    elsewhere = {**to(later), "next": "https://example.org/"}
    assert confirm(uniped, page_of(place), elsewhere) == person_page(place.assistant)
    assert confirm(uniped, page_of(place), {**to(later), "next": roster}) == roster


@pytest.mark.parametrize("answer", [show, confirm])
def test_a_full_date_is_told_and_nothing_moves(uniped, ada, place, answer):
    full = CoreSessionFactory(days_ahead=15, capacity=1)
    RegistrationFactory(session=full)
    assert refused(answer(uniped, page_of(place), to(full))) == "full"
    assert held_by(ada) == {place.session}


def test_core_module_2_stays_after_core_module_1(uniped, ada, place):
    second = CoreSessionFactory(core_module=2, days_ahead=20)
    RegistrationFactory(assistant=ada, session=second)
    after_it = CoreSessionFactory(days_ahead=25)
    assert refused(confirm(uniped, page_of(place), to(after_it))) == "wrong_order"
    assert held_by(ada) == {place.session, second}


def test_a_place_with_a_mark_stays(uniped, ada, later, staff):
    held = CoreSessionFactory(starts_at=NOW - timedelta(days=2))
    recorded = {"mark": "partial", "marked_by": staff, "marked_at": NOW}
    place = RegistrationFactory(assistant=ada, session=held, **recorded)
    assert refused(confirm(uniped, page_of(place), to(later))) == "marked"
    assert held_by(ada) == {held}


@pytest.mark.parametrize("choice", ["", "x", "0", "99999", "9" * 30, "\x00"])
def test_a_made_up_date_is_answered_with_a_sentence(uniped, ada, place, choice):
    answer = uniped.post(page_of(place), {**to(choice), "what_if-choice": "apply"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["session"]
    assert held_by(ada) == {place.session}


def test_only_dates_to_come_of_the_same_core_module_can_be_chosen(uniped, ada, place, later):
    CoreSessionFactory(core_module=2, days_ahead=20)
    past = CoreSessionFactory(starts_at=NOW - timedelta(days=2))
    cancelled = CoreSessionFactory(cancelled_at=NOW)
    options = uniped.get(page_of(place)).context["options"]
    assert [option.session for option in options] == [later]
    for wrong in (past, cancelled):
        assert uniped.post(page_of(place), to(wrong)).context["form"].errors["session"]
    assert held_by(ada) == {place.session}


def test_a_full_date_offers_its_waitlist(uniped, ada, place):
    full = CoreSessionFactory(days_ahead=15, capacity=1)
    RegistrationFactory(session=full)
    waitlist = reverse("enrollment:wait_for", args=[ada.pk, full.pk])
    assert waitlist in uniped.get(page_of(place)).content.decode()


def test_a_place_that_was_given_up_is_not_moved(uniped, ada, place, later):
    Registration.objects.update(withdrawn_at=NOW)
    assert uniped.get(page_of(place)).headers["Location"] == person_page(ada)
    assert refused(confirm(uniped, page_of(place), to(later))) == "not_held"
    assert held_by(ada) == set()


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
    assert client.post(path, {**to(later), "what_if-choice": "apply"}).status_code == 404
    assert held_by(ada) == {place.session}


def test_dates_of_a_term_without_an_appointment_are_not_offered(uniped, ada, place, later):
    other = CoreSessionFactory(days_ahead=20, term=TermFactory(code="2031V"))
    page = uniped.get(page_of(place)).content.decode()
    assert f'value="{later.pk}"' in page
    assert f'value="{other.pk}"' not in page
    AppointmentFactory(assistant=ada, term=other.term)
    assert f'value="{other.pk}"' in uniped.get(page_of(place)).content.decode()
