"""Data for the pages about changes of plan: other sessions, waitlists, exchanges and the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse

from . import places
from .agenda import DateOption, sessions_to_move_to, waiting, waits_among
from .exchanging import names_shown
from .forms import NewDate
from .models import (
    CalendarFeed,
    CoreSession,
    ExchangeSide,
    LearningAssistant,
    Registration,
    WaitlistEntry,
)
from .models.sessions import CoreSessionQuerySet
from .refusals import AlreadyWaiting, Full, NotFull, Refusal
from .standing import (
    standing_of,
    why_no_place,
    why_not_before_others,
    why_not_instead,
    why_not_wait,
)


def dates_to_change_to(registration: Registration, at: datetime) -> CoreSessionQuerySet:
    """Return the other coming sessions of the same core module in terms whose registration has opened."""
    return sessions_to_move_to(registration, at).filter(term__registration_opens_at__lte=at)


def options_to_change_to(
    registration: Registration, sessions: CoreSessionQuerySet, form: NewDate, at: datetime
) -> list[DateOption]:
    standing = standing_of(registration.assistant, at)
    chosen = form.data.get("session")
    dates = list(sessions.with_places().select_related("campus", "term"))
    waited_for = places.waited_for(dates, at, by_others_than=standing.assistant)
    waits = waits_among(dates, standing, at)
    return [
        DateOption(
            session,
            why_not_instead(session, standing, at)
            or why_no_place(session, session.taken)
            or why_not_before_others(session, waited_for, at),
            str(session.pk) == chosen,
            **waiting(session, standing, waits, at),
        )
        for session in dates
    ]


def queue_instead(refusals: Iterable[Refusal], options: Iterable[DateOption]) -> CoreSession | None:
    """Return a session just refused as ``Full`` whose waitlist can be joined, or None."""
    full = {refusal.session for refusal in refusals if isinstance(refusal, Full)}
    return next((one.session for one in options if one.can_wait and one.session in full), None)


def why_not_wait_for(
    session: CoreSession, assistant: LearningAssistant, at: datetime
) -> Refusal | None:
    """Return the refusal to join the waitlist of a session read ``with_places()``, or None."""
    standing = standing_of(assistant, at)
    refusal = why_not_wait(session, standing, at)
    if refusal is not None:
        return refusal
    if not session.is_full:
        return NotFull(session)
    waits = WaitlistEntry.objects.standing(at).select_related("session")
    waits = waits.filter(assistant=assistant, core_module=session.core_module)
    entry = waits.exclude(session=session).first()
    return None if entry is None else AlreadyWaiting(entry)


def held_of(assistant: LearningAssistant, core_module: int) -> Registration | None:
    standing = Registration.objects.standing().filter(assistant=assistant, core_module=core_module)
    return standing.filter(mark="").select_related("session__campus", "session__term").first()


def other_side(side: ExchangeSide) -> ExchangeSide | None:
    """Return the other side of an exchange if both have agreed to show their names, else None."""
    other = (
        ExchangeSide.objects.filter(exchange=side.exchange_id)
        .exclude(pk=side.pk)
        .select_related("assistant")
        .get()
    )
    return other if names_shown(side, other) else None


def dates_for_calendar(assistant: LearningAssistant) -> list[Registration]:
    """Return all live registrations, past and coming, and those ended by a cancelled session."""
    places = Registration.objects.filter(assistant=assistant).filter(
        Q(withdrawn_at=None) | Q(withdrawn_at=F("session__cancelled_at"))
    )
    return list(places.select_related("session__campus", "session__term"))


def calendar_address(assistant: LearningAssistant) -> str:
    """Return the secret URL of the learning assistant's calendar, or "" if none has been created."""
    feed = getattr(assistant, "calendar_feed", None)
    return settings.SITE_URL + reverse("enrollment:calendar", args=[feed.token]) if feed else ""


def revoke_calendar(assistant: LearningAssistant) -> None:
    """Delete the secret URL, so that it stops working for everyone who has it."""
    CalendarFeed.objects.filter(assistant=assistant).delete()
