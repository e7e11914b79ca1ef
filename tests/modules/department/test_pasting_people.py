"""A pasted list: each line gets an answer in words, and either all people are appointed or none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enrollment.models import Appointment, LearningAssistant, Letter
from modules.department import pasting_people
from modules.department.pasting_people import LineState
from modules.scope import Scope
from tests.factories import NOW, AppointmentFactory, CourseFactory, LearningAssistantFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

NEW = "dora; Dora Dal; dora@example.org; TMA4100"


@pytest.fixture
def term(ada):
    return ada.appointments.get().term


@pytest.fixture
def other_course(cleo):
    return CourseFactory(code="TMA4105", department=cleo.department)


def read(cleo, term, *lines, course=None, how=pasting_people.check, scope=None):
    return how(
        text="\n".join(lines),
        course=course,
        scope=scope or Scope(cleo.department),
        term=term,
        by=cleo.user,
        at=NOW,
    )


def only(answer):
    (line,) = answer.lines
    return line.state, line.sentence


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
    ],
)
def test_a_new_person_in_whatever_order(cleo, term, line):
    answer = read(cleo, term, line, how=pasting_people.bring_in)
    assert only(answer) == (
        LineState.NEW,
        "Dora Dal (dora) is new, and will be appointed in TMA4100.",
    )
    dora = LearningAssistant.objects.get(username="dora")
    assert dora.name == "Dora Dal"
    assert dora.appointments.get().course.code == "TMA4100"
    assert dora.letters.get().kind == "greeting"


@pytest.mark.parametrize(
    "line", ["ada", "ADA", "ada@example.org", "Ada Aas", "aas, ada", "Adá  AAS"]
)
def test_a_person_on_record_by_one_word(cleo, ada, term, other_course, line):
    answer = read(cleo, term, line, course=other_course)
    assert only(answer) == (LineState.NEW, "Ada Aas (ada) will be appointed in TMA4105.")


def test_an_answer_changes_nothing(cleo, term):
    read(cleo, term, NEW)
    assert not LearningAssistant.objects.filter(username="dora").exists()
    assert not Letter.objects.exists()


def test_accents_and_norwegian_letters_are_found_without(cleo, term, other_course):
    LearningAssistantFactory(username="ase", name="Åse Bjørnæs", email="ase@example.org")
    AppointmentFactory(
        assistant=LearningAssistant.objects.get(username="ase"),
        course=other_course,
        term=term,
    )
    answer = read(cleo, term, "ase bjornaes;TMA4100")
    assert only(answer) == (LineState.NEW, "Åse Bjørnæs (ase) will be appointed in TMA4100.")


def test_already_there(cleo, term):
    assert only(read(cleo, term, "ada;TMA4100")) == (
        LineState.THERE,
        "Ada Aas is appointed in TMA4100 already.",
    )


def test_an_appointment_that_ended_is_not_taken_up_by_chance(cleo, ada, term):
    Appointment.objects.update(ends_on=NOW.date() - timedelta(days=3))
    answer = read(cleo, term, "ada;TMA4100", how=pasting_people.bring_in)
    state, sentence = only(answer)
    assert state == LineState.THERE
    assert "was appointed in TMA4100 until" in sentence
    assert Appointment.objects.get().ends_on is not None


def test_unknown_is_told_what_is_missing(cleo, term):
    assert only(read(cleo, term, "dora;TMA4100")) == (
        LineState.WRONG,
        "No one on record matches. To add a new person, write: name, e-mail address.",
    )
    assert "write: user name, e-mail address." in only(read(cleo, term, "Dora Dal;TMA4100"))[1]
    assert "write: user name, name." in only(read(cleo, term, "d@example.org;TMA4100"))[1]


@pytest.mark.parametrize("line", ["Ada Aass", "ada@exampel.org", "Aida Aas"])
def test_a_slip_of_the_pen_is_asked_about(cleo, term, line):
    state, sentence = only(read(cleo, term, f"{line};TMA4100"))
    assert state == LineState.WRONG
    assert sentence.endswith("Do you mean Ada Aas (ada)?")


def test_a_new_person_with_the_name_of_a_person_on_record_is_asked_about(cleo, term):
    state, sentence = only(read(cleo, term, "ada2;Ada Aas;ada2@example.org;TMA4100"))
    assert state == LineState.NEW
    assert sentence.endswith("Do you mean Ada Aas (ada)?")


def test_two_of_one_name_are_told_apart_by_user_name(cleo, ada, term, other_course):
    twin = LearningAssistantFactory(username="ada9", name="Ada Aas")
    AppointmentFactory(assistant=twin, course=other_course, term=term)
    assert only(read(cleo, term, "Ada Aas;TMA4105")) == (
        LineState.WRONG,
        "Several people have this name: ada, ada9. Write the user name.",
    )


def test_the_same_twice_counts_once(cleo, term):
    answer = read(cleo, term, NEW, NEW, how=pasting_people.bring_in)
    assert [line.state for line in answer.lines] == [LineState.NEW, LineState.TWICE]
    assert answer.lines[1].sentence == "The same as line 1; it counts once."
    assert Appointment.objects.filter(assistant__username="dora").count() == 1


def test_twice_with_a_difference_is_wrong(cleo, term):
    answer = read(cleo, term, NEW, NEW.replace("Dal", "Dahl"), how=pasting_people.bring_in)
    assert [line.state for line in answer.lines] == [LineState.NEW, LineState.WRONG]
    assert not LearningAssistant.objects.filter(username="dora").exists()


@pytest.mark.parametrize(
    ("course", "sentence"),
    [
        ("TMA4101", "There is no course TMA4101. Do you mean TMA4100?"),
        ("XYZ9999", "There is no course XYZ9999."),
        ("HIST1500", "HIST1500 is not among the courses you appoint for."),
    ],
)
def test_a_course_unknown_or_not_yours(cleo, ben, term, course, sentence):
    line = f"dora; Dora Dal; dora@example.org; {course}"
    assert only(read(cleo, term, line)) == (LineState.WRONG, sentence)


def test_a_line_without_a_course_is_asked_for_it(cleo, term, other_course):
    state, sentence = only(read(cleo, term, "dora; Dora Dal; dora@example.org"))
    assert state == LineState.WRONG
    assert sentence.startswith("Which course?")


def test_the_only_course_goes_without_saying(cleo, term):
    assert only(read(cleo, term, "dora; Dora Dal; dora@example.org"))[0] == LineState.NEW


def test_a_course_coordinator_appoints_in_that_course_alone(cleo, ada, term, other_course):
    scope = Scope(cleo.department, frozenset({other_course.pk}))
    state, sentence = only(read(cleo, term, "ada;TMA4100", scope=scope))
    assert (state, "not among the courses" in sentence) == (LineState.WRONG, True)


@pytest.mark.parametrize("line", ["ben@example.org", "ben;BEN@example.org"])
def test_foreigners_are_found_by_their_address(cleo, ben, term, line):
    answer = only(read(cleo, term, f"{line};TMA4100"))
    assert answer == (LineState.NEW, "Ben Berg (ben) will be appointed in TMA4100.")


@pytest.mark.parametrize(
    "line",
    [
        "ben",
        "ben@ntnu.no",
        "ben;Ben Berg",
        "ben;Ben Berg;mine@example.org",
        "benn;Ben Berg;ben@example.org",
    ],
)
def test_without_it_a_desk_is_told_only_that_they_are_on_record(cleo, ben, term, line):
    answer = read(cleo, term, f"{line};TMA4100", how=pasting_people.bring_in)
    state, sentence = only(answer)
    assert state == LineState.WRONG
    assert sentence.startswith("This person is on record already, at another department.")
    ben.refresh_from_db()
    assert (ben.email, ben.appointments.count()) == ("ben@example.org", 1)


def test_a_foreigner_is_not_found_by_name(cleo, ben, term):
    state, sentence = only(read(cleo, term, "Ben Berg;TMA4100"))
    assert state == LineState.WRONG
    assert sentence.startswith("No one on record matches.")


def test_nothing_is_half_done(cleo, term):
    answer = read(cleo, term, NEW, "nobody;TMA4100", how=pasting_people.bring_in)
    assert [line.state for line in answer.lines] == [LineState.NEW, LineState.WRONG]
    assert not LearningAssistant.objects.filter(username="dora").exists()
    assert not Letter.objects.exists()


def test_headings_and_empty_lines_are_passed_over(cleo, term):
    answer = read(cleo, term, "Brukernavn\tNavn\tE-post\tEmne", "", " \t ", NEW)
    assert [line.number for line in answer.lines] == [4]


def test_a_cell_too_many_is_asked_about(cleo, term):
    state, sentence = only(read(cleo, term, f"{NEW}; 12 hours a week"))
    assert (state, sentence) == (
        LineState.WRONG,
        "We could not read “12 hours a week”. Remove it from the line.",
    )


def test_a_long_list_is_answered_without_a_query_a_line(cleo, term):
    lines = [f"p{number}; Person {number}; p{number}@example.org; TMA4100" for number in range(40)]

    def count(number):
        with CaptureQueriesContext(connection) as statements:
            pasting_people.Reader(
                "\n".join(lines[:number]), None, Scope(cleo.department), term, NOW
            ).read()
        return len(statements)

    assert count(40) == count(2)


class TestPage:
    @pytest.fixture
    def url(self, client, cleo):
        client.force_login(cleo.user)
        return reverse("modules:paste_people", args=["IE-IMF", "2031H"])

    def test_shows_first_and_appoints_when_confirmed(self, client, url):
        page = client.post(url, {"people": NEW}).content.decode()
        assert "No one is appointed yet" in page
        assert "Appoint 1 person" in page
        assert Appointment.objects.count() == 1
        page = client.post(url, {"people": NEW, "confirm": "1"}, follow=True)
        assert "1 person is appointed." in page.content.decode()
        assert Appointment.objects.count() == 2

    def test_confirmed_twice_is_once(self, client, url):
        for _time in range(2):
            assert client.post(url, {"people": NEW, "confirm": "1"}).status_code == 302
        assert Appointment.objects.count() == 2
        assert Letter.objects.count() == 1

    def test_a_wrong_line_is_not_confirmed(self, client, url):
        page = client.post(url, {"people": f"{NEW}\nx", "confirm": "1"}).content.decode()
        assert "Correct or delete the lines with errors" in page
        assert 'name="confirm"' not in page
        assert Appointment.objects.count() == 1

    def test_an_empty_list(self, client, url):
        assert "The list is empty." in client.post(url, {"people": ";;"}).content.decode()
