from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from enrollment.models import CoreSession
from tests.enrollment.admin_pages import errors, shown
from tests.factories import CampusFactory, TermFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

SERIES = reverse("admin:enrollment_coresession_add_series")


@pytest.fixture
def series():
    return {
        "term": TermFactory().pk,
        "core_module": 1,
        "campus": CampusFactory().pk,
        "language": "nb",
        "start": "09:00",
        "end": "12:00",
        "capacity": 40,
        "dates": "2031-09-01\n02.09.2031\n",
    }


def test_series_on_a_list_of_dates(uniped, series):
    page = uniped.post(SERIES, series, follow=True)
    assert "2 sessions added." in page.content.decode()
    assert shown(page) == set(CoreSession.objects.values_list("pk", flat=True))
    starts = [localtime(session.starts_at) for session in CoreSession.objects.order_by("starts_at")]
    assert [f"{start:%Y-%m-%d %H:%M}" for start in starts] == [
        "2031-09-01 09:00",
        "2031-09-02 09:00",
    ]


def test_series_on_weekdays_between_two_dates(uniped, series):
    between = {"dates": "", "first": "2031-09-01", "last": "2031-09-14", "weekdays": [0, 2]}
    uniped.post(SERIES, series | between)
    days = {localtime(session.starts_at).date() for session in CoreSession.objects.all()}
    assert days == {date(2031, 9, day) for day in (1, 3, 8, 10)}


def test_series_is_created_whole_or_not_at_all_and_names_the_dates_in_the_way(uniped, series):
    uniped.post(SERIES, series | {"dates": "2031-09-02"})
    sent = uniped.post(SERIES, series | {"dates": "2031-09-01\n2031-09-02\n2031-09-03"})
    assert "2 September 2031: There is already a session" in errors(sent)
    assert CoreSession.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"dates": "2031-09-31"}, "“2031-09-31” is not a date."),
        ({"dates": "2031-09-01\n01.09.2031"}, "1 September 2031 is listed twice."),
        ({"dates": ""}, "Fill in the dates"),
        ({"first": "2031-09-01"}, "not both"),
        (
            {"end": "08:00"},
            "Monday 1 September 2031, Tuesday 2 September 2031: The session ends before",
        ),
        ({"place": "R1", "online_url": "https://zoom.us/1"}, "the room or the link, not both"),
        ({"capacity": 0}, "greater than or equal to 1"),
        ({"capacity": 10**12}, "2147483647"),
        (
            {"dates": "", "first": "2031-09-02", "last": "2031-09-01", "weekdays": [0]},
            "Monday 1 September 2031 is before Tuesday 2 September 2031.",
        ),
        (
            {"dates": "", "first": "2031-09-02", "last": "2199-09-01", "weekdays": [0]},
            "more than a year",
        ),
        (
            {"dates": "", "first": "2031-09-02", "last": "9999-09-01", "weekdays": [0]},
            "The year is from 2000 to 2199.",
        ),
        (
            {"dates": "", "first": "2031-09-01", "last": "2031-09-02", "weekdays": [4]},
            "None of these weekdays",
        ),
        (
            {
                "dates": "",
                "first": "2031-01-01",
                "last": "2031-12-31",
                "weekdays": [0, 1, 2, 3, 4],
            },
            "A series can have at most 100.",
        ),
    ],
)
def test_series_that_cannot_be_is_refused_in_a_sentence(uniped, series, changes, sentence):
    assert sentence in errors(uniped.post(SERIES, series | changes))
    assert not CoreSession.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "0024-09-02", "9999-01-01"])
def test_date_of_another_age_is_refused(uniped, series, day):
    assert "The year is from 2000 to 2199." in errors(uniped.post(SERIES, series | {"dates": day}))
    assert not CoreSession.objects.exists()
