"""The appointments of people with the meetings of their departments and what they have attended of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import QuerySet

from enrollment.models import Appointment, Course, Department, LearningAssistant, Term
from enrollment.models.people import Named
from modules import follow_up
from modules.follow_up import Meeting
from modules.following import expects, meetings_by_place, seen
from modules.models import FollowUpAttendance

from .facts import Employment, Name, Note

# Appointment, meeting, mark, who recorded it and when.
MarkRow = tuple[int, int, str, int, datetime]


def marks_of(people: QuerySet[LearningAssistant]) -> list[MarkRow]:
    found = FollowUpAttendance.objects.filter(appointment__assistant__in=people).order_by()
    return list(found.values_list("appointment", "meeting", "mark", "marked_by", "marked_at"))


def employments_of(
    people: QuerySet[LearningAssistant],
    term: Term | None,
    marks: Iterable[MarkRow],
    names: Mapping[int, str],
) -> Mapping[int, Sequence[Employment]]:
    """By the key of the learning assistant; first the appointments of a term, and the newest first."""
    appointments = sorted(
        Appointment.objects.filter(assistant__in=people).order_by("-pk"),
        key=lambda one: term is None or one.term_id != term.pk,
    )
    marked: defaultdict[int, dict[int, str]] = defaultdict(dict)
    notes: defaultdict[int, dict[int, Note]] = defaultdict(dict)
    for appointment, meeting, mark, by, at in marks:
        marked[appointment][meeting] = mark
        notes[appointment][meeting] = Note(names[by], at)
    terms = dict(Term.objects.values_list("pk", "code"))
    courses = {one.pk: (one.code, _name(one)) for one in Course.objects.all()}
    departments = {one.pk: _name(one) for one in Department.objects.all()}
    plans = _Plans(appointments)
    found: defaultdict[int, list[Employment]] = defaultdict(list)
    for one in appointments:
        code, course = courses[one.course_id]
        found[one.assistant_id].append(
            Employment(
                term=terms[one.term_id],
                course_code=code,
                course=course,
                department=departments[one.department_id],
                follow_up=follow_up.Record(
                    meetings=plans.meetings(one, marked[one.pk]),
                    starts_on=one.starts_on,
                    ends_on=one.ends_on,
                ),
                titles=plans.titles,
                notes=notes[one.pk],
            )
        )
    return found


class _Plans:
    """The meetings of departments, each looked at once for all whom it concerns in the same way."""

    def __init__(self, appointments: Sequence[Appointment]) -> None:
        self._by_place = meetings_by_place(appointments)
        self._all = {one.pk: one for those in self._by_place.values() for one in those}
        self._expected: dict[tuple[int, int, int], list[int]] = {}
        self._seen: dict[tuple[int, str], Meeting] = {}
        self.titles = {key: one.title for key, one in self._all.items()}

    def meetings(self, appointment: Appointment, marks: Mapping[int, str]) -> tuple[Meeting, ...]:
        """Those that somebody is expected at or has a mark for, in order of time."""
        own = self._expected_by(appointment)
        others = marks.keys() - own
        if others:
            own = sorted([*own, *others], key=lambda key: (self._all[key].starts_at, key))
        return tuple(self._as_seen(key, marks.get(key, "")) for key in own)

    def _expected_by(self, appointment: Appointment) -> list[int]:
        place = appointment.department_id, appointment.term_id
        alike = (*place, appointment.course_id)
        if alike not in self._expected:
            self._expected[alike] = [
                one.pk for one in self._by_place[place] if expects(one, appointment)
            ]
        return self._expected[alike]

    def _as_seen(self, key: int, mark: str) -> Meeting:
        if (key, mark) not in self._seen:
            self._seen[key, mark] = seen(self._all[key], mark)
        return self._seen[key, mark]


def _name(one: Named) -> Name:
    return Name(one.name_en, one.name_nb)
