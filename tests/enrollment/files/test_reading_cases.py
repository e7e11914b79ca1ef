"""Files as people have them (``tests/cases/files``) are read as they mean them, in the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from enrollment.models import Appointment, CoreSession
from modules.models import FollowUpMeeting
from tests.enrollment.tables import import_file
from tests.factories import CourseFactory, DepartmentFactory

pytestmark = pytest.mark.django_db

CASES = Path(__file__).parents[2] / "cases"
EXPECTED = json.loads((CASES / "files.json").read_text())


@pytest.fixture(autouse=True)
def physics():
    department = DepartmentFactory(code="NV-IFY")
    for code in ("TFY4104", "TFY4155"):
        CourseFactory(code=code, department=department)


def people():
    found = Appointment.objects.order_by("pk").select_related("assistant")
    return [
        {
            "name": appointment.assistant.name,
            "username": appointment.assistant.username,
            "email": appointment.assistant.email,
        }
        for appointment in found
    ]


@pytest.mark.parametrize(
    "name", [name for name, case in EXPECTED.items() if case.get("page") != "department"]
)
def test_file_is_read_as_it_was_meant_and_again_changes_nothing(name):
    case = EXPECTED[name]
    path, kind = CASES / "files" / name, case["kind"]
    if kind == "follow_up_meetings":
        CoreSession.objects.all().delete()
        import_file(CASES / "files" / "core_sessions_norwegian_excel.csv", "core_sessions")
    outcome = import_file(path, kind)
    assert outcome.code == 0, outcome.err
    assert outcome.err.splitlines() == [f"Note: {note}" for note in case.get("notes", [])]
    rows = len(case.get("people", [])) or case["rows"]
    assert outcome.out.endswith(f": {rows} new, 0 changed.\n")
    assert people() == case.get("people", [])
    assert import_file(path, kind).out.endswith(": 0 new, 0 changed.\n")


def test_timetable_of_norwegian_excel_has_its_times_and_languages():
    import_file(CASES / "files" / "core_sessions_norwegian_excel.csv", "core_sessions")
    first, second, third = CoreSession.objects.order_by("starts_at")
    assert (first.language, second.language, third.core_module) == ("nb", "en", 2)
    assert first.starts_at.isoformat() == "2027-01-13T08:00:00+00:00"
    assert (second.capacity, second.place) == (35, "R8")


def test_meetings_of_norwegian_excel_have_their_hours_and_courses():
    import_file(CASES / "files" / "core_sessions_norwegian_excel.csv", "core_sessions")
    import_file(CASES / "files" / "meetings_norwegian_excel.csv", "follow_up_meetings")
    first, follow_up = FollowUpMeeting.objects.order_by("starts_at")
    assert {course.code for course in first.courses.all()} == {"TFY4104", "TFY4155"}
    assert (first.is_mandatory, str(follow_up.follow_up_hours)) == (True, "1.50")


def test_times_in_one_column_are_start_and_end():
    import_file(CASES / "files" / "core_sessions_times_in_one_column.csv", "core_sessions")
    times = {(f"{s.starts_at:%H:%M}", f"{s.ends_at:%H:%M}") for s in CoreSession.objects.all()}
    assert times == {("08:00", "11:00")}


def test_dates_terms_and_courses_in_words_are_read():
    import_file(CASES / "files" / "core_sessions_norwegian_excel.csv", "core_sessions")
    import_file(CASES / "files" / "meetings_in_words.txt", "follow_up_meetings")
    first, second = FollowUpMeeting.objects.order_by("starts_at")
    assert (first.starts_at.date().isoformat(), first.courses.count()) == ("2027-01-12", 0)
    assert (second.starts_at.date().isoformat(), second.courses.count()) == ("2027-02-12", 2)


def test_dates_of_cells_are_dates():
    import_file(CASES / "files" / "appointments_title_and_dates.xlsx", "appointments")
    periods = {(a.starts_on.isoformat(), a.ends_on.isoformat()) for a in Appointment.objects.all()}
    assert periods == {("2027-01-05", "2027-05-31")}


@pytest.mark.parametrize(
    "name", [name for name, case in EXPECTED.items() if case.get("page") == "department"]
)
def test_file_without_term_and_department_is_told_what_is_missing(name):
    outcome = import_file(CASES / "files" / name, "appointments")
    assert outcome.code == 1
    assert "Missing columns: term, department." in outcome.err
