"""The data at the start of the load, written directly to the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import connection

from benchmarks.crowd import sign_in
from enrollment.models import (
    Appointment,
    CoreSession,
    Course,
    LearningAssistant,
    Registration,
    Term,
    User,
    WaitlistEntry,
)
from modules.models import Choice, OnlineModule
from tests.completion.certificate_factories import complete
from tests.factories import (
    NOW,
    CoordinatorFactory,
    CoreSessionFactory,
    CourseFactory,
    TermFactory,
    VerifiedUserFactory,
)
from tests.faults.ledger import Plan
from tests.modules.factories import OnlineModuleFactory, words

DATES = 8  # of each core module
SCARCE = 3  # of these, full from the start
SEATS = 6  # in a scarce session
QUEUE = 4  # people on the waitlist of a scarce session from the start
BEGUN = 6  # seminars that have begun, for recording attendance


@dataclass(frozen=True, slots=True)
class Person:
    pk: int
    username: str
    email: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The session cookie of a user with a role, and the address of their pages."""

    cookie: str
    address: str = ""


@dataclass
class World:
    people: list[Person]
    # The initial plans, by assistant and core module.
    plans: dict[tuple[int, int], Plan]
    # The coming sessions by core module, scarce ones first; and by start time.
    dates: dict[int, list[int]]
    beginning: dict[datetime, int]
    capacities: dict[int, int]
    scarce: set[int]
    # The registrations to mark, by session. `last_marks` has those of assistants who lack only this mark.
    rosters: dict[int, list[int]]
    last_marks: list[tuple[int, int]]
    nearly_done: list[int]
    writers: list[Person]
    module: str
    uniped: Desk
    coordinator: Desk
    course: str
    term: str
    onlooker: Desk


def build(people: int) -> World:
    term = TermFactory()
    course = CourseFactory()
    dates = {
        number: [
            CoreSessionFactory(
                core_module=number,
                days_ahead=7 + 14 * (number - 1) + day,
                capacity=SEATS if day < SCARCE else people // 4,
            )
            for day in range(DATES)
        ]
        for number in (1, 2)
    }
    learning = appoint("la", people, course)
    plans = _fill(dates, learning)
    _tempt(course)
    writers = appoint("writer", max(people // 8, 12), course)
    module = _choose(writers)
    rosters = _seminars_under_way(people, course)
    last_marks = _nearly_done(people // 8, course)
    uniped = VerifiedUserFactory(username="unni", name="Unni Uniped", is_staff=True)
    uniped.groups.add(Group.objects.get(name="Uniped"))
    coordinator = CoordinatorFactory(department=course.department).user
    onlooker = VerifiedUserFactory(username="onlooker", name="Olga Onlooker")
    cookies = sign_in([uniped, coordinator, onlooker])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return World(
        people=learning,
        plans=plans,
        dates={number: [session.pk for session in sessions] for number, sessions in dates.items()},
        beginning={
            session.starts_at: session.pk for sessions in dates.values() for session in sessions
        },
        capacities={
            session.pk: session.capacity for sessions in dates.values() for session in sessions
        },
        scarce={session.pk for sessions in dates.values() for session in sessions[:SCARCE]},
        rosters=rosters,
        last_marks=last_marks,
        nearly_done=[
            Registration.objects.values_list("assistant", flat=True).get(pk=key)
            for _session, key in last_marks
        ],
        writers=writers,
        module=module.code,
        uniped=Desk(cookies[0]),
        coordinator=Desk(cookies[1], f"/department/{course.department.code}/{term.code}/"),
        course=course.code,
        term=term.code,
        onlooker=Desk(cookies[2]),
    )


def appoint(name: str, number: int, course: Course) -> list[Person]:
    """Create learning assistants who are logged in."""
    users = User.objects.bulk_create(
        User(
            username=f"{name}{n}",
            name=f"{name.title()} {n}",
            email=f"{name}{n}@example.org",
            password="!",
        )
        for n in range(number)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    return [
        Person(assistant.pk, assistant.username, assistant.email, cookie)
        for assistant, cookie in zip(_on_record(users, course), sign_in(users), strict=True)
    ]


def _on_record(users: Sequence[User], course: Course) -> list[LearningAssistant]:
    assistants = LearningAssistant.objects.bulk_create(
        LearningAssistant(user=user, username=user.username, name=user.name, email=user.email)
        for user in users
    )
    Appointment.objects.bulk_create(
        Appointment(
            assistant=assistant,
            course=course,
            department=course.department,
            term=Term.objects.get(),
        )
        for assistant in assistants
    )
    return assistants


def _assistants(name: str, number: int, course: Course) -> list[LearningAssistant]:
    return list(
        LearningAssistant.objects.filter(
            pk__in=[person.pk for person in appoint(name, number, course)]
        ).order_by("pk")
    )


def _fill(
    dates: dict[int, list[CoreSession]], people: Sequence[Person]
) -> dict[tuple[int, int], Plan]:
    """Give the first half of the people a place or a waitlist entry per core module; scarce sessions get a waitlist."""
    plans: dict[tuple[int, int], Plan] = {}
    for number, sessions in dates.items():
        rest = iter(people[: len(people) // 2])
        for session in sessions[:SCARCE]:
            plans |= {(next(rest).pk, number): Plan(holds=session.pk) for _seat in range(SEATS)}
            plans |= {(next(rest).pk, number): Plan(waits=session.pk) for _entry in range(QUEUE)}
        roomy = cycle(sessions[SCARCE:])
        plans |= {(person.pk, number): Plan(holds=next(roomy).pk) for person in rest}
    Registration.objects.bulk_create(
        Registration(
            assistant_id=person, session_id=plan.holds, core_module=number, registered_at=NOW
        )
        for (person, number), plan in plans.items()
        if plan.holds
    )
    WaitlistEntry.objects.bulk_create(
        WaitlistEntry(
            assistant_id=person, session_id=plan.waits, core_module=number, created_at=NOW
        )
        for (person, number), plan in plans.items()
        if plan.waits
    )
    return plans


def _tempt(course: Course) -> None:
    """Create waitlist entries that must not be promoted: exempt, appointment ended, past the deadline, wrong order."""
    early = CoreSessionFactory(core_module=2, days_ahead=6, capacity=5)
    before = CoreSessionFactory(core_module=1, days_ahead=5.5, capacity=5)
    soon = CoreSessionFactory(core_module=1, days_ahead=1, capacity=5)
    exempt, too_late, in_wrong_order, ended = _assistants("tempted", 4, course)
    LearningAssistant.objects.filter(pk=exempt.pk).update(exempt_since=NOW.date())
    Appointment.objects.filter(assistant=ended).update(ends_on=NOW.date() - timedelta(days=1))
    after = CoreSessionFactory(core_module=1, days_ahead=6.5, capacity=5)
    Registration.objects.create(
        assistant=in_wrong_order, session=after, core_module=1, registered_at=NOW
    )
    WaitlistEntry.objects.bulk_create(
        WaitlistEntry(
            assistant=assistant, session=session, core_module=session.core_module, created_at=NOW
        )
        for assistant, session in [
            (exempt, before),
            (ended, before),
            (too_late, soon),
            (in_wrong_order, early),
        ]
    )


def _choose(writers: Sequence[Person]) -> OnlineModule:
    module: OnlineModule = OnlineModuleFactory(code="OM1", essay_max_words=60)
    Choice.objects.bulk_create(
        Choice(assistant_id=writer.pk, slot=1, module=module, chosen_at=NOW) for writer in writers
    )
    return module


def _seminars_under_way(people: int, course: Course) -> dict[int, list[int]]:
    rosters = {}
    for number in range(BEGUN):
        seminar = CoreSessionFactory(
            core_module=1, days_ahead=-1 - number, capacity=people // BEGUN + 1
        )
        present = _assistants(f"present{number}-", people // BEGUN, course)
        rosters[seminar.pk] = [
            registration.pk
            for registration in Registration.objects.bulk_create(
                Registration(assistant=assistant, session=seminar, core_module=1, registered_at=NOW)
                for assistant in present
            )
        ]
    return rosters


def _nearly_done(number: int, course: Course) -> list[tuple[int, int]]:
    """Create assistants who lack only the mark of core module 2; return its session and registration for each."""
    nearly = _assistants("nearly", number, course)
    complete(*nearly)
    last = Registration.objects.filter(assistant__in=nearly, core_module=2)
    last.update(mark="", marked_by=None, marked_at=None)
    return list(last.values_list("session", "pk"))


def essay(token: str) -> str:
    """Return a unique text of a length that the module accepts."""
    return f"{words(12)} {token}"
