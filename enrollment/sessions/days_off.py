"""The days on which no session is planned without a question: weekends, public holidays and Christmas Eve."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from holidays import country_holidays

SATURDAY = 5
# The library's languages: bokmål, and English.
ENGLISH, NORWEGIAN = "en_US", "no"


def holiday(day: date) -> str:
    """Return the name of the public holiday in the reader's language, or ""."""
    if (day.month, day.day) == (12, 24):
        return gettext("Christmas Eve")
    english = (get_language() or "en").startswith("en")
    name: str = _holidays(day.year, ENGLISH if english else NORWEGIAN).get(day, "")
    return name


def sentence_about(day: date) -> str:
    """Return what is said of a weekend or holiday, or "" of a free day."""
    name = holiday(day)
    if name:
        return gettext("%(date)s is a holiday: %(name)s.") % {
            "date": date_format(day),
            "name": name,
        }
    if day.weekday() >= SATURDAY:
        return gettext("%(date)s is a weekend day.") % {"date": date_format(day)}
    return ""


def is_free(day: date) -> bool:
    """Return whether a session can be planned on this day without a question."""
    return not sentence_about(day)


def next_free_day(day: date, but: Container[date] = ()) -> date:
    """Return the first free day after this one that is not among ``but``."""
    day += timedelta(days=1)
    while not is_free(day) or day in but:
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=64)
def _holidays(year: int, language: str) -> dict[date, str]:
    return dict(country_holidays("NO", years=year, language=language))
