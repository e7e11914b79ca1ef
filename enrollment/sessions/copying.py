"""Propose the sessions of a term in another term, in the same week of the term and on the same weekday."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _

from enrollment.models import CoreSession, Term, User

from .days_off import next_free_day, sentence_about

# The ISO week in which teaching begins at NTNU, by season of the term.
FIRST_WEEKS = {"V": 2, "H": 34}
# Core module, campus, day and time: parallel sessions share a slot.
Slot = tuple[int, int, date, time]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A session of the earlier term, unsaved in the new one."""

    # The key of the session in the earlier term.
    copied_from: int
    session: CoreSession
    leaders: tuple[User, ...]
    # Why it is not ticked, or "".
    left_out: str


def propose(source: Term, target: Term, first_week: date | None = None) -> list[Proposal]:
    """Return the sessions of ``source`` as they would be in ``target``, in order of time.

    The first session that is not left out falls in the week of ``first_week``, if given. What would fall on a weekend or
    a holiday is left out, with the next free weekday as its date; so is what the new term already has.
    """
    sessions = list(
        CoreSession.objects.planned()
        .filter(term=source)
        .select_related("campus")
        .prefetch_related("leaders")
    )
    if not sessions:
        return []
    held = CoreSession.objects.planned().filter(term=target) if target.pk else ()
    present = {_slot(session) for session in held}
    shift = _monday(_begins(target)) - _monday(_begins(source))
    if first_week is not None:
        shift = _shift_to(_monday(first_week), sessions, present)
    taken = present | {_slot(session, shift) for session in sessions}
    return sorted(
        (_proposal(session, target, shift, present, taken) for session in sessions),
        key=lambda proposal: proposal.session.starts_at,
    )


def _shift_to(week: date, sessions: Sequence[CoreSession], present: Container[Slot]) -> timedelta:
    """Return the shift with which the first session that is not left out falls in a week.

    ``week`` is its Monday. If there is no such shift, no session falls before that week.
    """
    shifts = [week - _monday(_day_of(session)) for session in sessions]
    for shift in dict.fromkeys(shifts):
        kept = (session for session in sessions if not _left_out(session, shift, present))
        first = next(kept, None)
        if first is not None and _monday(_day_of(first) + shift) == week:
            return shift
    return shifts[0]


def _left_out(session: CoreSession, shift: timedelta, present: Container[Slot]) -> str:
    """Return why a session is not to be ticked, or ""."""
    if _slot(session, shift) in present:
        return _("The term already has this session.")
    return sentence_about(_day_of(session) + shift)


def _proposal(
    session: CoreSession, target: Term, shift: timedelta, present: set[Slot], taken: set[Slot]
) -> Proposal:
    day = _day_of(session) + shift
    left_out = _left_out(session, shift, present)
    if left_out and _slot(session, shift) not in present:
        core_module, campus, _day, hour = _slot(session)
        busy = {slot[2] for slot in taken if (*slot[:2], slot[3]) == (core_module, campus, hour)}
        day = next_free_day(day, busy)
        taken.add((core_module, campus, day, hour))
    copy = CoreSession(
        term=target,
        core_module=session.core_module,
        campus=session.campus,
        language=session.language,
        starts_at=_on(day, session.starts_at),
        ends_at=_on(day, session.ends_at),
        capacity=session.capacity,
        place=session.place,
        online_url=session.online_url,
    )
    leaders = (leader for leader in session.leaders.all() if leader.is_active)
    return Proposal(session.pk, copy, tuple(leaders), left_out)


def next_code(terms: Iterable[Term]) -> str:
    """Return the code of the term after the last of these, or "" without any."""
    last = max(terms, key=lambda term: term.last_day, default=None)
    if last is None:
        return ""
    year = int(last.code[:4])
    return f"{year}H" if last.code.endswith("V") else f"{year + 1}V"


def _begins(term: Term) -> date:
    return date.fromisocalendar(int(term.code[:4]), FIRST_WEEKS[term.code[-1]], 1)


def _day_of(session: CoreSession) -> date:
    return localtime(session.starts_at).date()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _slot(session: CoreSession, shift: timedelta = timedelta()) -> Slot:
    starts_at = localtime(session.starts_at)
    day = starts_at.date() + shift
    return session.core_module, session.campus_id, day, starts_at.time()


def _on(day: date, moment: datetime) -> datetime:
    """Return the same time of day on another day: nine o'clock stays nine o'clock in summer and winter."""
    return make_aware(datetime.combine(day, localtime(moment).time()))
