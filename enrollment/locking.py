"""What registering locks and reads, in one call of the database: everybody waits for it when registration opens.

Django takes longer to build these queries than PostgreSQL to answer them. The conditions in the function are those of
the querysets, a second time; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.utils.timezone import localdate

from .models import Campus, CoreSession, LearningAssistant, Term
from .standing import Standing, standing_of

AnyModel = TypeVar("AnyModel", bound=Model)


def _columns(part: str, model: type[Model]) -> str:
    return ", ".join(f"({part}).{field.column}" for field in model._meta.concrete_fields)


LOCK_AND_READ = f"""
    SELECT
        terms, has_dates, waits, taken,
        {_columns("assistant", LearningAssistant)},
        {_columns("session", CoreSession)},
        {_columns("term", Term)},
        {_columns("campus", Campus)}
    FROM enrollment_lock_and_read(%s::bigint[], %s, %s)
"""


@dataclass(frozen=True, slots=True)
class Locked:
    """What is so under the locks."""

    # Each with its term, its campus and the places taken; only those that are in the timetable.
    sessions: list[CoreSession]
    # Where no session was found, nothing is known of the learning assistant either.
    standing: Standing
    waits: bool


def lock_and_read(assistant: LearningAssistant, keys: Iterable[int], at: datetime) -> Locked:
    """Lock the sessions and then the learning assistant, by the rule of ``places``, and read them."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK_AND_READ, [sorted(keys), assistant.pk, localdate(at)])
        rows = cursor.fetchall()
    if not rows:
        return Locked([], Standing(assistant, frozenset(), {}), waits=False)
    sessions = []
    for _terms, _has_dates, _waits, taken, *columns in rows:
        values = iter(columns)
        assistant = _take_off(values, LearningAssistant)
        session = _take_off(values, CoreSession)
        session.term = _take_off(values, Term)
        session.campus = _take_off(values, Campus)
        session.taken = taken
        sessions.append(session)
    terms, has_dates, waits, *_ = rows[0]
    standing = Standing(assistant, frozenset(terms), {})
    return Locked(sessions, standing_of(assistant, at) if has_dates else standing, waits)


def _take_off(values: Iterator[Any], model: type[AnyModel]) -> AnyModel:
    """Make an instance of the next values, which are its columns."""
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db(connection.alias, names, [*islice(values, len(names))])
