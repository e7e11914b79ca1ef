"""What other programs and other habits make of a list is read as meant, or asked about; nothing is guessed."""

from __future__ import annotations

import pytest

from modules.department.pasting.cells import sort_cells
from modules.department.pasting.reading import read_rows

COURSES = {"TFY4104", "TFY4155"}
ADA = ("Ada Aas", "ada", "ada@stud.ntnu.no")


def people(text):
    found = []
    for row in read_rows(text).rows:
        cells = sort_cells(row, courses=COURSES, usernames=set())
        assert not cells.unread, cells.unread
        found.append((cells.name, cells.username, cells.email))
    return found


# Each is about Ada alone.
ONE_PERSON = {
    "a cell with a line break": 'Navn\tE-post\n"Ada\nAas"\tada@stud.ntnu.no',
    "a web page's signs": "Ada Aas &lt;ada@stud.ntnu.no&gt;",
    "a web page's signs twice": "Ada Aas &amp;lt;ada@stud.ntnu.no&amp;gt;",
    "square brackets": "Ada Aas [ada@stud.ntnu.no]",
    "a ticked box": "- [x] Ada Aas <ada@stud.ntnu.no>",
    "a semicolon inside the brackets": "Ada Aas <ada@stud.ntnu.no;>",
    "the role in a cell": "Ada Aas, læringsassistent, ada@stud.ntnu.no",
    "the role in brackets": "Ada Aas (hovedlæringsassistent) ada@stud.ntnu.no",
    "a share of a position": "Ada Aas;20% stilling;ada@stud.ntnu.no",
    "another share": "Ada Aas;0,2 årsverk;ada@stud.ntnu.no",
    "headings of Feide": "Navn;Feide-brukernavn;E-post\nAda Aas;ada@ntnu.no;ada@stud.ntnu.no",
    "an explanation behind a heading": "Navn;Brukernavn (Feide);E-post\nAda Aas;ada;ada@stud.ntnu.no",
    "headings of FS": "Studentnr;Etternavn;Fornavn;E-post;Emnekode;Termin;År\n"
    "123456;Aas;Ada;ada@stud.ntnu.no;TFY4104;HØST;2031",
    "signs that do not show": "\u200bAda\u00a0Aas\u200b;\u200bada@stud.ntnu.no\ufeff",
    "numbers stored as text": "'123456;Ada Aas;ada@stud.ntnu.no",
    "surname first, of Outlook": "Aas, Ada <ada@stud.ntnu.no>;",
}  # fmt: skip


@pytest.mark.parametrize("text", ONE_PERSON.values(), ids=ONE_PERSON)
def test_one_person_is_read(text):
    assert people(text) == [ADA]


def test_letters_damaged_by_another_program_are_repaired():
    assert people("BjÃ¸rn Ã…s;bjornas@stud.ntnu.no")[0][0] == "Bjørn Ås"


def test_two_surnames_stay_behind_the_first_name():
    headings = "Etternavn\tFornavn\tE-post\n"
    rows = "García López\tAna María\tanagl@stud.ntnu.no\nvan der Berg\tJan-Erik\tjaneb@stud.ntnu.no"
    names = [name for name, *_rest in people(headings + rows)]
    assert names == ["Ana María García López", "Jan-Erik van der Berg"]


def test_an_address_is_no_title_above_the_headings():
    text = "Bo Berg <bo@ntnu.no>\nNavn;E-post\nAda Aas;ada@stud.ntnu.no"
    assert [email for _name, _username, email in people(text)] == ["bo@ntnu.no", ADA[2]]


@pytest.mark.parametrize("line", ["Totalt: 12 personer", "Sum 12", "Sist oppdatert 3.9.2031"])
def test_what_stands_below_a_table_is_passed_over(line):
    table = read_rows(f"Ada Aas;ada@stud.ntnu.no\n{line}")
    assert (len(table.rows), table.passed_over) == (1, [line])


@pytest.mark.parametrize("heading", ["", "Navn;E-post;Emne\n"])
@pytest.mark.parametrize(
    "spelling", ["TFY4104", "tfy4104", "TFY 4104", "TFY-4104", "TFY4104-1", "TFY4104 Fysikk"]
)
def test_a_course_is_read_in_each_spelling(spelling, heading):
    (row,) = read_rows(f"{heading}Ada Aas;ada@stud.ntnu.no;{spelling}").rows
    cells = sort_cells(row, courses=COURSES, usernames=set())
    assert (cells.name, cells.course, cells.unread) == ("Ada Aas", "TFY4104", [])


@pytest.mark.parametrize("heading", ["", "Navn;E-post;Emne\n"])
@pytest.mark.parametrize("cell", ["TFY4104/TFY4155", "TFY4104, TFY4155", "TFY4104 TFY4155"])
def test_of_two_courses_none_is_guessed(cell, heading):
    (row,) = read_rows(f"{heading}Ada Aas;ada@stud.ntnu.no;{cell}").rows
    assert sort_cells(row, courses=COURSES, usernames=set()).unread == [cell]


@pytest.mark.parametrize("day", ["17. august 2031", "17 Aug 2031", "17.8.2031", "2031-08-17"])
def test_a_day_in_words_is_a_day(day):
    (row,) = read_rows(f"Ada Aas;ada@stud.ntnu.no;{day}").rows
    cells = sort_cells(row, courses=COURSES, usernames=set())
    assert (cells.day.isoformat(), cells.unread) == ("2031-08-17", [])
