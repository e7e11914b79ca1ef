"""Next steps towards the core modules: sessions still available this term, core module 1 before 2. Pure Python."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, combinations, product

from .facts import CoreDate, Record, Seminar, day_of, last_day
from .results import Step, ToDo

FIRST, SECOND = CORE_MODULES = (1, 2)

# The close of registration is not a deadline for these steps.
GOES_ON = {ToDo.KEEP_WAITING, ToDo.AWAIT_PLACE}
ONCE_OPEN = {ToDo.REGISTER_ONCE_OPEN, ToDo.JOIN_WAITLIST_ONCE_OPEN}
# Candidate sessions of one core module; a place already held is one of them.
Dates = Sequence[CoreDate | Seminar]


def steps_to_dates(
    record: Record, held: Mapping[int, Seminar], lacking: Collection[int], at: datetime
) -> list[Step]:
    """Return the steps that give each lacking core module a session.

    Free places are preferred to waitlists, and keeping a place held for the other module to changing it. If no two
    sessions fit the order, only core module 1 is suggested: it stays completed, and core module 2 must not come first.
    """
    for waiting, may_move in product(_subsets(lacking), (False, True)):
        options: dict[int, Dates] = {}
        for number in lacking:
            to_come = _to_wait_for if number in waiting else _to_take
            options[number] = to_come(record, number, at)
        for number, seminar in held.items():
            options[number] = _instead_of(seminar, record, at) if may_move else [seminar]
        found = _in_order(options)
        if all(found.values()):
            changes = (_changing(seminar, found[number]) for number, seminar in held.items())
            return [
                *(changes if may_move else ()),
                *(
                    _taking(number, found[number], record, waits=number in waiting)
                    for number in lacking
                ),
            ]
    return [_alone(number, record, lacking, at) for number in lacking]


def _subsets(numbers: Collection[int]) -> Iterable[tuple[int, ...]]:
    """Yield all subsets, the smallest first."""
    return chain.from_iterable(combinations(numbers, size) for size in range(len(numbers) + 1))


def _alone(number: int, record: Record, lacking: Collection[int], at: datetime) -> Step:
    if number == FIRST and SECOND in lacking:
        if dates := _to_take(record, FIRST, at):
            return _taking(FIRST, dates, record)
        if dates := _to_wait_for(record, FIRST, at):
            return _taking(FIRST, dates, record, waits=True)
    planned = [session for session in record.plan.dates if session.core_module == number]
    if any(
        session.starts_at > at and not record.is_appointed_on(session.day) for session in planned
    ):
        return Step(ToDo.ASK_FOR_LONGER_APPOINTMENT, about=str(number))
    can_be_planned = not planned and not record.plan.is_over
    return Step(ToDo.AWAIT_DATES if can_be_planned else ToDo.ASK_FOR_DATE, about=str(number))


def _taking(number: int, dates: Dates, record: Record, *, waits: bool = False) -> Step:
    """Return the step to register for one of these sessions, or with ``waits`` to wait for one.

    It is due when the last session begins, or with ``waits`` at the last session's deadline; but no later than the
    close of registration, unless the step is in ``GOES_ON``.
    """
    if waits:
        what, last = _waiting(number, record), max(session.deadline for session in dates)
    else:
        what, last = _registering(number, record), max(session.starts_at for session in dates)
    plan = record.plan
    if plan.closes_at is not None and what not in GOES_ON:
        last = min(last, plan.closes_at)
    step = _step_by(last, what, number)
    return replace(step, opens_at=plan.opens_at) if what in ONCE_OPEN else step


def _step_by(deadline: datetime, what: ToDo, number: int) -> Step:
    """Return a step with its last day, and the time unless the whole day counts."""
    last = last_day(deadline)
    return Step(what, last, str(number), deadline if last == day_of(deadline) else None)


def _waiting(number: int, record: Record) -> ToDo:
    if number not in record.waits_for:
        is_open = record.plan.registration == "open"
        return ToDo.JOIN_WAITLIST if is_open else ToDo.JOIN_WAITLIST_ONCE_OPEN
    return ToDo.AWAIT_PLACE if record.plan.registration == "after" else ToDo.KEEP_WAITING


def _registering(number: int, record: Record) -> ToDo:
    if record.plan.registration != "open":
        return ToDo.REGISTER_ONCE_OPEN
    if any(seminar.core_module == number for seminar in record.seminars):
        return ToDo.REGISTER_AGAIN
    return ToDo.REGISTER_ANOTHER if number in record.cancelled else ToDo.REGISTER


def _changing(seminar: Seminar, dates: Dates) -> Step:
    """Return the step to change the held place, due by its deadline or the day of the last of these sessions."""
    last = min(seminar.deadline, max(session.starts_at for session in dates))
    return _step_by(last, ToDo.CHANGE_DATE, seminar.core_module)


def _to_take(record: Record, number: int, at: datetime) -> list[CoreDate]:
    """Return the sessions with a free place that can be registered for, now or once registration opens."""
    if record.plan.registration == "after":
        return []
    return [session for session in _to_come(record, number, at) if session.has_place]


def _to_wait_for(record: Record, number: int, at: datetime) -> list[CoreDate]:
    """Return the full sessions whose waitlist still moves.

    After registration has closed, only an existing waitlist entry counts.
    """
    if record.plan.registration == "after" and number not in record.waits_for:
        return []
    to_come = _to_come(record, number, at)
    return [session for session in to_come if not session.has_place and session.deadline > at]


def _instead_of(seminar: Seminar, record: Record, at: datetime) -> list[CoreDate]:
    """Return the sessions that a held place can be changed to; this is allowed after registration has closed."""
    if seminar.deadline <= at:
        return []
    return [session for session in _to_come(record, seminar.core_module, at) if session.has_place]


def _to_come(record: Record, number: int, at: datetime) -> list[CoreDate]:
    """Return the sessions to come by which the appointment has not ended."""
    return [
        session
        for session in record.plan.dates
        if session.core_module == number
        and session.starts_at > at
        and record.is_appointed_on(session.day)
    ]


def _in_order(options: Mapping[int, Dates]) -> Mapping[int, Dates]:
    """Keep the sessions of each core module that fit one of the other: module 1 on an earlier day than module 2.

    With options for one module only, the other is already attended, and nothing is filtered.
    """
    if len(options) < len(CORE_MODULES) or not all(options.values()):
        return options
    earliest = min(session.day for session in options[FIRST])
    latest = max(session.day for session in options[SECOND])
    return {
        FIRST: [session for session in options[FIRST] if session.day < latest],
        SECOND: [session for session in options[SECOND] if session.day > earliest],
    }
