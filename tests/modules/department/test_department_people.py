"""The department's learning assistants: listing, appointing one by one or by file, and ending an appointment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from enrollment.models import Appointment, LearningAssistant, Letter, Term
from enrollment.people import appointing
from modules.department.appointing import DepartmentAppointments, take
from modules.scope import Scope
from tests.enrollment.admin_pages import apply
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

DORA = {
    "username": "dora",
    "name": "Dora Dal",
    "email": "dora@example.org",
    "course": "TMA4100",
    "language": "en",
    "starts_on": "",
    "ends_on": "",
}
HEADER = "term,username,name,email,department,course\n"
DORA_ROW = "2031H,dora,Dora Dal,dora@example.org,IE-IMF,TMA4100\n"


@pytest.fixture
def coordinator(client, cleo):
    client.force_login(cleo.user)
    return client


def url(page, *args):
    return reverse(f"modules:{page}", args=["IE-IMF", "2031H", *args])


def errors(response):
    return response.context["form"].errors


class TestOneByOne:
    def test_appoints_and_greets(self, coordinator):
        answer = coordinator.post(url("add_person"), DORA | {"starts_on": "2031-09-01"})
        assert answer.headers["Location"] == reverse(
            "completion:department", args=["IE-IMF", "2031H"]
        )
        appointment = Appointment.objects.get(assistant__username="dora")
        assert appointment.assistant.language == "en"
        assert str(appointment.starts_on) == "2031-09-01"
        letter = appointment.assistant.letters.get()
        assert letter.kind == "greeting"
        assert letter.facts["department"] == "Department of Mathematical Sciences"
        assert letter.facts["courses"] == ["TMA4100 Calculus 1"]

    def test_twice_is_once(self, coordinator):
        for _time in range(2):
            assert coordinator.post(url("add_person"), DORA).status_code == 302
        assert Appointment.objects.filter(assistant__username="dora").count() == 1
        assert Letter.objects.count() == 1

    def test_takes_up_again_what_has_ended(self, coordinator, ada):
        Appointment.objects.update(ends_on=localdate(NOW) - timedelta(days=1))
        sent = DORA | {"username": "ada", "name": "Ada Aas", "email": ada.email, "language": "nb"}
        coordinator.post(url("add_person"), sent)
        assert Appointment.objects.get().ends_on is None

    def test_tells_what_is_wrong_at_its_field(self, coordinator, ada):
        sent = DORA | {"email": ada.email, "starts_on": "2031-10-02", "ends_on": "2031-10-01"}
        found = errors(coordinator.post(url("add_person"), sent))
        assert set(found) == {"email", "ends_on"}
        assert not LearningAssistant.objects.filter(username="dora").exists()

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("name", "Benny", "ben is on record with “Ben Berg”. Write that; Uniped corrects it."),
            ("language", "en", "Uniped corrects it."),
            ("email", "x@example.org", "on record already, at another department."),
        ],
    )
    def test_what_is_on_record_of_others_stays(self, coordinator, ben, field, value, sentence):
        sent = DORA | {"username": "ben", "name": "Ben Berg", "email": ben.email, "language": "nb"}
        found = errors(coordinator.post(url("add_person"), sent | {field: value}))
        assert list(found) == [field]
        assert sentence in found[field][0]

    def test_so_does_what_a_later_column_may_say_of_them(self, cleo, ben):
        class WithMore(DepartmentAppointments):
            def check_person(self, row, person):
                person["exempt_since"] = "2031-01-01"
                super().check_person(row, person)

        term = AppointmentFactory(department=cleo.department).term
        row = {"term": term.code, "username": "ben", "name": "Ben Berg", "email": ben.email}
        row |= {"department": "IE-IMF", "course": "TMA4100"}
        desk = WithMore(Scope(cleo.department), term)
        result = take(desk, {1: row}, by=cleo.user, at=NOW, rehearse=True)
        assert "exempt_since" in {problem.column for problem in result.problems}

    @pytest.mark.parametrize(
        ("field", "value"),
        [("name", "Dora Dahl"), ("email", "dora.dal@example.org"), ("language", "nb")],
    )
    def test_changes_nothing_on_record(self, coordinator, field, value):
        coordinator.post(url("add_person"), DORA)
        found = errors(coordinator.post(url("add_person"), DORA | {field: value}))
        assert list(found) == [field]
        assert found[field][0].endswith("Write that, or correct the record on their page.")
        dora = LearningAssistant.objects.get(username="dora")
        assert getattr(dora, field) == DORA[field]


class TestFile:
    def send(self, client, text):
        return client.post(
            url("import_people"), {"file": SimpleUploadedFile("la.csv", text.encode())}
        )

    def test_shows_first_then_imports(self, coordinator):
        shown = self.send(coordinator, HEADER + DORA_ROW)
        assert "1 row of the file changes something" in shown.content.decode()
        assert not LearningAssistant.objects.filter(username="dora").exists()
        confirmed = shown.context["confirm_form"].initial
        done = coordinator.post(url("import_people"), confirmed, follow=True)
        assert "1 row added." in done.content.decode()
        again = coordinator.post(url("import_people"), confirmed, follow=True)
        assert "The preview has expired" in again.content.decode()
        assert Letter.objects.filter(kind="greeting").count() == 1

    def test_a_preview_outlives_redis(self, coordinator):
        shown = self.send(coordinator, HEADER + DORA_ROW)
        cache.clear()
        confirmed = shown.context["confirm_form"].initial
        done = coordinator.post(url("import_people"), confirmed, follow=True)
        assert "1 row added." in done.content.decode()

    def test_tells_every_row_that_is_wrong_and_imports_none(self, coordinator, ben):
        rows = [
            DORA_ROW,
            "2031H,eva,Eva Eng,eva@example.org,HF-IHK,HIST1500\n",
            "2031H,ivar,Ivar Iden,ivar@example.org,IE-IMF,HIST1500\n",
            "2030H,olav,Olav Os,olav@example.org,IE-IMF,TMA4100\n",
        ]
        shown = self.send(coordinator, HEADER + "".join(rows))
        problems = shown.context["result"].problems
        assert [(problem.row, problem.column) for problem in problems] == [
            (3, "department"),
            (4, "course"),
            (5, "term"),
        ]
        assert "confirm_form" not in shown.context
        assert not LearningAssistant.objects.filter(username="dora").exists()
        assert not Term.objects.filter(code="2030H").exists()

    def test_what_came_in_its_way_meanwhile_is_told(self, coordinator):
        shown = self.send(coordinator, HEADER + DORA_ROW)
        LearningAssistantFactory(email="dora@example.org")
        confirmed = shown.context["confirm_form"].initial
        answer = coordinator.post(url("import_people"), confirmed)
        assert answer.context["result"].is_refused
        assert Appointment.objects.count() == 1

    @pytest.mark.parametrize("stored", ["", "x", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"])
    def test_a_preview_that_is_none(self, coordinator, stored):
        answer = coordinator.post(url("import_people"), {"stored": stored})
        assert "The preview has expired" in answer.content.decode()

    def test_a_file_that_is_no_table(self, coordinator):
        found = errors(self.send(coordinator, ""))
        assert list(found) == ["file"]


@pytest.mark.parametrize("page", ["end_appointment", "undo_appointment", "change_course"])
def test_page_says_who_of_those_with_the_name_it_is(coordinator, ada, page):
    shown = coordinator.get(url(page, ada.appointments.get().pk)).content.decode()
    assert f"{ada.username} · {ada.email}" in shown


class TestEnding:
    def end(self, client, appointment, day):
        return client.post(url("end_appointment", appointment.pk), {"last_day": day})

    def test_stays_on_record(self, coordinator, ada):
        yesterday = localdate(NOW) - timedelta(days=1)
        for _time in range(2):
            assert self.end(coordinator, ada.appointments.get(), yesterday).status_code == 302
        assert ada.appointments.get().ends_on == yesterday

    def test_is_refused_while_a_place_to_come_is_held(self, coordinator, ada):
        RegistrationFactory(assistant=ada, session=CoreSessionFactory())
        yesterday = localdate(NOW) - timedelta(days=1)
        found = errors(self.end(coordinator, ada.appointments.get(), yesterday))
        assert "has a place at core module 1" in found["last_day"][0]
        assert ada.appointments.get().ends_on is None

    def test_not_before_it_began(self, coordinator, ada):
        ada.appointments.update(starts_on="2031-09-01")
        found = errors(self.end(coordinator, ada.appointments.get(), "2031-08-31"))
        assert found["last_day"] == ["The appointment ends before it starts."]

    def test_gives_places_on_to_those_who_wait(self, ada):
        """The first in line can no longer get a place, so the next one does."""
        session = CoreSessionFactory(capacity=1)
        WaitlistEntryFactory(assistant=ada, session=session)
        second = WaitlistEntryFactory(session=session).assistant
        yesterday = localdate(NOW) - timedelta(days=1)
        appointing.end(appointment=ada.appointments.get(), on=yesterday, at=NOW)
        assert session.registrations.get().assistant == second


class TestGreeting:
    def greeted(self):
        return Letter.objects.filter(kind="greeting").count()

    def test_no_one_who_has_logged_in(self, ada):
        appointing.greet(ada.appointments.all(), NOW)
        assert self.greeted() == 0

    def test_once_whatever_comes_later(self):
        appointment = AppointmentFactory()
        later = AppointmentFactory(assistant=appointment.assistant, term__code="2032V")
        for _time in range(2):
            appointing.greet([appointment], NOW)
        appointing.greet([later], NOW)
        assert self.greeted() == 1

    def test_not_for_a_term_that_is_past_or_an_appointment_that_has_ended(self):
        past = AppointmentFactory(term__code="2019V")
        ended = AppointmentFactory(ends_on=localdate(NOW) - timedelta(days=1))
        appointing.greet([past, ended], NOW)
        assert self.greeted() == 0

    @pytest.mark.parametrize(
        ("code", "month", "is_past"),
        [("2024V", 7, False), ("2024V", 8, True), ("2024H", 12, False), ("2023H", 1, True)],
    )
    def test_a_term_lasts_to_the_end_of_its_half_year(self, code, month, is_past):
        assert Term(code=code).is_past(NOW.replace(year=2024, month=month, day=15)) == is_past

    def test_by_staff_in_the_admin_too(self, root, ada):
        dora = LearningAssistantFactory()
        appointment = ada.appointments.get()
        sent = {
            "assistant": dora.pk,
            "term": appointment.term_id,
            "department": appointment.department_id,
            "course": appointment.course_id,
            "starts_on": "",
            "ends_on": "",
        }
        assert apply(root, reverse("admin:enrollment_appointment_add"), sent).status_code == 302
        assert dora.letters.get().kind == "greeting"


@pytest.mark.parametrize("who", ["coordinator", "assistant", "uniped"])
def test_the_menu_has_the_department_for_each_coordinator(client, cleo, staff, who):
    people = {"coordinator": cleo.user, "uniped": staff, "assistant": VerifiedUserFactory()}
    client.force_login(people[who])
    menu = client.get(reverse("enrollment:my")).content.decode()
    assert (f'href="{reverse("modules:departments")}"' in menu) == (who != "assistant")
