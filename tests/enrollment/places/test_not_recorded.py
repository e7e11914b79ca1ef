"""A seminar whose attendance is not recorded within a week no longer keeps a person from another date."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from enrollment.eligibility import status_of
from enrollment.models import Registration
from enrollment.places import registering, waiting
from enrollment.refusals import AlreadyHolding, OtherAttendance
from enrollment.sessions import marking
from tests.factories import NOW_IN_UTC as NOW
from tests.factories import (
    CoreSessionFactory,
    RegistrationFactory,
    UserFactory,
    WaitlistEntryFactory,
)

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def forgotten(ada):
    session = CoreSessionFactory(starts_at=NOW - WEEK, ends_at=NOW - WEEK + timedelta(hours=3))
    return RegistrationFactory(assistant=ada, session=session)


@pytest.fixture
def later():
    return CoreSessionFactory(days_ahead=20)


def register(ada, session, at=NOW) -> Registration:
    (taken,) = registering.register(assistant=ada, sessions=[session], at=at)
    return taken


def mark(registration, mark, by, at=NOW):
    return marking.mark(session=registration.session, marks={registration.pk: mark}, by=by, at=at)


def test_another_date_is_refused_until_a_week_has_passed(ada, forgotten, later):
    with pytest.raises(AlreadyHolding):
        register(ada, later, NOW - timedelta(minutes=1))
    assert register(ada, later).stands
    forgotten.refresh_from_db()
    assert (forgotten.replaced_at, forgotten.withdrawn_at) == (NOW, None)


def test_two_coming_dates_are_still_refused(ada, forgotten, later):
    register(ada, later)
    with pytest.raises(AlreadyHolding):
        register(ada, CoreSessionFactory(days_ahead=30))


@pytest.mark.parametrize("replaced_at", [None, NOW])
def test_database_refuses_two_live_places(ada, forgotten, later, replaced_at):
    Registration.objects.filter(pk=forgotten.pk).update(replaced_at=replaced_at)
    if replaced_at:
        RegistrationFactory(assistant=ada, session=later)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=30))


def test_database_refuses_to_attend_both(ada, forgotten, later, staff):
    taken = register(ada, later)
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk__in=[forgotten.pk, taken.pk]).update(
            mark="present", marked_by=staff, marked_at=NOW
        )


def test_late_attendance_frees_the_later_date_with_a_letter(ada, forgotten, later, staff):
    taken = register(ada, later)
    mark(forgotten, "present", staff)
    taken.refresh_from_db()
    assert taken.withdrawn_at == NOW
    assert ada.letters.filter(kind="given-up").count() == 1
    assert status_of(ada, NOW).attended(1) == forgotten


@pytest.mark.parametrize("value", ["absent", "partial"])
def test_late_absence_leaves_the_later_date(ada, forgotten, later, staff, value):
    taken = register(ada, later)
    mark(forgotten, value, staff)
    taken.refresh_from_db()
    assert taken.stands
    assert not ada.letters.filter(kind="given-up").exists()


def test_both_are_not_recorded_as_attended(ada, forgotten, later, staff):
    taken = register(ada, later)
    at = later.ends_at
    mark(taken, "present", staff, at)
    with pytest.raises(OtherAttendance):
        mark(forgotten, "present", staff, at)


def test_place_from_a_waitlist_replaces_it_too(ada, forgotten):
    full = CoreSessionFactory(capacity=1, days_ahead=20)
    other = RegistrationFactory(session=full)
    waiting.join(assistant=ada, session=full, at=NOW)
    registering.withdraw(registration=other, at=NOW)
    forgotten.refresh_from_db()
    assert forgotten.replaced_at == NOW
    assert ada.registrations.get(session=full).stands


def test_staff_let_in_from_a_waitlist_likewise(ada, forgotten, later):
    entry = WaitlistEntryFactory(assistant=ada, session=later)
    assert waiting.let_in(entry=entry, at=NOW).stands


def test_page_to_change_it_offers_nothing(client, ada, forgotten, later):
    client.force_login(ada.user)
    options = client.get(reverse("enrollment:change", args=[forgotten.pk])).context["options"]
    assert [option.refusal.code for option in options] == ["deadline_passed"]


def test_register_page_offers_other_dates(client, ada, forgotten, later):
    client.force_login(ada.user)
    modules = client.get("/register/").context["modules"]
    assert [option.refusal for option in modules[0].options] == [None]


@pytest.mark.usefixtures("english")
class TestMyPage:
    def read(self, client, ada) -> str:
        client.force_login(ada.user)
        client.cookies["django_language"] = "en"
        return " ".join(client.get("/my/").content.decode().split())

    def test_says_who_records_it_and_offers_another_date(self, client, ada, forgotten, later):
        leader = UserFactory(name="Lea Leader")
        forgotten.session.leaders.add(leader)
        page = self.read(client, ada)
        assert "Attendance is not recorded yet. Lea Leader records it." in page
        assert "Choose another date" in page

    def test_names_the_contact_if_no_leader_is_known(self, client, ada, forgotten, settings):
        settings.LAOS_CONTACT_NAME, settings.LAOS_CONTACT_EMAIL = "Uniped", "u@example.org"
        page = self.read(client, ada)
        assert "Uniped (u@example.org) records it." in page

    @pytest.mark.parametrize("why", ["soon", "full", "closed", "chosen"])
    def test_offers_no_date_that_cannot_be_chosen(self, client, ada, forgotten, later, why):
        if why == "soon":
            forgotten.session.starts_at += timedelta(days=1)
            forgotten.session.ends_at += timedelta(days=1)
            forgotten.session.save()
        elif why == "full":
            RegistrationFactory.create_batch(later.capacity, session=later)
        elif why == "closed":
            type(later.term).objects.update(registration_closes_at=NOW)
        else:
            register(ada, later)
        page = self.read(client, ada)
        assert "Attendance is not recorded yet." in page
        assert "Choose another date<" not in page
