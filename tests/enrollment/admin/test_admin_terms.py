"""Staff see when a term's reminders are sent, and cannot set a meaningless time."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from enrollment.models import ReminderTiming
from enrollment.models.kinds import REMINDER_KINDS
from tests.enrollment.admin_pages import change_url
from tests.factories import TermFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

BEFORE_SOMETHING = [kind for kind in REMINDER_KINDS if kind != "registration-open"]


@pytest.fixture
def term():
    return TermFactory()


def set_time(client, term, kind, days):
    form = {
        "code": term.code,
        "deadline_hours": 48,
        "report_tolerance": 10,
        "preparations-TOTAL_FORMS": 0,
        "preparations-INITIAL_FORMS": 0,
        "reminder_timings-TOTAL_FORMS": 1,
        "reminder_timings-INITIAL_FORMS": 0,
        "reminder_timings-0-kind": kind,
        "reminder_timings-0-days_before": days,
    }
    return client.post(change_url(term), form)


def said(page) -> str:
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("kind", BEFORE_SOMETHING)
def test_reminder_on_the_day_itself_is_refused(uniped, term, kind):
    assert "comes too late" in said(set_time(uniped, term, kind, 0))
    assert not ReminderTiming.objects.exists()


def test_opening_has_no_days_before_it(uniped, term):
    assert "not days before" in said(set_time(uniped, term, "registration-open", 3))
    assert not ReminderTiming.objects.exists()


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("registration-open", 0),
        *((kind, "") for kind in REMINDER_KINDS),
        *((kind, 1) for kind in BEFORE_SOMETHING),
    ],
)
def test_what_has_a_meaning_is_saved(uniped, term, kind, days):
    assert set_time(uniped, term, kind, days).status_code == 302
    assert ReminderTiming.objects.get().days_before == (None if days == "" else days)


@pytest.mark.parametrize(("kind", "days"), [("registration-open", 1), ("seminar-tomorrow", 0)])
def test_database_keeps_the_same_rules(term, kind, days):
    timing = ReminderTiming(term=term, kind=kind, days_before=days)
    with pytest.raises(ValidationError):
        timing.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        timing.save()


def test_page_says_when_each_reminder_is_sent(uniped, term):
    for url in (reverse("admin:enrollment_term_add"), change_url(term)):
        page = said(uniped.get(url))
        assert "<li>Registration is open: when it opens</li>" in page
        assert "<li>Registration closes soon: 7 days before</li>" in page
        assert "<li>Seminar soon, with its preparation: 7 days before</li>" in page
        assert "<li>Seminar tomorrow: 1 day before</li>" in page
        assert "<li>Preparation not confirmed: 2 days before</li>" in page


def test_page_says_what_is_set_for_the_term_and_what_is_usual(uniped, term):
    term.reminder_timings.create(kind="seminar-ahead", days_before=10)
    term.reminder_timings.create(kind="seminar-tomorrow", days_before=None)
    page = said(uniped.get(change_url(term)))
    assert (
        "<li>Seminar soon, with its preparation: 10 days before (usually 7 days before)</li>"
        in page
    )
    assert "<li>Seminar tomorrow: not sent (usually 1 day before)</li>" in page
