"""A person who acts while their records are merged acts on the record that stays, or is refused; no row is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import IntegrityError, connection, transaction

from enrollment.models import Appointment, Registration
from enrollment.people.merging.merging import merge_records, rehearse
from enrollment.places import registering
from enrollment.refusals import NotAppointed
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    CourseFactory,
    TermFactory,
    UserFactory,
)


@pytest.fixture
def people(committed):
    return AppointedFactory(username="kept"), AppointedFactory(username="gone"), UserFactory()


def closing(call, *arguments, **keywords):
    try:
        return call(*arguments, **keywords)
    finally:
        connection.close()  # this thread's connection


def merge(kept, gone, staff) -> None:
    about = {"kept": kept, "gone": gone, "account": None, "by": staff, "at": NOW}
    seen = rehearse(**about).digest
    merge_records(**about, because="One person.", seen=seen)


def at_once(people, call, **about):
    """Merge, and call while the merge has not committed. Returns what the call answers."""
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            merge(*people)
            acting = pool.submit(closing, call, **about)
            wait([acting], timeout=1)
            assert acting.running()  # it waits for the merge
        return acting.result


def test_registering_as_the_record_that_goes_is_refused(people):
    answer = at_once(
        people, registering.register, assistant=people[1], sessions=[CoreSessionFactory()], at=NOW
    )
    with pytest.raises(NotAppointed):
        answer()
    assert not Registration.objects.exists()


def test_registering_as_the_record_that_stays_goes_through(people):
    answer = at_once(
        people, registering.register, assistant=people[0], sessions=[CoreSessionFactory()], at=NOW
    )
    assert [place.assistant for place in answer()] == [people[0]]


def test_appointing_the_record_that_goes_is_refused_by_the_database(people):
    course = CourseFactory(code="TMA4105")
    answer = at_once(
        people,
        Appointment.objects.create,
        assistant=people[1],
        term=TermFactory(),
        department=course.department,
        course=course,
    )
    with pytest.raises(IntegrityError, match="is merged into"):
        answer()


def test_what_was_done_just_before_is_moved(people):
    kept, gone, staff = people
    session = CoreSessionFactory()
    about = {"kept": kept, "gone": gone, "account": None, "by": staff, "at": NOW}
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            registering.register(assistant=gone, sessions=[session], at=NOW)
            rehearsing = pool.submit(closing, rehearse, **about)
            wait([rehearsing], timeout=1)
            assert rehearsing.running()
        moved = {str(title): counts for title, *counts in rehearsing.result().moved}
        assert moved[str(Registration._meta.verbose_name_plural)] == [1, 0]
    merge(kept, gone, staff)
    assert Registration.objects.get().assistant == kept
