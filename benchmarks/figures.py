"""Measure the figures of a whole term: how long a worker takes to count them, and a page to show them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from completion.figures.counting import AppointmentsOf, count_and_store, figures_of
from completion.figures.counts import Figures
from completion.figures.earlier import earlier_term
from enrollment.models import Appointment, Term, User

from .goals import Measurement

ROUNDS = 5
# Of the cache in the database, among them the beginning and the end of its transaction.
STATEMENTS_TO_STORE = 5
GOAL = 1.0  # seconds


def measure_figures(earlier: Term, term: Term, at: datetime) -> list[Measurement]:
    """Print and return the seconds of the page, and how many queries more a whole term takes than a course.

    ``earlier`` must be the term that ``term`` is compared with.
    """
    assert earlier_term(term) == earlier
    first = Appointment.objects.filter(term=term).values("course")[:1]
    queries_for_few, _seconds = _count(lambda: figures_of(_in_course(first), term, at))
    queries, counting = _count(lambda: count_and_store(term, at))
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.force_login(User.objects.create_superuser("figures", "figures@example.org", "!"))
    address = reverse("completion:figures", args=[term.code])
    took = [_seconds_for(client, address) for _ in range(ROUNDS)]
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    seconds = median(took)
    print(
        f"\nThe page of figures takes {seconds:.2f} s ({min(took):.2f} to {max(took):.2f}) and {len(captured)} queries; "
        f"a worker counts them every few minutes, in {counting:.2f} s and {queries} queries; of one course {queries_for_few} queries."
    )
    return [
        Measurement("Page of figures", seconds, GOAL, "s"),
        # Only the whole term is stored.
        Measurement(
            "Queries more than for a course", queries - queries_for_few, STATEMENTS_TO_STORE
        ),
    ]


def _in_course(course: QuerySet[Appointment, Any]) -> AppointmentsOf:
    return lambda term: Appointment.objects.filter(term=term, course__in=course)


def _count(count: Callable[[], Figures]) -> tuple[int, float]:
    """Count figures; return the number of queries and the seconds."""
    with CaptureQueriesContext(connection) as captured:
        started = time.perf_counter()
        count()
        seconds = time.perf_counter() - started
    return len(captured), seconds


def _seconds_for(client: Client, address: str) -> float:
    started = time.perf_counter()
    response = client.get(address, secure=True)
    seconds = time.perf_counter() - started
    assert response.status_code == 200, response.status_code
    return seconds
