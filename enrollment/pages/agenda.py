"""Data for the pages: the timetable, the sessions to choose from, the places held and the next steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.timezone import localtime
from django.utils.translation import gettext

from enrollment.eligibility import (
    RegistrationStatus,
    refusal_to_exceed_capacity,
    refusal_to_give_up,
    refusal_to_move,
    refusal_to_overtake,
    refusal_to_register,
    refusal_to_register_in_term,
    refusal_to_take,
    refusal_to_wait,
    status_of,
)
from enrollment.forms.dates import NewDate
from enrollment.forms.roll_call import Marks
from enrollment.models import (
    Campus,
    CoreModule,
    CoreSession,
    LearningAssistant,
    Registration,
    Term,
    User,
    WaitlistEntry,
)
from enrollment.models.sessions import CoreSessionQuerySet, Mark
from enrollment.places import taking
from enrollment.refusals import Closed, NotAppointed, NotOpenYet, OwnAttendance, Refusal
from enrollment.sessions.roster import departments_of

# How long the page of a seminar leader links to the roll call of a past session.
ROLL_IS_CALLED_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class CampusTimetable:
    campus: Campus
    module_1: list[CoreSession]
    module_2: list[CoreSession]


@dataclass(frozen=True, slots=True)
class DateOption:
    session: CoreSession
    refusal: Refusal | None
    chosen: bool
    # Whether the reader may join the waitlist of this full session, or is on it already.
    can_wait: bool = False
    is_waited_for: bool = False


@dataclass(frozen=True, slots=True)
class ModuleChoice:
    core_module: int
    held: Registration | None
    attended: Registration | None
    options: list[DateOption]
    # Whether the session held may be changed for another.
    can_change: bool = False

    @property
    def could_be_chosen(self) -> bool:
        """Whether no session is held, attended or ticked, although at least one is available."""
        return (
            self.held is None
            and self.attended is None
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


@dataclass(frozen=True, slots=True)
class NextStep:
    text: str
    url: str = ""
    by: datetime | None = None
    # The deadline, if it is a whole day.
    by_day: date | None = None
    # The start of an event that is not a deadline.
    takes_place: datetime | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A section that an app above this one adds to the page of a learning assistant."""

    template: str
    context: Mapping[str, object]
    next_steps: Sequence[NextStep] = ()
    # Whether it is shown before everything else.
    is_on_top: bool = False


def timetable(term: Term | None) -> list[CampusTimetable]:
    """Return the sessions of a term by campus and core module, including cancelled ones, in one query."""
    if term is None:
        return []
    sessions = (
        CoreSession.objects.with_places()
        .filter(term=term)
        .select_related("campus")
        .order_by("campus", "starts_at")
    )
    return [
        CampusTimetable(
            campus,
            [one for one in group if one.core_module == CoreModule.FIRST],
            [one for one in group if one.core_module == CoreModule.SECOND],
        )
        for campus, group in (
            (campus, list(group)) for campus, group in groupby(sessions, lambda one: one.campus)
        )
    ]


def parts(status: RegistrationStatus, at: datetime) -> list[Part]:
    """Return the sections that the apps above this one add to “My page” (``LAOS_MY_PAGE``)."""
    return [import_string(path)(status, at) for path in settings.LAOS_MY_PAGE]


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


def choices(
    status: RegistrationStatus, sessions: Iterable[CoreSession], chosen: Iterable[int], at: datetime
) -> list[ModuleChoice]:
    """Return the sessions to choose from in each core module, each with its refusal, if any."""
    sessions, chosen = list(sessions), set(chosen)
    waited_for = taking.waited_for(sessions, at, by_others_than=status.assistant)
    waits = waits_among(sessions, status, at)
    return [
        ModuleChoice(
            core_module=core_module,
            held=(held := status.held(core_module)),
            attended=status.attended(core_module),
            options=[
                DateOption(
                    session,
                    _refusal_to_choose(session, status, waited_for, at),
                    session.pk in chosen,
                    **waiting(session, status, waits, at),
                )
                for session in sessions
                if session.core_module == core_module
            ],
            can_change=held is not None and refusal_to_give_up(held, at) is None,
        )
        for core_module in CoreModule.values
    ]


def waits_among(
    sessions: Iterable[CoreSession], status: RegistrationStatus, at: datetime
) -> dict[int, int]:
    """Return the key of the session waited for, by core module; empty, without a query, if no session is full."""
    if not any(session.is_full for session in sessions):
        return {}
    entries = WaitlistEntry.objects.standing(at).filter(assistant=status.assistant)
    return dict(entries.order_by().values_list("core_module", "session"))


def waiting(
    session: CoreSession, status: RegistrationStatus, waits: dict[int, int], at: datetime
) -> dict[str, bool]:
    """Return the waitlist arguments of a ``DateOption``; one waitlist entry per core module is allowed."""
    waits_for = waits.get(session.core_module)
    return {
        "can_wait": session.is_full
        and waits_for is None
        and refusal_to_wait(session, status, at) is None,
        "is_waited_for": waits_for == session.pk,
    }


def _refusal_to_choose(
    session: CoreSession, status: RegistrationStatus, waited_for: set[int], at: datetime
) -> Refusal | None:
    return (
        refusal_to_register_in_term(session, status, at)
        or refusal_to_take(session, status, at)
        or refusal_to_exceed_capacity(session, session.taken)
        or refusal_to_overtake(session, waited_for, at)
    )


def held_places(status: RegistrationStatus, at: datetime) -> list[HeldPlace]:
    return [
        HeldPlace(
            registration, refusal_to_give_up(registration, at), registration.session.has_begun(at)
        )
        for registration in sorted(status.registrations.values(), key=lambda one: one.core_module)
        if not registration.mark
    ]


def history(assistant: LearningAssistant) -> dict[str, list[Registration]]:
    """Return past registrations, latest first, under “attended”, “missed” (also in part) and “cancelled”."""
    past = (
        Registration.objects.filter(assistant=assistant)
        .filter(~Q(mark=Mark.NONE) | Q(withdrawn_at=F("session__cancelled_at")))
        .select_related("session__campus", "session__term", "marked_by")
        .order_by("-session__starts_at")
    )
    rows: dict[str, list[Registration]] = {"attended": [], "missed": [], "cancelled": []}
    for registration in past:
        rows[HISTORY[Mark(registration.mark)]].append(registration)
    return rows


HISTORY = {
    Mark.PRESENT: "attended",
    Mark.PARTIAL: "missed",
    Mark.ABSENT: "missed",
    Mark.NONE: "cancelled",
}


def next_steps(
    status: RegistrationStatus,
    closes_at: datetime | None,
    cancelled: Sequence[Registration],
    at: datetime,
) -> list[NextStep]:
    """Return the next steps: first to register for both core modules, then to prepare for the sessions held.

    ``closes_at`` is the end of the registration window, or None if registering is not possible. A cancelled session
    is mentioned until another session of its core module is held.
    """
    missing = [number for number in CoreModule.values if number not in status.registrations]
    register = reverse("enrollment:register") if closes_at is not None else ""
    lost = {
        one.core_module: one.session for one in reversed(cancelled) if one.core_module in missing
    }
    steps = []
    if refusal_to_register(status) is None:
        steps += [_choose_another(session, register, closes_at) for session in lost.values()]
    missing = [number for number in missing if number not in lost]
    if missing and register:
        text = (
            gettext("Register for one date of each core module")
            if len(missing) == len(CoreModule)
            else gettext("Register for a date of core module %(number)s") % {"number": missing[0]}
        )
        steps.append(NextStep(text, register, closes_at))
    return steps + _preparations(status, at)


def _preparations(status: RegistrationStatus, at: datetime) -> list[NextStep]:
    unprepared = [
        registration
        for registration in status.registrations.values()
        if not registration.mark
        and not registration.session.has_begun(at)
        and registration.preparation_confirmed_at is None
    ]
    return [
        NextStep(
            gettext("Do the obligatory preparation for core module %(number)s before the seminar.")
            % {"number": registration.core_module},
            by=registration.session.starts_at,
        )
        for registration in sorted(unprepared, key=lambda one: one.session.starts_at)
    ]


def _choose_another(cancelled: CoreSession, url: str, by: datetime | None) -> NextStep:
    text = gettext("Choose another date of core module %(number)s: yours on %(day)s was cancelled.")
    day = date_format(localtime(cancelled.starts_at), "DATE_FORMAT")
    return NextStep(text % {"number": cancelled.core_module, "day": day}, url, by)


def sessions_led(user: User, at: datetime) -> CoreSessionQuerySet:
    """Return the sessions that a seminar leader calls the roll of: coming and recent ones."""
    recent = CoreSession.objects.live().filter(ends_at__gt=at - ROLL_IS_CALLED_WITHIN)
    return recent.filter(leaders=user).select_related("campus")


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
    def chosen_label(self) -> str:
        return str(Mark(self.value).label) if self.value in Mark.values else ""


def roll_call(form: Marks) -> list[RollCallRow]:
    return [
        RollCallRow(
            registration=registration,
            departments=departments_of(registration),
            field_name=name,
            value=form.to_show(registration),
            error=" ".join(map(str, form.errors.get(name, ()))),
            is_recorded_meanwhile=form.is_recorded_meanwhile(registration),
            refusal=None if name in form.fields else OwnAttendance(),
        )
        for registration in form.registrations
        for name in [form.field_name(registration)]
    ]


def sessions_to_move_to(registration: Registration, at: datetime) -> CoreSessionQuerySet:
    """Return the other coming sessions of the same core module, in any term."""
    return (
        CoreSession.objects.upcoming(at)
        .filter(core_module=registration.core_module)
        .exclude(pk=registration.session_id)
    )


def options_to_move_to(
    registration: Registration, sessions: CoreSessionQuerySet, form: NewDate, at: datetime
) -> list[DateOption]:
    status = status_of(registration.assistant, at)
    chosen = form.data.get("session")
    return [
        DateOption(
            session,
            refusal_to_move(registration, session, status, at)
            or refusal_to_exceed_capacity(session, session.taken),
            str(session.pk) == chosen,
        )
        for session in sessions.with_places().select_related("campus", "term")
    ]
