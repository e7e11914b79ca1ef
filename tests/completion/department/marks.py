"""Helpers that put attendance on record, and look at a person of the coordinator's department."""

from __future__ import annotations

from completion.department.people import people_of
from modules.scope import Scope
from tests.factories import NOW, RegistrationFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory


def meeting(appointment, **fields):
    about = {"department": appointment.department, "term": appointment.term}
    return FollowUpMeetingFactory(**about | fields)


def attend(appointment, mark="present", **fields):
    return FollowUpAttendanceFactory(
        meeting=meeting(appointment, **fields), appointment=appointment, mark=mark
    )


def person(cleo, appointment):
    own = Scope(cleo.department).appointments(appointment.term)
    found = people_of(own, appointment.term, NOW)
    return next(row for row in found if row.assistant.pk == appointment.assistant_id)


def register(appointment, session, **fields):
    return RegistrationFactory(assistant=appointment.assistant, session=session, **fields)


def absent(cleo):
    return {"mark": "absent", "marked_by": cleo.user, "marked_at": NOW}
