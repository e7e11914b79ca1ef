"""What is on record of somebody, as the rules read it. Pure Python: no Django here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from modules import follow_up


@dataclass(frozen=True, slots=True)
class Name:
    """In both languages, so that what is kept reads the same whoever reads it."""

    en: str
    nb: str


@dataclass(frozen=True, slots=True)
class Note:
    """Who recorded something, and when."""

    by: str
    at: datetime


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


@dataclass(frozen=True, slots=True)
class ChosenModule:
    """An online module that somebody does or has done; in any term."""

    code: str
    title: Name
    completed_on: date | None = None
    # Who brought the completion in, where somebody did.
    brought_in_by: str = ""


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


@dataclass(frozen=True, slots=True)
class CoreDate:
    """A date of a core module to come, of the term that is asked about."""

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
    dates: tuple[CoreDate, ...] = ()
    # The core modules that have had a date this term, or will.
    core_modules: frozenset[int] = frozenset()
    # The day by which an online module is to be completed, by its code; and any other.
    due: Mapping[str, date] | None = None
    due_else: date | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that a verdict is made of."""

    plan: Plan
    is_exempt: bool = False
    seminars: tuple[Seminar, ...] = ()
    modules: tuple[ChosenModule, ...] = ()
    employments: tuple[Employment, ...] = ()
    # The core modules that they are on a waitlist for.
    waits_for: frozenset[int] = frozenset()
