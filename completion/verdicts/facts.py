"""The record of one learning assistant, as the rules read it. Pure Python: no Django here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from modules.follow_up import rules as follow_up

# The time zone of all sessions (docs/programme.md, “The timetable of autumn 2024”).
OSLO = ZoneInfo("Europe/Oslo")


def day_of(moment: datetime) -> date:
    return moment.astimezone(OSLO).date()


def last_day(deadline: datetime) -> date:
    """Return the last day before a deadline: a deadline at midnight ends the day before."""
    return day_of(deadline - timedelta(microseconds=1))


@dataclass(frozen=True, slots=True)
class Name:
    """A name in English and bokmål: snapshots keep both, independent of the active language."""

    en: str
    nb: str

    @property
    def by_language(self) -> Mapping[str, str]:
        return {"en": self.en, "nb": self.nb}


@dataclass(frozen=True, slots=True)
class Note:
    """The author and time of a mark or a completion."""

    by: str
    # None if only the day of completion is stored.
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Seminar:
    """A registration for a session of a core module, in any term, with its attendance mark."""

    core_module: int
    starts_at: datetime
    # In Oslo time.
    day: date
    # The place cannot be given up from this moment on.
    deadline: datetime
    campus: str
    # Empty: not recorded.
    mark: str = ""
    note: Note | None = None
    # The mandatory preparation is confirmed, or the session's term does not require it.
    is_prepared: bool = True
    # The mandatory preparation is not confirmed, whether or not the session counts without it.
    is_to_prepare: bool = False
    # The session belongs to a later term than the plan's.
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class ChosenModule:
    """An online module that the assistant has chosen or completed, in any term."""

    code: str
    title: Name
    completed_on: date | None = None
    # How many of its four parts are done, in order: the test, the essay, two evaluations.
    parts_done: int = 0
    # An essay was set aside, and no new one is handed in yet.
    is_set_aside: bool = False
    # Done in LAOS; otherwise in a learning platform, and only its completion is recorded.
    is_done_here: bool = True
    # The day the next part is due.
    due: date | None = None
    # Set only if a user imported the completion from a file.
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class AppointmentFacts:
    """An appointment in any term, with the department's meetings and the attendance at them."""

    term: str
    course_code: str
    course: Name
    department: Name
    follow_up: follow_up.FollowUpRecord
    # By primary key of the meeting.
    titles: Mapping[int, str]
    notes: Mapping[int, Note]
    # The appointment belongs to a later term than the plan's.
    is_later: bool = False

    def has_ended(self, today: date) -> bool:
        return self.follow_up.ends_on is not None and self.follow_up.ends_on < today


@dataclass(frozen=True, slots=True)
class CoreDate:
    """A session of a core module in the plan's term that is not cancelled."""

    core_module: int
    starts_at: datetime
    day: date
    # From this moment on, free places are no longer given to the waitlist automatically.
    deadline: datetime
    has_place: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of the term being evaluated; the same for all learning assistants, except for ``dates``."""

    term: str
    # The half-year of the term has ended.
    is_over: bool
    # “before”, “open” or “after” the registration window; “none” if the term has no window.
    registration: str = "none"
    # The start and the end of the registration window.
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    # Past sessions included.
    dates: tuple[CoreDate, ...] = ()
    # The day by which each online module is to be completed, by module code.
    due: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """Everything a verdict is computed from."""

    plan: Plan
    # Required hours of each part of the course-specific follow-up.
    hours_asked: follow_up.Hours
    is_exempt: bool = False
    seminars: tuple[Seminar, ...] = ()
    modules: tuple[ChosenModule, ...] = ()
    appointments: tuple[AppointmentFacts, ...] = ()
    # The core modules with a waitlist entry that can still be promoted.
    waits_for: frozenset[int] = frozenset()
    # The core modules in which a session held was cancelled.
    cancelled: frozenset[int] = frozenset()

    def is_appointed_on(self, day: date) -> bool:
        """Whether an appointment in the plan's term has not ended by this day."""
        return any(
            appointment.term == self.plan.term and not appointment.has_ended(day)
            for appointment in self.appointments
        )
