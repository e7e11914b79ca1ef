"""Change many planned sessions alike, or cancel them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from enrollment.models import CoreSession, User
from enrollment.models.keys import SessionKey
from enrollment.places import promoting
from enrollment.places.taking import lock_all
from enrollment.refusals import Cancelled, Refusal

from . import leading, scheduling


def change_all(
    *,
    sessions: Collection[CoreSession],
    values: Mapping[str, Any],
    leaders: Collection[User] | None,
    at: datetime,
) -> dict[SessionKey, dict[str, Any]]:
    """Give many sessions the same room or number of places, and the same leaders unless that is None: all or none.

    Returns the old values of each session. Raises ``ValidationError`` with every problem, each preceded by its session.
    """
    with transaction.atomic():
        locked = lock_all(at, [session.pk for session in sessions])
        current = [locked[session.pk] for session in sessions if session.pk in locked]
        before = {
            session.pk: {name: getattr(session, name) for name in values} for session in current
        }
        # Each is saved at once, so that two of them in one room at one time are found. No letter is
        # written before all are checked: what a rehearsal has gathered is not undone with this transaction.
        problems = [
            f"{session}: {problem}" for session in current for problem in _save(session, values, at)
        ]
        if problems:
            raise ValidationError(problems)
        for session in current:
            changed = {
                name: old
                for name, old in before[session.pk].items()
                if old != getattr(session, name)
            }
            stay = session.leaders.filter(is_active=True)
            if leaders is not None:
                stay = stay.filter(pk__in=[leader.pk for leader in leaders])
            scheduling.announce(session=session, before=changed, leaders=stay, at=at)
        if leaders is not None:
            for session in current:
                before[session.pk]["leaders"] = set(session.leaders.all())
            leading.assign(dict.fromkeys(current, leaders), at)
        promoting.promote_all(at)
    return before


def _save(session: CoreSession, values: Mapping[str, Any], at: datetime) -> Iterator[str]:
    """Save the values in a locked session, or yield why that is impossible."""
    if session.cancelled_at is not None:
        yield Cancelled(session).sentence
        return
    for name, value in values.items():
        setattr(session, name, value)
    try:
        scheduling.check_change(
            session=session, capacity=session.capacity, starts_at=session.starts_at, at=at
        )
        session.full_clean()
    except Refusal as refusal:
        yield refusal.in_full
    except ValidationError as error:
        yield from error.messages
    else:
        session.save(update_fields=list(values))


def can_be_cancelled(sessions: Iterable[CoreSession], at: datetime) -> list[CoreSession]:
    """Return the sessions that are published, to come and not cancelled."""
    return [
        session
        for session in sessions
        if not session.is_draft and session.cancelled_at is None and not session.has_begun(at)
    ]
