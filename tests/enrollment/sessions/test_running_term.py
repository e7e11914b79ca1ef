"""The front page shows the running term's dates until the next term has dates."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from enrollment.places import cancelling
from tests.factories import NOW, CoreSessionFactory, TermFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def term(code, opens, closes):
    days = [NOW + timedelta(days=days) for days in (opens, closes)]
    return TermFactory(code=code, registration_opens_at=days[0], registration_closes_at=days[1])


@pytest.fixture
def running():
    return term("2031H", -60, -30)


@pytest.fixture
def following():
    return term("2032V", 30, 60)


def shown(client):
    response = client.get("/")
    assert response.status_code == 200
    sessions = [
        session
        for block in response.context["timetable"]
        for session in [*block.module_1, *block.module_2]
    ]
    return sessions, re.sub(r"\s+", " ", response.content.decode())


def test_the_running_timetable_stays_while_the_next_is_empty(client, running, following):
    past = CoreSessionFactory(term=running, days_ahead=-3)
    to_come = CoreSessionFactory(term=running, days_ahead=3)
    sessions, page = shown(client)
    assert sessions == [past, to_come]
    hero, _, dates = page.partition('id="dates"')
    assert "Registration for spring 2032 opens" in hero
    assert "Dates and places left, autumn 2031" in dates
    assert "Registration for autumn 2031 is closed." in dates
    assert "spring 2032" not in dates


def test_the_next_term_is_shown_as_soon_as_it_has_dates(client, running, following):
    CoreSessionFactory(term=running, days_ahead=3)
    announced = CoreSessionFactory(term=following, days_ahead=50)
    sessions, page = shown(client)
    assert sessions == [announced]
    assert "Dates and places left, spring 2032" in page


def test_nothing_of_a_term_whose_last_seminar_was_held_or_cancelled(client, running, following):
    CoreSessionFactory(term=running, days_ahead=-3)
    cancelling.cancel_session(session=CoreSessionFactory(term=running), at=NOW)
    sessions, page = shown(client)
    assert sessions == []
    assert "Dates and places left, spring 2032" in page
