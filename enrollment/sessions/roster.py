"""The roster of a session, as rows and as a table for files."""

from __future__ import annotations

from django.db.models import Prefetch
from tablib import Dataset

from enrollment.models import Appointment, CoreSession, LearningAssistant, Registration
from enrollment.plain_text import NameOrder

HEADER = ["username", "name", "email", "departments", "mark"]


def read_roster(session: CoreSession) -> list[Registration]:
    """Return the registrations of a session by name, with the appointments of its term, in two queries.

    The roster of a cancelled session has those who held a place until then.
    """
    appointments = (
        Appointment.objects.filter(term=session.term_id)
        .select_related("department")
        .order_by("department")
    )
    return list(
        Registration.objects.on_roster()
        .filter(session=session)
        .select_related("assistant", "marked_by")
        .prefetch_related(Prefetch("assistant__appointments", appointments))
        .order_by(NameOrder("assistant__name"), "pk")
    )


def departments_of(assistant: LearningAssistant) -> str:
    """Return the departments that employ the learning assistant this term.

    Requires the prefetched appointments of the term, as in ``read_roster``.
    """
    appointments = assistant.appointments.all()
    return ", ".join(dict.fromkeys(appointment.department.name for appointment in appointments))


def roster_table(session: CoreSession) -> Dataset:
    """Return the roster as a table for spreadsheet files."""
    table = Dataset(headers=HEADER)
    for registration in read_roster(session):
        assistant = registration.assistant
        table.append(
            [
                assistant.username,
                assistant.name,
                assistant.email,
                departments_of(assistant),
                registration.mark,
            ]
        )
    return table
