"""Create and change core sessions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate, make_aware

from enrollment.eligibility import follows
from enrollment.letters import about_leading, about_places
from enrollment.models import (
    Campus,
    CoreSession,
    LearningAssistant,
    Registration,
    Term,
    User,
    WaitlistEntry,
)
from enrollment.models.sessions import Mark
from enrollment.places.promoting import freeing
from enrollment.places.taking import lock_all, lock_assistants
from enrollment.refusals import AttendanceRecorded, CapacityBelowTaken, HeldOnce, OrderBroken

from . import leading
from .plausibility import PlannedSession

# Fields whose changes are announced. Keep in step with the ``count_the_changes`` trigger of ``CoreSession``.
TOLD = frozenset({"starts_at", "ends_at", "campus", "place", "online_url"})


@dataclass(frozen=True, slots=True)
class Series:
    """Sessions that differ only in their date."""

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
    is_draft: bool = False


def dates_between(first: date, last: date, weekdays: Collection[int]) -> tuple[date, ...]:
    """Return the dates from ``first`` to ``last``, inclusive, that fall on the given weekdays (Monday is 0)."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(day for day in days if day.weekday() in weekdays)


def create_all(plans: Sequence[PlannedSession], at: datetime) -> list[CoreSession]:
    """Create sessions with their leaders, all or none.

    Raises ``ValidationError`` with every problem, each preceded by its dates.
    """
    problems: dict[str, list[str]] = {}
    with transaction.atomic():
        for plan in plans:
            try:
                plan.session.full_clean()
                plan.session.save()
            except ValidationError as error:
                day = date_format(localdate(plan.session.starts_at))
                for problem in error.messages:
                    problems.setdefault(problem, []).append(day)
        if problems:
            raise ValidationError(
                [f"{', '.join(dates)}: {problem}" for problem, dates in problems.items()]
            )
        leading.assign({plan.session: plan.leaders for plan in plans}, at)
    return [plan.session for plan in plans]


def delete(*, session: CoreSession, at: datetime) -> None:
    """Delete a session that no one ever held a place in, and tell its leaders. Raises ``HeldOnce``."""
    with freeing(at, [session.pk]) as sessions:
        current = sessions[session.pk]
        if current.registrations.exists():
            raise HeldOnce(current)
        leading.assign({current: ()}, at)
        current.delete()


def planned(series: Series) -> list[CoreSession]:
    """Return the sessions of a series, unsaved."""
    return [
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
            is_draft=series.is_draft,
        )
        for day in series.dates
    ]


def check_change(*, session: CoreSession, capacity: int, starts_at: datetime, at: datetime) -> None:
    """Check a new capacity or time of a session against its registrations, and lock the session until commit.

    Raises ``CapacityBelowTaken``, ``AttendanceRecorded`` if a session with marks would be moved to the future, or
    ``OrderBroken`` if core module 2 would no longer follow core module 1 for a participant.
    """
    current = lock_all(at, [session.pk])[session.pk]
    live = Registration.objects.live().filter(session=current)
    taken = live.count()
    if capacity < taken:
        raise CapacityBelowTaken(current, taken)
    if starts_at > at and live.exclude(mark=Mark.NONE).exists():
        raise AttendanceRecorded(current)
    if starts_at != current.starts_at:
        # Lock the participants, so that none takes a session of the other core module in the meantime.
        held = live.filter(mark=Mark.NONE)
        lock_assistants(held.values_list("assistant", flat=True))
        moved = CoreSession(core_module=current.core_module, starts_at=starts_at)
        broken = list(_out_of_order(moved, held))
        if broken:
            raise OrderBroken(broken)


def announce(
    *,
    session: CoreSession,
    before: Mapping[str, object],
    leaders: Iterable[User] | None = None,
    at: datetime,
) -> None:
    """Write to everyone registered or waiting for a changed coming session, and to its leaders. Idempotent.

    ``before`` has the old values of the changed fields. ``leaders`` are those to tell, if not all who lead it.
    """
    if TOLD.isdisjoint(before):
        return
    # The session was read before it was locked, so other fields may have changed since.
    session.refresh_from_db(fields=[*TOLD, "sequence", "is_draft"])
    if session.is_draft or session.has_begun(at):
        return
    old = copy(session)
    for name in TOLD & before.keys():
        setattr(old, name, before[name])
    holders = Registration.objects.live().filter(session=session, mark=Mark.NONE)
    waits = WaitlistEntry.objects.filter(session=session)
    about_places.write_session_changed(
        session, old, holders.select_related("assistant"), waits.select_related("assistant"), at
    )
    if leaders is None:
        leaders = session.leaders.filter(is_active=True)
    about_leading.write_changed(session, old, leaders, at)


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
        first, second = sorted((session, other.session), key=lambda session: session.core_module)
        if not follows(first, second):
            yield other.assistant
