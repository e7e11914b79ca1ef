"""Terms are listed in order of time: within a year, spring comes before autumn."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.urls import reverse

from enrollment import clock
from enrollment.models import Appointment, Term
from tests.enrollment.tables import export_csv
from tests.factories import NOW, OSLO, AppointmentFactory, CoreSessionFactory, TermFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

pytestmark = pytest.mark.django_db

EARLIEST_FIRST = ["2030V", "2030H", "2031V", "2031H"]
LATEST_FIRST = EARLIEST_FIRST[::-1]


@pytest.fixture
def terms() -> list[Term]:
    return [
        TermFactory(code=code, registration_opens_at=None, registration_closes_at=None)
        for code in ("2031V", "2030H", "2031H", "2030V")
    ]


def codes_in(page) -> list[str]:
    """Return the codes of terms in the rows of an admin list."""
    return re.findall(r'class="field-code">.*?(\d{4}[VH])<', page.content.decode())


def test_terms_come_latest_first(terms):
    assert [term.code for term in Term.objects.all()] == LATEST_FIRST
    assert Term.objects.last().code == EARLIEST_FIRST[0]


def test_related_objects_follow_the_order_of_their_terms(terms):
    for term in terms:
        AppointmentFactory(term=term)
    appointments = Appointment.objects.select_related("term")
    assert [appointment.term.code for appointment in appointments.order_by("term")] == LATEST_FIRST
    assert [
        appointment.term.code for appointment in appointments.order_by("-term")
    ] == EARLIEST_FIRST


def test_latest_of_several_terms_without_a_window_is_current(terms):
    assert Term.objects.current(NOW).code == LATEST_FIRST[0]


def test_admin_sorts_by_code_in_order_of_time(uniped, terms):
    address = reverse("admin:enrollment_term_changelist")
    page = uniped.get(address)
    assert codes_in(page) == LATEST_FIRST
    for column in map(page.context["cl"].list_display.index, ("code", "name")):
        assert codes_in(uniped.get(address, {"o": column})) == EARLIEST_FIRST
        assert codes_in(uniped.get(address, {"o": f"-{column}"})) == LATEST_FIRST


def test_sessions_of_this_term_come_first_then_later_ones_and_earlier_ones_from_the_latest(
    uniped, terms
):
    for term in terms:
        CoreSessionFactory(term=term)
    address = reverse("admin:enrollment_coresession_changelist")
    for day, codes in (
        (datetime(2031, 7, 31, tzinfo=OSLO), ["2031V", "2031H", "2030H", "2030V"]),
        (datetime(2030, 8, 1, tzinfo=OSLO), ["2030H", "2031V", "2031H", "2030V"]),
    ):
        with clock.stopped(day):
            page = uniped.get(address)
        assert [session.term.code for session in page.context["cl"].result_list] == codes


def test_admin_filter_of_terms_is_latest_first(uniped, terms):
    page = uniped.get(reverse("admin:enrollment_coresession_changelist"))
    choices = re.findall(r"term__id__exact=(\d+)", page.content.decode())
    by_key = {str(term.pk): term.code for term in terms}
    assert [by_key[key] for key in choices] == LATEST_FIRST


def attendance_in_term(term: Term) -> None:
    FollowUpAttendanceFactory(meeting__term=term)


@pytest.mark.parametrize(
    ("table", "factory"),
    [
        ("core_sessions", CoreSessionFactory),
        ("appointments", AppointmentFactory),
        ("follow_up_meetings", FollowUpMeetingFactory),
        ("follow_up_attendance", attendance_in_term),
    ],
)
def test_files_have_the_earliest_term_first(terms, table, factory):
    for term in terms:
        factory(term=term)
    assert re.findall(r"^(\d{4}[VH]),", export_csv(table), flags=re.M) == EARLIEST_FIRST
