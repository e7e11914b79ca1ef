"""People who come to a session without a place: added to the roll call, and never more of them than places."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enrollment.admin.history import changes_of, in_registration
from enrollment.models import CoreSession, Registration, WaitlistEntry
from enrollment.refusals import AttendedBefore, NotBegun, OtherAttendance, OwnAttendance, Refusal
from enrollment.sessions import walking_in
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)


@pytest.fixture
def leader(db):
    return VerifiedUserFactory(username="leader", name="Lars Leder")


@pytest.fixture
def held(leader):
    session = CoreSessionFactory(starts_at=NOW - timedelta(hours=1), capacity=2)
    session.leaders.add(leader)
    return session


@pytest.fixture
def kari(db):
    return AppointedFactory(name="Kari Moe", username="karim")


def url(session):
    return reverse("enrollment:walk_in", args=[session.pk])


def add(assistant, session, by, mark="present", because=""):
    return walking_in.add(
        assistant=assistant, session=session, mark=mark, because=because, by=by, at=NOW
    ).registration


def places_in(session):
    return Registration.objects.live().filter(session=session)


@pytest.mark.usefixtures("english")
class TestWhoIsAdded:
    def test_gets_a_place_with_the_mark_and_its_author(self, held, kari, leader):
        place = add(kari, held, leader, "partial")
        assert (place.mark, place.marked_by, place.marked_at) == ("partial", leader, NOW)
        assert [change.what for change in changes_of(place, in_registration)] == [
            "Attendance: not marked → partial, came without a place",
            "Registered",
        ]

    def test_is_added_once(self, held, kari, leader):
        assert add(kari, held, leader) == add(kari, held, leader, "partial")
        assert places_in(held).get().mark == "present"

    def test_gives_up_a_later_date_with_a_letter_to_those_concerned(
        self, held, kari, leader, postbox
    ):
        later = CoreSessionFactory(capacity=1, days_ahead=10)
        other = RegistrationFactory(assistant=kari, session=later, preparation_confirmed_at=NOW)
        waiting = WaitlistEntryFactory(session=later, assistant=AppointedFactory())
        place = add(kari, held, leader)
        assert place.preparation_confirmed_at == NOW
        assert not Registration.objects.live().filter(pk=other.pk).exists()
        assert places_in(later).get().assistant == waiting.assistant
        assert {letter.to[0] for letter in postbox} == {kari.email, waiting.assistant.email}

    def test_keeps_it_after_partial_attendance(self, held, kari, leader):
        other = RegistrationFactory(assistant=kari, session=CoreSessionFactory())
        add(kari, held, leader, "partial")
        assert Registration.objects.live().filter(pk=other.pk).exists()

    def test_stays_on_the_roll_call_of_a_session_that_has_begun(self, held, kari, leader):
        parallel = CoreSessionFactory(starts_at=held.starts_at, place="R2")
        other = RegistrationFactory(assistant=kari, session=parallel)
        add(kari, held, leader)
        other.refresh_from_db()
        assert (other.withdrawn_at, other.stands) == (None, False)

    def test_waits_for_no_date_of_it_any_longer(self, held, kari, leader):
        WaitlistEntryFactory(assistant=kari, session=CoreSessionFactory())
        add(kari, held, leader)
        assert not WaitlistEntry.objects.exists()


@pytest.mark.usefixtures("english")
class TestWhoIsNot:
    def test_before_it_begins(self, kari, leader):
        with pytest.raises(NotBegun):
            add(kari, CoreSessionFactory(), leader)

    def test_who_attended_before(self, held, kari, leader):
        earlier = CoreSessionFactory(starts_at=NOW - timedelta(days=9))
        add(kari, earlier, leader)
        with pytest.raises(AttendedBefore, match="Kari Moe"):
            add(kari, held, leader)

    def test_who_is_at_the_other_core_module_at_that_hour(self, held, kari, leader):
        other = CoreSessionFactory(core_module=2, starts_at=held.starts_at)
        RegistrationFactory(assistant=kari, session=other)
        with pytest.raises(OtherAttendance):
            add(kari, held, leader)

    def test_the_leader_themselves(self, held, leader):
        with pytest.raises(OwnAttendance):
            add(AppointedFactory(user=leader), held, leader)

    def test_without_an_appointment_on_the_day(self, leader):
        """An appointment that has ended since counts."""
        held = CoreSessionFactory(starts_at=NOW - timedelta(days=3))
        day = held.starts_at.date()
        ended, ends_after = LearningAssistantFactory.create_batch(2, name="Ola Lie")
        AppointmentFactory(assistant=ended, ends_on=day - timedelta(days=1))
        AppointmentFactory(assistant=ends_after, ends_on=day)
        assert [*walking_in.without_a_place(held, "lie ola")] == [ends_after]
        with pytest.raises(Refusal) as refused:
            add(ended, held, leader)
        assert refused.value.code == "not_appointed_then"
        assert add(ends_after, held, leader).mark == "present"


@pytest.mark.usefixtures("english")
class TestPage:
    @pytest.fixture(autouse=True)
    def as_leader(self, client, leader):
        client.force_login(leader)

    def test_finds_and_adds_in_two_steps(self, client, held, kari):
        page = client.get(url(held), {"q": "moe kari"}).content.decode()
        assert f'value="{kari.pk}"' in page
        assert 'type="hidden" name="because"' in page
        sent = {"person": kari.pk, "mark": "present", "because": ""}
        for _ in range(2):
            assert client.post(url(held), sent).url == reverse(
                "enrollment:roll_call", args=[held.pk]
            )
        assert places_in(held).get().assistant == kari

    def test_finds_only_people_of_this_term_without_a_place_here(self, client, held, kari, leader):
        LearningAssistantFactory(name="Kari Ny")
        AppointedFactory(name="Kari Selv", user=leader)
        RegistrationFactory(assistant=AppointedFactory(name="Kari Her"), session=held)
        found = client.get(url(held), {"q": "kari"}).context["found"]
        assert [label for _key, label in found] == ["Kari Moe · karim · Department of Physics"]
        assert client.get(url(held), {"q": "k"}).context["found"] == []

    def test_needs_few_statements_however_many_are_found(self, client, held):
        def statements(people):
            for person in AppointedFactory.create_batch(people, name="Kari Moe"):
                AppointmentFactory(assistant=person, course__code="TMA4999")
            with CaptureQueriesContext(connection) as counted:
                client.get(url(held), {"q": "kari"})
            return len(counted)

        client.get(url(held))
        assert statements(2) == statements(10) <= 12

    def test_beyond_the_places_only_with_a_reason_which_is_kept(self, client, held, kari, leader):
        RegistrationFactory.create_batch(2, session=held)
        sent = {"person": kari.pk, "mark": "present", "because": " "}
        page = client.post(f"{url(held)}?q=kari", sent).content.decode()
        assert 'data-refusal="beyond_the_places"' in page
        assert "Every place is taken (2)." in page
        assert places_in(held).count() == 2
        sent["because"] = "Two chairs were brought"
        assert client.post(url(held), sent).status_code == 302
        assert CoreSession.objects.get(pk=held.pk).capacity == 3
        (entry,) = LogEntry.objects.filter(object_id=held.pk, user=leader)
        assert '"old": 2, "new": 3' in entry.change_message
        assert "Two chairs were brought" in entry.change_message
        what = [change.what for change in changes_of(places_in(held).last(), in_registration)]
        assert what[0].endswith("came without a place. Reason: Two chairs were brought")

    def test_history_of_the_session_tells_the_reason(self, client, held, kari, staff):
        RegistrationFactory.create_batch(2, session=held)
        client.force_login(staff)
        client.post(url(held), {"person": kari.pk, "mark": "present", "because": "More chairs"})
        page = client.get(reverse("admin:enrollment_coresession_history", args=[held.pk]))
        assert "Places: 2 → 3" in page.content.decode()
        assert "Reason: More chairs" in page.content.decode()


def test_two_leaders_who_add_many_at_once_never_fill_more_than_the_places(committed):
    """Six people for one free place, each sent by two browsers: all but one need a reason, and no one gets two places."""
    leaders = VerifiedUserFactory.create_batch(2)
    session = CoreSessionFactory(starts_at=NOW - timedelta(hours=1), capacity=1)
    session.leaders.set(leaders)
    people = AppointedFactory.create_batch(6)
    sent = [(person, leader, "") for person in people for leader in leaders]
    with ThreadPoolExecutor(6) as pool:
        answers = [*pool.map(lambda entry: send(session, *entry), sent)]
    assert sorted(set(answers)) == [200, 302]
    assert places_in(session).count() == 1
    with ThreadPoolExecutor(6) as pool:
        sent = [(person, leader, "More chairs") for person, leader, _because in sent]
        answers = [*pool.map(lambda entry: send(session, *entry), sent)]
    assert set(answers) == {302}
    assert {place.assistant for place in places_in(session)} == {*people}
    assert places_in(session).count() == CoreSession.objects.get().capacity == 6
    assert LogEntry.objects.count() == 5


def send(session, person, leader, because):
    client = Client()
    client.force_login(leader)
    try:
        answer = client.post(
            url(session), {"person": person.pk, "mark": "present", "because": because}
        )
        return answer.status_code
    finally:
        connection.close()  # this thread's connection
