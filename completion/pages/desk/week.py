"""The sessions of today and the six days after it, as the staff follow them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localtime

from enrollment.models import CoreSession, WaitlistEntry
from enrollment.models.sessions import number_in_session
from enrollment.sessions.leading import leader_names

DAYS = 7


def sessions_of_the_week(at: datetime) -> QuerySet[Any]:
    """Return the sessions with how many wait (``waiting``), lack a mark (``unmarked``) and lead them (``leader_names``)."""
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return (
        CoreSession.objects.live()
        .filter(starts_at__gte=midnight, starts_at__lt=midnight + timedelta(days=DAYS))
        .with_places()
        .with_unmarked()
        .annotate(
            waiting=number_in_session(WaitlistEntry.objects.all()),
            leader_names=leader_names(),
        )
        .select_related("campus")
        .order_by("starts_at", "campus", "pk")
    )
