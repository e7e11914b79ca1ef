"""Data for the pages about changes of plan: other sessions, waitlists, exchanges and the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from enrollment.eligibility import (
    refusal_to_exceed_capacity,
    refusal_to_give_up,
    refusal_to_overtake,
    refusal_to_switch,
    refusal_to_wait,
    status_of,
)
from enrollment.forms.dates import NewDate
from enrollment.models import (
    CalendarFeed,
    CoreSession,
    ExchangeSide,
    LearningAssistant,
    Registration,
    WaitlistEntry,
)
from enrollment.models.sessions import CoreSessionQuerySet
from enrollment.pages.agenda import DateOption, sessions_to_move_to, waiting, waits_among
from enrollment.pages.commitments import clashing, commitments_of
from enrollment.places import taking
from enrollment.places.exchanging import names_shown
from enrollment.refusals import AlreadyWaiting, Full, NotFull, Refusal


def dates_to_change_to(registration: Registration, at: datetime) -> CoreSessionQuerySet:
    """Return the other coming sessions of the same core module in terms whose registration has opened."""
    return sessions_to_move_to(registration, at).filter(term__registration_opens_at__lte=at)


def options_to_change_to(
    registration: Registration, sessions: CoreSessionQuerySet, form: NewDate, at: datetime
) -> list[DateOption]:
    status = status_of(registration.assistant, at)
    chosen = form.data.get("session")
    dates = list(sessions.with_places().select_related("campus", "term"))
    waited_for = taking.waited_for(dates, at, by_others_than=status.assistant)
    waits = waits_among(dates, status, at)
    commitments = commitments_of(registration.assistant, at) if dates else []
    return [
        DateOption(
            session,
            refusal_to_give_up(registration, at)
            or refusal_to_switch(session, status, at)
            or refusal_to_exceed_capacity(session, session.taken)
            or refusal_to_overtake(session, waited_for, at),
            str(session.pk) == chosen,
            **waiting(session, status, waits, at),
            clashes=clashing(session, commitments),
        )
        for session in dates
    ]


def queue_instead(refusals: Iterable[Refusal], options: Iterable[DateOption]) -> CoreSession | None:
    """Return a session just refused as ``Full`` whose waitlist can be joined, or None."""
    full = {refusal.session for refusal in refusals if isinstance(refusal, Full)}
    return next(
        (option.session for option in options if option.can_wait and option.session in full), None
    )


def refusal_to_wait_for(
    session: CoreSession, assistant: LearningAssistant, at: datetime
) -> Refusal | None:
    """Return the refusal to join the waitlist of a session read ``with_places()``, or None."""
    status = status_of(assistant, at)
    refusal = refusal_to_wait(session, status, at)
    if refusal is not None:
        return refusal
    if not session.is_full:
        return NotFull(session)
    waits = WaitlistEntry.objects.standing(at).select_related("session")
    waits = waits.filter(assistant=assistant, core_module=session.core_module)
    entry = waits.exclude(session=session).first()
    return None if entry is None else AlreadyWaiting(entry)


def held_of(assistant: LearningAssistant, core_module: int) -> Registration | None:
    held = Registration.objects.standing().filter(assistant=assistant, core_module=core_module)
    return held.filter(mark="").select_related("session__campus", "session__term").first()


def other_side(side: ExchangeSide) -> ExchangeSide | None:
    """Return the other side of an exchange if both have agreed to show their names, else None."""
    other = (
        ExchangeSide.objects.filter(exchange=side.exchange_id)
        .exclude(pk=side.pk)
        .select_related("assistant")
        .get()
    )
    return other if names_shown(side, other) else None


def revoke_calendar(assistant: LearningAssistant) -> None:
    """Delete the secret URL, so that it stops working for everyone who has it."""
    CalendarFeed.objects.filter(assistant=assistant).delete()
