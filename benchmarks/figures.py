"""Measure the figures of a whole term: how long a worker takes to count them, and a page to show them."""

from __future__ import annotations

import time
from datetime import datetime
from statistics import median

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from completion.figures.counting import count_anew, term_before
from enrollment.models import Term, User

ROUNDS = 5
GOAL = 1.0  # seconds


def measure_figures(few: Term, many: Term, at: datetime) -> int:
    """Print the results; return 0 if the number of queries is constant and the page is fast enough, else 1.

    ``few`` must be the term before ``many``, so that the page shows two terms.
    """
    assert term_before(many) == few
    counted_few, _seconds = _count(few, at)
    counted, counting = _count(many, at)
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.force_login(User.objects.create_superuser("figures", "figures@example.org", "!"))
    address = reverse("completion:figures", args=[many.code])
    took = [_seconds_for(client, address) for _ in range(ROUNDS)]
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    seconds = median(took)
    print(
        f"\nThe page of figures takes {seconds:.2f} s ({min(took):.2f} to {max(took):.2f}) and {len(captured)} queries; "
        f"a worker counts them every few minutes, in {counting:.2f} s and {counted} queries; of few people {counted_few} queries."
    )
    return int(counted != counted_few or seconds >= GOAL)


def _count(term: Term, at: datetime) -> tuple[int, float]:
    """Count the term's figures; return the number of queries and the seconds."""
    with CaptureQueriesContext(connection) as captured:
        started = time.perf_counter()
        count_anew(term, at)
        seconds = time.perf_counter() - started
    return len(captured), seconds


def _seconds_for(client: Client, address: str) -> float:
    started = time.perf_counter()
    answer = client.get(address, secure=True)
    seconds = time.perf_counter() - started
    assert answer.status_code == 200, answer.status_code
    return seconds
