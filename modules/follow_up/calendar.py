"""Calendar entries for meetings: the UID of a meeting never changes, and SEQUENCE rises with each announced change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from enrollment import clock
from enrollment.calendar import CANCEL, Entry
from enrollment.models import Appointment, LearningAssistant
from modules.models import FollowUpMeeting

from .loading import follow
from .wording import parts_of, where

# The feed covers one year back.
KEPT = timedelta(days=366)


def of_assistant(assistant: LearningAssistant) -> list[Entry]:
    """Return the meetings that the learning assistant is expected at, including cancelled ones, marked as such."""
    at = clock.now()
    found: dict[int, FollowUpMeeting] = {}
    for followed in follow(Appointment.objects.filter(assistant=assistant), at):
        asked = {
            meeting.key
            for meeting in followed.record.meetings
            if meeting.starts_at > at - KEPT and followed.record.asks_for(meeting, at)
        }
        found |= {meeting.pk: meeting for meeting in followed.meetings if meeting.pk in asked}
    return [entry(meeting) for meeting in found.values()]


def entries_of_letter(method: str, keys: Sequence[int]) -> list[Entry]:
    """Return the entries to attach to a letter. A meeting cancelled since is left to its own cancellation letter."""
    meetings = FollowUpMeeting.objects.filter(pk__in=keys).prefetch_related("courses")
    return [
        entry(meeting, cancelled=method == CANCEL)
        for meeting in meetings
        if method == CANCEL or meeting.cancelled_at is None
    ]


def entry(meeting: FollowUpMeeting, *, cancelled: bool = False) -> Entry:
    """Return the calendar entry of a meeting; ``cancelled`` overrides its state. Its courses must be prefetched."""
    courses = ", ".join(course.code for course in meeting.courses.all())
    return Entry(
        uid=f"meeting-{meeting.pk}@laos",
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        summary=f"LAOS: {meeting.title}" + (f" ({courses})" if courses else ""),
        where=where(meeting),
        description=parts_of(meeting),
        is_cancelled=cancelled or meeting.cancelled_at is not None,
    )
