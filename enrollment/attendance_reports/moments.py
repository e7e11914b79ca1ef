"""Dates, times and durations as Teams and Zoom write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone

from enrollment.models.sessions import YEARS
from enrollment.plain_text import as_typed

CLOCK = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
HALF = r"(?:\s*(?P<half>[ap])\.?\s?m\.?)?"
ZONE = r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?"
BETWEEN = r"(?:T|\s*,?\s*(?:kl\.?|at)?\s*)"
DAYS = (
    r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
    r"(?P<first>\d{1,2})(?P<sign>[-/.])\s?(?P<second_part>\d{1,2})(?P=sign)\s?(?P<year>\d{4}|\d{2})",
    r"(?P<day>\d{1,2})\.?\s+(?P<name>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})",
    r"(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})",
)
MOMENTS = [re.compile(f"{day}{BETWEEN}{CLOCK}{HALF}{ZONE}", re.IGNORECASE) for day in DAYS]
# In English, bokmål and nynorsk, by their first three letters.
MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan",
            "feb",
            "mar",
            "apr",
            "may mai",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct okt",
            "nov",
            "dec des",
        ],
        1,
    )
    for name in names.split()
}
DURATION = re.compile(
    r"(?:(?P<hours>\d+)\s*(?:h|hrs?|hours?|t|timer?|time)\.?)?\s*"
    r"(?:(?P<minutes>\d+)\s*(?:m|min|mins|minutes?|minutt|minutter)\.?)?\s*"
    r"(?:(?P<seconds>\d+)\s*(?:s|sec|sek|seconds?|sekund|sekunder)\.?)?",
    re.IGNORECASE,
)
ON_THE_CLOCK = re.compile(r"(?P<hours>\d+):(?P<minutes>\d{2})(?::(?P<seconds>\d{2}))?")
CENTURY = 2000


def read_moment(text: str, *, month_first: bool) -> datetime | None:
    """Return the moment in a cell, or None if it has another form or no plausible year, as 0001 for a time that is not known.

    Raises ``ValueError`` for an impossible date.

    Only dates with slashes may have the month first. A time without a zone is local time here.
    """
    typed = as_typed(text).strip()
    found = next(filter(None, (form.fullmatch(typed) for form in MOMENTS)), None)
    if found is None:
        return None
    parts = found.groupdict()
    hour = int(parts["hour"])
    if parts["half"]:
        hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
    clock = time(hour, int(parts["minute"]), int(parts["second"] or 0))
    naive = datetime.combine(_day(parts, month_first), clock)
    if naive.year not in YEARS:
        return None
    if parts["zone"]:
        return datetime.fromisoformat(f"{naive.isoformat()}{parts['zone'].upper()}")
    return naive.replace(tzinfo=get_default_timezone())


def _day(parts: dict[str, str | None], month_first: bool) -> date:
    written = parts["year"] or ""
    year = int(written) + (CENTURY if len(written) == 2 else 0)
    if parts.get("first"):
        numbers = int(parts["first"] or 0), int(parts["second_part"] or 0)
        day, month = numbers[::-1] if month_first and parts["sign"] == "/" else numbers
        return date(year, month, day)
    named = parts.get("name")
    month = MONTHS.get(named[:3].lower(), 0) if named else int(parts["month"] or 0)
    return date(year, month, int(parts["day"] or 0))


def read_duration(text: str) -> timedelta | None:
    """Return a duration such as “3h 2m”, “1 t 40 min”, “55s”, “03:02:00” or “186” (minutes), or None."""
    typed = as_typed(text).strip()
    if typed.isdecimal():
        return timedelta(minutes=int(typed[:6]))
    found = ON_THE_CLOCK.fullmatch(typed) or DURATION.fullmatch(typed)
    if not typed or found is None:
        return None
    return timedelta(
        **{unit: int((number or "0")[:6]) for unit, number in found.groupdict().items()}
    )


def writes_month_first(text: str) -> bool:
    """Return whether the report seems to write dates as in the United States: with slashes and “AM” or “PM”."""
    return re.search(r"\d\s?[AP]M\b", as_typed(text)) is not None
