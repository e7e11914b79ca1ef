"""Count an earlier term as it was on the day that corresponds to today.

Attendance counts from the day of the session or meeting, and a place from the day of registration or of the session,
whichever comes first: so a term whose marks were imported later is counted the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate, localtime, make_aware

from completion.verdicts.evaluating import verdicts_of
from completion.verdicts.facts import AppointmentFacts, Record, day_of
from completion.verdicts.loading import records_of
from enrollment.marks import HOLDS
from enrollment.models import Appointment, LearningAssistant, Registration, Term

from .counts import EarlierDay, Group, GroupCounts, GroupLevel, add_up, counts_as


def earlier_term(term: Term) -> Term | None:
    """Return the term of the same season one year earlier, else the latest term before this one, or ``None``."""
    before = [other for other in Term.objects.all() if other.is_before(term)]
    year_before = f"{int(term.code[:4]) - 1}{term.code[4:]}"
    return next((other for other in before if other.code == year_before), next(iter(before), None))


def is_from_opening(term: Term, earlier: Term) -> bool:
    """Return whether the days of the two terms are counted from the opening of registration."""
    return None not in (term.registration_opens_at, earlier.registration_opens_at)


def same_day(term: Term, earlier: Term, at: datetime) -> datetime:
    """Return the moment as many days into the earlier term as ``at`` is into this one, at the same time of day.

    Days are counted from the opening of registration, or from the first day of the half-year if either term has no
    registration window.
    """
    first, first_of_earlier = (
        _opening_day(compared) if is_from_opening(term, earlier) else compared.first_day
        for compared in (term, earlier)
    )
    day = first_of_earlier + (localdate(at) - first)
    return make_aware(datetime.combine(day, localtime(at).time()))


def _opening_day(term: Term) -> date:
    assert term.registration_opens_at is not None
    return localdate(term.registration_opens_at)


def count_earlier(
    appointments: QuerySet[Appointment], term: Term, earlier: Term, at: datetime
) -> EarlierDay:
    """Count the assistants with these appointments of the earlier term, in a constant number of queries.

    Appointments and confirmed preparation are counted as they are now, because their changes are not dated.
    """
    then = same_day(term, earlier, at)
    people = LearningAssistant.objects.filter(pk__in=appointments.order_by().values("assistant"))
    registered = _registered(people, then)
    verdicts = verdicts_of(people, earlier, then, load=_records_known)
    counts = add_up(
        counts_as(verdict, registered[assistant.pk]) for assistant, verdict in verdicts.items()
    )
    total = GroupCounts(Group(GroupLevel.ALL), counts)
    return EarlierDay(earlier.code, then, is_from_opening(term, earlier), total)


def _registered(people: QuerySet[LearningAssistant], then: datetime) -> Mapping[int, Set[int]]:
    """Return the core modules that each assistant held a place in, or had attended, by key of the assistant."""
    has_begun = Q(session__starts_at__lte=then)
    held = (
        Registration.objects.filter(assistant__in=people)
        .filter(Q(registered_at__lte=then) | has_begun)
        .filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=then))
        .exclude(has_begun & ~Q(mark__in=HOLDS))
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for assistant, core_module in held.order_by().values_list("assistant", "core_module"):
        found[assistant].add(core_module)
    return found


def _records_known(
    people: QuerySet[LearningAssistant], term: Term | None, then: datetime
) -> dict[LearningAssistant, Record]:
    """Load the records without anything that happened after ``then``."""
    # Shared, as in the records: each appointment is then evaluated once.
    known: dict[int, AppointmentFacts] = {}

    def known_appointment(appointment: AppointmentFacts) -> AppointmentFacts:
        return known.setdefault(id(appointment), _appointment_known(appointment, then))

    return {
        assistant: replace(
            record,
            is_exempt=assistant.exempt_since is not None and assistant.exempt_since <= day_of(then),
            seminars=tuple(seminar for seminar in record.seminars if seminar.starts_at <= then),
            modules=tuple(
                module
                for module in record.modules
                if module.completed_on is not None and module.completed_on <= day_of(then)
            ),
            appointments=tuple(map(known_appointment, record.appointments)),
        )
        for assistant, record in records_of(people, term, then).items()
    }


def _appointment_known(appointment: AppointmentFacts, then: datetime) -> AppointmentFacts:
    meetings = appointment.follow_up.meetings
    held = tuple(meeting for meeting in meetings if meeting.starts_at <= then)
    return replace(appointment, follow_up=replace(appointment.follow_up, meetings=held))
