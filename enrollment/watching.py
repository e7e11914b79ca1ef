"""The watchdog: what should have gone out, compared with what did."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Q
from post_office.models import STATUS, Email

from . import reminding
from .models import Letter

LATE = timedelta(minutes=30)
REMEMBERED = timedelta(days=7)
LAST_LOOK = "last-look-of-the-watchdog"


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many letters wait too long, were given up, or were never written."""

    late: int
    given_up: int
    unwritten: int

    def __bool__(self) -> bool:
        return bool(self.late or self.given_up or self.unwritten)


NOTHING = Gaps(late=0, given_up=0, unwritten=0)


def look(at: datetime) -> Gaps:
    """Look for gaps, and leave what was found for ``readyz`` and the admin to see without looking anew."""
    found = gaps(at)
    cache.set(LAST_LOOK, asdict(found), timeout=None)
    return found


def last_look() -> Gaps:
    """What was found when somebody last looked; nothing wrong while nobody has."""
    return Gaps(**(cache.get(LAST_LOOK) or asdict(NOTHING)))


def gaps(at: datetime) -> Gaps:
    """Look for letters queued or reminders due for longer than ``LATE``, and for those given up in a week."""
    # Also those that are to be tried again: a mail server that is down has all letters wait for another try.
    waiting = Q(email=None) | Q(email__status__in=[STATUS.queued, STATUS.requeued])
    return Gaps(
        late=Letter.objects.filter(waiting, written_at__lt=at - LATE).count(),
        given_up=Email.objects.filter(
            status=STATUS.failed, last_updated__gt=at - REMEMBERED
        ).count(),
        unwritten=sum(one.since < at - LATE for one in reminding.due(at)),
    )
