"""What is unlikely about a planned session. It is asked before it is saved, and never forbidden."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrollment.eligibility import follows
from enrollment.models import CoreModule, CoreSession, User
from enrollment.models.sessions import CoreSessionQuerySet

from .days_off import is_free, sentence_about

# More places than the largest auditoriums used for LAOS have.
MANY_PLACES = 200

# What each question depends on.
DAY = frozenset({"starts_at"})
TERM = frozenset({"starts_at", "term"})
ROOM = frozenset({"starts_at", "ends_at", "campus", "place"})
LEADERS = frozenset({"starts_at", "ends_at", "leaders"})
ORDER = frozenset({"starts_at", "term", "campus", "core_module"})
CAPACITY = frozenset({"capacity", "campus", "place"})
ALL = DAY | TERM | ROOM | LEADERS | ORDER | CAPACITY


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session to be saved, with those who are to lead it."""

    session: CoreSession
    leaders: Collection[User] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else is planned: the other sessions at the time, core module 1, and the places that rooms had."""

    plans: Sequence[PlannedSession]
    firsts: Sequence[CoreSession]
    capacities: dict[tuple[int, str], int]


def questions(
    plans: Sequence[PlannedSession], at: datetime, changed: Collection[str] = ALL
) -> list[list[str]]:
    """Return what to ask about each plan, in a constant number of queries.

    Only what depends on the fields in ``changed`` is asked.
    """
    if not plans or ALL.isdisjoint(changed):
        return [[] for _plan in plans]
    around = _surroundings(plans)
    return [list(_questions(plan, around, at, changed)) for plan in plans]


def _questions(
    plan: PlannedSession, around: Surroundings, at: datetime, changed: Collection[str]
) -> Iterator[str]:
    if not DAY.isdisjoint(changed):
        yield from _about_day(plan.session, at)
    if not TERM.isdisjoint(changed):
        yield from _about_term(plan.session)
    if not ROOM.isdisjoint(changed):
        yield from _about_room(plan, around)
    if not LEADERS.isdisjoint(changed):
        yield from _about_leaders(plan, around)
    if not ORDER.isdisjoint(changed):
        yield from _about_order(plan.session, around)
    if not CAPACITY.isdisjoint(changed):
        yield from _about_capacity(plan.session, around)


def _about_day(session: CoreSession, at: datetime) -> Iterator[str]:
    day = localdate(session.starts_at)
    if session.has_begun(at):
        yield _("%(date)s is in the past.") % {"date": date_format(day)}
    if not is_free(day):
        yield sentence_about(day)


def _about_term(session: CoreSession) -> Iterator[str]:
    day, term = localdate(session.starts_at), session.term
    if not term.first_day <= day <= term.last_day:
        yield _("%(date)s is outside %(term)s.") % {"date": date_format(day), "term": term.name}


def _about_room(plan: PlannedSession, around: Surroundings) -> Iterator[str]:
    room = _room(plan.session)
    if not room[1]:
        return
    for other in _at_the_same_time(plan, around):
        if _room(other.session) == room:
            yield _("%(room)s is used by another session at the same time: %(session)s.") % {
                "room": plan.session.place,
                "session": other.session,
            }


def _about_leaders(plan: PlannedSession, around: Surroundings) -> Iterator[str]:
    for other in _at_the_same_time(plan, around):
        for leader in plan.leaders:
            if leader in other.leaders:
                yield _("%(name)s leads another session at the same time: %(session)s.") % {
                    "name": leader,
                    "session": other.session,
                }


def _about_order(session: CoreSession, around: Surroundings) -> Iterator[str]:
    """Ask about core module 2 before every core module 1 of its campus (``docs/programme.md``: “Core modules”)."""
    if session.core_module != CoreModule.SECOND:
        return
    firsts = [
        first
        for first in around.firsts
        if (first.term_id, first.campus_id) == (session.term_id, session.campus_id)
    ]
    if firsts and not any(follows(first, session) for first in firsts):
        yield _("%(session)s is before every session of core module 1 on that campus.") % {
            "session": session
        }


def _about_capacity(session: CoreSession, around: Surroundings) -> Iterator[str]:
    most = around.capacities.get(_room(session)) if session.place else None
    if most is not None and session.capacity > most:
        text = ngettext(
            "%(room)s has never had more than %(most)d place, and this is %(count)d.",
            "%(room)s has never had more than %(most)d places, and this is %(count)d.",
            most,
        )
        yield text % {"room": session.place, "most": most, "count": session.capacity}
    elif most is None and session.capacity > MANY_PLACES:
        yield _("%(count)d places are unusually many.") % {"count": session.capacity}


def _at_the_same_time(plan: PlannedSession, around: Surroundings) -> Iterator[PlannedSession]:
    return (
        other
        for other in around.plans
        if other is not plan and other.session.overlaps(plan.session)
    )


def _room(session: CoreSession) -> tuple[int, str]:
    return session.campus_id, session.place.casefold()


def _surroundings(plans: Sequence[PlannedSession]) -> Surroundings:
    sessions = [plan.session for plan in plans]
    others = CoreSession.objects.planned().exclude(
        pk__in=[session.pk for session in sessions if session.pk is not None]
    )
    overlapping = (
        others.filter(
            starts_at__lt=max(session.ends_at for session in sessions),
            ends_at__gt=min(session.starts_at for session in sessions),
        )
        .select_related("campus", "term")
        .prefetch_related("leaders")
    )
    firsts = others.filter(
        core_module=CoreModule.FIRST,
        term__in={session.term_id for session in sessions if session.term_id is not None},
        campus__in={session.campus_id for session in sessions},
    )
    # With its own row: more places than before are asked about.
    capacities = _capacities(CoreSession.objects.planned(), sessions)
    return Surroundings(
        plans=[*plans, *(PlannedSession(other, other.leaders.all()) for other in overlapping)],
        firsts=[
            *firsts,
            *(session for session in sessions if session.core_module == CoreModule.FIRST),
        ],
        capacities=capacities,
    )


def _capacities(
    stored: CoreSessionQuerySet, sessions: Iterable[CoreSession]
) -> dict[tuple[int, str], int]:
    """Return the most places that each room of the sessions has had."""
    rooms = Q(pk__in=[])
    for campus, place in {_room(session) for session in sessions if session.place}:
        rooms |= Q(campus=campus, place__iexact=place)
    found: dict[tuple[int, str], int] = {}
    for session in stored.filter(rooms).only("campus", "place", "capacity"):
        room = _room(session)
        found[room] = max(session.capacity, found.get(room, 0))
    return found
