"""A coordinator's tasks at a department, shown first on its front page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from completion.verdicts.facts import AppointmentFacts
from enrollment.models import Term
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.scope import Scope

from .lacking import needs_meetings
from .people import Person


@dataclass(frozen=True, slots=True)
class Waiting:
    # Number of missing marks by meeting.
    unmarked: Mapping[FollowUpMeeting, int]
    objections: int
    has_meetings: bool
    # Number of people whose missing hours the meetings planned cannot give.
    short: int

    def __bool__(self) -> bool:
        return bool(self.unmarked or self.objections or self.short or not self.has_meetings)


def waits_at(scope: Scope, term: Term, people: Iterable[Person], at: datetime) -> Waiting:
    people = list(people)
    asked = [
        appointment
        for person in people
        if not person.verdict.is_exempt
        for appointment in person.appointment_facts
    ]
    return Waiting(
        unmarked=unmarked(asked, held_by([scope.department.pk], [term.pk], at), at),
        objections=FollowUpAttendance.objects.objected()
        .filter(appointment__in=scope.appointments(term).order_by())
        .count(),
        has_meetings=any(
            facts.follow_up.meetings for person in people for facts in person.appointment_facts
        ),
        short=sum(
            person.ended_on is None
            and person.evaluated_appointment is not None
            and needs_meetings(person.verdict)
            for person in people
        ),
    )


def held_by(
    departments: Collection[int], terms: Collection[int], at: datetime
) -> dict[int, FollowUpMeeting]:
    """Return the meetings that have ended, by key."""
    meetings = FollowUpMeeting.objects.live().filter(ends_at__lte=at)
    return meetings.filter(department__in=departments, term__in=terms).in_bulk()


def unmarked(
    appointments: Iterable[AppointmentFacts], held: Mapping[int, FollowUpMeeting], at: datetime
) -> dict[FollowUpMeeting, int]:
    """Return how many of the people expected have no mark, by meeting that was held, the earliest first."""
    missing = Counter(
        meeting.key
        for appointment in appointments
        for meeting in appointment.follow_up.meetings
        if meeting.key in held and not meeting.mark and appointment.follow_up.asks_for(meeting, at)
    )
    return {held[key]: missing[key] for key in sorted(missing, key=lambda key: held[key].starts_at)}
