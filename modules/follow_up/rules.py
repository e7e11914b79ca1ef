"""What the course-specific follow-up asks of somebody appointed, and how far they are. Pure Python: no Django here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

# By the name of the part; a mapping is of one sort of key, and whoever calls has their own.
Hours = Mapping[Any, Decimal]

# Partial is not attended, whatever somebody has heard before they left.
ATTENDED = "present"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that somebody is expected at, or has a mark for, as seen from their appointment."""

    key: int
    starts_at: datetime
    # The day it is held, where it is held.
    day: date
    # By part.
    hours: Hours
    is_mandatory: bool = False
    makes_up_for: int | None = None
    is_cancelled: bool = False
    # Empty: not recorded.
    mark: str = ""

    @property
    def subject(self) -> int:
        """The meeting that it makes up for, or itself."""
        return self.makes_up_for or self.key

    @property
    def counts(self) -> bool:
        return self.mark == ATTENDED and not self.is_cancelled

    def is_undecided(self, at: datetime) -> bool:
        """Whether it is to come, or has begun and nothing is recorded."""
        return not self.is_cancelled and (self.starts_at > at or not self.mark)


@dataclass(frozen=True, slots=True)
class Record:
    """One appointment: from when to when, and the meetings of it."""

    meetings: tuple[Meeting, ...]
    starts_on: date | None = None
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day <= self.ends_on
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody is by virtue of one appointment."""

    hours: Hours
    # The hours that are missing, of those parts only where some are.
    missing: Hours
    # The keys of mandatory meetings left unattended and not made up for, the earliest first.
    missed: tuple[int, ...]
    # Whether what is to come, and what was held and is not recorded, can still make it.
    can_still: bool

    @property
    def is_met(self) -> bool:
        return not self.missing and not self.missed


def standing(record: Record, asked: Hours, at: datetime) -> Standing:
    """Judge one appointment; hours of different appointments are never added together.

    Every hour attended counts, also of a meeting and of what makes up for it; what is planned is not counted on twice.
    A cancelled meeting asks for nothing and gives nothing. Meetings before somebody was appointed, or after, are not
    asked of them; where they came all the same, it counts.
    """
    attended = [one for one in record.meetings if one.counts]
    hours = total(asked, attended)
    missed = _missed(record, at, had={one.subject for one in attended})
    possible = _possible(record, attended, at)
    will_have = total(asked, possible, had=hours)
    can_make_up = {one.subject for one in possible}
    return Standing(
        hours=hours,
        missing=short_of(asked, hours),
        missed=missed,
        can_still=not short_of(asked, will_have) and can_make_up.issuperset(missed),
    )


def total(
    asked: Hours, meetings: Iterable[Meeting], *, had: Hours | None = None
) -> dict[Any, Decimal]:
    """The hours that meetings give, by part, with those had already."""
    hours = dict.fromkeys(asked, Decimal(0)) if had is None else dict(had)
    for one in meetings:
        for part in asked:
            hours[part] += one.hours[part]
    return hours


def short_of(asked: Hours, hours: Hours) -> dict[Any, Decimal]:
    """What is missing of what is asked for, of those parts only where something is."""
    return {part: asked[part] - hours[part] for part in asked if hours[part] < asked[part]}


def planned(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Those whose hours one person can have: of a meeting and those that make up for it, one."""
    live = [one for one in meetings if not one.is_cancelled]
    # The meeting itself comes last, and so takes the place of those that make up for it.
    live.sort(key=lambda one: one.makes_up_for is None)
    return list({one.subject: one for one in live}.values())


def _missed(record: Record, at: datetime, had: Collection[int]) -> tuple[int, ...]:
    asked_for = [
        one
        for one in record.meetings
        if one.is_mandatory
        and not one.is_cancelled
        and one.starts_at <= at
        and record.covers(one.day)
    ]
    missed = [one for one in asked_for if one.key not in had]
    return tuple(one.key for one in sorted(missed, key=lambda one: one.starts_at))


def _possible(record: Record, attended: Iterable[Meeting], at: datetime) -> list[Meeting]:
    """What may still be attended, as far as it adds something."""
    had = {one.subject for one in attended}
    return planned(
        one
        for one in record.meetings
        if one.is_undecided(at) and record.covers(one.day) and one.subject not in had
    )
