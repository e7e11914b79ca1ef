"""The sessions of a term, proposed for another: the same week of the term, the same weekday, no holidays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import localtime, make_aware
from hypothesis import given
from hypothesis import strategies as st

from enrollment.models import CoreSession
from enrollment.sessions import copying
from enrollment.sessions.days_off import is_free, next_free_day
from tests.factories import NOW, CampusFactory, CoreSessionFactory, TermFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def source(db):
    return TermFactory(code="2031H")


def held(day: str, **values) -> CoreSession:
    starts_at = make_aware(datetime.fromisoformat(f"{day}T09:00"))
    return CoreSessionFactory(starts_at=starts_at, ends_at=starts_at + timedelta(hours=3), **values)


def proposed(source, code: str, **kwargs) -> list[copying.Proposal]:
    return copying.propose(source, TermFactory(code=code), **kwargs)


def days(proposals) -> list[str]:
    return [f"{localtime(proposal.session.starts_at):%Y-%m-%d %H:%M}" for proposal in proposals]


def test_everything_but_the_date_is_kept(source):
    leader = UserFactory()
    session = held("2031-09-03", place="R7", capacity=33, language="en", core_module=2)
    session.leaders.add(leader, UserFactory(is_active=False))
    (proposal,) = proposed(source, "2032H")
    copy = proposal.session
    assert (copy.core_module, copy.campus, copy.place) == (2, session.campus, "R7")
    assert (copy.capacity, copy.language) == (33, "en")
    assert copy.pk is None
    assert proposal.leaders == (leader,)
    assert proposal.copied_from == session.pk
    assert copy.ends_at - copy.starts_at == timedelta(hours=3)


@pytest.mark.parametrize(
    ("code", "day"),
    [
        # Wednesday of week 36, two weeks after teaching begins.
        ("2032H", "2032-09-01 09:00"),
        ("2032V", "2032-01-21 09:00"),
        ("2033V", "2033-01-26 09:00"),
    ],
)
def test_week_of_the_term_weekday_and_hour_are_kept(source, code, day):
    held("2031-09-03")
    assert days(proposed(source, code)) == [day]


def test_nine_o_clock_stays_nine_o_clock_in_winter(source):
    held("2031-10-20")
    assert days(proposed(source, "2032V")) == ["2032-03-08 09:00"]


def test_first_session_can_be_put_in_another_week(source):
    held("2031-09-03")
    held("2031-09-11")
    first_week = date(2032, 9, 17)
    assert days(proposed(source, "2032H", first_week=first_week)) == [
        "2032-09-15 09:00",
        "2032-09-23 09:00",
    ]


@pytest.mark.parametrize(
    ("source_days", "target_days", "week"),
    [
        # The Saturday is not ticked, so the Wednesday after it decides.
        (["2031-08-30", "2031-09-03"], ["2032-09-13", "2032-09-15"], date(2032, 9, 17)),
        # Thursday 17 May 2035 is a holiday, but the week before is too early.
        (["2031-09-04", "2031-09-10"], ["2035-05-18", "2035-05-23"], date(2035, 5, 17)),
        # A weekend alone.
        (["2031-08-30"], ["2032-09-20"], date(2032, 9, 17)),
    ],
)
def test_week_of_the_first_session_is_that_of_the_first_ticked_one(
    source, source_days, target_days, week
):
    for day in source_days:
        held(day)
    code = f"{week.year}{'V' if week.month < 7 else 'H'}"
    proposals = proposed(source, code, first_week=week)
    assert days(proposals) == [f"{day} 09:00" for day in target_days]


def test_holiday_is_left_out_with_the_next_free_weekday(source):
    # Monday 29 December 2031 becomes Monday 17 May 2032.
    held("2031-12-29")
    held("2031-12-30")
    proposals = proposed(source, "2032V")
    assert [proposal.left_out for proposal in proposals] == [
        "",
        "Monday 17 May 2032 is a holiday: Constitution Day; Pentecost Monday.",
    ]
    # The Tuesday has a session of its own.
    assert days(proposals) == ["2032-05-18 09:00", "2032-05-19 09:00"]


def test_weekend_is_left_out(source):
    held("2031-09-06")
    (proposal,) = proposed(source, "2032H")
    assert proposal.left_out == "Saturday 4 September 2032 is a weekend day."
    assert days([proposal]) == ["2032-09-06 09:00"]


def test_what_the_new_term_has_already_is_left_out(source):
    session = held("2031-09-03")
    (proposal,) = proposed(source, "2032H")
    proposal.session.is_draft = True
    proposal.session.save()
    (again,) = proposed(source, "2032H")
    assert again.left_out == "The term already has this session."
    assert again.copied_from == session.pk


def test_cancelled_sessions_are_not_copied(source):
    CoreSession.objects.filter(pk=held("2031-09-03").pk).update(cancelled_at=NOW)
    assert proposed(source, "2032H") == []


@pytest.mark.parametrize(
    ("codes", "following"), [(["2031V", "2031H"], "2032V"), (["2031V"], "2031H"), ([], "")]
)
def test_next_term_follows_the_last(codes, following):
    assert copying.next_code([TermFactory.build(code=code) for code in codes]) == following


@given(day=st.dates(date(2025, 1, 1), date(2060, 12, 31)))
def test_next_free_day_is_free_and_none_before_it_is(day):
    found = next_free_day(day)
    assert is_free(found)
    between = [day + timedelta(days=number) for number in range(1, (found - day).days)]
    assert not any(map(is_free, between))


def test_many_sessions_take_no_more_queries_than_a_few(source, django_assert_num_queries):
    for day in range(1, 25):
        held(f"2031-09-{day:02}", campus=CampusFactory())
    target = TermFactory(code="2032H")
    with django_assert_num_queries(3):
        copying.propose(source, target)
