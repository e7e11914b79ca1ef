"""A pasted list: what a line leaves open is asked, and the good lines are appointed once confirmed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enrollment.models import Appointment, LearningAssistant, Letter
from modules.department.pasting import bringing_in
from modules.department.pasting.checked_list import LineState
from modules.department.pasting.checking import ListChecker
from modules.scope import Scope
from tests.factories import (
    NOW,
    AppointmentFactory,
    LearningAssistantFactory,
)
from tests.modules.department.pasting.pasted import (
    NEW,
    asked,
    bring_in,
    only,
    read,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.mark.parametrize(
    "line",
    [
        NEW,
        "TMA4100\tDora Dal\tdora@example.org\tdora",
        "dora@example.org;tma4100;Dal, Dora;dora",
        "DORA@example.org, dora, Dora Dal, TMA4100",
        "dоra; Dora\u00a0Dal; dora＠example.org; ＴМА4100",
        "do\u200bra; Dora  Dal; dora@example.org\u00a0; T\u00adMA4100",
        "Dora Dal <dora@example.org>; dora; TMA4100",
        '"dora";"Dora  Dal";"dora@example.org";"TMA4100";',
        "dora@stud.ntnu.no\tDora Dal\tTMA4100",
        "4\tDora Dal\tDORA@ntnu.no\t+47 900 00 000",
        "Dora Dal dora@stud.ntnu.no TMA4100",
        "Dal\tDora\tdora@stud.ntnu.no",
        "dora@gmail.example; dora@stud.ntnu.no; Dora Dal",
    ],
)
def test_a_new_person_in_whatever_order(cleo, term, line):
    checked = bring_in(cleo, term, line)
    assert only(checked).state == LineState.NEW
    dora = LearningAssistant.objects.get(username="dora")
    assert dora.name == "Dora Dal"
    assert dora.appointments.get().course.code == "TMA4100"
    assert dora.letters.get().kind == "greeting"


@pytest.mark.parametrize(
    "line", ["ada", "ADA", "ada@example.org", "Ada Aas", "aas, ada", "Adá  AAS"]
)
def test_a_person_on_record_by_one_word(cleo, ada, term, other_course, line):
    found = only(read(cleo, term, line, course=other_course))
    assert found.state == LineState.ON_RECORD
    assert (found.appointment["name"], found.appointment["course"]) == ("Ada Aas", "TMA4105")


def test_checking_changes_nothing(cleo, term):
    read(cleo, term, NEW)
    assert not LearningAssistant.objects.filter(username="dora").exists()
    assert not Letter.objects.exists()


def test_accents_and_norwegian_letters_are_found_without(cleo, term, other_course):
    ase = LearningAssistantFactory(username="ase", name="Åse Bjørnæs", email="ase@example.org")
    AppointmentFactory(assistant=ase, course=other_course, term=term)
    found = only(read(cleo, term, "ase bjornaes;TMA4100"))
    assert found.appointment["name"] == "Åse Bjørnæs"


def test_already_there(cleo, term):
    found = only(read(cleo, term, "ada;TMA4100"))
    assert (found.state, found.sentence) == (
        LineState.THERE,
        "Ada Aas is appointed in TMA4100 already.",
    )


def test_unknown_is_told_what_is_missing(cleo, term):
    assert asked(read(cleo, term, "dora;TMA4100"))[0] == (
        "No one on record matches. To add a new person, write: name, e-mail address."
    )
    assert "write: user name, e-mail address." in asked(read(cleo, term, "Dora Dal;TMA4100"))[0]
    assert "write: user name, name." in asked(read(cleo, term, "d@example.org;TMA4100"))[0]


@pytest.mark.parametrize("line", ["Ada Aass", "ada@exampel.org", "Aida Aas"])
def test_a_slip_of_the_pen_is_mended_by_a_button(cleo, term, line):
    checked = read(cleo, term, f"{line};TMA4100", NEW)
    wrong = checked.lines[0]
    assert [mend.label for mend in wrong.mends] == [
        "Do you mean Ada Aas (ada)?",
        "Leave out this line",
    ]
    codes = [f"{wrong.row.key}-{mend.code}" for mend in wrong.mends]
    assert [bringing_in.mended(checked, code) for code in codes] == [f"ada;TMA4100\n{NEW}", NEW]
    assert bringing_in.mended(checked, "x") == checked.text


def test_a_mended_line_is_read_below_headings(cleo, term):
    lines = ["Etternavn;Fornavn;Brukernavn;E-post", "Aass;Ada;;", "Dal;Dora;dora;dora@example.org"]
    checked = read(cleo, term, *lines)
    wrong = checked.lines[0]
    text = bringing_in.mended(checked, f"{wrong.row.key}-{wrong.mends[0].code}")
    states = [line.state for line in read(cleo, term, text).lines]
    assert states == [LineState.THERE, LineState.NEW]


def test_the_same_twice_counts_once(cleo, term):
    checked = bring_in(cleo, term, NEW, NEW)
    assert [line.state for line in checked.lines] == [LineState.NEW, LineState.TWICE]
    assert checked.lines[1].sentence == "The same as line 1; it counts once."
    assert Appointment.objects.filter(assistant__username="dora").count() == 1


def test_lines_are_named_as_they_stand_in_what_was_pasted(cleo, term, other_course):
    """Blank lines, headings, courses, signatures, cells with line breaks and several people on a line count."""
    lines = [
        "",
        "Navn\tBrukernavn\tE-post\tMerknad",
        'Eva Eng\teva\teva@example.org\t"begins\r\n\r\nlate"',
        "",
        "TMA4100:",
        "Dora Dal\tdora\tdora@example.org",
        "Dora Dal\tdora\tdora@example.org",
        "Mvh Kari",
        "Fay Fox <fay@stud.ntnu.no>; Gro Gul <gro@stud.ntnu.no>; Dora Dal <dora@example.org>",
        f"{other_course.code}:",
        "Dora Dahl\tdora\tdora@example.org",
    ]
    checked = read(cleo, term, *lines)
    assert [(line.number, line.text[:4]) for line in checked.lines] == [
        (3, "Eva "),
        (8, "Dora"),
        (9, "Dora"),
        (11, "Fay "),
        (11, "Gro "),
        (11, "Dora"),
        (13, "Dora"),
    ]
    twice, last = checked.lines[2], checked.lines[-1]
    assert twice.sentence == "The same as line 8; it counts once."
    assert last.question.sentence.startswith("Row 8 has a different value for dora.")


@pytest.mark.parametrize("ending", ["\f", "\v", "\r", "\u2028", "\x85"])
def test_no_one_is_lost_where_lines_end_as_in_other_programs(cleo, term, ending):
    checked = bring_in(cleo, term, ending.join([NEW, "Eva Eng;eva;eva@example.org;TMA4100"]))
    assert [line.state for line in checked.lines] == [LineState.NEW] * 2
    appointed = Appointment.objects.filter(assistant__username__in=["dora", "eva"])
    assert appointed.count() == 2


def test_of_two_lines_that_contradict_each_other_neither_is_taken(cleo, term):
    checked = bring_in(cleo, term, NEW, NEW.replace("Dal", "Dahl"))
    assert [line.state for line in checked.lines] == [LineState.TO_MEND] * 2
    assert not LearningAssistant.objects.filter(username="dora").exists()


@pytest.mark.parametrize(
    ("course", "sentence"),
    [
        ("TMA4101", "There is no course TMA4101."),
        ("XYZ9999", "There is no course XYZ9999."),
        ("HIST1500", "HIST1500 is not among the courses you appoint for."),
    ],
)
def test_a_course_unknown_or_not_yours(cleo, ben, term, course, sentence):
    checked = read(cleo, term, f"dora; Dora Dal; dora@example.org; {course}")
    assert asked(checked)[0] == sentence
    meant = [mend.text for mend in only(checked).mends if mend.text]
    assert meant == ["dora; Dora Dal; dora@example.org; TMA4100"] * (course == "TMA4101")


def test_a_line_without_a_course_is_asked_for_it(cleo, term, other_course):
    checked = read(cleo, term, "dora; Dora Dal; dora@example.org")
    assert asked(checked)[0].startswith("Which course?")


def test_the_only_course_goes_without_saying(cleo, term):
    assert only(read(cleo, term, "dora; Dora Dal; dora@example.org")).state == LineState.NEW


def test_a_course_coordinator_appoints_in_that_course_alone(cleo, ada, term, other_course):
    scope = Scope(cleo.department, frozenset({other_course.pk}))
    assert "not among the courses" in asked(read(cleo, term, "ada;TMA4100", scope=scope))[0]


@pytest.mark.parametrize("line", ["ben@example.org", "ben;BEN@example.org"])
def test_foreigners_are_found_by_their_address(cleo, ben, term, line):
    found = only(read(cleo, term, f"{line};TMA4100"))
    assert (found.state, found.appointment["name"]) == (LineState.ON_RECORD, "Ben Berg")


@pytest.mark.parametrize(
    "line",
    [
        "ben",
        "ben@ntnu.no",
        "ben;Ben Berg",
        "ben;Ben Berg;mine@example.org",
        "benn;Ben Berg;ben@example.org",
        "ben;Benny;mine@example.org",
    ],
)
def test_without_it_a_desk_is_told_only_that_they_are_on_record(cleo, ben, term, line):
    checked = bring_in(cleo, term, f"{line};TMA4100")
    sentence, choices = asked(checked)
    assert sentence.startswith("This person is on record already, at another department.")
    assert choices == []
    ben.refresh_from_db()
    assert (ben.email, ben.appointments.count()) == ("ben@example.org", 1)


def test_a_foreigner_is_not_found_by_name(cleo, ben, term):
    assert asked(read(cleo, term, "Ben Berg;TMA4100"))[0].startswith("No one on record matches.")


def test_one_bad_line_keeps_no_one_else_out(cleo, term):
    checked = bring_in(cleo, term, NEW, "nobody;TMA4100")
    assert [line.state for line in checked.lines] == [LineState.NEW, LineState.TO_MEND]
    assert LearningAssistant.objects.filter(username="dora").exists()
    assert checked.rest == "nobody;TMA4100"


def test_headings_stay_with_what_is_left(cleo, term):
    headings = "Brukernavn\tNavn\tE-post\tEmne"
    checked = read(cleo, term, headings, "", " \t ", "a\t\t\tTMA4100", "x\ty\tz\tTMA4100", NEW)
    assert [line.number for line in checked.lines] == [4, 5, 6]
    assert checked.rest == f"{headings}\na\t\t\tTMA4100\nx\ty\tz\tTMA4100"


def test_what_is_no_person_is_passed_over_and_said(cleo, term):
    lines = ["Our assistants", "Navn\tE-post\tMerknad", "Dora Dal\tdora@ntnu.no\tnew", "Mvh Kari"]
    table = read(cleo, term, *lines).table
    assert table.passed_over == ["Our assistants", "Mvh Kari"]
    assert table.unused_headings == ["Merknad"]


def test_a_cell_too_many_is_asked_about(cleo, term):
    checked = read(cleo, term, f"{NEW}; 12 hours a week")
    assert asked(checked)[0] == "We could not read “12 hours a week”."
    assert only(checked).mends[0].text == NEW


def test_a_second_part_of_a_name_is_asked_about(cleo, term):
    line = "Dora Elise\tDal\tdora@stud.ntnu.no"
    checked = read(cleo, term, line)
    assert [mend.label for mend in only(checked).mends] == [
        "Leave out “Dal”",
        "The name is “Dora Elise Dal”",
        "Leave out this line",
    ]
    mended = only(checked).mends[1].text
    assert only(read(cleo, term, mended)).appointment["name"] == "Dora Elise Dal"


def test_a_long_list_is_answered_without_a_query_a_line(cleo, ada, term, other_course):
    """Known, new and wrong lines, and some with changes to the record."""
    course = ada.appointments.get().course
    for number in range(8):
        person = LearningAssistantFactory(username=f"k{number}", email=f"k{number}@example.org")
        AppointmentFactory(assistant=person, course=course, term=term)
    lines = [f"p{n}; Person {n}; p{n}@example.org; TMA4100" for n in range(40)]
    lines += [f"k{n}; new{n}@example.org; TMA4105" for n in range(8)]
    lines += [f"Unknown {n}" for n in range(40)]

    def count(step):
        with CaptureQueriesContext(connection) as statements:
            checker = ListChecker(
                "\n".join(lines[::step]), {}, None, Scope(cleo.department), term, NOW
            )
            assert checker.check().to_mend
        return len(statements)

    assert count(1) == count(8)
