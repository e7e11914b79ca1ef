"""The watchdog: what should have gone out, compared with what did."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from post_office.models import STATUS, Email

from . import reminding
from .kept import kept
from .letters import delivering, rendering
from .models import Letter

LATE = timedelta(minutes=30)
REMEMBERED = timedelta(days=7)
BEAT_MAY_BE_LATE = timedelta(minutes=2)
LOOK_MAY_BE_LATE = timedelta(minutes=15)
LAST_BEAT = "last-beat"
LAST_LOOK = "last-look-of-the-watchdog"
LOOKED_AT = "when-the-watchdog-looked"
UNWRITTEN = "reminders-not-written"
SUCCEEDED = "last-success-of:"

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


@dataclass(frozen=True, slots=True)
class Signs:
    """When what runs by itself last ran, and what the watchdog found."""

    beat_at: datetime | None
    looked_at: datetime | None
    found: Gaps
    # When each task succeeded last, or was first watched.
    succeeded_at: Mapping[str, datetime] = field(default_factory=dict)

    def beat_is_late(self, at: datetime) -> bool:
        """Whether nothing has run by itself for a while."""
        return self.beat_at is None or at - self.beat_at > BEAT_MAY_BE_LATE

    def watchdog_is_late(self, at: datetime) -> bool:
        """Whether nobody has managed to look for a while, so that what was found last says nothing any more."""
        return self.looked_at is not None and at - self.looked_at > LOOK_MAY_BE_LATE


def note_beat(at: datetime) -> None:
    """Note that beat and a worker are alive."""
    kept.set(LAST_BEAT, at, timeout=None)


def note_success(task: str, at: datetime) -> None:
    """Note that a task has come to its end."""
    kept.set(SUCCEEDED + task, at, timeout=None)


def begin_to_watch(tasks: Collection[str], at: datetime) -> None:
    """Count the age of tasks that have never succeeded from now on."""
    known = signs(tasks).succeeded_at
    for task in tasks:
        if task not in known:
            kept.add(SUCCEEDED + task, at, timeout=None)


def signs(tasks: Collection[str] = ()) -> Signs:
    """Return what is known without looking again, also of these tasks, in one query."""
    keys = {task: SUCCEEDED + task for task in tasks}
    known = kept.get_many([LAST_BEAT, LOOKED_AT, LAST_LOOK, *keys.values()])
    found = Gaps(**known.get(LAST_LOOK, asdict(NOTHING)))
    succeeded_at = {task: known[key] for task, key in keys.items() if key in known}
    return Signs(known.get(LAST_BEAT), known.get(LOOKED_AT), found, succeeded_at)


def look(at: datetime) -> Gaps:
    """Look for gaps, and leave what was found for ``statusz`` and the admin to see without looking anew."""
    # Before anything can go wrong: a watchdog that has never managed to look is late too.
    kept.add(LOOKED_AT, at, timeout=None)
    unwritten = _unwritten_since(at)
    found = gaps(at, unwritten)
    kept.set_many({UNWRITTEN: unwritten, LAST_LOOK: asdict(found), LOOKED_AT: at}, timeout=None)
    return found


def _unwritten_since(at: datetime) -> dict[Key, datetime]:
    """The reminders that are due, and when they were first seen to be.

    Since when they are due says little: somebody appointed today should have been told of the opening a week ago.
    """
    seen: dict[Key, datetime] = kept.get(UNWRITTEN) or {}
    return {one.key: seen.get(one.key, at) for one in reminding.due(at)}


def gaps(at: datetime, unwritten: Mapping[Key, datetime] | None = None) -> Gaps:
    """Count letters that wait for ``LATE``, reminders unwritten for so long, and the letters given up in a week.

    Letters on accounts are late like all others, but expire: one that is given up is nothing to mend, since its recipient
    asks for another.
    """
    unsent = Email.objects.filter(letter=None, status__in=[STATUS.queued, STATUS.requeued])
    lately = Q(last_updated__gt=at - REMEMBERED, expires_at=None)
    refused = delivering.refused_for_their_address().filter(lately).count()
    discarded = delivering.discarded().filter(lately).count()
    return Gaps(
        late=waiting().filter(written_at__lt=at - LATE).count()
        + unsent.filter(created__lt=at - LATE).count(),
        given_up=Email.objects.filter(lately, status=STATUS.failed).count() - refused - discarded,
        unwritten=sum(since <= at - LATE for since in (unwritten or {}).values()),
        refused=refused,
        texts=len(rendering.unusable()),
    )


def waiting() -> QuerySet[Letter]:
    """The letters not sent yet, also those to be tried again, as all are while the mail server is down."""
    return Letter.objects.filter(
        Q(email=None) | Q(email__status__in=[STATUS.queued, STATUS.requeued])
    )
