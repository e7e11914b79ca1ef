"""The rules of registration: each ``refusal_to_…`` function returns the ``Refusal`` of a broken rule, or None.

Nothing here writes to the database. The rules' source is ``docs/programme.md`` (“Core modules”).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.timezone import localdate

from enrollment.models.keys import AssistantKey, CampusKey, SessionKey, TermKey

from .marks import HOLDS
from .models import Appointment, CoreSession, LearningAssistant, Registration
from .models.sessions import Mark
from .refusals import (
    AlreadyHolding,
    AppointmentEndsBefore,
    Awaited,
    Cancelled,
    Clash,
    Closed,
    Completed,
    DeadlinePassed,
    Exempt,
    Full,
    Marked,
    NotAppointed,
    NotHeld,
    NotOpenYet,
    NotPublished,
    Refusal,
    TooLateToWait,
    WrongOrder,
)
from .statements.compiled import CompiledQuery


@dataclass(frozen=True, slots=True)
class RegistrationStatus:
    """The facts about a learning assistant that the rules need, read at one moment."""

    assistant: LearningAssistant
    # The last day of the appointments, by term; None if one of them lasts as long as the term.
    appointed_until: Mapping[TermKey, date | None]
    # The registration held or attended, by core module.
    registrations: dict[int, Registration]
    # Places whose attendance is not recorded in time, by core module: another date may be chosen.
    overdue: dict[int, Registration] = field(default_factory=dict)
    # Where the departments are that have appointed the learning assistant; no rule asks.
    campuses: frozenset[CampusKey] = frozenset()
    # True if the learning assistant is known to be on no waitlist, False if that was not read; no rule asks.
    waits_nowhere: bool = False

    def held(self, core_module: int) -> Registration | None:
        registration = self.registrations.get(core_module)
        return None if registration is None or registration.mark else registration

    def attended(self, core_module: int) -> Registration | None:
        registration = self.registrations.get(core_module)
        return registration if registration is not None and registration.mark else None

    def overdue_in(self, core_modules: Collection[int]) -> list[Registration]:
        return [place for number, place in self.overdue.items() if number in core_modules]

    def other_than(self, core_module: int) -> list[Registration]:
        """Return the registrations held or attended in the other core module."""
        return [
            registration
            for number, registration in self.registrations.items()
            if number != core_module
        ]


def status_of(assistant: LearningAssistant, at: datetime) -> RegistrationStatus:
    """Load the status of a learning assistant, in two queries."""
    return statuses_of([assistant], at)[assistant.pk]


_appointments: CompiledQuery[tuple[AssistantKey, TermKey, date | None, CampusKey]] = CompiledQuery(
    lambda assistants, today: (
        Appointment.objects.live_on(today)
        .filter(assistant__among=assistants)
        .order_by()
        .values_list("assistant", "term", "ends_on", "department__campus")
    )
)
_registrations: CompiledQuery[Registration] = CompiledQuery(
    lambda assistants: (
        Registration.objects.standing()
        .filter(assistant__among=assistants)
        .select_related("session__campus", "session__term")
        .order_by("session__starts_at", "pk")
    )
)


def statuses_of(
    assistants: Iterable[LearningAssistant], at: datetime
) -> dict[AssistantKey, RegistrationStatus]:
    """Load the statuses of learning assistants, in two queries."""
    assistants = list(assistants)
    registered: defaultdict[AssistantKey, dict[int, Registration]] = defaultdict(dict)
    overdue: defaultdict[AssistantKey, dict[int, Registration]] = defaultdict(dict)
    campuses: defaultdict[AssistantKey, set[CampusKey]] = defaultdict(set)
    keys = [assistant.pk for assistant in assistants]
    appointments = list(_appointments(assistants=keys, today=localdate(at)))
    appointed = last_days(appointment[:3] for appointment in appointments)
    for assistant, *_until, campus in appointments:
        campuses[assistant].add(campus)
    for registration in _registrations(assistants=keys):
        of = overdue if registration.is_overdue(at) else registered
        of[registration.assistant_id][registration.core_module] = registration
    return {
        assistant.pk: RegistrationStatus(
            assistant=assistant,
            appointed_until=appointed[assistant.pk],
            registrations=registered[assistant.pk],
            overdue=overdue[assistant.pk],
            campuses=frozenset(campuses[assistant.pk]),
        )
        for assistant in assistants
    }


def last_days(
    appointments: Iterable[tuple[AssistantKey, TermKey, date | None]],
) -> defaultdict[AssistantKey, dict[TermKey, date | None]]:
    """Return the last day of the appointments by learning assistant and term, as in ``appointed_until``."""
    found: defaultdict[AssistantKey, dict[TermKey, date | None]] = defaultdict(dict)
    for assistant, term, ends_on in appointments:
        known = found[assistant].get(term, ends_on)
        found[assistant][term] = None if known is None or ends_on is None else max(known, ends_on)
    return found


def refusal_to_register(status: RegistrationStatus) -> Refusal | None:
    """Check the learning assistant alone: exemption, and an appointment in any term."""
    if status.assistant.exempt_since is not None:
        return Exempt()
    if not status.appointed_until:
        return NotAppointed()
    return None


def refusal_without_appointment(
    session: CoreSession, status: RegistrationStatus
) -> NotAppointed | AppointmentEndsBefore | None:
    """Check the appointment: one in the session's term that has not ended by the day of the session."""
    if session.term_id not in status.appointed_until:
        return NotAppointed(session.term)
    last_day = status.appointed_until[session.term_id]
    if last_day is not None and last_day < localdate(session.starts_at):
        return AppointmentEndsBefore(session, last_day)
    return None


def refusal_to_register_in_term(
    session: CoreSession, status: RegistrationStatus, at: datetime
) -> Refusal | None:
    """Check the session's term: an open registration window, and an appointment until the session."""
    refusal = refusal_without_appointment(session, status)
    if isinstance(refusal, NotAppointed):
        return refusal
    if session.term.opens_later(at):
        return NotOpenYet(session.term)
    return refusal if session.term.is_open(at) else Closed(session.term)


def refusal_of_term(
    session: CoreSession, status: RegistrationStatus, at: datetime, *, by_staff: bool
) -> Refusal | None:
    """Check the session's term; for staff, who register outside the window too, only the appointment."""
    if by_staff:
        return refusal_without_appointment(session, status)
    return refusal_to_register_in_term(session, status, at)


def refusal_to_take(
    session: CoreSession, status: RegistrationStatus, at: datetime
) -> Refusal | None:
    """Check the session itself, regardless of free places."""
    return (
        refusal_to_repeat(session, status)
        or refusal_to_join(session, at)
        or refusal_to_combine(session, status)
    )


def refusal_to_add(session: CoreSession, status: RegistrationStatus, mark: str) -> Refusal | None:
    """Check a registration with the given mark against those that the learning assistant holds or has attended."""
    return refusal_to_repeat(session, status) or refusal_to_combine(session, status, mark)


def refusal_to_record(
    session: CoreSession, status: RegistrationStatus, mark: str, taken: int, at: datetime
) -> Refusal | None:
    """Check a place in an imported file. Windows and deadlines do not apply."""
    return (
        refusal_of_state(session)
        or (None if session.has_begun(at) else refusal_to_attend(session, status))
        or (refusal_to_add(session, status, mark) if mark in HOLDS else None)
        or refusal_to_exceed_capacity(session, taken)
    )


def refusal_to_attend(session: CoreSession, status: RegistrationStatus) -> Refusal | None:
    """Check exemption and appointment for a coming session, regardless of the registration window."""
    if status.assistant.exempt_since is not None:
        return Exempt()
    return refusal_without_appointment(session, status)


def refusal_to_repeat(session: CoreSession, status: RegistrationStatus) -> Refusal | None:
    attended = status.attended(session.core_module)
    if attended is not None:
        return Completed(attended)
    held = status.held(session.core_module)
    return None if held is None else AlreadyHolding(held)


def refusal_to_combine(
    session: CoreSession, status: RegistrationStatus, mark: str = Mark.NONE
) -> Refusal | None:
    """Check a session against that of the other core module: no overlap, and the right order.

    The order applies only between coming sessions: a learning assistant who missed core module 1 may take it after
    core module 2.
    """
    others = status.other_than(session.core_module)
    to_come = [other.session for other in others if not (other.mark or mark)]
    return refusal_to_overlap(session, (other.session for other in others)) or refusal_to_reverse(
        session, to_come
    )


def refusal_to_switch(
    session: CoreSession, status: RegistrationStatus, at: datetime
) -> Refusal | None:
    """Check a session in place of the one held in its core module, if any, regardless of free places.

    The registration window need only have opened; it may have closed since.
    """
    attended = status.attended(session.core_module)
    if attended is not None:
        return Completed(attended)
    held = status.held(session.core_module)
    if held is not None and held.session == session:
        return AlreadyHolding(held)
    return (
        refusal_to_register(status)
        or _refusal_since_opening(session, status, at)
        or refusal_to_join(session, at)
        or (None if held is None else refusal_to_give_up(held, at))
        or refusal_to_combine(session, status)
    )


def _refusal_since_opening(
    session: CoreSession, status: RegistrationStatus, at: datetime
) -> Refusal | None:
    if session.term.registration_opens_at is not None and not session.term.opens_later(at):
        return refusal_without_appointment(session, status)
    return refusal_to_register_in_term(session, status, at)


def refusal_to_choose(
    session: CoreSession, status: RegistrationStatus, at: datetime
) -> Refusal | None:
    """Check a session as a first choice or in place of the one held, regardless of free places.

    A first choice requires an open registration window.
    """
    registering = status.held(session.core_module) is None
    return (
        refusal_to_register_in_term(session, status, at) if registering else None
    ) or refusal_to_switch(session, status, at)


def refusal_to_exceed_capacity(session: CoreSession, taken: int) -> Refusal | None:
    return Full(session) if taken >= session.capacity else None


def refusal_to_wait(
    session: CoreSession, status: RegistrationStatus, at: datetime, *, by_staff: bool = False
) -> Refusal | None:
    """Check whether the learning assistant may join the waitlist, regardless of whether the session is full.

    For staff the registration window need only have opened, as for a promotion.
    """
    return (
        refusal_of_term(session, status, at, by_staff=by_staff)
        or refusal_to_switch(session, status, at)
        or (TooLateToWait(session) if at >= session.deadline else None)
    )


def refusal_to_overtake(
    session: CoreSession, waited_for: Collection[SessionKey], at: datetime
) -> Refusal | None:
    """Refuse a session past its deadline that others wait for: staff give its free places to the waitlist."""
    return Awaited(session) if session.pk in waited_for and at >= session.deadline else None


def refusal_to_give_up(registration: Registration, at: datetime) -> Refusal | None:
    if registration.mark:
        return Marked(registration)
    if at >= registration.session.deadline:
        return DeadlinePassed(registration.session)
    return None


def refusal_to_move(
    registration: Registration, to: CoreSession, status: RegistrationStatus, at: datetime
) -> Refusal | None:
    """Check a move by staff to another session, regardless of free places."""
    if registration.mark:
        return Marked(registration)
    if registration.withdrawn_at is not None:
        return NotHeld(registration)
    return (
        refusal_to_attend(to, status) or refusal_to_join(to, at) or refusal_to_combine(to, status)
    )


def refusal_to_join(session: CoreSession, at: datetime) -> Refusal | None:
    refusal = refusal_of_state(session)
    if refusal is None and session.has_begun(at):
        return Closed(session.term, session)
    return refusal


def refusal_of_state(session: CoreSession) -> Refusal | None:
    """Refuse a place, past or coming, in a draft or in a cancelled session."""
    if session.is_draft:
        return NotPublished(session)
    return Cancelled(session) if session.cancelled_at is not None else None


def refusal_to_hold_both(session: CoreSession, others: Collection[CoreSession]) -> Refusal | None:
    """Check coming sessions of one person: no overlap, and core module 2 on a later day than core module 1."""
    return refusal_to_overlap(session, others) or refusal_to_reverse(session, others)


def refusal_to_overlap(session: CoreSession, others: Iterable[CoreSession]) -> Refusal | None:
    return next((Clash(session, other) for other in others if session.overlaps(other)), None)


def refusal_to_reverse(session: CoreSession, others: Iterable[CoreSession]) -> Refusal | None:
    for other in others:
        if session.core_module != other.core_module:
            first, second = sorted((session, other), key=lambda session: session.core_module)
            if not follows(first, second):
                return WrongOrder(first, second)
    return None


def follows(first: CoreSession, second: CoreSession) -> bool:
    """Return whether ``second`` is on a later day than ``first`` (``docs/programme.md``: “Core modules”)."""
    return localdate(second.starts_at) > localdate(first.starts_at)
