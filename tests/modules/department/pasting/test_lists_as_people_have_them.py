"""Lists from spreadsheets, mail programs and documents are read as their writers mean them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.models import LearningAssistant
from modules.department.forms import LONGEST_LIST
from modules.department.pasting import bringing_in
from modules.department.pasting.cells import sort_cells
from modules.department.pasting.reading import read_rows, written
from modules.scope import Scope
from tests.factories import NOW, CoordinatorFactory, CourseFactory, TermFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LISTS = Path(__file__).parents[3] / "cases" / "lists"
EXPECTED = json.loads((LISTS / "expected.json").read_text())
# The lines that are asked about, by file.
ASKED = {
    "one_unreadable_line.txt": ["???"],
    "unreadable_address_missing.txt": ["Tom Ukjent"],
    "unreadable_greeting.txt": ["Hei, her er listen vår:"],
}
PIECES = [
    "Ola",
    "Strand",
    "olastr",
    "12",
    "98710866",
    "TFY4104",
    "TFY4115:",
    "|",
    "@",
    "olastr@stud.ntnu.no",
    "o@x.no",
    "<",
    ">",
    ";",
    ",",
    '"',
    "'",
    "-",
    "•",
    "1.",
    "Navn",
    "E-post",
    "Emne",
    "Nr",
    "mvh",
    "1.9.2031",
    "fra",
    "mailto:",
    "(",
    ")",
    "å",
    "20%",
    "/",
    "?",
] + [
    *"\t\n ",
    "  ",
    "\u200b",
    "a\u030a",
]


@pytest.fixture
def desk():
    course = CourseFactory()
    CourseFactory(code="TFY4115")
    coordinator = CoordinatorFactory()
    return {
        "course": course,
        "scope": Scope(course.department),
        "term": TermFactory(),
        "by": coordinator.user,
        "at": NOW,
    }


def read(name):
    return (LISTS / name).read_text()


def bring_in(text, desk):
    checked = bringing_in.check(text=text, answers={}, **desk)
    rest = {name: value for name, value in desk.items() if name != "course"}
    assert bringing_in.appoint(checked=checked, correct=[], **rest) == []
    return checked


def test_every_list_has_its_reading():
    assert {path.name for path in LISTS.glob("*.txt")} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_is_read_as_it_is_meant(desk, name):
    checked = bring_in(read(name), desk)
    assert [line.text for line in checked.to_mend] == ASKED.get(name, [])
    found = LearningAssistant.objects.values_list("name", "username", "email")
    assert sorted(found) == sorted(map(tuple, EXPECTED[name]))
    appointed = LearningAssistant.objects.filter(appointments__course__code="TFY4104")
    assert appointed.count() == len(EXPECTED[name])


@pytest.mark.parametrize("name", EXPECTED)
def test_the_list_shown_again_is_read_the_same(name):
    rows = read_rows(read(name)).rows
    again = read_rows(written(rows)).rows
    assert [(row.text, row.cells, row.columns, row.course) for row in again] == [
        (row.text, row.cells, row.columns, row.course) for row in rows
    ]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_whatever_is_pasted_a_number_is_neither_name_nor_user_name(text):
    rows = read_rows(text).rows
    assert len({row.number for row in rows}) == len(rows)
    assert [row.line for row in rows] == sorted(row.line for row in rows)
    assert all(1 <= row.line <= text.count("\n") + 1 for row in rows)
    again = read_rows(written(rows)).rows
    assert [(row.text, row.columns, row.course) for row in again] == [
        (row.text, row.columns, row.course) for row in rows
    ]
    for row in rows:
        cells = sort_cells(row, courses={"TFY4104"}, usernames={"olastr", "12"})
        assert not cells.username.isdigit()
        assert not cells.name or any(map(str.isalpha, cells.name))


@pytest.mark.parametrize("text", ["x", "x@", "<x", "x,", "1."])
def test_a_line_as_long_as_the_form_takes_is_read_at_once(text):
    assert len(read_rows(text * (LONGEST_LIST // len(text))).rows) == 1


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Kari Hansen - karih@stud.ntnu.no", "Kari Hansen"),
        ("Kari Hansen / karih@stud.ntnu.no", "Kari Hansen"),
        ("✓ Kari Hansen karih@stud.ntnu.no", "Kari Hansen"),
        ("→ Hansen, Kari <karih@stud.ntnu.no>", "Kari Hansen"),
        ("Kari Hansen (vit.ass.)\tkarih@stud.ntnu.no", "Kari Hansen (vit.ass.)"),
        ("Kari Hansen (karih@stud.ntnu.no)", "Kari Hansen"),
        ("Kari Hansen, karih@stud.ntnu.no.", "Kari Hansen"),
    ],
)
def test_signs_around_a_name_are_no_part_of_it(line, name):
    cells = sort_cells(read_rows(line).rows[0], courses=set(), usernames=set())
    assert (cells.name, cells.email, cells.unread) == (name, "karih@stud.ntnu.no", [])


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        (
            "Kari Hansen (karih@stud.ntnu.no) og Per Olsen (perol@stud.ntnu.no)",
            "perol@stud.ntnu.no",
        ),
        ("Kari Hansen;karih@stud.ntnu.no;01.01.27-30.06.27", "01.01.27-30.06.27"),
        ("Kari Hansen;karih@stud.ntnu.no;1/8 – 15/12", "1/8 – 15/12"),
    ],
)
def test_what_may_be_another_person_or_day_is_asked_about(line, unread):
    cells = sort_cells(read_rows(line).rows[0], courses=set(), usernames=set())
    assert cells.unread == [unread]


def test_two_numbered_lists_leave_four_people_and_rename_none(desk):
    for name in ("numbered_first.txt", "numbered_second.txt"):
        bring_in(read(name), desk)
    found = LearningAssistant.objects.values_list("username", "name")
    assert sorted(found) == [
        ("olakow", "Ola Kowalska"),
        ("olalun", "Ola Lund"),
        ("olastr", "Ola Strand"),
        ("sinlun", "Sindre Lund"),
    ]


def test_dates_of_the_list_are_those_of_the_appointment(desk):
    bring_in(read("spreadsheet_english_with_dates.txt"), desk)
    for assistant in LearningAssistant.objects.all():
        appointment = assistant.appointments.get()
        assert (str(appointment.starts_on), str(appointment.ends_on)) == (
            "2031-08-20",
            "2031-12-15",
        )


BELOW_COURSES = """TFY4104:
Kari Nordmann karno@stud.ntnu.no
Ola Strand; olastr@stud.ntnu.no; TFY4115
**TFY4115 – {name}**
- Kari Nordmann karno@stud.ntnu.no
TFY4999
Per Olsen perols@stud.ntnu.no
"""


def test_lines_below_a_course_belong_to_it_unless_they_name_their_own(desk):
    other = desk["scope"].courses_of().get(code="TFY4115")
    checked = bring_in(BELOW_COURSES.format(name=other.name_en), desk)
    (unknown,) = checked.to_mend
    assert unknown.question.sentence == "There is no course TFY4999."
    assert checked.rest == "TFY4999:\nPer Olsen perols@stud.ntnu.no"
    found = LearningAssistant.objects.values_list("username", "appointments__course__code")
    assert sorted(found) == [("karno", "TFY4104"), ("karno", "TFY4115"), ("olastr", "TFY4115")]


def test_name_of_two_courses_is_no_heading(desk):
    for code in ("TFY4120", "TFY4125"):
        CourseFactory(code=code, name_en="Waves", department=desk["scope"].department)
    checked = bring_in("Waves\nKari Nordmann karno@stud.ntnu.no", {**desk, "course": None})
    assert len(checked.to_mend) == 2
