"""The watchdog: what should have gone out, compared with what did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Q
from post_office.models import STATUS, Email

from . import reminding
from .letters import delivering, rendering
from .models import Letter

LATE = timedelta(minutes=30)
REMEMBERED = timedelta(days=7)
LOOK_MAY_BE_LATE = timedelta(minutes=15)
LAST_LOOK = "last-look-of-the-watchdog"
LOOKED_AT = "when-the-watchdog-looked"
UNWRITTEN = "reminders-not-written"

Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many letters wait too long, were given up, or were never written.

    Those refused for their address, and texts in whose place those shipped are sent, are for staff to put right: whoever
    runs the server can do nothing about them.
    """

    late: int
    given_up: int
    unwritten: int
    refused: int = 0
    texts: int = 0

    def __bool__(self) -> bool:
        return bool(self.late or self.given_up or self.unwritten)


NOTHING = Gaps(late=0, given_up=0, unwritten=0)


def look(at: datetime) -> Gaps:
    """Look for gaps, and leave what was found for ``readyz`` and the admin to see without looking anew."""
    # Before anything can go wrong: a watchdog that has never managed to look is late too.
    cache.add(LOOKED_AT, at.timestamp(), timeout=None)
    unwritten = _unwritten_since(at)
    found = gaps(at, unwritten)
    cache.set(UNWRITTEN, unwritten, timeout=None)
    cache.set(LAST_LOOK, asdict(found), timeout=None)
    cache.set(LOOKED_AT, at.timestamp(), timeout=None)
    return found


def _unwritten_since(at: datetime) -> dict[Key, datetime]:
    """The reminders that are due, and when they were first seen to be.

    Since when they are due says little: somebody appointed today should have been told of the opening a week ago.
    """
    seen: dict[Key, datetime] = cache.get(UNWRITTEN) or {}
    return {one.key: seen.get(one.key, at) for one in reminding.due(at)}


def is_late(at: datetime) -> bool:
    """Whether nobody has managed to look for a while, so that what was found last says nothing any more."""
    looked_at = cache.get(LOOKED_AT)
    return looked_at is not None and at.timestamp() - looked_at > LOOK_MAY_BE_LATE.total_seconds()


def last_look() -> Gaps:
    """What was found when somebody last looked; nothing wrong while nobody has."""
    return Gaps(**(cache.get(LAST_LOOK) or asdict(NOTHING)))


def gaps(at: datetime, unwritten: Mapping[Key, datetime] | None = None) -> Gaps:
    """Count letters that wait for ``LATE``, reminders unwritten for so long, and the letters given up in a week."""
    # Also those that are to be tried again: a mail server that is down has all letters wait for another try.
    waiting = Q(email=None) | Q(email__status__in=[STATUS.queued, STATUS.requeued])
    lately = Q(last_updated__gt=at - REMEMBERED)
    refused = delivering.refused_for_their_address().filter(lately).count()
    return Gaps(
        late=Letter.objects.filter(waiting, written_at__lt=at - LATE).count(),
        given_up=Email.objects.filter(lately, status=STATUS.failed).count() - refused,
        unwritten=sum(since <= at - LATE for since in (unwritten or {}).values()),
        refused=refused,
        texts=len(rendering.unusable()),
    )
