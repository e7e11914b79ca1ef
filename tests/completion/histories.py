"""Short builders for the record of a learning assistant; a test sets only the fields it is about."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from completion.verdicts.facts import (
    AppointmentFacts,
    ChosenModule,
    CoreDate,
    Name,
    Note,
    Plan,
    Record,
    Seminar,
)
from completion.verdicts.results import Step, ToDo
from modules.follow_up import rules
from modules.follow_up.rules import Meeting

OSLO = ZoneInfo("Europe/Oslo")
# A Wednesday at noon.
AT = datetime(2031, 10, 1, 12, tzinfo=OSLO)
TODAY = AT.date()
TERM = "2031H"
PARTS = ("first_meeting", "follow_up", "final_evaluation")
ASKED = dict(zip(PARTS, map(Decimal, (1, 4, 1)), strict=True))
WHOLE = (1, 4, 1)
NOTE = Note("Unni Uniped", AT)


def morning(days: int) -> datetime:
    """Return nine o'clock, ``days`` days from today."""
    return datetime(2031, 10, 1, 9, tzinfo=OSLO) + timedelta(days=days)


def day(days: int) -> date:
    return morning(days).date()


def seminar(number: int, days: int, mark: str = "", **fields) -> Seminar:
    starts_at = morning(days)
    return Seminar(
        core_module=number,
        starts_at=starts_at,
        day=starts_at.date(),
        deadline=starts_at - timedelta(hours=48),
        campus="Trondheim",
        mark=mark,
        note=NOTE if mark else None,
        **fields,
    )


def core_date(number: int, days: int, has_place: bool = True) -> CoreDate:
    starts_at = morning(days)
    return CoreDate(
        core_module=number,
        starts_at=starts_at,
        day=starts_at.date(),
        deadline=starts_at - timedelta(hours=48),
        has_place=has_place,
    )


def full(number: int, days: int) -> CoreDate:
    return core_date(number, days, has_place=False)


def module(
    code: str, completed: int | None = None, due: int | None = None, **fields
) -> ChosenModule:
    """Return a chosen module, completed ``completed`` days from today or not at all, with the next part due in ``due``."""
    return ChosenModule(
        code=code,
        title=Name(f"Module {code}", f"Modul {code}"),
        completed_on=None if completed is None else day(completed),
        due=None if due is None else day(due),
        **fields,
    )


def meeting(key: int, days: int, hours=(0, 1, 0), mark: str = "", **fields) -> Meeting:
    starts_at = morning(days)
    return Meeting(
        key=key,
        starts_at=starts_at,
        day=starts_at.date(),
        hours=dict(zip(PARTS, map(Decimal, hours), strict=True)),
        mark=mark,
        **fields,
    )


def appointment(
    *meetings: Meeting, course: str = "TMA4100", term: str = TERM, is_later: bool = False, **dates
) -> AppointmentFacts:
    return AppointmentFacts(
        term=term,
        course_code=course,
        course=Name("Calculus 1", "Matematikk 1"),
        department=Name("Department of Mathematical Sciences", "Institutt for matematiske fag"),
        follow_up=rules.FollowUpRecord(meetings=meetings, **dates),
        titles={meeting.key: f"Meeting {meeting.key}" for meeting in meetings},
        notes={meeting.key: NOTE for meeting in meetings if meeting.mark},
        is_later=is_later,
    )


def plan(*dates: CoreDate, closes_on: date | None = None, **fields) -> Plan:
    """Return the plan of a term whose registration is open, to the end of the day ``closes_on`` if given."""
    if closes_on is not None:
        fields["closes_at"] = midnight_after(closes_on)
    given: dict[str, Any] = {"term": TERM, "is_over": False, "registration": "open", "dates": dates}
    return Plan(**given | fields)


def midnight_after(last: date) -> datetime:
    return datetime.combine(last + timedelta(days=1), time(0), OSLO)


def record(**fields) -> Record:
    """Return the record of an appointed assistant who has done nothing, in a term without plans."""
    given: dict[str, Any] = {"plan": plan(), "hours_asked": ASKED, "appointments": (appointment(),)}
    return Record(**given | fields)


CORE_DONE = (seminar(1, -20, "present"), seminar(2, -10, "present"))
MODULES_DONE = (module("OM1", -15), module("OM4", -5))
MEETINGS_DONE = (appointment(meeting(1, -12, WHOLE, "present")),)


def complete(**fields) -> Record:
    """Return the record of an assistant who has completed LAOS, with the given changes."""
    done = {"seminars": CORE_DONE, "modules": MODULES_DONE, "appointments": MEETINGS_DONE}
    return record(**done | fields)


def step(what: ToDo, by: int | None = None, about="") -> Step:
    return Step(what, None if by is None else day(by), str(about))
