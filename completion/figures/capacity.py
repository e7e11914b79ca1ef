"""Where an extra session is needed: places left compared with the assistants who still need one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef

from enrollment.models import (
    Appointment,
    Campus,
    CoreModule,
    CoreSession,
    Registration,
    Term,
    WaitlistEntry,
)

from .counts import Share

# The keys of a campus and a core module.
Where = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seats:
    """Places left and places needed for a core module on a campus."""

    campus: Campus
    core_module: CoreModule
    # Upcoming sessions, and the places left in them.
    dates: int
    left: int
    # Assistants of the campus's departments without a place, and waitlist entries on the campus.
    needed: int
    waiting: int

    @property
    def short(self) -> int:
        """How many places are missing."""
        return max(self.needed - self.left, 0)

    @property
    def covered(self) -> Share:
        """The share of needed places that are available."""
        return Share(min(self.needed, self.left), self.needed)


def seats_in(term: Term, at: datetime) -> list[Seats]:
    """Return the seats of each campus and core module, in a constant number of queries."""
    dates: defaultdict[Where, list[CoreSession]] = defaultdict(list)
    for one in CoreSession.objects.upcoming(at).filter(term=term).with_places():
        dates[one.campus_id, one.core_module].append(one)
    needed, waiting = _needed(term, at), _waiting(term, at)
    return [
        Seats(
            campus=campus,
            core_module=core_module,
            dates=len(dates[where]),
            left=sum(one.places_left for one in dates[where]),
            needed=needed[where],
            waiting=waiting[where],
        )
        for campus in Campus.objects.all()
        for core_module in CoreModule
        for where in [(campus.pk, int(core_module))]
        if dates[where] or needed[where]
    ]


def _needed(term: Term, at: datetime) -> Counter[Where]:
    """Count the assistants, neither exempt nor with an ended appointment, who neither hold a place nor attended.

    An assistant appointed on two campuses counts on both.
    """
    appointed = Appointment.objects.live(at).filter(term=term, assistant__exempt_since=None)
    found: Counter[Where] = Counter()
    for core_module in CoreModule:
        standing = Registration.objects.standing().filter(
            assistant=OuterRef("assistant"), core_module=core_module
        )
        lacking = appointed.filter(~Exists(standing)).order_by().values("department__campus")
        counted = lacking.annotate(number=Count("assistant", distinct=True))
        for campus, number in counted.values_list("department__campus", "number"):
            found[campus, int(core_module)] = number
    return found


def _waiting(term: Term, at: datetime) -> Counter[Where]:
    entries = WaitlistEntry.objects.standing(at).filter(session__term=term).order_by()
    grouped = entries.values("session__campus", "core_module")
    counted = grouped.annotate(number=Count("pk"))
    return Counter({(one["session__campus"], one["core_module"]): one["number"] for one in counted})
