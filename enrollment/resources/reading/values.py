"""Read dates, times and words as people write them; refuse what can be read in two ways."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import override

from enrollment import marks
from enrollment.models.sessions import YEARS
from enrollment.resources.table_files import shorten

ISO_DATE = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[ T]00:00(?::00)?)?", re.ASCII
)
NORWEGIAN_DATE = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})", re.ASCII)
UNCLEAR_DATE = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)
TIME = re.compile(r"(?:kl\.? ?)?(\d{1,2})[:.](\d{2})(?:[:.]00)?", re.ASCII | re.IGNORECASE)

WORDS_FOR = {
    # Languages.
    "nb": ("norsk", "bokmål", "norsk bokmål", "norwegian", "norwegian bokmål", "nb-no"),
    "nn": ("nynorsk", "norsk nynorsk", "norwegian nynorsk", "nn-no"),
    "en": ("engelsk", "english", "en-gb", "en-us"),
    # Answers.
    "yes": ("ja", "x", "1", "true", "sann", "sant", "y", "j", "✓", "✔"),
    "no": ("nei", "0", "false", "usann", "usant", "n"),
    # Attendance.
    marks.PRESENT: ("til stede", "tilstede", "møtt", "oppmøtt"),
    marks.PARTIAL: ("delvis", "delvis til stede", "delvis tilstede", "partly"),
    marks.ABSENT: ("fravær", "fraværende", "ikke møtt", "ikke til stede", "borte"),
    # Decisions.
    "approved": ("godkjent", "innvilget"),
    "rejected": ("avslått", "avvist", "avslag", "ikke godkjent"),
}
CODE_OF = {word: code for code, words in WORDS_FOR.items() for word in words}
# What a spreadsheet shows in place of a value that it cannot work out.
SPREADSHEET_ERRORS = {
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#I/T",
    "#VERDI!",
    "#NAVN?",
}


class UnclearDateError(ValueError):
    """A date that could be one of two days. Its message says how to write each."""


def read_date(text: str) -> dt.date | None:
    """Return the date, or None if it is none or of an impossible year. Raises ``UnclearDateError``."""
    found = ISO_DATE.fullmatch(text) or NORWEGIAN_DATE.fullmatch(text)
    if found:
        return _day(found["year"], found["month"], found["day"])
    if unclear := UNCLEAR_DATE.fullmatch(text):
        first, second, year = unclear.groups()
        day_first, month_first = _day(year, second, first), _day(year, first, second)
        if day_first and month_first and day_first != month_first:
            raise UnclearDateError(
                _("“%(value)s” can be read in two ways. Write %(one)s or %(other)s.")
                % {"value": shorten(text), "one": day_first, "other": month_first}
            )
    return None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in YEARS else None


def read_time(text: str) -> dt.time | None:
    """Return the time of day, or None if it is none."""
    try:
        found = TIME.fullmatch(text)
        return dt.time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def read_choice(text: str, choices: Iterable[str]) -> str | None:
    """Return the choice that a cell means, whatever its case and language, or None."""
    wanted = text.casefold()
    by_name = {choice.casefold(): choice for choice in choices}
    return by_name.get(wanted) or by_name.get(CODE_OF.get(wanted, wanted))


def names_of_weekday(number: int) -> set[str]:
    """Return the names of a weekday, from Monday as 0, in lower case: whole and in short."""
    names = set()
    for language in ("en", "nb", "nn"):
        with override(language):
            name = str(WEEKDAYS[number]).lower()
        names |= {name, name[:3]}
    return names
