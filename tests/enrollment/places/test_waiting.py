"""No place stays empty while someone waits for it, and no one gives up a date for a mere chance."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Max

from enrollment.models import Registration, WaitlistEntry
from enrollment.models.sessions import Mark
from enrollment.places import cancelling, promoting, registering, waiting
from enrollment.refusals import Refusal
from enrollment.sessions import marking
from tests.enrollment.tables import note
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
def full():
    """A full session of core module 1."""
    session = CoreSessionFactory(capacity=1, days_ahead=20)
    RegistrationFactory(session=session)
    return session


def give_up(session) -> None:
    registering.withdraw(registration=holder(session), at=NOW)


def holder(session) -> Registration:
    return Registration.objects.live().select_related("assistant").get(session=session)


def join(assistant, session):
    return waiting.join(assistant=assistant, session=session, at=NOW)


def refusal_of(use_case, **arguments) -> str:
    with pytest.raises(Refusal) as refused:
        use_case(**arguments)
    return refused.value.code


# Joining


def test_joining_twice_keeps_the_place_in_the_queue(ada, full):
    WaitlistEntryFactory(session=full, created_at=NOW - timedelta(hours=1))
    entry = join(ada, full)
    assert join(ada, full) == entry
    assert waiting.position(entry) == 2


def test_date_with_places_is_taken_and_not_waited_for(ada):
    free = CoreSessionFactory()
    assert refusal_of(waiting.join, assistant=ada, session=free, at=NOW) == "not_full"


def test_one_waits_for_one_date_of_a_core_module(ada, full):
    other = CoreSessionFactory(capacity=1)
    RegistrationFactory(session=other)
    join(ada, full)
    assert refusal_of(waiting.join, assistant=ada, session=other, at=NOW) == "already_waiting"


def test_waiting_in_a_past_term_is_in_no_ones_way(ada, full):
    WaitlistEntryFactory(assistant=ada, session=CoreSessionFactory(days_ahead=-200))
    assert join(ada, full).session == full
    assert WaitlistEntry.objects.filter(assistant=ada).count() == 1


def test_who_could_not_have_the_place_cannot_wait_for_it(full, ada):
    assert refusal_of(waiting.join, assistant=LearningAssistantFactory(), session=full, at=NOW) == (
        "not_appointed"
    )
    late = full.starts_at - timedelta(hours=full.term.deadline_hours)
    assert refusal_of(waiting.join, assistant=ada, session=full, at=late) == "deadline_passed"
    RegistrationFactory(assistant=ada, session=CoreSessionFactory(core_module=2, days_ahead=10))
    assert refusal_of(waiting.join, assistant=ada, session=full, at=NOW) == "wrong_order"


def test_leaving_is_possible_at_any_time_and_twice(ada, full):
    entry = join(ada, full)
    waiting.leave(entry=entry)
    waiting.leave(entry=entry)
    assert not WaitlistEntry.objects.exists()


# Promotion


def test_last_place_goes_to_the_first_in_line(ada, ben, full):
    join(ben, full)
    join(ada, full)
    give_up(full)
    assert holder(full).assistant == ben
    assert WaitlistEntry.objects.get().assistant == ada


def test_who_was_moved_up_comes_first_and_the_reason_is_kept(ada, ben, full, staff):
    join(ben, full)
    moved = waiting.move_up(entry=join(ada, full), by=staff, because="Only date in English.")
    assert waiting.position(moved) == 1
    assert (moved.moved_up_by, moved.moved_up_because) == (staff, "Only date in English.")
    give_up(full)
    assert holder(full).assistant == ada


def test_later_one_moved_up_comes_before_the_earlier(ada, ben, full, staff):
    first, second = join(ada, full), join(ben, full)
    waiting.move_up(entry=first, by=staff, because="Ill last time.")
    second = waiting.move_up(entry=second, by=staff, because="Leaves the country.")
    assert waiting.position(second) == 1


def test_head_of_the_queue_who_may_not_is_passed_over_and_why_is_kept(ada, ben, full):
    head = join(ada, full)
    RegistrationFactory(assistant=ada, session=CoreSessionFactory(core_module=2, days_ahead=10))
    join(ben, full)
    give_up(full)
    assert holder(full).assistant == ben
    head.refresh_from_db()
    assert (head.passed_over_because, head.passed_over_at) == ("wrong_order", NOW)


def test_who_was_passed_over_gets_the_place_once_nothing_is_in_the_way(ada, full):
    join(ada, full)
    second = RegistrationFactory(
        assistant=ada, session=CoreSessionFactory(core_module=2, days_ahead=10)
    )
    give_up(full)
    registering.withdraw(registration=second, at=NOW)
    assert holder(full).assistant == ada


def test_more_places_let_in_as_many(full):
    waits = WaitlistEntryFactory.create_batch(3, session=full)
    full.capacity = 3
    full.save()
    promoting.promote_all(NOW)
    assert not WaitlistEntry.objects.exclude(pk=waits[-1].pk).exists()
    assert Registration.objects.live().filter(session=full).count() == 3


def test_promoting_again_is_quiet(full):
    WaitlistEntryFactory.create_batch(3, session=full)
    give_up(full)
    before = list(Registration.objects.values_list("pk", flat=True))
    assert promoting.promote_all(NOW) == []
    assert list(Registration.objects.values_list("pk", flat=True)) == before


def test_nothing_moves_by_itself_inside_the_deadline_but_staff_let_in(ada, full):
    entry = join(ada, full)
    late = full.deadline
    registering.remove(registration=holder(full), at=late)
    assert not Registration.objects.live().exists()
    waiting.let_in(entry=entry, at=late)
    assert holder(full).assistant == ada
    assert not WaitlistEntry.objects.exists()


def test_newcomer_does_not_jump_the_queue_inside_the_deadline(ada, ben, full):
    join(ada, full)
    late = full.deadline
    registering.remove(registration=holder(full), at=late)
    assert refusal_of(registering.register, assistant=ben, sessions=[full], at=late) == "full"


def test_place_inside_the_deadline_is_not_kept_for_who_may_not_have_it(ada, ben, full):
    """Ada's own date is too near to be given up: staff cannot let her in, so the place would stay empty."""
    RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=19))
    join(ada, full)
    late = full.deadline
    registering.remove(registration=holder(full), at=late)
    registering.register(assistant=ben, sessions=[full], at=late)
    assert holder(full).assistant == ben


def test_attending_elsewhere_gives_the_place_to_who_waits(ada, ben, staff):
    """Ada's absence is corrected, so the later date that she holds instead becomes free."""
    missed = RegistrationFactory(
        assistant=ada,
        session=CoreSessionFactory(days_ahead=-2),
        mark=Mark.ABSENT,
        marked_by=staff,
        marked_at=NOW,
    )
    again = CoreSessionFactory(capacity=1)
    RegistrationFactory(assistant=ada, session=again)
    join(ben, again)
    marking.mark(session=missed.session, marks={missed.pk: Mark.PRESENT}, by=staff, at=NOW)
    assert holder(again).assistant == ben


def test_cancelled_session_has_no_queue(full, ada):
    join(ada, full)
    cancelling.cancel_session(session=full, at=NOW)
    assert not WaitlistEntry.objects.exists()


# Swaps


def test_who_holds_a_date_keeps_it_while_waiting_and_swaps_in_one_step(ada, ben, full):
    held = RegistrationFactory(assistant=ada, session=CoreSessionFactory(capacity=1))
    join(ada, full)
    join(ben, held.session)
    held.refresh_from_db()
    assert held.withdrawn_at is None
    give_up(full)
    assert holder(full).assistant == ada
    assert holder(held.session).assistant == ben


def test_date_held_is_kept_once_it_can_no_longer_be_given_up(ada, full):
    soon = RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=5))
    join(ada, full)
    registering.withdraw(registration=holder(full), at=soon.session.deadline)
    soon.refresh_from_db()
    assert soon.withdrawn_at is None
    assert WaitlistEntry.objects.get().passed_over_because == "deadline_passed"


def test_chain_of_twelve_swaps_is_one_transaction(django_assert_max_num_queries):
    dates = CoreSessionFactory.create_batch(13, capacity=1)
    people = [RegistrationFactory(session=date).assistant for date in dates]
    for person, wish in zip(people[1:], dates[:-1], strict=True):
        join(person, wish)
    with django_assert_max_num_queries(20):
        give_up(dates[0])
    assert [holder(date).assistant for date in dates[:-1]] == people[1:]
    assert not Registration.objects.live().filter(session=dates[-1]).exists()
    assert Registration.objects.aggregate(Max("withdrawn_at"))["withdrawn_at__max"] == NOW


# Changing a date


def test_old_date_is_given_up_only_for_a_certain_one(ada, full):
    held = RegistrationFactory(assistant=ada)
    assert refusal_of(registering.change, registration=held, to=full, at=NOW) == "full"
    held.refresh_from_db()
    assert held.withdrawn_at is None


def test_change_of_date_gives_the_old_one_to_who_waits(ada, ben):
    held = RegistrationFactory(assistant=ada, session=CoreSessionFactory(capacity=1))
    join(ben, held.session)
    new = CoreSessionFactory()
    changed = registering.change(registration=held, to=new, at=NOW)
    assert changed.session == new
    assert holder(held.session).assistant == ben
    assert registering.change(registration=held, to=new, at=NOW) == changed


def test_another_persons_change_is_not_done_with_a_place_given_up(ada):
    held = RegistrationFactory(assistant=ada, withdrawn_at=NOW)
    to = CoreSessionFactory()
    assert refusal_of(registering.change, registration=held, to=to, at=NOW) == "not_held"


def test_taking_a_date_ends_the_wait_for_it(ada, full):
    join(ada, full)
    full.capacity = 2
    full.save()
    registering.register(assistant=ada, sessions=[full], at=NOW)
    assert not WaitlistEntry.objects.exists()


def test_history_of_a_wait_outlives_it(ada, full):
    entry = join(ada, full)
    waiting.leave(entry=entry)
    events = entry.events.model.objects.filter(pgh_obj_id=entry.pk).order_by("pgh_id")
    assert list(events.values_list("pgh_label", flat=True)) == ["insert", "delete"]


def test_person_new_to_the_term_waits_like_the_others(full):
    newcomer = AppointedFactory()
    join(newcomer, full)
    give_up(full)
    assert holder(full).assistant == newcomer


# Obsolete waitlist entries


def test_place_noted_from_a_file_ends_the_wait_for_it(ada, full):
    join(ada, full)
    full.capacity = 2
    full.save()
    note(assistant=ada, session=full)
    assert not WaitlistEntry.objects.exists()


def test_who_has_attended_waits_no_more_for_that_core_module(ada, full, staff):
    """Otherwise a place inside the deadline is kept for someone who does not need it."""
    held = RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=3))
    join(ada, full)
    after = held.session.ends_at
    marking.mark(session=held.session, marks={held.pk: Mark.ABSENT}, by=staff, at=after)
    assert WaitlistEntry.objects.exists()
    marking.mark(session=held.session, marks={held.pk: Mark.PRESENT}, by=staff, at=after)
    assert not WaitlistEntry.objects.exists()
