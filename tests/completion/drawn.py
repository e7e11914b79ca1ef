"""Random histories of learning assistants, as odd as the database allows.

Randomness comes from hypothesis. If it tracks the random calls, it can shrink a failing history; a plain
``random.Random`` is ten times as fast.
"""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from completion.verdicts.facts import AppointmentFacts, ChosenModule, Plan, Record, Seminar
from modules.follow_up.rules import Meeting

from .histories import appointment, core_date, day, meeting, module, plan, record, seminar

CODES = ("OM1", "OM2", "OM3", "OM4")
HOURS = [(1, 4, 1), (1, 0, 0), (0, 4, 0), (0, 4, 1), (1, 3, 1), (0, 1, 0), (0, 2, 0), (0, 0, 1)]
MARKS = ["present", "present", "present", "partial", "absent", ""]


def followed_histories() -> st.SearchStrategy[Record]:
    return st.randoms(use_true_random=False).map(history)


def quick_histories() -> st.SearchStrategy[Record]:
    return st.randoms(use_true_random=True).map(history)


def history(chance: Random) -> Record:
    return record(
        plan=some_plan(chance),
        is_exempt=one_in(15, chance),
        seminars=(*some_seminars(1, chance), *some_seminars(2, chance)),
        modules=some_modules(chance),
        appointments=some_appointments(chance),
        waits_for=frozenset(number for number in (1, 2) if one_in(3, chance)),
    )


def some_seminars(number: int, chance: Random) -> list[Seminar]:
    """Return missed seminars of a core module, and possibly one that was attended or is still unmarked."""
    found = [
        seminar(number, past(chance), chance.choice(["absent", "partial"]))
        for _ in range(chance.choice([0, 0, 1, 2]))
    ]
    standing = chance.choice(["none", "none", "present", "present", "past", "to come"])
    if standing == "none":
        return found
    days = to_come(chance) if standing == "to come" else past(chance)
    mark = "present" if standing == "present" else ""
    is_later = one_in(6, chance)
    return [
        *found,
        seminar(number, days, mark, is_prepared=not one_in(5, chance), is_later=is_later),
    ]


def some_modules(chance: Random) -> tuple[ChosenModule, ...]:
    return tuple(
        module(
            code,
            chance.choice([None, past(chance), past(chance)]),
            chance.choice([None, any_day(chance)]),
        )
        for code in chance.sample(CODES, chance.choice([0, 1, 2, 2, 2]))
    )


def some_appointments(chance: Random) -> tuple[AppointmentFacts, ...]:
    terms = [
        chance.choice(["2031H", "2031H", "2030H", "2032V"])
        for _ in range(chance.choice([0, 1, 1, 1, 2, 3]))
    ]
    return tuple(
        appointment(
            *some_meetings(chance),
            course=f"COURSE{number}",
            term=term,
            starts_on=maybe_day([None, None, -15, -8], chance),
            ends_on=maybe_day([None, None, -3, 0, 10], chance),
            is_later=term == "2032V",
        )
        for number, term in enumerate(terms)
    )


def some_meetings(chance: Random) -> list[Meeting]:
    """Return a department's meetings; some make up for others."""
    found: list[Meeting] = []
    for key in range(1, chance.randint(0, 5) + 1):
        days = any_day(chance)
        others = [meeting.key for meeting in found if meeting.makes_up_for is None]
        makes_up_for = chance.choice([None, *others])
        found.append(
            meeting(
                key,
                days,
                chance.choice(HOURS),
                chance.choice(MARKS) if days <= 0 else "",
                makes_up_for=makes_up_for,
                is_mandatory=makes_up_for is None and one_in(2, chance),
                is_cancelled=one_in(7, chance),
            )
        )
    return sorted(found, key=lambda meeting: (meeting.starts_at, meeting.key))


def some_plan(chance: Random) -> Plan:
    dates = [
        core_date(chance.choice([1, 2]), any_day(chance), has_place=one_in(2, chance))
        for _ in range(chance.randint(0, 6))
    ]
    due = {code: day(any_day(chance)) for code in CODES if one_in(2, chance)}
    return plan(
        *dates,
        is_over=one_in(10, chance),
        registration=chance.choice(["open", "open", "open", "before", "none", "after"]),
        closes_on=maybe_day([None, to_come(chance)], chance),
        due=due,
    )


def one_in(number: int, chance: Random) -> bool:
    return chance.randint(1, number) == number


def past(chance: Random) -> int:
    return chance.randint(-20, 0)


def to_come(chance: Random) -> int:
    return chance.randint(1, 25)


def any_day(chance: Random) -> int:
    return chance.randint(-20, 25)


def maybe_day(days, chance: Random):
    days = chance.choice(days)
    return None if days is None else day(days)
