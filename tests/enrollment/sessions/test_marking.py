from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.models import Registration
from enrollment.places import registering
from enrollment.refusals import Refusal
from enrollment.sessions import marking
from tests.factories import NOW, CoreSessionFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    """A session that has just begun."""
    return CoreSessionFactory(starts_at=NOW - timedelta(minutes=5))


def mark(session, marks, by, at=NOW):
    return marking.mark(session=session, marks=marks, by=by, at=at)


def test_a_whole_group_is_marked_in_one_save(held, staff):
    places = RegistrationFactory.create_batch(3, session=held)
    values = ["present", "partial", "absent"]
    mark(held, {place.pk: value for place, value in zip(places, values, strict=True)}, staff)
    saved = Registration.objects.order_by("pk").values_list("mark", "marked_by", "marked_at")
    assert list(saved) == [(value, staff.pk, NOW) for value in values]


def test_a_mark_saved_again_keeps_its_author_and_time(held, staff):
    place = RegistrationFactory(session=held)
    mark(held, {place.pk: "present"}, staff)
    assert mark(held, {place.pk: "present"}, UserFactory(), NOW + timedelta(hours=1)) == []
    place.refresh_from_db()
    assert (place.marked_by, place.marked_at) == (staff, NOW)


def test_a_mark_can_be_taken_back(held, staff):
    place = RegistrationFactory(session=held)
    mark(held, {place.pk: "present"}, staff)
    mark(held, {place.pk: ""}, staff)
    place.refresh_from_db()
    assert (place.mark, place.marked_by, place.marked_at) == ("", None, None)


def test_no_one_is_marked_before_the_session_begins(held, staff):
    place = RegistrationFactory(session=held)
    with pytest.raises(Refusal) as refusal:
        mark(held, {place.pk: "present"}, staff, held.starts_at - timedelta(seconds=1))
    assert refusal.value.code == "not_begun"


def test_marks_for_other_sessions_and_places_given_up_are_left_out(held, staff):
    other = RegistrationFactory()
    gone = RegistrationFactory(session=held, withdrawn_at=NOW)
    assert mark(held, {other.pk: "present", gone.pk: "present"}, staff) == []
    assert not Registration.objects.exclude(mark="").exists()


def test_a_person_who_was_there_after_all_gives_up_the_coming_date(held, ada, staff):
    place = RegistrationFactory(session=held, assistant=ada)
    mark(held, {place.pk: "absent"}, staff)
    later = CoreSessionFactory()
    registering.register(assistant=ada, sessions=[later], at=NOW)
    mark(held, {place.pk: "present"}, staff)
    assert not Registration.objects.live().filter(session=later).exists()
    assert Registration.objects.get(pk=place.pk).mark == "present"


def test_attendance_at_another_date_stands_in_the_way_of_a_second(held, ada, staff):
    place = RegistrationFactory(session=held, assistant=ada)
    mark(held, {place.pk: "absent"}, staff)
    other = CoreSessionFactory(starts_at=NOW - timedelta(minutes=1))
    again = RegistrationFactory(session=other, assistant=ada)
    mark(other, {again.pk: "present"}, staff)
    with pytest.raises(Refusal) as refusal:
        mark(held, {place.pk: "present"}, staff)
    assert refusal.value.code == "other_attendance"
    assert Registration.objects.get(pk=place.pk).mark == "absent"


def test_marking_a_full_room_needs_few_statements(held, staff, django_assert_max_num_queries):
    places = RegistrationFactory.create_batch(40, session=held)
    with django_assert_max_num_queries(10):
        mark(held, {place.pk: "present" for place in places}, staff)


def test_an_absence_is_not_taken_back_while_another_date_is_held(held, staff):
    place = RegistrationFactory(session=held)
    mark(held, {place.pk: "absent"}, staff)
    again = RegistrationFactory(assistant=place.assistant, session=CoreSessionFactory())
    with pytest.raises(Refusal) as refusal:
        mark(held, {place.pk: ""}, staff)
    assert refusal.value.code == "other_attendance"
    assert Registration.objects.live().filter(pk=again.pk).exists()


@pytest.mark.parametrize("value", ["absent", "partial", ""])
def test_a_mark_of_core_module_1_is_put_right_though_core_module_2_is_attended(ada, staff, value):
    second = CoreSessionFactory(core_module=2, starts_at=NOW - timedelta(minutes=1))
    earlier = CoreSessionFactory(starts_at=NOW - timedelta(days=14))
    for session in (earlier, second):
        mark(session, {RegistrationFactory(session=session, assistant=ada).pk: "present"}, staff)
    mark(earlier, {Registration.objects.get(session=earlier).pk: value}, staff)
    marks = dict(Registration.objects.values_list("session", "mark"))
    assert marks == {earlier.pk: value, second.pk: "present"}
