"""Meetings and seminars at the same time: said before it is done, never forbidden."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enrollment.models import Letter, Registration
from modules.follow_up.clashes import mandatory_meetings_of
from modules.models import FollowUpMeeting
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    CourseFactory,
    RegistrationFactory,
)
from tests.modules.follow_up.test_meeting_pages import DAY, a_form, a_shape, appointment, desk
from tests.modules.meeting_factories import FollowUpMeetingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

__all__ = ["appointment", "desk"]

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
