"""Files as people have them, at a department's page: what the file lacks is the page's or is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enrollment.models import Appointment, Coordinator, LearningAssistant, Letter, ReadHeading
from tests.factories import CourseFactory, DepartmentFactory, TermFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

CASES = Path(__file__).parents[2] / "cases"
EXPECTED = json.loads((CASES / "files.json").read_text())
PEOPLE = [name for name in EXPECTED if name.startswith("people_")]
GRADEBOOKS = [name for name in EXPECTED if name.startswith("canvas_")]
SPOTLESS = [
    name
    for name, case in EXPECTED.items()
    if case["kind"] == "appointments" and name not in GRADEBOOKS
]


@pytest.fixture
def page(client):
    department = DepartmentFactory(code="NV-IFY")
    for code in ("TFY4104", "TFY4155"):
        CourseFactory(code=code, department=department)
    term = TermFactory(code="2027V")
    user = UserFactory()
    Coordinator.objects.create(user=user, department=department)
    client.force_login(user)
    return reverse("modules:import_people", args=[department.code, term.code])


def choose(client, page, name, content=None):
    data = (CASES / "files" / name).read_bytes() if content is None else content
    return client.post(page, {"file": SimpleUploadedFile(name, data)})


def again(client, page, preview, **sent):
    return client.post(page, {"stored": preview.context["stored"], "again": "yes", **sent})


def confirm(client, page, preview, **sent):
    return client.post(page, preview.context["confirm_form"].initial | sent, follow=True)


def people():
    found = LearningAssistant.objects.order_by("pk")
    return [
        dict(zip(("name", "username", "email"), row, strict=True))
        for row in found.values_list("name", "username", "email")
    ]


@pytest.mark.parametrize("name", SPOTLESS)
def test_file_is_shown_and_imported_when_confirmed(client, page, name):
    preview = choose(client, page, name)
    assert preview.context["result"].table.notes == EXPECTED[name].get(
        "notes", preview.context["result"].table.notes
    )
    assert people() == []
    confirm(client, page, preview)
    assert people() == EXPECTED[name]["people"]
    assert {appointment.term.code for appointment in Appointment.objects.all()} == {"2027V"}


@pytest.mark.parametrize("name", GRADEBOOKS)
def test_addresses_that_canvas_lacks_are_asked_for_and_never_made_up(client, page, name):
    preview = choose(client, page, name)
    asked = preview.context["problems"]
    assert {corrected.problem.column for corrected in asked} == {"email"}
    wanted = EXPECTED[name]["people"]
    assert len(asked) == len(wanted)
    typed = {corrected.field: who["email"] for corrected, who in zip(asked, wanted, strict=True)}
    corrected = again(client, page, preview, **typed)
    confirm(client, page, corrected)
    assert people() == wanted


def test_address_on_record_at_the_department_is_found(client, page):
    confirm(client, page, choose(client, page, "people_four_columns.csv"))
    gradebook = 'Student,SIS Login ID,Section\n"Kowalska, Ingrid",ingkow,TFY4155\n'
    preview = choose(client, page, "canvas.csv", gradebook.encode())
    confirm(client, page, preview)
    assert Appointment.objects.filter(assistant__username="ingkow").count() == 2


def test_address_on_record_at_another_department_is_not_revealed(client, page, ada):
    gradebook = f"Student,SIS Login ID,Section\n{ada.name},{ada.username},TFY4155\n"
    preview = choose(client, page, "canvas.csv", gradebook.encode())
    assert [corrected.problem.column for corrected in preview.context["problems"]] == ["email"]
    assert ada.email not in preview.content.decode()


def test_row_of_another_department_is_refused_by_its_number(client, page, ada):
    other = ada.appointments.get().department.code
    file = f"Institutt;Navn;Brukernavn;E-post;Emne\nNV-IFY;A B;ab;ab@x.no;TFY4104\n{other};C D;cd;cd@x.no;TFY4104\n"
    problems = choose(client, page, "two.csv", file.encode()).context["result"].problems
    assert [(problem.row, problem.column) for problem in problems] == [(3, "department")]


UNFIT = b"Hvem;Hvor;Brukernavn;E-post\nA B;TFY4104;ab;ab@x.no\n"


class TestColumnsChosenByHand:
    def test_missing_column_is_chosen_with_samples_of_the_file(self, client, page):
        preview = choose(client, page, "unfit.csv", UNFIT)
        text = preview.content.decode()
        assert "Missing columns: name, course." in text
        assert "Hvem (A B)" in text
        fitted = again(client, page, preview, **{"heading-name": "Hvem", "heading-course": "Hvor"})
        confirm(client, page, fitted)
        assert [who["name"] for who in people()] == ["A B"]

    def test_choice_is_remembered_for_the_same_person_once_imported(self, client, page):
        preview = choose(client, page, "unfit.csv", UNFIT)
        fitted = again(client, page, preview, **{"heading-name": "Hvem", "heading-course": "Hvor"})
        assert not ReadHeading.objects.exists()
        confirm(client, page, fitted)
        assert "rows" in choose(client, page, "unfit.csv", UNFIT).context
        other = UserFactory()
        Coordinator.objects.create(user=other, department=Appointment.objects.get().department)
        client.force_login(other)
        assert "Missing columns" in choose(client, page, "unfit.csv", UNFIT).content.decode()

    def test_one_heading_chosen_for_two_columns_is_remembered_once(self, client, page):
        preview = choose(client, page, "unfit.csv", UNFIT.replace(b"Hvem", b"Hvor."))
        sent = {"heading-name": "Hvor.", "heading-course": "Hvor"}
        confirm(client, page, again(client, page, preview, **sent))
        assert [heading.heading for heading in ReadHeading.objects.all()] == ["hvor"]

    def test_preview_of_another_person_cannot_be_read_or_confirmed(self, client, page, admin_user):
        preview = choose(client, page, "people_four_columns.csv")
        client.force_login(admin_user)
        text = client.post(page, {"stored": preview.context["stored"], "again": "1"}).content
        assert b"The preview has expired" in text
        confirm(client, page, preview)
        assert not Appointment.objects.exists()

    def test_one_value_is_given_for_all_rows(self, client, page):
        preview = choose(client, page, "unfit.csv", UNFIT)
        sent = {"heading-name": "Hvem", "value-course": "TFY4155"}
        confirm(client, page, again(client, page, preview, **sent))
        assert Appointment.objects.get().course.code == "TFY4155"

    def test_expired_preview_is_told(self, client, page):
        preview = choose(client, page, "unfit.csv", UNFIT)
        sent = {"stored": "0" * 32, "again": "yes"}
        assert "expired" in str(client.post(page, sent).context["form"].errors)
        assert preview.status_code == 200


class TestLetters:
    def test_preview_says_how_many_letters_go_and_confirming_sends_them(self, client, page):
        preview = choose(client, page, "people_four_columns.csv")
        assert "3 letters" in preview.content.decode()
        assert not Letter.objects.exists()
        confirm(client, page, preview)
        assert Letter.objects.count() == 3

    def test_none_is_sent_if_the_reader_ticks_so(self, client, page):
        preview = choose(client, page, "people_four_columns.csv")
        confirm(client, page, preview, no_letters="on")
        assert Appointment.objects.count() == 3
        assert not Letter.objects.exists()

    def test_tick_is_only_there_where_letters_would_go(self, client, page):
        confirm(client, page, choose(client, page, "people_four_columns.csv"))
        text = choose(client, page, "people_four_columns.csv").content.decode()
        assert "no_letters" not in text


def test_template_has_the_present_rows_and_can_be_imported(client, page):
    confirm(client, page, choose(client, page, "people_four_columns.csv"))
    template = client.get(page, {"template": ""})
    assert template["Content-Type"].endswith("sheet")
    text = choose(client, page, "template.xlsx", template.content).content.decode()
    assert "Everything in the file is on record already." in text


class TestLargeFile:
    @pytest.fixture
    def large(self):
        rows = [f"{'x' * 900};P {n};p{n};p{n}@example.org;TFY4104" for n in range(24)]
        return "\n".join(["Merknad;Navn;Brukernavn;E-post;Emne", *rows]).encode()

    def test_page_says_that_it_is_checked_and_leads_to_the_preview(self, client, page, large):
        checking = choose(client, page, "large.csv", large)
        text = checking.content.decode()
        following = f"?preview={checking.context['stored']}"
        assert "large.csv is being checked." in text
        assert f'<meta http-equiv="refresh" content="0; url={following}">' in text
        preview = client.get(page + following)
        assert len(preview.context["rows"]) == 24
        assert "Importing 24 rows" in preview.content.decode()
        assert people() == []
        again = client.post(page, {"stored": preview.context["stored"], "again": "yes"})
        assert "large.csv is being checked." in again.content.decode()
        confirm(client, page, preview)
        assert len(people()) == 24

    def test_preview_that_is_not_theirs_is_as_one_that_has_expired(
        self, client, page, large, admin_user
    ):
        stored = choose(client, page, "large.csv", large).context["stored"]
        client.force_login(admin_user)
        for name in (stored, "0" * 32, "nonsense"):
            text = client.get(page, {"preview": name}).content.decode()
            assert "The preview has expired" in text
            assert "p1@example.org" not in text

    def test_in_the_admin_too(self, client, large, uniped):
        page = reverse("admin:enrollment_appointment_import")
        with_place = b"\n".join(
            row + (b";Semester;Institutt" if n == 0 else b";2027V;NV-IFY")
            for n, row in enumerate(large.split(b"\n"))
        )
        department = DepartmentFactory(code="NV-IFY")
        CourseFactory(code="TFY4104", department=department)
        file = SimpleUploadedFile("large.csv", with_place)
        checking = uniped.post(page, {"file": file})
        assert "large.csv is being checked." in checking.content.decode()
        preview = uniped.get(page, {"preview": checking.context["stored"]})
        assert len(preview.context["rows"]) == 24
