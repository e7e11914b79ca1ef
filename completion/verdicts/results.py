"""A verdict: the state of each requirement, its evidence, what is missing and the next steps. Pure Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import chain

from .facts import Name, Note


class State(StrEnum):
    COMPLETED = "completed"
    EXEMPT = "exempt"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OUT_OF_REACH = "out_of_reach"


class Missing(StrEnum):
    """What is missing. The values are stable: exported files and the keys of letters contain them."""

    CORE_MODULE_1 = "core_module_1"
    CORE_MODULE_2 = "core_module_2"
    # Counted, not chosen: with one module completed, ONLINE_MODULE_2 is missing.
    ONLINE_MODULE_1 = "online_module_1"
    ONLINE_MODULE_2 = "online_module_2"
    FIRST_MEETING = "first_meeting_hours"
    FOLLOW_UP = "follow_up_hours"
    FINAL_EVALUATION = "final_evaluation_hours"
    MANDATORY_MEETING = "mandatory_meeting"


class ToDo(StrEnum):
    """The kind of a next step; its text is in ``labels.TO_DO``."""

    REGISTER = "register"
    # After a missed session.
    REGISTER_AGAIN = "register_again"
    # After the session held was cancelled.
    REGISTER_ANOTHER = "register_another"
    REGISTER_ONCE_OPEN = "register_once_open"
    CHANGE_DATE = "change_date"
    JOIN_WAITLIST = "join_waitlist"
    JOIN_WAITLIST_ONCE_OPEN = "join_waitlist_once_open"
    KEEP_WAITING = "keep_waiting"
    # Registration has closed, but the waitlist entry can still be promoted.
    AWAIT_PLACE = "await_place"
    AWAIT_DATES = "await_dates"
    ASK_FOR_DATE = "ask_for_date"
    # Sessions are left, but the appointment ends before them.
    ASK_FOR_LONGER_APPOINTMENT = "ask_for_longer_appointment"
    PREPARE = "prepare"
    # The session counts without the preparation, which is mandatory all the same.
    PREPARE_UNCOUNTED = "prepare_uncounted"
    COME_TO_SEMINAR = "come_to_seminar"
    HAVE_SEMINAR_RECORDED = "have_seminar_recorded"
    HAVE_PREPARATION_RECORDED = "have_preparation_recorded"
    CHOOSE_MODULES = "choose_modules"
    # The parts of a chosen module, in order.
    TAKE_TEST = "take_test"
    WRITE_ESSAY = "write_essay"
    REPLACE_ESSAY = "replace_essay"
    EVALUATE_TWO = "evaluate_two"
    EVALUATE_ONE = "evaluate_one"
    # A module that is not done in LAOS.
    COMPLETE_MODULE = "complete_module"
    COME_TO_MEETING = "come_to_meeting"
    COME_TO_MAKE_UP = "come_to_make_up"
    HAVE_MEETING_RECORDED = "have_meeting_recorded"
    AWAIT_MEETINGS = "await_meetings"
    ASK_FOR_MEETING = "ask_for_meeting"
    ASK_FOR_MAKE_UP = "ask_for_make_up"
    ASK_FOR_APPOINTMENT = "ask_for_appointment"


@dataclass(frozen=True, slots=True)
class Step:
    what: ToDo
    # The last day for the step, or the day of the session or meeting; None if it has no deadline.
    by: date | None = None
    # Core module number, online module code, number of modules to choose, or meeting title.
    about: str = ""
    # The moment on the day ``by``, where the time matters: a deadline, or the start of the event.
    at: datetime | None = field(default=None, compare=False)
    # The step is not possible before this moment; ``None`` if it is possible now.
    opens_at: datetime | None = field(default=None, compare=False)

    @property
    def due(self) -> tuple[date, bool, float]:
        """The sort key of a step: the earliest day first, then the time; steps without a time come last on their day."""
        moment = self.at
        return self.by or date.max, moment is None, moment.timestamp() if moment else 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Base class of what was attended or completed."""

    day: date
    # None if no user recorded it, as for an online module completed in LAOS.
    note: Note | None


@dataclass(frozen=True, slots=True)
class SeminarAttended(Evidence):
    core_module: int
    campus: str


@dataclass(frozen=True, slots=True)
class ModuleCompleted(Evidence):
    code: str
    title: Name


@dataclass(frozen=True, slots=True)
class MeetingAttended(Evidence):
    # Of the meeting.
    key: int
    title: str
    # By part: first_meeting, follow_up, final_evaluation.
    hours: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Requirement:
    state: State
    missing: tuple[Missing, ...]
    # Ordered by deadline; steps without one come last.
    steps: tuple[Step, ...]

    @property
    def is_met(self) -> bool:
        return not self.missing

    @property
    def act_by(self) -> date | None:
        """The earliest deadline among the next steps, or ``None``."""
        return min((step.by for step in self.steps if step.by is not None), default=None)


@dataclass(frozen=True, slots=True)
class CoreModules(Requirement):
    evidence: tuple[SeminarAttended, ...]

    @property
    def attended(self) -> tuple[int, ...]:
        return tuple(evidence.core_module for evidence in self.evidence)


@dataclass(frozen=True, slots=True)
class OnlineModules(Requirement):
    evidence: tuple[ModuleCompleted, ...]

    @property
    def completed(self) -> tuple[str, ...]:
        return tuple(evidence.code for evidence in self.evidence)


@dataclass(frozen=True, slots=True)
class CourseSpecific(Requirement):
    """The follow-up of one appointment: the one that meets the requirement, else the one closest to meeting it.

    Course, department and term are ``None`` if the learning assistant has no appointment.
    """

    evidence: tuple[MeetingAttended, ...]
    course_code: str | None
    course: Name | None
    department: Name | None
    term: str | None
    # By part: first_meeting, follow_up, final_evaluation.
    hours: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Verdict:
    is_exempt: bool
    core_modules: CoreModules
    online_modules: OnlineModules
    course_specific: CourseSpecific
    # COMPLETED takes precedence over EXEMPT; otherwise the worst state of the three requirements.
    state: State

    @property
    def is_completed(self) -> bool:
        return self.state is State.COMPLETED

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        return (self.core_modules, self.online_modules, self.course_specific)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is missing from all three requirements; empty for an exempt learning assistant."""
        if self.is_exempt:
            return ()
        return tuple(chain.from_iterable(requirement.missing for requirement in self.requirements))

    @property
    def act_by(self) -> date | None:
        days = (requirement.act_by for requirement in self.requirements)
        return min((day for day in days if day is not None), default=None)
