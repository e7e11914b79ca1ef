"""What else a learning assistant must attend, so that a page can say that a seminar is at the same time.

Higher floors add to ``SOURCES``. A clash is said, and never forbids anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from enrollment.models import CoreSession, LearningAssistant


@dataclass(frozen=True, slots=True)
class Commitment:
    """A mandatory event that is not a seminar."""

    title: str
    starts_at: datetime
    ends_at: datetime

    def clashes_with(self, session: CoreSession) -> bool:
        return self.starts_at < session.ends_at and session.starts_at < self.ends_at


# Each returns what is to come, in one query.
SOURCES: list[Callable[[LearningAssistant, datetime], Iterable[Commitment]]] = []


def commitments_of(assistant: LearningAssistant, at: datetime) -> list[Commitment]:
    """Return the mandatory events to come of a learning assistant."""
    return [commitment for source in SOURCES for commitment in source(assistant, at)]


def clashing(session: CoreSession, commitments: Iterable[Commitment]) -> list[Commitment]:
    return [commitment for commitment in commitments if commitment.clashes_with(session)]
