"""How many people still lack a date, and how many places they can choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet

from enrollment.models import Appointment, CoreModule, CoreSession, Registration, Term


class PeopleAndPlaces(NamedTuple):
    """The people without a date of a core module, and the free places in its sessions to come."""

    people: int
    places: int


Demands = dict[tuple[Term, int], PeopleAndPlaces]


def demands(terms: Collection[Term], at: datetime) -> Demands:
    """Return the demand of each core module in these terms, in two queries."""
    free: Counter[tuple[int, int]] = Counter()
    for session in CoreSession.objects.upcoming(at).with_places().filter(term__in=terms):
        free[session.term_id, session.core_module] += session.places_left
    standing = Registration.objects.standing().filter(assistant=OuterRef("assistant"))
    lacking = {
        f"lacking_{module}": Count(
            "assistant", distinct=True, filter=~Exists(standing.filter(core_module=module))
        )
        for module in CoreModule.values
    }
    appointed = Appointment.objects.live(at).filter(term__in=terms, assistant__exempt_since=None)
    rows: QuerySet[Any, Any] = appointed.order_by().values("term").annotate(**lacking)
    people = {
        (row["term"], module): row[f"lacking_{module}"]
        for row in rows
        for module in CoreModule.values
    }
    return {
        (term, module): PeopleAndPlaces(people.get((term.pk, module), 0), free[term.pk, module])
        for term in terms
        for module in CoreModule.values
    }


@dataclass(frozen=True, slots=True)
class ChangedDemand:
    term: Term
    core_module: int
    before: PeopleAndPlaces
    after: PeopleAndPlaces


def compare(before: Demands, after: Demands) -> list[ChangedDemand]:
    """Return the demands of the same terms that differ."""
    return [
        ChangedDemand(term, core_module, demand, after[term, core_module])
        for (term, core_module), demand in before.items()
        if after[term, core_module] != demand
    ]
