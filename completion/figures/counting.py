"""Counting how far everybody is with LAOS.

A department is counted whenever somebody looks. A whole term takes longer than a page may, so it is counted by a worker
every few minutes, and kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db.models import QuerySet

from completion.verdicts.evaluating import verdicts_of
from completion.verdicts.facts import Name
from enrollment.kept import kept
from enrollment.models import Appointment, Course, Department, LearningAssistant, Registration, Term
from enrollment.models.people import Named

from .counts import Figures, Group, Level, Row, add_up, counts_as

# The keys of a department and of a course that somebody is appointed in.
Place = tuple[int, int]
# They are counted anew every few minutes; kept longer, for when a worker is busy.
KEPT = timedelta(minutes=20)


def kept_figures(term: Term, at: datetime) -> Figures:
    """The figures of a term as they were counted last, some minutes ago."""
    found: Figures | None = kept.get(_key(term))
    return found or count_anew(term, at)


def count_anew(term: Term, at: datetime) -> Figures:
    figures = figures_of(Appointment.objects.filter(term=term), term, at)
    kept.set(_key(term), figures, KEPT.total_seconds())
    return figures


def _key(term: Term) -> str:
    # Raise the number with every change of what Figures holds: an upgrade finds what was kept before it.
    return f"figures-1-{term.code}"


def term_before(term: Term) -> Term | None:
    """The last term before a term, by the year and spring before autumn."""
    return max(
        (one for one in Term.objects.all() if one.is_before(term)),
        key=lambda one: one.last_day,
        default=None,
    )


def figures_of(appointments: QuerySet[Appointment], term: Term, at: datetime) -> Figures:
    """Of those with these appointments of a term, also such as have ended, in a constant number of queries.

    Whoever assists in two courses counts in each of them, and once in all that these are part of.
    """
    people = LearningAssistant.objects.filter(pk__in=appointments.order_by().values("assistant"))
    registered: defaultdict[int, set[int]] = defaultdict(set)
    standing = Registration.objects.standing().filter(assistant__in=people).order_by()
    for assistant, core_module in standing.values_list("assistant", "core_module"):
        registered[assistant].add(core_module)
    counted = {
        one.pk: frozenset(counts_as(verdict, registered[one.pk]))
        for one, verdict in verdicts_of(people, term, at).items()
    }
    members: defaultdict[Place, set[int]] = defaultdict(set)
    places = appointments.order_by().values_list("assistant", "department", "course")
    for assistant, department, course in places:
        # Whoever was appointed while the verdicts were read has none yet.
        if assistant in counted:
            members[department, course].add(assistant)
    rows = [
        Row(group, add_up(counted[one] for one in those))
        for group, those in _groups(members).items()
    ]
    return Figures(at, tuple(sorted(rows, key=_by_level_and_code)))


def _groups(members: Mapping[Place, set[int]]) -> Mapping[Group, set[int]]:
    """The keys of the people of each group; there is one of everybody, even where there is nobody."""
    departments = Department.objects.select_related("campus", "faculty").in_bulk()
    courses = Course.objects.in_bulk()
    found: defaultdict[Group, set[int]] = defaultdict(set)
    found[Group(Level.ALL)] = set()
    for (department, course), those in members.items():
        for group in _groups_of(departments[department], courses[course]):
            found[group] |= those
    return found


def _groups_of(department: Department, course: Course) -> Iterator[Group]:
    campus, faculty = department.campus.name, department.faculty.code
    yield Group(Level.ALL)
    yield Group(Level.CAMPUS, Name(campus, campus), campus)
    yield Group(Level.FACULTY, _name(department.faculty), faculty=faculty)
    yield Group(Level.DEPARTMENT, _name(department), campus, faculty, department.code)
    yield Group(Level.COURSE, _name(course), campus, faculty, department.code, course.code)


def _name(one: Named) -> Name:
    return Name(one.name_en, one.name_nb)


def _by_level_and_code(row: Row) -> tuple[int, str, str, str, str]:
    group = row.group
    level = list(Level).index(group.level)
    return level, group.faculty, group.department, group.course, group.campus
