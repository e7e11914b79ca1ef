"""The rules of the course-specific follow-up, applied to one appointment. Pure Python, without Django."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from enrollment.marks import NONE, counts

# By part. ``Mapping`` is invariant in its key type, and callers have their own enum.
Hours = Mapping[Any, Decimal]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that expects the appointment or has a mark for it."""

    key: int
    starts_at: datetime
    # The date of the start, in the site's time zone.
    day: date
    # By part.
    hours: Hours
    is_mandatory: bool = False
    makes_up_for: int | None = None
    is_cancelled: bool = False
    mark: str = NONE

    @property
    def subject(self) -> int:
        """Return the key of the meeting it makes up for, or its own."""
        return self.makes_up_for or self.key

    @property
    def counts(self) -> bool:
        return counts(self.mark) and not self.is_cancelled

    def is_undecided(self, at: datetime) -> bool:
        """Return whether attendance is still open: the meeting is in the future, or has no mark yet."""
        return not self.is_cancelled and (self.starts_at > at or not self.mark)


@dataclass(frozen=True, slots=True)
class FollowUpRecord:
    """The dates of one appointment, and its meetings."""

    meetings: tuple[Meeting, ...]
    starts_on: date | None = None
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day <= self.ends_on
        )

    def asks_for(self, meeting: Meeting, at: datetime) -> bool:
        """Return whether the person is expected: on a day of the appointment, and at a make-up only if they need it."""
        return self.covers(meeting.day) and (
            meeting.makes_up_for is None or self._needs(meeting, at)
        )

    def _needs(self, make_up: Meeting, at: datetime) -> bool:
        """Return whether the meeting that it makes up for was not attended, nor another of its make-ups.

        Only present is attended: partial, absent and not marked are not. While that meeting is still to come, the
        make-up is not needed; if it is cancelled, it is.
        """
        same = [
            meeting
            for meeting in self.meetings
            if meeting.subject == make_up.subject and meeting.key != make_up.key
        ]
        return any(
            meeting.key == make_up.subject and (meeting.is_cancelled or meeting.starts_at <= at)
            for meeting in same
        ) and not any(meeting.counts for meeting in same)


@dataclass(frozen=True, slots=True)
class FollowUpResult:
    """The evaluation of one appointment."""

    hours: Hours
    # The missing hours, only for parts that lack some.
    missing: Hours
    # Keys of mandatory meetings missed and not made up for, the earliest first.
    missed: tuple[int, ...]
    # Those among them that no meeting makes up for.
    without_make_up: tuple[int, ...]
    # Whether future meetings, and past ones not recorded yet, can still fulfil the requirements.
    can_still: bool

    @property
    def is_met(self) -> bool:
        return not self.missing and not self.missed


def evaluate(record: FollowUpRecord, asked: Hours, at: datetime) -> FollowUpResult:
    """Evaluate one appointment; hours from different appointments are never added together.

    Every hour attended counts, both at a meeting and at its make-up; future hours of the two count once. A cancelled
    meeting neither requires nor gives anything. A meeting outside the appointment's dates is not required, but
    counts if attended.
    """
    attended = [meeting for meeting in record.meetings if meeting.counts]
    hours = total(asked, attended)
    missed = _missed(record, at, had={meeting.subject for meeting in attended})
    possible = _possible(record, attended, at)
    will_have = total(asked, possible, had=hours)
    can_make_up = {meeting.subject for meeting in possible}
    without_make_up = tuple(key for key in missed if key not in can_make_up)
    return FollowUpResult(
        hours=hours,
        missing=short_of(asked, hours),
        missed=missed,
        without_make_up=without_make_up,
        can_still=not short_of(asked, will_have) and not without_make_up,
    )


def total(
    asked: Hours, meetings: Iterable[Meeting], *, had: Hours | None = None
) -> dict[Any, Decimal]:
    """Return the hours of the meetings by part, added to those in ``had``."""
    hours = dict.fromkeys(asked, Decimal(0)) if had is None else dict(had)
    for meeting in meetings:
        for part in asked:
            hours[part] += meeting.hours[part]
    return hours


def short_of(asked: Hours, hours: Hours) -> dict[Any, Decimal]:
    """Return the missing hours, only for parts that lack some."""
    return {part: asked[part] - hours[part] for part in asked if hours[part] < asked[part]}


def counted(asked: Hours, hours: Hours) -> Decimal:
    """Return the sum of the hours, capped at the required hours of each part."""
    return sum((min(hours[part], asked[part]) for part in asked), Decimal(0))


def planned(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Return the meetings one person can attend for hours: one among a meeting and its make-ups."""
    live = [meeting for meeting in meetings if not meeting.is_cancelled]
    # The meeting itself sorts last, and so replaces its make-ups in the dict.
    live.sort(key=lambda meeting: meeting.makes_up_for is None)
    return list({meeting.subject: meeting for meeting in live}.values())


def _missed(record: FollowUpRecord, at: datetime, had: Collection[int]) -> tuple[int, ...]:
    asked_for = [
        meeting
        for meeting in record.meetings
        if meeting.is_mandatory
        and not meeting.is_cancelled
        and meeting.starts_at <= at
        and record.covers(meeting.day)
    ]
    missed = [meeting for meeting in asked_for if meeting.key not in had]
    return tuple(meeting.key for meeting in sorted(missed, key=lambda meeting: meeting.starts_at))


def _possible(record: FollowUpRecord, attended: Iterable[Meeting], at: datetime) -> list[Meeting]:
    """Return the undecided meetings that could still add hours."""
    had = {meeting.subject for meeting in attended}
    return planned(
        meeting
        for meeting in record.meetings
        if meeting.is_undecided(at) and record.covers(meeting.day) and meeting.subject not in had
    )
