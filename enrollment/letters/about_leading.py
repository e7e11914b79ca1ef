"""Letters to seminar leaders, and to Uniped about a session without one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.calendar import CANCEL, PUBLISH, Entry, where
from enrollment.models import CoreSession, User
from enrollment.models.kinds import LetterGroup, LetterKind

from .dates import date_of, sample_date
from .writing import Draft, write, write_missing

LED_DATES = Mapping[User, Sequence[tuple[int, CoreSession]]]


def entries(method: str, keys: Sequence[int]) -> list[Entry]:
    """Return the calendar entries of sessions for a leader. One cancelled since is left to its own letter."""
    sessions = CoreSession.objects.filter(pk__in=keys).select_related("campus")
    return [
        entry(session, cancelled=method == CANCEL)
        for session in sessions
        if method == CANCEL or session.cancelled_at is None
    ]


def entry(session: CoreSession, *, cancelled: bool = False) -> Entry:
    cancelled = cancelled or session.cancelled_at is not None
    return Entry(
        uid=f"session-{session.pk}-leader@laos",
        sequence=session.sequence + cancelled,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=f"LAOS: {session.get_core_module_display()}",
        where=where(session.place, session.online_url, session.campus.name),
        description=gettext("You lead this seminar."),
        is_cancelled=cancelled,
    )


def _dates() -> dict[str, Any]:
    return {"dates": [sample_date(1), sample_date(2)]}


def _kind(code: str, title: Any, samples: Any) -> LetterKind:
    return LetterKind(code, title, samples, entries, LetterGroup.CHANGES)


ADDED = _kind("leader-added", _("To a seminar leader: leads sessions"), _dates)
REMOVED = _kind("leader-removed", _("To a seminar leader: no longer leads sessions"), _dates)
CHANGED = _kind(
    "leader-changed",
    _("To a seminar leader: session has a new time, room or link"),
    lambda: {"date": sample_date(), "old": sample_date(weeks_later=1)},
)
CANCELLED = _kind(
    "leader-cancelled",
    _("To a seminar leader: session cancelled"),
    lambda: {"date": sample_date()},
)
MISSING = LetterKind(
    "leader-missing",
    _("To Uniped: session without a leader"),
    lambda: {"date": sample_date(), "session_page": f"{settings.SITE_URL}/admin/"},
)


def write_added(dates: LED_DATES, at: datetime) -> None:
    """Tell leaders which sessions they lead from now on, each with the key of its assignment."""
    write([_of_several(ADDED, PUBLISH, leader, led) for leader, led in dates.items()], at)


def write_removed(dates: LED_DATES, at: datetime) -> None:
    write([_of_several(REMOVED, CANCEL, leader, led) for leader, led in dates.items()], at)


def _of_several(
    kind: LetterKind, method: str, leader: User, led: Sequence[tuple[int, CoreSession]]
) -> Draft:
    sessions = sorted((session for _key, session in led), key=lambda session: session.starts_at)
    return Draft(
        leader,
        kind,
        # Each assignment is told about once, so one of its keys stands for all.
        f"leads:{min(key for key, _session in led)}",
        lambda: {"dates": [date_of(session) for session in sessions]},
        ((method, tuple(session.pk for session in sessions)),),
    )


def write_changed(
    session: CoreSession, old: CoreSession, leaders: Iterable[User], at: datetime
) -> None:
    """Announce a new time, room or link. Each change is announced only once."""
    write_missing(
        [
            Draft(
                leader,
                CHANGED,
                f"session:{session.pk}:{session.sequence}",
                lambda: {"date": date_of(session), "old": date_of(old)},
                ((PUBLISH, (session.pk,)),),
            )
            for leader in leaders
        ],
        at,
    )


def write_cancelled(session: CoreSession, leaders: Iterable[User], at: datetime) -> None:
    write(
        [
            Draft(
                leader,
                CANCELLED,
                f"session:{session.pk}",
                lambda: {"date": date_of(session)},
                ((CANCEL, (session.pk,)),),
            )
            for leader in leaders
        ],
        at,
    )
