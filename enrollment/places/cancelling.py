"""Cancel a session, and free its places.

Follows the locking rule in ``places.taking``.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enrollment.eligibility import (
    RegistrationStatus,
    refusal_to_choose,
    refusal_to_overtake,
    statuses_of,
)
from enrollment.letters import about_leading, about_places
from enrollment.models import CoreSession, Registration, WaitlistEntry
from enrollment.models.keys import AssistantKey
from enrollment.places import taking
from enrollment.refusals import Closed, NotPublished

from .promoting import freeing


def cancel_session(*, session: CoreSession, at: datetime) -> list[Registration]:
    """Cancel a session that has not begun, free its places and clear its waitlist.

    Returns the registrations that were freed. Idempotent: cancelling again returns an empty list.

    Raises ``Closed`` if the session has begun, and ``NotPublished`` for a draft.
    """
    with transaction.atomic():
        with freeing(at, [session.pk]) as sessions:
            current = sessions[session.pk]
            if current.cancelled_at is not None:
                return []
            if current.is_draft:
                raise NotPublished(current)
            if current.has_begun(at):
                raise Closed(current.term, current)
            freed = list(
                Registration.objects.live()
                .filter(session=current)
                .select_related("assistant", "session__campus", "session__term")
            )
            waits = WaitlistEntry.objects.filter(session=current)
            waited = list(waits.select_related("assistant", "session__campus", "session__term"))
            taking.free(freed, at)
            waits.delete()
            current.cancelled_at = at
            current.save(update_fields=["cancelled_at"])
        # Read after the promotions: some learning assistants may have got another session from a waitlist.
        statuses = statuses_of(
            {place.assistant for place in freed} | {place.assistant for place in waited}, at
        )
        still_open = _still_open(current.core_module, statuses, at)
        about_places.write_session_cancelled(freed, waited, statuses, still_open, at)
        about_leading.write_cancelled(current, current.leaders.filter(is_active=True), at)
        return freed


def _still_open(
    core_module: int, statuses: dict[AssistantKey, RegistrationStatus], at: datetime
) -> dict[AssistantKey, list[CoreSession]]:
    """Return the sessions with free places that each learning assistant may take."""
    dates = CoreSession.objects.upcoming(at).filter(core_module=core_module).with_places()
    free = [date for date in dates.select_related("campus", "term") if not date.is_full]
    waited_for = taking.waited_for(free, at)
    free = [date for date in free if refusal_to_overtake(date, waited_for, at) is None]
    return {
        key: [date for date in free if refusal_to_choose(date, status, at) is None]
        for key, status in statuses.items()
    }
