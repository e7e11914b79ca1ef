"""The dates of a learning assistant: places held, dates waited for, and meetings, to come and past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext

from completion.verdicts.facts import Record, day_of
from completion.verdicts.labels import moment_in_words
from completion.verdicts.personal import PersonalFacts
from completion.verdicts.results import CoreModules, CourseSpecific, Verdict
from enrollment.eligibility import refusal_to_give_up
from enrollment.models import Appointment, Preparation, Preparations, Registration
from enrollment.models.sessions import Mark
from enrollment.pages.agenda import what_when_and_where
from enrollment.pages.commitments import Commitment, clashing
from modules.follow_up.loading import record_of
from modules.follow_up.objecting import may_object
from modules.follow_up.wording import parts_of
from modules.models import FollowUpAttendance, FollowUpMeeting, Objection


@dataclass(frozen=True, slots=True)
class HeldDate:
    registration: Registration
    preparation: Preparation | None
    can_give_up: bool
    has_begun: bool
    # Mandatory meetings at the same time.
    clashes: Sequence[Commitment]

    @property
    def facts(self) -> tuple[object, ...]:
        """Everything that the page says of the date, except what can still be done about it."""
        prepare = self.preparation and (self.preparation.text, self.preparation.url)
        return (*what_when_and_where(self.registration.session), *self.clashes, prepare)

    @property
    def starts_at(self) -> datetime:
        return self.registration.session.starts_at

    @property
    def deadline(self) -> str:
        return moment_in_words(self.registration.session.deadline)


@dataclass(frozen=True, slots=True)
class MeetingDate:
    appointment: Appointment
    meeting: FollowUpMeeting
    attendance: FollowUpAttendance | None
    has_begun: bool
    # Other meetings of the list are of another course.
    names_course: bool

    @property
    def starts_at(self) -> datetime:
        return self.meeting.starts_at

    @property
    def parts(self) -> str:
        return parts_of(self.meeting)

    @property
    def objection(self) -> Objection | None:
        return getattr(self.attendance, "objection", None)

    @property
    def is_under_objection(self) -> bool:
        return self.objection is not None and self.objection.answered_at is None

    @property
    def can_object(self) -> bool:
        return self.attendance is not None and may_object(self.attendance)


@dataclass(frozen=True, slots=True)
class PastSeminar:
    registration: Registration
    # The names of those who record the attendance; empty if no leader is named.
    leaders: str
    # Attendance is not recorded in time, and another date can be registered for now.
    can_choose_another: bool

    @property
    def starts_at(self) -> datetime:
        return self.registration.session.starts_at


@dataclass(frozen=True, slots=True)
class WaitedFor:
    # A waitlist entry with its position and the exchange offered.
    entry: Any
    # The registration in that core module, which is kept while waiting.
    held: Registration | None


@dataclass(frozen=True, slots=True)
class Dates:
    """All dates but those that are evidence for the 20 hours, which are listed there."""

    # Not over yet, the nearest first.
    to_come: Sequence[HeldDate | MeetingDate]
    waits: Sequence[WaitedFor]
    # Over, and not counted: the latest first.
    past: Sequence[PastSeminar | MeetingDate]

    @property
    def not_counted(self) -> list[tuple[str, int]]:
        """How many past dates have each mark that does not count, by the words for the mark."""
        numbers = Counter(filter(None, map(_mark_that_does_not_count, self.past)))
        return [(str(mark.label), numbers[mark]) for mark in Mark if numbers[mark]]

    @property
    def can_object(self) -> bool:
        """Whether the mark of a past meeting can be objected to now."""
        return any(isinstance(date, MeetingDate) and date.can_object for date in self.past)

    @property
    def cancelled(self) -> int:
        """How many sessions with a place held were cancelled."""
        seminars = (date for date in self.past if isinstance(date, PastSeminar))
        return sum(1 for seminar in seminars if seminar.registration.withdrawn_at is not None)


def places_held(facts: PersonalFacts) -> dict[int, Registration]:
    """Return the registrations without a mark, by core module."""
    return {
        registration.core_module: registration
        for registration in facts.registrations
        if registration.stands and not registration.mark
    }


def dates(facts: PersonalFacts, verdict: Verdict, at: datetime) -> Dates:
    """Sort the dates into those to come and those past.

    Meetings that the verdict counts are left out, unless there was an objection to the mark.
    """
    held = places_held(facts)
    to_prepare = [place for place in held.values() if place.session.ends_at > at]
    preparations = Preparations(facts.preparations)
    meetings = list(meeting_dates(facts, at))
    mandatory = [
        Commitment(date.meeting.title, date.meeting.starts_at, date.meeting.ends_at)
        for date in meetings
        if date.meeting.is_mandatory and date.meeting.cancelled_at is None
    ]
    to_come: list[HeldDate | MeetingDate] = [
        HeldDate(
            registration,
            preparations.of(registration.session),
            refusal_to_give_up(registration, at) is None,
            registration.session.has_begun(at),
            clashing(registration.session, mandatory),
        )
        for registration in to_prepare
    ]
    to_come += [date for date in meetings if date.meeting.ends_at > at]
    past: list[PastSeminar | MeetingDate] = [
        PastSeminar(
            registration,
            get_text_list([*facts.leaders[registration.pk]], gettext("or")),
            _can_choose_another(registration, facts.record, at),
        )
        for registration in facts.registrations
        if _is_past(registration, at) and not _is_evidence(registration, verdict.core_modules)
    ]
    past += [
        date
        for date in meetings
        if date.meeting.ends_at <= at and not _is_counted(date, verdict.course_specific)
    ]
    return Dates(
        to_come=sorted(to_come, key=lambda date: date.starts_at),
        waits=[WaitedFor(entry, held.get(entry.core_module)) for entry in facts.waits],
        past=sorted(past, key=lambda date: date.starts_at, reverse=True),
    )


def meeting_dates(facts: PersonalFacts, at: datetime) -> Iterator[MeetingDate]:
    """Yield the meetings of each appointment: those expected, and those with attendance recorded.

    An exempt assistant is expected nowhere.
    """
    names_course = len(facts.appointments) > 1
    is_asked = facts.assistant.exempt_since is None
    for appointment in facts.appointments:
        place = appointment.department_id, appointment.term_id
        meetings = {meeting.pk: meeting for meeting in facts.meetings.get(place, ())}
        attendance = {
            key: mark for key in meetings if (mark := facts.attendance.get((appointment.pk, key)))
        }
        marks = {key: mark.mark for key, mark in attendance.items()}
        record = record_of(appointment, meetings.values(), marks)
        for seen in record.meetings:
            if seen.key in attendance or (is_asked and record.asks_for(seen, at)):
                meeting, own = meetings[seen.key], attendance.get(seen.key)
                yield MeetingDate(appointment, meeting, own, meeting.has_begun(at), names_course)


def _can_choose_another(registration: Registration, record: Record, at: datetime) -> bool:
    return (
        registration.stands
        and registration.is_overdue(at)
        and record.plan.registration == "open"
        and any(
            date.core_module == registration.core_module
            and date.starts_at > at
            and date.has_place
            and record.is_appointed_on(date.day)
            for date in record.plan.dates
        )
    )


def _is_past(registration: Registration, at: datetime) -> bool:
    is_cancelled = registration.withdrawn_at is not None
    return is_cancelled or bool(registration.mark) or registration.session.ends_at <= at


def _is_evidence(registration: Registration, core: CoreModules) -> bool:
    """Whether the verdict counts this attendance, and so lists it with the 20 hours."""
    evidence = {(seminar.core_module, seminar.day) for seminar in core.evidence}
    return (
        registration.withdrawn_at is None
        and registration.is_attended
        and (registration.core_module, day_of(registration.session.starts_at)) in evidence
    )


def _is_counted(date: MeetingDate, specific: CourseSpecific) -> bool:
    """Whether the verdict counts this attendance, and there was no objection to it."""
    # A meeting may be of two appointments of one learning assistant, and counts for one.
    is_of_counted = date.appointment.course.code == specific.course_code
    counted = {meeting.key for meeting in specific.evidence}
    return is_of_counted and date.meeting.pk in counted and date.objection is None


def _mark_that_does_not_count(date: PastSeminar | MeetingDate) -> str:
    marked = date.registration if isinstance(date, PastSeminar) else date.attendance
    return "" if marked is None or marked.is_attended else marked.mark
