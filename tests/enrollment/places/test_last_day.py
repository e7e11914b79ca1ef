"""A person whose appointment ends before a seminar gets no place in it, whatever way is tried."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from enrollment.models import CoreSession, Registration, WaitlistEntry
from enrollment.places import moving, registering, waiting
from enrollment.places.locking import lock_and_read
from enrollment.refusals import AppointmentEndsBefore
from tests.enrollment.tables import import_csv, note
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    CourseFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LAST = localdate(NOW) + timedelta(days=10)


@pytest.fixture
def ends(ada):
    """Ada, whose appointment ends in ten days."""
    ada.appointments.update(ends_on=LAST)
    return ada


@pytest.fixture
def then():
    return CoreSessionFactory(days_ahead=10)


@pytest.fixture
def later():
    return CoreSessionFactory(days_ahead=11)


def register(assistant, session):
    registering.register(assistant=assistant, sessions=[session], at=NOW)


def register_on_behalf(assistant, session):
    registering.register(assistant=assistant, sessions=[session], at=NOW, by_staff=True)


def place_before(assistant):
    """Return a place in a session long before the last day, at another time than earlier ones."""
    minutes = CoreSession.objects.count()
    session = CoreSessionFactory(days_ahead=5 + minutes / 1440)
    return RegistrationFactory(assistant=assistant, session=session)


def change(assistant, session):
    place = place_before(assistant)
    registering.change(registration=place, to=session, at=NOW)


def move(assistant, session):
    place = place_before(assistant)
    moving.move(registration=place, to=session, at=NOW)


def move_with_others(assistant, session):
    place = place_before(assistant)
    outcome = moving.move_all(registrations=[place], to=session, at=NOW)
    for _place, refusal in outcome.refused:
        raise refusal


def join_waitlist(assistant, session):
    RegistrationFactory.create_batch(session.capacity, session=session)
    waiting.join(assistant=assistant, session=session, at=NOW)


def join_waitlist_on_behalf(assistant, session):
    RegistrationFactory.create_batch(session.capacity, session=session)
    waiting.join(assistant=assistant, session=session, at=NOW, by_staff=True)


def let_in(assistant, session):
    waiting.let_in(entry=WaitlistEntryFactory(assistant=assistant, session=session), at=NOW)


def import_place(assistant, session):
    note(assistant=assistant, session=session)


WAYS = [
    register,
    register_on_behalf,
    change,
    move,
    move_with_others,
    join_waitlist,
    join_waitlist_on_behalf,
    let_in,
    import_place,
]


@pytest.mark.parametrize("way", WAYS)
def test_a_date_on_the_last_day_is_given_and_one_after_it_is_refused(ends, then, later, way):
    then.capacity = later.capacity = 2
    then.save()
    later.save()
    with pytest.raises(AppointmentEndsBefore):
        way(ends, later)
    assert not Registration.objects.live().filter(assistant=ends, session=later).exists()
    Registration.objects.filter(assistant=ends).delete()
    WaitlistEntry.objects.all().delete()
    way(ends, then)


def test_an_appointment_that_lasts_longer_counts(ends, later):
    AppointmentFactory(assistant=ends, ends_on=LAST + timedelta(days=1))
    register(ends, later)
    assert Registration.objects.get().session == later


@pytest.mark.parametrize("others", [[], [None], [-1], [1], [1, None]])
def test_the_last_day_is_the_same_read_either_way(ends, then, others):
    for number, days in enumerate(others):
        AppointmentFactory(
            assistant=ends,
            course=CourseFactory(code=f"TMA410{number + 5}"),
            ends_on=None if days is None else LAST + timedelta(days=days),
        )
    expected = None if None in others else LAST + timedelta(days=max([0, *others]))
    quick = lock_and_read(ends, [then.pk], NOW).status
    RegistrationFactory(assistant=ends, session=then)
    slow = lock_and_read(ends, [then.pk], NOW).status
    assert quick.appointed_until == slow.appointed_until == {then.term_id: expected}


def test_the_waitlist_passes_over_a_person_who_has_left_by_then(ends, ben, later):
    later.capacity = 1
    later.save()
    place = RegistrationFactory(session=later)
    for assistant in (ends, ben):
        WaitlistEntryFactory(assistant=assistant, session=later)
    registering.withdraw(registration=place, at=NOW)
    assert Registration.objects.live().get(session=later).assistant == ben
    assert WaitlistEntry.objects.get().passed_over_because == "appointment_ends_before"


def test_the_page_says_why_and_what_to_do(client, ends, then, later):
    client.force_login(ends.user)
    page = client.get(reverse("enrollment:register")).content.decode()
    assert f'value="{then.pk}"' in page
    assert "Your appointment ends on" in page
    answer = client.post(reverse("enrollment:register"), {"core_module_1": later.pk})
    text = " ".join(answer.content.decode().split())
    assert "Choose an earlier date. If you are employed longer, ask your department" in text
    assert not Registration.objects.exists()


def test_a_row_of_a_file_is_refused_in_words_about_the_person(tmp_path, ends, later):
    day = localdate(later.starts_at)
    file = (
        "term,core_module,campus,date,start,username\n"
        f"{later.term.code},1,{later.campus.name},{day},{later.starts_at.astimezone():%H:%M},ada\n"
    )
    ((row, _column, reason),) = import_csv(tmp_path, "registrations", file).problems
    assert row == 2
    assert reason.startswith("The appointment of this learning assistant ends on")
