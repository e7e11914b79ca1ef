"""Admin actions ask for confirmation first, then apply to every selected row on all pages."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from enrollment.admin.people import AppointmentAdmin
from enrollment.admin.registrations import RegistrationAdmin
from enrollment.models import Appointment, LearningAssistant, Registration
from tests.enrollment.admin_pages import answer, apply
from tests.factories import (
    AppointedFactory,
    AppointmentFactory,
    CoreSessionFactory,
    RegistrationFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

REGISTRATIONS = reverse("admin:enrollment_registration_changelist")
APPOINTMENTS = reverse("admin:enrollment_appointment_changelist")


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    for page in (AppointmentAdmin, RegistrationAdmin):
        monkeypatch.setattr(page, "list_per_page", 2)


def choose(client, url, action, chosen, *, across=False):
    """Select some rows, or all rows on all pages, and run the action. Return the confirmation page."""
    ticked = [row.pk for row in chosen][:2] if across else [row.pk for row in chosen]
    sent = {"action": action, "select_across": int(across), "_selected_action": ticked, "index": 0}
    page = client.post(url, sent)
    assert page.status_code == 200
    return page


def confirm(client, url, page):
    """Submit the confirmation page."""
    form = re.search(
        r'<form method="post" novalidate>(.*?)</form>', page.content.decode(), re.DOTALL
    )[1]
    fields = re.findall(r'<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', form)
    sent: dict[str, list[str]] = {"because": ["Entered twice"]}
    for name, value in fields:
        sent.setdefault(name, []).append(value)
    return apply(client, url, sent, follow=True), sent


class TestTakingOff:
    def test_it_asks_first_and_names_them(self, uniped):
        places = RegistrationFactory.create_batch(2)
        page = choose(uniped, REGISTRATIONS, "take_off", places)
        assert Registration.objects.live().count() == 2
        for place in places:
            assert place.assistant.name in page.content.decode()

    def test_then_it_takes_those_chosen(self, uniped):
        *chosen, other = RegistrationFactory.create_batch(3)
        answer(uniped, choose(uniped, REGISTRATIONS, "take_off", chosen))
        assert list(Registration.objects.live()) == [other]

    def test_all_pages_of_what_the_list_is_filtered_to(self, uniped):
        session = CoreSessionFactory(core_module=2)
        RegistrationFactory.create_batch(3, session=session)
        other = RegistrationFactory()
        url = f"{REGISTRATIONS}?core_module__exact=2"
        page = choose(uniped, url, "take_off", session.registrations.all(), across=True)
        assert "Lose their place: 3" in page.content.decode()
        answer(uniped, page)
        assert list(Registration.objects.live()) == [other]

    def test_who_came_after_the_page_was_shown_is_asked_about_first(self, uniped):
        places = RegistrationFactory.create_batch(3)
        page = choose(uniped, REGISTRATIONS, "take_off", places, across=True)
        late = RegistrationFactory()
        again = answer(uniped, page)
        assert Registration.objects.live().count() == 4
        assert "Something has changed" in again.content.decode()
        assert late.assistant.name in again.content.decode()
        answer(uniped, again)
        assert not Registration.objects.live().exists()

    def test_more_than_a_form_may_have_fields(self, uniped, settings):
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 12
        places = RegistrationFactory.create_batch(15)
        page = choose(uniped, REGISTRATIONS, "take_off", places, across=True)
        assert answer(uniped, page).status_code == 302
        assert not Registration.objects.live().exists()


class TestDeleting:
    @pytest.fixture
    def appointments(self):
        AppointedFactory.create_batch(5)
        return Appointment.objects.all()

    def test_all_pages_are_all(self, uniped, appointments):
        page = choose(uniped, APPOINTMENTS, "delete_selected", appointments, across=True)
        assert Appointment.objects.count() == 5
        _, sent = confirm(uniped, APPOINTMENTS, page)
        assert not Appointment.objects.exists()
        # One field for each would exceed the limit on form fields.
        assert len(sent["_selected_action"]) == 1

    def test_those_chosen_and_no_others(self, uniped, appointments):
        chosen = list(appointments[:2])
        page = choose(uniped, APPOINTMENTS, "delete_selected", chosen)
        confirm(uniped, APPOINTMENTS, page)
        assert Appointment.objects.count() == 3
        assert not set(chosen) & set(Appointment.objects.all())

    def test_what_came_after_the_page_was_shown_is_asked_about_first(self, uniped, appointments):
        page = choose(uniped, APPOINTMENTS, "delete_selected", appointments, across=True)
        AppointmentFactory(assistant=LearningAssistant.objects.first(), course__code="TMA4100")
        again, _ = confirm(uniped, APPOINTMENTS, page)
        assert Appointment.objects.count() == 6
        assert "The list has changed" in again.content.decode()

    def test_one_that_carries_a_place_keeps_them_all(self, uniped, appointments):
        RegistrationFactory(assistant=LearningAssistant.objects.first())
        page = choose(uniped, APPOINTMENTS, "delete_selected", appointments, across=True)
        assert "no other appointment" in page.content.decode()


def test_coordinators_too(root, cleo):
    url = reverse("admin:enrollment_coordinator_changelist")
    page = choose(root, url, "delete_selected", [cleo], across=True)
    assert "seen" in confirm(root, url, page)[1]
    assert type(cleo).objects.count() == 0
