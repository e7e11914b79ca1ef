"""Calendar entries for meetings: the UID of a meeting never changes, and SEQUENCE rises with each announced change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from enrollment import clock
from enrollment.calendar import CANCEL, Entry
from enrollment.models import Appointment, LearningAssistant
from modules.models import FollowUpMeeting

from .loading import covers, expects
from .wording import parts_of, where

# The feed covers one year back.
KEPT = timedelta(days=366)


def of_assistant(assistant: LearningAssistant) -> list[Entry]:
    """Return the meetings that the learning assistant is expected at, including cancelled ones, marked as such."""
    appointments = list(Appointment.objects.filter(assistant=assistant))
    meetings = FollowUpMeeting.objects.filter(
        department__in={appointment.department_id for appointment in appointments},
        term__in={appointment.term_id for appointment in appointments},
        starts_at__gt=clock.now() - KEPT,
    ).prefetch_related("courses")
    return [
        entry(meeting)
        for meeting in meetings
        if any(
            expects(meeting, appointment) and covers(appointment, meeting)
            for appointment in appointments
        )
    ]


def entries_of_letter(method: str, keys: Sequence[int]) -> list[Entry]:
    """Return the entries to attach to a letter. A meeting cancelled since is left to its own cancellation letter."""
    meetings: Iterable[FollowUpMeeting] = FollowUpMeeting.objects.filter(pk__in=keys)
    return [
        entry(meeting, cancelled=method == CANCEL)
        for meeting in meetings
        if method == CANCEL or meeting.cancelled_at is None
    ]


def entry(meeting: FollowUpMeeting, *, cancelled: bool = False) -> Entry:
    """Return the calendar entry of a meeting; ``cancelled`` overrides its state."""
    return Entry(
        uid=f"meeting-{meeting.pk}@laos",
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        summary=f"LAOS: {meeting.title}",
        where=where(meeting),
        description=parts_of(meeting),
        is_cancelled=cancelled or meeting.cancelled_at is not None,
    )
