"""Demo data for one department's follow-up: past and future meetings, marks, and objections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from enrollment.demo import is_at_christmas
from enrollment.models import Appointment, Coordinator, Course, LearningAssistant, Term, User

from .follow_up.objecting import answer, object_to
from .models import FollowUpAttendance, FollowUpMeeting
from .models.attendance import AttendanceMark

FOLLOWED_UP = 24
FRIDAY = 4
# Key, title, time from today, hours. The second follow-up is only for the first course, so that the
# other has too few hours.
HELD = [
    ("forste-mote", "Første møte", timedelta(weeks=-3), {"first_meeting_hours": 1}),
    (
        "oppfolging-1",
        "Oppfølging 1: å gi tilbakemelding",
        timedelta(weeks=-1),
        {"follow_up_hours": 2},
    ),
]
TO_COME = [
    (
        "oppfolging-2",
        "Oppfølging 2: spørsmål som åpner",
        timedelta(weeks=1),
        {"follow_up_hours": 2},
    ),
    (
        "forste-mote-igjen",
        "Første møte for dem som ikke kunne",
        timedelta(weeks=2, hours=2),
        {"first_meeting_hours": 1},
    ),
    ("sluttevaluering", "Sluttevaluering", timedelta(weeks=5), {"final_evaluation_hours": 1}),
]
SAID = [
    "Jeg var der, men kom rett fra en annen forelesning og skrev meg ikke på lista. Gruppa mi kan bekrefte det.",
    "Jeg ble med på skjermen fra Gjøvik hele møtet, fordi bussen var innstilt.",
]
ANSWERED = "Takk for at du sa fra. Det stemmer, og jeg har rettet det."


def load_meetings(term: Term, at: datetime) -> None:
    """Appoint more people in the coordinator's department, plan its meetings, and mark the first two."""
    coordinator = Coordinator.objects.select_related("user", "department").earliest("pk")
    department = coordinator.department
    courses = list(Course.objects.filter(department=department).order_by("code")[:2])
    others = LearningAssistant.objects.filter(user=None).exclude(
        appointments__department=department
    )
    Appointment.objects.bulk_create(
        Appointment(
            assistant=person,
            term=term,
            department=department,
            course=courses[number % len(courses)],
        )
        for number, person in enumerate(others.order_by("username")[:FOLLOWED_UP])
    )
    first, second = (_meeting(coordinator, term, at, *planned) for planned in HELD)
    third, again, _final = (_meeting(coordinator, term, at, *planned) for planned in TO_COME)
    third.courses.set(courses[:1])
    again.makes_up_for = first
    again.is_mandatory = False
    again.save(update_fields=["makes_up_for", "is_mandatory"])
    appointed = list(
        Appointment.objects.filter(department=department, term=term).order_by("assistant__username")
    )
    _mark(first, appointed, coordinator.user)
    # The last five have no mark yet.
    _mark(second, appointed[:-5], coordinator.user)
    _object(second, coordinator.user, at)


def _meeting(
    coordinator: Coordinator,
    term: Term,
    at: datetime,
    key: str,
    title: str,
    later: timedelta,
    hours: dict[str, int],
) -> FollowUpMeeting:
    begins = _at_noon(at, later)
    return FollowUpMeeting.objects.create(
        department=coordinator.department,
        term=term,
        key=key,
        title=title,
        starts_at=begins,
        ends_at=begins + timedelta(hours=sum(hours.values())),
        place="R7",
        # No one is written to because of the demo.
        is_announced=False,
        **hours,
    )


def _at_noon(at: datetime, later: timedelta) -> datetime:
    """Return 12.15 on a working day, ``later`` from today and outside the Christmas holidays."""
    day = localtime(at).replace(hour=12, minute=15, second=0, microsecond=0, fold=0)
    day += later - timedelta(days=max(0, day.weekday() - FRIDAY))
    while is_at_christmas(day):
        day += timedelta(weeks=1 if later > timedelta() else -1)
    return day


def _mark(meeting: FollowUpMeeting, appointed: Iterable[Appointment], by: User) -> None:
    """Mark most people as present. The first, Kari, is partial at the second meeting, so that she can object."""
    FollowUpAttendance.objects.bulk_create(
        FollowUpAttendance(
            meeting=meeting,
            appointment=appointment,
            mark=_mark_of(number, meeting),
            marked_by=by,
            marked_at=meeting.ends_at,
        )
        for number, appointment in enumerate(appointed)
    )


def _mark_of(number: int, meeting: FollowUpMeeting) -> AttendanceMark:
    if meeting.follow_up_hours and number % 10 == 0:
        return AttendanceMark.PARTIAL
    return AttendanceMark.ABSENT if number % 6 == 5 else AttendanceMark.PRESENT


def _object(meeting: FollowUpMeeting, coordinator: User, at: datetime) -> None:
    """Add two objections by people marked absent; one is answered."""
    absent = FollowUpAttendance.objects.filter(meeting=meeting, mark=AttendanceMark.ABSENT)
    says, said = absent.order_by("appointment__assistant__username")[:2]
    object_to(attendance=says, text=SAID[0], at=at - timedelta(days=1))
    answered = object_to(attendance=said, text=SAID[1], at=at - timedelta(days=3))
    answer(
        objection=answered,
        text=ANSWERED,
        mark=AttendanceMark.PRESENT,
        by=coordinator,
        at=at - timedelta(days=2),
    )
