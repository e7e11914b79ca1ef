"""Objections to a mark, and their answers. Each is made once, and both are kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enrollment.models import User
from enrollment.places.taking import lock_assistant
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.models.attendance import FIELDS_OF_A_MARK, Objection

from . import letters
from .refusals import (
    MarkChangedMeanwhile,
    MarkTakenBack,
    NothingToObject,
    ObjectionAnswered,
    OwnMark,
)


def object_to(*, attendance: FollowUpAttendance, text: str, at: datetime) -> Objection:
    """Object to a mark. Objecting again changes nothing: the first text is kept.

    Raises ``NothingToObject`` if the mark is present, and ``MarkTakenBack`` if it was removed.
    """
    with transaction.atomic():
        current = _lock(attendance)
        if current is None:
            raise MarkTakenBack(attendance.meeting)
        made = Objection.objects.filter(attendance=current).first()
        if made is not None:
            return made
        if current.is_attended:
            raise NothingToObject(current.meeting)
        return Objection.objects.create(
            attendance=current, text=text, mark=current.mark, made_at=at
        )


def may_object(attendance: FollowUpAttendance) -> bool:
    """Return whether the mark can be objected to: once, and only if it is not present."""
    return not attendance.is_attended and not hasattr(attendance, "objection")


def answer(
    *, objection: Objection, text: str, mark: str, seen: str = "", by: User, at: datetime
) -> Objection:
    """Answer an objection and set the right mark; the learning assistant gets a letter.

    ``seen`` is the mark that the page showed.

    Raises ``ObjectionAnswered``, ``OwnMark``, or ``MarkChangedMeanwhile`` if a colleague has recorded another mark since.
    """
    with transaction.atomic():
        # Before the meeting, as when records are merged: the letter needs the person.
        lock_assistant(objection.attendance.appointment.assistant)
        attendance = _lock(objection.attendance)
        # A mark with an objection cannot be removed.
        assert attendance is not None
        current = Objection.objects.get(pk=objection.pk)
        current.attendance = attendance
        if current.answered_at is not None:
            raise ObjectionAnswered(current)
        if attendance.appointment.assistant.user_id == by.pk:
            raise OwnMark
        if attendance.mark not in {mark, seen or attendance.mark}:
            raise MarkChangedMeanwhile(attendance)
        if attendance.mark != mark:
            attendance.mark, attendance.marked_by, attendance.marked_at = mark, by, at
            attendance.save(update_fields=FIELDS_OF_A_MARK)
        current.answer, current.answered_by, current.answered_at = text, by, at
        current.save(update_fields=["answer", "answered_by", "answered_at"])
        letters.write_answered(current, at)
    return current


def _lock(attendance: FollowUpAttendance) -> FollowUpAttendance | None:
    """Lock the meeting, as the locking rule of ``marking`` requires, and return the mark, or None if it was removed."""
    FollowUpMeeting.objects.select_for_update(no_key=True).get(pk=attendance.meeting_id)
    return (
        FollowUpAttendance.objects.select_related(
            "meeting__department", "meeting__makes_up_for", "appointment__assistant"
        )
        .filter(pk=attendance.pk)
        .first()
    )
