"""The appointments of people with the meetings of their departments and what they have attended of them."""

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

# Appointment, meeting, mark, who recorded it and when, as text.
MarkRow = tuple[int, int, str, int, str]
# The same of one appointment.
OwnMark = tuple[int, str, int, str]
# The note of who recorded something, by the key of their account, and when, as text.
NoteOf = Callable[[int, str], Note]
# Department, term and course: whoever has these alike is expected at the same meetings.
Alike = tuple[int, int, int]


def as_text(moment: str) -> Cast:
    """Moments by the ten thousand take longer to read than all the rest; read as text, each is understood once."""
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
    """By the key of the learning assistant; first the appointments of a term, and the newest first.

    Whoever has the same course and the same marks, by the same hand, shares one object: most of a course do.
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
            follow_up=rules.Record(meetings, starts_on, ends_on),
            titles=plans.titles,
            notes={meeting: note_of(by, when) for meeting, _mark, by, when in own},
            is_later=term is not None and term.is_before(Term(code=code)),
        )

    found: defaultdict[int, list[Employment]] = defaultdict(list)
    for key, assistant, *row in appointments:
        found[assistant].append(employment(*row, own=frozenset(marked[key])))
    return found


class _Plans:
    """The meetings of departments, each looked at once for all whom it concerns in the same way."""

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
        """Those that somebody is expected at or has a mark for, in order of time."""
        own = self._expected[alike]
        others = marks.keys() - own
        if others:
            own = sorted([*own, *others], key=lambda key: (self._all[key].starts_at, key))
        return tuple(self._as_seen(key, marks.get(key, "")) for key in own)

    def _as_seen(self, key: int, mark: str) -> Meeting:
        if (key, mark) not in self._seen:
            self._seen[key, mark] = seen(self._all[key], mark)
        return self._seen[key, mark]
