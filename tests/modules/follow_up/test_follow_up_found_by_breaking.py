"""Regression tests for attempts to break the department pages."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from completion.department import digesting
from completion.department.people import people_of
from enrollment.models import Coordinator, LearningAssistant, Letter
from modules.follow_up import objecting
from modules.follow_up.refusals import MarkTakenBack
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.scope import Scope
from tests.enrollment.tables import import_csv
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoordinatorFactory,
    CourseFactory,
    TermFactory,
    UserFactory,
)
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

from .test_follow_up_tables import upcoming

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

YEAR = "The year is from 2000 to 2199."


@pytest.fixture
def appointment(ada):
    return ada.appointments.get()


@pytest.fixture
def meeting(appointment):
    return FollowUpMeetingFactory(department=appointment.department, term=appointment.term)


@pytest.fixture(autouse=True)
def as_cleo(client, cleo):
    client.force_login(cleo.user)


@pytest.fixture
def desk(appointment):
    def url(name, *args, **query):
        place = appointment.department.code, appointment.term.code
        return reverse(f"modules:{name}", args=[*place, *args], query=query or None)

    return url


# A single date in the year 1 would break every page and digest that reads it.
@pytest.mark.parametrize("day", ["0001-01-01", "0203-09-03", "9999-12-31"])
def test_meeting_of_a_year_without_a_calendar_is_not_planned(client, desk, day):
    times = {"title": "T", "date": day, "start": "00:00", "end": "01:00", "follow_up_hours": "1"}
    page = client.post(desk("new_meeting"), {**times, "language": "nb"})
    assert page.context["form"].errors == {"date": [YEAR]}
    several = {"title_0": "T", "date_0": day, "start_0": "23:00", "language": "nb"}
    page = client.post(desk("plan_meetings", shape="whole"), several)
    assert page.context["form"].errors == {"date_0": [YEAR]}
    assert not FollowUpMeeting.objects.exists()


def test_appointment_does_not_end_in_such_a_year(client, desk, appointment):
    page = client.post(desk("end_appointment", appointment.pk), {"last_day": "0203-09-03"})
    assert page.context["form"].errors == {"last_day": [YEAR]}


@pytest.mark.parametrize("sign", ["\x0b", "\uffff"])
def test_register_is_taken_out_though_a_name_has_a_sign_that_no_workbook_holds(
    client, desk, appointment, sign
):
    LearningAssistant.objects.update(name=f"Ada{sign} Aas")
    page = client.get(desk("export_register", format="xlsx"))
    names = [row[1].value for row in load_workbook(BytesIO(page.content)).active.rows]
    assert names == ["name", "Ada\ufffd Aas"]


def test_file_that_gives_a_meeting_to_others_and_back_tells_of_it_each_time(tmp_path, appointment):
    term = TermFactory(code="2024H")
    CourseFactory(code="TMA4120", department=appointment.department)
    AppointmentFactory(assistant=appointment.assistant, term=term, course=appointment.course)
    for course in ("TMA4100", "TMA4120", "TMA4100"):
        file = upcoming(("one", 1, course))
        assert import_csv(tmp_path, "follow_up_meetings", file).code == 0
    told = Letter.objects.order_by("pk").values_list("kind", flat=True)
    assert [*told] == ["meeting-planned", "meeting-cancelled", "meeting-planned"]
    assert FollowUpMeeting.objects.get().sequence == 2


def test_marks_for_a_meeting_cancelled_meanwhile_are_answered_in_words(
    client, desk, meeting, appointment
):
    FollowUpMeeting.objects.update(cancelled_at=NOW)
    marks = {f"mark-{meeting.pk}-{appointment.pk}": "present", "seen": ""}
    page = client.post(desk("register", meeting=meeting.pk), marks)
    assert f"“{meeting.title}” is cancelled." in page.text
    assert not FollowUpAttendance.objects.exists()


def test_a_number_of_thousands_of_digits_finds_no_one(client, desk, meeting):
    number = "1" * 5000
    page = client.post(desk("paste_present", meeting.pk), {"lines": "ada", "present": number})
    assert page.context["ticked"] == set()
    page = client.post(desk("confirm_present", meeting.pk), {"lines": "ada", "present": number})
    assert page.status_code == 200
    assert client.post(desk("register", meeting=number)).status_code == 404


def test_a_person_who_objects_while_the_mark_is_taken_back_is_told_so(meeting, appointment):
    mark = FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, mark="absent")
    FollowUpAttendance.objects.all().delete()
    with pytest.raises(MarkTakenBack, match=meeting.title):
        objecting.object_to(attendance=mark, text="I was there.", at=NOW)


@pytest.fixture
def elsewhere(appointment):
    """Ada attended all six hours in another department, in an earlier term."""
    course = CourseFactory(code="HIST1500", department__code="HF-IHK")
    earlier = AppointmentFactory(
        assistant=appointment.assistant, term=TermFactory(code="2030H"), course=course
    )
    held = FollowUpMeetingFactory(department=course.department, term=earlier.term, whole=True)
    return FollowUpAttendanceFactory(meeting=held, appointment=earlier)


def test_hours_of_another_appointment_leave_none_missing(appointment, cleo, meeting, elsewhere):
    def ada():
        own = Scope(cleo.department).appointments(appointment.term)
        (found,) = people_of(own, appointment.term, NOW)
        return found

    assert (ada().hours, ada().verdict.course_specific.missing) == (6, ())
    # A partial mark there no longer gives all six hours.
    elsewhere.mark = "partial"
    elsewhere.save()
    assert (ada().hours, len(ada().verdict.course_specific.missing)) == (0, 4)


def test_no_one_is_told_that_they_cannot_reach_what_they_have(appointment, cleo, elsewhere):
    FollowUpMeetingFactory(department=appointment.department, term=appointment.term, upcoming=True)
    assert digesting.digest(NOW) == []


def test_coordinator_of_a_department_and_of_a_course_of_it_is_told_once(
    appointment, cleo, meeting, postbox
):
    CoordinatorFactory(user=cleo.user, department=cleo.department, course=appointment.course)
    digesting.digest(NOW)
    assert postbox[0].body.count(meeting.title) == 2


def test_answer_does_not_write_over_what_a_colleague_recorded_meanwhile_unsaid(
    client, desk, meeting, appointment
):
    mark = FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, mark="absent")
    objection = ObjectionFactory(attendance=mark)
    url = desk("answer_objection", objection.pk)
    answer = {"mark": "partial", "text": "You came late.", "initial-mark": "absent"}
    colleague = UserFactory(name="Dag Dahl")
    FollowUpAttendance.objects.update(mark="present", marked_by=colleague)
    page = client.post(url, answer)
    assert "A colleague changed this too. Yours replaces theirs" in page.text
    mark.refresh_from_db()
    objection.refresh_from_db()
    assert (mark.mark, objection.answered_at) == ("present", None)
    # A coordinator who has seen the new mark may change it.
    assert client.post(url, answer | {"initial-mark": "present"}).status_code == 302
    mark.refresh_from_db()
    assert mark.mark == "partial"


def test_answer_that_leaves_the_mark_alone_takes_the_one_recorded_meanwhile(
    client, desk, meeting, appointment
):
    mark = FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, mark="absent")
    url = desk("answer_objection", ObjectionFactory(attendance=mark).pk)
    FollowUpAttendance.objects.update(mark="present")
    sent = {"mark": "absent", "text": "You were not.", "initial-mark": "absent"}
    shown = client.post(url, sent).context["form"]
    assert (shown["mark"].value(), shown["text"].value()) == ("present", "You were not.")
    mark.refresh_from_db()
    assert mark.mark == "present"


def test_answer_to_what_a_colleague_answered_meanwhile_is_shown_and_not_sent(
    client, desk, meeting, appointment
):
    mark = FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, mark="absent")
    url = desk("answer_objection", ObjectionFactory(attendance=mark).pk)
    client.post(url, {"mark": "absent", "text": "Theirs."})
    page = client.post(url, {"mark": "present", "text": "Mine."})
    assert "has answered this objection: “Theirs.”" in page.text
    assert "Mine." in page.text


def test_answer_that_gives_the_mark_a_colleague_gave_meanwhile_is_sent(
    client, desk, meeting, appointment
):
    mark = FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, mark="present")
    objection = ObjectionFactory(attendance=mark, mark="absent")
    answer = {"mark": "present", "text": "You are right.", "initial-mark": "present"}
    assert client.post(desk("answer_objection", objection.pk), answer).status_code == 302


def test_marks_for_a_meeting_given_to_another_course_meanwhile_are_told_not_to_be_saved(
    client, desk, meeting, appointment, cleo
):
    Coordinator.objects.filter(pk=cleo.pk).update(course=appointment.course)
    meeting.courses.set([CourseFactory(code="TMA4120", department=appointment.department)])
    marks = {f"mark-{meeting.pk}-{appointment.pk}": "present", "seen": ""}
    page = client.post(desk("register"), marks, follow=True)
    assert "1 mark was not saved" in page.text
    assert "Saved." not in page.text
    assert not FollowUpAttendance.objects.exists()
