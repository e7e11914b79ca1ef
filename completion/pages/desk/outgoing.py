"""The letters that wait to be sent or will be written in the next days, in batches of one kind on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from completion.reminders.foretelling import LetterToCome, letters_to_come
from completion.reminders.watching import waiting
from enrollment.letters.by_staff.stopping import natural_key
from enrollment.letters.combining import Rendered
from enrollment.letters.recipients import languages_of
from enrollment.letters.rendering import as_read
from enrollment.letters.writing import NaturalKey, letter_of
from enrollment.models import Letter, LetterStop
from enrollment.models.kinds import LETTER_KINDS, LetterKind
from enrollment.models.letters import Recipient
from enrollment.plain_text import name_order


@dataclass(frozen=True, slots=True)
class OutgoingLetter:
    key: NaturalKey
    recipient: Recipient
    stop: LetterStop | None
    # Makes the row, with its facts, if it is not written yet.
    letter: Callable[[], Letter]

    @property
    def token(self) -> str:
        """What stands for the letter in a form."""
        assistant, user, _kind, key = self.key
        return f"{assistant or ''}/{user or ''}/{key}"

    def as_read(self) -> Rendered:
        language = languages_of([self.recipient])[self.recipient][0]
        return as_read([self.letter()], {"name": self.recipient.name, "language": language})


@dataclass(frozen=True, slots=True)
class OutgoingBatch:
    """Letters of one kind: those of one day or, without a day, those that are written and wait to be sent."""

    kind: LetterKind
    day: date | None
    letters: Sequence[OutgoingLetter]

    @property
    def going(self) -> list[OutgoingLetter]:
        return [letter for letter in self.letters if letter.stop is None]

    @property
    def stopped(self) -> list[OutgoingLetter]:
        return [letter for letter in self.letters if letter.stop is not None]


def waiting_batches() -> list[OutgoingBatch]:
    letters = waiting().select_related("assistant__user", "user").order_by("pk")
    return _in_batches((None, _written(letter)) for letter in letters)


def batches_to_come(at: datetime, days: int) -> list[OutgoingBatch]:
    """Return what will be written today and on the days after it, in order of days."""
    return _in_batches((letter.day, _foretold(letter)) for letter in letters_to_come(at, days))


def _written(letter: Letter) -> OutgoingLetter:
    return OutgoingLetter(natural_key(letter), letter.recipient, None, lambda: letter)


def _foretold(letter: LetterToCome) -> OutgoingLetter:
    def make() -> Letter:
        languages = languages_of([letter.draft.recipient])[letter.draft.recipient]
        return letter_of(letter.draft, languages, letter.at)

    return OutgoingLetter(letter.draft.natural_key, letter.draft.recipient, letter.stop, make)


def _in_batches(letters: Iterable[tuple[date | None, OutgoingLetter]]) -> list[OutgoingBatch]:
    found: dict[tuple[date | None, str], list[OutgoingLetter]] = defaultdict(list)
    for day, letter in letters:
        found[day, letter.key[2]].append(letter)
    # One person gets many letters.
    order = cache(name_order)
    batches = [
        OutgoingBatch(
            LETTER_KINDS[code], day, sorted(of_kind, key=lambda own: order(own.recipient.name))
        )
        for (day, code), of_kind in found.items()
    ]
    return sorted(batches, key=lambda batch: (batch.day or date.min, str(batch.kind.title)))
