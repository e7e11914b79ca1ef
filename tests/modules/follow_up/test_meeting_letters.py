"""Letters about meetings: in the recipient's language, with calendar files that add, move and cancel events."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse
from icalendar import Calendar

from completion.reminders import reminding
from enrollment.letters import delivering
from enrollment.models import CalendarFeed, Language, Letter, ReminderTiming
from modules.follow_up import objecting, planning
from modules.follow_up.planning import MeetingPlan
from modules.models.meetings import Part
from tests.enrollment.letters.test_calendar import khal
from tests.factories import NOW, OSLO, AppointmentFactory, TermFactory
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

pytestmark = pytest.mark.django_db

__all__ = ["khal"]

# Before and after the clocks change; the tests plan both well in advance.
BEFORE, AFTER = (datetime(2031, 10, day, 14, 15, tzinfo=OSLO) for day in (24, 27))
FOLLOW_UP = {Part.FOLLOW_UP: Decimal(2)}


def a_plan(title="Follow-up", starts_at=BEFORE, **fields) -> MeetingPlan:
    ends_at = starts_at + timedelta(hours=2)
    return MeetingPlan(title, starts_at, ends_at, **{"hours": FOLLOW_UP, "place": "R7", **fields})


@pytest.fixture
def plan(ada):
    appointment = ada.appointments.get()

    def plan(*plans):
        return planning.plan(
            department=appointment.department, term=appointment.term, plans=plans, at=NOW
        )

    return plan


def sent():
    """Deliver all letters; return the method and text of each calendar file."""
    mail.outbox.clear()
    delivering.deliver()
    return [
        (kind.partition("method=")[2], text if isinstance(text, str) else text.decode())
        for message in mail.outbox
        for _name, text, kind in message.attachments
    ]


def test_calendar_program_takes_the_meetings_of_a_letter_and_moves_and_cancels_one(
    khal, plan, ada, english
):
    ada.language = "en"
    ada.save()
    take, shows = khal
    first, _second = plan(a_plan(), a_plan("Final", AFTER))
    files = sent()
    # Some programs read only the first event of a file.
    assert [method for method, _file in files] == ["PUBLISH", "PUBLISH"]
    for _method, file in files:
        take(file)
    assert shows() == [
        "2031-10-24 14:15 16:15 LAOS: Follow-up R7, CONFIRMED",
        "2031-10-27 14:15 16:15 LAOS: Final R7, CONFIRMED",
    ]
    moved = a_plan(starts_at=BEFORE + timedelta(days=5))
    planning.change(meeting=first, plan=moved, at=NOW)
    ((_method, file),) = sent()
    take(file)
    assert shows() == [
        "2031-10-27 14:15 16:15 LAOS: Final R7, CONFIRMED",
        "2031-10-29 14:15 16:15 LAOS: Follow-up R7, CONFIRMED",
    ]
    planning.cancel(meeting=first, at=NOW)
    ((method, file),) = sent()
    assert method == "CANCEL"
    take(file)
    (cancelled,) = [line for line in shows() if "Follow-up" in line]
    assert "CANCELLED" in cancelled.upper()


def test_uid_stays_and_the_sequence_rises(plan):
    (meeting,) = plan(a_plan())
    files = sent()
    planning.change(meeting=meeting, plan=a_plan(place="R8"), at=NOW)
    files += sent()
    planning.cancel(meeting=meeting, at=NOW)
    files += sent()
    events = [Calendar.from_ical(text).walk("VEVENT")[0] for _method, text in files]
    assert {str(event["uid"]) for event in events} == {f"meeting-{meeting.pk}@laos"}
    assert [event["sequence"] for event in events] == [0, 1, 2]


def test_letter_that_waited_puts_no_cancelled_meeting_into_a_calendar(plan):
    (meeting,) = plan(a_plan())
    planning.cancel(meeting=meeting, at=NOW)
    assert [method for method, _text in sent()] == ["CANCEL"]


def feed(client, assistant):
    token = CalendarFeed.objects.get_or_create(assistant=assistant, created_at=NOW)[0].token
    text = client.get(reverse("completion:calendar", args=[token])).content
    events = Calendar.from_ical(text).walk("VEVENT")
    return {str(event["summary"]): str(event["status"]) for event in events}


def test_feed_has_the_meetings_that_a_person_is_expected_at(client, plan, ada, ben):
    meeting, _other = plan(a_plan("One"), a_plan("Two", AFTER))
    planning.cancel(meeting=meeting, at=NOW)
    assert feed(client, ada) == {"LAOS: One": "CANCELLED", "LAOS: Two": "CONFIRMED"}
    assert feed(client, ben) == {}


def test_summary_names_the_courses_of_a_meeting(client, plan, ada):
    course = ada.appointments.get().course
    plan(a_plan("One", courses=[course]))
    summary = f"LAOS: One ({course.code})"
    assert feed(client, ada) == {summary: "CONFIRMED"}
    ((_method, text),) = sent()
    assert str(Calendar.from_ical(text).walk("VEVENT")[0]["summary"]) == summary


@pytest.mark.parametrize("language", Language.values)
def test_each_kind_is_sent_in_the_recipients_language(plan, ada, staff, language):
    ada.language = language
    ada.save()
    appointment = ada.appointments.get()
    (meeting,) = plan(a_plan(starts_at=NOW + timedelta(days=2)))
    reminding.remind(NOW + timedelta(days=1))
    delivering.deliver()
    planning.change(meeting=meeting, plan=a_plan(starts_at=NOW + timedelta(days=3)), at=NOW)
    delivering.deliver()
    planning.cancel(meeting=meeting, at=NOW)
    held = FollowUpMeetingFactory(department=appointment.department, term=appointment.term)
    mark = FollowUpAttendanceFactory(meeting=held, appointment=appointment, mark="absent")
    objection = ObjectionFactory(attendance=mark)
    objecting.answer(objection=objection, text="Sorry!", mark="present", by=staff, at=NOW)
    kinds = set(Letter.objects.values_list("kind", flat=True)) - {"registration-open"}
    assert kinds == {
        "meeting-planned",
        "meeting-tomorrow",
        "meeting-changed",
        "meeting-cancelled",
        "objection-answered",
    }
    delivering.deliver()
    bodies = {
        letter.subject: letter.body for letter in mail.outbox if appointment.department.name_en
    }
    department = getattr(appointment.department, f"name_{language}")
    about = [body for body in bodies.values() if "Follow-up" in body or "Sorry!" in body]
    assert len(about) == 5
    assert sum(department in body for body in about) == 3
    told = " ".join(map(str, about))
    assert {"nb": "oppfølging", "en": "of follow-up"}[language] in told
    assert {"nb": "til stede", "en": "present"}[language] in told
    assert "{{" not in told


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "only for those who did not attend all of it"),
        ("nb", "bare for dem som ikke deltok på hele det møtet"),
    ],
)
def test_a_meeting_that_makes_up_is_for_partial_attendance_too(plan, ada, language, words):
    ada.language = language
    ada.save()
    appointment = ada.appointments.get()
    held = FollowUpMeetingFactory(department=appointment.department, term=appointment.term)
    FollowUpAttendanceFactory(meeting=held, appointment=appointment, mark="partial")
    again = {"makes_up_for": held, "is_mandatory": False}
    (meeting,) = plan(a_plan(starts_at=NOW + timedelta(days=2), **again))
    reminding.remind(NOW + timedelta(days=1))
    planning.change(
        meeting=meeting, plan=a_plan(starts_at=NOW + timedelta(days=3), **again), at=NOW
    )
    delivering.deliver()
    about = [letter.body for letter in mail.outbox if held.title in str(letter.body)]
    kinds = Letter.objects.filter(kind__startswith="meeting-").values_list("kind", flat=True)
    assert set(kinds) == {"meeting-planned", "meeting-tomorrow", "meeting-changed"}
    assert about
    assert all(words in str(body) for body in about)


@pytest.fixture
def tomorrow(ada):
    appointment = ada.appointments.get()
    return FollowUpMeetingFactory(
        department=appointment.department,
        term=appointment.term,
        starts_at=NOW + timedelta(hours=20),
    )


def reminded(at=NOW) -> list[str]:
    return [
        letter.recipient.username
        for letter in reminding.remind(at)
        if letter.kind == "meeting-tomorrow"
    ]


def test_everyone_expected_is_reminded_once(tomorrow, ben):
    assert reminded() == ["ada"]
    assert reminded() == []


def test_no_one_is_reminded_of_meetings_that_are_far_off_past_or_cancelled(tomorrow):
    # More than a day, also where the clocks are put forward in the night.
    for hours in (-1, 26):
        tomorrow.starts_at = NOW + timedelta(hours=hours)
        tomorrow.ends_at = tomorrow.starts_at + timedelta(hours=1)
        tomorrow.save()
        assert reminded() == []
    tomorrow.starts_at, tomorrow.ends_at = NOW + timedelta(hours=20), NOW + timedelta(hours=21)
    tomorrow.cancelled_at = NOW
    tomorrow.save()
    assert reminded() == []


def test_a_meeting_moved_to_another_day_is_reminded_of_again(tomorrow):
    assert reminded() == ["ada"]
    tomorrow.starts_at += timedelta(days=3)
    tomorrow.ends_at += timedelta(days=3)
    tomorrow.save()
    assert reminded(NOW + timedelta(days=3)) == ["ada"]


def test_a_person_who_was_told_of_it_within_a_day_is_not_reminded(plan):
    plan(a_plan(starts_at=NOW + timedelta(hours=20)))
    assert reminded() == []


def test_a_term_may_turn_the_reminder_off(tomorrow):
    ReminderTiming.objects.create(term=tomorrow.term, kind="meeting-tomorrow", days_before=None)
    assert reminded() == []


def test_reminders_take_as_many_statements_for_many_as_for_one(
    tomorrow, ada, django_assert_max_num_queries
):
    for number in range(8):
        department = ada.appointments.first().department
        course = ada.appointments.first().course
        AppointmentFactory(course=course, term=tomorrow.term)
        FollowUpMeetingFactory(
            department=department,
            term=TermFactory(code=f"20{40 + number}H"),
            starts_at=NOW + timedelta(hours=number + 1),
        )
    with django_assert_max_num_queries(26):
        reminding.due(NOW)
