"""A department's pages about meetings and objections, each in all its states."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils.timezone import localdate, localtime

from modules.follow_up.shapes import SHAPES
from modules.models import FollowUpMeeting
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoordinatorFactory,
    RegistrationFactory,
    VerifiedUserFactory,
)
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

from .stage import an_assistant, scene, send, visit

FIELDS = {
    "first": {"title": "Første møte", "first_meeting_hours": 1, "follow_up_hours": 0},
    "missed": {"title": "Oppfølging 1", "follow_up_hours": Decimal("1.5")},
    "again": {"title": "Oppfølging 1, en gang til", "is_mandatory": False, "upcoming": True},
    "online": {
        "title": "Oppfølging 2",
        "place": "",
        "online_url": "https://ntnu.zoom.us/j/1",
        "upcoming": True,
    },
    "cancelled": {"title": "Oppfølging 3", "cancelled_at": NOW, "upcoming": True},
    "unmarked": {"title": "Oppfølging 4", "is_mandatory": False},
}


def followed():
    """Create Berit's appointment with all kinds of meetings and marks."""
    appointment = an_assistant().appointments.get()
    own = {"department": appointment.department, "term": appointment.term}
    meetings: dict[str, FollowUpMeeting] = {}
    for name, fields in FIELDS.items():
        made_up_for = {"makes_up_for": meetings["missed"]} if name == "again" else {}
        meetings[name] = FollowUpMeetingFactory(**own, **fields, **made_up_for)
    recorded_by = VerifiedUserFactory(username="kari", name="Kari Lyngmo")
    marks = {
        name: FollowUpAttendanceFactory(
            meeting=meetings[name], appointment=appointment, mark=mark, marked_by=recorded_by
        )
        for name, mark in {"first": "present", "missed": "partial"}.items()
    }
    return appointment, meetings, marks


def a_coordinator(department):
    user = VerifiedUserFactory(username="cleo", name="Cleo Claussen")
    CoordinatorFactory(user=user, department=department)
    return user


def visit_desk(page, appointment, name, *args):
    visit(
        page,
        f"modules:{name}",
        appointment.department.code,
        appointment.term.code,
        *args,
        by=a_coordinator(appointment.department),
    )


@scene("modules:meetings")
def meetings(page):
    appointment, _meetings, _marks = followed()
    visit_desk(page, appointment, "meetings")
    page.locator("summary").last.click()


@scene("modules:meetings")
def no_meetings(page):
    appointment = an_assistant().appointments.get()
    visit_desk(page, appointment, "meetings")


@scene("modules:plan_meetings")
def shapes_of_meetings(page):
    visit_desk(page, an_assistant().appointments.get(), "plan_meetings")


@scene("modules:plan_meetings")
def plan_of_meetings(page):
    visit_desk(page, an_assistant().appointments.get(), "plan_meetings")
    page.goto(f"{page.url}?shape={list(SHAPES)[-1]}")


@scene("modules:plan_meetings")
def plan_of_meetings_with_mistakes(page):
    plan_of_meetings(page)
    send(page)


@scene("modules:new_meeting")
def new_meeting(page):
    visit_desk(page, an_assistant().appointments.get(), "new_meeting")


@scene("modules:new_meeting")
def new_meeting_with_mistakes(page):
    new_meeting(page)
    page.fill("[name=date]", str(localdate(NOW)))
    page.fill("[name=start]", "12:00")
    page.fill("[name=end]", "11:00")
    send(page)


@scene("modules:new_meeting")
def new_meeting_during_a_seminar(page):
    seminar = RegistrationFactory(assistant=an_assistant()).session
    appointment = seminar.registrations.get().assistant.appointments.get()
    visit_desk(page, appointment, "new_meeting")
    page.fill("[name=title]", "Første møte")
    page.fill("[name=date]", str(localdate(seminar.starts_at)))
    page.fill("[name=start]", f"{localtime(seminar.starts_at):%H:%M}")
    page.fill("[name=end]", f"{localtime(seminar.ends_at):%H:%M}")
    page.fill("[name=first_meeting_hours]", "1")
    send(page)
    page.locator("[value=back]").wait_for()


@scene("modules:meeting")
def meeting_to_change(page):
    appointment, meetings, _marks = followed()
    visit_desk(page, appointment, "meeting", meetings["online"].pk)


@scene("modules:meeting")
def meeting_that_cannot_change_so(page):
    appointment, meetings, _marks = followed()
    visit_desk(page, appointment, "meeting", meetings["first"].pk)
    page.fill("[name=date]", str(localdate(NOW) + timedelta(days=9)))
    send(page)


@scene("modules:cancel_meeting")
def meeting_to_cancel(page):
    appointment, meetings, _marks = followed()
    visit_desk(page, appointment, "cancel_meeting", meetings["online"].pk)


@scene("modules:cancel_meeting")
def meeting_that_was_held(page):
    appointment, meetings, _marks = followed()
    visit_desk(page, appointment, "cancel_meeting", meetings["first"].pk)
    send(page)


@scene("modules:objections")
def objections(page):
    appointment, meetings, marks = followed()
    ObjectionFactory(attendance=marks["missed"], text="Jeg satt bakerst.")
    other = AppointmentFactory(course=appointment.course, term=appointment.term)
    theirs = FollowUpAttendanceFactory(meeting=meetings["missed"], appointment=other, mark="absent")
    answered = {"answered_at": NOW, "answered_by": theirs.marked_by, "answer": "Beklager!"}
    ObjectionFactory(attendance=theirs, **answered)
    visit_desk(page, appointment, "objections")


@scene("modules:objections")
def no_objections(page):
    visit_desk(page, an_assistant().appointments.get(), "objections")


@scene("modules:answer_objection")
def objection_to_answer(page):
    appointment, _meetings, marks = followed()
    objection = ObjectionFactory(attendance=marks["missed"], text="Jeg satt bakerst.")
    visit_desk(page, appointment, "answer_objection", objection.pk)


@scene("modules:answer_objection")
def objection_answered_without_words(page):
    objection_to_answer(page)
    send(page)


@scene("modules:object")
def objecting(page):
    appointment, _meetings, marks = followed()
    visit(page, "modules:object", marks["missed"].pk, by=appointment.assistant.user)


@scene("modules:object")
def objecting_without_words(page):
    objecting(page)
    send(page)


@scene("enrollment:my")
def my_page_with_meetings(page):
    appointment, _meetings, _marks = followed()
    visit(page, "enrollment:my", by=appointment.assistant.user)


@scene("enrollment:my")
def my_page_with_an_objection(page):
    appointment, _meetings, marks = followed()
    ObjectionFactory(attendance=marks["missed"])
    visit(page, "enrollment:my", by=appointment.assistant.user)
