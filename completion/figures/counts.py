"""The figures: what is counted, for which groups, and the comparison with the previous term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise, takewhile

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from completion.verdicts.facts import Name
from completion.verdicts.results import State, Verdict


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
    OUT_OF_REACH = "out_of_reach", _("out of reach this term")


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


class Level(models.TextChoices):
    """The kind of group that a row counts."""

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
    """The group a row counts. A code is empty if the group spans several; a campus is identified by its name."""

    level: Level
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
        return self.name.en if get_language() == "en" else self.name.nb


@dataclass(frozen=True, slots=True)
class Row:
    """A group of learning assistants with its counts."""

    group: Group
    counts: Counts

    @property
    def cells(self) -> list[tuple[Figure, int]]:
        return [(one, self.counts.get(one, 0)) for one in SHOWN]

    @property
    def people(self) -> int:
        return self.counts.get(Figure.PEOPLE, 0)

    @property
    def to_complete(self) -> int:
        return self.counts.get(Figure.TO_COMPLETE, 0)

    @property
    def completed(self) -> Share:
        return Share(self.counts.get(Figure.COMPLETED, 0), self.to_complete)

    @property
    def segments(self) -> list[tuple[Figure, int, int]]:
        """The segments of the stacked bar as (figure, start, length), in numbers of people."""
        found, start = [], 0
        for figure in STATES.values():
            number = self.counts.get(figure, 0)
            found.append((figure, start, number))
            start += number
        return found


@dataclass(frozen=True, slots=True)
class Figures:
    counted_at: datetime
    rows: tuple[Row, ...]

    @property
    def total(self) -> Row:
        return self.of(Level.ALL)[0]

    def of(self, level: Level) -> list[Row]:
        return [one for one in self.rows if one.group.level == level]


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of a term next to the previous term's. PEOPLE and EXEMPT have no shares."""

    figure: Figure
    now: Share
    before: Share | None

    @property
    def has_share(self) -> bool:
        return self.figure not in {Figure.PEOPLE, Figure.EXEMPT}

    @property
    def change(self) -> int | None:
        """The change in percentage points, or in people if the figure has no share; ``None`` if unknown."""
        if self.before is None:
            return None
        if not self.has_share:
            return self.now.number - self.before.number
        if self.now.percent is None or self.before.percent is None:
            return None
        return self.now.percent - self.before.percent

    @property
    def signed(self) -> str:
        return f"{self.change:+d}".replace("-", "−") if self.change else "0"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the funnel: how many reached it, and how many were lost since the previous stage."""

    figure: Figure
    share: Share
    lost: int


def counts_as(verdict: Verdict, registered: Collection[int]) -> Iterator[Figure]:
    """Yield the figures that a learning assistant counts as.

    ``registered`` holds the core modules with a place held or attended. An exempt assistant counts only as PEOPLE and
    EXEMPT; the exemption is ignored once LAOS is completed.
    """
    yield Figure.PEOPLE
    if verdict.is_exempt and not verdict.is_completed:
        yield Figure.EXEMPT
        return
    yield from (REGISTERED[one] for one in registered)
    yield from (ATTENDED[one] for one in verdict.core_modules.attended)
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
    for those, number in Counter(people).items():
        for figure in those:
            found[figure] += number
    return dict(found)


def funnel(row: Row) -> list[Stage]:
    numbers = [row.counts.get(one, 0) for one in FUNNEL]
    lost = [0, *(before - number for before, number in pairwise(numbers))]
    return [
        Stage(figure, Share(number, row.to_complete), less)
        for figure, number, less in zip(FUNNEL, numbers, lost, strict=True)
    ]


def compare(now: Row, before: Row | None) -> list[Line]:
    return [Line(one, _share(now, one), _share(before, one) if before else None) for one in SHOWN]


def _share(row: Row, figure: Figure) -> Share:
    return Share(row.counts.get(figure, 0), row.to_complete)
