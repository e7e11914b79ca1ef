"""Build the records that the rules evaluate from the rows read of one learning assistant or a whole term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, partial

from django.db.models import QuerySet
from django.utils.timezone import localdate

from enrollment.eligibility import refusal_to_overtake
from enrollment.models import Appointment, CoreSession, LearningAssistant, Term
from modules.models.meetings import HOURS_ASKED
from modules.online.progress import ModuleStep, due_of

from .appointments import NoteOf, appointments_by_assistant
from .facts import ChosenModule, CoreDate, Name, Note, Plan, Record, Seminar, day_of
from .rows import Rows, rows_of


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
    return records(rows_of(people, term, at), people, term, at)


def records(
    rows: Rows, people: Iterable[LearningAssistant], term: Term | None, at: datetime
) -> dict[LearningAssistant, Record]:
    """Build the record of each of these learning assistants from the rows read of all of them."""
    # Marks of one group share author and time, so they share one note.
    note_of: NoteOf = cache(lambda by, when: Note(rows.names[by], datetime.fromisoformat(when)))
    seminars = _seminars(rows, term, note_of)
    modules = _modules(rows, at)
    appointments = appointments_by_assistant(rows, term, note_of)
    cancelled: defaultdict[int, set[int]] = defaultdict(set)
    for row in rows.registrations:
        if row.withdrawn_at:
            cancelled[row.assistant].add(row.core_module)
    waits = _waits_for(rows, at)
    plan = _plan(rows, term, at)
    plans = _plans_of_the_only_ones_waiting(rows, plan, term, at)
    return {
        assistant: Record(
            plan=plans.get(assistant.pk, plan),
            hours_asked=HOURS_ASKED,
            is_exempt=assistant.exempt_since is not None,
            seminars=tuple(seminars[assistant.pk]),
            modules=tuple(modules[assistant.pk]),
            appointments=tuple(appointments.get(assistant.pk, ())),
            waits_for=frozenset(waits[assistant.pk]),
            cancelled=frozenset(cancelled[assistant.pk]),
        )
        for assistant in people
    }


def _seminars(rows: Rows, term: Term | None, note_of: NoteOf) -> Mapping[int, Sequence[Seminar]]:
    held = cache(lambda session: _held(rows.sessions[session], term))
    found: defaultdict[int, list[Seminar]] = defaultdict(list)
    for row in rows.registrations:
        if row.withdrawn_at or (row.replaced_at and not row.mark):
            continue
        is_confirmed = row.preparation_confirmed_at is not None
        seminar = held(row.session)(
            mark=row.mark,
            note=note_of(row.marked_by, row.marked_at) if row.marked_by and row.marked_at else None,
            is_prepared=is_confirmed or not rows.sessions[row.session].term.preparation_required,
            is_to_prepare=not is_confirmed,
        )
        found[row.assistant].append(seminar)
    return found


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


def _modules(rows: Rows, at: datetime) -> Mapping[int, Sequence[ChosenModule]]:
    terms: defaultdict[int, set[int]] = defaultdict(set)
    for appointment in rows.appointments:
        terms[appointment.assistant].add(appointment.term)
    today = localdate(at)

    @cache
    def due(own: frozenset[int], module: int, step: ModuleStep) -> date | None:
        dates = {key: module_dates for key, module_dates in rows.dates.items() if key[0] in own}
        found = due_of(dates, module, step, today)
        return None if found is None else found.day

    found: defaultdict[int, list[ChosenModule]] = defaultdict(list)
    for row in rows.choices:
        module = rows.modules[row.module]
        chosen = ChosenModule(
            code=module.code,
            title=Name(module.title_en, module.title_nb),
            completed_on=row.completed_on,
            parts_done=row.step,
            is_set_aside=row.is_set_aside,
            is_done_here=module.is_done_here,
            due=due(frozenset(terms[row.assistant]), row.module, row.step),
            note=None if row.brought_in_by is None else Note(rows.names[row.brought_in_by], None),
        )
        found[row.assistant].append(chosen)
    return found


def _waits_for(rows: Rows, at: datetime) -> Mapping[int, set[int]]:
    """Return the core modules waited for. After the deadline of a session there are no automatic promotions."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for row in rows.waits:
        if at < rows.sessions[row.session].deadline:
            found[row.assistant].add(row.core_module)
    return found


def _plans_of_the_only_ones_waiting(
    rows: Rows, plan: Plan, term: Term | None, at: datetime
) -> Mapping[int, Plan]:
    """Return the plans of assistants who are alone on the waitlist of a session past its deadline.

    Its free places are reserved for the waitlist, so they can still get one.
    """
    alone: defaultdict[int, set[int]] = defaultdict(set)
    for row in rows.waits:
        if at >= rows.sessions[row.session].deadline and rows.waiting[row.session] == 1:
            alone[row.assistant].add(row.session)
    return {
        key: replace(plan, dates=_dates(rows, term, rows.waiting.keys() - sessions, at))
        for key, sessions in alone.items()
    }


def _plan(rows: Rows, term: Term | None, at: datetime) -> Plan:
    if term is None:
        return Plan(term="", is_over=True)
    by_module = {
        key[1]: module_dates.complete_by
        for key, module_dates in rows.dates.items()
        if key[0] == term.pk
    }
    due = {
        module.code: by_module.get(key, by_module.get(None)) for key, module in rows.modules.items()
    }
    return Plan(
        term=term.code,
        is_over=term.is_past(at),
        registration=term.registration_state(at),
        opens_at=term.registration_opens_at,
        closes_at=term.registration_closes_at,
        dates=_dates(rows, term, rows.waiting.keys(), at),
        due={code: day for code, day in due.items() if day is not None},
    )


def _dates(
    rows: Rows, term: Term | None, waited_for: Collection[int], at: datetime
) -> tuple[CoreDate, ...]:
    return tuple(
        CoreDate(
            core_module=session.core_module,
            starts_at=session.starts_at,
            day=day_of(session.starts_at),
            deadline=session.deadline,
            has_place=not session.is_full and refusal_to_overtake(session, waited_for, at) is None,
        )
        for session in rows.sessions.values()
        if term is not None and session.term_id == term.pk
    )
