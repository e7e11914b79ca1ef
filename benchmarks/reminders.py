"""Measure how long it takes to find all due reminders among twenty thousand people."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import cycle
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

from completion.reminders import reminding
from enrollment import clock
from enrollment.models import Campus, CoreModule, CoreSession, LearningAssistant, Registration, Term
from enrollment.places import taking

from .crowd import appoint
from .goals import Measurement

PEOPLE = 20_000
DATES = 200
ROUNDS = 5
GOAL = 3.0  # seconds


def measure_reminders() -> list[Measurement]:
    """Print and return the seconds, and how many queries more it takes for many people.

    Registration closes tomorrow, every person lacks a session, and half of them have a seminar within a week.
    """
    at = clock.now()
    Registration.objects.all().delete()
    Term.objects.update(registration_closes_at=at + timedelta(days=1))
    few = LearningAssistant.objects.count()
    _register(LearningAssistant.objects.order_by("pk")[: few // 2], at)
    queries_for_few = _queries(at)
    appoint(range(few, PEOPLE))
    _register(LearningAssistant.objects.order_by("pk")[few : few + PEOPLE // 2 - few // 2], at)
    connection.cursor().execute("ANALYZE")
    queries = _queries(at)
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        due = reminding.due(at)
        took.append(time.perf_counter() - started)
    print(
        f"\nDeciding on {len(due)} reminders for {PEOPLE} people takes {median(took):.1f} s "
        f"({min(took):.1f} to {max(took):.1f}) and {queries} queries; for {few} people {queries_for_few} queries."
    )
    return [
        Measurement(f"Reminders of {PEOPLE} people", median(took), GOAL, "s"),
        Measurement(f"Queries more than for {few} people", abs(queries - queries_for_few), 0),
    ]


def _queries(at: datetime) -> int:
    with CaptureQueriesContext(connection) as captured:
        reminding.due(at)
    return len(captured)


def _register(assistants: Iterable[LearningAssistant], at: datetime) -> None:
    """Register each assistant for one of the seminars of the coming days."""
    sessions = list(CoreSession.objects.filter(capacity=PEOPLE // DATES)) or _dates(at)
    long_ago = at - timedelta(days=30)
    taking.take(
        taking.place_in(session, assistant, long_ago)
        for assistant, session in zip(assistants, cycle(sessions), strict=False)
    )


def _dates(at: datetime) -> list[CoreSession]:
    return CoreSession.objects.bulk_create(
        CoreSession(
            term=Term.objects.get(),
            campus=Campus.objects.earliest("pk"),
            core_module=CoreModule.FIRST,
            starts_at=at + timedelta(days=2, minutes=20 * number),
            ends_at=at + timedelta(days=2, minutes=20 * number + 15),
            capacity=PEOPLE // DATES,
        )
        for number in range(DATES)
    )
