"""Writing to a group of the department's people, and reading it later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.timezone import localdate

from enrollment.forms.group_letters import digest
from enrollment.letters import delivering
from enrollment.letters.by_staff.to_groups import Said
from enrollment.models import Appointment, Letter
from tests.factories import (
    NOW,
    AppointmentFactory,
    CourseFactory,
    DepartmentFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

SAID = {"subject": "Friday", "text": "Come <b>early</b>."}


def url(page="write", query=""):
    return reverse(f"completion:{page}", args=["IE-IMF", "2031H"]) + query


def shown_to(*people: int, **said: str):
    """Return the form as it is sent once its letter was shown."""
    letter = SAID | said | {"to": list(people)}
    return letter | {"confirmed": digest(letter)}


class TestWriting:
    def test_those_shown_are_ticked(self, coordinator, appointment):
        other = AppointmentFactory(
            course__code="TMA4105", course__department=appointment.department
        )
        page = coordinator.get(url("write", "?course=TMA4105"))
        assert page.context["form"].initial["to"] == [other.assistant_id]
        assert len(page.context["form"].fields["to"].choices) == 2

    def test_one_letter_each_and_sent_twice_is_once(self, coordinator, cleo, appointment):
        other = AppointmentFactory(course=appointment.course).assistant
        sent = shown_to(appointment.assistant_id, other.pk)
        page = coordinator.post(url("write"), sent, follow=True).content.decode()
        assert "on its way to 2 people." in page
        page = coordinator.post(url("write"), sent, follow=True).content.decode()
        assert "on its way to 0 people." in page
        assert Letter.objects.count() == 2
        assert set(Letter.objects.values_list("kind", flat=True)) == {"from-coordinator"}

    def test_preview_shows_what_is_added_and_sends_nothing(self, coordinator, appointment):
        sent = SAID | {"to": [appointment.assistant_id], "preview": ""}
        page = " ".join(coordinator.post(url("write"), sent).content.decode().split())
        assert "This goes to 1 person" in page
        shown = page[page.index("This goes to") : page.index("Everyone gets it with")]
        for part in (appointment.assistant.name, "Cleo Claussen", "LAOS: ", "early"):
            assert part in shown
        assert "Send to 1 person" in page
        assert not Letter.objects.exists()

    def test_letter_is_shown_as_it_is_before_it_is_sent(self, coordinator, appointment):
        other = AppointmentFactory(course=appointment.course).assistant
        sent = shown_to(appointment.assistant_id, other.pk)
        for change in ({"confirmed": ""}, {"text": "Come late."}, {"to": sent["to"][:1]}):
            page = coordinator.post(url("write"), sent | change)
            assert page.context["previews"]
            assert not Letter.objects.exists()
            shown = digest({name: (sent | change)[name] for name in ("subject", "text", "to")})
            assert f'<input type="hidden" name="confirmed" value="{shown}"' in page.content.decode()
        coordinator.post(url("write"), sent)
        assert Letter.objects.count() == 2

    def test_person_who_has_left_since_is_told_and_the_rest_is_kept(self, coordinator, appointment):
        other = AppointmentFactory(course=appointment.course)
        sent = shown_to(appointment.assistant_id, other.assistant_id)
        other.delete()
        page = coordinator.post(url("write"), sent).content.decode()
        assert "A person is no longer on the list. Check it again." in page
        assert SAID["subject"] in page
        assert not Letter.objects.exists()

    def test_copy_can_be_read_later_by_the_department_alone(
        self, coordinator, client, cleo, appointment
    ):
        other = AppointmentFactory(course=appointment.course).assistant
        coordinator.post(url("write"), shown_to(appointment.assistant_id, other.pk))
        page = coordinator.get(url("sent"))
        assert f"<li>{other}</li>" in page.content.decode()
        (message,) = page.context["sent"]
        assert {*message.recipients} == {appointment.assistant, other}
        assert message.said == [Said(**SAID)]
        assert (message.sender, message.sent_at) == ("Cleo Claussen", NOW)
        cleo.department = DepartmentFactory()
        cleo.save()
        assert coordinator.get(url("sent")).status_code == 404

    def test_coordinator_of_a_course_reads_what_its_people_got(
        self, coordinator, cleo, appointment
    ):
        course = CourseFactory(department=appointment.department)
        other = AppointmentFactory(course=course).assistant
        for number, recipients in enumerate(([appointment.assistant_id], [other.pk])):
            coordinator.post(url("write"), shown_to(*recipients, text=str(number)))
        cleo.course = course
        cleo.save()
        assert [
            message.said[0].text for message in coordinator.get(url("sent")).context["sent"]
        ] == ["1"]

    def test_list_takes_as_many_statements_however_many_letters(
        self, coordinator, appointment, django_assert_max_num_queries
    ):
        AppointmentFactory.create_batch(3, course=appointment.course)
        everyone = [own.assistant_id for own in appointment.department.appointments.all()]
        for number in range(3):
            coordinator.post(url("write"), shown_to(*everyone, text=str(number)))
        with django_assert_max_num_queries(12):
            coordinator.get(url("sent"))

    def test_another_text_is_another_letter(self, coordinator, appointment):
        for text in ("One.", "Two."):
            coordinator.post(url("write"), shown_to(appointment.assistant_id, text=text))
        assert Letter.objects.count() == 2

    def test_arrives_as_written_and_is_answered_to_the_coordinator(
        self, coordinator, cleo, appointment
    ):
        sent = shown_to(appointment.assistant_id, subject="{{ name }}")
        coordinator.post(url("write"), sent)
        delivering.deliver()
        (message,) = mail.outbox
        assert message.subject == "LAOS: {{ name }}"
        assert message.reply_to == [cleo.user.email] or (
            message.extra_headers["Reply-To"] == cleo.user.email
        )
        assert "Come <b>early</b>." in message.body
        assert "Cleo Claussen" in message.body
        assert isinstance(message, EmailMultiAlternatives)
        html = str(message.alternatives[0][0])
        assert "Come &lt;b&gt;early&lt;/b&gt;." in html

    @pytest.mark.parametrize("field", ["to", "subject", "text"])
    def test_nothing_is_sent_where_something_is_missing(self, coordinator, appointment, field):
        sent = SAID | {"to": [appointment.assistant_id]}
        page = coordinator.post(url("write"), {**sent, field: []})
        assert list(page.context["form"].errors) == [field]
        assert not Letter.objects.exists()

    def test_no_one_of_another_department(self, coordinator, ben):
        page = coordinator.post(url("write"), SAID | {"to": [ben.pk]})
        assert list(page.context["form"].errors) == ["to"]
        assert not Letter.objects.exists()

    def test_is_offered_beside_the_letters_sent_while_there_are_people(
        self, coordinator, appointment
    ):
        assert url("write") in coordinator.get(url("sent")).content.decode()
        Appointment.objects.update(ends_on=localdate(NOW) - timedelta(days=1))
        assert url("write") not in coordinator.get(url("sent")).content.decode()

    def test_no_one_whose_appointment_has_ended(self, coordinator, appointment):
        Appointment.objects.update(ends_on=localdate(NOW) - timedelta(days=1))
        page = coordinator.post(url("write"), SAID | {"to": [appointment.assistant_id]})
        assert list(page.context["form"].errors) == ["to"]
