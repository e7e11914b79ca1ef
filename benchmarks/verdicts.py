"""Measure how long it takes to evaluate a whole term: ten thousand people in mid-term."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

from completion.verdicts.evaluating import verdicts_of_term
from enrollment import clock
from enrollment.marks import ABSENT, PARTIAL, PRESENT
from enrollment.models import (
    Appointment,
    Campus,
    CoreModule,
    CoreSession,
    Course,
    LearningAssistant,
    Registration,
    Term,
    User,
)
from modules.models import Choice, FollowUpAttendance, FollowUpMeeting, ModuleDates, OnlineModule

from .figures import measure_figures
from .goals import Measurement

FEW, PEOPLE = 1_000, 10_000
DATES = 50  # of each core module
MODULES = 8
HOURS = [(1, 0, 0), (0, 1, 0), (0, 1, 0), (0, 1, 0), (0, 1, 0), (0, 0, 1)]  # of the meetings
ROUNDS = 5
GOAL = 2.0  # seconds
GROWTH = 1.3  # highest ratio of the time per person: PEOPLE to FEW


def measure_verdicts() -> list[Measurement]:
    """Print and return the seconds, how they grow with the people, and the queries; then the page of figures."""
    at = clock.now()
    few, many = _term("2091V", FEW, at), _term("2091H", PEOPLE, at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    queries_for_few, queries = _queries(few, at), _queries(many, at)
    # Alternate, so that other load on the machine slows both.
    took = [(_seconds(few, at), _seconds(many, at)) for _ in range(ROUNDS)]
    seconds = median(of_many for _of_few, of_many in took)
    growth = median((of_many / PEOPLE) / (of_few / FEW) for of_few, of_many in took)
    busy = time.process_time()
    verdicts = verdicts_of_term(many, at)
    busy = time.process_time() - busy
    states = Counter(verdict.state for verdict in verdicts.values())
    print(
        f"\nThe verdicts of {PEOPLE} people take {seconds:.2f} s ({min(of_many for _, of_many in took):.2f} to "
        f"{max(of_many for _, of_many in took):.2f}; {busy:.2f} s of a processor) and {queries} queries; of {FEW} people {queries_for_few} queries. "
        f"For each it takes {growth:.2f} of the time that it takes among {FEW}.\n"
        f"They are: {', '.join(f'{number} {state}' for state, number in states.most_common())}."
    )
    return [
        Measurement(f"Verdicts of {PEOPLE} people", seconds, GOAL, "s"),
        Measurement(f"Time for each, of that among {FEW}", growth, GROWTH),
        Measurement(f"Queries more than for {FEW} people", abs(queries - queries_for_few), 0),
        *measure_figures(few, many, at),
    ]


def _queries(term: Term, at: datetime) -> int:
    with CaptureQueriesContext(connection) as captured:
        verdicts_of_term(term, at)
    return len(captured)


def _seconds(term: Term, at: datetime) -> float:
    started = time.perf_counter()
    verdicts_of_term(term, at)
    return time.perf_counter() - started


def _term(code: str, people: int, at: datetime) -> Term:
    """Create a term in which each person has two places, two modules and six marks; most still lack something."""
    chance = random.Random(code)
    term = Term.objects.create(
        code=code,
        registration_opens_at=at - timedelta(days=60),
        registration_closes_at=at + timedelta(days=30),
    )
    staff = User.objects.create(username=f"staff-{code.lower()}", name="Staff of Uniped")
    assistants = LearningAssistant.objects.bulk_create(
        LearningAssistant(
            username=f"{code.lower()}-{number}",
            name=f"Assistant {number}",
            email=f"{code.lower()}-{number}@example.org",
        )
        for number in range(people)
    )
    appointments = Appointment.objects.bulk_create(
        Appointment(assistant=assistant, course=course, department=course.department, term=term)
        for assistant, course in zip(
            assistants, cycle(Course.objects.select_related("department")), strict=False
        )
    )
    _take_part(assistants, term, staff, at, chance)
    _choose(assistants, term, at, chance)
    _meet(appointments, term, staff, at, chance)
    return term


def _take_part(
    assistants: Sequence[LearningAssistant],
    term: Term,
    staff: User,
    at: datetime,
    chance: random.Random,
) -> None:
    """Create places: core module 1 and half the sessions of core module 2 have been held and marked."""
    for core_module, first_day in ((CoreModule.FIRST, -40), (CoreModule.SECOND, -25)):
        sessions = CoreSession.objects.bulk_create(
            CoreSession(
                term=term,
                campus=Campus.objects.earliest("pk"),
                core_module=core_module,
                starts_at=at + timedelta(days=first_day + day),
                ends_at=at + timedelta(days=first_day + day, hours=3),
                capacity=len(assistants) // DATES + 10,
            )
            for day in range(DATES)
        )
        places = [
            Registration(
                assistant=assistant,
                session=session,
                core_module=core_module,
                registered_at=at - timedelta(days=50),
            )
            for assistant, session in zip(assistants, cycle(sessions), strict=False)
        ]
        for place in places:
            if place.session.has_begun(at):
                place.mark = chance.choices([PRESENT, ABSENT], [95, 5])[0]
                place.marked_by, place.marked_at = staff, at
        Registration.objects.bulk_create(places, batch_size=5_000)


def _choose(
    assistants: Sequence[LearningAssistant], term: Term, at: datetime, chance: random.Random
) -> None:
    modules = [
        OnlineModule.objects.get_or_create(code=f"OM{number}")[0]
        for number in range(1, MODULES + 1)
    ]
    today = at.date()
    ModuleDates.objects.create(
        term=term,
        hand_in_by=today + timedelta(days=20),
        complete_by=today + timedelta(days=30),
    )
    Choice.objects.bulk_create(
        (
            Choice(
                assistant=assistant,
                slot=slot,
                module=module,
                chosen_at=at,
                completed_on=today if is_done else None,
                source=Choice.Source.HERE if is_done else "",
            )
            for assistant in assistants
            for slot, module in enumerate(chance.sample(modules, 2), start=1)
            for is_done in [chance.random() < 0.7]
        ),
        batch_size=5_000,
    )


def _meet(
    appointments: Sequence[Appointment],
    term: Term,
    staff: User,
    at: datetime,
    chance: random.Random,
) -> None:
    """Create meetings: six mandatory ones held by each department, and a coming make-up meeting for the first."""
    meetings: dict[int, list[FollowUpMeeting]] = {}
    for department in {appointment.department for appointment in appointments}:
        meetings[department.pk] = [
            _meeting(department, term, number, at, hours) for number, hours in enumerate(HOURS)
        ]
    FollowUpMeeting.objects.bulk_create(meeting for held in meetings.values() for meeting in held)
    FollowUpMeeting.objects.bulk_create(
        _meeting(held[0].department, term, 40, at, HOURS[0], makes_up_for=held[0])
        for held in meetings.values()
    )
    FollowUpAttendance.objects.bulk_create(
        (
            FollowUpAttendance(
                meeting=meeting,
                appointment=appointment,
                mark=chance.choices([PRESENT, PARTIAL, ABSENT], [95, 1, 4])[0],
                marked_by=staff,
                marked_at=at,
            )
            for appointment in appointments
            for meeting in meetings[appointment.department_id]
        ),
        batch_size=5_000,
    )


def _meeting(
    department, term: Term, number: int, at: datetime, hours: tuple[int, int, int], **fields
) -> FollowUpMeeting:
    starts_at = at + timedelta(days=number - 30)
    return FollowUpMeeting(
        department=department,
        term=term,
        key=f"meeting-{number}",
        title=f"Meeting {number}",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        first_meeting_hours=hours[0],
        follow_up_hours=hours[1],
        final_evaluation_hours=hours[2],
        is_mandatory=not fields,
        **fields,
    )
