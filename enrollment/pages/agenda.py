"""Data for the pages: the timetable, the sessions to choose from and the roll call."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil

from django.utils.timezone import localtime
from django.utils.translation import gettext

from enrollment.eligibility import (
    RegistrationStatus,
    refusal_of_term,
    refusal_to_exceed_capacity,
    refusal_to_give_up,
    refusal_to_move,
    refusal_to_overtake,
    refusal_to_register,
    refusal_to_take,
    refusal_to_wait,
    status_of,
)
from enrollment.forms.dates import NewDate
from enrollment.forms.roll_call import Marks
from enrollment.models import (
    Appointment,
    Campus,
    CoreModule,
    CoreSession,
    Registration,
    Term,
    WaitlistEntry,
)
from enrollment.models.keys import SessionKey
from enrollment.models.sessions import CoreSessionQuerySet, Mark
from enrollment.pages.commitments import Commitment, clashing, commitments_of
from enrollment.places import taking
from enrollment.refusals import (
    Cancelled,
    Closed,
    Full,
    NotAppointed,
    NotOpenYet,
    OwnAttendance,
    Refusal,
)
from enrollment.refusals.briefly import briefly
from enrollment.sessions.roster import departments_of
from enrollment.statements.compiled import CompiledQuery

COUNTED_DOWN_WITHIN = timedelta(days=1)


def what_when_and_where(session: CoreSession) -> tuple[object, ...]:
    return (
        session.core_module,
        session.starts_at,
        session.ends_at,
        session.campus.name,
        session.language,
        session.place,
        session.online_url,
    )


def facts_of(session: CoreSession) -> tuple[object, ...]:
    """Return everything that a list of dates shows of a session; requires ``with_places()``."""
    is_live = session.cancelled_at is None
    return (session.pk, *what_when_and_where(session), is_live, session.places_left)


@dataclass(frozen=True, slots=True)
class CampusTimetable:
    campus: Campus
    module_1: list[CoreSession]
    module_2: list[CoreSession]

    def facts(self, at: datetime) -> list[tuple[object, ...]]:
        """Return everything that the campus's tables show at this time."""
        return [
            (*facts_of(session), session.has_begun(at))
            for session in (*self.module_1, *self.module_2)
        ]


@dataclass(frozen=True, slots=True)
class DateOption:
    session: CoreSession
    refusal: Refusal | None
    chosen: bool
    # Whether the reader may join the waitlist of this full session, or is on it already.
    can_wait: bool = False
    is_waited_for: bool = False
    # What else the reader must attend at that time.
    clashes: Sequence[Commitment] = ()

    @property
    def facts(self) -> tuple[object, ...]:
        """Everything that the option's card shows."""
        session = self.session
        states = (self.chosen, self.can_wait, self.is_waited_for)
        # The day is shown without the year of the term.
        return (*facts_of(session), session.term_id, *states, self._shown_refusal, *self.clashes)

    @property
    def _shown_refusal(self) -> tuple[str, ...]:
        if self.refusal is None:
            return ()
        # A tag says so instead of a sentence.
        if isinstance(self.refusal, Full | Cancelled):
            return (self.refusal.code,)
        return self.refusal.code, self.refusal.beside_date, self.reason

    @property
    def week(self) -> int:
        return localtime(self.session.starts_at).isocalendar().week

    @property
    def reason(self) -> str:
        """Why staff cannot give this date to someone else, in a few words about them."""
        return briefly(self.refusal) if self.refusal else ""


@dataclass(frozen=True, slots=True)
class ModuleChoice:
    core_module: int
    held: Registration | None
    attended: Registration | None
    options: list[DateOption]
    # Whether the session held may be changed for another.
    can_change: bool = False

    @property
    def facts(self) -> list[tuple[object, ...]]:
        """Everything that the list of dates shows."""
        return [option.facts for option in self.options]

    @property
    def is_done(self) -> bool:
        """Whether nothing is to be chosen: a date is held or attended."""
        return self.held is not None or self.attended is not None

    @property
    def could_be_chosen(self) -> bool:
        """Whether no session is held, attended or ticked, although at least one is available."""
        return (
            not self.is_done
            and not any(option.chosen for option in self.options)
            and any(option.refusal is None for option in self.options)
        )

    def ask(self) -> str:
        return gettext("Choose a date of core module %(number)s too: there are places left.") % {
            "number": self.core_module
        }


@dataclass(frozen=True, slots=True)
class HeldPlace:
    registration: Registration
    refusal: Refusal | None
    has_begun: bool = False

    @property
    def can_give_up(self) -> bool:
        return self.refusal is None

    @property
    def deadline(self) -> datetime:
        return self.registration.session.deadline


_timetable: CompiledQuery[CoreSession] = CompiledQuery(
    lambda term: (
        CoreSession.objects.published()
        .with_places()
        .filter(term=term)
        .select_related("campus")
        .order_by("campus", "starts_at")
    )
)


def timetable(term: Term | None) -> list[CampusTimetable]:
    """Return the sessions of a term by campus and core module, including cancelled ones, in one query."""
    if term is None:
        return []
    sessions = _timetable(term=term.pk)
    return [
        CampusTimetable(
            campus,
            [session for session in group if session.core_module == CoreModule.FIRST],
            [session for session in group if session.core_module == CoreModule.SECOND],
        )
        for campus, group in (
            (campus, list(group))
            for campus, group in groupby(sessions, lambda session: session.campus)
        )
    ]


def running_term(at: datetime) -> Term | None:
    """Return the term whose registration has closed but which still has coming sessions, or None."""
    sessions = CoreSession.objects.upcoming(at).filter(term__registration_closes_at__lte=at)
    soonest = sessions.select_related("term").first()
    return None if soonest is None else soonest.term


def refusal_to_register_now(
    status: RegistrationStatus | None, term: Term | None, at: datetime
) -> Refusal | None:
    """Return the refusal to register for anything now. ``status`` is None for a user without a record."""
    refusal = NotAppointed() if status is None else refusal_to_register(status)
    if refusal is not None:
        return refusal
    if term is not None and term.is_open(at):
        return None
    return NotOpenYet(term) if term is not None and term.opens_later(at) else Closed(term)


def opens_in(refusal: Refusal | None, at: datetime) -> int | None:
    """Return the seconds until registration opens, if it does within a day."""
    opens = refusal.term.registration_opens_at if isinstance(refusal, NotOpenYet) else None
    if opens is None or opens - at > COUNTED_DOWN_WITHIN:
        return None
    return ceil((opens - at).total_seconds())


def choices(
    status: RegistrationStatus,
    sessions: Iterable[CoreSession],
    chosen: Iterable[SessionKey],
    at: datetime,
    *,
    by_staff: bool = False,
) -> list[ModuleChoice]:
    """Return the sessions to choose from in each core module, each with its refusal, if any."""
    sessions, chosen = list(sessions), set(chosen)
    waited_for = taking.waited_for(sessions, at, by_others_than=status.assistant)
    waits = waits_among(sessions, status, at)
    commitments = commitments_of(status.assistant, at) if sessions else []
    return [
        ModuleChoice(
            core_module=core_module,
            held=(held := status.held(core_module)),
            attended=status.attended(core_module),
            options=[
                DateOption(
                    session,
                    _refusal_to_choose(session, status, waited_for, at, by_staff=by_staff),
                    session.pk in chosen,
                    **waiting(session, status, waits, at, by_staff=by_staff),
                    clashes=clashing(session, commitments),
                )
                for session in sessions
                if session.core_module == core_module
            ],
            can_change=held is not None and refusal_to_give_up(held, at) is None,
        )
        for core_module in CoreModule.values
    ]


_waits: CompiledQuery[tuple[int, SessionKey]] = CompiledQuery(
    lambda assistant, at: (
        WaitlistEntry.objects.standing(at)
        .filter(assistant=assistant)
        .order_by()
        .values_list("core_module", "session")
    )
)


def waits_among(
    sessions: Iterable[CoreSession], status: RegistrationStatus, at: datetime
) -> dict[int, SessionKey]:
    """Return the session waited for, by core module; empty, without a query, if no session is full or none is waited for."""
    if status.waits_nowhere or not any(session.is_full for session in sessions):
        return {}
    return dict(_waits(assistant=status.assistant.pk, at=at))


def waiting(
    session: CoreSession,
    status: RegistrationStatus,
    waits: dict[int, SessionKey],
    at: datetime,
    *,
    by_staff: bool = False,
) -> dict[str, bool]:
    """Return the waitlist arguments of a ``DateOption``; one waitlist entry per core module is allowed."""
    waits_for = waits.get(session.core_module)
    return {
        "can_wait": session.is_full
        and waits_for is None
        and refusal_to_wait(session, status, at, by_staff=by_staff) is None,
        "is_waited_for": waits_for == session.pk,
    }


def _refusal_to_choose(
    session: CoreSession,
    status: RegistrationStatus,
    waited_for: set[SessionKey],
    at: datetime,
    *,
    by_staff: bool,
) -> Refusal | None:
    return (
        refusal_of_term(session, status, at, by_staff=by_staff)
        or refusal_to_take(session, status, at)
        or refusal_to_exceed_capacity(session, session.taken)
        or refusal_to_overtake(session, waited_for, at)
    )


@dataclass(frozen=True, slots=True)
class RollCallRow:
    registration: Registration
    departments: str
    field_name: str
    # The mark to tick: the one just submitted, else the one recorded.
    value: str
    error: str
    # Whether a colleague recorded a mark while the page was open.
    is_recorded_meanwhile: bool
    # Why the reader of the page may not mark this learning assistant.
    refusal: Refusal | None

    @property
    def described_by(self) -> str:
        """Return the ids of what is said about the row."""
        error = f"error-{self.registration.pk}" if self.error else ""
        meanwhile = f"meanwhile-{self.registration.pk}" if self.is_recorded_meanwhile else ""
        return f"{error} {meanwhile}".strip()

    @property
    def chosen_label(self) -> str:
        return str(Mark(self.value).label) if self.value in Mark.values else ""


def roll_call(form: Marks, shown: Collection[Registration]) -> list[RollCallRow]:
    """Return the rows of these registrations, and of those whose mark was sent."""
    keys = {registration.pk for registration in shown}
    return [
        RollCallRow(
            registration=registration,
            departments=departments_of(registration.assistant),
            field_name=name,
            value=form.to_show(registration),
            error=" ".join(map(str, form.errors.get(name, ()))),
            is_recorded_meanwhile=form.is_recorded_meanwhile(registration),
            refusal=None if name in form.fields else OwnAttendance(),
        )
        for registration in form.registrations
        if registration.pk in keys or form.is_sent(registration)
        for name in [form.field_name(registration)]
    ]


def sessions_to_move_to(registration: Registration, at: datetime) -> CoreSessionQuerySet:
    """Return the other coming sessions of the same core module, in the terms of the appointments."""
    terms = Appointment.objects.filter(assistant=registration.assistant_id).values("term")
    return (
        CoreSession.objects.upcoming(at)
        .filter(core_module=registration.core_module, term__in=terms)
        .exclude(pk=registration.session_id)
    )


def options_to_move_to(
    registration: Registration, sessions: CoreSessionQuerySet, form: NewDate, at: datetime
) -> list[DateOption]:
    status = status_of(registration.assistant, at)
    chosen = form.data.get("session")
    dates = list(sessions.with_places().select_related("campus", "term"))
    waits = waits_among(dates, status, at)
    commitments = commitments_of(registration.assistant, at) if dates else []
    return [
        DateOption(
            session,
            refusal_to_move(registration, session, status, at)
            or refusal_to_exceed_capacity(session, session.taken),
            str(session.pk) == chosen,
            **waiting(session, status, waits, at, by_staff=True),
            clashes=clashing(session, commitments),
        )
        for session in dates
    ]
