"""The preview of a large file has pages: those who change first, every row on one of them, all confirmed together."""

from __future__ import annotations

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enrollment.models import Appointment, LearningAssistant
from enrollment.resources.previewing import MOST_CORRECTED, ROWS_SHOWN
from tests.factories import AppointmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

IMPORT = reverse("admin:enrollment_appointment_import")
PROCESS = reverse("admin:enrollment_appointment_process_import")
NUMBER = ROWS_SHOWN + 1


def file_of(appointment, course="", new=ROWS_SHOWN):
    """Return a file of new people, and at its end a person on record whose name changes."""
    place = f"{appointment.department.code},{course or appointment.course.code}"
    rows = [f"2031H,new{n},Ny Person {n},new{n}@example.org,{place}" for n in range(new)]
    person = appointment.assistant
    rows.append(f"2031H,{person.username},Changed Name,{person.email},{place}")
    header = "term,username,name,email,department,course"
    return SimpleUploadedFile("people.csv", "\n".join([header, *rows]).encode())


@pytest.fixture
def stored(uniped):
    """Return the name of a checked file of one row more than a page has."""
    return uniped.post(IMPORT, {"file": file_of(AppointmentFactory())}).context["stored"]


def shown(client, stored, page=1):
    return client.get(IMPORT, {"preview": stored, "page": page})


def link_in(page) -> str:
    """Return the address to which the link to another page leads."""
    return html.unescape(re.search(r'href="(\?preview=[^"]+)"', page.content.decode())[1])


def test_each_row_is_on_one_page_and_those_on_record_come_first(uniped, stored):
    first, second = shown(uniped, stored), shown(uniped, stored, 2)
    assert len(first.content) < 300_000
    assert [row["is_new"] for row in first.context["rows"]] == [False] + [True] * (ROWS_SHOWN - 1)
    assert f"{NUMBER} rows of the file change something" in first.content.decode()
    text = first.content.decode() + second.content.decode()
    assert {int(n) for n in re.findall(r"<ins>new(\d+)</ins>", text)} == {*range(ROWS_SHOWN)}
    assert f"?preview={stored}&amp;page=2" in first.content.decode()
    assert f"?preview={stored}&amp;page=1" in second.content.decode()


def test_all_rows_are_imported_from_any_page(uniped, stored):
    confirm = shown(uniped, stored, 2).context["confirm_form"].initial
    assert uniped.post(PROCESS, confirm).status_code == 302
    assert Appointment.objects.count() == NUMBER


def test_what_changes_between_two_pages_is_shown_again(uniped, stored):
    to_second = link_in(shown(uniped, stored))
    LearningAssistant.objects.update(name="Other Name")
    second = uniped.get(IMPORT + to_second)
    again = uniped.post(PROCESS, second.context["confirm_form"].initial)
    assert "The table has changed since the preview." in again.content.decode()
    assert Appointment.objects.count() == 1
    assert uniped.get(PROCESS + link_in(again), follow=True).context["rows_page"].number == 2
    assert uniped.post(PROCESS, again.context["confirm_form"].initial).status_code == 302


@pytest.mark.parametrize("page", ["0", "x", "99"])
def test_a_made_up_page_is_one_of_them(uniped, stored, page):
    assert shown(uniped, stored, page).status_code == 200


def test_problems_are_counted_and_the_first_can_be_corrected(uniped):
    file = file_of(AppointmentFactory(), course="NONE100", new=MOST_CORRECTED + 4)
    page = uniped.post(IMPORT, {"file": file})
    assert len(page.context["problems"]) == MOST_CORRECTED
    assert "5 more problems are shown once these are corrected." in page.content.decode()
    assert all(corrected.field for corrected in page.context["problems"])
