"""Appointments with their department's meetings and the attendance at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain

from enrollment.models import Appointment, Term
from enrollment.models.keys import AppointmentKey, AssistantKey, CourseKey, DepartmentKey, TermKey
from modules.follow_up import rules
from modules.follow_up.loading import expects, seen
from modules.follow_up.rules import Meeting
from modules.models.keys import MeetingKey

from .facts import AppointmentFacts, Name, Note
from .rows import AppointmentRow, MarkRow, MeetingsByPlace, Rows

# Makes a note from the key of the author's account and the time as text.
NoteOf = Callable[[int, str], Note]
# Appointments with the same three have the same meetings.
Alike = tuple[DepartmentKey, TermKey, CourseKey]


def appointments_by_assistant(
    rows: Rows, term: Term | None, note_of: NoteOf
) -> Mapping[AssistantKey, Sequence[AppointmentFacts]]:
    """Return the appointments by learning assistant: those of ``term`` first, each group newest first.

    Assistants with equal appointments and equal marks share one ``AppointmentFacts`` object, so that ``evaluate_all()``
    evaluates it once.
    """
    marked: defaultdict[AppointmentKey, list[MarkRow]] = defaultdict(list)
    for mark in rows.marks:
        # Without the key of the appointment, equal marks of different people are equal.
        marked[mark.appointment].append(mark._replace(appointment=0))
    plans = _Plans({_alike(row) for row in rows.appointments}, rows.meetings)

    @cache
    def facts(row: AppointmentRow, own: frozenset[MarkRow]) -> AppointmentFacts:
        meetings = plans.meetings(_alike(row), {mark.meeting: mark.mark for mark in own})
        return AppointmentFacts(
            term=row.term_code,
            course_code=row.course_code,
            course=Name(row.course_en, row.course_nb),
            department=Name(row.department_en, row.department_nb),
            follow_up=rules.FollowUpRecord(meetings, row.starts_on, row.ends_on),
            titles=plans.titles,
            notes={mark.meeting: note_of(mark.marked_by, mark.marked_at) for mark in own},
            is_later=term is not None and term.is_before(Term(code=row.term_code)),
        )

    found: defaultdict[AssistantKey, list[AppointmentFacts]] = defaultdict(list)
    for row in sorted(rows.appointments, key=lambda row: term is None or row.term != term.pk):
        shared = row._replace(pk=0, assistant=0)
        found[row.assistant].append(facts(shared, frozenset(marked[row.pk])))
    return found


def _alike(row: AppointmentRow) -> Alike:
    return row.department, row.term, row.course


class _Plans:
    """The meetings of departments; each pair of meeting and mark is converted once and shared."""

    def __init__(self, alike: Iterable[Alike], by_place: MeetingsByPlace) -> None:
        appointments = [
            Appointment(department_id=department, term_id=term, course_id=course)
            for department, term, course in alike
        ]
        self._all = {meeting.pk: meeting for meeting in chain.from_iterable(by_place.values())}
        self._expected = {
            (appointment.department_id, appointment.term_id, appointment.course_id): [
                meeting.pk
                for meeting in by_place.get((appointment.department_id, appointment.term_id), ())
                if expects(meeting, appointment)
            ]
            for appointment in appointments
        }
        self._seen: dict[tuple[int, str], Meeting] = {}
        self.titles = {key: meeting.title for key, meeting in self._all.items()}

    def meetings(self, alike: Alike, marks: Mapping[MeetingKey, str]) -> tuple[Meeting, ...]:
        """Return the meetings where attendance is expected or already marked, in chronological order."""
        own = self._expected[alike]
        others = marks.keys() - own
        if others:
            own = sorted([*own, *others], key=lambda key: (self._all[key].starts_at, key))
        return tuple(self._as_seen(key, marks.get(key, "")) for key in own)

    def _as_seen(self, key: MeetingKey, mark: str) -> Meeting:
        if (key, mark) not in self._seen:
            self._seen[key, mark] = seen(self._all[key], mark)
        return self._seen[key, mark]
