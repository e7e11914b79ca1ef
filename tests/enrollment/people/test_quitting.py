"""A person who quits frees their seats: on the page, in the admin, and by itself once the last day has passed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from enrollment.models import Letter, Registration
from enrollment.people import appointing
from enrollment.refusals import StillHolding
from enrollment.tasks import free_after_last_day
from tests.enrollment.admin_pages import apply, change_url, errors
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    CourseFactory,
    RegistrationFactory,
    TermFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

YESTERDAY = localdate(NOW) - timedelta(days=1)


@pytest.fixture
def appointment(ada):
    return ada.appointments.get()


@pytest.fixture
def place(ada):
    return RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=9, capacity=1))


@pytest.fixture
def next_in_line(place):
    return WaitlistEntryFactory(session=place.session).assistant


def holders(session):
    return [place.assistant for place in Registration.objects.live().filter(session=session)]


def told(assistant) -> list[str]:
    return sorted(Letter.objects.filter(assistant=assistant).values_list("kind", flat=True))


class TestWhenTheAppointmentEnds:
    def test_place_goes_to_the_next_in_line_and_both_are_told(
        self, ada, appointment, place, next_in_line
    ):
        for _time in range(2):
            appointing.end(appointment=appointment, on=YESTERDAY, at=NOW, frees=True)
        assert holders(place.session) == [next_in_line]
        assert (told(ada), told(next_in_line)) == (["given-up"], ["promoted"])

    def test_without_a_yes_a_place_is_not_taken_away(self, ada, appointment, place):
        with pytest.raises(StillHolding):
            appointing.end(appointment=appointment, on=YESTERDAY, at=NOW)
        appointing.end(appointment=appointment, on=localdate(NOW), at=NOW)
        assert holders(place.session) == [ada]

    def test_place_before_a_last_day_to_come_stays(self, ada, appointment, place):
        later = RegistrationFactory(
            assistant=ada, session=CoreSessionFactory(core_module=2, days_ahead=11)
        )
        last_day = localdate(NOW) + timedelta(days=10)
        appointing.end(appointment=appointment, on=last_day, at=NOW, frees=True)
        assert (holders(place.session), holders(later.session)) == ([ada], [])

    def test_what_was_attended_stays(self, ada, appointment, staff):
        attended = RegistrationFactory(
            assistant=ada,
            session=CoreSessionFactory(days_ahead=-3),
            mark="present",
            marked_by=staff,
            marked_at=NOW,
        )
        appointing.end(appointment=appointment, on=YESTERDAY, at=NOW, frees=True)
        assert holders(attended.session) == [ada]

    def test_place_that_another_appointment_justifies_stays(self, ada, appointment, place):
        AppointmentFactory(assistant=ada)
        appointing.end(appointment=appointment, on=YESTERDAY, at=NOW, frees=True)
        assert holders(place.session) == [ada]


class TestWhenTheLastDayHasPassed:
    def test_places_are_freed_once(self, ada, appointment, place, next_in_line):
        appointing.end(appointment=appointment, on=localdate(NOW), at=NOW)
        assert appointing.free_after_last_day(NOW) == []
        tomorrow = NOW + timedelta(days=1)
        assert appointing.free_after_last_day(tomorrow) == [place]
        assert appointing.free_after_last_day(tomorrow) == []
        assert holders(place.session) == [next_in_line]
        assert (told(ada), told(next_in_line)) == (["given-up"], ["promoted"])

    def test_second_run_only_looks(self, appointment, place, django_assert_num_queries):
        appointment.ends_on = YESTERDAY
        appointment.save()
        free_after_last_day()
        with django_assert_num_queries(1):
            free_after_last_day()

    def test_other_appointment_of_the_term_keeps_the_place(self, ada, appointment, place):
        appointment.ends_on = YESTERDAY
        appointment.save()
        AppointmentFactory(assistant=ada)
        AppointmentFactory(assistant=ada, term=TermFactory(code="2032V"), ends_on=YESTERDAY)
        assert appointing.free_after_last_day(NOW) == []

    def test_other_term_does_not_keep_it(self, ada, appointment, place):
        appointment.ends_on = YESTERDAY
        appointment.save()
        AppointmentFactory(assistant=ada, term=TermFactory(code="2032V"))
        assert appointing.free_after_last_day(NOW) == [place]

    def test_seminar_that_has_begun_is_left_alone(self, ada, appointment):
        appointment.ends_on = YESTERDAY
        appointment.save()
        RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=-0.1))
        assert appointing.free_after_last_day(NOW) == []


class TestAsking:
    @pytest.fixture
    def page(self, client, cleo, appointment):
        client.force_login(cleo.user)
        return reverse(
            "modules:end_appointment",
            args=[appointment.department.code, appointment.term.code, appointment.pk],
        )

    def test_page_names_the_places_and_frees_them_on_a_yes(self, client, page, place):
        asked = client.get(page).content.decode()
        assert "Free the places after the last day now: core module 1 on" in asked
        refused = client.post(page, {"last_day": YESTERDAY})
        assert "has a place at core module 1" in str(refused.context["form"].errors)
        ended = client.post(page, {"last_day": YESTERDAY, "frees": "on"}, follow=True)
        assert "Freed: core module 1 on" in ended.content.decode()
        assert holders(place.session) == []

    def test_page_of_a_person_without_places_does_not_ask(self, client, page):
        assert "frees" not in client.get(page).context["form"].fields

    def test_admin_frees_them_on_a_yes(self, uniped, appointment, place, next_in_line):
        sent = {
            "assistant": appointment.assistant_id,
            "term": appointment.term_id,
            "department": appointment.department_id,
            "course": appointment.course_id,
            "starts_on": "",
            "ends_on": YESTERDAY,
        }
        assert "has a place at" in errors(uniped.post(change_url(appointment), sent))
        sent["frees"] = "on"
        assert apply(uniped, change_url(appointment), sent).status_code == 302
        assert holders(place.session) == [next_in_line]

    def test_admin_does_not_ask_of_a_new_one(self, uniped):
        CourseFactory()
        page = uniped.get(reverse("admin:enrollment_appointment_add")).content.decode()
        assert 'name="frees"' not in page


class TestByFile:
    @pytest.fixture
    def file(self, appointment):
        person, place = appointment.assistant, appointment
        cells = [
            *(place.term.code, person.username, person.name, person.email),
            *(place.department.code, place.course.code, YESTERDAY.isoformat()),
        ]
        header = "term,username,name,email,department,course,ends_on\n"
        return SimpleUploadedFile("ended.csv", f"{header}{','.join(cells)}\n".encode())

    def test_places_are_shown_and_freed_once_confirmed(
        self, client, cleo, ada, appointment, place, next_in_line, file
    ):
        client.force_login(cleo.user)
        page = reverse("modules:import_people", args=["IE-IMF", appointment.term.code])
        refused = client.post(page, {"file": file})
        assert [problem.column for problem in refused.context["result"].problems] == ["ends_on"]
        assert f'name="free" value="{place.pk}"' in refused.content.decode()
        again = client.post(page, {"stored": refused.context["stored"]})
        assert holders(place.session) == [ada]
        preview = client.post(
            page, {"stored": again.context["stored"], "again": "free", "free": place.pk}
        )
        text = preview.content.decode()
        assert str(place) in text
        assert "1 person on the waitlist gets a place." in text
        assert next_in_line.name not in text
        assert preview.context["result"].letters.total() == 2
        assert (holders(place.session), told(ada)) == ([ada], [])
        assert client.post(page, preview.context["confirm_form"].initial).status_code == 302
        assert holders(place.session) == [next_in_line]
        assert (told(ada), told(next_in_line)) == (["given-up"], ["promoted"])

    def test_place_taken_since_the_preview_is_asked_about_again(self, uniped, ada, place, file):
        page = reverse("admin:enrollment_appointment_import")
        stored = uniped.post(page, {"file": file}).context["stored"]
        preview = uniped.post(page, {"stored": stored, "again": "free", "free": place.pk})
        later = CoreSessionFactory(core_module=2, days_ahead=11)
        RegistrationFactory(assistant=ada, session=later)
        confirmed = reverse("admin:enrollment_appointment_process_import")
        again = uniped.post(confirmed, {"stored": preview.context["stored"]})
        assert "no other appointment" in again.content.decode()
        assert (holders(place.session), holders(later)) == ([ada], [ada])

    def test_other_letters_than_those_shown_are_asked_about_again(
        self, uniped, ada, place, next_in_line, file
    ):
        page = reverse("admin:enrollment_appointment_import")
        stored = uniped.post(page, {"file": file}).context["stored"]
        preview = uniped.post(page, {"stored": stored, "again": "free", "free": place.pk})
        next_in_line.waits.all().delete()
        confirmed = reverse("admin:enrollment_appointment_process_import")
        again = uniped.post(confirmed, preview.context["confirm_form"].initial)
        assert "The table has changed since the preview." in again.content.decode()
        assert "0 people on the waitlist get a place." in again.content.decode()
        assert (holders(place.session), told(ada)) == ([ada], [])
        assert uniped.post(confirmed, again.context["confirm_form"].initial).status_code == 302
        assert (holders(place.session), told(ada)) == ([], ["given-up"])
