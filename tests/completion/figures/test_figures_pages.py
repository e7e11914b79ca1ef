"""Pages and exports of figures: Uniped's for a whole term, a coordinator's for their own people."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from html import unescape
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from openpyxl import load_workbook

from completion.figures.earlier import same_day
from enrollment.models import Term
from tests.completion.certificate_factories import complete, completed
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    CourseFactory,
    DepartmentFactory,
    FacultyFactory,
    TermFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

MOST = 15
# Two terms, each evaluated in about twenty statements for any number of people.
MOST_OF_DEPARTMENT = 45


def text_of(page) -> str:
    """Return the page as read aloud, without what is hidden from screen readers."""
    shown = re.sub(
        r'<(ul|svg)[^>]*aria-hidden="true".*?</\1>', " ", page.content.decode(), flags=re.S
    )
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def of_term(page="figures", code="2031H") -> str:
    return reverse(f"completion:{page}", args=[code])


def of_department(page="figures_of_department", code="2031H") -> str:
    return reverse(f"completion:{page}", args=["IE-IMF", code])


@pytest.fixture
def coordinator(client, cleo):
    client.force_login(cleo.user)
    return client


# Uniped's pages


def test_admin_leads_to_the_figures_of_the_term_to_speak_of(uniped, ada):
    page = uniped.get(reverse("admin:completion_completionreport_changelist"))
    address = reverse("completion:current_figures")
    assert f'href="{address}"' in page.content.decode()
    assert uniped.get(address).url == of_term()


def test_without_a_term_the_page_says_what_comes_first(uniped):
    page = uniped.get(reverse("completion:current_figures"))
    assert "There is no term yet." in text_of(page)
    assert reverse("admin:enrollment_term_add") in page.content.decode()


def test_without_anyone_the_page_says_what_comes_first(uniped):
    TermFactory()
    page = uniped.get(of_term())
    assert "No learning assistants are on record in autumn 2031." in text_of(page)
    assert reverse("admin:enrollment_appointment_import") in page.content.decode()


def test_page_has_every_figure_in_words_and_numbers(uniped, ada, ben):
    complete(ada)
    text = text_of(uniped.get(of_term()))
    assert "Learning assistants 2" in text
    assert "Completed 1 50%" in text
    assert "There is no earlier term to compare with." in text
    assert "Department of Mathematical Sciences IE-IMF 1 0 1 1 1 1 1 1 1 0 0 0" in text
    assert "Registered for both core modules 1 50% 1" in text


def test_four_key_numbers_and_the_funnel_come_first(uniped, ada, ben):
    complete(ada)
    text = text_of(uniped.get(of_term()))
    first = "To complete LAOS 2 Registered for both core modules 1 50% Completed 1 50% At risk 0 0%"
    headings = ["Where they stop", "Where are extra dates needed?", "How far they are", "Campuses"]
    places = [text.index(words) for words in (first, *headings)]
    assert places == sorted(places)


def an_earlier_term(code="2030H", **fields) -> Term:
    """Create a term whose registration opened a year before that of 2031H."""
    now = TermFactory()
    opens, closes = now.registration_opens_at, now.registration_closes_at
    assert opens is not None
    assert closes is not None
    year = timedelta(days=365)
    window = {"registration_opens_at": opens - year, "registration_closes_at": closes - year}
    return TermFactory(code=code, **(window | fields))


def test_changes_are_from_the_same_day_of_the_earlier_term(uniped, ada, ben):
    complete(ada)
    AppointedFactory(appointment__term=an_earlier_term())
    text = text_of(uniped.get(of_term()))
    assert "Completed 1 50% +50 pp" in text
    assert "To complete LAOS 2 +1" in text
    day = date_format(same_day(TermFactory(), TermFactory(code="2030H"), NOW), "j F Y")
    assert f"Changes are since {day} in autumn 2030, as many days after registration opened" in text
    assert "Learning assistants 2 1 +1" in text
    assert "Attended core module 1 1 50% 0 0% +50 pp" in text
    assert "At risk 0 0% – –" in text


def test_page_says_that_days_are_counted_from_the_start_of_a_term_without_a_window(uniped, ada):
    an_earlier_term(registration_opens_at=None, registration_closes_at=None)
    assert "as many days into the term as today" in text_of(uniped.get(of_term()))


def test_page_says_where_extra_dates_are_needed(uniped, ada, ben):
    CoreSessionFactory(capacity=1)
    page = uniped.get(of_term())
    text = text_of(page)
    assert "Core module 1, Trondheim Norwegian 1 1 2 0 1" in text
    assert "Core module 2, Trondheim Norwegian 0 0 2 0 2" in text
    # The bars show the shortage: one of two, and two of two.
    demand = page.content.decode().partition('id="demand"')[2].partition("</table>")[0]
    assert re.findall(r'class="bar-part" width="(\d+)"', demand) == ["50", "100"]


def test_page_says_that_no_date_is_missing(uniped, ada):
    complete(ada)
    assert "No extra dates are needed: everyone who can still register has a place." in text_of(
        uniped.get(of_term())
    )


def test_no_date_is_opened_in_a_term_that_is_over(uniped, ada):
    AppointmentFactory(assistant=ada, term=TermFactory(code="2019H"))
    assert "extra dates" not in text_of(uniped.get(of_term(code="2019H")))


def test_figures_stand_as_counted_until_a_person_counts_now(uniped, ada):
    assert "Learning assistants 1" in text_of(uniped.get(of_term()))
    AppointedFactory()
    assert "Learning assistants 1" in text_of(uniped.get(of_term()))
    for _time in range(2):
        assert uniped.post(of_term("count_figures")).url == of_term()
    assert "Learning assistants 2" in text_of(uniped.get(of_term()))


# A coordinator's page


def test_coordinator_sees_their_department_by_course_and_no_other(coordinator, ada, ben):
    complete(ada)
    text = text_of(coordinator.get(of_department()))
    assert "Learning assistants 1" in text
    assert "Calculus 1 TMA4100 1 0 1 1 1 1 1 1 1 0 0 0" in text
    assert "History" not in text
    assert "extra dates" not in text


def test_coordinator_of_a_course_sees_that_course_only(client, ada):
    own = ada.appointments.get().course
    other = CourseFactory(code="TMA4105", name_en="Calculus 2", department=own.department)
    AppointedFactory(appointment__course=other)
    who = CoordinatorFactory(department=own.department, course=own).user
    client.force_login(who)
    text = text_of(client.get(of_department()))
    assert "For the courses you coordinate." in text
    assert "Learning assistants 1" in text
    assert "Calculus 1" in text
    assert "Calculus 2" not in text


def test_coordinator_sees_their_own_of_the_earlier_term(coordinator, ada, ben):
    for assistant in (ada, ben):
        appointment = assistant.appointments.get()
        AppointmentFactory(
            assistant=assistant, course=appointment.course, term=TermFactory(code="2031V")
        )
    text = text_of(coordinator.get(of_department()))
    assert "Learning assistants 1 1 0" in text


def test_figures_of_a_department_are_of_this_moment(coordinator, ada):
    assert "Learning assistants 1" in text_of(coordinator.get(of_department()))
    AppointedFactory(appointment__course=ada.appointments.get().course)
    assert "Learning assistants 2" in text_of(coordinator.get(of_department()))


def test_every_page_of_the_desk_has_the_tab(coordinator):
    page = coordinator.get(reverse("completion:department", args=["IE-IMF", "2031H"]))
    assert f'href="{of_department()}"' in page.content.decode()


def test_department_without_anyone_is_told_how_to_bring_them_in(coordinator):
    TermFactory(code="2031V")
    page = coordinator.get(of_department(code="2031V"))
    assert "No learning assistants are on record in spring 2031." in text_of(page)
    assert reverse("modules:paste_people", args=["IE-IMF", "2031V"]) in page.content.decode()


# Exports


def rows_of(answer) -> list[dict[str, str]]:
    assert "attachment" in answer["Content-Disposition"]
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_file_of_a_term_has_a_row_for_every_group(uniped, ada, ben):
    complete(ada)
    rows = rows_of(uniped.get(of_term("export_figures")))
    assert [(row["level"], row["name"], row["learning_assistants"]) for row in rows] == [
        ("all", "All", "2"),
        ("campus", "Trondheim", "2"),
        ("faculty", "Faculty of Natural Sciences", "2"),
        ("department", "Department of Historical and Classical Studies", "1"),
        ("department", "Department of Mathematical Sciences", "1"),
        ("course", "History", "1"),
        ("course", "Calculus 1", "1"),
    ]
    last = rows[-1]
    assert [last[name] for name in ("campus", "faculty", "department", "course")] == [
        "Trondheim",
        "NV",
        "IE-IMF",
        "TMA4100",
    ]
    assert (last["completed"], last["term"]) == ("1", "2031H")


def test_no_cell_of_a_file_is_a_formula(uniped, ada):
    department = ada.appointments.get().department
    department.name_en = "=1+1"
    department.save()
    rows = rows_of(uniped.get(of_term("export_figures"), {"format": "csv"}))
    assert "'=1+1" in [row["name"] for row in rows]
    answer = uniped.get(of_term("export_figures"), {"format": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).active
    assert (sheet.title, sheet.max_row) == ("LAOS 2031H", 6)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_coordinator_takes_out_their_own_only(coordinator, ada, ben):
    rows = rows_of(coordinator.get(of_department("export_figures_of_department")))
    assert {row["learning_assistants"] for row in rows} == {"1"}
    assert {row["department"] for row in rows} == {"", "IE-IMF"}


@pytest.mark.parametrize(
    "address", [of_term("export_figures"), of_department("export_figures_of_department")]
)
def test_unknown_format_is_not_found(uniped, ada, address):
    assert uniped.get(address, {"format": "pdf"}).status_code == 404


# Number of SQL statements


def count(client, page) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("page", "most"),
    [
        (of_term(), MOST),
        (of_term("export_figures"), MOST),
        (of_department(), MOST_OF_DEPARTMENT),
        (of_department("export_figures_of_department"), MOST_OF_DEPARTMENT),
    ],
)
def test_number_of_statements_does_not_grow(uniped, ada, page, most):
    complete(ada)
    AppointmentFactory(assistant=ada, term=TermFactory(code="2031V"))
    own = ada.appointments.get(term__code="2031H").course
    uniped.get(page)
    uniped.post(of_term("count_figures"))
    few = count(uniped, page)
    completed(30)
    for number in range(5):
        department = DepartmentFactory(code=f"D{number}", faculty=FacultyFactory(code=f"F{number}"))
        course = CourseFactory(code=f"C{number}", department=department)
        AppointedFactory(appointment__course=course)
        AppointedFactory(appointment__course=own)
        CoreSessionFactory()
    uniped.post(of_term("count_figures"))
    assert count(uniped, page) == few
    assert few <= most
    assert Term.objects.count() == 2
