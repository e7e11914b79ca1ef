from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from enrollment.models import Registration
from enrollment.places import cancelling
from tests.enrollment.admin_pages import answer, apply, change_url, errors
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def cancel_url(session) -> str:
    return reverse("admin:enrollment_coresession_cancel", args=[session.pk])


def filled(session, **changes) -> dict[str, object]:
    """Return the data of a session's form, with some values changed."""
    starts, ends = localtime(session.starts_at), localtime(session.ends_at)
    return {
        "term": session.term_id,
        "core_module": session.core_module,
        "campus": session.campus_id,
        "language": session.language,
        "starts_at_0": f"{starts:%Y-%m-%d}",
        "starts_at_1": f"{starts:%H:%M:%S}",
        "ends_at_0": f"{ends:%Y-%m-%d}",
        "ends_at_1": f"{ends:%H:%M:%S}",
        "place": session.place,
        "online_url": session.online_url,
        "capacity": session.capacity,
        **changes,
    }


def test_capacity_cannot_go_below_the_places_taken_and_says_so(uniped):
    session = CoreSessionFactory(capacity=5)
    RegistrationFactory.create_batch(3, session=session)
    sent = uniped.post(change_url(session), filled(session, capacity=2))
    assert "3 places are taken" in errors(sent)
    assert "Move participants" in errors(sent)
    session.refresh_from_db()
    assert session.capacity == 5


def test_form_says_how_many_have_a_place_and_wait(uniped):
    session = CoreSessionFactory(capacity=2)
    RegistrationFactory.create_batch(2, session=session)
    WaitlistEntryFactory(session=session)
    page = " ".join(uniped.get(change_url(session)).content.decode().split())
    assert "2 places are taken. 1 person is on the waitlist." in page


@pytest.mark.parametrize("has_places", [True, False])
@pytest.mark.parametrize("has_waitlist", [True, False])
def test_form_offers_letters_only_to_groups_with_people(uniped, has_places, has_waitlist):
    session = CoreSessionFactory()
    if has_places:
        RegistrationFactory(session=session)
    RegistrationFactory(session=session, withdrawn_at=NOW)
    if has_waitlist:
        WaitlistEntryFactory(session=session)
    page = uniped.get(change_url(session)).content.decode()
    assert ("Write to those with a place" in page) == has_places
    assert ("Write to the waitlist" in page) == has_waitlist


def test_capacity_can_go_down_to_the_places_taken(uniped):
    session = CoreSessionFactory(capacity=5)
    RegistrationFactory.create_batch(3, session=session)
    assert uniped.post(change_url(session), filled(session, capacity=3)).status_code == 302
    session.refresh_from_db()
    assert session.capacity == 3


def test_session_is_not_moved_where_core_module_2_no_longer_follows(uniped):
    first, second = (CoreSessionFactory(core_module=n, days_ahead=10 * n) for n in (1, 2))
    assistant = AppointedFactory(name="Gro Holm")
    for session in (first, second):
        RegistrationFactory(assistant=assistant, session=session)
    late = localtime(NOW + timedelta(days=30))
    moved = {"starts_at_0": f"{late:%Y-%m-%d}", "ends_at_0": f"{late:%Y-%m-%d}"}
    assert "Gro Holm" in errors(uniped.post(change_url(first), filled(first, **moved)))
    first.refresh_from_db()
    assert first.starts_at == NOW + timedelta(days=10)


def at_time(moment) -> dict[str, str]:
    starts, ends = localtime(moment), localtime(moment + timedelta(hours=3))
    return {
        "starts_at_0": f"{starts:%Y-%m-%d}",
        "starts_at_1": f"{starts:%H:%M:%S}",
        "ends_at_0": f"{ends:%Y-%m-%d}",
        "ends_at_1": f"{ends:%H:%M:%S}",
    }


@pytest.mark.parametrize("mark", ["present", "partial", "absent"])
def test_session_with_marks_is_not_moved_to_a_time_to_come(uniped, staff, mark):
    session = CoreSessionFactory(days_ahead=-3)
    RegistrationFactory(session=session, mark=mark, marked_by=staff, marked_at=NOW)
    sent = uniped.post(change_url(session), filled(session, **at_time(NOW + timedelta(days=3))))
    assert "Attendance is recorded for this session" in errors(sent)
    assert "add a new session" in errors(sent)
    session.refresh_from_db()
    assert session.starts_at < NOW


def test_session_with_marks_is_put_right_within_the_past(uniped, staff):
    session = CoreSessionFactory(days_ahead=-3)
    RegistrationFactory(session=session, mark="present", marked_by=staff, marked_at=NOW)
    earlier = filled(session, **at_time(NOW - timedelta(days=4)))
    assert apply(uniped, change_url(session), earlier).status_code == 302


def test_session_without_marks_is_held_later_instead(uniped):
    session = CoreSessionFactory(days_ahead=-3)
    RegistrationFactory(session=session)
    later = filled(session, **at_time(NOW + timedelta(days=3)))
    assert apply(uniped, change_url(session), later).status_code == 302


def test_core_module_stays_once_a_person_has_registered_even_if_the_place_was_given_up(uniped):
    session = CoreSessionFactory()
    RegistrationFactory(session=session, withdrawn_at=NOW)
    uniped.post(change_url(session), filled(session, core_module=2))
    session.refresh_from_db()
    assert session.core_module == 1


def test_two_sessions_at_one_time_on_one_campus_are_refused_in_words(uniped):
    session, other = CoreSessionFactory(days_ahead=3), CoreSessionFactory(days_ahead=4)
    RegistrationFactory(session=other)
    times = {
        key: value for key, value in filled(session).items() if key.startswith(("starts", "ends"))
    }
    sent = apply(uniped, change_url(other), filled(other, **times))
    assert "There is already a session" in errors(sent)


@pytest.mark.parametrize("state", [{"is_draft": True}, {"is_draft": False}, {"cancelled_at": NOW}])
def test_only_a_draft_is_said_to_be_hidden(uniped, state):
    session = CoreSessionFactory(**state)
    page = uniped.get(reverse("admin:enrollment_coresession_change", args=[session.pk]))
    assert ("Hidden from everyone" in page.content.decode()) is session.is_draft


def test_leaders_are_given_by_the_form(uniped, staff):
    session = CoreSessionFactory()
    assert (
        apply(uniped, change_url(session), filled(session, leaders=[staff.pk])).status_code == 302
    )
    assert list(session.leaders.all()) == [staff]


def test_saving_an_old_page_does_not_bring_a_cancelled_session_back(uniped):
    session = CoreSessionFactory()
    before = filled(session, capacity=50)
    cancelling.cancel_session(session=session, at=NOW)
    assert uniped.post(change_url(session), before).status_code == 403
    session.refresh_from_db()
    assert session.cancelled_at == NOW
    assert session.capacity == 40


# Cancelling


def test_cancelling_says_who_loses_their_place_and_changes_nothing_yet(uniped):
    session = CoreSessionFactory()
    registration = RegistrationFactory(session=session)
    assert uniped.get(cancel_url(session)).status_code == 200
    page = uniped.post(cancel_url(session))
    assert "Lose their place: 1" in page.content.decode()
    assert registration.assistant.name in page.content.decode()
    session.refresh_from_db()
    assert session.cancelled_at is None
    back = answer(uniped, page, "back")
    assert back["Location"] == cancel_url(session)


def test_cancelling_frees_everyone(uniped):
    session = CoreSessionFactory()
    RegistrationFactory.create_batch(2, session=session)
    done = apply(uniped, cancel_url(session))
    page = uniped.get(done["Location"])
    assert "2 learning assistants are free" in page.content.decode()
    assert not Registration.objects.live().filter(session=session).exists()
    assert uniped.post(cancel_url(session)).status_code == 403


def test_cancelling_where_no_one_holds_a_place_says_so(uniped):
    session = CoreSessionFactory()
    page = uniped.post(cancel_url(session), follow=True).content.decode()
    assert "The session is cancelled. No one had a place." in page


def test_session_that_has_begun_is_not_cancelled(uniped):
    session = CoreSessionFactory(days_ahead=-3)
    page = uniped.post(cancel_url(session), follow=True)
    assert "has already begun" in page.content.decode()
    session.refresh_from_db()
    assert session.cancelled_at is None
