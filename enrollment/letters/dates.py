"""How letters keep a core session: as plain values, which ``rendering`` formats."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from enrollment import clock
from enrollment.models import Campus, CoreSession, Term


def date_of(session: CoreSession) -> dict[str, object]:
    """Return a snapshot of a session as JSON values."""
    return {
        "term": session.term_id,
        "core_module": session.core_module,
        "language": session.language,
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "deadline": session.deadline.isoformat(),
        "place": session.place,
        "online_url": session.online_url,
        "campus": session.campus.name,
    }


def sample_date(core_module: int = 1, *, weeks_later: int = 0) -> dict[str, object]:
    """Return the snapshot of an invented session: core module 1 in two weeks, or core module 2 in four."""
    weeks = 2 * core_module + weeks_later
    day = timezone.localtime(clock.now()).replace(hour=9, minute=0) + timedelta(weeks=weeks)
    session = CoreSession(
        term=Term(code="2031H"),
        campus=Campus(name="Trondheim"),
        core_module=core_module,
        starts_at=day,
        ends_at=day + timedelta(hours=3),
        place="R1",
        capacity=40,
    )
    return date_of(session)
