"""Setting up core sessions and changing them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import make_aware

from .letters import telling
from .models import Campus, CoreSession, LearningAssistant, Registration, Term, WaitlistEntry
from .models.sessions import Mark
from .places import lock_all, lock_assistants
from .refusals import AttendanceRecorded, CapacityBelowTaken, OrderBroken
from .standing import follows

# What people must know of; the trigger that raises a session's sequence looks at the same.
TOLD = frozenset({"starts_at", "ends_at", "campus", "place", "online_url"})


@dataclass(frozen=True, slots=True)
class Series:
    """Sessions alike but for their date."""

    term: Term
    core_module: int
    campus: Campus
    language: str
    dates: tuple[date, ...]
    start: time
    end: time
    capacity: int
    place: str = ""
    online_url: str = ""


def dates_between(first: date, last: date, weekdays: Collection[int]) -> tuple[date, ...]:
    """The dates from ``first`` to ``last``, both included, on the given weekdays (Monday is 0)."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(day for day in days if day.weekday() in weekdays)


def create_series(series: Series) -> list[CoreSession]:
    """Create the sessions of a series, all or none.

    Raises ``ValidationError`` for one that breaks a rule, such as a time that is taken on that campus.
    """
    sessions = [
        CoreSession(
            term=series.term,
            core_module=series.core_module,
            campus=series.campus,
            language=series.language,
            starts_at=make_aware(datetime.combine(day, series.start)),
            ends_at=make_aware(datetime.combine(day, series.end)),
            capacity=series.capacity,
            place=series.place,
            online_url=series.online_url,
        )
        for day in series.dates
    ]
    with transaction.atomic():
        for session in sessions:
            session.full_clean()
            session.save()
    return sessions


def check_change(*, session: CoreSession, capacity: int, starts_at: datetime, at: datetime) -> None:
    """Check a change of a session's places or time against those who hold a place, and lock it till the commit.

    Raises ``CapacityBelowTaken``, ``AttendanceRecorded`` when what was attended would be to come, or ``OrderBroken``
    when core module 2 would no longer follow core module 1.
    """
    current = lock_all(at, [session.pk])[session.pk]
    live = Registration.objects.live().filter(session=current)
    taken = live.count()
    if capacity < taken:
        raise CapacityBelowTaken(current, taken)
    if starts_at > at and live.exclude(mark=Mark.NONE).exists():
        raise AttendanceRecorded(current)
    if starts_at != current.starts_at:
        # Locked, so that none of them takes a date of the other core module meanwhile.
        held = live.filter(mark=Mark.NONE)
        lock_assistants(held.values_list("assistant", flat=True))
        moved = CoreSession(core_module=current.core_module, starts_at=starts_at)
        broken = list(_out_of_order(moved, held))
        if broken:
            raise OrderBroken(broken)


def announce(*, session: CoreSession, columns: Collection[str], at: datetime) -> None:
    """Tell those who have a place in a session to come, or wait for one, that these columns of it have changed.

    Telling it again is quiet.
    """
    if TOLD.isdisjoint(columns):
        return
    # It was read before it was locked: others may have changed something else.
    session.refresh_from_db(fields=[*TOLD, "sequence"])
    if session.has_begun(at):
        return
    holders = Registration.objects.live().filter(session=session, mark=Mark.NONE)
    waits = WaitlistEntry.objects.filter(session=session)
    telling.session_changed(
        session, holders.select_related("assistant"), waits.select_related("assistant"), at
    )


def _out_of_order(
    session: CoreSession, places: QuerySet[Registration]
) -> Iterable[LearningAssistant]:
    others = (
        Registration.objects.live()
        .filter(mark=Mark.NONE, assistant__in=places.values("assistant"))
        .exclude(core_module=session.core_module)
        .select_related("assistant", "session")
    )
    for other in others:
        first, second = sorted((session, other.session), key=lambda one: one.core_module)
        if not follows(first, second):
            yield other.assistant
