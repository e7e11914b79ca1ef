"""Uniped adds a person to a waitlist, and takes them off it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from enrollment.models import Letter, Term, WaitlistEntry
from enrollment.places import waiting
from enrollment.refusals import Closed
from tests.enrollment.behalf.asking import confirm, person_page, show
from tests.factories import NOW, CoreSessionFactory, RegistrationFactory, WaitlistEntryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def full():
    session = CoreSessionFactory(days_ahead=10, capacity=1)
    RegistrationFactory(session=session)
    return session


def page_of(assistant, session):
    return reverse("enrollment:wait_for", args=[assistant.pk, session.pk])


def test_the_person_joins_with_the_letter_of_everyone_once_it_is_confirmed(uniped, ada, full):
    WaitlistEntryFactory(session=full)
    assert "1 person is already waiting" in uniped.get(page_of(ada, full)).content.decode()
    assert "On a waitlist" in show(uniped, page_of(ada, full))
    assert not WaitlistEntry.objects.filter(assistant=ada).exists()
    assert confirm(uniped, page_of(ada, full)) == person_page(ada)
    assert WaitlistEntry.objects.filter(assistant=ada, session=full).exists()
    assert Letter.objects.get(assistant=ada).kind == "waitlisted"
    words = uniped.get(person_page(ada)).content.decode()
    assert f"{full}: On the waitlist" in words
    assert "Unni Uniped" in words.partition(f"{full}: On the waitlist")[2].partition("</tr>")[0]


def test_uniped_adds_them_after_registration_has_closed_too(uniped, ada, full):
    Term.objects.update(registration_closes_at=NOW - timedelta(days=1))
    with pytest.raises(Closed):
        waiting.join(assistant=ada, session=full, at=NOW)
    confirm(uniped, page_of(ada, full))
    assert WaitlistEntry.objects.get().assistant == ada


def test_what_is_not_possible_is_said_about_the_person(uniped, ada, full):
    free = CoreSessionFactory(days_ahead=11)
    assert "Ada Aas: places are free, so there is no waitlist." in show(uniped, page_of(ada, free))
    WaitlistEntryFactory(assistant=ada, session=CoreSessionFactory(days_ahead=12))
    said = "Ada Aas: already waits for another date of this core module."
    assert said in confirm(uniped, page_of(ada, full))
    soon = CoreSessionFactory(days_ahead=1, core_module=2, capacity=1)
    RegistrationFactory(session=soon)
    said = "Ada Aas: it starts so soon that its waitlist is closed."
    assert said in show(uniped, page_of(ada, soon))
    assert WaitlistEntry.objects.filter(assistant=ada).count() == 1


def test_they_are_taken_off_it_after_a_question(uniped, ada, full):
    WaitlistEntryFactory(assistant=ada, session=full)
    page = reverse("enrollment:leave_for", args=[ada.pk, full.pk])
    assert page in uniped.get(person_page(ada)).content.decode()
    assert "Take Ada Aas off this waitlist?" in uniped.get(page).content.decode()
    assert WaitlistEntry.objects.exists()
    assert confirm(uniped, page) == person_page(ada)
    assert not WaitlistEntry.objects.exists()
    assert confirm(uniped, page) == person_page(ada)


@pytest.mark.parametrize("who", ["ada", "cleo"])
def test_only_uniped_does_so(client, ada, cleo, full, who):
    entry = WaitlistEntryFactory(assistant=ada, session=CoreSessionFactory(core_module=2))
    client.force_login({"ada": ada.user, "cleo": cleo.user}[who])
    pages = [
        page_of(ada, full),
        reverse("enrollment:leave_for", args=[ada.pk, entry.session_id]),
        reverse("enrollment:register_for", args=[ada.pk]),
    ]
    for page in pages:
        assert client.get(page).status_code == client.post(page).status_code == 404
    assert WaitlistEntry.objects.get() == entry
