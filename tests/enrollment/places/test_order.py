"""Core module 2 comes after core module 1 while neither is attended; this rule shuts no one out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.eligibility import status_of
from enrollment.models import CoreSession, Registration
from enrollment.models.sessions import Mark
from enrollment.pages.agenda import choices
from enrollment.places import moving, registering, waiting
from enrollment.refusals import OrderBroken, Refusal
from enrollment.sessions.scheduling import check_change
from tests.enrollment.tables import note
from tests.factories import NOW, CoreSessionFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def attended(ada, staff):
    """Ada missed core module 1 and attended core module 2."""
    marks = {1: (Mark.ABSENT, -9), 2: (Mark.PRESENT, -5)}
    return [
        RegistrationFactory(
            assistant=ada,
            session=CoreSessionFactory(core_module=number, days_ahead=days),
            mark=mark,
            marked_by=staff,
            marked_at=NOW,
        )
        for number, (mark, days) in marks.items()
    ]


@pytest.fixture
def again():
    """A later date of core module 1."""
    return CoreSessionFactory(core_module=1, days_ahead=10)


def refusal_to(assistant, session) -> str | None:
    """Return the code of the refusal that the page shows for a session."""
    sessions = CoreSession.objects.with_places().filter(pk=session.pk)
    first, _second = choices(status_of(assistant, NOW), sessions, [], NOW)
    (option,) = first.options
    return option.refusal.code if option.refusal else None


def test_core_module_1_missed_is_taken_after_core_module_2(ada, attended, again):
    assert refusal_to(ada, again) is None
    (taken,) = registering.register(assistant=ada, sessions=[again], at=NOW)
    later = CoreSessionFactory(core_module=1, days_ahead=20)
    assert registering.change(registration=taken, to=later, at=NOW).session == later


def test_core_module_2_attended_may_be_named_along_with_the_new_date(ada, attended, again):
    registering.register(assistant=ada, sessions=[again, attended[1].session], at=NOW)
    assert Registration.objects.live().filter(assistant=ada, session=again).exists()


def test_core_module_1_may_be_waited_for_and_moved_after_core_module_2(ada, attended, again):
    place = RegistrationFactory(assistant=ada, session=again)
    full = RegistrationFactory(session=CoreSessionFactory(capacity=1, days_ahead=30)).session
    waiting.join(assistant=ada, session=full, at=NOW)
    later = CoreSessionFactory(core_module=1, days_ahead=20)
    assert moving.move(registration=place, to=later, at=NOW).session == later


def test_core_module_2_merely_held_still_comes_after_core_module_1(ada, again):
    RegistrationFactory(assistant=ada, session=CoreSessionFactory(core_module=2, days_ahead=9))
    assert refusal_to(ada, again) == "wrong_order"
    with pytest.raises(Refusal) as refused:
        registering.register(assistant=ada, sessions=[again], at=NOW)
    assert refused.value.code == "wrong_order"


def test_attendance_is_noted_in_the_order_it_was(ada, staff, attended):
    """In an import: core module 1 was attended after core module 2."""
    past = CoreSessionFactory(core_module=1, days_ahead=-2)
    note(assistant=ada, session=past, mark=Mark.PRESENT, by=staff)
    assert Registration.objects.filter(session=past, mark=Mark.PRESENT).exists()


def test_attended_core_module_2_keeps_no_session_from_being_moved(ada, attended, again):
    RegistrationFactory(assistant=ada, session=again)
    move(again, days=1)


def test_core_module_2_to_come_keeps_a_session_from_being_moved_past_it(ada, again):
    RegistrationFactory(assistant=ada, session=again)
    RegistrationFactory(assistant=ada, session=CoreSessionFactory(core_module=2, days_ahead=11))
    with pytest.raises(OrderBroken):
        move(again, days=2)


def move(session, *, days) -> None:
    starts_at = session.starts_at + timedelta(days=days)
    check_change(session=session, capacity=session.capacity, starts_at=starts_at, at=NOW)
