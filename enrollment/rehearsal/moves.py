"""Read from the history who got, changed, lost or waited for a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enrollment.models import CoreSession, LearningAssistant, Registration, WaitlistEntry
from enrollment.models.keys import AssistantKey, SessionKey
from enrollment.plain_text import name_order


class MoveKind(Enum):
    PROMOTED = "promoted"
    GOT = "got"
    LOST = "lost"
    WAITS_NO_MORE = "waits_no_more"

    @property
    def title(self) -> str | Promise:
        return TITLES[self]


TITLES = {
    MoveKind.PROMOTED: _("Get a place from the waitlist"),
    MoveKind.GOT: _("Get a place"),
    MoveKind.LOST: _("Lose their place"),
    MoveKind.WAITS_NO_MORE: _("Lose their place on the waitlist"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """What happens to one learning assistant in one session."""

    kind: MoveKind
    assistant: LearningAssistant
    session: CoreSession
    # The session given up for it.
    instead_of: CoreSession | None = None

    @property
    def change(self) -> tuple[SessionKey, SessionKey | None]:
        """Return what people who move alike have in common."""
        return self.session.pk, self.instead_of.pk if self.instead_of else None


def moves_in(context: UUID, before: Mapping[SessionKey, CoreSession]) -> list[Move]:
    """Return what the changes of one context of the history moved. ``before`` are sessions that may be gone by now."""
    got, lost = _places(context)
    waits = _waits_ended(context)
    people = LearningAssistant.objects.in_bulk({person for person, _session in got | lost | waits})
    keys = {session for _person, session in got | lost | waits}
    now = CoreSession.objects.select_related("campus", "term").in_bulk(keys)
    sessions = {key: now.get(key) or before[key] for key in keys}
    # A place in one core module, lost for another.
    instead = {
        (person, sessions[session].core_module): sessions[session] for person, session in lost
    }

    def moves() -> Iterator[Move]:
        exchanged = set()
        for person, session in got:
            place = person, sessions[session].core_module
            exchanged.add(place)
            kind = MoveKind.PROMOTED if (person, session) in waits else MoveKind.GOT
            yield Move(kind, people[person], sessions[session], instead.get(place))
        for person, session in lost:
            if (person, sessions[session].core_module) not in exchanged:
                yield Move(MoveKind.LOST, people[person], sessions[session])
        for person, session in waits - got:
            yield Move(MoveKind.WAITS_NO_MORE, people[person], sessions[session])

    def order(move: Move) -> tuple[object, ...]:
        before = move.instead_of or move.session
        return (
            move.session.starts_at,
            move.session.pk,
            before.pk,
            name_order(move.assistant.name),
            move.assistant.username,
        )

    return sorted(moves(), key=order)


def events_of(model: Any, context: UUID) -> QuerySet[Any]:
    """Return the changes of a table in one context of the history."""
    events: QuerySet[Any] = model.pgh_event_model.objects.filter(pgh_context=context)
    return events


Pair = tuple[AssistantKey, SessionKey]


def _places(context: UUID) -> tuple[set[Pair], set[Pair]]:
    """Return the places taken and those given up."""
    events = events_of(Registration, context)
    taken: dict[int, Pair] = {}
    given_up: dict[int, Pair] = {}
    for key, label, person, session, withdrawn_at in events.order_by("pgh_id").values_list(
        "pgh_obj_id", "pgh_label", "assistant_id", "session_id", "withdrawn_at"
    ):
        if label == "insert":
            taken[key] = person, session
        if withdrawn_at is not None:
            given_up[key] = person, session
    passing = taken.keys() & given_up.keys()
    return (
        {pair for key, pair in taken.items() if key not in passing},
        {pair for key, pair in given_up.items() if key not in passing},
    )


def _waits_ended(context: UUID) -> set[Pair]:
    ended = (
        events_of(WaitlistEntry, context)
        .filter(pgh_label="delete")
        .values_list("assistant_id", "session_id")
    )
    return set(ended)
