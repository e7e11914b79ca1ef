"""Count the figures of a term or a department scope.

A department scope is counted on request. A whole term takes too long for a request, so a worker counts it every few
minutes and caches the result.
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
from enrollment.models.organisation import Named

from .counts import Figures, Group, Level, Row, add_up, counts_as

# The keys of an appointment's department and course.
Place = tuple[int, int]
# Longer than the interval between two counts, in case the worker is busy.
KEPT = timedelta(minutes=20)


def kept_figures(term: Term, at: datetime) -> Figures:
    """Return the cached figures of a term, at most ``KEPT`` old; count them if there are none."""
    found: Figures | None = kept.get(_key(term))
    return found or count_anew(term, at)


def count_anew(term: Term, at: datetime) -> Figures:
    figures = figures_of(Appointment.objects.filter(term=term), term, at)
    kept.set(_key(term), figures, KEPT.total_seconds())
    return figures


def _key(term: Term) -> str:
    # Increase the number whenever the fields of Figures change: the cache outlives an upgrade.
    return f"figures-1-{term.code}"


def term_before(term: Term) -> Term | None:
    """Return the latest term before this one, or ``None``."""
    return max(
        (one for one in Term.objects.all() if one.is_before(term)),
        key=lambda one: one.last_day,
        default=None,
    )


def figures_of(appointments: QuerySet[Appointment], term: Term, at: datetime) -> Figures:
    """Count the assistants with these appointments of a term, ended ones included, in a constant number of queries.

    An assistant appointed in two courses counts in both, and once in each larger group that contains them.
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
        # An appointment created after the verdicts were loaded has no verdict yet.
        if assistant in counted:
            members[department, course].add(assistant)
    rows = [
        Row(group, add_up(counted[one] for one in those))
        for group, those in _groups(members).items()
    ]
    return Figures(at, tuple(sorted(rows, key=_by_level_and_code)))


def _groups(members: Mapping[Place, set[int]]) -> Mapping[Group, set[int]]:
    """Return the keys of the assistants in each group. The group of all exists even if it is empty."""
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
