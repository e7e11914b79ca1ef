"""Survey how far a department's learning assistants have come in LAOS, and what they lack. Read-only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from enrollment.models import Appointment, CoreModule, Registration, Term
from enrollment.models.sessions import Mark
from enrollment.plain_text import NameOrder
from modules.follow_up.loading import Followed, follow
from modules.follow_up.rules import Hours
from modules.models import Choice
from modules.models.choices import Slot
from modules.models.meetings import HOURS_ASKED, Part
from modules.scope import Scope

HOURS_IN_ALL = sum(HOURS_ASKED.values())


class Lack(models.TextChoices):
    CORE = "core", _("a date of a core module")
    ONLINE = "online", _("an online module")
    MEETINGS = "meetings", _("meetings")


@dataclass(frozen=True, slots=True)
class Person:
    """An appointment, with the learning assistant's progress in LAOS."""

    appointment: int
    assistant: int
    name: str
    username: str
    email: str
    has_logged_in: bool
    course: str
    starts_on: date | None
    ends_on: date | None
    has_ended: bool
    is_exempt: bool
    # By core module: the start of the session registered for, and the modules attended.
    dates: dict[int, datetime]
    attended: frozenset[int]
    chosen: tuple[str, ...]
    completed: tuple[str, ...]
    hours: Hours
    # By this appointment or any other of theirs.
    is_met: bool
    # Titles of mandatory meetings.
    missed: tuple[str, ...]

    @property
    def counted_hours(self) -> Decimal:
        """Return the hours attended, capped at the required hours of each part."""
        return sum((min(self.hours[part], HOURS_ASKED[part]) for part in Part), Decimal(0))

    @property
    def core_modules(self) -> list[tuple[int, datetime | None, bool]]:
        """Return each core module with its date or None, and whether it was attended."""
        return [
            (number, self.dates.get(number), number in self.attended)
            for number in CoreModule.values
        ]

    @property
    def lacks(self) -> frozenset[Lack]:
        if self.is_exempt:
            return frozenset()
        reasons = {
            Lack.CORE: len(self.dates) < len(CoreModule),
            Lack.ONLINE: len(self.completed) < len(Slot),
            Lack.MEETINGS: not self.is_met,
        }
        return frozenset(lack for lack, is_lacking in reasons.items() if is_lacking)


@dataclass(frozen=True, slots=True)
class CourseFigures:
    """Progress figures for the learning assistants of a course."""

    course: str
    appointed: int
    logged_in: int
    registered: tuple[int, ...]
    attended: tuple[int, ...]
    chosen: int
    completed: int
    hours: Decimal
    all_hours: int


def survey(scope: Scope, term: Term, at: datetime) -> list[Person]:
    """Return everyone appointed in the term, by course and name, in a constant number of queries."""
    followed, met = followed_at(scope, term, at)
    return people_of(followed, met, at)


def followed_at(scope: Scope, term: Term, at: datetime) -> tuple[list[Followed], set[int]]:
    """Return the appointments of the scope, and the keys of people who meet the requirements in any appointment."""
    own = set(scope.appointments(term).order_by().values_list("pk", flat=True))
    # Include their appointments elsewhere and in other terms: meeting the requirements once is enough.
    appointments = (
        Appointment.objects.filter(assistant__appointments__in=own)
        .distinct()
        .select_related("assistant", "course")
        .order_by("course__code", NameOrder("assistant__name"), "pk")
    )
    followed = follow(appointments, at)
    met = {one.appointment.assistant_id for one in followed if one.result.is_met}
    return [one for one in followed if one.appointment.pk in own], met


def people_of(followed: Collection[Followed], met: Collection[int], at: datetime) -> list[Person]:
    assistants = {one.appointment.assistant_id for one in followed}
    places: defaultdict[int, dict[int, Registration]] = defaultdict(dict)
    standing = Registration.objects.standing().filter(assistant__in=assistants)
    for place in standing.select_related("session"):
        places[place.assistant_id][place.core_module] = place
    choices: defaultdict[int, list[Choice]] = defaultdict(list)
    for choice in Choice.objects.filter(assistant__in=assistants).select_related("module"):
        choices[choice.assistant_id].append(choice)
    return [
        _person(one, places[key], choices[key], key in met, at)
        for one in followed
        for key in [one.appointment.assistant_id]
    ]


def _person(
    followed: Followed,
    places: dict[int, Registration],
    choices: list[Choice],
    is_met: bool,
    at: datetime,
) -> Person:
    appointment = followed.appointment
    assistant = appointment.assistant
    titles = {one.pk: one.title for one in followed.meetings}
    return Person(
        appointment=appointment.pk,
        assistant=assistant.pk,
        name=assistant.name,
        username=assistant.username,
        email=assistant.email,
        has_logged_in=assistant.user_id is not None,
        course=appointment.course.code,
        starts_on=appointment.starts_on,
        ends_on=appointment.ends_on,
        has_ended=appointment.ends_on is not None and appointment.ends_on < localdate(at),
        is_exempt=assistant.exempt_since is not None,
        dates={number: one.session.starts_at for number, one in places.items()},
        attended=frozenset(number for number, one in places.items() if one.mark == Mark.PRESENT),
        chosen=tuple(one.module.code for one in choices),
        completed=tuple(one.module.code for one in choices if one.completed_on is not None),
        hours=followed.result.hours,
        is_met=is_met,
        missed=tuple(titles[key] for key in followed.result.missed),
    )


def figures_of(people: Iterable[Person]) -> list[CourseFigures]:
    """Return the figures of each course, without ended appointments."""
    by_course: defaultdict[str, list[Person]] = defaultdict(list)
    for one in people:
        if not one.has_ended:
            by_course[one.course].append(one)
    return [_figures(course, those) for course, those in by_course.items()]


def _figures(course: str, people: list[Person]) -> CourseFigures:
    return CourseFigures(
        course=course,
        appointed=len(people),
        logged_in=sum(one.has_logged_in for one in people),
        registered=tuple(
            sum(number in one.dates for one in people) for number in CoreModule.values
        ),
        attended=tuple(
            sum(number in one.attended for one in people) for number in CoreModule.values
        ),
        chosen=sum(len(one.chosen) for one in people),
        completed=sum(len(one.completed) for one in people),
        hours=sum((one.counted_hours for one in people), Decimal(0)),
        all_hours=sum(one.counted_hours >= HOURS_IN_ALL for one in people),
    )
