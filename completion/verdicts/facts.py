"""What is on record of somebody, as the rules read it. Pure Python: no Django here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from modules.follow_up import rules as follow_up

# Where all that LAOS asks for is held (docs/programme.md, “The timetable”).
OSLO = ZoneInfo("Europe/Oslo")


def day_of(moment: datetime) -> date:
    return moment.astimezone(OSLO).date()


@dataclass(frozen=True, slots=True)
class Name:
    """In both languages, so that what is kept reads the same whoever reads it."""

    en: str
    nb: str


@dataclass(frozen=True, slots=True)
class Note:
    """Who recorded something, and when."""

    by: str
    # None where only the day of what was done is kept.
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Seminar:
    """A date of a core module that somebody holds a place in, or has a mark for; of any term."""

    core_module: int
    starts_at: datetime
    # The day it is held, where it is held.
    day: date
    # The moment from which the place is not given up any more.
    deadline: datetime
    campus: str
    # Empty: not recorded.
    mark: str = ""
    note: Note | None = None
    # Whether the obligatory preparation is confirmed, or its term does without.
    is_prepared: bool = True
    # Whether it is of a term after the one that is asked about.
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class ChosenModule:
    """An online module that somebody does or has done; in any term."""

    code: str
    title: Name
    completed_on: date | None = None
    # Of a completion that somebody brought in.
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Employment:
    """An appointment, with what its department has planned and what was attended; of any term."""

    term: str
    course_code: str
    course: Name
    department: Name
    follow_up: follow_up.Record
    # By the key of the meeting.
    titles: Mapping[int, str]
    notes: Mapping[int, Note]
    # Whether it is of a term after the one that is asked about.
    is_later: bool = False

    def has_ended(self, today: date) -> bool:
        return self.follow_up.ends_on is not None and self.follow_up.ends_on < today


@dataclass(frozen=True, slots=True)
class CoreDate:
    """A date of a core module that is held this term."""

    core_module: int
    starts_at: datetime
    day: date
    # The moment from which places no longer move by themselves.
    deadline: datetime
    has_place: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What the term that is asked about still holds, for anybody."""

    term: str
    # Whether its half of the year is over.
    is_over: bool
    # “before”, “open”, “after”, or “none” while no window is given.
    registration: str = "none"
    # The last day that registration is open.
    closes_on: date | None = None
    # Also those that are past.
    dates: tuple[CoreDate, ...] = ()
    # The day by which an online module is to be completed, by its code, of those that have one.
    due: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """All that a verdict is made of."""

    plan: Plan
    # What is asked for of each part of the course-specific follow-up.
    hours_asked: follow_up.Hours
    is_exempt: bool = False
    seminars: tuple[Seminar, ...] = ()
    modules: tuple[ChosenModule, ...] = ()
    employments: tuple[Employment, ...] = ()
    # The core modules that they are on a waitlist for.
    waits_for: frozenset[int] = frozenset()
