"""The hidden fields of a preview carry what it showed, whatever comes back in them."""

from __future__ import annotations

from enrollment.attendance_reports.forms import changed_marks, write_offered


def test_the_marks_that_the_user_changed_are_told_from_those_offered():
    offered = write_offered({"mark-1": "present", "mark-2": "absent", "mark-3": ""})
    sent = {"mark-1": "present", "mark-2": "partial", "mark-3": "absent"}
    assert changed_marks({"offered": offered, **sent}) == {"mark-2": "partial", "mark-3": "absent"}


def test_nonsense_in_the_hidden_field_is_left_out_at_once():
    assert changed_marks({"offered": "x" * 500_000 + " mark-1", "mark-1": "nonsense"}) == {}
