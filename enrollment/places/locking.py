"""Lock and load everything ``register()`` needs in one query; this is the hot path when registration opens.

Django takes longer to build these queries than PostgreSQL takes to answer them, so a database function does the work.
The function repeats the conditions of the querysets; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils.timezone import localdate

from enrollment.eligibility import RegistrationStatus, status_of
from enrollment.models import Campus, CoreSession, LearningAssistant, Term
from enrollment.models.keys import SessionKey

# Columns of the function, each a composite value. PARTS relies on the primary key being each
# model's first field.
COLUMNS = {
    "assistant": LearningAssistant,
    "session": CoreSession,
    "term": Term,
    "campus": Campus,
}
PARTS: dict[type[Model], list[str]] = {
    model: [field.attname for field in model._meta.concrete_fields] for model in COLUMNS.values()
}
LOCK_AND_READ = "SELECT terms, last_days, has_dates, waits, taken, {} FROM enrollment_lock_and_read(%s::bigint[], %s, %s)".format(  # noqa: S608  # column names come from the models
    ", ".join(
        f"({part}).{field.column}"
        for part, model in COLUMNS.items()
        for field in model._meta.concrete_fields
    )
)


@dataclass(frozen=True, slots=True)
class LockedFacts:
    """The locked sessions and the learning assistant's status, as read under the locks."""

    # Existing sessions only, each with its term, its campus and ``taken``.
    sessions: list[CoreSession]
    # Empty if no session was found: the function then returns no rows.
    status: RegistrationStatus
    waits: bool


def lock_and_read(
    assistant: LearningAssistant, keys: Iterable[SessionKey], at: datetime
) -> LockedFacts:
    """Lock the sessions, then the learning assistant, by the locking rule in ``places.taking``, and load them."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK_AND_READ, [sorted(keys), assistant.pk, localdate(at)])
        rows = cursor.fetchall()
    if not rows:
        return LockedFacts([], RegistrationStatus(assistant, {}, {}), waits=False)
    sessions = []
    # Terms, campuses and the assistant repeat across rows: build one instance of each.
    made: dict[tuple[type[Model], Any], Model] = {}
    for _terms, _days, _has_dates, _waits, taken, *columns in rows:
        at_column = 0
        parts: dict[type[Model], Any] = {}
        for model, names in PARTS.items():
            values = columns[at_column : at_column + len(names)]
            at_column += len(names)
            key = model, values[0]
            if key not in made:
                made[key] = model.from_db(connection.alias, names, values)
            parts[model] = made[key]
        session = parts[CoreSession]
        session.term, session.campus, session.taken = parts[Term], parts[Campus], taken
        sessions.append(session)
    terms, last_days, has_dates, waits, *_ = rows[0]
    current = parts[LearningAssistant]
    if assistant.user_id == current.user_id and LearningAssistant.user.is_cached(assistant):
        # The letter about the places asks for the account's language.
        current.user = assistant.user
    until = dict(zip(terms, last_days, strict=True))
    status = RegistrationStatus(current, until, {}, waits_nowhere=not waits)
    return LockedFacts(sessions, status_of(current, at) if has_dates else status, waits)
