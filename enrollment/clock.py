"""The time. No other module of the product reads the machine's clock, so a test can set it here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from django.utils import timezone

_stopped_at: datetime | None = None


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC) if _stopped_at is None else _stopped_at


def today() -> date:
    """Return the day in Norway."""
    return timezone.localdate(now())


@contextmanager
def stopped(at: datetime) -> Iterator[None]:
    """Stop the clock at a time, in all threads of this process."""
    global _stopped_at
    before, _stopped_at = _stopped_at, at.astimezone(UTC)
    try:
        yield
    finally:
        _stopped_at = before
