"""The register page: reading, saving, filling, pasting and exporting."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook

from enrollment.models import Appointment, LearningAssistant
from modules.models import FollowUpAttendance
from tests.factories import NOW, AppointmentFactory, CoordinatorFactory, CourseFactory, UserFactory
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def ada_there(ada):
    """Ada's appointment in mathematics."""
    return ada.appointments.get()


@pytest.fixture
def meeting(ada_there):
    return held(ada_there, title="First meeting")


@pytest.fixture(autouse=True)
def as_cleo(client, cleo):
    client.force_login(cleo.user)


def held(appointment, **fields):
    return FollowUpMeetingFactory(
        department=appointment.department, term=appointment.term, **fields
    )


def colleague_of(appointment, **fields):
    return AppointmentFactory(term=appointment.term, course=appointment.course, **fields)


def url(appointment, name="register", *args, **query):
    place = appointment.department.code, appointment.term.code
    return reverse(f"modules:{name}", args=[*place, *args], query=query or None)


def box(meeting, appointment):
    return f"mark-{meeting.pk}-{appointment.pk}"


def marks():
    return dict(FollowUpAttendance.objects.values_list("appointment", "mark"))


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_register_shows_people_down_and_meetings_across_with_hours(client, ada_there, meeting):
    to_come = held(ada_there, title="To come", upcoming=True)
    FollowUpAttendanceFactory(meeting=meeting, appointment=ada_there)
    page = client.get(url(ada_there))
    text = text_of(page)
    assert "First meeting" in text
    assert "To come" in text
    assert "first meeting 0 + follow-up 1 + final evaluation 0" in text
    assert "first meeting 1 + follow-up 4 + final evaluation 1" in text
    one = text_of(client.get(url(ada_there), {"meeting": meeting.pk}))
    assert "Hours: first meeting 0 · follow-up 1 · final evaluation 0" in one
    content = page.content.decode()
    assert f'name="{box(meeting, ada_there)}"' in content
    assert box(to_come, ada_there) not in content


def test_one_meeting_at_a_time_shows_only_who_is_expected_and_who_recorded_it(
    client, ada_there, cleo
):
    other = colleague_of(ada_there, assistant__name="Otto Only")
    other.course = CourseFactory(code="TMA9999", department=ada_there.department)
    other.save()
    meeting = held(ada_there, courses=[ada_there.course])
    FollowUpAttendanceFactory(meeting=meeting, appointment=ada_there, marked_by=cleo.user)
    text = text_of(client.get(url(ada_there, meeting=meeting.pk)))
    assert "Otto Only" not in text
    assert "Recorded by Cleo Claussen" in text


def test_register_is_narrowed_to_a_course(client, ada_there, meeting):
    course = CourseFactory(code="TMA9999", department=ada_there.department)
    AppointmentFactory(term=ada_there.term, course=course, assistant__name="Otto Only")
    assert "Otto Only" in text_of(client.get(url(ada_there)))
    text = text_of(client.get(url(ada_there, course=ada_there.course.code)))
    assert "Otto Only" not in text
    assert "Ada Aas" in text


def test_marks_are_saved_all_at_once_and_twice_is_once(client, ada_there, meeting):
    other = colleague_of(ada_there)
    sent = {box(meeting, ada_there): "present", box(meeting, other): "absent"}
    for said in ("2 marks saved.", "No mark was changed."):
        page = client.post(url(ada_there), sent, follow=True)
        assert said in text_of(page) or said == "No mark was changed."
        assert marks() == {ada_there.pk: "present", other.pk: "absent"}
    assert apps.get_model("modules", "FollowUpAttendanceEvent").objects.count() == 2


def test_saving_comes_back_to_the_meeting_it_was_sent_from(client, ada_there, meeting):
    address = url(ada_there, meeting=meeting.pk)
    answer = client.post(address, {box(meeting, ada_there): "present"})
    assert answer.url == address


def test_what_a_colleague_recorded_meanwhile_is_shown_beside_ones_own_and_stands(
    client, ada_there, meeting
):
    dag = UserFactory(name="Dag Dahl")
    other = colleague_of(ada_there)
    FollowUpAttendanceFactory(meeting=meeting, appointment=ada_there, mark="absent", marked_by=dag)
    sent = {box(meeting, ada_there): "present", box(meeting, other): "present", "seen": ""}
    page = client.post(url(ada_there), sent)
    text = text_of(page)
    assert "Dag Dahl recorded “absent”" in text
    assert "You had “present”." in text
    assert marks() == {ada_there.pk: "absent", other.pk: "present"}
    # After seeing the difference, the coordinator can save again.
    seen = re.search(r'name="seen"\s+value="([^"]*)"', page.content.decode())[1]
    client.post(url(ada_there), sent | {"seen": seen})
    assert marks()[ada_there.pk] == "present"


def test_filling_a_column_gives_a_mark_to_everyone_without_one_and_saves_nothing_yet(
    client, ada_there, meeting
):
    other = colleague_of(ada_there)
    sent = {
        box(meeting, ada_there): "absent",
        box(meeting, other): "",
        "fill": f"{meeting.pk}-present",
    }
    page = client.post(url(ada_there), sent)
    assert "not saved yet" in text_of(page)
    assert not marks()
    ticked = re.findall(r'name="(mark-[0-9-]+)"\s+value="(\w*)"\s+checked', page.content.decode())
    assert dict(ticked) == {box(meeting, ada_there): "absent", box(meeting, other): "present"}


def test_a_mark_for_everyone_is_only_for_those_who_must_come(client, ada_there):
    missed, day = held(ada_there, days_ahead=-9), localdate(NOW)
    make_up = held(ada_there, makes_up_for=missed, is_mandatory=False)
    needs, gone, exempt, was_there = people = [colleague_of(ada_there) for _ in range(4)]
    Appointment.objects.filter(pk=gone.pk).update(ends_on=day - timedelta(days=30))
    LearningAssistant.objects.filter(pk=exempt.assistant_id).update(exempt_since=day)
    FollowUpAttendanceFactory(meeting=missed, appointment=was_there)
    for meeting, left_out in [(missed, [gone, exempt]), (make_up, [gone, exempt, was_there])]:
        page = client.get(url(ada_there, meeting=meeting.pk)).content.decode()
        assert page.count("data-left-out") == len(left_out)
        blank = {
            box(meeting, person): ""
            for person in people
            if (person, meeting) != (was_there, missed)
        }
        sent = blank | {"fill": f"{meeting.pk}-absent"}
        page = client.post(url(ada_there, meeting=meeting.pk), sent)
        ticked = re.findall(
            r'name="(mark-[0-9-]+)"\s+value="absent"\s+checked', page.content.decode()
        )
        assert set(ticked) == blank.keys() - {box(meeting, person) for person in left_out}
    text = text_of(page)
    assert "The buttons leave out 3 people who are not expected that day." in text
    for why in ("· not appointed that day", "· exempt", "· has nothing to make up for"):
        assert why in text
    # They can still be marked one by one.
    client.post(url(ada_there), {box(missed, gone): "present"})
    assert marks()[gone.pk] == "present"


def test_refusal_keeps_what_was_ticked_and_writes_nothing(client, ada_there, meeting):
    to_come = held(ada_there, upcoming=True)
    sent = {box(meeting, ada_there): "present", box(to_come, ada_there): "present"}
    page = client.post(url(ada_there), sent)
    assert "when it has begun" in text_of(page)
    assert "not saved yet" in text_of(page)
    assert re.search(r'value="present"\s+checked', page.content.decode())
    assert not marks()


@pytest.mark.parametrize("mark", ["there", "PRESENT", "x" * 100])
def test_unknown_mark_is_refused(client, ada_there, meeting, mark):
    page = client.post(url(ada_there), {box(meeting, ada_there): mark})
    assert "Choose present, partial or absent." in text_of(page)
    assert not marks()


def test_own_row_has_no_boxes(client, ada_there, meeting, ada):
    CoordinatorFactory(user=ada.user, department=ada_there.department)
    client.force_login(ada.user)
    page = client.get(url(ada_there))
    assert box(meeting, ada_there) not in page.content.decode()
    assert "you; a colleague marks you" in text_of(page)


def test_open_objection_is_shown(client, ada_there, meeting):
    attendance = FollowUpAttendanceFactory(meeting=meeting, appointment=ada_there, mark="absent")
    ObjectionFactory(attendance=attendance)
    assert "Objection not answered" in text_of(client.get(url(ada_there)))


def test_another_departments_meeting_is_found_by_no_address_and_no_field(
    client, ada_there, meeting, ben
):
    theirs = ben.appointments.get()
    foreign = held(theirs)
    for method in (client.get, client.post):
        assert method(url(ada_there, meeting=foreign.pk)).status_code == 404
        assert method(url(ada_there, "paste_present", foreign.pk)).status_code == 404
        assert method(url(theirs)).status_code == 404
    assert client.post(url(ada_there, "confirm_present", foreign.pk)).status_code == 404
    client.post(url(ada_there), {box(foreign, theirs): "present"})
    assert not marks()


@pytest.mark.parametrize("key", ["x", "-1", "99999999999999999999", "٣"])
def test_nonsense_for_a_meeting_is_not_found(client, ada_there, meeting, key):
    for method in (client.get, client.post):
        assert method(url(ada_there, meeting=key)).status_code == 404


def test_without_meetings_or_people_the_page_says_what_comes_first(client, ada_there):
    assert "No meetings are planned this term." in text_of(client.get(url(ada_there)))
    held(ada_there)
    ada_there.delete()
    assert "No learning assistants are registered" in text_of(client.get(url(ada_there)))


# A pasted list


def paste(client, appointment, meeting, text):
    return client.post(url(appointment, "paste_present", meeting.pk), {"lines": text})


def test_every_pasted_line_is_answered_and_nothing_is_saved_before_it_is_confirmed(
    client, ada_there, meeting
):
    colleague_of(ada_there, assistant__name="Kåre Moe", assistant__username="karim")
    text = text_of(paste(client, ada_there, meeting, "Ada Aas\nKaare Moe\nsomebody\nada"))
    assert "Do you mean one of these?" in text
    assert "No one here has that name." in text
    assert "is counted once" in text
    assert not marks()


def test_confirmed_people_are_present_in_each_of_their_courses(client, ada_there, meeting, ada):
    course = CourseFactory(code="TMA9999", department=ada_there.department)
    second = AppointmentFactory(assistant=ada, term=ada_there.term, course=course)
    other = colleague_of(ada_there)
    answer = client.post(
        url(ada_there, "confirm_present", meeting.pk), {"present": [ada.pk], "lines": "ada"}
    )
    assert answer.url == url(ada_there, meeting=meeting.pk)
    assert marks() == {ada_there.pk: "present", second.pk: "present"}
    assert other.pk not in marks()


def test_a_person_of_another_department_cannot_be_confirmed(client, ada_there, meeting, ben):
    page = client.post(
        url(ada_there, "confirm_present", meeting.pk), {"present": [ben.pk], "lines": "ben"}
    )
    assert "no longer expected here" in text_of(page)
    assert not marks()


def test_confirming_no_one_says_so(client, ada_there, meeting):
    page = client.post(url(ada_there, "confirm_present", meeting.pk), {"lines": "ada", "seen": ""})
    assert "Tick at least one." in text_of(page)
    assert not re.search(r'name="present"[^>]*checked', page.content.decode())


def test_pasting_does_not_write_over_what_a_colleague_recorded_meanwhile(
    client, ada_there, meeting, ada
):
    FollowUpAttendanceFactory(meeting=meeting, appointment=ada_there, mark="absent")
    sent = {"present": [ada.pk], "lines": "ada", "seen": ""}
    page = client.post(url(ada_there, "confirm_present", meeting.pk), sent)
    assert "You had “present”." in text_of(page)
    assert marks() == {ada_there.pk: "absent"}


# Export


def test_register_is_taken_out_whole_and_no_cell_of_it_is_a_formula(client, ada_there, meeting):
    bad = colleague_of(ada_there, assistant__name="=1+1", ends_on=NOW.date())
    ahead = held(ada_there, upcoming=True, courses=[CourseFactory(code="TMA9999")])
    FollowUpAttendanceFactory(meeting=meeting, appointment=bad, mark="partial")
    answer = client.get(url(ada_there, "export_register", format="csv"))
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    column = f"{meeting.key} {(NOW - timedelta(days=1)).date()}"
    assert [row["name"] for row in rows] == ["'=1+1", "Ada Aas"]
    assert [row[column] for row in rows] == ["partial", ""]
    assert {row[f"{ahead.key} {(NOW + timedelta(days=7)).date()}"] for row in rows} == {
        "not_expected"
    }
    answer = client.get(url(ada_there, "export_register", format="xlsx"))
    sheet = load_workbook(BytesIO(answer.content)).active
    assert [name.value for name in sheet["B"]] == ["name", "'=1+1", "Ada Aas"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_unknown_format_is_not_found(client, ada_there):
    assert client.get(url(ada_there, "export_register", format="pdf")).status_code == 404


# Number of SQL statements


@pytest.mark.parametrize("query", ["grid", "meeting", "paste", "export"])
def test_number_of_statements_does_not_grow(client, ada_there, meeting, query):
    addresses = {
        "grid": url(ada_there),
        "meeting": url(ada_there, meeting=meeting.pk),
        "paste": url(ada_there, "paste_present", meeting.pk),
        "export": url(ada_there, "export_register", format="csv"),
    }
    counts = set()
    for people, meetings in ((6, 2), (60, 6)):
        grow(ada_there, people, meetings)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(addresses[query]).status_code == 200
        counts.add(len(queries))
    assert len(counts) == 1
    assert counts.pop() <= 9


@pytest.mark.parametrize(("people", "meetings"), [(6, 2), (60, 6)])
def test_saving_takes_at_most_twelve_statements_of_the_whole_page(
    client, ada_there, people, meetings
):
    grow(ada_there, people, meetings)
    turns = ["present", "partial", "absent", ""]
    on_record = FollowUpAttendance.objects.order_by("pk")
    cells = list(on_record.values_list("meeting", "appointment", "mark"))
    seen = " ".join("-".join(map(str, cell)) for cell in cells)
    sent = {
        f"mark-{meeting}-{person}": turns[(turns.index(mark) + 1) % 4]
        for meeting, person, mark in cells
    }
    with CaptureQueriesContext(connection) as queries:
        assert client.post(url(ada_there), sent | {"seen": seen}).status_code == 302
    assert len(queries) <= 12
    assert sorted(filter(None, sent.values())) == sorted(on_record.values_list("mark", flat=True))


def grow(appointment, people, meetings):
    """Add people and meetings, with a mark for each person at each meeting."""
    more = [colleague_of(appointment) for _ in range(people)]
    marker = UserFactory()
    FollowUpAttendance.objects.bulk_create(
        FollowUpAttendance(
            meeting=meeting, appointment=person, mark="present", marked_by=marker, marked_at=NOW
        )
        for meeting in [held(appointment) for _ in range(meetings)]
        for person in more
    )
