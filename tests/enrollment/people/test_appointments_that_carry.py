"""An appointment cannot be deleted or ended while it justifies a place in a coming session."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from enrollment.models import Appointment, Registration
from enrollment.places import registering
from enrollment.refusals import NotAppointed
from tests.enrollment.admin_pages import apply, change_url, errors
from tests.enrollment.tables import everything, import_csv
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    CourseFactory,
    RegistrationFactory,
    TermFactory,
    UserFactory,
)
from tests.servers.waiting import until_others_wait

pytestmark = pytest.mark.usefixtures("english")

LIST = reverse("admin:enrollment_appointment_changelist")
YESTERDAY = localdate(NOW) - timedelta(days=1)
HOLDS = "Ada Aas has a place at core module 1 on"
WHAT_TO_DO = "Remove them from that date first"


@pytest.fixture
def appointment(ada):
    return ada.appointments.get()


@pytest.fixture
def place(ada):
    return RegistrationFactory(assistant=ada)


def delete(client, appointment):
    url = reverse("admin:enrollment_appointment_delete", args=[appointment.pk])
    return apply(client, url, {"post": "yes", "because": "Entered twice"})


def delete_many(client, *appointments):
    chosen = [appointment.pk for appointment in appointments]
    sent = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    sent["because"] = "Entered twice"
    return apply(client, LIST, sent)


def said(page):
    assert page.status_code == 200
    return page.content.decode()


class TestDeleting:
    @pytest.mark.parametrize("how", [delete, delete_many])
    def test_a_place_to_come_stands_in_the_way_and_is_named(self, uniped, appointment, place, how):
        page = said(how(uniped, appointment))
        assert HOLDS in page
        assert WHAT_TO_DO in page
        assert Appointment.objects.get() == appointment

    def test_the_page_that_asks_says_so_too(self, uniped, appointment, place):
        url = reverse("admin:enrollment_appointment_delete", args=[appointment.pk])
        assert HOLDS in said(uniped.get(url))

    @pytest.mark.parametrize("how", [delete, delete_many])
    def test_once_the_place_is_free_it_goes(self, uniped, appointment, place, how):
        registering.remove(registration=place, at=NOW)
        assert how(uniped, appointment).status_code == 302
        assert not Appointment.objects.exists()

    def test_one_of_two_goes_and_then_the_other_does_not(self, uniped, ada, appointment, place):
        other = AppointmentFactory(assistant=ada)
        assert HOLDS in said(delete_many(uniped, appointment, other))
        assert delete(uniped, appointment).status_code == 302
        assert HOLDS in said(delete(uniped, other))

    def test_one_that_has_ended_or_is_of_another_term_does_not_carry(self, uniped, ada, place):
        appointment = ada.appointments.get()
        AppointmentFactory(assistant=ada, ends_on=YESTERDAY)
        AppointmentFactory(assistant=ada, term=TermFactory(code="2032V"))
        assert HOLDS in said(delete(uniped, appointment))

    def test_a_session_that_was_or_is_of_another_term_keeps_nothing(self, uniped, ada, staff):
        RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=-3))
        later = CoreSessionFactory(term=TermFactory(code="2032V"), core_module=2)
        RegistrationFactory(assistant=ada, session=later)
        assert delete(uniped, ada.appointments.get()).status_code == 302


class TestChanging:
    def send(self, client, appointment, **changes):
        sent = {
            "assistant": appointment.assistant_id,
            "term": appointment.term_id,
            "department": appointment.department_id,
            "course": appointment.course_id,
            "starts_on": "",
            "ends_on": "",
        }
        return client.post(change_url(appointment), sent | changes)

    def test_it_neither_ends_nor_goes_to_another_term(self, uniped, appointment, place):
        term = TermFactory(code="2032V").pk
        for changes in ({"ends_on": YESTERDAY}, {"term": term}):
            assert HOLDS in errors(self.send(uniped, appointment, **changes))
        appointment.refresh_from_db()
        assert (appointment.ends_on, appointment.term.code) == (None, "2031H")

    def test_what_takes_nothing_away_is_saved(self, uniped, appointment, place):
        course = CourseFactory(code="TMA4105", department=appointment.department).pk
        changes = {"course": course, "ends_on": localdate(NOW)}
        assert self.send(uniped, appointment, **changes).status_code == 302


class TestImport:
    HEADER = "term,username,name,email,department,course,starts_on,ends_on\n"

    def file(self, **ends):
        rows = [
            f"2031H,ada,Ada Aas,ada@example.org,IE-IMF,{course},,{end}"
            for course, end in ends.items()
        ]
        return self.HEADER + "\n".join(rows) + "\n"

    @pytest.mark.parametrize("options", [[], ["--dry-run"]])
    def test_a_row_that_ends_it_is_told_with_its_line(self, tmp_path, place, options):
        before = everything()
        outcome = import_csv(tmp_path, "appointments", self.file(TMA4100=YESTERDAY), *options)
        ((row, column, reason),) = outcome.problems
        assert (row, column, reason.startswith(HOLDS)) == (2, "ends_on", True)
        assert everything() == before

    def test_a_file_that_gives_another_in_its_place_is_taken(self, tmp_path, place):
        CourseFactory(code="TMA4105", department__code="IE-IMF")
        file = self.file(TMA4100=YESTERDAY, TMA4105="")
        assert import_csv(tmp_path, "appointments", file).code == 0
        assert Appointment.objects.get(course__code="TMA4100").ends_on == YESTERDAY

    def test_a_file_that_ends_both_is_not(self, tmp_path, ada, place):
        course = CourseFactory(code="TMA4105", department__code="IE-IMF")
        AppointmentFactory(assistant=ada, course=course)
        file = self.file(TMA4100=YESTERDAY, TMA4105=YESTERDAY)
        outcome = import_csv(tmp_path, "appointments", file)
        assert [row for row, _, _ in outcome.problems] == [3]


def test_registering_at_the_same_moment_waits_for_it(committed):
    """Registration is then refused, instead of giving a place without an appointment."""
    appointment, session = AppointmentFactory(), CoreSessionFactory()
    staff = UserFactory(username="root", is_staff=True, is_superuser=True)
    answers = []

    def register():
        try:
            registering.register(assistant=appointment.assistant, sessions=[session], at=NOW)
        except NotAppointed as refusal:
            answers.append(refusal.code)
        connection.close()

    client = Client()
    client.force_login(staff)
    with transaction.atomic():
        delete(client, appointment)
        rival = threading.Thread(target=register)
        rival.start()
        until_others_wait()
    rival.join(timeout=60)
    assert answers == ["not_appointed"]
    assert not Registration.objects.exists()
