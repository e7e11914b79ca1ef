"""Publish drafts. Until then only Uniped sees them, and no one holds a place in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from enrollment.models import CoreSession
from enrollment.models.keys import SessionKey
from enrollment.places import taking

from . import leading


def publish(*, sessions: Iterable[SessionKey], at: datetime) -> list[CoreSession]:
    """Publish those of the sessions that are drafts, and tell their leaders. Idempotent.

    Returns the sessions published.
    """
    with transaction.atomic():
        drafts = [session for session in taking.lock_sessions(sessions) if session.is_draft]
        CoreSession.objects.filter(pk__in=[draft.pk for draft in drafts]).update(is_draft=False)
        for session in drafts:
            session.is_draft = False
        leading.tell_leaders(drafts, at)
        return drafts
