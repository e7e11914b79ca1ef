"""Count the figures of a term or a department scope.

A department scope is counted on request. A whole term takes too long for a request, so a worker counts it every few
minutes and caches the result.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from django.db.models import QuerySet

from completion.verdicts.evaluating import verdicts_of
from completion.verdicts.facts import Name
from enrollment.kept import kept
from enrollment.models import Appointment, Course, Department, LearningAssistant, Registration, Term
from enrollment.models.organisation import Named

from .counts import Figure, Figures, Group, GroupCounts, GroupLevel, add_up, counts_as
from .earlier import count_earlier, earlier_term

# The keys of an appointment's department and course.
Place = tuple[int, int]
# Longer than the interval between two counts, in case the worker is busy.
KEPT = timedelta(minutes=20)


# Given a term, returns the appointments to count.
AppointmentsOf = Callable[[Term], QuerySet[Appointment]]


def stored_figures(term: Term, at: datetime) -> Figures:
    """Return the stored figures of a term, at most ``KEPT`` old; count them if there are none."""
    found: Figures | None = kept.get(_key(term))
    return found or count_and_store(term, at)


def count_and_store(term: Term, at: datetime) -> Figures:
    figures = figures_of(appointments_in, term, at)
    kept.set(_key(term), figures, KEPT.total_seconds())
    return figures


def appointments_in(term: Term) -> QuerySet[Appointment]:
    return Appointment.objects.filter(term=term)


def _key(term: Term) -> str:
    # Increase the number whenever the fields of Figures change: the cache outlives an upgrade.
    return f"figures-2-{term.code}"


def figures_of(appointments_in: AppointmentsOf, term: Term, at: datetime) -> Figures:
    """Count the assistants appointed in a term, ended appointments included, in a constant number of queries.

    An assistant appointed in two courses counts in both, and once in each larger group that contains them.
    """
    people = _count(appointments_in(term), term, at)
    members: defaultdict[Place, set[int]] = defaultdict(set)
    places = appointments_in(term).order_by().values_list("assistant", "department", "course")
    for assistant, department, course in places:
        # An appointment created after the verdicts were loaded has no verdict yet.
        if assistant in people:
            members[department, course].add(assistant)
    groups = [
        GroupCounts(group, add_up(people[assistant] for assistant in assistants))
        for group, assistants in _groups(members).items()
    ]
    earlier = earlier_term(term)
    return Figures(
        counted_at=at,
        groups=tuple(sorted(groups, key=_by_level_and_code)),
        people=people,
        earlier=count_earlier(appointments_in(earlier), term, earlier, at) if earlier else None,
    )


def _count(
    appointments: QuerySet[Appointment], term: Term, at: datetime
) -> dict[int, frozenset[Figure]]:
    """Return what each of the assistants counts as, by primary key."""
    people = LearningAssistant.objects.filter(pk__in=appointments.order_by().values("assistant"))
    registered: defaultdict[int, set[int]] = defaultdict(set)
    standing = Registration.objects.standing().filter(assistant__in=people).order_by()
    for assistant, core_module in standing.values_list("assistant", "core_module"):
        registered[assistant].add(core_module)
    # Equal sets become one object, which the cache then stores once.
    same: dict[frozenset[Figure], frozenset[Figure]] = {}
    found = {}
    for person, verdict in verdicts_of(people, term, at).items():
        figures = counts_as(verdict, registered[person.pk])
        found[person.pk] = same.setdefault(figures, figures)
    return found


def _groups(members: Mapping[Place, set[int]]) -> Mapping[Group, set[int]]:
    """Return the keys of the assistants in each group. The group of all exists even if it is empty."""
    departments = Department.objects.select_related("campus", "faculty").in_bulk()
    courses = Course.objects.in_bulk()
    found: defaultdict[Group, set[int]] = defaultdict(set)
    found[Group(GroupLevel.ALL)] = set()
    for (department, course), assistants in members.items():
        for group in _groups_of(departments[department], courses[course]):
            found[group] |= assistants
    return found


def _groups_of(department: Department, course: Course) -> Iterator[Group]:
    campus, faculty = department.campus.name, department.faculty.code
    yield Group(GroupLevel.ALL)
    yield Group(GroupLevel.CAMPUS, Name(campus, campus), campus)
    yield Group(GroupLevel.FACULTY, _name(department.faculty), faculty=faculty)
    yield Group(GroupLevel.DEPARTMENT, _name(department), campus, faculty, department.code)
    yield Group(GroupLevel.COURSE, _name(course), campus, faculty, department.code, course.code)


def _name(named: Named) -> Name:
    return Name(named.name_en, named.name_nb)


def _by_level_and_code(counts: GroupCounts) -> tuple[int, str, str, str, str]:
    group = counts.group
    level = list(GroupLevel).index(group.level)
    return level, group.faculty, group.department, group.course, group.campus
