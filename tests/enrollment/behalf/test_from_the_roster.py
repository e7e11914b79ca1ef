"""Uniped works from the roster of a session: adds a person, sees who waits, moves many, reads a cancelled one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from enrollment.models import LearningAssistant, Registration
from enrollment.places import cancelling, registering
from tests.enrollment.behalf.asking import confirm, held_by, person_page, show
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def session():
    return CoreSessionFactory(days_ahead=10)


@pytest.fixture
def target():
    return CoreSessionFactory(days_ahead=15, capacity=1)


def page_of(name, session):
    return reverse(f"enrollment:{name}", args=[session.pk])


def words_of(client, page, **asked):
    return " ".join(client.get(page, asked).content.decode().split())


class TestAdding:
    def test_a_person_is_found_and_registered_and_the_roster_shown_again(
        self, uniped, ada, session
    ):
        LearningAssistantFactory(name="Ada Utenfor")
        found = words_of(uniped, page_of("add_to_roster", session), q="ada")
        assert found.index("Ada Aas") < found.index("Ada Utenfor")
        assert "not employed in" in found
        register = reverse("enrollment:register_for", args=[ada.pk])
        roster = page_of("roll_call", session)
        data = {"core_module_1": session.pk, "next": roster}
        assert f'action="{register}"' in found
        assert f'value="{roster}"' in show(uniped, register, data)
        assert confirm(uniped, register, data) == roster
        assert "Ada Aas" in words_of(uniped, roster)

    def test_merged_records_are_not_found_and_nothing_is_found_without_words(
        self, uniped, ada, session, staff
    ):
        page = page_of("add_to_roster", session)
        assert "Ada Aas" not in words_of(uniped, page)
        merged = LearningAssistantFactory(name="Ada Annenlund")
        because = {"merged_into": ada, "merged_at": NOW, "merged_by": staff, "merged_because": "–"}
        LearningAssistant.objects.filter(pk=merged.pk).update(**because)
        assert "Annenlund" not in words_of(uniped, page, q="ada")
        assert "No one matches." in words_of(uniped, page, q="xyz")


class TestWaiting:
    def test_uniped_sees_who_waits_and_leaders_do_not(self, client, uniped, ada, session, staff):
        WaitlistEntryFactory(assistant=ada, session=session)
        leave = reverse("enrollment:leave_for", args=[ada.pk, session.pk])
        assert leave in words_of(uniped, page_of("roll_call", session))
        session.leaders.add(staff)
        staff.groups.clear()
        assert "Ada Aas" not in words_of(client, page_of("roll_call", session))


class TestMovingMany:
    @pytest.fixture
    def places(self, session):
        return [
            RegistrationFactory(session=session, assistant=AppointedFactory(name=name))
            for name in ("Anna", "Berit")
        ]

    def data(self, places, target):
        return {"places": [place.pk for place in places], "session": target.pk}

    def test_who_moves_and_who_does_not_is_shown_then_done(self, uniped, session, target, places):
        page = page_of("move_many", session)
        shown = show(uniped, page, self.data(places, target))
        assert "Get a place: 1</h2>" in shown
        assert "Berit: no place is free" in shown
        assert "Letters: 1" in shown
        assert Registration.objects.live().filter(session=target).count() == 0
        roster = page_of("roll_call", session)
        assert confirm(uniped, page, self.data(places, target)) == roster
        told = words_of(uniped, roster)
        assert "1 person is moved." in told
        assert "Not moved: Berit: no place is free." in told
        assert [held_by(place.assistant) for place in places] == [{target}, {session}]

    def test_sending_it_again_is_harmless(self, uniped, session, target, places):
        page = page_of("move_many", session)
        answers = {confirm(uniped, page, self.data(places[:1], target)) for _ in range(2)}
        assert answers == {page_of("roll_call", session)}
        assert held_by(places[0].assistant) == {target}

    @pytest.mark.parametrize(
        ("sent", "problem"),
        [
            ({"session": "", "places": "{place}"}, "Choose a date."),
            ({"session": "{target}"}, "Choose at least one person."),
            ({"session": "{other}", "places": "{place}"}, "no longer in the timetable"),
            ({"session": "{target}", "places": "99999"}, "no longer on the list"),
            ({"session": "{target}", "places": "x"}, "no longer on the list"),
        ],
    )
    def test_what_is_missing_or_made_up_is_said(
        self, uniped, session, target, places, sent, problem
    ):
        keys = {
            "place": places[0].pk,
            "target": target.pk,
            "other": CoreSessionFactory(core_module=2).pk,
        }
        data = {name: value.format(**keys) for name, value in sent.items()}
        page = confirm(uniped, page_of("move_many", session), data)
        assert problem in page.partition('role="alert"')[2].partition("</div>")[0]
        assert held_by(places[0].assistant) == {session}

    def test_only_uniped_does_so(self, client, session, staff, cleo, ada, places, target):
        session.leaders.add(staff)
        staff.groups.clear()
        for user in (staff, cleo.user, ada.user):
            client.force_login(user)
            for name in ("move_many", "add_to_roster"):
                assert client.get(page_of(name, session)).status_code == 404
            answer = client.post(
                page_of("move_many", session),
                {**self.data(places, target), "what_if-choice": "apply"},
            )
            assert answer.status_code == 404
        assert held_by(places[0].assistant) == {session}


class TestCancelled:
    def test_the_roster_stays_readable_with_the_dates_that_people_have_now(
        self, uniped, ada, ben, session, target
    ):
        for assistant in (ada, ben):
            RegistrationFactory(assistant=assistant, session=session)
        cancelling.cancel_session(session=session, at=NOW)
        registering.register(assistant=ada, sessions=[target], at=NOW)
        words = words_of(uniped, page_of("roll_call", session))
        assert "2 people had a place. 1 of them has no date." in words
        assert "Has a place:" in words.partition("Ada Aas")[2].partition("</li>")[0]
        assert "Has no date" in words.partition("Ben Berg")[2].partition("</li>")[0]
        lines = uniped.get(page_of("roster_export", session)).content.decode().splitlines()
        assert [line.split(",")[1] for line in lines[1:]] == ["Ada Aas", "Ben Berg"]

    def test_those_who_lost_their_place_are_moved_from_it_to_another_date(
        self, uniped, ada, session, target
    ):
        place = RegistrationFactory(assistant=ada, session=session)
        cancelling.cancel_session(session=session, at=NOW)
        page = page_of("move_many", session)
        assert "checked" in words_of(uniped, page)
        confirm(uniped, page, {"places": [place.pk], "session": target.pk})
        assert held_by(ada) == {target}

    def test_nothing_is_marked_in_it(self, uniped, ada):
        past = CoreSessionFactory(starts_at=NOW - timedelta(days=1))
        place = RegistrationFactory(assistant=ada, session=past)
        cancelling.cancel_session(session=past, at=NOW - timedelta(days=2))
        uniped.post(page_of("roll_call", past), {f"mark-{place.pk}": "present"})
        place.refresh_from_db()
        assert place.mark == ""
        for name in ("paste_roll_call", "report_roll_call"):
            assert uniped.get(page_of(name, past)).headers["Location"] == page_of("roll_call", past)


def test_no_one_is_added_to_a_draft(uniped):
    draft = CoreSessionFactory(is_draft=True)
    assert page_of("add_to_roster", draft) not in words_of(uniped, page_of("roll_call", draft))
    assert uniped.get(page_of("add_to_roster", draft)).status_code == 404


def test_the_names_on_a_roster_lead_to_the_page_of_the_person(uniped, ada, session):
    RegistrationFactory(assistant=ada, session=session)
    assert person_page(ada) in words_of(uniped, page_of("roll_call", session))
