"""What an attendance mark is worth is decided in one place, ``enrollment.marks``."""

import ast
from pathlib import Path

from enrollment import marks
from enrollment.models.sessions import Mark
from modules.models.attendance import AttendanceMark

ROOT = Path(__file__).parents[2]


def test_only_presence_at_the_whole_counts():
    assert [mark for mark in Mark.values if marks.counts(mark)] == [Mark.PRESENT]


def test_partial_attendance_and_absence_free_the_core_module():
    assert {mark for mark in Mark.values if mark not in marks.HOLDS} == {Mark.PARTIAL, Mark.ABSENT}


def test_sessions_and_meetings_have_the_same_marks():
    assert {*AttendanceMark.values} == {*Mark.values} - {marks.NONE}


def test_no_other_module_spells_out_a_mark():
    found = {
        path.relative_to(ROOT).as_posix()
        for floor in ("enrollment", "modules", "completion", "laos", "benchmarks")
        for path in (ROOT / floor).rglob("*.py")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in {marks.PARTIAL, marks.ABSENT}
    }
    # ``Mark`` and ``AttendanceMark`` translate the words, which are also labels of the filter in ``states``.
    labels = {
        "enrollment/models/sessions.py",
        "modules/models/attendance.py",
        "enrollment/admin/states.py",
    }
    assert found == {"enrollment/marks.py"} | labels
