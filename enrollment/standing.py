"""What the rules must know of a learning assistant at one moment, and how it is read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from .models import Appointment, CoreSession, LearningAssistant, Registration


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


# The one place where the querysets' words stand a second time, as SQL: Django takes longer to build these three queries
# than PostgreSQL to answer them, and everybody waits for this when registration opens. A test compares the two.
STANDING_AND_TAKEN = """
    SELECT
        ARRAY(
            SELECT term_id FROM enrollment_appointment
            WHERE assistant_id = %(assistant)s AND (ends_on IS NULL OR ends_on >= %(today)s)
        ),
        EXISTS (
            SELECT FROM enrollment_registration
            WHERE assistant_id = %(assistant)s AND withdrawn_at IS NULL AND mark IN ('', 'present')
        ),
        ARRAY(
            SELECT (
                SELECT count(*) FROM enrollment_registration
                WHERE session_id = asked.id AND withdrawn_at IS NULL
            )
            FROM unnest(%(sessions)s::bigint[]) WITH ORDINALITY AS asked (id, position)
            ORDER BY asked.position
        )
"""


def standing_and_taken(
    assistant: LearningAssistant, sessions: Collection[CoreSession], at: datetime
) -> tuple[Standing, dict[int, int]]:
    """Read the standing, and how many places are taken in each session, by its key; in one query for most people.

    Whoever has registered before has their dates read by ``standing_of``.
    """
    keys = [session.pk for session in sessions]
    asked: dict[str, Any] = {"assistant": assistant.pk, "today": localdate(at), "sessions": keys}
    with connection.cursor() as cursor:
        cursor.execute(STANDING_AND_TAKEN, asked)
        terms, has_dates, taken = cursor.fetchone()
    standing = (
        standing_of(assistant, at) if has_dates else Standing(assistant, frozenset(terms), {})
    )
    return standing, dict(zip(keys, taken, strict=True))
