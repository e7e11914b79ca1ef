"""Where an extra session is needed: places left compared with the assistants who still need one, by language."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from completion.verdicts.facts import day_of
from enrollment.languages import teaching_language
from enrollment.models import (
    Appointment,
    Campus,
    CoreModule,
    CoreSession,
    Language,
    Registration,
    Term,
    WaitlistEntry,
)

from .counts import Share

# The keys of a campus and a core module, and a language.
Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Demand:
    """Places left and places needed for a core module on a campus, in a language."""

    campus: Campus
    core_module: CoreModule
    language: Language
    # Upcoming sessions that can still be used, and the places left in them.
    dates: int
    left: int
    # Assistants of the campus's departments without a place, and waitlist entries on the campus.
    needed: int
    waiting: int
    # How many of those who need a place cannot get one.
    short: int

    @property
    def shortage(self) -> Share:
        return Share(self.short, self.needed)


def demand_in(term: Term, at: datetime) -> list[Demand]:
    """Return the demand of each campus, core module and language, in a constant number of queries."""
    dates: defaultdict[Place, list[CoreSession]] = defaultdict(list)
    for session in usable_sessions(term, at):
        dates[session.campus_id, session.core_module, session.language].append(session)
    left = Counter(
        {
            place: sum(session.places_left for session in sessions)
            for place, sessions in dates.items()
        }
    )
    needed, waiting = _needed(term, at), _waiting(term, at)
    return [
        Demand(
            campus=campus,
            core_module=core_module,
            language=language,
            dates=len(dates[place]),
            left=left[place],
            needed=needed[place],
            waiting=waiting[place],
            short=_short(place, left, needed),
        )
        for campus in Campus.objects.all()
        for core_module in CoreModule
        for language in Language
        for place in [(campus.pk, int(core_module), language.value)]
        if dates[place] or needed[place] or waiting[place]
    ]


def usable_sessions(term: Term, at: datetime) -> list[CoreSession]:
    """Return the upcoming sessions of the term, without those of core module 1 that no core module 2 follows."""
    sessions = list(CoreSession.objects.live().filter(term=term).with_places())
    second = [session for session in sessions if session.core_module == CoreModule.SECOND]
    last = max((day_of(session.starts_at) for session in second), default=None)
    return [
        session
        for session in sessions
        if not session.has_begun(at)
        and (session in second or last is None or day_of(session.starts_at) < last)
    ]


def _short(place: Place, left: Counter[Place], needed: Counter[Place]) -> int:
    """Return how many have no place: in English only English places help, in Norwegian also spare English ones."""
    campus, core_module, language = place
    if language == Language.ENGLISH:
        return max(needed[place] - left[place], 0)
    english = campus, core_module, Language.ENGLISH.value
    spare = max(left[english] - needed[english], 0)
    return max(needed[place] - left[place] - spare, 0)


NUMBERS_NEEDING = {
    f"needing_{core_module}": Count(
        "assistant", distinct=True, filter=Q(**{f"lacks_{core_module}": True})
    )
    for core_module in CoreModule
}


def needing(term: Term, at: datetime) -> QuerySet[Any]:
    """Return the live appointments of those who are not exempt, with whether they need each core module."""
    standing = Registration.objects.standing().filter(assistant=OuterRef("assistant"))
    appointed = Appointment.objects.live(at).filter(term=term, assistant__exempt_since=None)
    lacks: dict[str, Any] = {
        f"lacks_{core_module}": ~Exists(standing.filter(core_module=core_module))
        for core_module in CoreModule
    }
    annotated: QuerySet[Any] = appointed.annotate(**lacks)
    return annotated


def appointments_needing(
    core_module: CoreModule, term: Term, at: datetime
) -> QuerySet[Appointment]:
    """Return the live appointments whose assistant, not exempt, neither holds a place nor attended the core module."""
    return needing(term, at).filter(**{f"lacks_{core_module}": True})


def entries_waiting(term: Term, at: datetime) -> QuerySet[WaitlistEntry]:
    return WaitlistEntry.objects.standing(at).filter(session__term=term)


def _needed(term: Term, at: datetime) -> Counter[Place]:
    """Count the assistants who need a place, by the campus of their department and the language of their letters.

    An assistant appointed on two campuses counts on both.
    """
    found: Counter[Place] = Counter()
    place = ("department__campus", "assistant__language")
    counted = needing(term, at).order_by().values(*place).annotate(**NUMBERS_NEEDING)
    for row in counted:
        for core_module in CoreModule:
            language = teaching_language(row["assistant__language"])
            number = row[f"needing_{core_module}"]
            found[row["department__campus"], int(core_module), language] += number
    return found


def _waiting(term: Term, at: datetime) -> Counter[Place]:
    """Count the waitlist entries by campus, core module and language of the session."""
    place = ("session__campus", "core_module", "session__language")
    counted = entries_waiting(term, at).order_by().values(*place).annotate(number=Count("pk"))
    return Counter({tuple(row[:3]): row[3] for row in counted.values_list(*place, "number")})
