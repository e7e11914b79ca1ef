"""Read dates, times and words as people write them; refuse what can be read in two ways."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterable
from functools import cache

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import override

from enrollment import marks
from enrollment.models.sessions import YEARS
from enrollment.people.matching import ADDRESS
from enrollment.plain_text import as_typed
from enrollment.resources.table_files import shorten

ISO_DATE = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[ T]00:00(?::00)?)?", re.ASCII
)
NORWEGIAN_DATE = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})", re.ASCII)
NAMED_DATE = re.compile(
    r"(?:(?P<weekday>[^\W\d]+)\.?,? (?:den )?)?(?P<day>\d{1,2})\.? (?P<month>[^\W\d]+)\.? (?P<year>\d{4})"
)
UNCLEAR_DATE = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)
WHOLE_HOUR = re.compile(r"(?:kl\.? ?)?(\d{1,2})", re.ASCII | re.IGNORECASE)
TIME = re.compile(r"(?:kl\.? ?)?(\d{1,2})[:.](\d{2})(?:[:.]00)?", re.ASCII | re.IGNORECASE)

# “Vår 2027”, “2027 H” and “V2027”.
TERM = re.compile(
    r"(?:(?P<season>[^\W\d]+) ?(?P<year>\d{4})|(?P<year_first>\d{4}) ?(?P<season_last>[^\W\d]+))"
)
SEASONS = {
    **dict.fromkeys(("v", "vår", "spring"), "V"),
    **dict.fromkeys(("h", "høst", "haust", "autumn", "fall"), "H"),
}

COURSE = re.compile(r"(?<![A-ZÆØÅ0-9])([A-ZÆØÅ]{2,6})([ -]?)([0-9]{3,5}[A-Z]?)(?![A-ZÆØÅ0-9])")

WORDS_FOR = {
    # Core modules.
    "1": ("kjernemodul 1", "core module 1", "modul 1", "module 1", "km1"),
    "2": ("kjernemodul 2", "core module 2", "modul 2", "module 2", "km2"),
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
# Stands in a cell whose formula has no value in the file.
UNCALCULATED = "#FORMULA"
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
    if found := NAMED_DATE.fullmatch(text):
        return _named_day(found)
    if unclear := UNCLEAR_DATE.fullmatch(text):
        first, second, year = unclear.groups()
        day_first, month_first = _day(year, second, first), _day(year, first, second)
        if day_first and month_first and day_first != month_first:
            raise UnclearDateError(
                _("“%(value)s” can be read in two ways. Write %(one)s or %(other)s.")
                % {"value": shorten(text), "one": day_first, "other": month_first}
            )
    return None


def _named_day(found: re.Match[str]) -> dt.date | None:
    """Return the day of a date with the name of its month, unless the weekday beside it is another one's."""
    month = numbers_of_months().get(found["month"].lower())
    day = _day(found["year"], str(month), found["day"]) if month else None
    weekday = (found["weekday"] or "").lower()
    if day is None or (weekday and weekday not in names_of_weekday(day.weekday())):
        return None
    return day


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


def read_times(text: str) -> tuple[str, str]:
    """Return the cells of the start and the end in a cell such as “09.00–12.00” or “kl. 9-12”."""
    start, _dash, end = (part.strip() for part in as_typed(text).partition("-"))
    return _with_minutes(start), _with_minutes(end)


def _with_minutes(time: str) -> str:
    found = WHOLE_HOUR.fullmatch(time)
    return f"{found[1]}:00" if found else time


def read_address(text: str) -> str:
    """Return the address in a cell as mail programs write it, “Ada Aas <ada@x.no>;”; any other cell stays as it is."""
    found = ADDRESS.findall(re.sub("mailto:", " ", text, flags=re.IGNORECASE))
    return found[0] if len(found) == 1 else text


def read_term(text: str) -> str:
    """Return the code of a term that is written in words, such as “Vår 2027”; any other cell stays as it is."""
    found = TERM.fullmatch(" ".join(text.split()))
    season = SEASONS.get((found["season"] or found["season_last"]).lower()) if found else None
    return f"{found['year'] or found['year_first']}{season}" if found and season else text


def codes_of_courses(text: str, known: Container[str]) -> set[str]:
    """Return the codes of courses that a cell names, such as TFY4104 for “TFY 4104 Fysikk” and “TFY4104-1”.

    Written with a space, only a known code is one: “Fysikk 2027” is none.
    """
    found = ((f"{code[1]}{code[3]}", code[2]) for code in COURSE.finditer(text.upper()))
    return {code for code, divider in found if not divider or code in known}


def read_choice(text: str, choices: Iterable[str]) -> str | None:
    """Return the choice that a cell means, whatever its case and language, or None."""
    wanted = text.casefold()
    by_name = {choice.casefold(): choice for choice in choices}
    return by_name.get(wanted) or by_name.get(CODE_OF.get(wanted, wanted))


@cache
def numbers_of_months() -> dict[str, int]:
    """Return the numbers of months by their names in lower case: whole and in short."""
    numbers: dict[str, int] = {}
    for language in ("en", "nb", "nn"):
        with override(language):
            for number, name in MONTHS.items():
                numbers |= dict.fromkeys((str(name).lower(), str(name).lower()[:3]), number)
    return numbers


def names_of_weekday(number: int) -> set[str]:
    """Return the names of a weekday, from Monday as 0, in lower case: whole and in short."""
    names = set()
    for language in ("en", "nb", "nn"):
        with override(language):
            name = str(WEEKDAYS[number]).lower()
        names |= {name, name[:3]}
    return names
