"""What is unlikely about a planned session is asked: each question once, and none about what is likely."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import make_aware
from django.utils.translation import override

from enrollment.models import CoreSession
from enrollment.sessions.plausibility import PlannedSession, questions
from tests.factories import NOW, CampusFactory, CoreSessionFactory, TermFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def on(day: str, hour: int = 9) -> datetime:
    return make_aware(datetime.fromisoformat(f"{day}T{hour:02}:00"))


def planned(day: str = "2031-09-01", hour: int = 9, **values) -> CoreSession:
    starts_at = on(day, hour)
    values = {"term": TermFactory(), "campus": CampusFactory(), "core_module": 1, **values}
    values = {"capacity": 40, "place": "R1", **values}
    return CoreSession(starts_at=starts_at, ends_at=starts_at + timedelta(hours=3), **values)


def asked(*plans: CoreSession | PlannedSession, **kwargs) -> list[str]:
    sessions = [
        plan if isinstance(plan, PlannedSession) else PlannedSession(plan) for plan in plans
    ]
    return [question for found in questions(sessions, NOW, **kwargs) for question in found]


def test_likely_session_is_not_asked_about():
    assert asked(planned()) == []


@pytest.mark.parametrize(
    ("day", "question"),
    [
        ("2031-09-06", "Saturday 6 September 2031 is a weekend day."),
        ("2031-12-24", "Wednesday 24 December 2031 is a holiday: Christmas Eve."),
        ("2031-12-25", "Thursday 25 December 2031 is a holiday: Christmas Day."),
        ("2032-02-02", "Monday 2 February 2032 is outside autumn 2031."),
        ("2031-07-31", "Thursday 31 July 2031 is outside autumn 2031."),
    ],
)
def test_unlikely_day_is_asked_about(day, question):
    assert asked(planned(day)) == [question]


def test_17_may_is_a_holiday_in_bokmal_too():
    spring = planned("2032-05-17", term=TermFactory(code="2032V"))
    with override("nb"):
        (question,) = asked(spring)
    assert "Grunnlovsdag" in question


def test_past_is_asked_about():
    past = planned(term=TermFactory(), day=f"{NOW - timedelta(days=1):%Y-%m-%d}")
    assert any("is in the past" in question for question in asked(past))
    assert not any("is in the past" in question for question in asked(planned()))


class TestRoom:
    def question(self, **values) -> list[str]:
        return [question for question in asked(planned(**values)) if "is used by" in question]

    @pytest.fixture(autouse=True)
    def other(self, db):
        return CoreSessionFactory(starts_at=on("2031-09-01"), place="R1")

    def test_same_room_at_the_same_hour_is_asked_about_in_any_case_of_letters(self):
        assert len(self.question(place="r1", hour=11)) == 1

    @pytest.mark.parametrize("values", [{"place": "R2"}, {"hour": 12}, {"day": "2031-09-02"}])
    def test_other_room_or_hour_is_not(self, values):
        assert self.question(**values) == []

    def test_room_of_another_campus_is_not(self):
        assert self.question(campus=CampusFactory(name="Gjøvik")) == []

    def test_draft_occupies_a_room_and_a_cancelled_session_does_not(self, other):
        CoreSession.objects.filter(pk=other.pk).update(cancelled_at=NOW)
        assert self.question() == []
        CoreSessionFactory(starts_at=on("2031-09-01"), place="R1", is_draft=True)
        assert len(self.question()) == 1

    def test_two_that_are_saved_together_are_asked_about_each(self):
        plans = [planned(day="2031-10-01"), planned(day="2031-10-01", core_module=1)]
        assert len([text for text in asked(*plans) if "is used by" in text]) == 2


def test_leader_of_two_sessions_at_the_same_hour_is_asked_about():
    leader = UserFactory(name="Lea Lind")
    plans = [PlannedSession(planned(place=room), [leader]) for room in ("R1", "R2")]
    assert [question.split(":")[0] for question in asked(*plans)] == [
        "Lea Lind leads another session at the same time"
    ] * 2
    assert asked(plans[0], PlannedSession(planned(place="R2", hour=12), [leader])) == []


class TestOrder:
    def test_core_module_2_before_every_core_module_1_of_the_campus_is_asked_about(self):
        CoreSessionFactory(starts_at=on("2031-09-02"))
        second = planned(core_module=2)
        assert any(
            "before every session of core module 1" in question for question in asked(second)
        )
        assert asked(planned("2031-09-03", core_module=2)) == []

    def test_not_without_core_module_1_nor_because_of_another_campus(self):
        CoreSessionFactory(starts_at=on("2031-09-02"), campus=CampusFactory(name="Gjøvik"))
        assert asked(planned(core_module=2)) == []

    def test_core_module_1_saved_together_counts(self):
        assert asked(planned("2031-08-29", place="R2"), planned(core_module=2)) == []


class TestPlaces:
    def test_more_than_the_room_ever_had_is_asked_about(self):
        CoreSessionFactory(starts_at=on("2031-10-02"), place="R1", capacity=30)
        assert asked(planned(capacity=30)) == []
        assert asked(planned(capacity=31)) == [
            "R1 has never had more than 30 places, and this is 31."
        ]

    def test_very_many_places_are_asked_about_in_a_room_not_known(self):
        assert asked(planned(capacity=200)) == []
        assert asked(planned(capacity=201)) == ["201 places are unusually many."]


def test_only_what_has_changed_is_asked_about():
    odd = planned("2031-09-06", capacity=300)
    assert asked(odd, changed=["language"]) == []
    assert asked(odd, changed=["capacity"]) == ["300 places are unusually many."]
    assert asked(odd, changed=["starts_at"]) == ["Saturday 6 September 2031 is a weekend day."]


def test_many_plans_take_no_more_queries_than_a_few(django_assert_num_queries):
    plans = [PlannedSession(planned(f"2031-09-{day:02}")) for day in range(1, 25)]
    CoreSessionFactory.create_batch(3, place="R1")
    with django_assert_num_queries(3):
        questions(plans, NOW)
