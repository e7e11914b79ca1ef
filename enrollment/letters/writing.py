"""Writing a letter: one row per recipient, kind and key, in the transaction of what it tells."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from celery import current_app
from django.db import connection, transaction
from django.utils.translation import override
from kombu.exceptions import OperationalError

from enrollment.inserting import insert
from enrollment.models import LearningAssistant, Letter

from .kinds import FACTS
from .recipients import languages_of

logger = logging.getLogger(__name__)

DELIVER = "enrollment.tasks.deliver_letters"
ONE_WRITER = 0x1AC5
# In seconds.
BROKER_LEFT_ALONE = 10
# Where no worker is there for as long, a heap of announcements says no more than one.
BEAT_COMES_ROUND = 600


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter to be.

    ``facts`` gives the plain values of its text, and is asked in the recipient's language. ``calendars`` are, for
    each file, a method (PUBLISH or CANCEL) and the keys of the registrations in it; or of what else is named after them,
    for which the settings say who puts it into a calendar.
    """

    recipient: LearningAssistant
    kind: str
    key: str
    facts: Callable[[], dict[str, object]]
    calendars: tuple[tuple[str, tuple[int, ...]] | tuple[str, tuple[int, ...], str], ...] = ()


def write(drafts: Iterable[Draft], at: datetime) -> list[Letter]:
    """Write letters that cannot have been written before, and have them sent once this transaction is over.

    Raises ``IntegrityError`` for one that has.
    """
    drafts = list(drafts)
    languages = languages_of(draft.recipient for draft in drafts)
    letters = [_letter(draft, languages[draft.recipient.pk], at) for draft in drafts]
    insert(letters, "recipient", "kind", "key", "facts", "calendars", "written_at")
    if letters:
        # Robust: with the broker down the letters wait for the next beat.
        transaction.on_commit(announcement.make, robust=True)
    return letters


def write_missing(drafts: Iterable[Draft], at: datetime) -> list[Letter]:
    """Write those that have not been written yet."""
    drafts = list(drafts)
    with transaction.atomic():
        # One writer at a time: two that look at once would both find the same letter missing.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_WRITER])
        written = set(
            Letter.objects.filter(
                kind__in={draft.kind for draft in drafts}, key__in={draft.key for draft in drafts}
            ).values_list("recipient", "kind", "key")
        )
        return write(
            [one for one in drafts if (one.recipient.pk, one.kind, one.key) not in written], at
        )


def _letter(draft: Draft, language: str, at: datetime) -> Letter:
    with override(language):
        facts = draft.facts()
    # Staff are shown these as what the text of its kind may name.
    assert facts.keys() <= {*FACTS[draft.kind]}, (draft.kind, facts.keys())
    return Letter(
        recipient=draft.recipient,
        kind=draft.kind,
        key=draft.key,
        facts=facts,
        calendars=draft.calendars,
        written_at=at,
    )


class Announcement:
    """Tells the workers that there is something to do, at most once in so many seconds: when everybody registers, one
    delivery sends many letters.

    The task begins when that time is over, so it finds everything that was committed within it. A broker that failed is
    left alone for a while: no request waits for it, and beat has everything done all the same.
    """

    # For every task: the broker is one.
    broker_left_alone_until = 0.0

    def __init__(self, task: str, seconds: int) -> None:
        self.task, self.seconds = task, seconds
        self._made_until = 0.0

    def make(self) -> None:
        now = time.monotonic()
        if now < max(self._made_until, Announcement.broker_left_alone_until):
            return
        self._made_until = now + self.seconds
        # Until the broker has answered, no other thread is to wait for it.
        Announcement.broker_left_alone_until = now + BROKER_LEFT_ALONE
        try:
            current_app.send_task(
                self.task, countdown=self.seconds, expires=BEAT_COMES_ROUND, retry=False
            )
        except OperationalError as error:
            logger.warning("The broker is left alone for %s seconds: %s", BROKER_LEFT_ALONE, error)
        else:
            Announcement.broker_left_alone_until = 0.0


announcement = Announcement(DELIVER, seconds=1)
