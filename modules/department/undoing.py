"""Undo an appointment that was made by mistake. One that anything rests on can only be ended."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.models import Appointment, Registration
from enrollment.people import appointing
from enrollment.places import promoting
from enrollment.refusals import Refusal


class RestsOnAppointment(Refusal):
    """Something on record needs the appointment."""

    code = "rests_on_appointment"
    next_step = _("End the appointment instead. It then stays on record.")

    def __init__(self, appointment: Appointment, what: list[str]) -> None:
        self.appointment, self.what = appointment, what

    @property
    def sentence(self) -> str:
        return gettext("The appointment of %(name)s in %(course)s is needed for: %(what)s.") % {
            "name": self.appointment.assistant.name,
            "course": self.appointment.course.code,
            "what": ", ".join(self.what),
        }


def rests_on(appointment: Appointment) -> list[str]:
    """Return what on record needs the appointment, in words: attendance at meetings, and seminars of its term."""
    found = []
    for relation in appointment._meta.related_objects:
        if relation.get_accessor_name() == "events":
            continue
        related = relation.related_model
        if related._base_manager.filter(**{relation.field.name: appointment}).exists():
            found.append(str(related._meta.verbose_name_plural))
    others = appointment.assistant.appointments.filter(term=appointment.term)
    if not others.exclude(pk=appointment.pk).exists():
        places = Registration.objects.live().filter(
            assistant=appointment.assistant, session__term=appointment.term
        )
        if places.exists():
            found.append(str(Registration._meta.verbose_name_plural))
    return found


def undo(*, appointment: Appointment, at: datetime) -> None:
    """Delete an appointment; its history stays. The person stays on record.

    Raises ``RestsOnAppointment``, or ``SavedMeanwhile`` if it is gone.
    """
    with transaction.atomic():
        appointing.lock([appointment.assistant_id], at)
        current = appointing.reread(appointment)
        if what := rests_on(current):
            raise RestsOnAppointment(current, what)
        try:
            current.delete()
        except ProtectedError as error:
            names = {str(kept._meta.verbose_name_plural) for kept in error.protected_objects}
            raise RestsOnAppointment(appointment, sorted(names)) from error
        promoting.promote_all(at)
