"""The record of one learning assistant, with the rows it is built from: the page shows what the verdict evaluates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from completion.models import CompletionReport, EquivalentQualification
from enrollment.models import (
    Appointment,
    CoreSession,
    ExchangeSide,
    LearningAssistant,
    Preparation,
    Registration,
    Term,
    User,
    WaitlistEntry,
)
from enrollment.models.keys import AppointmentKey
from enrollment.models.terms import current_among
from enrollment.statements.compiled import CompiledQuery
from modules.models import Choice, FollowUpAttendance
from modules.models.keys import MeetingKey
from modules.online.progress import with_steps

from .contacts import (
    Contact,
    contacts_among,
    coordinators_of_appointment,
    leaders_of_registration,
    preparations_of_registration,
)
from .facts import Record
from .loading import records
from .rows import (
    AppointmentRow,
    MarkRow,
    MeetingsByPlace,
    RegistrationRow,
    Rows,
    WaitRow,
    all_modules,
    choice_row,
    dates_of,
    meetings_of,
)


@dataclass(frozen=True, slots=True)
class PersonalFacts:
    """What is on record of one learning assistant; each row is read once."""

    assistant: LearningAssistant
    # Keys of ``MAY_HAVE``: there are no rows of the others.
    may_have: Collection[str]
    # The term evaluated: the current one among the assistant's terms; without any, the current term.
    term: Term | None
    # Newest first; the first one also has the assistant's calendar feed.
    appointments: Sequence[Appointment]
    # Live, or ended because the session was cancelled; by start of the session.
    registrations: Sequence[Registration]
    # For coming sessions, ``with_place()`` and annotated with the exchange offered.
    waits: Sequence[Any]
    # Annotated by ``with_steps``.
    choices: Sequence[Any]
    # With all meetings of the appointments' departments, cancelled ones included.
    meetings: MeetingsByPlace
    # With objection and answer.
    attendance: Mapping[tuple[AppointmentKey, MeetingKey], FollowUpAttendance]
    record: Record
    # For the sessions of the registrations.
    preparations: Sequence[Preparation]
    # The names of the seminar leaders, by registration.
    leaders: Mapping[int, Sequence[str]]
    # Whom to ask about the follow-up of each appointment: those of its course, else those of the department.
    coordinators: Mapping[AppointmentKey, Sequence[Contact]]


# What many have nothing of, so that most pages need no statement for it.
MAY_HAVE = {
    "waits": WaitlistEntry.objects.filter(assistant=OuterRef("assistant")),
    "choices": Choice.objects.filter(assistant=OuterRef("assistant")),
    "attendance": FollowUpAttendance.objects.filter(appointment__assistant=OuterRef("assistant")),
    "reports": CompletionReport.objects.filter(assistant=OuterRef("assistant")),
    "applications": EquivalentQualification.objects.filter(assistant=OuterRef("assistant")),
}
_appointments: CompiledQuery[Any] = CompiledQuery(
    lambda assistant: (
        Appointment.objects.filter(assistant=assistant)
        .select_related("course", "department", "term", "assistant__calendar_feed")
        .annotate(
            coordinators=coordinators_of_appointment(),
            **{f"has_{what}": Exists(rows) for what, rows in MAY_HAVE.items()},
        )
        .order_by("-pk")
    )
)
_registrations: CompiledQuery[Any] = CompiledQuery(
    lambda assistant: (
        Registration.objects.on_roster()
        .filter(assistant=assistant)
        .select_related("session__campus", "session__term", "marked_by")
        .annotate(leaders=leaders_of_registration(), preparations=preparations_of_registration())
        .order_by("session__starts_at", "pk")
    )
)
_choices: CompiledQuery[Any] = CompiledQuery(
    lambda assistant: (
        with_steps(Choice.objects.filter(assistant=assistant))
        .select_related("module", "brought_in_by")
        .order_by("slot")
    )
)
_attendance: CompiledQuery[FollowUpAttendance] = CompiledQuery(
    lambda assistant: (
        FollowUpAttendance.objects.filter(appointment__assistant=assistant)
        .select_related("marked_by", "objection__answered_by")
        .order_by()
    )
)


def personal_facts(assistant: LearningAssistant, at: datetime) -> PersonalFacts:
    """Load everything on record of a learning assistant, in at most eleven queries."""
    appointments = _appointments(assistant=assistant.pk)
    own_terms = {appointment.term_id: appointment.term for appointment in appointments}
    term = current_among(own_terms.values(), at) or Term.objects.current(at)
    registrations = _registrations(assistant=assistant.pk)
    may_have = _what_there_is(appointments)
    waits = _waits(assistant=assistant.pk, at=at) if "waits" in may_have else []
    choices = _choices(assistant=assistant.pk) if "choices" in may_have else []
    attendance = _attendance(assistant=assistant.pk) if "attendance" in may_have else []
    rows = _rows(assistant, appointments, registrations, waits, choices, attendance, term, at)
    return PersonalFacts(
        assistant=assistant,
        may_have=may_have,
        term=term,
        appointments=appointments,
        registrations=registrations,
        waits=waits,
        choices=choices,
        meetings=rows.meetings,
        attendance={(mark.appointment_id, mark.meeting_id): mark for mark in attendance},
        record=records(rows, [assistant], term, at)[assistant],
        preparations=[
            Preparation(
                term_id=registration.session.term_id, core_module=registration.core_module, **row
            )
            for registration in registrations
            for row in registration.preparations
        ],
        leaders={registration.pk: registration.leaders for registration in registrations},
        coordinators={
            appointment.pk: contacts_among(appointment.coordinators) for appointment in appointments
        },
    )


def _what_there_is(appointments: Sequence[Any]) -> set[str]:
    """Return the keys of ``MAY_HAVE``; without an appointment to tell, all."""
    return {
        what for what in MAY_HAVE if not appointments or getattr(appointments[0], f"has_{what}")
    }


def _rows(
    assistant: LearningAssistant,
    appointments: Sequence[Appointment],
    registrations: Sequence[Registration],
    waits: Sequence[Any],
    choices: Sequence[Any],
    attendance: Sequence[FollowUpAttendance],
    term: Term | None,
    at: datetime,
) -> Rows:
    sessions = _sessions(registrations, term)
    appointment_rows = [_appointment_row(appointment) for appointment in appointments]
    recorders = [
        *(registration.marked_by for registration in registrations),
        *(mark.marked_by for mark in attendance),
        *(choice.brought_in_by for choice in choices),
    ]
    return Rows(
        registrations=[_registration_row(registration) for registration in registrations],
        choices=[choice_row(choice) for choice in choices],
        appointments=appointment_rows,
        marks=[_mark_row(mark) for mark in attendance],
        waits=[
            WaitRow(assistant.pk, entry.session_id, entry.core_module)
            for entry in waits
            if entry.session_id in sessions
        ],
        waiting={
            key: session.waiting
            for key, session in sessions.items()
            if term is not None
            and session.term_id == term.pk
            and session.waiting
            and not session.has_begun(at)
        },
        sessions=sessions,
        modules=all_modules(),
        dates=dates_of({appointment.term_id for appointment in appointments}, term),
        meetings=meetings_of(appointment_rows),
        names=_names(recorders),
    )


def _sessions(registrations: Iterable[Registration], term: Term | None) -> dict[int, Any]:
    """Return the sessions with a place held, and load those of the term with the number of people waiting."""
    sessions = {
        registration.session_id: registration.session
        for registration in registrations
        if registration.withdrawn_at is None
    }
    for session in _sessions_of_term(term=term.pk) if term else ():
        session.term = term
        # Pages name the campus only of sessions with a place held, so only theirs is loaded.
        if session.pk in sessions:
            session.campus = sessions[session.pk].campus
        sessions[session.pk] = session
    return sessions


def _number_waiting() -> Coalesce:
    entries = WaitlistEntry.objects.filter(session=OuterRef("pk")).order_by().values("session")
    return Coalesce(Subquery(entries.annotate(number=Count("pk")).values("number")), 0)


_sessions_of_term: CompiledQuery[Any] = CompiledQuery(
    lambda term: (
        CoreSession.objects.live()
        .filter(term=term)
        .with_places()
        .annotate(waiting=_number_waiting())
    )
)


def _standing_waits(assistant: Any, at: Any) -> Any:
    """Return the standing waitlist entries, with key, expiry and agreement of the exchange offered for each."""
    offer = ExchangeSide.objects.filter(
        assistant=OuterRef("assistant"),
        takes=OuterRef("session"),
        closed_at=None,
        exchange__expires_at__gt=at,
    )
    return (
        WaitlistEntry.objects.standing(at)
        .filter(assistant=assistant)
        .with_place()
        .annotate(
            offer=Subquery(offer.values("pk")[:1]),
            offer_expires_at=Subquery(offer.values("exchange__expires_at")[:1]),
            offer_agreed_at=Subquery(offer.values("agreed_at")[:1]),
        )
        .select_related("session__campus", "session__term")
        .order_by("core_module")
    )


_waits: CompiledQuery[Any] = CompiledQuery(_standing_waits)


def _registration_row(registration: Registration) -> RegistrationRow:
    moments = (
        registration.marked_at,
        registration.preparation_confirmed_at,
        registration.withdrawn_at,
        registration.replaced_at,
    )
    marked_at, *others = map(_as_text, moments)
    return RegistrationRow(
        registration.assistant_id,
        registration.session_id,
        registration.core_module,
        registration.mark,
        registration.marked_by_id,
        marked_at,
        *others,
    )


def _as_text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _mark_row(attendance: FollowUpAttendance) -> MarkRow:
    return MarkRow(
        attendance.appointment_id,
        attendance.meeting_id,
        attendance.mark,
        attendance.marked_by_id,
        attendance.marked_at.isoformat(),
    )


def _appointment_row(appointment: Appointment) -> AppointmentRow:
    return AppointmentRow(
        appointment.pk,
        appointment.assistant_id,
        appointment.department_id,
        appointment.term_id,
        appointment.course_id,
        appointment.starts_on,
        appointment.ends_on,
        appointment.term.code,
        appointment.course.code,
        appointment.course.name_en,
        appointment.course.name_nb,
        appointment.department.name_en,
        appointment.department.name_nb,
    )


def _names(recorders: Sequence[User | None]) -> dict[int, str]:
    return {user.pk: str(user) for user in recorders if user is not None}
