"""The register from the report of an online meeting."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from modules.admin.meetings import in_attendance
from modules.models import FollowUpAttendance
from tests.enrollment.attendance_reports.test_reading_reports import CASES, EXPECTED
from tests.factories import (
    NOW,
    AppointmentFactory,
    CourseFactory,
    LearningAssistantFactory,
    UserFactory,
)
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

OSLO = ZoneInfo("Europe/Oslo")
YEAR = NOW.year - 1


@pytest.fixture
def meeting(cleo, ada):
    start, end = (datetime(YEAR, 1, 11, hour, tzinfo=OSLO) for hour in (9, 12))
    return FollowUpMeetingFactory(
        department=cleo.department, term=ada.appointments.get().term, starts_at=start, ends_at=end
    )


@pytest.fixture
def people(ada, meeting):
    """The appointments of the people in the report, by user name; ada is not in it."""
    course = ada.appointments.get().course
    return {
        person["username"]: AppointmentFactory(
            assistant=LearningAssistantFactory(**person), course=course, term=meeting.term
        )
        for person in EXPECTED["zoom.csv"]["people"]
    }


@pytest.fixture(autouse=True)
def as_cleo(client, cleo):
    client.force_login(cleo.user)


def url(meeting):
    args = [meeting.department.code, meeting.term.code, meeting.pk]
    return reverse("modules:report_meeting", args=args)


def read(client, meeting):
    data = (CASES / "zoom.csv").read_bytes().replace(b"2027", str(YEAR).encode())
    return client.post(url(meeting), {"file": SimpleUploadedFile("zoom.csv", data)})


def confirm(client, meeting, page, **changed):
    (form,) = html.fromstring(page.content.decode()).xpath("//main//form[@class='roll-form']")
    fields = {name: value or "" for name, value in form.fields.items()}
    return client.post(url(meeting), {**fields, **changed, "confirm": "1"})


def marks():
    return dict(FollowUpAttendance.objects.values_list("appointment__assistant__username", "mark"))


def test_confirmed_report_marks_everyone_expected(client, meeting, people):
    page = read(client, meeting)
    assert not marks()
    answer = confirm(client, meeting, page)
    assert answer.url.endswith(f"?meeting={meeting.pk}")
    assert marks() == {
        "sinkow": "present",
        "tuvlun": "present",
        "zofmoe": "present",
        "zofsat": "partial",
        "maestr": "present",
        "ada": "absent",
    }


def test_no_absence_is_proposed_of_people_exempt_or_not_appointed_that_day(
    client, meeting, people, ada
):
    exempt = AppointmentFactory(
        assistant__username="exempt",
        assistant__exempt_since=NOW,
        course=people["sinkow"].course,
        term=meeting.term,
    )
    ada.appointments.update(starts_on=f"{YEAR}-01-12")
    page = read(client, meeting)
    assert "not appointed that day" in page.content.decode()
    confirm(client, meeting, page)
    assert not {"ada", exempt.assistant.username} & marks().keys()
    assert marks()["sinkow"] == "present"


def test_person_with_two_courses_gets_both_marks(client, meeting, people):
    course = CourseFactory(code="TMA9999", department=meeting.department)
    AppointmentFactory(assistant=people["sinkow"].assistant, course=course, term=meeting.term)
    confirm(client, meeting, read(client, meeting))
    own = FollowUpAttendance.objects.filter(appointment__assistant__username="sinkow")
    assert [mark.mark for mark in own] == ["present", "present"]


def test_recorded_mark_is_kept_unless_another_is_selected(client, meeting, people):
    FollowUpAttendanceFactory(meeting=meeting, appointment=people["sinkow"], mark="absent")
    FollowUpAttendanceFactory(meeting=meeting, appointment=people["tuvlun"], mark="absent")
    page = read(client, meeting)
    assert "Recorded: absent → report: present" in " ".join(page.content.decode().split())
    confirm(client, meeting, page, **{f"mark-{meeting.pk}-{people['tuvlun'].pk}": "present"})
    assert marks()["sinkow"] == "absent"
    assert marks()["tuvlun"] == "present"


def test_mark_of_a_colleague_meanwhile_stands_and_is_told(client, meeting, people):
    page = read(client, meeting)
    FollowUpAttendanceFactory(
        meeting=meeting, appointment=people["sinkow"], mark="partial", marked_by=UserFactory()
    )
    answer = confirm(client, meeting, page)
    assert "You had “present”." in answer.content.decode()
    assert marks()["sinkow"] == "partial"
    assert marks()["tuvlun"] == "present"


def test_history_says_that_the_mark_is_from_a_report(client, meeting, people):
    confirm(client, meeting, read(client, meeting))
    events = apps.get_model("modules", "FollowUpAttendanceEvent").objects
    event = events.select_related("pgh_context").earliest("pgh_id")
    (sentence,) = in_attendance(None, event)
    assert sentence.endswith(", from an attendance report")


def test_meeting_that_has_not_begun_has_no_report(client, meeting, people):
    ahead = FollowUpMeetingFactory(department=meeting.department, term=meeting.term, upcoming=True)
    assert client.get(url(ahead)).status_code == 404


def test_number_of_statements_does_not_grow(client, meeting, people):
    counts = []
    for _ in range(2):
        AppointmentFactory.create_batch(10, course=people["sinkow"].course, term=meeting.term)
        with CaptureQueriesContext(connection) as queries:
            assert read(client, meeting).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
