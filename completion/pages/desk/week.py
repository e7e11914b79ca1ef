"""The sessions of today and the six days after it, as the staff follow them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from enrollment import marks
from enrollment.models import CoreSession, Registration, WaitlistEntry
from enrollment.sessions.leading import leader_names

DAYS = 7


def sessions_of_the_week(at: datetime) -> QuerySet[Any]:
    """Return the sessions with how many wait (``waiting``), lack a mark (``unmarked``) and lead them (``leader_names``)."""
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    unmarked = Registration.objects.live().filter(mark=marks.NONE)
    return (
        CoreSession.objects.live()
        .filter(starts_at__gte=midnight, starts_at__lt=midnight + timedelta(days=DAYS))
        .with_places()
        .annotate(
            waiting=_number_of(WaitlistEntry.objects.all()),
            unmarked=_number_of(unmarked),
            leader_names=leader_names(),
        )
        .select_related("campus")
        .order_by("starts_at", "campus", "pk")
    )


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    of_session = rows.filter(session=OuterRef("pk")).order_by().values("session")
    return Coalesce(Subquery(of_session.annotate(number=Count("pk")).values("number")), 0)
