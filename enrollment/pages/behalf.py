"""Data for the pages on which Uniped acts on behalf of learning assistants."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext, ngettext

from enrollment.eligibility import refusal_to_exceed_capacity, statuses_of
from enrollment.models import Appointment, CoreSession, LearningAssistant, Letter, Registration
from enrollment.models.sessions import CoreSessionQuerySet
from enrollment.pages.agenda import DateOption
from enrollment.places.moving import MoveOutcome
from enrollment.plain_text import NameOrder, words_to_find
from enrollment.refusals import Refusal
from enrollment.refusals.briefly import briefly
from enrollment.sessions.roster import departments_of

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class LetterInShort:
    name: str
    title: str
    # The starts of the sessions that it is about.
    dates: list[datetime]


@dataclass(frozen=True, slots=True)
class ActOutcome(Generic[Result]):
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
    def reasons(self) -> list[str]:
        """Why those who cannot be moved stay."""
        return not_moved(self.result) if isinstance(self.result, MoveOutcome) else []

    @property
    def letters_to_come(self) -> list[LetterInShort]:
        return [
            LetterInShort(letter.recipient.name, letter.get_kind_display(), _dates_in(letter.facts))
            for letter in self.letters
        ]


def _dates_in(facts: dict[str, Any]) -> list[datetime]:
    dates = facts.get("dates") or [facts.get("date")]
    return [datetime.fromisoformat(date["starts_at"]) for date in dates if date]


def found(
    people: QuerySet[LearningAssistant], sought: str, session: CoreSession
) -> QuerySet[LearningAssistant]:
    """Return the people with these words in their names or addresses, those employed in the term first."""
    for word in words_to_find(sought):
        people = people.filter(Q(name__finds=word) | Q(username__finds=word) | Q(email__finds=word))
    employed = Appointment.objects.filter(assistant=OuterRef("pk"), term=session.term_id)
    people = people.annotate(is_employed=Exists(employed))
    return people.order_by("-is_employed", NameOrder("name"), "pk")


@dataclass(frozen=True, slots=True)
class PersonToMove:
    registration: Registration
    departments: str
    # The date of that core module that they hold or have attended elsewhere.
    elsewhere: Registration | None
    is_ticked: bool

    @property
    def can_move(self) -> bool:
        return self.elsewhere is None and not self.registration.mark


def people_to_move(
    roster: Sequence[Registration], ticked: Collection[int] | None, at: datetime
) -> list[PersonToMove]:
    """Return the people of a roster, all ticked who can be moved if ``ticked`` is None."""
    statuses = statuses_of([place.assistant for place in roster], at)
    people = []
    for place in roster:
        now = statuses[place.assistant_id].registrations.get(place.core_module)
        elsewhere = now if now is not None and now.pk != place.pk else None
        tick = place.pk in ticked if ticked is not None else elsewhere is None
        people.append(PersonToMove(place, departments_of(place.assistant), elsewhere, tick))
    return people


def dates_with_places(sessions: CoreSessionQuerySet, chosen: str | None) -> list[DateOption]:
    dates = sessions.with_places().select_related("campus", "term")
    return [
        DateOption(
            session, refusal_to_exceed_capacity(session, session.taken), str(session.pk) == chosen
        )
        for session in dates
    ]


def not_moved(outcome: MoveOutcome) -> list[str]:
    """Return the name of each person who stays, with the reason."""
    return [f"{place.assistant.name}: {briefly(refusal)}" for place, refusal in outcome.refused]


def outcome_in_words(outcome: MoveOutcome) -> str:
    """Say how many are moved, and who is not and why."""
    moved = ngettext(
        "%(count)d person is moved.", "%(count)d people are moved.", len(outcome.moved)
    )
    words = moved % {"count": len(outcome.moved)}
    if not outcome.refused:
        return words
    stay = gettext("Not moved: %(names)s.") % {"names": "; ".join(not_moved(outcome))}
    return f"{words} {stay}"
