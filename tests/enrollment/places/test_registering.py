from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.models import CoreSession, Registration
from enrollment.places import cancelling, exempting, registering
from enrollment.refusals import Refusal
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return CoreSessionFactory(core_module=1, days_ahead=10)


@pytest.fixture
def second():
    return CoreSessionFactory(core_module=2, days_ahead=20)


def register(assistant, *sessions, at=NOW):
    return registering.register(assistant=assistant, sessions=sessions, at=at)


def refused(assistant, *sessions, at=NOW) -> str:
    before = set(Registration.objects.values_list("pk", "withdrawn_at"))
    with pytest.raises(Refusal) as refusal:
        register(assistant, *sessions, at=at)
    assert set(Registration.objects.values_list("pk", "withdrawn_at")) == before
    assert str(refusal.value)
    assert str(refusal.value.next_step)
    return refusal.value.code


def held(assistant) -> set[CoreSession]:
    return {
        registration.session
        for registration in Registration.objects.live().filter(assistant=assistant)
    }


def test_both_dates_are_taken_together(ada, first, second):
    register(ada, first, second)
    assert held(ada) == {first, second}


def test_neither_date_is_taken_when_one_is_full(ada, first, second):
    second.capacity = 1
    second.save()
    RegistrationFactory(session=second)
    assert refused(ada, first, second) == "full"


def test_last_place_goes_to_the_first_in_line(ada, ben, first):
    first.capacity = 1
    first.save()
    register(ada, first)
    assert refused(ben, first) == "full"


def test_registering_twice_for_the_same_dates_is_harmless(ada, first, second):
    once = register(ada, first, second)
    again = register(ada, first, second)
    assert {registration.pk for registration in again} == {registration.pk for registration in once}
    assert Registration.objects.count() == 2


def test_second_date_can_be_added_to_the_first(ada, first, second):
    register(ada, first)
    register(ada, first, second)
    assert held(ada) == {first, second}


def test_place_given_up_is_free_for_another_and_can_be_taken_again(ada, ben, first):
    first.capacity = 1
    first.save()
    (place,) = register(ada, first)
    registering.withdraw(registration=place, at=NOW)
    register(ben, first)
    registering.withdraw(registration=Registration.objects.live().get(), at=NOW)
    register(ada, first)
    assert held(ada) == {first}


def test_without_appointment_is_refused(first):
    assert refused(LearningAssistantFactory(), first) == "not_appointed"


def test_appointment_of_another_term_does_not_count(ada, first):
    other = CoreSessionFactory(term=TermFactory(code="2032V"))
    assert refused(ada, other) == "not_appointed"


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (-1, "not_appointed"),
        (0, "appointment_ends_before"),
        (9, "appointment_ends_before"),
        (10, None),
    ],
)
def test_appointment_counts_to_its_last_day(ada, first, days, code):
    ada.appointments.update(ends_on=(NOW + timedelta(days=days)).date())
    assert (refused(ada, first) if code else register(ada, first) and None) == code


def test_before_opening_is_refused_with_the_time_it_opens(ada, first):
    at = first.term.registration_opens_at - timedelta(seconds=1)
    with pytest.raises(Refusal, match=str(first.term.registration_opens_at.year)) as refusal:
        register(ada, first, at=at)
    assert refusal.value.code == "not_open_yet"


def test_registration_opens_at_the_very_moment(ada, first):
    register(ada, first, at=first.term.registration_opens_at)
    assert held(ada) == {first}


def test_registration_is_closed_at_the_very_moment(ada):
    session = CoreSessionFactory(days_ahead=100)
    assert refused(ada, session, at=session.term.registration_closes_at) == "closed"


def test_term_without_a_window_is_closed(ada, first):
    first.term.registration_opens_at = first.term.registration_closes_at = None
    first.term.save()
    assert refused(ada, first) == "closed"


def test_session_that_has_begun_is_closed(ada, first):
    assert refused(ada, first, at=first.starts_at) == "closed"


def test_cancelled_session_is_refused(ada, first):
    cancelling.cancel_session(session=first, at=NOW)
    assert refused(ada, first) == "cancelled"


def test_second_date_of_one_core_module_is_refused(ada, first):
    register(ada, first)
    assert refused(ada, CoreSessionFactory(core_module=1)) == "already_holding"


def test_core_module_attended_needs_no_other_date(ada, first, staff):
    RegistrationFactory(
        assistant=ada, session=first, mark="present", marked_by=staff, marked_at=NOW
    )
    assert refused(ada, CoreSessionFactory(core_module=1)) == "completed"


@pytest.mark.parametrize("mark", ["absent", "partial"])
def test_seminar_missed_can_be_taken_again(ada, first, staff, mark):
    RegistrationFactory(assistant=ada, session=first, mark=mark, marked_by=staff, marked_at=NOW)
    other = CoreSessionFactory(core_module=1)
    register(ada, other)
    assert held(ada) == {first, other}


@pytest.mark.parametrize("days_ahead", [9, 10])
def test_core_module_2_comes_on_a_later_day_than_1(ada, first, days_ahead):
    second = CoreSessionFactory(
        core_module=2,
        starts_at=first.ends_at + timedelta(days=days_ahead - 10),
    )
    assert refused(ada, first, second) == "wrong_order"


def test_order_also_holds_against_a_date_already_held(ada, first):
    register(ada, CoreSessionFactory(core_module=2, days_ahead=8))
    assert refused(ada, first) == "wrong_order"


def test_two_dates_at_the_same_time_clash(ada, first):
    second = CoreSessionFactory(core_module=2, starts_at=first.starts_at + timedelta(hours=1))
    assert refused(ada, first, second) == "clash"


def test_exempt_person_is_told_so(ada, first):
    exempting.exempt(assistant=ada, at=NOW)
    assert refused(ada, first) == "exempt"


def test_exemption_frees_the_places_to_come_only(ada, first, second):
    register(ada, first, second)
    exempting.exempt(assistant=ada, at=first.starts_at)
    assert held(ada) == {first}


def test_place_cannot_be_given_up_from_the_deadline_on(ada, first):
    (place,) = register(ada, first)
    with pytest.raises(Refusal) as refusal:
        registering.withdraw(registration=place, at=first.deadline)
    assert refusal.value.code == "deadline_passed"
    registering.withdraw(registration=place, at=first.deadline - timedelta(seconds=1))
    assert held(ada) == set()


def test_giving_up_twice_is_harmless(ada, first):
    (place,) = register(ada, first)
    registering.withdraw(registration=place, at=NOW)
    registering.withdraw(registration=place, at=NOW + timedelta(minutes=1))
    place.refresh_from_db()
    assert place.withdrawn_at == NOW


def test_staff_can_remove_a_person_inside_the_deadline(ada, first):
    (place,) = register(ada, first)
    registering.remove(registration=place, at=first.deadline)
    assert held(ada) == set()


def test_place_with_a_mark_is_not_given_up(ada, first, staff):
    place = RegistrationFactory(
        assistant=ada, session=first, mark="absent", marked_by=staff, marked_at=NOW
    )
    for leave in (registering.withdraw, registering.remove):
        with pytest.raises(Refusal) as refusal:
            leave(registration=place, at=NOW)
        assert refusal.value.code == "marked"


def test_taking_two_places_needs_few_statements(first, second, django_assert_max_num_queries):
    assistant = AppointedFactory()
    with django_assert_max_num_queries(11):
        register(assistant, first, second)
