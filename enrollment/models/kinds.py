"""The kinds of letters and reminders. Each subject registers its own, so that a new kind needs no migration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from django.utils.functional import Promise

Title = str | Promise


class LetterGroup(Enum):
    """Letters of different kinds that reach a person in one e-mail if they wait at the same time."""

    REMINDERS = "reminders"
    CHANGES = "changes"


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter. Creating one registers it.

    ``code`` names the stored rows and the files with the default texts, ``templates/letters/<code>.<language>.txt``.
    ``samples`` returns, in the active language, a sample value of each fact that a text may use; a letter must give
    the same facts. ``calendar_entries`` makes the ``calendar.Entry`` items of an attached file from a method (PUBLISH
    or CANCEL) and keys; without it, the keys are those of registrations. Waiting letters of one ``group`` to one person
    become one e-mail; reminders are a group by themselves.
    """

    code: str
    title: Title
    samples: Callable[[], dict[str, Any]]
    calendar_entries: Callable[[str, Sequence[int]], list[Any]] | None = None
    group: LetterGroup | None = None

    def __post_init__(self) -> None:
        assert self.code not in LETTER_KINDS, self.code
        LETTER_KINDS[self.code] = self

    def __str__(self) -> str:
        return self.code

    def __hash__(self) -> int:
        # That of all fields translates the title each time.
        return hash(self.code)

    @cached_property
    def facts(self) -> frozenset[str]:
        """The names of the facts that a text of this kind may use."""
        return frozenset(self.samples())


class When(Enum):
    """Whether the days of a reminder are counted before or after its event."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class ReminderKind:
    """A kind of reminder: the letter it sends, and when. Creating one registers it.

    ``usual_days`` apply in a term without its own timing.
    """

    letter: LetterKind
    title: Title
    usual_days: int
    when: When = When.BEFORE
    # Only if it differs from the code of its letter.
    own_code: str = ""

    def __post_init__(self) -> None:
        assert self.code not in REMINDER_KINDS, self.code
        REMINDER_KINDS[self.code] = self

    @property
    def code(self) -> str:
        return self.own_code or self.letter.code

    def __str__(self) -> str:
        return self.code

    def __hash__(self) -> int:
        # That of all fields translates the title each time.
        return hash(self.code)


LETTER_KINDS: dict[str, LetterKind] = {}
REMINDER_KINDS: dict[str, ReminderKind] = {}


def group_of(code: str) -> LetterGroup | None:
    """Return the group of a kind of letter, by its code."""
    if any(reminder.letter.code == code for reminder in REMINDER_KINDS.values()):
        return LetterGroup.REMINDERS
    return LETTER_KINDS[code].group


def letter_choices() -> list[tuple[str, Title]]:
    return [(kind.code, kind.title) for kind in LETTER_KINDS.values()]


def reminder_choices() -> list[tuple[str, Title]]:
    return [(kind.code, kind.title) for kind in REMINDER_KINDS.values()]
