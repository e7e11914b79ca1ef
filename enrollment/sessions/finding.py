"""Find sessions by the words of lists, letters and titles in any language: “Kjernemodul 1 Trondheim 12.01”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import dates, translation

from enrollment.models import CoreSession, Term
from enrollment.models.organisation import Language
from enrollment.models.sessions import CoreModule
from enrollment.plain_text import LONGEST_SEARCH, fold

# Words around a session that say nothing of which it is: “LAOS: …”, “kl. 09.00”, “at 09:00”.
SAY_NOTHING = {"laos", "kl", "at"}
PUNCTUATION = ".,:;()·-"
# The database and Python do not compare with every year of four digits.
YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What names something of a session, folded."""

    months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    spoken: dict[str, str] = field(default_factory=dict)
    seasons: dict[str, str] = field(default_factory=dict)
    modules: set[str] = field(default_factory=lambda: {"module", "modul"})


@cache
def vocabulary() -> Vocabulary:
    """Return the words of all languages."""
    found = Vocabulary()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for names in (dates.MONTHS, dates.MONTHS_3):
                found.months.update({_word(name): number for number, name in names.items()})
            for names in (dates.WEEKDAYS, dates.WEEKDAYS_ABBR):
                found.weekdays.update({_word(name): number + 1 for number, name in names.items()})
            found.spoken.update({_word(spoken.label): spoken.value for spoken in Language})
            found.modules.add(_without_number(CoreModule.FIRST.label))
            for letter in "VH":
                term = Term(code=f"2000{letter}")
                for name in (str(term), str(term.name)):
                    found.seasons[_without_number(name)] = letter
    return found


def _word(name: object) -> str:
    return fold(str(name)).strip(PUNCTUATION)


def _without_number(name: object) -> str:
    return fold(str(name)).rpartition(" ")[0]


Meaning = Callable[[re.Match[str]], Q | None]


def find(sessions: QuerySet[CoreSession], sought: str) -> QuerySet[CoreSession]:
    """Return the sessions that everything in ``sought`` fits, dates and times being those in Norway."""
    conditions: list[Q] = []
    text = fold(sought[:LONGEST_SEARCH])
    for pattern, meaning in _phrases():

        def cut(found: re.Match[str], meaning: Meaning = meaning) -> str:
            condition = meaning(found)
            if condition is None:
                return found[0]
            conditions.append(condition)
            return " "

        text = pattern.sub(cut, text)
    words = dict.fromkeys(word.strip(PUNCTUATION) for word in text.split())
    conditions += [_of_word(word) for word in words if word and word not in SAY_NOTHING]
    return sessions.filter(*conditions)


@cache
def _phrases() -> list[tuple[re.Pattern[str], Meaning]]:
    """Return what several words or numbers mean together; earlier ones win."""
    words = vocabulary()
    months, seasons, modules = (
        "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        for names in (words.months, words.seasons, words.modules)
    )
    year = rf"(?:,? (?P<year>{YEAR})\b)?"
    patterns: dict[str, Meaning] = {
        rf"\b(?P<year>{YEAR})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})\b": _of_date,
        rf"\b(?P<day>\d{{1,2}})\.? (?P<month>{months})\b\.?{year}": _of_date,
        rf"\b(?P<month>{months})\.? (?P<day>\d{{1,2}})\b{year}": _of_date,
        rf"\b(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})(?:[./](?P<year>{YEAR}))?\b": _of_date_or_time,
        r"\b(?P<hour>\d{1,2}):(?P<minute>\d{2})\b": _of_time,
        rf"\b(?:{modules}) (?P<module>[12])\b": lambda found: Q(core_module=found["module"]),
        rf"\b(?P<season>{seasons}) (?P<year>{YEAR})\b": lambda found: Q(
            term__code=found["year"] + words.seasons[found["season"]]
        ),
    }
    return [(re.compile(pattern), meaning) for pattern, meaning in patterns.items()]


def _of_date(found: re.Match[str]) -> Q | None:
    """Return the sessions of a date; of any year if it names none, and None if there is no such date."""
    month = vocabulary().months.get(found["month"]) or int(found["month"])
    day, year = int(found["day"]), found["year"]
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    date = Q(starts_at__month=month, starts_at__day=day)
    return date & Q(starts_at__year=int(year)) if year else date


def _of_date_or_time(found: re.Match[str]) -> Q | None:
    """Read “09.10” as either: Norwegian writes both so."""
    date = _of_date(found)
    time = re.fullmatch(r"(?P<hour>\d{1,2})\.(?P<minute>\d{2})", found[0])
    at = _of_time(time) if time else None
    return date | at if date and at else date or at


def _of_time(found: re.Match[str]) -> Q | None:
    hour, minute = int(found["hour"]), int(found["minute"])
    if not (hour <= 23 and minute <= 59):
        return None
    begins = Q(starts_at__hour=hour, starts_at__minute=minute)
    return begins | Q(ends_at__hour=hour, ends_at__minute=minute)


def _of_word(word: str) -> Q:
    condition = Q(place__finds=word) | Q(campus__name__finds=word) | Q(online_url__finds=word)
    for meant in _meanings(word):
        condition |= meant
    return condition


def _meanings(word: str) -> Iterator[Q]:
    words = vocabulary()
    if word in words.months:
        yield Q(starts_at__month=words.months[word])
    if word in words.weekdays:
        yield Q(starts_at__iso_week_day=words.weekdays[word])
    if word in words.spoken:
        yield Q(language=words.spoken[word])
    if word in {"1", "2"}:
        yield Q(core_module=int(word))
    if re.fullmatch(YEAR, word):
        yield Q(starts_at__year=int(word))
    yield Q(term__code__iexact=word)
