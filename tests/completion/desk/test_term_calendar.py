"""The calendar of a term: sessions by week and campus, with their fill, and the demand."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import make_aware

from enrollment.models import Campus
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
    VerifiedUserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

CALENDAR = reverse("admin:term_calendar")


def shown(uniped, term):
    return uniped.get(CALENDAR, {"term": term.code}).context["calendar"]


def test_every_session_stands_in_its_week_and_under_its_campus(uniped):
    gjovik, trondheim = Campus.objects.get(name="Gjøvik"), Campus.objects.get(name="Trondheim")
    early = CoreSessionFactory(campus=gjovik, starts_at=make_aware(datetime(2031, 9, 1, 9)))
    late = CoreSessionFactory(
        campus=trondheim, starts_at=make_aware(datetime(2031, 9, 19, 9)), is_draft=True
    )
    gone = CoreSessionFactory(
        campus=trondheim, starts_at=make_aware(datetime(2031, 9, 18, 9)), cancelled_at=NOW
    )
    calendar = shown(uniped, early.term)
    assert [week.number for week in calendar.weeks] == [36, 37, 38]
    assert [week.is_empty for week in calendar.weeks] == [False, True, False]
    column = calendar.campuses.index
    assert calendar.weeks[0].by_campus[column(gjovik)] == [early]
    assert calendar.weeks[2].by_campus[column(trondheim)] == [gone, late]


def test_a_session_late_on_sunday_stands_in_the_week_of_its_day_in_norway(uniped):
    session = CoreSessionFactory(starts_at=make_aware(datetime(2031, 9, 8, 0, 30)))
    assert [week.number for week in shown(uniped, session.term).weeks] == [37]


def test_places_taken_drafts_and_cancelled_sessions_are_told_apart(uniped):
    held = CoreSessionFactory(capacity=7)
    RegistrationFactory(session=held)
    CoreSessionFactory(is_draft=True, capacity=9)
    CoreSessionFactory(cancelled_at=NOW, capacity=8)
    page = uniped.get(CALENDAR, {"term": held.term.code}).content.decode()
    assert "1 of 7" in page
    assert "0 of 9" in page
    assert "0 of 8" not in page
    assert (page.count(">Draft<"), page.count(">Cancelled<")) == (1, 1)


def test_it_leads_to_planning_the_term(uniped):
    term = CoreSessionFactory().term
    page = uniped.get(CALENDAR, {"term": term.code}).content.decode()
    assert reverse("admin:enrollment_coresession_copy_term") + f"?target={term.code}" in page


def test_holidays_stand_in_their_weeks(uniped):
    session = CoreSessionFactory(starts_at=make_aware(datetime(2031, 12, 22, 9)))
    names = [name for _day, name in shown(uniped, session.term).weeks[0].holidays]
    assert names[0] == "Christmas Eve"


def test_it_says_how_many_lack_a_date_and_where_places_do_not_suffice(uniped):
    session = CoreSessionFactory(capacity=2, core_module=2)
    RegistrationFactory(session=session)
    AppointmentFactory.create_batch(3, term=session.term)
    CoreSessionFactory(core_module=2, is_draft=True, capacity=50)
    first, second = shown(uniped, session.term).demand
    assert (first.lacking, first.appointed, first.open) == (first.appointed, first.appointed, 0)
    assert (second.lacking, second.open) == (second.appointed - 1, 1)
    assert sum(place.short for place in first.shortages) == first.lacking


def test_without_a_term_in_the_address_it_is_the_current_one(uniped):
    session = CoreSessionFactory()
    TermFactory(code="2019V")
    assert uniped.get(CALENDAR).context["calendar"].term == session.term
    assert uniped.get(CALENDAR, {"term": "1999V"}).status_code == 404


def test_only_those_who_may_see_sessions_open_it(client):
    user = VerifiedUserFactory(is_staff=True)
    client.force_login(user)
    assert client.get(CALENDAR).status_code == 403
