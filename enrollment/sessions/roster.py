"""The roster of a session, as rows and as a CSV file."""

from __future__ import annotations

import csv
from io import StringIO

from django.db.models import Prefetch

from enrollment.models import Appointment, CoreSession, Registration
from enrollment.plain_text import NameOrder, guard_cell

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


def departments_of(registration: Registration) -> str:
    """Return the departments that employ the learning assistant this term. Requires a row of ``read_roster``."""
    appointments = registration.assistant.appointments.all()
    return ", ".join(dict.fromkeys(appointment.department.name for appointment in appointments))


def roster_file(session: CoreSession) -> str:
    """Return the roster as CSV, with a byte order mark, which spreadsheets need to read æ, ø and å."""
    file = StringIO()
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(HEADER)
    for registration in read_roster(session):
        assistant = registration.assistant
        cells = [
            assistant.username,
            assistant.name,
            assistant.email,
            departments_of(registration),
            registration.mark,
        ]
        writer.writerow([guard_cell(cell) for cell in cells])
    return file.getvalue()
