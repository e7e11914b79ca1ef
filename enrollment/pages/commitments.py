"""What else a learning assistant must attend, so that a page can say that a seminar is at the same time.

Higher floors add to ``SOURCES``. A clash is said, and never forbids anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from enrollment.models import CoreSession, LearningAssistant
from enrollment.models.keys import AssistantKey


@dataclass(frozen=True, slots=True)
class Commitment:
    """A mandatory event that is not a seminar."""

    title: str
    starts_at: datetime
    ends_at: datetime

    def clashes_with(self, session: CoreSession) -> bool:
        return self.starts_at < session.ends_at and session.starts_at < self.ends_at


# Each yields what is to come for learning assistants, with the key of whom it is for, in one query.
SOURCES: list[
    Callable[[Collection[LearningAssistant], datetime], Iterable[tuple[AssistantKey, Commitment]]]
] = []


def commitments_of(assistant: LearningAssistant, at: datetime) -> list[Commitment]:
    """Return the mandatory events to come of a learning assistant."""
    return commitments_of_all([assistant], at)[assistant.pk]


def commitments_of_all(
    people: Collection[LearningAssistant], at: datetime
) -> defaultdict[AssistantKey, list[Commitment]]:
    """Return the mandatory events to come of each learning assistant."""
    found: defaultdict[AssistantKey, list[Commitment]] = defaultdict(list)
    for source in SOURCES if people else ():
        for assistant, commitment in source(people, at):
            found[assistant].append(commitment)
    return found


def clashing(session: CoreSession, commitments: Iterable[Commitment]) -> list[Commitment]:
    return [commitment for commitment in commitments if commitment.clashes_with(session)]
