"""Load the records that the rules evaluate, for one learning assistant or a whole term.

The number of queries is constant. Large tables are read with ``values_list()``, so that a whole term is evaluated in a
second or two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial

from django.db.models import Q, QuerySet

from enrollment.eligibility import refusal_to_overtake
from enrollment.models import (
    Appointment,
    CoreSession,
    LearningAssistant,
    Registration,
    Term,
    User,
    WaitlistEntry,
)
from modules.models import Choice, OnlineModule
from modules.models.meetings import HOURS_ASKED
from modules.online.progress import last_days

from .appointments import as_text, employments_of, marks_of
from .facts import ChosenModule, CoreDate, Name, Note, Plan, Record, Seminar, day_of


def record_of(assistant: LearningAssistant, at: datetime) -> Record:
    """Load the record for the current term among the assistant's terms; without any, for the current term."""
    own = Term.objects.filter(appointments__assistant=assistant)
    term = own.current(at) or Term.objects.current(at)
    people = LearningAssistant.objects.filter(pk=assistant.pk)
    return _records(people, [assistant], term, at)[assistant]


def records_of_term(term: Term, at: datetime) -> dict[LearningAssistant, Record]:
    return records_of(appointed(term), term, at)


def appointed(term: Term) -> QuerySet[LearningAssistant]:
    """Return the learning assistants with an appointment in the term, ordered by name."""
    appointments = Appointment.objects.filter(term=term)
    return LearningAssistant.objects.filter(pk__in=appointments.values("assistant"))


def records_of(
    people: QuerySet[LearningAssistant], term: Term | None, at: datetime
) -> dict[LearningAssistant, Record]:
    """Load the records of these learning assistants, to be evaluated for the given term."""
    return _records(people, people, term, at)


def _records(
    people: QuerySet[LearningAssistant],
    each: Iterable[LearningAssistant],
    term: Term | None,
    at: datetime,
) -> dict[LearningAssistant, Record]:
    registrations = list(
        Registration.objects.live()
        .filter(assistant__in=people)
        .order_by("session__starts_at", "pk")
        .values_list(
            "assistant",
            "session",
            "mark",
            "marked_by",
            as_text("marked_at"),
            as_text("preparation_confirmed_at"),
        )
    )
    choices = list(
        Choice.objects.filter(assistant__in=people)
        .order_by("slot")
        .values_list("assistant", "module", "completed_on", "brought_in_by")
    )
    marks = marks_of(people)
    names = _names(
        {row[3] for row in registrations} | {row[3] for row in choices} | {row[3] for row in marks}
    )
    # Marks of one group share author and time, so they share one note.
    note_of = cache(lambda by, when: Note(names[by], datetime.fromisoformat(when)))
    sessions = _sessions(term, {row[1] for row in registrations})
    waiting = list(
        WaitlistEntry.objects.standing(at)
        .filter(session__in=sessions)
        .values_list("assistant", "session", "core_module")
    )
    catalogue = {one.pk: one for one in OnlineModule.objects.only("code", "title_en", "title_nb")}
    waited_for = Counter(row[1] for row in waiting)
    plan = _plan(term, sessions.values(), waited_for, catalogue, at)

    held = {key: _held(one, term) for key, one in sessions.items()}
    seminars: defaultdict[int, list[Seminar]] = defaultdict(list)
    for somebody, key, mark, by, when, confirmed in registrations:
        is_required = sessions[key].term.preparation_required
        seminars[somebody].append(
            held[key](
                mark=mark,
                note=note_of(by, when) if mark else None,
                is_prepared=confirmed is not None or not is_required,
            )
        )
    modules: defaultdict[int, list[ChosenModule]] = defaultdict(list)
    for somebody, key, completed_on, by in choices:
        module = catalogue[key]
        modules[somebody].append(
            ChosenModule(
                code=module.code,
                title=Name(module.title_en, module.title_nb),
                completed_on=completed_on,
                note=None if by is None else Note(names[by], None),
            )
        )
    employments = employments_of(people, term, marks, note_of)
    waits: defaultdict[int, set[int]] = defaultdict(set)
    alone: defaultdict[int, set[int]] = defaultdict(set)
    for somebody, key, core_module in waiting:
        # After the deadline there are no automatic promotions, and a free place is reserved for the
        # waitlist. An assistant who is the only one on it can therefore still get that place.
        if at < sessions[key].deadline:
            waits[somebody].add(core_module)
        elif waited_for[key] == 1:
            alone[somebody].add(key)
    plans = {
        somebody: replace(plan, dates=_dates(term, sessions.values(), waited_for.keys() - keys, at))
        for somebody, keys in alone.items()
    }
    return {
        one: Record(
            plan=plans.get(one.pk, plan),
            hours_asked=HOURS_ASKED,
            is_exempt=one.exempt_since is not None,
            seminars=tuple(seminars[one.pk]),
            modules=tuple(modules[one.pk]),
            employments=tuple(employments[one.pk]),
            waits_for=frozenset(waits[one.pk]),
        )
        for one in each
    }


def _names(accounts: Iterable[int | None]) -> dict[int, str]:
    """Return the names of these accounts by key; ``None`` is ignored."""
    keys = {one for one in accounts if one is not None}
    found = User.objects.filter(pk__in=keys).only("name", "username")
    return {one.pk: str(one) for one in found}


def _sessions(term: Term | None, held: Iterable[int]) -> dict[int, CoreSession]:
    """Load the term's sessions that are not cancelled, and the sessions ``held`` of any term, by key."""
    found = CoreSession.objects.filter(Q(pk__in=held) | Q(term=term, cancelled_at=None))
    return {one.pk: one for one in found.with_places().select_related("campus", "term")}


def _held(session: CoreSession, term: Term | None) -> partial[Seminar]:
    """Build a ``Seminar`` with the values that all registrations for the session share."""
    return partial(
        Seminar,
        core_module=session.core_module,
        starts_at=session.starts_at,
        day=day_of(session.starts_at),
        deadline=session.deadline,
        campus=session.campus.name,
        is_later=term is not None and term.is_before(session.term),
    )


def _plan(
    term: Term | None,
    sessions: Iterable[CoreSession],
    waited_for: Collection[int],
    catalogue: Mapping[int, OnlineModule],
    at: datetime,
) -> Plan:
    if term is None:
        return Plan(term="", is_over=True)
    closes_at = term.registration_closes_at
    return Plan(
        term=term.code,
        is_over=term.is_past(at),
        registration=term.registration_state(at),
        closes_on=None if closes_at is None else day_of(closes_at - timedelta(microseconds=1)),
        dates=_dates(term, sessions, waited_for, at),
        due=last_days(term, catalogue),
    )


def _dates(
    term: Term | None, sessions: Iterable[CoreSession], waited_for: Collection[int], at: datetime
) -> tuple[CoreDate, ...]:
    return tuple(
        CoreDate(
            core_module=one.core_module,
            starts_at=one.starts_at,
            day=day_of(one.starts_at),
            deadline=one.deadline,
            has_place=not one.is_full and refusal_to_overtake(one, waited_for, at) is None,
        )
        for one in sessions
        if term is not None and one.term_id == term.pk
    )
