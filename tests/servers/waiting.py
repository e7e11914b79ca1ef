"""Wait until other connections wait for this one: an event of the database, where a pause would be a guess."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from django.db import connection

from tests.servers.celery_processes import until

# Not those of other test processes, which share the server.
WAITING_FOR_US = """
    WITH RECURSIVE line AS (
        SELECT pg_backend_pid() AS pid
        UNION
        SELECT pg_locks.pid FROM pg_locks JOIN line ON line.pid = ANY(pg_blocking_pids(pg_locks.pid))
        WHERE NOT granted
    )
    SELECT count(*) - 1 FROM line
"""


def waiting_for_us() -> int:
    """Return how many connections wait for a lock that ours holds, or for one of those that do."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING_FOR_US)
        (number,) = cursor.fetchone()
    return int(number)


def until_others_wait(number: int = 1) -> None:
    until(lambda: waiting_for_us() == number)


def until_it_waits_or_ends(call: Future[Any]) -> None:
    until(lambda: call.done() or waiting_for_us())
