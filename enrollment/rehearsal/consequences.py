"""What a save does to others: the letters it writes, the places it moves, and what is unlikely about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from enrollment.letters.combining import Rendered
from enrollment.letters.recipients import languages_of
from enrollment.letters.rendering import render_stored
from enrollment.letters.writing import Draft, facts_in
from enrollment.models import CoreSession, LearningAssistant
from enrollment.models.kinds import LetterKind
from enrollment.models.letters import Recipient
from enrollment.namesakes import shared_names
from enrollment.pages.commitments import Commitment

from .lacking import ChangedDemand
from .moves import Move, MoveKind
from .states import StateChange


@dataclass(frozen=True, slots=True)
class LettersOfKind:
    """The letters of one kind, with the language and the facts of the first."""

    kind: LetterKind
    recipients: Sequence[Recipient]
    language: str
    facts: Mapping[str, object]

    @property
    def people(self) -> list[Recipient]:
        """Return the recipients, each once."""
        return list(dict.fromkeys(self.recipients))

    @property
    def first(self) -> Rendered:
        """Return the first of these letters as its recipient would get it."""
        facts = {"name": self.recipients[0].name, **self.facts}
        return render_stored(self.kind.code, facts, self.language)


@dataclass(frozen=True, slots=True)
class Collision:
    """A learning assistant who holds a place at the time of something else that is mandatory."""

    assistant: LearningAssistant
    session: CoreSession
    commitment: Commitment


@dataclass(slots=True)
class Consequences:
    letters: Sequence[LettersOfKind] = ()
    moves: Sequence[Move] = ()
    collisions: Sequence[Collision] = ()
    questions: Sequence[str] = ()
    # Compared only once the save is undone.
    demands: Sequence[ChangedDemand] = ()
    states: Sequence[StateChange] = ()
    # The person whose own moves are shown elsewhere on the page.
    about: LearningAssistant | None = None

    def __bool__(self) -> bool:
        return bool(self.letters or self.moves or self.collisions or self.questions or self.states)

    @property
    def shared_names(self) -> set[str]:
        """Return the names that more than one of the people concerned has."""
        return shared_names(
            [
                *(recipient for letters in self.letters for recipient in letters.recipients),
                *(move.assistant for move in self.moves),
                *(collision.assistant for collision in self.collisions),
                *(assistant for change in self.states for assistant in change.people),
            ]
        )

    @property
    def number_of_letters(self) -> int:
        return sum(len(letters.recipients) for letters in self.letters)

    @property
    def moves_by_kind(self) -> dict[MoveKind, list[Move]]:
        """Return the moves, gains first."""
        others = [move for move in self.moves if move.assistant != self.about]
        found = {kind: [move for move in others if move.kind is kind] for kind in MoveKind}
        return {kind: moves for kind, moves in found.items() if moves}

    def without(self, people: Collection[LearningAssistant]) -> Consequences:
        """Return the same without the moves and states of these people. Their letters stay."""
        return replace(
            self,
            moves=[move for move in self.moves if move.assistant not in people],
            collisions=[hit for hit in self.collisions if hit.assistant not in people],
            states=[
                replace(change, people=others)
                for change in self.states
                if (others := [person for person in change.people if person not in people])
            ],
        )

    @property
    def digest(self) -> str:
        """Identify what staff have seen, but for what follows from it. Keys of new rows differ from run to run."""
        seen = [
            sorted(
                (letters.kind.code, type(recipient).__name__, recipient.pk)
                for letters in self.letters
                for recipient in letters.recipients
            ),
            sorted((move.kind.value, move.assistant.pk, move.session.pk) for move in self.moves),
            sorted(
                (hit.assistant.pk, hit.session.pk, hit.commitment.starts_at.isoformat())
                for hit in self.collisions
            ),
            sorted(self.questions),
        ]
        return sha256(repr(seen).encode()).hexdigest()


def sorted_by_kind(drafts: Sequence[Draft]) -> list[LettersOfKind]:
    """Group letters by kind. Call it in the transaction that would write them: their facts are read there."""
    of_kind: defaultdict[LetterKind, list[Draft]] = defaultdict(list)
    for draft in drafts:
        of_kind[draft.kind].append(draft)
    languages = languages_of(alike[0].recipient for alike in of_kind.values())
    found = []
    for kind, alike in of_kind.items():
        first = alike[0]
        language = languages[first.recipient][0]
        facts = facts_in(language, first)
        found.append(LettersOfKind(kind, [draft.recipient for draft in alike], language, facts))
    return found
