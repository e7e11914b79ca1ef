"""Data for the pages on which Uniped acts on behalf of learning assistants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from enrollment.models import Letter
from enrollment.refusals import Refusal
from enrollment.refusals.briefly import briefly

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class LetterToCome:
    name: str
    title: str
    # The starts of the sessions that it is about.
    dates: list[datetime]


@dataclass(frozen=True, slots=True)
class Consequences(Generic[Result]):
    """What a use case has done, would do, or why it is refused."""

    result: Result | None = None
    letters: Sequence[Letter] = ()
    refusal: Refusal | None = None
    # Rehearsed, so that it can be confirmed.
    is_shown: bool = False
    is_done: bool = False

    @property
    def reason(self) -> str:
        return briefly(self.refusal) if self.refusal else ""

    @property
    def letters_to_come(self) -> list[LetterToCome]:
        return [
            LetterToCome(letter.recipient.name, letter.get_kind_display(), _dates_in(letter.facts))
            for letter in self.letters
        ]


def _dates_in(facts: dict[str, Any]) -> list[datetime]:
    dates = facts.get("dates") or [facts.get("date")]
    return [datetime.fromisoformat(date["starts_at"]) for date in dates if date]
