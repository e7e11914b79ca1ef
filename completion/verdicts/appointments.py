"""Load appointments with their department's meetings and the attendance at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from enrollment.models import Appointment, LearningAssistant, Term
from modules.follow_up import rules
from modules.follow_up.loading import expects, meetings_by_place, seen
from modules.follow_up.rules import Meeting
from modules.models import FollowUpAttendance

from .facts import Employment, Name, Note

# Keys of the appointment and the meeting, mark, key of the author, and time as text.
MarkRow = tuple[int, int, str, int, str]
# A ``MarkRow`` without its appointment.
OwnMark = tuple[int, str, int, str]
# Makes a note from the key of the author's account and the time as text.
NoteOf = Callable[[int, str], Note]
# Keys of department, term and course: appointments with the same three have the same meetings.
Alike = tuple[int, int, int]


def as_text(moment: str) -> Cast:
    """Select a datetime as text: parsing tens of thousands of them is slow, so each distinct text is parsed once."""
    return Cast(moment, TextField())


def marks_of(people: QuerySet[LearningAssistant]) -> list[MarkRow]:
    found = FollowUpAttendance.objects.filter(appointment__assistant__in=people).order_by()
    return list(
        found.values_list("appointment", "meeting", "mark", "marked_by", as_text("marked_at"))
    )


def employments_of(
    people: QuerySet[LearningAssistant],
    term: Term | None,
    marks: Iterable[MarkRow],
    note_of: NoteOf,
) -> Mapping[int, Sequence[Employment]]:
    """Return the employments by key of the learning assistant: those of ``term`` first, each group newest first.

    Assistants with equal appointments and equal marks share one ``Employment`` object, so that ``evaluate_all()``
    evaluates it once.
    """
    rows = (
        Appointment.objects.filter(assistant__in=people)
        .order_by("-pk")
        .values_list(
            *("pk", "assistant", "department", "term", "course", "starts_on", "ends_on"),
            *("term__code", "course__code", "course__name_en", "course__name_nb"),
            *("department__name_en", "department__name_nb"),
        )
    )
    appointments = sorted(rows, key=lambda row: term is None or row[3] != term.pk)
    marked: defaultdict[int, list[OwnMark]] = defaultdict(list)
    for mark in marks:
        marked[mark[0]].append(mark[1:])
    plans = _Plans({row[2:5] for row in appointments})

    @cache
    def employment(*row: Any, own: frozenset[OwnMark]) -> Employment:
        department, term_key, course, starts_on, ends_on, code, course_code, *names = row
        meetings = plans.meetings((department, term_key, course), {one[0]: one[1] for one in own})
        return Employment(
            term=code,
            course_code=course_code,
            course=Name(*names[:2]),
            department=Name(*names[2:]),
            follow_up=rules.FollowUpRecord(meetings, starts_on, ends_on),
            titles=plans.titles,
            notes={meeting: note_of(by, when) for meeting, _mark, by, when in own},
            is_later=term is not None and term.is_before(Term(code=code)),
        )

    found: defaultdict[int, list[Employment]] = defaultdict(list)
    for key, assistant, *row in appointments:
        found[assistant].append(employment(*row, own=frozenset(marked[key])))
    return found


class _Plans:
    """The meetings of departments; each pair of meeting and mark is converted once and shared."""

    def __init__(self, alike: Iterable[Alike]) -> None:
        appointments = [
            Appointment(department_id=department, term_id=term, course_id=course)
            for department, term, course in alike
        ]
        by_place = meetings_by_place(appointments)
        self._all = {one.pk: one for those in by_place.values() for one in those}
        self._expected = {
            (one.department_id, one.term_id, one.course_id): [
                meeting.pk
                for meeting in by_place[one.department_id, one.term_id]
                if expects(meeting, one)
            ]
            for one in appointments
        }
        self._seen: dict[tuple[int, str], Meeting] = {}
        self.titles = {key: one.title for key, one in self._all.items()}

    def meetings(self, alike: Alike, marks: Mapping[int, str]) -> tuple[Meeting, ...]:
        """Return the meetings where attendance is expected or already marked, in chronological order."""
        own = self._expected[alike]
        others = marks.keys() - own
        if others:
            own = sorted([*own, *others], key=lambda key: (self._all[key].starts_at, key))
        return tuple(self._as_seen(key, marks.get(key, "")) for key in own)

    def _as_seen(self, key: int, mark: str) -> Meeting:
        if (key, mark) not in self._seen:
            self._seen[key, mark] = seen(self._all[key], mark)
        return self._seen[key, mark]
