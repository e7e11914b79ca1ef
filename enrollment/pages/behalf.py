"""Data for the pages on which Uniped acts on behalf of learning assistants."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext, ngettext

from enrollment.eligibility import refusal_to_exceed_capacity, statuses_of
from enrollment.models import Appointment, CoreSession, LearningAssistant, Registration
from enrollment.models.sessions import CoreSessionQuerySet
from enrollment.pages.agenda import DateOption
from enrollment.places.moving import MoveOutcome
from enrollment.plain_text import NameOrder, words_to_find
from enrollment.sessions.roster import departments_of


def found(
    people: QuerySet[LearningAssistant], sought: str, session: CoreSession
) -> QuerySet[LearningAssistant]:
    """Return the people with these words in their names or addresses, those appointed in the term first."""
    for word in words_to_find(sought):
        people = people.filter(found_by__finds=word)
    appointed = Appointment.objects.filter(assistant=OuterRef("pk"), term=session.term_id)
    people = people.annotate(is_appointed=Exists(appointed))
    return people.order_by("-is_appointed", NameOrder("name"), "pk")


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
    """Return the people of a roster, those without another date first, and ticked if ``ticked`` is None."""
    statuses = statuses_of([place.assistant for place in roster], at)
    people = []
    for place in roster:
        now = statuses[place.assistant_id].registrations.get(place.core_module)
        elsewhere = now if now is not None and now.pk != place.pk else None
        tick = place.pk in ticked if ticked is not None else elsewhere is None
        people.append(PersonToMove(place, departments_of(place.assistant), elsewhere, tick))
    return sorted(people, key=lambda person: person.elsewhere is not None)


def dates_with_places(sessions: CoreSessionQuerySet, chosen: str | None) -> list[DateOption]:
    dates = sessions.with_places().select_related("campus", "term")
    return [
        DateOption(
            session, refusal_to_exceed_capacity(session, session.taken), str(session.pk) == chosen
        )
        for session in dates
    ]


def outcome_in_words(outcome: MoveOutcome) -> str:
    """Say how many are moved, and who is not and why."""
    moved = ngettext(
        "%(count)d person is moved.", "%(count)d people are moved.", len(outcome.moved)
    )
    words = moved % {"count": len(outcome.moved)}
    if not outcome.refused:
        return words
    reasons = [f"{', '.join(names)}: {reason}" for reason, names in outcome.reasons.items()]
    stay = gettext("Not moved: %(names)s.") % {"names": "; ".join(reasons)}
    return f"{words} {stay}"
