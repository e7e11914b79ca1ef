"""Meeting keys may have capital letters, as in departments' files; they are compared ignoring case."""

from __future__ import annotations

import pytest

from modules.models import FollowUpAttendance, FollowUpMeeting
from tests.enrollment.tables import everything, export_csv, import_csv
from tests.factories import AppointmentFactory, TermFactory

from .test_follow_up_tables import HEADER, MARKS_HEADER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

MEETINGS = f"""{HEADER}\
2024H,IE-IMF,Uke36-Oppstart,Start,2024-09-02,09:00,10:00,,1,0,0,yes,
2024H,IE-IMF,Uke37,Again,2024-09-09,09:00,10:00,,1,0,0,no,UKE36-oppstart
"""


@pytest.fixture
def term(ada):
    """Autumn 2024, with ada appointed."""
    term = TermFactory(code="2024H")
    course = ada.appointments.get().course
    AppointmentFactory(assistant=ada, term=term, course=course)
    return term


@pytest.fixture
def in_capitals(tmp_path, term):
    outcome = import_csv(tmp_path, "follow_up_meetings", MEETINGS)
    assert (outcome.code, outcome.out) == (0, "2 rows in all: 2 new, 0 changed.\n")
    return tmp_path


def test_is_kept_as_it_was_written(in_capitals):
    start, again = FollowUpMeeting.objects.order_by("starts_at")
    assert (start.key, again.key, again.makes_up_for) == ("Uke36-Oppstart", "Uke37", start)
    assert "Uke37,Again,2024-09-09,09:00,10:00,,1,0,0,no,Uke36-Oppstart" in export_csv(
        "follow_up_meetings"
    )


@pytest.mark.parametrize("written", [str.lower, str.upper, str])
def test_names_the_same_meeting_in_any_case(in_capitals, written):
    marks = f"{MARKS_HEADER}2024H,IE-IMF,{written('Uke36-Oppstart')},TMA4100,ada,present\n"
    assert import_csv(in_capitals, "follow_up_attendance", marks).code == 0
    assert FollowUpAttendance.objects.get().meeting.key == "Uke36-Oppstart"
    again = MEETINGS.replace("Uke36-Oppstart", written("Uke36-Oppstart"))
    before = everything()
    outcome = import_csv(in_capitals, "follow_up_meetings", again)
    assert (outcome.code, outcome.out) == (0, "2 rows in all: 0 new, 0 changed.\n")
    assert everything() == before


def test_twice_in_a_file_in_different_cases_is_told(in_capitals):
    row = "2024H,IE-IMF,{},T,2024-09-02,09:00,10:00,,1,0,0,yes,\n"
    outcome = import_csv(
        in_capitals, "follow_up_meetings", HEADER + row.format("Twice") + row.format("tWICE")
    )
    assert (outcome.code, FollowUpMeeting.objects.count()) == (1, 2)
