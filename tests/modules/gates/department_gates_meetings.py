"""The pages about meetings and objections, for the table of gates in tests/enrollment/test_gates.py."""

from __future__ import annotations

from datetime import timedelta

from tests.factories import NOW, AppointmentFactory
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

# {meeting} is upcoming and {objection} open, both in the coordinator's department; {their_meeting} and
# {their_objection} are in another. {absence} is the assistant's mark, {their_absence} another assistant's.
DEPARTMENT = """
                                                           anonymous newcomer assistant leader coord. uniped superuser
/department/IE-IMF/{term_code}/meetings/                       login 404/404 404/404 404/404 200/405 200/405 200/405
/department/HF-IHK/{term_code}/meetings/                       login 404 404 404 404 200/405 200/405
/department/IE-IMF/{term_code}/meetings/plan/                  login 404 404 404 200 200 200
/department/HF-IHK/{term_code}/meetings/plan/                  login 404 404 404 404 200 200
/department/IE-IMF/{term_code}/meetings/new/                   login 404 404 404 200 200 200
/department/HF-IHK/{term_code}/meetings/new/                   login 404 404 404 404 200 200
/department/IE-IMF/{term_code}/meetings/{meeting}/             login 404 404 404 200 200 200
/department/IE-IMF/{term_code}/meetings/{their_meeting}/       login 404 404 404 404 404 404
/department/HF-IHK/{term_code}/meetings/{their_meeting}/       login 404 404 404 404 200 200
/department/IE-IMF/{term_code}/meetings/{meeting}/cancel/      login 404 404 404 200 200 200
/department/IE-IMF/{term_code}/meetings/{their_meeting}/cancel/ login 404 404 404 404 404 404
/department/HF-IHK/{term_code}/meetings/{their_meeting}/cancel/ login 404 404 404 404 200 200
/department/IE-IMF/{term_code}/objections/                     login 404/404 404/404 404/404 200/405 200/405 200/405
/department/HF-IHK/{term_code}/objections/                     login 404 404 404 404 200/405 200/405
/department/IE-IMF/{term_code}/objections/{objection}/         login 404 404 404 200 200 200
/department/IE-IMF/{term_code}/objections/{their_objection}/   login 404 404 404 404 404 404
/department/HF-IHK/{term_code}/objections/{their_objection}/   login 404 404 404 404 200 200
/my/meetings/{absence}/object/                                 login 404 200 404 404 404 404
/my/meetings/{their_absence}/object/                           login 404 404 404 404 404 404
"""


def world(ada, ben) -> dict[str, object]:
    """Create the objects named in the paths."""
    own, theirs = (assistant.appointments.get() for assistant in (ada, ben))
    absence = _mark(own)
    their_absence = _mark(theirs)
    return {
        "term_code": own.term.code,
        "meeting": _meeting(own, upcoming=True).pk,
        "their_meeting": _meeting(theirs, upcoming=True).pk,
        "absence": absence.pk,
        "their_absence": their_absence.pk,
        "objection": ObjectionFactory(attendance=_mark_of_another(own)).pk,
        "their_objection": ObjectionFactory(attendance=_mark_of_another(theirs)).pk,
    }


def _meeting(appointment, **fields):
    return FollowUpMeetingFactory(
        department=appointment.department, term=appointment.term, **fields
    )


def _mark(appointment):
    meeting = _meeting(appointment, starts_at=NOW - timedelta(days=2))
    return FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, mark="absent")


def _mark_of_another(appointment):
    return _mark(AppointmentFactory(course=appointment.course, term=appointment.term))
