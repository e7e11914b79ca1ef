"""Files of other programs: their encodings, sheets, formulas, notes and spellings are read as meant, or refused with the cell."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from enrollment.forms.text_files import repaired
from enrollment.models import Appointment, LearningAssistant
from enrollment.resources import AppointmentResource
from enrollment.resources.reading import read_file
from enrollment.resources.reading.headings import Choices
from tests.enrollment.no_tables import ods
from tests.factories import CourseFactory, DepartmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

HEADINGS = ["Navn", "E-post", "Emne", "Brukernavn"]


@pytest.fixture(autouse=True)
def physics():
    department = DepartmentFactory(code="NV-IFY")
    for code in ("TFY4104", "TFY4155"):
        CourseFactory(code=code, department=department)


def imported(data, **values):
    given = Choices(values={"term": "2031H", "department": "NV-IFY"} | values)
    return AppointmentResource().import_file(read_file(data), given)


def workbook(build: Callable[[Workbook], None]) -> bytes:
    book, file = Workbook(), BytesIO()
    build(book)
    book.save(file)
    return file.getvalue()


def written(*rows, headings=HEADINGS):
    return "\r\n".join(";".join(row) for row in (headings, *rows)).encode()


def row_of(course="TFY4104", username="ada"):
    return ["Ada Aas", "ada@example.org", course, username]


def names():
    return [person.name for person in LearningAssistant.objects.order_by("pk")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "mac_roman", "cp850"])
def test_each_encoding_of_excel_keeps_the_letters(encoding):
    text = "Navn;E-post;Emne;Brukernavn\r\nBjørn Åsæ;b@x.no;TFY4104;ba\r\nRené Müller;r@x.no;TFY4104;rm\r\n"
    imported(text.encode(encoding))
    assert names() == ["Bjørn Åsæ", "René Müller"]


def test_letters_damaged_by_another_program_are_repaired():
    result = imported("Navn;E-post;Emne;Brukernavn\r\nBjÃ¸rn Ã…s;b@x.no;TFY4104;ba\r\n".encode())
    assert names() == ["Bjørn Ås"]
    assert "damaged" in " ".join(result.table.notes)


def test_letters_that_were_damaged_twice_are_repaired_too():
    assert repaired("BjÃƒ¸rn") == "Bjørn"


def test_a_hidden_sheet_is_passed_over():
    def build(book):
        book.active.title, book.active.sheet_state = "Last year", "hidden"
        for sheet, name in ((book.active, "Old One"), (book.create_sheet("Now"), "New One")):
            sheet.append(HEADINGS)
            sheet.append([name, "a@x.no", "TFY4104", "one"])

    result = imported(workbook(build))
    assert names() == ["New One"]
    assert "Other sheets are passed over: Last year." in " ".join(result.table.notes)


def in_excel(rows, hidden) -> bytes:
    def build(book):
        for row in rows:
            book.active.append(row)
        for number in hidden:
            book.active.row_dimensions[number].hidden = True

    return workbook(build)


def in_libreoffice(rows, hidden) -> bytes:
    written = "".join(
        f"""<table:table-row {'table:visibility="filter"' if number in hidden else ""}>"""
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for number, row in enumerate(rows, 1)
    )
    of = "urn:oasis:names:tc:opendocument:xmlns"
    return ods(
        f'<x xmlns:table="{of}:table:1.0" xmlns:text="{of}:text:1.0">'
        f"<table:table>{written}</table:table></x>"
    )


def test_blank_rows_that_libreoffice_counts_are_counted():
    data = in_libreoffice([HEADINGS, [], ["Ada Aas", "a@x.no", "TFY4104", "ada"]], set())
    with ZipFile(BytesIO(data)) as archive:
        xml = archive.read("content.xml").decode()
    twice = xml.replace("<table:table-row >", '<table:table-row table:number-rows-repeated="4">', 2)
    once = twice.replace(' table:number-rows-repeated="4"', "", 1)
    (sheet,) = read_file(ods(once)).sheets
    assert [number for number, _cells in sheet.rows] == [1, 6]


@pytest.mark.parametrize("program", [in_excel, in_libreoffice])
def test_hidden_rows_are_read_with_a_note(program):
    people = [["Ada Aas", "a@x.no", "TFY4104", "ada"], ["Ben Berg", "b@x.no", "TFY4104", "ben"]]
    result = imported(program([HEADINGS, *people], {3, 9}))
    assert names() == ["Ada Aas", "Ben Berg"]
    (note,) = result.table.notes
    assert note == "1 hidden row was read too. Delete it from the file if it does not belong."


def test_a_formula_without_a_value_is_no_blank_cell():
    def build(book):
        book.active.append([*HEADINGS, "Til"])
        book.active.append([*row_of(), "=TODAY()"])

    problem, *_others = imported(workbook(build)).problems
    assert (problem.row, problem.column) == (2, "ends_on")
    assert "Open the file in Excel" in problem.reason


def test_notes_below_the_table_are_passed_over_and_named():
    rows = [row_of(), [""] * 4, ["Last updated 3 September", "", "", ""], ["Sum", "", "", ""]]
    result = imported(written(*rows))
    assert names() == ["Ada Aas"]
    note = "What is below the table is passed over: Last updated 3 September, Sum."
    assert note in result.table.notes


def test_a_row_of_one_cell_right_below_the_others_is_no_note():
    result = imported(written(row_of(), ["Ben Berg", "", "", ""]))
    assert {problem.row for problem in result.problems} == {3}


def test_a_cell_left_blank_by_merging_is_asked_about():
    def build(book):
        book.active.append(["Emne", "Navn", "E-post", "Brukernavn"])
        book.active.append(["TFY4104", "Ada Aas", "ada@example.org", "ada"])
        book.active.append([None, "Ben Berg", "ben@example.org", "ben"])
        book.active.merge_cells("A2:A3")

    (problem,) = imported(workbook(build)).problems
    assert (problem.row, problem.column) == (3, "course")


@pytest.mark.parametrize("course", ["TFY 4104", "TFY-4104", "tfy4104-1", "TFY4104 Fysikk 2031"])
def test_a_course_is_read_in_each_spelling(course):
    imported(written(row_of(course)))
    assert Appointment.objects.get().course.code == "TFY4104"


@pytest.mark.parametrize("course", ["TFY4104/TFY4155", "TFY4104 TFY4155", "TFY4104, TFY4999"])
def test_of_two_courses_none_is_guessed(course):
    (problem,) = imported(written(row_of(course))).problems
    assert "Write a row for each course." in problem.reason


def test_what_feide_and_mail_programs_write_is_read():
    row = ["Ada Aas", "Ada Aas <ada@example.org>", "TFY4104", "ada@ntnu.no"]
    imported(written(row, headings=["Navn", "E-post", "Emne", "Brukernavn (Feide)"]))
    person = LearningAssistant.objects.get()
    assert (person.username, person.email) == ("ada", "ada@example.org")


def test_term_in_two_columns_is_that_of_the_file_and_not_of_the_page():
    headings = [*HEADINGS, "Termin", "År"]
    imported(written([*row_of(), "HØST", "2030"], headings=headings))
    assert Appointment.objects.get().term.code == "2030H"


def test_bars_separate_cells_too():
    imported(written(row_of()).replace(b";", b"|"))
    assert names() == ["Ada Aas"]
