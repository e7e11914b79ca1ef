"""Demo data: the real departments and timetable, with invented learning assistants and registrations."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils.timezone import localtime

from .models import (
    Appointment,
    Coordinator,
    CoreModule,
    CoreSession,
    Course,
    Language,
    LearningAssistant,
    Registration,
    Term,
    User,
)
from .models.sessions import Mark
from .places import registering
from .refusals import Refusal
from .sessions import marking

PASSWORD = "laos-demo"  # noqa: S105  # printed in the README
HISTORY_TERM = "2024H"
WEEKS_OF_NOTICE = 2
PEOPLE = 120
FIRST_NAMES = [
    "Astrid",
    "Bjørn",
    "Camilla",
    "Dag",
    "Eira",
    "Fredrik",
    "Guro",
    "Håkon",
    "Ida",
    "Jonas",
    "Kaja",
    "Lars",
    "Maja",
    "Nils",
    "Oda",
    "Petter",
]
LAST_NAMES = [
    "Bekkeli",
    "Granlund",
    "Haugdal",
    "Issund",
    "Kvistvoll",
    "Lyngmo",
    "Myrhaug",
    "Rognvik",
    "Snøås",
    "Tindholt",
]


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account; ``role`` describes what to try with it."""

    username: str
    name: str
    role: str
    is_staff: bool = False
    is_superuser: bool = False


ACCOUNTS = [
    Account(
        "assistant", "Kari Lyngmo", "learning assistant, may register, and may object to a mark"
    ),
    Account("newcomer", "Nils Issund", "has an account, but no appointment"),
    Account(
        "completed", "Oda Kvistvoll", "learning assistant, has completed LAOS and has a certificate"
    ),
    Account("exempt", "Jonas Bekkeli", "learning assistant, trained as a teacher and so exempt"),
    Account(
        "coordinator",
        "Guro Haugdal",
        "coordinates the Department of Physics, with meetings, marks and an objection",
    ),
    Account("leader", "Lars Tindholt", "leads a seminar that has begun"),
    Account("uniped", "Unni Granlund", "Uniped staff, runs everything in /admin/", is_staff=True),
    Account("admin", "Adil Myrhaug", "system administrator", is_staff=True, is_superuser=True),
]


def load(at: datetime) -> None:
    """Add accounts, a current timetable, people, registrations and past attendance to the starter data."""
    dice = random.Random(2024)  # noqa: S311  # a fixed seed, for the same people each time
    users = {account.username: _create(account) for account in ACCOUNTS}
    term = _shift_timetable(at)
    people = _appoint(term, dice)
    physics = Course.objects.filter(department__code="NV-IFY").order_by("code").first()
    assert physics is not None
    kari = LearningAssistant.objects.create(
        user=users["assistant"],
        username="assistant",
        name=users["assistant"].name,
        email=users["assistant"].email,
    )
    _appoint_one(kari, physics, term)
    Coordinator.objects.create(user=users["coordinator"], department=physics.department)
    _fill(term, people, at, dice)
    _past_term(people, users["uniped"], at, dice)
    _session_under_way(term, people, users["leader"], at)


def _create(account: Account) -> User:
    user = User.objects.create_user(
        account.username,
        f"{account.username}@example.org",
        PASSWORD,
        name=account.name,
        is_staff=account.is_staff,
        is_superuser=account.is_superuser,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if account.username == "uniped":
        user.groups.add(Group.objects.get(name="Uniped"))
    return user


def _shift_timetable(at: datetime) -> Term:
    """Copy the real timetable a whole number of weeks later, so that it begins in two to three weeks.

    It begins later if it would otherwise fall in the Christmas break.
    """
    real = list(CoreSession.objects.filter(term__code=HISTORY_TERM).order_by("starts_at"))
    weeks = _weeks_later(real, at)
    begins = real[0].starts_at + weeks
    term, _ = Term.objects.update_or_create(
        code=f"{begins.year}{'V' if begins.month < 7 else 'H'}",
        defaults={
            "registration_opens_at": at - timedelta(days=1),
            "registration_closes_at": real[-1].ends_at + weeks,
        },
    )
    for session in real:
        session.pk = None
        session._state.adding = True
        session.term = term
        # Shift local time, so that nine o'clock stays nine o'clock across a change to or from summer time.
        session.starts_at = localtime(session.starts_at).replace(fold=0) + weeks
        session.ends_at = localtime(session.ends_at).replace(fold=0) + weeks
        session.place = f"R{2 + session.starts_at.day % 9}" if session.starts_at.day % 5 else ""
        if not session.place:
            session.online_url = "https://ntnu.zoom.us/j/0000000000"
    CoreSession.objects.bulk_create(real)
    return term


def _weeks_later(real: list[CoreSession], at: datetime) -> timedelta:
    gap = at + timedelta(weeks=WEEKS_OF_NOTICE) - real[0].starts_at
    weeks = timedelta(weeks=gap // timedelta(weeks=1) + 1)
    while any(is_at_christmas(localtime(session.starts_at) + weeks) for session in real):
        weeks += timedelta(weeks=1)
    return weeks


def is_at_christmas(moment: datetime) -> bool:
    """Return whether the moment is in the Christmas break, from 23 December to 2 January."""
    return not (1, 2) < (moment.month, moment.day) < (12, 23)


def _appoint(term: Term, dice: random.Random) -> list[LearningAssistant]:
    courses = list(Course.objects.select_related("department"))
    people = []
    for number in range(PEOPLE):
        first, last = dice.choice(FIRST_NAMES), dice.choice(LAST_NAMES)
        assistant = LearningAssistant.objects.create(
            username=f"la{number + 1:03}",
            name=f"{first} {last}",
            email=f"la{number + 1:03}@example.org",
            language=dice.choices(Language.values, [4, 1])[0],
        )
        _appoint_one(assistant, dice.choice(courses), term)
        people.append(assistant)
    return people


def _appoint_one(assistant: LearningAssistant, course: Course, term: Term) -> None:
    Appointment.objects.create(
        assistant=assistant, course=course, department=course.department, term=term
    )


def _fill(term: Term, people: list[LearningAssistant], at: datetime, dice: random.Random) -> None:
    """Register most people: the first session of each core module is full, the others have a few registrations."""
    sessions = CoreSession.objects.filter(term=term).order_by("starts_at", "pk")
    first, second = (list(sessions.filter(core_module=number)) for number in CoreModule.values)
    for position, assistant in enumerate(people[:-20]):
        pair = (
            [first[0], second[0]]
            if position < first[0].capacity
            else [dice.choice(first), dice.choice(second)]
        )
        try:
            registering.register(assistant=assistant, sessions=pair, at=at)
        except Refusal:
            continue  # an invalid pair, such as the wrong order; this person stays unregistered


def _past_term(
    people: list[LearningAssistant], staff: User, at: datetime, dice: random.Random
) -> None:
    """Give the last 20 people registrations and mixed attendance in the autumn of 2024."""
    term = Term.objects.get(code=HISTORY_TERM)
    first, second = (
        list(CoreSession.objects.filter(term=term, core_module=number, campus__name="Trondheim"))
        for number in CoreModule.values
    )
    courses = list(Course.objects.select_related("department"))
    for assistant in people[-20:]:
        _appoint_one(assistant, dice.choice(courses), term)
        for session in (dice.choice(first), dice.choice(second)):
            Registration.objects.create(
                assistant=assistant,
                session=session,
                core_module=session.core_module,
                registered_at=session.starts_at - timedelta(days=14),
            )
    for session in first + second:
        marks = {
            registration.pk: dice.choices([Mark.PRESENT, Mark.PARTIAL, Mark.ABSENT], [6, 2, 2])[0]
            for registration in session.registrations.all()
        }
        marking.mark(session=session, marks=marks, by=staff, at=session.ends_at)


def _session_under_way(
    term: Term, people: list[LearningAssistant], leader: User, at: datetime
) -> None:
    """Create a session that began an hour ago, without attendance recorded."""
    trondheim = CoreSession.objects.filter(term=term).earliest("starts_at").campus
    begun = localtime(at).replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    session = CoreSession.objects.create(
        term=term,
        core_module=CoreModule.FIRST,
        campus=trondheim,
        starts_at=begun,
        ends_at=begun + timedelta(hours=3),
        place="R1",
        capacity=25,
    )
    session.leaders.add(leader)
    free = [
        person
        for person in people
        if not person.registrations.standing().filter(core_module=1).exists()
    ]
    for assistant in free[:12]:
        Registration.objects.create(
            assistant=assistant,
            session=session,
            core_module=session.core_module,
            registered_at=at - timedelta(days=1),
        )
