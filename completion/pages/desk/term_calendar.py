"""The calendar of a term: its sessions by week and campus with their fill, and the demand they have to meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils.timezone import localdate

from completion.figures.capacity import NUMBERS_NEEDING, Demand, demand_in, needing
from enrollment.models import Campus, CoreModule, CoreSession, Term
from enrollment.sessions.days_off import holiday

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """A week with its sessions by campus, in the order of the calendar's campuses, and its public holidays."""

    monday: date
    by_campus: list[list[Any]]
    holidays: list[tuple[date, str]]

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def is_empty(self) -> bool:
        return not any(self.by_campus)


@dataclass(frozen=True, slots=True)
class ModuleDemand:
    """How many of the appointed lack a date of a core module, the places still open, and where they do not suffice."""

    core_module: CoreModule
    lacking: int
    appointed: int
    open: int
    shortages: list[Demand]


@dataclass(frozen=True, slots=True)
class TermCalendar:
    term: Term
    campuses: list[Campus]
    weeks: list[Week]
    demand: list[ModuleDemand]


def calendar_of(term: Term, at: datetime) -> TermCalendar:
    """Return the term's sessions, drafts and cancelled ones included, in a constant number of queries."""
    sessions = list(
        CoreSession.objects.filter(term=term)
        .with_places()
        .select_related("campus")
        .order_by("starts_at", "campus", "pk")
    )
    campuses = list(Campus.objects.all())
    return TermCalendar(term, campuses, _weeks(sessions, campuses), _demand(term, at))


def _weeks(sessions: list[Any], campuses: Iterable[Campus]) -> list[Week]:
    if not sessions:
        return []
    held: defaultdict[tuple[date, int], list[Any]] = defaultdict(list)
    for session in sessions:
        held[_monday(localdate(session.starts_at)), session.campus_id].append(session)
    first, last = (_monday(localdate(sessions[index].starts_at)) for index in (0, -1))
    mondays = [first + WEEK * number for number in range((last - first).days // 7 + 1)]
    return [
        Week(
            monday,
            [held[monday, campus.pk] for campus in campuses],
            [
                (day, name)
                for day in (monday + timedelta(days=number) for number in range(7))
                if (name := holiday(day))
            ],
        )
        for monday in mondays
    ]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _demand(term: Term, at: datetime) -> list[ModuleDemand]:
    demand = demand_in(term, at)
    appointed = Count("assistant", distinct=True)
    people = needing(term, at).aggregate(appointed=appointed, **NUMBERS_NEEDING)
    return [
        ModuleDemand(
            core_module,
            lacking=people[f"needing_{core_module}"],
            appointed=people["appointed"],
            open=sum(place.left for place in demand if place.core_module == core_module),
            shortages=[
                place for place in demand if place.core_module == core_module and place.short
            ],
        )
        for core_module in CoreModule
    ]
