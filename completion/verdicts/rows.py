"""The rows that records are built from, read for many learning assistants.

The number of queries is constant. Large tables are read with ``values_list()``, so that a whole term is evaluated in a
second or two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from enrollment.models import (
    Appointment,
    CoreSession,
    LearningAssistant,
    Registration,
    Term,
    User,
    WaitlistEntry,
)
from enrollment.models.keys import (
    AppointmentKey,
    AssistantKey,
    CourseKey,
    DepartmentKey,
    SessionKey,
    TermKey,
)
from enrollment.statements.compiled import CompiledQuery
from modules.follow_up.loading import meetings_by_place
from modules.models import Choice, FollowUpAttendance, FollowUpMeeting, ModuleDates, OnlineModule
from modules.models.keys import ModuleKey
from modules.online.progress import step_of, with_steps

# Those of ``None`` are for all modules without dates of their own.
Dates = Mapping[tuple[TermKey, ModuleKey | None], ModuleDates]
MeetingsByPlace = Mapping[tuple[DepartmentKey, TermKey], Sequence[FollowUpMeeting]]


class RegistrationRow(NamedTuple):
    """Fields of a registration. Moments are text: most are the same, and each is parsed once."""

    assistant: AssistantKey
    session: SessionKey
    core_module: int
    mark: str
    marked_by: int | None
    marked_at: str | None
    preparation_confirmed_at: str | None
    # Set if the session was cancelled.
    withdrawn_at: str | None
    # Set if another date was chosen because attendance was not recorded.
    replaced_at: str | None


class ChoiceRow(NamedTuple):
    assistant: int
    module: int
    completed_on: date | None
    brought_in_by: int | None
    # As in ``modules.online.progress``.
    step: int
    is_set_aside: bool


class MarkRow(NamedTuple):
    """Attendance at a meeting."""

    appointment: int
    meeting: int
    mark: str
    marked_by: int
    marked_at: str


class WaitRow(NamedTuple):
    assistant: AssistantKey
    session: SessionKey
    core_module: int


class AppointmentRow(NamedTuple):
    pk: AppointmentKey
    assistant: AssistantKey
    department: DepartmentKey
    term: TermKey
    course: CourseKey
    starts_on: date | None
    ends_on: date | None
    term_code: str
    course_code: str
    course_en: str
    course_nb: str
    department_en: str
    department_nb: str


@dataclass(frozen=True, slots=True)
class Rows:
    """What is on record of some learning assistants, and the plan of a term."""

    # By start of the session.
    registrations: Sequence[RegistrationRow]
    # By slot.
    choices: Sequence[ChoiceRow]
    # Newest first.
    appointments: Sequence[AppointmentRow]
    marks: Sequence[MarkRow]
    waits: Sequence[WaitRow]
    # The number of entries on the waitlist of each coming session, other people's included.
    waiting: Mapping[SessionKey, int]
    # The term's sessions that are not cancelled, and those registered for in any term, ``with_places()``.
    sessions: Mapping[SessionKey, CoreSession]
    modules: Mapping[ModuleKey, OnlineModule]
    dates: Dates
    meetings: MeetingsByPlace
    # The names of those who recorded something, by key of the account.
    names: Mapping[int, str]

    def of(self, people: Collection[LearningAssistant], term: Term | None, at: datetime) -> Rows:
        """Return the rows of some of these people as they would be read at ``at``, if nothing is written until then.

        ``at`` must not be earlier than the time of the first reading.
        """
        keys = {assistant.pk for assistant in people}
        registrations = [row for row in self.registrations if row.assistant in keys]
        appointments = [row for row in self.appointments if row.assistant in keys]
        kept = {appointment.pk for appointment in appointments}
        held = {row.session for row in registrations if not row.withdrawn_at}
        sessions = {
            key: session
            for key, session in self.sessions.items()
            if key in held
            or (term is not None and session.term_id == term.pk and session.cancelled_at is None)
        }
        waits = [
            wait
            for wait in self.waits
            if wait.session in sessions and sessions[wait.session].starts_at > at
        ]
        return replace(
            self,
            registrations=registrations,
            choices=[row for row in self.choices if row.assistant in keys],
            appointments=appointments,
            marks=[row for row in self.marks if row.appointment in kept],
            waits=waits,
            waiting=Counter(wait.session for wait in waits),
            sessions=sessions,
        )


def rows_of(people: QuerySet[LearningAssistant], term: Term | None, at: datetime) -> Rows:
    registrations = _registrations(people)
    choices = _choices(people)
    marks = _marks(people)
    appointments = _appointments(people)
    sessions = sessions_of(
        term,
        {registration.session for registration in registrations if not registration.withdrawn_at},
    )
    waits = list(
        map(
            WaitRow._make,
            WaitlistEntry.objects.standing(at)
            .filter(session__in=sessions)
            .values_list("assistant", "session", "core_module"),
        )
    )
    recorders = {registration.marked_by for registration in registrations} | {
        mark.marked_by for mark in marks
    }
    return Rows(
        registrations=registrations,
        choices=choices,
        appointments=appointments,
        marks=marks,
        waits=waits,
        waiting=Counter(entry.session for entry in waits),
        sessions={session.pk: session for session in sessions},
        modules=all_modules(),
        dates=dates_of({appointment.term for appointment in appointments}, term),
        meetings=meetings_of(appointments),
        names=_names(recorders | {choice.brought_in_by for choice in choices}),
    )


def as_text(moment: str) -> Cast:
    """Select a datetime as text: parsing tens of thousands of them is slow, so each distinct text is parsed once."""
    return Cast(moment, TextField())


def sessions_of(term: Term | None, registered: Iterable[SessionKey]) -> QuerySet[Any]:
    found = CoreSession.objects.filter(Q(pk__in=registered) | Q(term=term, cancelled_at=None))
    return found.published().with_places().select_related("campus", "term")


_modules: CompiledQuery[OnlineModule] = CompiledQuery(
    lambda: OnlineModule.objects.only("code", "title_en", "title_nb", "prompt_en", "prompt_nb")
)
_dates: CompiledQuery[ModuleDates] = CompiledQuery(
    lambda terms: ModuleDates.objects.filter(term__among=terms).order_by()
)


def all_modules() -> dict[ModuleKey, OnlineModule]:
    return {module.pk: module for module in _modules()}


def dates_of(terms: Iterable[TermKey], plan: Term | None) -> Dates:
    """Load the due dates of online modules in these terms and in the one planned for."""
    keys = {*terms, *([] if plan is None else [plan.pk])}
    return {
        (module_dates.term_id, module_dates.module_id): module_dates
        for module_dates in _dates(terms=list(keys))
    }


def meetings_of(appointments: Iterable[AppointmentRow]) -> MeetingsByPlace:
    places = {(appointment.department, appointment.term) for appointment in appointments}
    return meetings_by_place(
        Appointment(department_id=department, term_id=term) for department, term in places
    )


def _registrations(people: QuerySet[LearningAssistant]) -> list[RegistrationRow]:
    found = (
        Registration.objects.on_roster()
        .filter(assistant__in=people)
        .order_by("session__starts_at", "pk")
        .values_list(
            *("assistant", "session", "core_module", "mark", "marked_by", as_text("marked_at")),
            *(as_text("preparation_confirmed_at"), as_text("withdrawn_at")),
            as_text("replaced_at"),
        )
    )
    return list(map(RegistrationRow._make, found))


def _choices(people: QuerySet[LearningAssistant]) -> list[ChoiceRow]:
    found = with_steps(Choice.objects.filter(assistant__in=people)).order_by("slot")
    return [
        choice_row(choice)
        for choice in found.values_list(
            *("assistant_id", "module_id", "completed_on", "brought_in_by_id"),
            *("test_passed", "handed_in", "set_aside", "given"),
            named=True,
        )
    ]


def choice_row(choice: Any) -> ChoiceRow:
    """Convert a choice annotated by ``with_steps``."""
    return ChoiceRow(
        choice.assistant_id,
        choice.module_id,
        choice.completed_on,
        choice.brought_in_by_id,
        step_of(choice),
        choice.set_aside and not choice.handed_in,
    )


def _marks(people: QuerySet[LearningAssistant]) -> list[MarkRow]:
    found = FollowUpAttendance.objects.filter(appointment__assistant__in=people).order_by()
    columns = ("appointment", "meeting", "mark", "marked_by", as_text("marked_at"))
    return list(map(MarkRow._make, found.values_list(*columns)))


def _appointments(people: QuerySet[LearningAssistant]) -> list[AppointmentRow]:
    found = (
        Appointment.objects.filter(assistant__in=people)
        .order_by("-pk")
        .values_list(
            *("pk", "assistant", "department", "term", "course", "starts_on", "ends_on"),
            *("term__code", "course__code", "course__name_en", "course__name_nb"),
            *("department__name_en", "department__name_nb"),
        )
    )
    return list(map(AppointmentRow._make, found))


def _names(accounts: Iterable[int | None]) -> dict[int, str]:
    """Return the names of these accounts by key; ``None`` is ignored."""
    keys = {account for account in accounts if account is not None}
    found = User.objects.filter(pk__in=keys).only("name", "username")
    return {user.pk: str(user) for user in found}
