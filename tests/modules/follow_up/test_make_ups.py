"""A make-up meeting concerns only those who did not attend the meeting it makes up for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from completion.department.people import people_of
from completion.department.waiting import waits_at
from completion.reminders import reminding
from enrollment.models import CalendarFeed
from modules.follow_up import letters, marking, planning
from modules.follow_up.loading import expected_at
from modules.follow_up.rules import FollowUpRecord
from modules.models import FollowUpAttendance
from modules.scope import Scope
from tests.factories import NOW, AppointmentFactory, UserFactory
from tests.modules.follow_up.test_follow_up_rule import AT, meeting
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

MARKS = ["", "present", "partial", "absent"]
# What is on record besides the make-up with key 8, and whether it asks the person to come.
CASES = {
    "absent": ([meeting(7, mark="absent")], True),
    "partial": ([meeting(7, mark="partial")], True),
    "not marked": ([meeting(7)], True),
    "present": ([meeting(7, mark="present")], False),
    "still to come": ([meeting(7, days=1)], False),
    "cancelled": ([meeting(7, days=1, is_cancelled=True)], True),
    "optional and missed": ([meeting(7, mark="absent", is_mandatory=False)], True),
    "made up already": (
        [meeting(7, mark="absent"), meeting(9, mark="present", makes_up_for=7)],
        False,
    ),
    "missed, and another make-up missed": (
        [meeting(7, mark="absent"), meeting(9, mark="absent", makes_up_for=7)],
        True,
    ),
    "another meeting missed": ([meeting(6, mark="absent"), meeting(7, mark="present")], False),
    "for another course": ([], False),
}


@pytest.mark.parametrize("case", CASES)
def test_make_up_asks_for_those_who_need_it(case):
    others, is_asked = CASES[case]
    make_up = meeting(8, days=2, makes_up_for=7)
    assert FollowUpRecord((*others, make_up)).asks_for(make_up, AT) is is_asked


def test_make_up_attended_stays_among_the_meetings_of_the_person():
    make_up = meeting(8, mark="present", makes_up_for=7)
    assert FollowUpRecord((meeting(7, mark="absent"), make_up)).asks_for(make_up, AT)


@given(
    st.lists(st.tuples(st.sampled_from(MARKS), st.booleans(), st.booleans()), max_size=4),
    st.integers(-3, 3),
)
def test_make_up_asks_only_people_on_a_day_of_the_appointment_without_that_attendance(drawn, days):
    make_up = meeting(8, days=1, makes_up_for=1)
    others = tuple(
        meeting(key, mark=mark, is_cancelled=cancelled, makes_up_for=1 if key > 1 and own else None)
        for key, (mark, cancelled, own) in enumerate(drawn, start=1)
    )
    record = FollowUpRecord((*others, make_up), ends_on=make_up.day + timedelta(days=days))
    attended = any(other.counts and other.subject == 1 for other in others[1:]) or any(
        other.counts for other in others[:1]
    )
    assert record.asks_for(make_up, AT) == (days >= 0 and bool(others) and not attended)


@pytest.fixture
def make_up(ada):
    """A meeting held yesterday, and tomorrow's make-up for it."""
    appointment = ada.appointments.get()
    about = {"department": appointment.department, "term": appointment.term}
    return FollowUpMeetingFactory(
        **about,
        title="Second chance",
        makes_up_for=FollowUpMeetingFactory(**about, title="Kick-off"),
        is_mandatory=False,
        starts_at=NOW + timedelta(hours=20),
    )


@pytest.fixture
def cyd(ada):
    """A colleague of Ada, who was at the meeting."""
    own = ada.appointments.get()
    assistant = AppointmentFactory(course=own.course, term=own.term).assistant
    assistant.user = UserFactory()
    assistant.save()
    return assistant


@pytest.fixture
def marked(make_up, ada, cyd):
    for assistant, mark in ((ada, "absent"), (cyd, "present")):
        FollowUpAttendanceFactory(
            meeting=make_up.makes_up_for, appointment=assistant.appointments.get(), mark=mark
        )


def planned() -> list:
    letters = [letter for letter in reminding.remind(NOW) if letter.kind == "meeting-planned"]
    return [letter.recipient for letter in letters]


@pytest.mark.django_db
@pytest.mark.usefixtures("marked")
class TestPlaces:
    """Every place that asks who is expected gives the same answer."""

    def test_only_those_in_need_are_reminded(self, make_up, ada):
        letters = [letter for letter in reminding.remind(NOW) if letter.kind == "meeting-tomorrow"]
        assert [letter.recipient for letter in letters] == [ada]

    def test_they_get_the_date_once_it_is_recorded(self, make_up, ada):
        make_up.starts_at += timedelta(days=3)
        make_up.ends_at += timedelta(days=3)
        make_up.is_announced = True
        make_up.save()
        FollowUpAttendance.objects.update(mark="present")
        assert planned() == []
        FollowUpAttendance.objects.filter(appointment__assistant=ada).update(mark="partial")
        assert planned() == [ada]
        assert planned() == []

    def test_it_is_not_told_to_those_not_marked_or_told_already(self, make_up, ada):
        make_up.starts_at += timedelta(days=3)
        make_up.ends_at += timedelta(days=3)
        make_up.save()
        letters.write_planned({make_up: [ada]}, NOW)
        FollowUpAttendance.objects.exclude(appointment__assistant=ada).delete()
        assert planned() == []

    def test_only_those_in_need_get_a_letter_of_changes(self, make_up, ada, cyd):
        assert expected_at([make_up], NOW) == {make_up: [ada]}
        planning.cancel(meeting=make_up, at=NOW)
        assert cyd.letters.count() == 0
        assert ada.letters.get().kind == "meeting-cancelled"

    def test_calendar_shows_it_to_those_in_need(self, client, make_up, ada, cyd):
        for assistant, is_shown in ((ada, True), (cyd, False)):
            feed = CalendarFeed.objects.get_or_create(assistant=assistant, created_at=NOW)[0]
            text = client.get(reverse("completion:calendar", args=[feed.token])).content.decode()
            assert make_up.makes_up_for.title in text
            assert (make_up.title in text) is is_shown

    def test_my_page_shows_it_to_those_in_need(self, client, make_up, ada, cyd):
        for assistant, is_shown in ((ada, True), (cyd, False)):
            client.force_login(assistant.user)
            page = client.get(reverse("enrollment:my")).content.decode()
            assert (make_up.title in page) is is_shown

    def test_only_their_marks_are_missing_after_it(self, make_up, ada):
        at = NOW + timedelta(days=2)
        appointment = ada.appointments.get()
        scope = Scope(appointment.department)
        people = people_of(scope.appointments(appointment.term), appointment.term, at)
        assert waits_at(scope, appointment.term, people, at).unmarked == {make_up: 1}

    def test_another_who_attends_can_be_marked(self, make_up, cyd, staff):
        own = cyd.appointments.get()
        saved = marking.record(
            scope=Scope(own.department),
            term=own.term,
            marks={(make_up.pk, own.pk): "present"},
            by=staff,
            at=NOW + timedelta(days=2),
        )
        assert saved.changed == 1
