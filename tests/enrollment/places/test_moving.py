"""Staff move a person, or many as far as the rules allow, also from a cancelled session."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from enrollment.letters.rendering import render_stored
from enrollment.models import Letter, Registration
from enrollment.places import cancelling, moving, registering
from enrollment.refusals import Closed, Refusal
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return CoreSessionFactory(days_ahead=10)


@pytest.fixture
def target():
    return CoreSessionFactory(days_ahead=15)


def a_place(session, **fields):
    """A place of an appointed person, the earlier created the earlier registered."""
    return RegistrationFactory(assistant=AppointedFactory(**fields), session=session)


def in_session(session):
    return {
        place.assistant
        for place in Registration.objects.live().filter(session=session).select_related("assistant")
    }


def letters():
    found = Letter.objects.order_by("assistant", "pk").values_list("assistant__name", "kind")
    return sorted(found)


def as_read(letter):
    return render_stored(letter.kind, {"name": letter.assistant.name, **letter.facts}, "en")


def assert_says_cancelled(letter, old, new):
    rendered = as_read(letter)
    with translation.override("en"):
        gone, comes = (date_format(localtime(date.starts_at), "l j F") for date in (old, new))
    before, after = rendered.text.split("You have a place on another date instead:")
    assert gone in before
    assert "is cancelled" in before
    assert comes in after
    assert gone in rendered.subject
    assert "Cancelled" in rendered.subject
    assert comes in rendered.subject


def reasons(outcome):
    return {place.assistant.name: refusal.code for place, refusal in outcome.refused}


def move(places, to):
    return moving.move_all(registrations=places, to=to, at=NOW)


def test_staff_move_a_person_after_registration_has_closed(ada, session):
    place = RegistrationFactory(assistant=ada, session=session)
    other = CoreSessionFactory(core_module=1, days_ahead=90)
    moving.move(registration=place, to=other, at=session.deadline)
    assert Registration.objects.live().get(assistant=ada).session == other


def test_moving_to_a_full_session_changes_nothing(ada, session):
    place = RegistrationFactory(assistant=ada, session=session)
    other = CoreSessionFactory(core_module=1, capacity=1)
    RegistrationFactory(session=other)
    with pytest.raises(Refusal) as refusal:
        moving.move(registration=place, to=other, at=NOW)
    assert refusal.value.code == "full"
    assert Registration.objects.live().get(assistant=ada).session == session


def test_moving_keeps_the_order_of_the_core_modules(ada, session):
    place = RegistrationFactory(assistant=ada, session=session)
    RegistrationFactory(assistant=ada, session=CoreSessionFactory(core_module=2, days_ahead=20))
    later = CoreSessionFactory(core_module=1, days_ahead=30)
    with pytest.raises(Refusal) as refusal:
        moving.move(registration=place, to=later, at=NOW)
    assert refusal.value.code == "wrong_order"


def test_moving_a_person_who_gave_up_the_place_says_so(ada, session):
    place = RegistrationFactory(assistant=ada, session=session)
    registering.withdraw(registration=place, at=NOW)
    with pytest.raises(Refusal) as refusal:
        moving.move(registration=place, to=CoreSessionFactory(core_module=1), at=NOW)
    assert refusal.value.code == "not_held"


def test_all_move_and_are_told_old_and_new(session, target):
    places = [a_place(session, name=name) for name in ("Ada", "Ben")]
    outcome = move(places, target)
    assert in_session(target) == {place.assistant for place in places}
    assert in_session(session) == set()
    assert {place.assistant for place in outcome.moved} == in_session(target)
    assert outcome.refused == []
    assert letters() == [("Ada", "swapped"), ("Ben", "swapped")]
    assert "cancelled" not in as_read(Letter.objects.filter(kind="swapped").first()).text


def test_places_go_first_come_first_served_and_never_beyond_the_capacity(session):
    target = CoreSessionFactory(days_ahead=15, capacity=3)
    RegistrationFactory(session=target)
    places = [a_place(session, name=str(number)) for number in range(4)]
    outcome = move(places[::-1], target)
    assert [place.assistant.name for place in outcome.moved] == ["0", "1"]
    assert reasons(outcome) == {"2": "full", "3": "full"}
    assert in_session(session) == {place.assistant for place in places[2:]}


def test_each_is_judged_by_their_own_dates_marks_and_appointments(session, target, staff):
    order, clash, marked, exempt, left = (
        a_place(session, name=name) for name in ("order", "clash", "marked", "exempt", "left")
    )
    stranger = RegistrationFactory(
        session=session, assistant=LearningAssistantFactory(name="stranger")
    )
    second = CoreSessionFactory(core_module=2, starts_at=target.starts_at - timedelta(days=1))
    at_once = CoreSessionFactory(core_module=2, starts_at=target.starts_at)
    RegistrationFactory(assistant=order.assistant, session=second)
    RegistrationFactory(assistant=clash.assistant, session=at_once)
    Registration.objects.filter(pk=marked.pk).update(mark="absent", marked_by=staff, marked_at=NOW)
    exempt.assistant.exempt_since = NOW.date()
    exempt.assistant.save()
    registering.withdraw(registration=left, at=NOW)
    places = [order, clash, marked, exempt, left, stranger]
    outcome = move(places, target)
    assert outcome.moved == []
    assert reasons(outcome) == {
        "order": "wrong_order",
        "clash": "clash",
        "marked": "marked",
        "exempt": "exempt",
        "left": "not_held",
        "stranger": "not_appointed",
    }
    assert in_session(target) == set()


def test_the_places_left_go_to_the_waitlist_unless_the_session_is_cancelled(target):
    for cancels in (False, True):
        session = CoreSessionFactory(days_ahead=10, capacity=1, place=f"R{cancels}")
        place = a_place(session)
        waits = WaitlistEntryFactory(session=session, assistant=AppointedFactory())
        facts = {"registrations": [place], "to": target, "at": NOW}
        if cancels:
            moving.cancel_and_move(session=session, **facts)
        else:
            moving.move_all(**facts)
        assert in_session(session) == (set() if cancels else {waits.assistant})
        assert place.assistant in in_session(target)
        # No one is promoted into a session that is cancelled at the same moment.
        told = Letter.objects.get(assistant=waits.assistant).kind
        assert told == ("session-cancelled" if cancels else "promoted")


def test_who_is_moved_as_the_session_is_cancelled_gets_one_letter_and_the_rest_another(
    session, target
):
    ada, ben = a_place(session, name="Ada"), a_place(session, name="Ben")
    outcome = moving.cancel_and_move(session=session, registrations=[ada], to=target, at=NOW)
    session.refresh_from_db()
    assert session.cancelled_at == NOW
    assert [place.assistant for place in outcome.moved] == [ada.assistant]
    assert in_session(session) == set()
    assert letters() == [("Ada", "swapped"), ("Ben", "session-cancelled")]
    assert_says_cancelled(Letter.objects.get(kind="swapped"), session, target)
    ben.refresh_from_db()
    assert ben.withdrawn_at == NOW


def test_a_session_that_has_begun_is_not_cancelled_and_no_one_moves(target):
    begun = CoreSessionFactory(starts_at=NOW - timedelta(hours=1))
    place = a_place(begun)
    with pytest.raises(Closed):
        moving.cancel_and_move(session=begun, registrations=[place], to=target, at=NOW)
    assert in_session(begun) == {place.assistant}
    assert Letter.objects.count() == 0


def test_who_lost_their_place_is_moved_afterwards_and_not_twice(session, target, staff):
    ada, ben, cleo = (a_place(session, name=name) for name in ("Ada", "Ben", "Cleo"))
    left = a_place(session, name="Left")
    registering.withdraw(registration=left, at=NOW - timedelta(hours=1))
    ada.preparation_confirmed_at = NOW
    ada.save()
    cancelling.cancel_session(session=session, at=NOW)
    elsewhere = CoreSessionFactory(days_ahead=20)
    registering.register(assistant=cleo.assistant, sessions=[elsewhere], at=NOW)
    Letter.objects.all().delete()
    places = [ada, ben, cleo, left]
    outcome = move(places, target)
    assert in_session(target) == {ada.assistant, ben.assistant}
    assert reasons(outcome) == {"Cleo": "already_holding", "Left": "not_held"}
    assert letters() == [("Ada", "swapped"), ("Ben", "swapped")]
    assert_says_cancelled(Letter.objects.filter(kind="swapped").first(), session, target)
    assert Registration.objects.live().get(assistant=ada.assistant).preparation_confirmed_at == NOW
    again = move(places, target)
    assert set(again.moved) == set(outcome.moved)
    assert Letter.objects.count() == 2


def test_waiting_for_the_new_date_ends_and_the_other_core_module_is_refused(session, target):
    place = a_place(session)
    WaitlistEntryFactory(assistant=place.assistant, session=target)
    move([place], target)
    assert not place.assistant.waits.exists()
    with pytest.raises(ValueError, match="within its core module"):
        move([place], CoreSessionFactory(core_module=2))


def test_moving_takes_as_many_statements_however_many_are_moved(target):
    numbers = []
    for people in (1, 8):
        session = CoreSessionFactory(days_ahead=10, place=f"R{people}")
        places = [a_place(session) for _ in range(people)]
        with CaptureQueriesContext(connection) as captured:
            move(places, target)
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]
