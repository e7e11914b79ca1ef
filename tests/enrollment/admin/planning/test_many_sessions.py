"""Many sessions of the list are changed or cancelled at once, after their consequences were shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from enrollment.models import CoreSession, Letter, Registration, WaitlistEntry
from tests.enrollment.admin_pages import answer, errors
from tests.factories import (
    NOW,
    CoreSessionFactory,
    RegistrationFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LIST = reverse("admin:enrollment_coresession_changelist")


def choose(client, action, sessions, **entries):
    """Run an action of the list on some sessions: its page, or what its form does if there are entries."""
    chosen = {"action": action, "_selected_action": [session.pk for session in sessions]}
    confirmed = {"post": "yes", **entries} if entries else {}
    return client.post(LIST, {**chosen, **confirmed})


@pytest.fixture
def seminars(db):
    """Two full sessions; someone waits for the second."""
    sessions = [CoreSessionFactory(capacity=1, place="R1", days_ahead=day) for day in (10, 11)]
    for session in sessions:
        RegistrationFactory(session=session)
    WaitlistEntryFactory(session=sessions[1], assistant__name="Per Dal")
    return sessions


class TestChanging:
    def test_its_page_asks_for_room_places_and_leaders(self, uniped, seminars):
        page = choose(uniped, "change_selected", seminars).content.decode()
        assert "Change 2 sessions?" in page
        for name in ("place", "capacity", "leaders"):
            assert f'name="{name}"' in page

    def test_everything_is_seen_before_it_is_saved(self, uniped, seminars):
        lea = VerifiedUserFactory(username="lea", name="Lea Lind")
        entries = {"place": "R77", "capacity": 2, "leaders": "lea"}
        page = choose(uniped, "change_selected", seminars, **entries)
        shown = page.content.decode()
        assert "Get a place from the waitlist: 1" in shown
        assert "Per Dal" in shown
        assert "To: Lea Lind" in " ".join(shown.split())
        assert not Letter.objects.exists()
        assert set(CoreSession.objects.values_list("place", "capacity")) == {("R1", 1)}
        form = answer(uniped, page, "back").content.decode()
        assert 'value="R77"' in form
        assert "Change 2 sessions?" in form
        assert not Letter.objects.exists()
        done = answer(uniped, page, follow=True)
        assert "2 sessions are saved." in done.content.decode()
        assert set(CoreSession.objects.values_list("place", "capacity")) == {("R77", 2)}
        assert [list(session.leaders.all()) for session in seminars] == [[lea], [lea]]
        assert Registration.objects.live().count() == 3
        address = reverse("admin:enrollment_coresession_history", args=[seminars[0].pk])
        history = uniped.get(address).content.decode()
        assert "Room: R1 → R77" in history
        assert "Lea Lind" in history

    def test_what_is_empty_stays(self, uniped, seminars):
        seminars[0].leaders.add(lea := VerifiedUserFactory())
        page = choose(uniped, "change_selected", seminars, place="", capacity=3, leaders="")
        answer(uniped, page)
        assert set(CoreSession.objects.values_list("place", "capacity")) == {("R1", 3)}
        assert list(seminars[0].leaders.all()) == [lea]

    def test_one_that_is_impossible_leaves_all_as_they_were(self, uniped, seminars):
        RegistrationFactory.create_batch(2, session=CoreSessionFactory(capacity=2, days_ahead=12))
        everyone = list(CoreSession.objects.all())
        page = choose(uniped, "change_selected", everyone, place="R77", capacity=1)
        assert errors(page).count("2 places are taken") == 1
        assert str(everyone[-1]) in errors(page)
        assert not CoreSession.objects.filter(place="R77").exists()
        assert not Letter.objects.exists()

    def test_two_at_one_time_do_not_get_one_room(self, uniped):
        parallel = [
            CoreSessionFactory(place=room, online_url="", starts_at=NOW + timedelta(days=9))
            for room in ("R1", "R2")
        ]
        page = choose(uniped, "change_selected", parallel, place="R77")
        assert str(parallel[1]) in errors(page)
        assert not CoreSession.objects.filter(place="R77").exists()

    @pytest.mark.parametrize(
        ("entries", "said"),
        [
            ({"place": " "}, "Fill in what is to be changed."),
            ({"capacity": "many"}, "Enter a whole number."),
            ({"leaders": "lea"}, "No account has the user name “lea”. Correct it."),
        ],
    )
    def test_a_bad_entry_is_named(self, uniped, seminars, entries, said):
        assert said in errors(choose(uniped, "change_selected", seminars, **entries))

    def test_cancelled_ones_are_left_out(self, uniped, seminars):
        seminars.append(CoreSessionFactory(cancelled_at=NOW))
        page = choose(uniped, "change_selected", seminars).content.decode()
        assert "Left out of the selected sessions: 1. Cancelled sessions" in page
        assert "Change 2 sessions?" in page


class TestCancelling:
    def test_it_asks_then_shows_the_consequences_then_cancels(self, uniped, seminars):
        others = [CoreSessionFactory(is_draft=True), CoreSessionFactory(days_ahead=-3)]
        page = choose(uniped, "cancel_selected", [*seminars, *others])
        asked = page.content.decode()
        assert "Cancel 2 sessions?" in asked
        assert "Left out of the selected sessions: 2. Drafts" in asked
        page = choose(uniped, "cancel_selected", [*seminars, *others], because="")
        assert "Session cancelled: 3" in page.content.decode()
        assert not CoreSession.objects.filter(cancelled_at__isnull=False).exists()
        done = answer(uniped, page, follow=True)
        assert "2 sessions are cancelled. Places freed: 2." in done.content.decode()
        cancelled = CoreSession.objects.filter(cancelled_at=NOW)
        assert set(cancelled) == set(seminars)
        assert not Registration.objects.live().exists()
        assert not WaitlistEntry.objects.exists()
        assert Letter.objects.count() == 3

    def test_where_none_can_be_cancelled_nothing_is_asked(self, uniped):
        response = choose(uniped, "cancel_selected", [CoreSessionFactory(is_draft=True)])
        assert response.status_code == 302
