"""“I was there”: objecting to a mark, and answering that. Each once; both are kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enrollment.models import User

from . import announcing
from .meeting_refusals import NothingToObject, ObjectionAnswered, OwnMark
from .models import FollowUpAttendance
from .models.attendance import AttendanceMark, Objection


def object_to(*, attendance: FollowUpAttendance, text: str, at: datetime) -> Objection:
    """Say that one was there. Saying so again changes nothing: what was said first stands.

    Raises ``NothingToObject`` where the mark is present.
    """
    with transaction.atomic():
        current = _lock(attendance.pk)
        made = Objection.objects.filter(attendance=current).first()
        if made is not None:
            return made
        if current.mark == AttendanceMark.PRESENT:
            raise NothingToObject(current.meeting)
        return Objection.objects.create(
            attendance=current, text=text, mark=current.mark, made_at=at
        )


def may_object(attendance: FollowUpAttendance) -> bool:
    """Once, against any mark but present."""
    return attendance.mark != AttendanceMark.PRESENT and not hasattr(attendance, "objection")


def answer(*, objection: Objection, text: str, mark: str, by: User, at: datetime) -> Objection:
    """Answer, and give the mark that is right, in one; the learning assistant is told.

    Raises ``ObjectionAnswered`` where somebody has answered, or ``OwnMark``.
    """
    with transaction.atomic():
        attendance = _lock(objection.attendance_id)
        current = Objection.objects.get(pk=objection.pk)
        current.attendance = attendance
        if current.answered_at is not None:
            raise ObjectionAnswered(current)
        if attendance.appointment.assistant.user_id == by.pk:
            raise OwnMark
        if attendance.mark != mark:
            attendance.mark, attendance.marked_by, attendance.marked_at = mark, by, at
            attendance.save(update_fields=["mark", "marked_by", "marked_at"])
        current.answer, current.answered_by, current.answered_at = text, by, at
        current.save(update_fields=["answer", "answered_by", "answered_at"])
        announcing.answered(current, at)
    return current


def _lock(attendance: int) -> FollowUpAttendance:
    return (
        FollowUpAttendance.objects.select_for_update(of=("self",))
        .select_related("meeting__department", "meeting__makes_up_for", "appointment__assistant")
        .get(pk=attendance)
    )
