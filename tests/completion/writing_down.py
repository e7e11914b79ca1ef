"""Write a generated history to the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from completion.verdicts.facts import AppointmentFacts, Plan, Record, Seminar
from enrollment.models import CoreSession, LearningAssistant, Term
from modules.models import FollowUpMeeting, OnlineModule
from tests.factories import (
    AppointmentFactory,
    CoreSessionFactory,
    CourseFactory,
    DepartmentFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    TermFactory,
)
from tests.modules.factories import ChoiceFactory, ModuleDatesFactory, OnlineModuleFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

from .drawn import CODES
from .histories import AT, day, midnight_after

# Keys: whether the term is later than the current one.
OTHER_TERMS = {False: "2030H", True: "2032V"}


def as_stored(history: Record, plan: Plan) -> Record:
    """Return the history as it is read from the database: with the stored plan, and appointments in query order."""
    newest_first = list(history.appointments)
    newest_first.reverse()
    newest_first.sort(key=lambda appointment: appointment.term != plan.term)
    # Only the plan's term has dates, which apply to assistants with an appointment in it.
    due = plan.due if any(appointment.term == plan.term for appointment in newest_first) else {}
    return replace(
        history,
        plan=plan,
        appointments=tuple(newest_first),
        modules=tuple(replace(module, due=due.get(module.code)) for module in history.modules),
        waits_for=frozenset(),
    )


def plan_as_stored(plan: Plan) -> Plan:
    """Return the plan as a term of this autumn stores it: not over, and with a complete registration window."""
    closes_at = {
        "none": None,
        "after": midnight_after(day(-1)),
        "open": plan.closes_at or midnight_after(day(60)),
        "before": midnight_after(day(60)),
    }[plan.registration]
    return replace(plan, is_over=False, closes_at=closes_at)


def write_plan(plan: Plan) -> Term:
    window = {}
    if plan.closes_at is not None:
        window = {
            "registration_opens_at": AT
            + timedelta(days=1 if plan.registration == "before" else -30),
            "registration_closes_at": plan.closes_at,
        }
    term = TermFactory(
        code=plan.term,
        **{"registration_opens_at": None, "registration_closes_at": None} | window,
    )
    for code in OTHER_TERMS.values():
        TermFactory(
            code=code,
            preparation_required=True,
            registration_opens_at=None,
            registration_closes_at=None,
        )
    for code in CODES:
        online_module = OnlineModuleFactory(code=code)
        if code in plan.due:
            last = plan.due[code]
            ModuleDatesFactory(term=term, module=online_module, hand_in_by=last, complete_by=last)
    for number, core_date in enumerate(plan.dates):
        session = write_session(core_date, term, number)
        if not core_date.has_place:
            RegistrationFactory(session=session, assistant=LearningAssistantFactory())
    return term


def write(history: Record, recorder) -> LearningAssistant:
    """Write the history to the database and return its assistant."""
    assistant = LearningAssistantFactory(exempt_since=day(-30) if history.is_exempt else None)
    for number, seminar in enumerate(history.seminars):
        write_seminar(seminar, assistant, number, recorder)
    for slot, module in enumerate(history.modules, start=1):
        ChoiceFactory(
            assistant=assistant,
            slot=slot,
            module=OnlineModule.objects.get(code=module.code),
            completed_on=module.completed_on,
            source="" if module.completed_on is None else "file",
        )
    for appointment in history.appointments[::-1]:
        write_appointment(appointment, assistant, recorder)
    return assistant


def write_session(planned, term: Term, minutes: int) -> CoreSession:
    """Create the session, shifted by some minutes: a campus has at most one session at a time."""
    starts_at = planned.starts_at + timedelta(minutes=minutes)
    return CoreSessionFactory(
        term=term,
        core_module=planned.core_module,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        capacity=1,
    )


def write_seminar(seminar: Seminar, assistant: LearningAssistant, number: int, recorder) -> None:
    # Keeps up to three people with at most six seminars each apart.
    minutes = 6 * (assistant.pk % 3) + number
    session = write_session(seminar, Term.objects.get(code=OTHER_TERMS[seminar.is_later]), minutes)
    RegistrationFactory(
        session=session,
        assistant=assistant,
        mark=seminar.mark,
        marked_by=recorder if seminar.mark else None,
        marked_at=AT if seminar.mark else None,
        preparation_confirmed_at=seminar.starts_at if seminar.is_prepared else None,
    )


def write_appointment(facts: AppointmentFacts, assistant: LearningAssistant, recorder) -> None:
    """Write the appointment in its own department, so that no other assistant shares its meetings."""
    department = DepartmentFactory(code=f"D{assistant.pk}-{facts.course_code}")
    appointment = AppointmentFactory(
        assistant=assistant,
        term=TermFactory(code=facts.term),
        course=CourseFactory(code=facts.course_code, department=department),
        department=department,
        starts_on=facts.follow_up.starts_on,
        ends_on=facts.follow_up.ends_on,
    )
    written: dict[int | None, FollowUpMeeting] = {}
    for meeting in sorted(facts.follow_up.meetings, key=lambda meeting: meeting.key):
        written[meeting.key] = FollowUpMeetingFactory(
            department=department,
            term=appointment.term,
            starts_at=meeting.starts_at,
            **{f"{part}_hours": hours for part, hours in meeting.hours.items()},
            is_mandatory=meeting.is_mandatory,
            makes_up_for=written.get(meeting.makes_up_for),
            cancelled_at=AT if meeting.is_cancelled else None,
        )
        if meeting.mark:
            FollowUpAttendanceFactory(
                meeting=written[meeting.key],
                appointment=appointment,
                mark=meeting.mark,
                marked_by=recorder,
            )
