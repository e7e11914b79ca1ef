"""People added after meetings were planned get the dates at once, and letters about meetings name the coordinator."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from completion.reminders import reminding
from enrollment.letters import delivering
from enrollment.models import LearningAssistant, Letter
from enrollment.people.coordinating import new_account
from enrollment.resources import AppointmentResource
from enrollment.resources.reading import read_file
from modules.follow_up import planning
from modules.resources import FollowUpMeetingResource
from tests.factories import NOW, AppointmentFactory, CoordinatorFactory, VerifiedUserFactory
from tests.modules.follow_up.test_meeting_letters import a_plan

pytestmark = pytest.mark.django_db

SOON, LATER = NOW + timedelta(hours=20), NOW + timedelta(days=9)
HEADER = (
    "term,department,key,title,date,start,end,courses,first_meeting_hours,follow_up_hours,"
    "final_evaluation_hours,mandatory"
)
ROW = "2031H,IE-IMF,first,First meeting,2031-09-03,14:15,16:00,,0,1,0,yes"


@pytest.fixture
def planned(ada):
    """Two meetings, the later one planned first."""
    appointment = ada.appointments.get()
    meetings = planning.plan(
        department=appointment.department,
        term=appointment.term,
        plans=[a_plan("Later", LATER), a_plan("Soon", SOON)],
        at=NOW,
    )
    delivering.deliver()
    mail.outbox.clear()
    return meetings


def added(ada, **fields):
    """Appoint another person beside ada, and return them."""
    own = ada.appointments.get()
    return AppointmentFactory(term=own.term, course=own.course, **fields).assistant


def told(person, at=NOW) -> list[str]:
    """Write and deliver what is due, and return the e-mails to a person, without those about registration."""
    mail.outbox.clear()
    reminding.remind(at)
    Letter.objects.filter(kind__startswith="registration").delete()
    delivering.deliver()
    return [str(message.body) for message in mail.outbox if message.to == [person.email]]


class TestAddedLater:
    def test_one_letter_has_all_dates_to_come_in_order(self, ada, planned):
        newcomer = added(ada, assistant__language="en")
        (body,) = told(newcomer)
        assert body.index("Soon: ") < body.index("Later: ")
        assert told(newcomer) == []
        assert Letter.objects.filter(assistant=ada, kind="meeting-planned").count() == 1

    def test_no_dates_follow_where_the_letters_of_a_file_were_declined(self, ada, planned):
        own = ada.appointments.get()
        row = f"{own.term.code},dora,Dora Dal,dora@example.org,{own.department.code},{own.course.code}"
        file = f"term,username,name,email,department,course\n{row}\n".encode()
        rehearsed = AppointmentResource().import_file(read_file(file), dry_run=True)
        assert rehearsed.follows
        AppointmentResource().import_file(read_file(file), send_letters=False)
        dora = LearningAssistant.objects.get(username="dora")
        # Only the reminder of the meeting tomorrow, which is due to everyone.
        (reminder,) = told(dora)
        assert "Later: " not in reminder
        planning.plan(
            department=own.department,
            term=own.term,
            plans=[a_plan("Last", LATER + timedelta(days=1))],
            at=NOW,
        )
        (body,) = told(dora)
        assert "Last: " in body

    def test_and_no_reminder_of_the_one_tomorrow_beside_it(self, ada, planned):
        newcomer = added(ada)
        told(newcomer)
        assert {*Letter.objects.filter(assistant=newcomer).values_list("kind", flat=True)} == {
            "meeting-planned"
        }
        assert told(newcomer, NOW + timedelta(hours=1)) == []

    @pytest.mark.parametrize(
        "fields",
        [
            {"ends_on": NOW.date() - timedelta(days=1), "starts_on": None},
            {"assistant__exempt_since": NOW.date()},
            {"starts_on": LATER.date() + timedelta(days=1)},
        ],
        ids=["ended", "exempt", "begins later"],
    )
    def test_who_is_not_expected_is_told_nothing(self, ada, planned, fields):
        assert told(added(ada, **fields)) == []

    def test_a_change_tells_of_the_meeting_too(self, ada, planned):
        for meeting in planned:
            planning.change(
                meeting=meeting, plan=a_plan(meeting.title, meeting.starts_at, place="R8"), at=NOW
            )
        told(ada)
        assert told(ada) == []

    @pytest.mark.parametrize("send_letters", [True, False])
    def test_declined_letters_of_a_file_are_not_written_later(self, ada, send_letters):
        table = read_file(f"{HEADER}\n{ROW}\n".encode())
        result = FollowUpMeetingResource().import_file(table, at=NOW, send_letters=send_letters)
        assert not result.is_refused
        newcomer = added(ada)
        reminding.remind(NOW)
        planned = Letter.objects.filter(kind="meeting-planned")
        assert {letter.recipient for letter in planned} == (
            {ada, newcomer} if send_letters else set()
        )


class TestChanges:
    def test_meetings_given_rooms_are_one_e_mail_with_old_and_new(self, ada, planned):
        ada.language = "en"
        ada.save()
        for meeting, room in zip(planned, ("R8", "R9"), strict=True):
            new = a_plan(meeting.title, meeting.starts_at, place=room)
            planning.change(meeting=meeting, plan=new, at=NOW)
        (body,) = told(ada)
        assert mail.outbox[0].subject == "LAOS: 2 changes to your dates"
        assert "Place: R7, Trondheim → R8, Trondheim" in body or "Place: R7 → R8" in body
        assert "R9" in body
        assert "Time:" not in body

    def test_a_meeting_changed_twice_is_told_once_from_first_to_last(self, ada, planned):
        ada.language = "en"
        ada.save()
        meeting = planned[0]
        for place in ("R8", "R9"):
            new = a_plan("Other", meeting.starts_at, place=place)
            planning.change(meeting=meeting, plan=new, at=NOW)
        (body,) = told(ada)
        assert body.count("Place: R7") == 1
        assert "R8" not in body
        assert "Title: Later → Other" in body


class TestCoordinators:
    def answer_to(self, ada, planned) -> tuple[str, str]:
        """Return the address that answers to a changed meeting go to, and the text."""
        meeting = planned[0]
        planning.change(
            meeting=meeting, plan=a_plan("Later", meeting.starts_at, place="R8"), at=NOW
        )
        (body,) = told(ada)
        return mail.outbox[0].extra_headers["Reply-To"], body

    def test_answers_go_to_the_coordinator_who_is_named(self, ada, planned, cleo):
        address, body = self.answer_to(ada, planned)
        assert address == cleo.user.email
        assert f"Cleo Claussen, {cleo.user.email}" in body

    def test_without_one_they_go_to_uniped(self, ada, planned, settings):
        address, body = self.answer_to(ada, planned)
        assert address == settings.LAOS_CONTACT_EMAIL
        assert settings.LAOS_CONTACT_NAME in body

    def test_an_account_that_no_one_has_taken_over_gets_no_answers(self, ada, planned, settings):
        user, _address = new_account(username="new", name="New", email="new@example.org")
        user.save()
        CoordinatorFactory(user=user, department=ada.appointments.get().department)
        assert self.answer_to(ada, planned)[0] == settings.LAOS_CONTACT_EMAIL

    def test_that_of_the_course_comes_before_that_of_the_department(self, ada, cleo):
        appointment = ada.appointments.get()
        own = CoordinatorFactory(
            user=VerifiedUserFactory(), department=cleo.department, course=appointment.course
        )
        planning.plan(
            department=cleo.department,
            term=appointment.term,
            plans=[a_plan("Ours", LATER, courses=[appointment.course])],
            at=NOW,
        )
        delivering.deliver()
        assert mail.outbox[0].extra_headers["Reply-To"] == own.user.email
