"""Everything that writes for a person, to be done while their records are merged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from tablib import Dataset

from completion.certificates import issuing
from completion.equivalents import deciding
from completion.models import Decision
from completion.reminders import reminding
from enrollment.access import link_account
from enrollment.letters import delivering
from enrollment.models import LearningAssistant, Registration, User
from enrollment.people import appointing
from enrollment.places import preparing, registering, waiting
from enrollment.resources import AppointmentResource, RegistrationResource
from enrollment.sessions import marking
from modules.department import undoing
from modules.follow_up import changing_course
from modules.follow_up.marking import record
from modules.online import choosing
from modules.scope import Scope
from tests.completion.certificate_factories import complete
from tests.completion.factories import ApplicationFactory
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    CourseFactory,
    LetterFactory,
    RegistrationFactory,
    UserFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)
from tests.modules.factories import OnlineModuleFactory
from tests.modules.meeting_factories import FollowUpMeetingFactory


@dataclass(frozen=True, slots=True)
class People:
    """Two records of one person, appointed in the same course, and who merges them."""

    kept: LearningAssistant
    gone: LearningAssistant
    staff: User


# Prepares the act, and returns it.
Act = Callable[[People], Callable[[], Any]]


def marked_at_a_seminar(people: People) -> Callable[[], Any]:
    """Both records were at a seminar of core module 1, and both are being marked."""
    held = [
        RegistrationFactory(assistant=assistant, session=CoreSessionFactory(days_ahead=-number))
        for number, assistant in enumerate((people.kept, people.gone), start=1)
    ]

    def act() -> None:
        for place in held:
            marking.mark(
                session=place.session, marks={place.pk: "present"}, by=people.staff, at=NOW
            )

    return act


def marked_at_a_meeting(people: People) -> Callable[[], Any]:
    appointment = people.gone.appointments.get()
    meeting = FollowUpMeetingFactory(department=appointment.department, term=appointment.term)
    return lambda: record(
        scope=Scope(appointment.department),
        term=appointment.term,
        marks={(meeting.pk, appointment.pk): "present"},
        by=people.staff,
        at=NOW,
    )


def promoted(people: People) -> Callable[[], Any]:
    place = RegistrationFactory(session=CoreSessionFactory(capacity=1))
    WaitlistEntryFactory(assistant=people.gone, session=place.session)
    return lambda: registering.withdraw(registration=place, at=NOW)


def waits(people: People) -> Callable[[], Any]:
    full = RegistrationFactory(session=CoreSessionFactory(capacity=1)).session
    return lambda: waiting.join(assistant=people.gone, session=full, at=NOW)


def prepares(people: People) -> Callable[[], Any]:
    place = RegistrationFactory(assistant=people.gone, session=CoreSessionFactory())
    return lambda: preparing.confirm(registration=place, at=NOW)


def certified(people: People) -> Callable[[], Any]:
    complete(people.gone)
    return lambda: issuing.issue_all(NOW)


def written_to(people: People) -> Callable[[], Any]:
    LetterFactory(assistant=people.gone)
    return delivering.deliver


def reminded(people: People) -> Callable[[], Any]:
    return lambda: reminding.remind(NOW)


def account_linked(people: People) -> Callable[[], Any]:
    account = VerifiedUserFactory(email=people.gone.email)
    EmailAddress.objects.filter(user=account).update(email=people.gone.email, verified=True)
    return lambda: link_account(account)


def module_chosen(people: People) -> Callable[[], Any]:
    module = OnlineModuleFactory()
    return lambda: choosing.choose(assistant=people.gone, module=module, at=NOW)


def exemption_decided(people: People) -> Callable[[], Any]:
    application = ApplicationFactory(assistant=people.gone)
    return lambda: deciding.decide(
        application=application, decision=Decision.APPROVED, reason="Yes.", by=UserFactory(), at=NOW
    )


def appointment_imported(people: People) -> Callable[[], Any]:
    present = people.gone.appointments.get()
    course = CourseFactory(code="TMA4105", department=present.department)
    row = {
        "username": people.gone.username,
        "name": people.gone.name,
        "email": people.gone.email,
        "term": present.term.code,
        "department": present.department.code,
        "course": course.code,
    }
    table = Dataset(list(row.values()), headers=list(row))
    return lambda: AppointmentResource().import_data(
        table, dry_run=False, user=people.staff, at=NOW
    )


def places_imported(people: People) -> Callable[[], Any]:
    session = CoreSessionFactory()
    place = RegistrationFactory(assistant=people.gone, session=session)
    table = RegistrationResource().export(Registration.objects.filter(pk=place.pk))
    place.delete()
    return lambda: RegistrationResource().import_data(
        table, dry_run=False, user=people.staff, at=NOW
    )


def appointment_ended(people: People) -> Callable[[], Any]:
    RegistrationFactory(assistant=people.gone, session=CoreSessionFactory())
    appointment = people.gone.appointments.get()
    yesterday = NOW.date() - timedelta(days=1)
    return lambda: appointing.end(appointment=appointment, on=yesterday, at=NOW, frees=True)


def course_changed(people: People) -> Callable[[], Any]:
    appointment = people.gone.appointments.get()
    course = CourseFactory(code="TMA4106", department=appointment.department)
    seen = changing_course.preview(appointment=appointment, to=course).seen
    return lambda: changing_course.change_course(
        appointment=appointment, to=course, seen=seen, at=NOW
    )


def appointment_undone(people: People) -> Callable[[], Any]:
    appointment = people.gone.appointments.get()
    return lambda: undoing.undo(appointment=appointment, at=NOW)


ACTS: list[Act] = [
    marked_at_a_seminar,
    marked_at_a_meeting,
    promoted,
    waits,
    prepares,
    certified,
    written_to,
    reminded,
    account_linked,
    module_chosen,
    exemption_decided,
    appointment_imported,
    places_imported,
    appointment_ended,
    course_changed,
    appointment_undone,
]


def two_records(name: str) -> People:
    """Return two records of a person without an account; the name tells them from those of other acts."""
    kept, gone = (AppointedFactory(username=f"{name}-{record}") for record in ("kept", "gone"))
    return People(kept, gone, UserFactory())
