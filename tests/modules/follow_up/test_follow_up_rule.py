"""The follow-up rule and its edge cases, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from modules.follow_up.rules import FollowUpRecord, Meeting, evaluate, planned, short_of, total

FIRST, FOLLOW_UP, FINAL = "first_meeting", "follow_up", "final_evaluation"
ASKED = {FIRST: Decimal(1), FOLLOW_UP: Decimal(4), FINAL: Decimal(1)}
TODAY = date(2031, 10, 1)
AT = datetime.combine(TODAY, time(18), UTC)


def meeting(key, hours=(0, 1, 0), mark="", days=-10, **fields) -> Meeting:
    """A meeting at noon, ``days`` from today; in the past by default."""
    day = TODAY + timedelta(days=days)
    return Meeting(
        key=key,
        starts_at=datetime.combine(day, time(12), UTC),
        day=day,
        hours=dict(zip(ASKED, map(Decimal, hours), strict=True)),
        mark=mark,
        **fields,
    )


def there(key, hours=(0, 1, 0), **fields) -> Meeting:
    return meeting(key, hours, "present", **fields)


def judge(*meetings, at=AT, **dates):
    return evaluate(FollowUpRecord(meetings, **dates), ASKED, at)


DATES = [there(1, (1, 0, 0)), *(there(key) for key in range(2, 6)), there(6, (0, 0, 1))]
WHOLE = (1, 4, 1)

MET = {
    "all in one session": [there(1, WHOLE, is_mandatory=True)],
    "several dates": DATES,
    "more hours than are asked for": [*DATES, there(7, (0, 2, 0))],
    "an optional meeting missed": [*DATES, meeting(7, mark="absent")],
    "an optional meeting not recorded": [*DATES, meeting(7)],
    "a mandatory one missed and made up": [
        *DATES,
        meeting(7, mark="absent", is_mandatory=True),
        there(8, makes_up_for=7),
    ],
    "a mandatory one only partly attended and made up": [
        *DATES,
        meeting(7, mark="partial", is_mandatory=True),
        there(8, makes_up_for=7),
    ],
    "a mandatory one cancelled": [*DATES, meeting(7, is_mandatory=True, is_cancelled=True)],
    "a mandatory one to come": [*DATES, meeting(7, is_mandatory=True, days=1)],
    "a mark corrected to present": [*DATES[:-1], there(6, (0, 0, 1), is_mandatory=True)],
}
NOT_MET = {
    "nothing planned": [],
    "one follow-up short": DATES[:4] + DATES[5:],
    "partial": [meeting(1, WHOLE, "partial")],
    "absent": [meeting(1, WHOLE, "absent")],
    "not recorded": [meeting(1, WHOLE)],
    "a mandatory one missed": [*DATES, meeting(7, mark="absent", is_mandatory=True)],
    "a mandatory one not recorded": [*DATES, meeting(7, is_mandatory=True)],
    "a mandatory one partly attended": [*DATES, meeting(7, mark="partial", is_mandatory=True)],
    "missed, and what makes up for it missed too": [
        *DATES,
        meeting(7, mark="absent", is_mandatory=True),
        meeting(8, mark="absent", makes_up_for=7),
    ],
    "missed, and another made up": [
        *DATES,
        meeting(7, mark="absent", is_mandatory=True),
        there(9, is_mandatory=True),
        there(8, makes_up_for=9),
    ],
    "missed, and what made up for it cancelled": [
        *DATES,
        meeting(7, mark="absent", is_mandatory=True),
        there(8, makes_up_for=7, is_cancelled=True),
    ],
    "a cancelled meeting with a mark": [there(1, WHOLE, is_cancelled=True)],
    "hours that do not add up": [there(1, (1, 3, 1))],
    "hours of one part do not stand for another": [there(1, (6, 4, 0))],
    "a quarter of an hour short": [there(1, (1, "3.75", 1))],
}


@pytest.mark.parametrize("name", MET)
def test_is_met(name):
    assert judge(*MET[name]).is_met


@pytest.mark.parametrize("name", NOT_MET)
def test_is_not_met(name):
    assert not judge(*NOT_MET[name]).is_met


def test_says_what_is_had_and_what_is_missing_of_each_part():
    found = judge(there(1, (1, 0, 0)), there(2, (0, "1.5", 0)))
    assert found.hours == {FIRST: 1, FOLLOW_UP: Decimal("1.5"), FINAL: 0}
    assert found.missing == {FOLLOW_UP: Decimal("2.5"), FINAL: 1}


def test_names_the_mandatory_meetings_missed_the_earliest_first():
    found = judge(
        meeting(1, mark="absent", is_mandatory=True, days=-3),
        meeting(2, mark="absent", is_mandatory=True, days=-9),
        there(3, is_mandatory=True),
    )
    assert found.missed == (2, 1)


@pytest.mark.parametrize(
    ("day", "is_asked"), [(-11, False), (-10, True), (-5, True), (-4, True), (-3, False)]
)
def test_mandatory_meetings_are_asked_from_the_first_day_of_the_appointment_to_the_last(
    day, is_asked
):
    dates = {"starts_on": TODAY - timedelta(days=10), "ends_on": TODAY - timedelta(days=4)}
    found = judge(meeting(1, mark="absent", is_mandatory=True, days=day), **dates)
    assert (found.missed == (1,)) == is_asked


def test_what_was_attended_before_being_appointed_counts():
    found = judge(there(1, WHOLE, days=-20), starts_on=TODAY - timedelta(days=5))
    assert found.is_met


def test_appointed_in_mid_term_needs_the_hours_all_the_same():
    found = judge(
        meeting(1, (1, 0, 0), days=-20, is_mandatory=True),
        there(2, (0, 4, 1)),
        starts_on=TODAY - timedelta(days=15),
    )
    assert found.missed == ()
    assert found.missing == {FIRST: 1}


def test_hours_of_two_courses_or_two_departments_are_never_added():
    halves = [judge(there(1, (1, 2, 0))), judge(there(2, (0, 2, 1)))]
    assert not any(result.is_met for result in halves)


def test_hours_of_a_meeting_and_of_what_makes_up_for_it_both_count_once_attended():
    assert judge(there(1), there(2, makes_up_for=1)).hours[FOLLOW_UP] == 2


def test_meeting_counts_as_asked_from_when_it_begins():
    mandatory = meeting(1, is_mandatory=True, days=0)
    assert judge(mandatory, at=mandatory.starts_at).missed == (1,)
    assert judge(mandatory, at=mandatory.starts_at - timedelta(seconds=1)).missed == ()


CAN = {
    "all is to come": [meeting(1, WHOLE, days=3)],
    "held and not recorded": [meeting(1, WHOLE)],
    "the rest is to come": [there(1, (1, 3, 0)), meeting(2, (0, 1, 1), days=3)],
    "missed, and what makes up for it is to come": [
        meeting(1, WHOLE, "absent", is_mandatory=True),
        meeting(2, WHOLE, days=3, makes_up_for=1),
    ],
    "done": DATES,
}
CANNOT = {
    "nothing planned": [],
    "too few hours planned": [meeting(1, (1, 3, 1), days=3)],
    "missed, and nothing makes up for it": [
        *DATES,
        meeting(7, mark="absent", is_mandatory=True),
        meeting(8, days=3),
    ],
    "what is to come is cancelled": [meeting(1, WHOLE, days=3, is_cancelled=True)],
    "what makes up for a meeting attended adds nothing": [
        there(1, (1, 3, 1)),
        meeting(2, (1, 3, 1), days=3, makes_up_for=1),
    ],
    "two that make up for the same add no more than one": [
        there(1, (1, 2, 1)),
        meeting(2, mark="absent"),
        meeting(3, days=3, makes_up_for=2),
        meeting(4, days=4, makes_up_for=2),
    ],
}


@pytest.mark.parametrize("name", CAN)
def test_can_still_make_it(name):
    assert judge(*CAN[name]).can_still


@pytest.mark.parametrize("name", CANNOT)
def test_can_no_longer_make_it_with_what_is_planned(name):
    assert not judge(*CANNOT[name]).can_still


def test_a_meeting_after_the_appointment_has_ended_helps_no_one():
    held = meeting(1, WHOLE, days=3)
    assert judge(held, ends_on=TODAY + timedelta(days=3)).can_still
    assert not judge(held, ends_on=TODAY + timedelta(days=2)).can_still


def test_plan_counts_a_meeting_and_what_makes_up_for_it_once():
    meetings = [meeting(1, WHOLE, days=1), meeting(2, WHOLE, days=2, makes_up_for=1)]
    assert total(ASKED, planned(meetings)) == ASKED


def test_plan_counts_what_makes_up_for_a_cancelled_meeting():
    meetings = [meeting(1, WHOLE, is_cancelled=True), meeting(2, WHOLE, makes_up_for=1)]
    assert short_of(ASKED, total(ASKED, planned(meetings))) == {}
