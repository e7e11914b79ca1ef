"""Cancelled sessions whose people still have no other date."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, F, OuterRef
from django.utils.timezone import localdate

from enrollment.models import Appointment, Registration
from enrollment.models.sessions import CoreSessionQuerySet


def with_people_left(sessions: CoreSessionQuerySet, at: datetime) -> CoreSessionQuerySet:
    """Return those cancelled before they began, until then: someone appointed and not exempt holds no other date."""
    another = Registration.objects.standing().filter(
        assistant=OuterRef("assistant"), core_module=OuterRef("core_module")
    )
    appointed = Appointment.objects.live_on(localdate(at)).filter(
        assistant=OuterRef("assistant"), term=OuterRef("session__term")
    )
    left = Registration.objects.filter(
        Exists(appointed),
        ~Exists(another),
        session=OuterRef("pk"),
        withdrawn_at=F("session__cancelled_at"),
        assistant__exempt_since=None,
    )
    return sessions.filter(Exists(left), starts_at__gt=at)
