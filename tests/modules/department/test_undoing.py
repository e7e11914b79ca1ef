"""An appointment made by mistake is undone, unless anything rests on it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.urls import reverse

from modules.department import undoing
from tests.factories import NOW, AppointmentFactory, CoreSessionFactory, RegistrationFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory
from tests.modules.rules import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def appointment(ada):
    return ada.appointments.select_related("assistant", "course", "term").get()


def attend(appointment):
    meeting = FollowUpMeetingFactory(department=appointment.department, term=appointment.term)
    FollowUpAttendanceFactory(appointment=appointment, meeting=meeting)


def history_of(pk):
    events = apps.get_model("enrollment", "AppointmentEvent").objects.filter(pgh_obj=pk)
    return list(events.order_by("pgh_id").values_list("pgh_label", flat=True))


def test_is_gone_and_its_history_stays(ada, appointment):
    pk = appointment.pk
    undoing.undo(appointment=appointment, at=NOW)
    assert not ada.appointments.exists()
    assert history_of(pk) == ["insert", "delete"]


def test_not_with_attendance_at_a_meeting(appointment):
    attend(appointment)
    with refused("rests_on_appointment") as refusal:
        undoing.undo(appointment=appointment, at=NOW)
    assert str(refusal.value) == (
        "The appointment of Ada Aas in TMA4100 is needed for: attendance at meetings."
    )


@pytest.mark.parametrize("days", [-3, 3])
def test_not_with_a_seminar_of_the_term_past_or_to_come(ada, appointment, days):
    RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=days))
    with refused("rests_on_appointment"):
        undoing.undo(appointment=appointment, at=NOW)


def test_another_appointment_of_the_term_justifies_the_seminar(ada, appointment):
    RegistrationFactory(assistant=ada, session=CoreSessionFactory())
    AppointmentFactory(assistant=ada, course__code="TMA4105")
    undoing.undo(appointment=appointment, at=NOW)
    assert ada.appointments.get().course.code == "TMA4105"


class TestPage:
    @pytest.fixture
    def url(self, client, cleo, appointment):
        client.force_login(cleo.user)
        return reverse("modules:undo_appointment", args=["IE-IMF", "2031H", appointment.pk])

    def test_asks_then_undoes(self, client, url, ada):
        assert "by mistake" in client.get(url).content.decode()
        assert ada.appointments.exists()
        done = client.post(url, follow=True)
        assert "The appointment of Ada Aas in TMA4100 is undone." in done.content.decode()
        assert not ada.appointments.exists()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_tells_what_rests_on_it(self, client, url, ada, appointment, method):
        attend(appointment)
        page = getattr(client, method)(url).content.decode()
        assert "is needed for: attendance at meetings. End the appointment instead." in page
        assert ada.appointments.exists()
