"""The watchdog: compare the letters that should have been sent with those that were."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from post_office.models import STATUS, Email

from enrollment.kept import kept
from enrollment.letters import delivering, rendering
from enrollment.letters.writing import NaturalKey
from enrollment.models import Letter

from . import reminding

LATE = timedelta(minutes=30)
BEAT_MAY_BE_LATE = timedelta(minutes=2)
LOOK_MAY_BE_LATE = timedelta(minutes=15)
LAST_BEAT = "last-beat"
LAST_LOOK = "last-look-of-the-watchdog"
LOOKED_AT = "when-the-watchdog-looked"
UNWRITTEN = "reminders-not-written"
SUCCEEDED = "last-success-of:"


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many letters are late, were given up, or were never written.

    ``refused`` counts letters refused because of their address, and ``texts`` counts edited texts that are replaced by
    the shipped ones because they cannot be used. Staff must correct both, so neither makes the gaps truthy: operators
    of the server can do nothing about them.
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
    """When the background tasks last ran, and what the watchdog found."""

    beat_at: datetime | None
    looked_at: datetime | None
    found: Gaps
    started_at: datetime
    # When each task last succeeded, or else when watching it began.
    succeeded_at: Mapping[str, datetime] = field(default_factory=dict)

    def is_starting(self, at: datetime) -> bool:
        """Return whether LAOS has started so recently that beat and the worker may not have given a sign yet."""
        return self._is_silent(at) and at - self.started_at <= BEAT_MAY_BE_LATE

    def beat_is_late(self, at: datetime) -> bool:
        """Return whether beat or the worker seems to be down."""
        return self._is_silent(at) and not self.is_starting(at)

    def watchdog_is_late(self, at: datetime) -> bool:
        """Return whether the watchdog has not completed a run lately, so that ``found`` is out of date."""
        if self.looked_at is None:
            return False
        return at - max(self.looked_at, self.started_at) > LOOK_MAY_BE_LATE

    def _is_silent(self, at: datetime) -> bool:
        return self.beat_at is None or at - self.beat_at > BEAT_MAY_BE_LATE


def note_beat(at: datetime) -> None:
    """Record that beat and a worker are alive."""
    kept.set(LAST_BEAT, at, timeout=None)


def note_success(task: str, at: datetime) -> None:
    """Record that a task has succeeded."""
    kept.set(SUCCEEDED + task, at, timeout=None)


def begin_to_watch(tasks: Collection[str], at: datetime) -> None:
    """Start the clock of tasks that have never succeeded."""
    known = signs(tasks).succeeded_at
    for task in tasks:
        if task not in known:
            kept.add(SUCCEEDED + task, at, timeout=None)


def signs(tasks: Collection[str] = ()) -> Signs:
    """Return the last known signs, including the last success of ``tasks``, in one query and without a new check."""
    keys = {task: SUCCEEDED + task for task in tasks}
    known = kept.get_many([LAST_BEAT, LOOKED_AT, LAST_LOOK, *keys.values()])
    found = Gaps(**known.get(LAST_LOOK, asdict(NOTHING)))
    succeeded_at = {task: known[key] for task, key in keys.items() if key in known}
    return Signs(
        known.get(LAST_BEAT), known.get(LOOKED_AT), found, settings.STARTED_AT, succeeded_at
    )


def look(at: datetime) -> Gaps:
    """Look for gaps, and store the result for ``statusz`` and the admin."""
    # Set before anything can fail, so that a watchdog that never completes a run becomes late too.
    kept.add(LOOKED_AT, at, timeout=None)
    unwritten = _unwritten_since(at)
    found = gaps(at, unwritten)
    kept.set_many({UNWRITTEN: unwritten, LAST_LOOK: asdict(found), LOOKED_AT: at}, timeout=None)
    return found


def _unwritten_since(at: datetime) -> dict[NaturalKey, datetime]:
    """Return when each due reminder was first seen to be due, by its key.

    The due date itself is no measure: the opening reminder of a learning assistant appointed today may have been due
    a week ago.
    """
    seen: dict[NaturalKey, datetime] = kept.get(UNWRITTEN) or {}
    return {draft.natural_key: seen.get(draft.natural_key, at) for draft in reminding.due(at)}


def gaps(at: datetime, unwritten: Mapping[NaturalKey, datetime] | None = None) -> Gaps:
    """Count letters and reminders overdue by ``LATE``, and letters given up within ``delivering.REMEMBERED``.

    Account e-mails count as late, but not as given up: they expire, and the recipient asks for a new one.
    """
    unsent = Email.objects.filter(letter=None, status__in=[STATUS.queued, STATUS.requeued])
    lately = Q(last_updated__gt=at - delivering.REMEMBERED, expires_at=None)
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
    """Return the letters not sent yet, including those to be retried."""
    return Letter.objects.filter(
        Q(email=None) | Q(email__status__in=[STATUS.queued, STATUS.requeued])
    )
