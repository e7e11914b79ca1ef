"""When the digests of coordinators are written: hourly on weekdays, so that an hour missed is caught up on the same day."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils.timezone import localtime, make_aware

FIRST = time(7, 15)
LAST = time(15, 15)
SATURDAY = 5
# For crontab.
HOURS = f"{FIRST.hour}-{LAST.hour}"
WEEKDAYS = "mon-fri"


def morning_of(at: datetime) -> datetime:
    """Return the first time of that day, or ``at`` if it is earlier."""
    return min(at, make_aware(datetime.combine(localtime(at).date(), FIRST)))


def next_on(day: date, at: datetime) -> datetime | None:
    """Return a time of the day, not before ``at``, at which digests are written; None if there is none."""
    first, last = (make_aware(datetime.combine(day, moment)) for moment in (FIRST, LAST))
    moment = max(at, first)
    return moment if day.weekday() < SATURDAY and moment <= last else None
