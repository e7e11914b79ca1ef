"""The figures: what is counted, for which groups, and how a verdict is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from urllib.parse import urlencode

from django.db import models
from django.utils.translation import gettext_lazy as _

from completion.verdicts.facts import Name
from completion.verdicts.results import State, Verdict
from enrollment import languages
from enrollment.models import Term


class Figure(models.TextChoices):
    """What learning assistants are counted as. The values are stable: exported files use them as column names."""

    PEOPLE = "learning_assistants", _("learning assistants")
    EXEMPT = "exempt", _("exempt")
    TO_COMPLETE = "to_complete", _("to complete LAOS")
    REGISTERED_1 = "registered_core_module_1", _("registered for core module 1")
    REGISTERED_2 = "registered_core_module_2", _("registered for core module 2")
    REGISTERED = "registered_both", _("registered for both core modules")
    ATTENDED_1 = "attended_core_module_1", _("attended core module 1")
    ATTENDED_2 = "attended_core_module_2", _("attended core module 2")
    ATTENDED = "attended_both", _("attended both core modules")
    ONLINE = "online_modules", _("two online modules completed")
    ALSO_ONLINE = "attended_both_and_online", _("also completed two online modules")
    FOLLOW_UP = "follow_up", _("follow-up in the department attended")
    COMPLETED = "completed", _("completed")
    ON_TRACK = "on_track", _("on track")
    AT_RISK = "at_risk", _("at risk")
    OUT_OF_REACH = "out_of_reach", _("out of reach")


REGISTERED = {1: Figure.REGISTERED_1, 2: Figure.REGISTERED_2}
ATTENDED = {1: Figure.ATTENDED_1, 2: Figure.ATTENDED_2}
# Every learning assistant counted as TO_COMPLETE has exactly one of these.
STATES = {
    State.COMPLETED: Figure.COMPLETED,
    State.ON_TRACK: Figure.ON_TRACK,
    State.AT_RISK: Figure.AT_RISK,
    State.OUT_OF_REACH: Figure.OUT_OF_REACH,
}
FUNNEL = (
    Figure.TO_COMPLETE,
    Figure.REGISTERED,
    Figure.ATTENDED,
    Figure.ALSO_ONLINE,
    Figure.COMPLETED,
)
# Shown first, before the funnel.
KEY_FIGURES = (Figure.TO_COMPLETE, Figure.REGISTERED, Figure.COMPLETED, Figure.AT_RISK)
# Shown for every group; the other figures appear only in the funnel.
SHOWN = (
    Figure.PEOPLE,
    Figure.EXEMPT,
    *REGISTERED.values(),
    *ATTENDED.values(),
    Figure.ONLINE,
    Figure.FOLLOW_UP,
    *STATES.values(),
)

Counts = Mapping[Figure, int]


class GroupLevel(models.TextChoices):
    """The kind of group that is counted."""

    ALL = "all", _("All")
    CAMPUS = "campus", _("Campuses")
    FACULTY = "faculty", _("Faculties")
    DEPARTMENT = "department", _("Departments")
    COURSE = "course", _("Courses")


@dataclass(frozen=True, slots=True)
class Share:
    """A number out of the learning assistants who are to complete LAOS."""

    number: int
    of: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.number / self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of learning assistants. A code is empty if the group spans several; a campus is identified by its name."""

    level: GroupLevel
    name: Name | None = None
    campus: str = ""
    faculty: str = ""
    department: str = ""
    course: str = ""

    @property
    def code(self) -> str:
        return self.course or self.department or self.faculty

    @property
    def label(self) -> str:
        """The name in the active language."""
        if self.name is None:
            return str(self.level.label)
        return languages.in_language(self.name.by_language)

    @property
    def query(self) -> str:
        """The parameters that choose the group on the page of people, such as “&department=IE-IMF”."""
        if self.level == GroupLevel.ALL:
            return ""
        return f"&{urlencode({self.level.value: self.code or self.campus})}"


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """A group of learning assistants with its counts."""

    group: Group
    counts: Counts

    @property
    def cells(self) -> list[tuple[Figure, int]]:
        return [(figure, self.number_of(figure)) for figure in SHOWN]

    def number_of(self, figure: Figure) -> int:
        return self.counts.get(figure, 0)

    def share_of(self, figure: Figure) -> Share:
        return Share(self.number_of(figure), self.to_complete)

    @property
    def people(self) -> int:
        return self.number_of(Figure.PEOPLE)

    @property
    def to_complete(self) -> int:
        return self.number_of(Figure.TO_COMPLETE)

    @property
    def segments(self) -> list[tuple[Figure, int, int]]:
        """The segments of the stacked bar as (figure, start, length), in numbers of people."""
        found, start = [], 0
        for figure in STATES.values():
            number = self.number_of(figure)
            found.append((figure, start, number))
            start += number
        return found


@dataclass(frozen=True, slots=True)
class EarlierDay:
    """The counts of an earlier term, on the day that corresponds to the day of the count."""

    term_code: str
    at: datetime
    # Whether the two days are equally far from the opening of registration; if not, from the start of the term.
    is_from_opening: bool
    total: GroupCounts

    @property
    def term(self) -> Term:
        return Term(code=self.term_code)


@dataclass(frozen=True, slots=True)
class Figures:
    counted_at: datetime
    groups: tuple[GroupCounts, ...]
    # What each learning assistant counts as, by primary key.
    people: Mapping[int, frozenset[Figure]]
    earlier: EarlierDay | None = None

    @property
    def total(self) -> GroupCounts:
        return self.of(GroupLevel.ALL)[0]

    def of(self, level: GroupLevel) -> list[GroupCounts]:
        return [counts for counts in self.groups if counts.group.level == level]


def counts_as(verdict: Verdict, registered: Collection[int]) -> frozenset[Figure]:
    """Return the figures that a learning assistant counts as.

    ``registered`` holds the core modules with a place held or attended. An exempt assistant counts only as PEOPLE and
    EXEMPT; the exemption is ignored once LAOS is completed.
    """
    return frozenset(_counts_as(verdict, registered))


def _counts_as(verdict: Verdict, registered: Collection[int]) -> Iterator[Figure]:
    yield Figure.PEOPLE
    if verdict.is_exempt and not verdict.is_completed:
        yield Figure.EXEMPT
        return
    yield from (REGISTERED[core_module] for core_module in registered)
    yield from (ATTENDED[core_module] for core_module in verdict.core_modules.attended)
    if verdict.online_modules.is_met:
        yield Figure.ONLINE
    if verdict.course_specific.is_met:
        yield Figure.FOLLOW_UP
    if not verdict.is_completed:
        yield STATES[verdict.state]
    # A stage counts only the assistants who passed all earlier stages.
    is_passed = {
        Figure.TO_COMPLETE: True,
        Figure.REGISTERED: len(registered) == len(REGISTERED),
        Figure.ATTENDED: verdict.core_modules.is_met,
        Figure.ALSO_ONLINE: verdict.online_modules.is_met,
        Figure.COMPLETED: verdict.is_completed,
    }
    yield from takewhile(is_passed.__getitem__, FUNNEL)


def add_up(people: Iterable[frozenset[Figure]]) -> Counts:
    """Count how many people have each figure."""
    found: Counter[Figure] = Counter()
    # Ten thousand people have only a few dozen distinct sets of figures.
    for figures, number in Counter(people).items():
        for figure in figures:
            found[figure] += number
    return dict(found)
