"""Where an extra session is needed: places left compared with the assistants who still need one, by language."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

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
    sessions = CoreSession.objects.live().filter(term=term)
    last = sessions.filter(core_module=CoreModule.SECOND).aggregate(last=Max("starts_at"))["last"]
    return [
        session
        for session in sessions.upcoming(at).with_places()
        if session.core_module == CoreModule.SECOND
        or last is None
        or day_of(session.starts_at) < day_of(last)
    ]


def _short(place: Place, left: Counter[Place], needed: Counter[Place]) -> int:
    """Return how many have no place: in English only English places help, in Norwegian also spare English ones."""
    campus, core_module, language = place
    if language == Language.ENGLISH:
        return max(needed[place] - left[place], 0)
    english = campus, core_module, Language.ENGLISH.value
    spare = max(left[english] - needed[english], 0)
    return max(needed[place] - left[place] - spare, 0)


def appointments_needing(
    core_module: CoreModule, term: Term, at: datetime
) -> QuerySet[Appointment]:
    """Return the live appointments whose assistant, not exempt, neither holds a place nor attended the core module."""
    standing = Registration.objects.standing().filter(
        assistant=OuterRef("assistant"), core_module=core_module
    )
    appointed = Appointment.objects.live(at).filter(term=term, assistant__exempt_since=None)
    return appointed.filter(~Exists(standing))


def entries_waiting(term: Term, at: datetime) -> QuerySet[WaitlistEntry]:
    return WaitlistEntry.objects.standing(at).filter(session__term=term)


def _needed(term: Term, at: datetime) -> Counter[Place]:
    """Count the assistants who need a place, by the campus of their department and the language of their letters.

    An assistant appointed on two campuses counts on both.
    """
    found: Counter[Place] = Counter()
    for core_module in CoreModule:
        counted = (
            appointments_needing(core_module, term, at)
            .order_by()
            .values("department__campus", "assistant__language")
            .annotate(number=Count("assistant", distinct=True))
        )
        for campus, language, number in counted.values_list(
            "department__campus", "assistant__language", "number"
        ):
            found[campus, int(core_module), teaching_language(language)] += number
    return found


def _waiting(term: Term, at: datetime) -> Counter[Place]:
    """Count the waitlist entries by campus, core module and language of the session."""
    place = ("session__campus", "core_module", "session__language")
    counted = entries_waiting(term, at).order_by().values(*place).annotate(number=Count("pk"))
    return Counter({tuple(row[:3]): row[3] for row in counted.values_list(*place, "number")})
