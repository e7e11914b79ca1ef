"""What the rules must know of a learning assistant at one moment, and how it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.utils.timezone import localdate

from .models import Appointment, CoreSession, LearningAssistant, Registration, Term

AnyModel = TypeVar("AnyModel", bound=Model)


@dataclass(frozen=True, slots=True)
class Standing:
    assistant: LearningAssistant
    appointed_terms: frozenset[int]
    # The date held or attended, by core module.
    registrations: dict[int, Registration]

    def held(self, core_module: int) -> Registration | None:
        registration = self.registrations.get(core_module)
        return None if registration is None or registration.mark else registration

    def attended(self, core_module: int) -> Registration | None:
        registration = self.registrations.get(core_module)
        return registration if registration is not None and registration.mark else None


def standing_of(assistant: LearningAssistant, at: datetime) -> Standing:
    """Read a learning assistant's standing, in two queries."""
    appointments = Appointment.objects.live(at).filter(assistant=assistant).order_by()
    registrations = Registration.objects.standing().filter(assistant=assistant).order_by()
    return Standing(
        assistant=assistant,
        appointed_terms=frozenset(appointments.values_list("term", flat=True)),
        registrations={
            registration.core_module: registration
            for registration in registrations.select_related("session__campus", "session__term")
        },
    )


def _columns(part: str, model: type[Model]) -> str:
    return ", ".join(f"({part}).{field.column}" for field in model._meta.concrete_fields)


# Registering locks and reads by a function of the database, because everybody waits for it when registration opens:
# Django takes longer to build these queries than PostgreSQL to answer them. Its conditions are those of the querysets
# above, a second time; a test compares the two.
LOCK_AND_READ = f"""
    SELECT
        terms, has_dates, taken,
        {_columns("assistant", LearningAssistant)},
        {_columns("session", CoreSession)},
        {_columns("term", Term)}
    FROM enrollment_lock_and_read(%s::bigint[], %s, %s)
"""


def lock_and_read(
    assistant: LearningAssistant, keys: Iterable[int], at: datetime
) -> tuple[Standing, list[CoreSession]]:
    """Lock sessions, in the order of their keys, then the learning assistant; and read what is so under the locks.

    The sessions that are in the timetable come with their term and the places ``taken``. Without any, nothing is known
    of the learning assistant either.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK_AND_READ, [sorted(keys), assistant.pk, localdate(at)])
        rows = cursor.fetchall()
    standing = Standing(assistant, frozenset(), {})
    sessions = []
    has_dates = False
    for terms, has_dates, taken, *columns in rows:  # noqa: B007  # the same in every row
        values = iter(columns)
        standing = Standing(_take_off(values, LearningAssistant), frozenset(terms), {})
        session = _take_off(values, CoreSession)
        session.term = _take_off(values, Term)
        session.taken = taken
        sessions.append(session)
    return standing_of(standing.assistant, at) if has_dates else standing, sessions


def _take_off(values: Iterator[Any], model: type[AnyModel]) -> AnyModel:
    """Make an instance of the next values, which are its columns."""
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db(connection.alias, names, [*islice(values, len(names))])
