"""Uniped registers a person: the use case and the letter are those of the person themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from enrollment.models import Letter, Registration, Term, WaitlistEntry
from enrollment.places import registering
from enrollment.refusals import NotAppointed, NotOpenYet
from tests.enrollment.behalf.asking import confirm, held_by, person_page, show
from tests.factories import (
    NOW,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def first():
    return CoreSessionFactory(days_ahead=10)


@pytest.fixture
def second():
    return CoreSessionFactory(core_module=2, days_ahead=20)


def page_of(assistant):
    return reverse("enrollment:register_for", args=[assistant.pk])


def both(first, second):
    return {"core_module_1": first.pk, "core_module_2": second.pk}


def test_what_follows_is_shown_and_done_once_it_is_confirmed(uniped, ada, first, second):
    shown = show(uniped, page_of(ada), both(first, second))
    assert "Letters: 1" in shown
    assert "Registration confirmed" in shown
    assert held_by(ada) == set()
    assert Letter.objects.count() == 0
    assert confirm(uniped, page_of(ada), both(first, second)) == person_page(ada)
    assert held_by(ada) == {first, second}
    assert Letter.objects.get().kind == "place-held"


def test_the_history_says_who_registered_the_person(uniped, ada, first):
    confirm(uniped, page_of(ada), {"core_module_1": first.pk})
    page = uniped.get(person_page(ada)).content.decode()
    row = page.partition(f"<td>{first}: Registered</td>")[2].partition("</tr>")[0]
    assert "Unni Uniped" in row


@pytest.mark.parametrize(("opens", "closes"), [(2, 9), (-9, -2)])
def test_the_window_binds_the_person_but_not_uniped(uniped, ada, first, opens, closes):
    Term.objects.update(
        registration_opens_at=NOW + timedelta(days=opens),
        registration_closes_at=NOW + timedelta(days=closes),
    )
    confirm(uniped, page_of(ada), {"core_module_1": first.pk})
    assert held_by(ada) == {first}


def test_staff_or_not_every_other_rule_stands(ada, ben, first, second):
    outsider = LearningAssistantFactory()
    with pytest.raises(NotAppointed):
        registering.register(assistant=outsider, sessions=[first], at=NOW, by_staff=True)
    Term.objects.update(registration_opens_at=NOW + timedelta(days=1))
    with pytest.raises(NotOpenYet):
        registering.register(assistant=ada, sessions=[first], at=NOW)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda ada, first: RegistrationFactory(session=first), "no place is free"),
        (
            lambda ada, first: RegistrationFactory(
                assistant=ada, session=CoreSessionFactory(days_ahead=12)
            ),
            "has a place in it",
        ),
        (
            lambda ada, first: RegistrationFactory(
                assistant=ada, session=CoreSessionFactory(core_module=2, days_ahead=5)
            ),
            "core module 2 would not come after core module 1",
        ),
    ],
)
def test_a_refusal_is_said_about_the_person_and_changes_nothing(uniped, ada, first, make, reason):
    first.capacity = 1
    first.save()
    make(ada, first)
    before = held_by(ada)
    for answer in (show, confirm):
        page = answer(uniped, page_of(ada), {"core_module_1": first.pk})
        assert f"Nothing is changed. Ada Aas: {reason}." in page
    assert held_by(ada) == before


def test_the_page_offers_dates_by_module_and_what_is_held_is_moved(uniped, ada, first, second):
    held = RegistrationFactory(assistant=ada, session=first)
    full = CoreSessionFactory(core_module=2, days_ahead=21, capacity=1)
    RegistrationFactory(session=full)
    page = uniped.get(page_of(ada)).content.decode()
    assert reverse("enrollment:move", args=[held.pk]) in page
    assert reverse("enrollment:wait_for", args=[ada.pk, full.pk]) in page
    assert f'value="{second.pk}"' in page
    assert f'value="{first.pk}"' not in page


@pytest.mark.parametrize("key", ["", "x", "0", "9" * 30])
def test_a_made_up_date_is_answered_with_a_sentence(uniped, ada, key):
    page = show(uniped, page_of(ada), {"core_module_1": key})
    assert "Choose" in page.partition('role="alert"')[2].partition("</div>")[0]


def test_who_needs_no_date_is_not_offered_any(uniped, ada, first):
    ada.exempt_since = NOW.date()
    ada.save()
    page = uniped.get(page_of(ada)).content.decode()
    assert "Ada Aas: does not need to take LAOS." in page
    assert 'type="radio"' not in page


def test_a_waitlist_entry_for_the_module_ends_with_the_registration(uniped, ada, first):
    WaitlistEntryFactory(assistant=ada, session=first)
    confirm(uniped, page_of(ada), {"core_module_1": first.pk})
    assert not WaitlistEntry.objects.exists()
    assert Registration.objects.get().assistant == ada
