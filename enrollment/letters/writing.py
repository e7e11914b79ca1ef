"""Write letters: one row per recipient, kind and key, in the transaction of the event."""

from __future__ import annotations

import logging
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from celery import current_app
from django.db import connection, transaction
from django.utils.translation import override
from kombu.exceptions import OperationalError

from enrollment.models import LearningAssistant, Letter
from enrollment.models.kinds import LetterKind
from enrollment.models.letters import Recipient
from enrollment.statements.inserting import insert

from .recipients import languages_of

P = ParamSpec("P")
Loaded = TypeVar("Loaded")

logger = logging.getLogger(__name__)

DELIVER = "enrollment.tasks.deliver_letters"
ONE_WRITER = 0x1AC5
# Seconds.
BROKER_LEFT_ALONE = 10
# Seconds until an announcement expires: without a worker, a queue full of them is of no use.
BEAT_COMES_ROUND = 600

# The keys of the assistant and of the account, the code of the kind, and the key of the subject: unique among letters.
NaturalKey = tuple[int | None, int | None, str, str]
# Under this name a letter to a person without a chosen language keeps its facts in the other languages.
OTHER_LANGUAGES = "in_other_languages"


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter to write.

    ``facts`` returns the plain values of its text and is called in the recipient's language. ``calendars`` has one item
    per method (PUBLISH or CANCEL), with the keys of what its kind of letter has entries for: a file for each of them.
    """

    recipient: Recipient
    kind: LetterKind
    key: str
    facts: Callable[[], dict[str, object]]
    calendars: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def natural_key(self) -> NaturalKey:
        is_assistant = isinstance(self.recipient, LearningAssistant)
        assistant, user = (self.recipient.pk, None) if is_assistant else (None, self.recipient.pk)
        return assistant, user, self.kind.code, self.key


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A letter that a rehearsal takes as written."""

    draft: Draft
    at: datetime


@dataclass(slots=True)
class _Rehearsal:
    """The days from ``since`` on, as the tasks that write letters will see them if nothing else changes."""

    since: datetime
    # By code of the kind.
    letters: defaultdict[str, list[Foreseen]] = field(default_factory=lambda: defaultdict(list))
    loaded: dict[Hashable, Any] = field(default_factory=dict)
    # Whether a letter is in the table, or taken as written.
    written: dict[NaturalKey, bool] = field(default_factory=dict)


_rehearsed: ContextVar[_Rehearsal | None] = ContextVar("rehearsed", default=None)


@contextmanager
def rehearsal(since: datetime) -> Iterator[Callable[[Draft, datetime], None]]:
    """Take drafts as written from a time on, without writing any, so that the days to come can be foretold."""
    days = _Rehearsal(since)
    token = _rehearsed.set(days)

    def take_as_written(draft: Draft, at: datetime) -> None:
        days.letters[draft.kind.code].append(Foreseen(draft, at))
        days.written[draft.natural_key] = True

    try:
        yield take_as_written
    finally:
        _rehearsed.reset(token)


def beginning(at: datetime) -> datetime:
    """Return when the rehearsal begins in which something is asked at a time; outside of one, that time."""
    days = _rehearsed.get()
    return at if days is None else days.since


def loaded_once(load: Callable[P, Loaded]) -> Callable[P, Loaded]:
    """Decorate a function that reads the same rows all through a rehearsal: it is called once for its arguments."""

    @wraps(load)
    def loaded(*args: P.args, **kwargs: P.kwargs) -> Loaded:
        days = _rehearsed.get()
        if days is None:
            return load(*args, **kwargs)
        key = (load, args, frozenset(kwargs.items()))
        if key not in days.loaded:
            days.loaded[key] = load(*args, **kwargs)
        result: Loaded = days.loaded[key]
        return result

    return loaded


def foreseen(*kinds: LetterKind) -> list[Foreseen]:
    """Return the letters of these kinds that a rehearsal takes as written: none outside of one.

    A rule that asks which letters have been written must ask here too.
    """
    days = _rehearsed.get()
    return [] if days is None else [letter for kind in kinds for letter in days.letters[kind.code]]


def is_foreseen(draft: Draft) -> bool:
    """Return whether a rehearsal knows that the letter is written by then, so that no one need ask whether it is due."""
    days = _rehearsed.get()
    return days is not None and days.written.get(draft.natural_key, False)


@dataclass(slots=True)
class Gathered:
    """The letters of what happens inside ``gathered``."""

    is_withheld: bool
    drafts: list[Draft] = field(default_factory=list)
    # Those of the drafts that were written, unless withheld.
    letters: list[Letter] = field(default_factory=list)

    @property
    def number_by_kind(self) -> Counter[LetterKind]:
        return Counter(draft.kind for draft in self.drafts)


_gathering: ContextVar[Gathered | None] = ContextVar("gathering", default=None)


@contextmanager
def gathered(*, withhold: bool) -> Iterator[Gathered]:
    """Gather the letters written inside. With ``withhold``, gather them instead of writing them."""
    outer = _gathering.get()
    letters = Gathered(is_withheld=withhold or (outer is not None and outer.is_withheld))
    token = _gathering.set(letters)
    try:
        yield letters
    finally:
        _gathering.reset(token)
        if outer is not None:
            outer.drafts += letters.drafts
            outer.letters += letters.letters


def write(drafts: Iterable[Draft], at: datetime) -> list[Letter]:
    """Write letters that have not been written before, and announce them for delivery after commit.

    Raises ``IntegrityError`` if one has been written already.
    """
    drafts = list(drafts)
    letters_here = _gathering.get()
    if letters_here is not None:
        if letters_here.is_withheld:
            # What the table would say of letters written a moment ago.
            known = {draft.natural_key for draft in letters_here.drafts}
            drafts = [draft for draft in drafts if draft.natural_key not in known]
        letters_here.drafts += drafts
        if letters_here.is_withheld:
            return []
    languages = languages_of(draft.recipient for draft in drafts)
    letters = [letter_of(draft, languages[draft.recipient], at) for draft in drafts]
    insert(letters, "assistant", "user", "kind", "key", "facts", "calendars", "written_at")
    if letters_here is not None:
        letters_here.letters += letters
    if letters:
        # Robust: if the broker is down, the letters wait for the next beat.
        transaction.on_commit(announcement.make, robust=True)
    return letters


def write_missing(drafts: Iterable[Draft], at: datetime) -> list[Letter]:
    """Write those letters that have not been written yet."""
    drafts = list(drafts)
    here = _gathering.get()
    # A preview only gathers letters: it writes nothing, and would keep all others waiting until it ends.
    with nullcontext() if here is not None and here.is_withheld else one_writer():
        return write(unwritten(drafts), at)


@contextmanager
def one_writer() -> Iterator[None]:
    """Hold, in a transaction, the lock of all who write what is missing or stop it.

    Two concurrent writers would both find the same letter missing.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_WRITER])
        yield


def unwritten(drafts: Collection[Draft]) -> list[Draft]:
    """Return those of the drafts that have not become a letter yet, in one query."""
    days = _rehearsed.get()
    known = {} if days is None else days.written
    new = [draft for draft in drafts if draft.natural_key not in known]
    if new:
        written = _written(new)
        known |= {draft.natural_key: draft.natural_key in written for draft in new}
    return [draft for draft in drafts if not known[draft.natural_key]]


def _written(drafts: Collection[Draft]) -> set[NaturalKey]:
    letters = Letter.objects.filter(
        kind__in={draft.kind.code for draft in drafts}, key__in={draft.key for draft in drafts}
    )
    return set(letters.values_list("assistant", "user", "kind", "key"))


def letter_of(draft: Draft, languages: Sequence[str], at: datetime) -> Letter:
    """Return the unsaved letter of a draft, with its facts."""
    first, *others = languages
    facts = facts_in(first, draft)
    if others:
        facts |= {OTHER_LANGUAGES: {language: facts_in(language, draft) for language in others}}
    is_assistant = isinstance(draft.recipient, LearningAssistant)
    return Letter(
        **{"assistant" if is_assistant else "user": draft.recipient},
        kind=draft.kind.code,
        key=draft.key,
        facts=facts,
        calendars=draft.calendars,
        written_at=at,
    )


def facts_in(language: str, draft: Draft) -> dict[str, object]:
    with override(language):
        facts = draft.facts()
    # The editor offers staff the names of the samples, and a name without a fact leaves a gap in the letter.
    if facts.keys() != draft.kind.facts:
        raise ValueError(f"{draft.kind}: {sorted(facts.keys() ^ draft.kind.facts)}")
    return facts


class Announcement:
    """Start a task after commit, at most once every ``seconds``, so that one delivery sends many letters.

    The task starts at the end of that interval, so it finds everything committed within it. After a failure the
    broker is left alone for a while: no request waits for it, and beat runs the task anyway.
    """

    # Shared by all instances, because they share one broker.
    broker_left_alone_until = 0.0

    def __init__(self, task: str, seconds: int) -> None:
        self.task, self.seconds = task, seconds
        self._made_until = 0.0

    def make(self) -> None:
        now = time.monotonic()
        if now < max(self._made_until, Announcement.broker_left_alone_until):
            return
        self._made_until = now + self.seconds
        # Set in advance, so that other threads do not wait for the broker meanwhile.
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
