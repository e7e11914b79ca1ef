"""Which dates of core modules somebody can still take this term, core module 2 after core module 1. Pure Python."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import product

from .facts import CoreDate, Plan, Record, Seminar, day_of
from .findings import Step, ToDo

FIRST, SECOND = CORE_MODULES = (1, 2)


def steps_to_dates(
    record: Record, held: Mapping[int, Seminar], lacking: Collection[int], at: datetime
) -> list[Step]:
    """What to do to have a date of each core module that lacks one.

    A place that is free goes before one to be waited for, and keeping the other date before changing it. Where no two
    dates go together, core module 1 alone is a part that stays done; core module 2 does not come first.
    """
    for may_wait, may_move in product((False, True), repeat=2):
        options: dict[int, Sequence[CoreDate | Seminar]] = {}
        for number in lacking:
            options[number] = _to_take(record, number, at, may_wait=may_wait)
        for number, seminar in held.items():
            options[number] = _instead_of(seminar, record.plan, at) if may_move else [seminar]
        found = _in_order(options)
        if all(found.values()):
            changes = [_changing(one) for one in held.values() if may_move]
            return [*changes, *(_taking(number, found[number], record) for number in lacking)]
    return [_without_date(number, record, lacking, at) for number in lacking]


def _without_date(number: int, record: Record, lacking: Collection[int], at: datetime) -> Step:
    if number == FIRST and SECOND in lacking:
        alone = _to_take(record, FIRST, at, may_wait=True)
        if alone:
            return _taking(FIRST, alone, record)
    is_planned = any(one.core_module == number for one in record.plan.dates)
    can_be_planned = not is_planned and not record.plan.is_over
    return Step(ToDo.AWAIT_DATES if can_be_planned else ToDo.ASK_FOR_DATE, about=str(number))


def _taking(number: int, dates: Sequence[CoreDate | Seminar], record: Record) -> Step:
    """Take one of these dates; the last day to do so is that of the last of them."""
    free = [one for one in dates if isinstance(one, CoreDate) and one.has_place]
    if free:
        what = _registering(number, record)
        last = max(one.day for one in free)
    else:
        what = ToDo.KEEP_WAITING if number in record.waits_for else ToDo.JOIN_WAITLIST
        last = max(day_of(one.deadline) for one in dates)
    closes = record.plan.closes_on
    return Step(what, last if closes is None else min(last, closes), str(number))


def _registering(number: int, record: Record) -> ToDo:
    if any(one.core_module == number for one in record.seminars):
        return ToDo.REGISTER_AGAIN
    return ToDo.REGISTER if record.plan.registration == "open" else ToDo.REGISTER_ONCE_OPEN


def _changing(seminar: Seminar) -> Step:
    return Step(ToDo.CHANGE_DATE, day_of(seminar.deadline), str(seminar.core_module))


def _to_take(record: Record, number: int, at: datetime, *, may_wait: bool) -> list[CoreDate]:
    """The dates that somebody without one can register for, or wait for where they are full."""
    if record.plan.registration == "after":
        return []
    return [
        one
        for one in _to_come(record.plan, number, at)
        if one.has_place or (may_wait and one.deadline > at)
    ]


def _instead_of(seminar: Seminar, plan: Plan, at: datetime) -> list[CoreDate]:
    """The dates that the one held can be changed for; that registration has closed is no hindrance."""
    if seminar.deadline <= at:
        return []
    return [one for one in _to_come(plan, seminar.core_module, at) if one.has_place]


def _to_come(plan: Plan, number: int, at: datetime) -> list[CoreDate]:
    return [one for one in plan.dates if one.core_module == number and one.starts_at > at]


def _in_order(
    options: Mapping[int, Sequence[CoreDate | Seminar]],
) -> Mapping[int, Sequence[CoreDate | Seminar]]:
    """Of both core modules, the dates that go with one of the other; what is attended asks for no order."""
    if len(options) < len(CORE_MODULES) or not all(options.values()):
        return options
    earliest = min(one.day for one in options[FIRST])
    latest = max(one.day for one in options[SECOND])
    return {
        FIRST: [one for one in options[FIRST] if one.day < latest],
        SECOND: [one for one in options[SECOND] if one.day > earliest],
    }
