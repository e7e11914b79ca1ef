"""A pasted list: what a line leaves open is asked, and the good lines are appointed once confirmed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enrollment.models import Appointment, LearningAssistant, Letter
from modules.department.pasting import bringing_in
from modules.department.pasting.checked_list import LineState
from modules.department.pasting.checking import ListChecker
from modules.scope import Scope
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    CourseFactory,
    LearningAssistantFactory,
    RegistrationFactory,
)
from tests.modules.department.pasted import answer_to, confirm, hidden_fields, text_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

NEW = "dora; Dora Dal; dora@example.org; TMA4100"


@pytest.fixture
def term(ada):
    return ada.appointments.get().term


@pytest.fixture
def other_course(cleo):
    return CourseFactory(code="TMA4105", department=cleo.department)


def read(cleo, term, *lines, course=None, scope=None, answers=None):
    return bringing_in.check(
        text="\n".join(lines),
        answers=answers or {},
        course=course,
        scope=scope or Scope(cleo.department),
        term=term,
        by=cleo.user,
        at=NOW,
    )


def bring_in(cleo, term, *lines, correct=(), **how):
    checked = read(cleo, term, *lines, **how)
    bringing_in.appoint(
        checked=checked,
        correct=correct,
        scope=Scope(cleo.department),
        term=term,
        by=cleo.user,
        at=NOW,
    )
    return checked


def only(checked):
    (line,) = checked.lines
    return line


def asked(checked):
    """Return the question about the only line, and its choices."""
    line = only(checked)
    assert line.state == LineState.TO_MEND
    assert line.appointment is None
    return line.question.sentence, [choice.label for choice in line.question.choices]


def answered(cleo, term, line, code, **how):
    """Return the line checked again with an answer to its question."""
    question = only(read(cleo, term, line, **how))
    return only(read(cleo, term, line, answers={question.field_name: code}, **how))


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


class TestWhoIsMeant:
    @pytest.mark.parametrize("line", ["Sindre Lund;ada@example.org", "ada;Sindre Lund"])
    def test_another_name_at_the_address_or_user_name_is_asked_about(self, cleo, term, line):
        assert asked(read(cleo, term, line)) == (
            "Ada Aas (ada), ada@example.org is on record with another name than “Sindre Lund”. "
            "Is this the same person?",
            [
                "The same person: keep the name on record",
                "Another person: I correct the address or user name in the list",
            ],
        )

    def test_the_same_person_keeps_the_name_on_record(self, cleo, ada, term, other_course):
        line = "Ada Moe;ada@example.org;TMA4105"
        found = answered(cleo, term, line, "on-record")
        assert found.appointment["name"] == "Ada Aas"
        assert found.sentence == "The name on record is kept: Ada Aas."
        bring_in(cleo, term, line, answers={found.given[0].name: "on-record"})
        ada.refresh_from_db()
        assert ada.name == "Ada Aas"
        assert ada.appointments.count() == 2

    def test_another_person_is_still_to_be_mended(self, cleo, term):
        found = answered(cleo, term, "Ada Moe;ada@example.org", "other")
        assert found.state == LineState.TO_MEND

    def test_a_made_up_answer_is_none(self, cleo, term):
        assert answered(cleo, term, "Ada Moe;ada@example.org", "x").state == LineState.TO_MEND

    def test_a_namesake_with_another_address_is_asked_about(self, cleo, term):
        line = "ada2;Ada Aas;ada2@example.org;TMA4100"
        assert asked(read(cleo, term, line)) == (
            "The name is on record with another user name or address. Who is meant?",
            ["Ada Aas (ada), ada@example.org", "Another person, who is new"],
        )
        assert answered(cleo, term, line, "ada").state == LineState.THERE
        new = answered(cleo, term, line, "new")
        assert (new.state, new.appointment["username"]) == (LineState.NEW, "ada2")

    def test_a_namesake_who_is_new_is_asked_for_what_is_missing(self, cleo, term):
        found = answered(cleo, term, "Ada Aas;ada2@example.org;TMA4100", "new")
        assert found.question.sentence.endswith("To add a new person, write: user name.")

    def test_two_of_one_name_are_told_apart(self, cleo, ada, term, other_course):
        twin = LearningAssistantFactory(username="ada9", name="Ada Aas")
        AppointmentFactory(assistant=twin, course=other_course, term=term)
        sentence, choices = asked(read(cleo, term, "Ada Aas;TMA4105"))
        assert sentence == "More than one person may be meant. Who is it?"
        assert choices == ["Ada Aas (ada), ada@example.org", "Ada Aas (ada9), ada9@example.org"]
        assert answered(cleo, term, "Ada Aas;TMA4105", "ada").appointment["username"] == "ada"

    def test_user_name_and_address_of_two_people_are_asked_about(self, cleo, ada, term):
        eva = AppointmentFactory(
            assistant__name="Eva Eng", course=ada.appointments.get().course
        ).assistant
        line = f"{eva.username};{ada.email}"
        assert asked(read(cleo, term, line))[1] == [
            f"Eva Eng ({eva.username}), {eva.email}",
            "Ada Aas (ada), ada@example.org",
        ]
        assert answered(cleo, term, line, "ada").state == LineState.THERE

    def test_a_user_name_that_is_not_that_of_the_address_is_asked_about(self, cleo, term):
        lines = ["Brukernavn\tNavn\tE-post", "dora\tDora Dal\tdora.dal@ntnu.no"]
        assert asked(read(cleo, term, *lines))[1] == ["dora.dal", "dora"]

    def test_an_address_that_is_on_record_for_the_user_name_is_fine(self, cleo, ada, term):
        LearningAssistant.objects.filter(pk=ada.pk).update(email="ada.aas@ntnu.no")
        assert only(read(cleo, term, "ada;Ada Aas;ada.aas@ntnu.no")).state == LineState.THERE

    def test_a_name_in_two_cells_without_headings_is_asked_about(self, cleo, term):
        line = "Dal\tDora\tdd@example.org\tdd"
        assert asked(read(cleo, term, line)) == (
            "In which order is the name?",
            ["Dal Dora", "Dora Dal"],
        )
        assert answered(cleo, term, line, "1").appointment["name"] == "Dora Dal"

    def test_a_person_of_another_department_is_appointed_as_on_record(self, cleo, ben, term):
        line = "Ben B. Berg;ben@example.org;TMA4100"
        found = answered(cleo, term, line, "on-record")
        assert found.appointment["name"] == "Ben Berg"
        assert found.corrections == []
        assert found.sentence == "The name on record is kept: Ben Berg."


class TestCorrections:
    """What the list says otherwise is kept out of the record, unless its own tick is set."""

    @pytest.fixture
    def dora(self, ada):
        course = ada.appointments.get().course
        dora = LearningAssistantFactory(username="dora", name="Dora Dal", email="d@example.org")
        AppointmentFactory(assistant=dora, course=course)
        return dora

    LINE = "dora;Dora Dal;dora.dal@example.org;TMA4105"

    def test_another_address_is_kept_out_unless_ticked(self, cleo, term, other_course, dora):
        found = only(bring_in(cleo, term, self.LINE))
        assert found.sentence == "The e-mail address on record is kept: d@example.org."
        (change,) = found.corrections
        assert (change.old, change.new) == ("d@example.org", "dora.dal@example.org")
        dora.refresh_from_db()
        assert dora.email == "d@example.org"
        assert dora.appointments.count() == 2

    def test_a_tick_corrects_it(self, cleo, term, other_course, dora):
        bring_in(cleo, term, self.LINE, correct=[f"{dora.pk}-email"])
        dora.refresh_from_db()
        assert (dora.name, dora.email) == ("Dora Dal", "dora.dal@example.org")

    def test_a_tick_for_another_person_is_none(self, cleo, ada, term, other_course, dora):
        bring_in(cleo, term, self.LINE, correct=[f"{ada.pk}-email", "x"])
        ada.refresh_from_db()
        assert ada.email == "ada@example.org"

    def test_is_not_offered_for_an_account_or_a_person_others_have_appointed(
        self, cleo, ada, ben, term, other_course, dora
    ):
        AppointmentFactory(assistant=dora, course=ben.appointments.get().course)
        lines = [self.LINE, "ada;Ada Aas;a@example.org;TMA4105"]
        assert read(cleo, term, *lines).corrections == []

    @pytest.mark.parametrize(
        ("name", "email"),
        [
            ("Dora Dal", "dora@@example.org"),
            ("Dora Dal", "dora@intranet"),
            ("Dora Dal", f"{'d' * 250}@example.org"),
            ("Dora Da" + "h" * 150, "d@example.org"),
        ],
    )
    def test_what_the_record_cannot_hold_is_not_offered(self, cleo, term, dora, name, email):
        line = f"dora;{name};{email};TMA4100"
        same = {only(read(cleo, term, line)).field_name: "on-record"}
        found = only(read(cleo, term, line, answers=same))
        assert "on record is kept" in found.sentence
        assert found.corrections == []

    def test_is_said_of_a_person_who_is_appointed_already(self, cleo, term, dora):
        found = only(read(cleo, term, "dora;Dora Dal;dora.dal@example.org;TMA4100"))
        assert found.state == LineState.THERE
        assert "The e-mail address on record is kept" in found.sentence
        assert len(found.corrections) == 1


class TestAppointedBefore:
    @pytest.fixture
    def ended(self, ada):
        Appointment.objects.update(ends_on=NOW.date() - timedelta(days=3))
        return ada.appointments.get()

    def test_an_ended_appointment_is_offered_again(self, cleo, term, ended):
        sentence, choices = asked(read(cleo, term, "ada;TMA4100"))
        assert sentence.startswith("Ada Aas was appointed in TMA4100 until ")
        assert choices == ["Appoint again", "Leave the appointment as it is"]

    @pytest.mark.parametrize(("code", "is_over"), [("again", False), ("as-it-is", True)])
    def test_it_is_taken_up_only_when_asked_for(self, cleo, term, ended, code, is_over):
        name = only(read(cleo, term, "ada;TMA4100")).field_name
        bring_in(cleo, term, "ada;TMA4100", answers={name: code})
        ended.refresh_from_db()
        assert (ended.ends_on is not None) == is_over

    def test_other_dates_are_asked_about(self, cleo, ada, term):
        line = "ada;TMA4100;from 2031-09-01;to 15.12.2031"
        assert asked(read(cleo, term, line))[0] == (
            "Ada Aas is appointed in TMA4100 already, with other dates: the whole term → "
            "1 Sep 2031–15 Dec 2031."
        )
        name = only(read(cleo, term, line)).field_name
        bring_in(cleo, term, line, answers={name: "again"})
        assert str(ada.appointments.get().ends_on) == "2031-12-15"

    def test_an_appointment_that_a_place_needs_is_not_shortened(self, cleo, ada, term):
        RegistrationFactory(assistant=ada, session=CoreSessionFactory())
        line = "ada;TMA4100;01.01.2024;02.01.2024"
        found = answered(cleo, term, line, "again")
        assert found.state == LineState.TO_MEND
        assert "has a place at core module 1" in found.question.sentence


class TestDates:
    @pytest.mark.parametrize(
        "dates",
        [
            "2031-09-01;2031-12-15",
            "01.09.2031 – 15.12.2031",
            "fra 1.9.2031;til 15.12.2031",
            "to 15.12.2031;from 2031-09-01",
        ],
    )
    def test_are_read_in_their_known_forms(self, cleo, term, dates):
        found = only(read(cleo, term, f"{NEW};{dates}"))
        assert found.appointment["starts_on"] == "2031-09-01"
        assert found.appointment["ends_on"] == "2031-12-15"

    def test_one_alone_is_asked_about(self, cleo, term):
        line = f"{NEW};15.12.2031"
        assert asked(read(cleo, term, line)) == (
            "Is Monday 15 December 2031 the first or the last day?",
            ["First day", "Last day"],
        )
        assert answered(cleo, term, line, "last").appointment["ends_on"] == "2031-12-15"
        assert answered(cleo, term, line, "first").appointment["starts_on"] == "2031-12-15"

    @pytest.mark.parametrize(
        "date", ["31.02.2031", "05/06/2031", "1.9.31", "2031-09-01 15.12.2031 1.1.2032"]
    )
    def test_what_may_mean_two_things_is_not_read(self, cleo, term, date):
        assert asked(read(cleo, term, f"{NEW};{date}"))[0].startswith("We could not read “")


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
    checked = read(cleo, term, headings, "", " \t ", "\t\t\tTMA4100", "x\ty\tz\tTMA4100", NEW)
    assert [line.number for line in checked.lines] == [1, 2, 3]
    assert checked.rest == f"{headings}\n\t\t\tTMA4100\nx\ty\tz\tTMA4100"


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
        done = confirm(client, url, NEW)
        assert done.headers["Location"] == reverse(
            "completion:department", args=["IE-IMF", "2031H"]
        )
        assert "1 person is appointed." in client.get(done.headers["Location"]).content.decode()
        assert Appointment.objects.count() == 2

    def test_confirmed_twice_is_once(self, client, url):
        sent = {"people": NEW, "confirm": "1"}
        sent |= hidden_fields(client.post(url, {"people": NEW}))
        assert client.post(url, sent).status_code == 302
        assert "already appointed" in client.post(url, sent).content.decode()
        assert Appointment.objects.count() == 2
        assert Letter.objects.count() == 1

    def test_what_was_not_shown_is_not_appointed(self, client, url):
        sent = hidden_fields(client.post(url, {"people": NEW}))
        other = NEW.replace("dora", "evil")
        page = client.post(url, {**sent, "people": other, "confirm": "1"}).content.decode()
        assert "The list has changed since it was checked." in page
        assert Appointment.objects.count() == 1

    def test_what_came_in_its_way_meanwhile_is_told(self, client, url):
        """The check found nothing, and then the address was taken."""
        page = client.post(url, {"people": NEW})
        LearningAssistantFactory(email="dora@example.org")
        sent = {**hidden_fields(page), "people": NEW, "confirm": "1"}
        assert "is on record already" in client.post(url, sent).content.decode()
        assert Appointment.objects.count() == 1

    def test_good_lines_are_taken_and_the_rest_is_left_to_mend(self, client, url):
        page = confirm(client, url, f"{NEW}\nx\nnobody")
        assert text_in(page) == "x\nnobody"
        shown = page.content.decode()
        assert "1 person is appointed. 2 lines are left to mend." in shown
        assert "To mend (2)" in shown
        assert "Use the answers" not in shown
        assert 'data-draft="saved"' in shown
        assert Appointment.objects.count() == 2

    def test_an_answer_is_kept_until_it_is_withdrawn(self, client, url):
        line = "ada2;Ada Aas;ada2@example.org;TMA4100"
        name = answer_to(client.post(url, {"people": line}))
        assert "Use the answers" in client.post(url, {"people": line}).content.decode()
        page = client.post(url, {"people": line, name: "new"})
        assert "Your answer: Another person, who is new." in page.content.decode()
        answers = hidden_fields(page)
        assert answers[name] == "new"
        page = client.post(url, {"people": line, **answers, "forget": name})
        assert answer_to(page) == name
        assert confirm(client, url, line, **{name: "new"}).status_code == 302
        assert LearningAssistant.objects.filter(name="Ada Aas").count() == 2

    def test_a_button_mends_the_line(self, client, url):
        line = client.post(url, {"people": "Ada Aass"}).context["checked"].lines[0]
        mend = f"{line.row.key}-{line.mends[0].code}"
        page = client.post(url, {"people": "Ada Aass", "mend": mend})
        assert text_in(page) == "ada"
        assert "Everyone on the list is already appointed." in page.content.decode()

    def test_leaving_out_the_only_line_leaves_an_empty_list(self, client, url):
        line = client.post(url, {"people": "x"}).context["checked"].lines[0]
        page = client.post(url, {"people": "x", "mend": f"{line.row.key}-{line.mends[-1].code}"})
        assert "The list is empty." in page.content.decode()

    def test_a_correction_alone_is_made(self, client, url, ada):
        course = ada.appointments.get().course
        dora = AppointmentFactory(
            assistant__username="dora", assistant__name="Dora Dal", course=course
        ).assistant
        line = "dora;dora.dal@example.org;TMA4100"
        page = client.post(url, {"people": line}).content.decode()
        assert "(dora): dora@example.org → dora.dal@example.org" in page
        confirm(client, url, line, correct=f"{dora.pk}-email")
        dora.refresh_from_db()
        assert dora.email == "dora.dal@example.org"

    def test_a_correction_that_is_refused_is_told(self, client, url, ada, ben):
        course = ada.appointments.get().course
        dora = AppointmentFactory(assistant__username="dora", course=course).assistant
        line = "dora;dora.dal@example.org;TMA4100"
        page = client.post(url, {"people": line})
        LearningAssistant.objects.filter(pk=dora.pk).update(email="other@example.org")
        sent = {**hidden_fields(page), "people": line, "confirm": "1"}
        client.post(url, sent | {"correct": f"{dora.pk}-email"})
        dora.refresh_from_db()
        assert dora.email == "other@example.org"

    def test_an_empty_list(self, client, url):
        assert "The list is empty." in client.post(url, {"people": ";;"}).content.decode()
