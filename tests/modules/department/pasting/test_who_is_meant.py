"""Who a line of a pasted list means: another name, namesakes, corrections, earlier appointments and dates."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.models import Appointment, LearningAssistant
from modules.department.pasting.checked_list import LineState
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
)
from tests.modules.department.pasting.pasted import (
    NEW,
    answered,
    asked,
    bring_in,
    only,
    read,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


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
