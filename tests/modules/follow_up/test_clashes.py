"""Forms of meetings: rows of one's own, and the letters and the seminars at the same time that are said before."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enrollment.models import Letter, Registration
from modules.follow_up.clashes import mandatory_meetings_of
from modules.follow_up.shapes import SHAPES
from modules.models import FollowUpMeeting
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    CourseFactory,
    RegistrationFactory,
)
from tests.modules.follow_up.test_meeting_pages import (
    DAY,
    a_form,
    a_meeting,
    a_shape,
    appointment,
    desk,
    seen_on,
    text_of,
)
from tests.modules.meeting_factories import FollowUpMeetingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

__all__ = ["a_meeting", "appointment", "desk"]

AT_THE_SAME_TIME = "At the same time as your mandatory meeting “First meeting”"
QUESTION = "has a seminar of LAOS at that time"


@pytest.fixture
def session():
    """A seminar in a week, 12 to 15."""
    return CoreSessionFactory(days_ahead=7)


@pytest.fixture
def meet(session, appointment):
    """Return a function that plans a mandatory meeting of Ada's department during the seminar."""

    def meet(**fields):
        return FollowUpMeetingFactory(
            **{
                "department": appointment.department,
                "term": appointment.term,
                "title": "First meeting",
                "starts_at": session.starts_at + timedelta(hours=1),
                **fields,
            }
        )

    return meet


def read(client, ada, address) -> str:
    client.force_login(ada.user)
    client.cookies["django_language"] = "en"
    return " ".join(client.get(address).content.decode().split())


def test_date_says_so_before_it_is_chosen(client, ada, session, meet):
    assert AT_THE_SAME_TIME not in read(client, ada, "/register/")
    meet()
    assert AT_THE_SAME_TIME in read(client, ada, "/register/")
    client.post("/register/", {"core_module_1": session.pk})
    assert ada.registrations.get().session == session
    assert AT_THE_SAME_TIME in read(client, ada, "/my/")


def test_date_to_change_to_says_so(client, ada, session, meet):
    held = RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=9))
    meet()
    assert AT_THE_SAME_TIME in read(client, ada, reverse("enrollment:change", args=[held.pk]))


# How a meeting differs that is no clash for Ada.
NO_CLASH: dict[str, dict[str, Any]] = {
    "after it": {"starts_at": timedelta(hours=3)},
    "before it": {"starts_at": timedelta(hours=-1)},
    "not mandatory": {"is_mandatory": False},
    "cancelled": {"cancelled_at": NOW},
    "of another course": {"courses": "other"},
    "of another department": {"department": "other"},
}


@pytest.mark.parametrize("how", NO_CLASH)
def test_other_meetings_are_no_clash(client, ada, session, meet, how):
    other = CourseFactory()
    fields = dict(NO_CLASH[how])
    if "starts_at" in fields:
        fields["starts_at"] += session.starts_at
    if "courses" in fields:
        fields["courses"] = [CourseFactory(department=ada.appointments.get().department)]
    if "department" in fields:
        fields["department"] = other.department
    meet(**fields)
    assert AT_THE_SAME_TIME not in read(client, ada, "/register/")


@pytest.mark.parametrize(("days", "is_asked"), [(6, False), (7, True)])
def test_only_meetings_on_a_day_of_the_appointment_clash(ada, appointment, meet, days, is_asked):
    appointment.ends_on = NOW.date() + timedelta(days=days)
    appointment.save()
    meet()
    assert len(list(mandatory_meetings_of([ada], NOW))) == is_asked


def test_clashes_take_one_statement_however_many(ada, meet):
    for number in range(3):
        meet(courses=[ada.appointments.get().course], title=f"Meeting {number}")
    with CaptureQueriesContext(connection) as captured:
        assert len(list(mandatory_meetings_of([ada], NOW))) == 3
    assert len(captured) == 1


@pytest.fixture
def busy(ada):
    """Ada has a seminar when the meeting of the form is held."""
    session = CoreSessionFactory(starts_at=NOW.replace(hour=14, minute=0) + timedelta(days=7))
    return RegistrationFactory(assistant=ada, session=session)


@pytest.mark.usefixtures("busy")
def test_meeting_asks_before_it_is_planned(desk, ada):
    page = desk("new_meeting", data=a_form(), answer=None).content.decode()
    assert f"1 of those expected at “First meeting” {QUESTION}: {ada.name}." in page
    assert not FollowUpMeeting.objects.exists()
    assert not Letter.objects.filter(kind="meeting-planned").exists()
    assert desk("new_meeting", data=a_form()).status_code == 302
    assert FollowUpMeeting.objects.count() == 1


@pytest.mark.usefixtures("busy")
def test_shape_asks_likewise(desk):
    sent = a_shape("whole", start_0="14:30")
    page = desk("plan_meetings", data=sent, shape="whole", answer=None).content.decode()
    assert QUESTION in page
    desk("plan_meetings", data=sent, shape="whole")
    assert FollowUpMeeting.objects.exists()


@pytest.mark.usefixtures("busy")
def test_meeting_asks_before_it_is_moved_but_not_for_another_room(desk):
    desk("new_meeting", data=a_form(start="08:00", end="09:00"))
    meeting = FollowUpMeeting.objects.get()
    assert QUESTION in desk("meeting", meeting.pk, data=a_form(), answer=None).content.decode()
    desk("meeting", meeting.pk, data=a_form())
    moved = desk("meeting", meeting.pk, data=a_form(place="R8"), answer=None)
    assert QUESTION not in moved.content.decode()
    assert desk("meeting", meeting.pk, data=a_form(place="R8")).status_code == 302
    meeting.refresh_from_db()
    assert meeting.place == "R8"


@pytest.mark.parametrize("how", ["given up", "not expected", "another time", "page opened"])
def test_meeting_is_planned_without_a_question_if_no_one_is_concerned(desk, ada, busy, how):
    data = a_form()
    if how == "given up":
        Registration.objects.update(withdrawn_at=NOW)
    elif how == "not expected":
        other = AppointmentFactory(
            course=CourseFactory(department=ada.appointments.get().department),
            term=ada.appointments.get().term,
        )
        data["courses"] = [other.course_id]
    elif how == "another time":
        data |= {"start": "08:00", "end": "09:00"}
    else:
        assert QUESTION not in desk("new_meeting").content.decode()
    has_question = QUESTION in desk("new_meeting", data=data, answer=None).content.decode()
    assert has_question is (how == "page opened")


def test_days_are_those_of_the_form():
    assert NOW.date() + timedelta(days=7) == DAY


# What a form of meetings does, shown first.


@pytest.mark.parametrize("name", ["new_meeting", "plan_meetings", "meeting", "cancel_meeting"])
def test_letters_are_shown_before_they_are_written(desk, a_meeting, name):
    args: tuple[int, ...] = ()
    query, sent, kind = {}, a_form(), "meeting-planned"
    if name == "plan_meetings":
        query, sent = {"shape": "whole"}, a_shape("whole")
    elif name != "new_meeting":
        kind = "meeting-changed" if name == "meeting" else "meeting-cancelled"
        args = (a_meeting(upcoming=True, title="Before").pk,)
    page = desk(name, *args, data=sent, answer=None, **query)
    shown = text_of(page)
    assert "Letters: 1" in shown
    assert "To: Ada Aas" in shown
    assert "Hei Ada Aas!" in shown
    assert not Letter.objects.exists()
    # Going back keeps what was entered.
    again = desk(name, *args, data=sent, answer="back", **query)
    assert "found" not in again.context
    assert not Letter.objects.exists()
    if name != "cancel_meeting":
        assert 'value="R7"' in text_of(again)
    assert desk(name, *args, data=sent, **query).status_code == 302
    assert Letter.objects.get().kind == kind


def test_what_has_changed_since_it_was_shown_is_shown_again(desk, appointment):
    seen = seen_on(desk("new_meeting", data=a_form(), answer=None))
    AppointmentFactory(course=appointment.course, term=appointment.term)
    again = desk("new_meeting", data={**seen, "what_if-choice": "apply"}, answer=None)
    assert "Something has changed since you looked." in text_of(again)
    assert not FollowUpMeeting.objects.exists()


def test_a_past_meeting_is_planned_at_once(desk):
    before = DAY - timedelta(days=14)
    assert desk("new_meeting", data=a_form(date=before), answer=None).status_code == 302


# Rows of their own.


def a_free_row(number, **fields):
    row = {"title": f"Own {number}", "date": DAY, "start": "10:00", "follow_up_hours": "2"}
    return {f"{name}_{number}": value for name, value in (row | fields).items()}


COMMON = {"place": "R7", "language": "nb", "free_rows": "3"}


def test_three_meetings_of_their_own_choice_are_planned_and_empty_rows_passed_over(desk):
    assert text_of(desk("plan_meetings", shape="own")).count('name="title_') == 3
    three = a_free_row(0) | a_free_row(1, end="13:00") | a_free_row(3, first_meeting_hours="0,5")
    data = COMMON | {"free_rows": "5"} | three
    assert desk("plan_meetings", shape="own", data=data).status_code == 302
    planned = FollowUpMeeting.objects.order_by("title")
    lasts = [meeting.ends_at - meeting.starts_at for meeting in planned]
    assert lasts == [timedelta(hours=2), timedelta(hours=3), timedelta(hours=2.5)]
    assert [meeting.first_meeting_hours for meeting in planned] == [0, 0, Decimal("0.5")]


@pytest.mark.parametrize("shape", ["own", "two"])
def test_one_more_row_keeps_what_was_typed_and_saves_nothing(desk, shape):
    data = COMMON | a_free_row(0, date="soon") | {"start_1": "11:15", "more": "1"}
    page = text_of(desk("plan_meetings", shape=shape, data=data))
    rows = 4 + len(SHAPES[shape].sessions)
    assert page.count('name="title_') == rows
    assert f'id="meeting-{rows}"' in page
    assert 'name="free_rows" value="4"' in page
    for typed in ("Own 0", "soon", "11:15", "R7"):
        assert f'value="{typed}"' in page
    assert "Enter a valid date." not in page
    assert not FollowUpMeeting.objects.exists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, "Enter at least one meeting."),
        (a_free_row(0, title=""), "This field is required."),
        (a_free_row(0, follow_up_hours=""), "Enter hours for at least one part."),
        (a_free_row(0, end="09:00"), "The meeting ends before it starts."),
        (a_free_row(0, end="11:00"), "lasts 1 hour, so it cannot count as 2 hours"),
    ],
)
def test_mistake_in_a_row_of_their_own_is_told(desk, row, said):
    assert said in text_of(desk("plan_meetings", shape="own", data=COMMON | row))
    assert not FollowUpMeeting.objects.exists()
