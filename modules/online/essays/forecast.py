"""Forecast whether there are enough essays and evaluations, for one person and for a whole module."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from enrollment.models import Appointment, LearningAssistant
from enrollment.plain_text import NameOrder
from modules.models import Choice, Essay, OnlineModule, PeerEvaluation
from modules.models.essays import EVALUATIONS_WANTED
from modules.models.evaluations import with_evaluations
from modules.online.progress import EVALUATIONS_TO_GIVE


class Supply:
    """The essays of some modules that can be evaluated, and all evaluations of these modules, in two queries."""

    def __init__(self, modules: Collection[int], at: datetime) -> None:
        self.at = at
        self.essays: dict[int, list[Any]] = defaultdict(list)
        found = with_evaluations(Essay.objects.handed_in().filter(module__in=modules), at)
        for essay in found.defer("text", "fingerprint").order_by("pk"):
            self.essays[essay.module_id].append(essay)
        self.evaluations: dict[tuple[int, int], list[PeerEvaluation]] = defaultdict(list)
        for one in (
            PeerEvaluation.objects.filter(module__in=modules).defer("comment").order_by("pk")
        ):
            self.evaluations[one.module_id, one.evaluator_id].append(one)

    def had(self, module: OnlineModule, assistant: int) -> set[int]:
        """Return the keys of the essays ever given to this learning assistant."""
        return {one.essay_id for one in self.evaluations[module.pk, assistant]}

    def has_one_for(self, assistant: int, module: OnlineModule, *, idle_for: timedelta) -> bool:
        """Return whether an essay is available for someone who has had none to evaluate for ``idle_for``."""
        own = next((one for one in self.essays[module.pk] if one.author_id == assistant), None)
        mine = self.evaluations[module.pk, assistant]
        if own is None or any(one.given_at is None and one.released_at is None for one in mine):
            return False
        assert own.handed_in_at is not None
        last = max([own.handed_in_at, *(one.given_at for one in mine if one.given_at is not None)])
        if self.at < last + idle_for:
            return False
        had = self.had(module, assistant)
        others = [
            one
            for one in self.essays[module.pk]
            if one.pk not in had and one.author_id != assistant
        ]
        waited_enough = self.at >= own.handed_in_at + timedelta(days=module.wait_days)
        return any(waited_enough or lacks(one) for one in others)


def lacks(essay: Any) -> bool:
    """The same rule as the queryset ``lacking``, for an essay by a learning assistant."""
    return bool(essay.author_id is not None and essay.given + essay.leased < EVALUATIONS_WANTED)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The outlook for a module's evaluations, if all who have handed in give the evaluations they owe."""

    module: OnlineModule
    # Evaluations that essays still lack, and evaluations that their authors still owe.
    lacking: int
    owed: int
    # Lacking evaluations that none of those who owe any can give: it is their own essay, or one
    # they have had.
    short: int
    # Evaluations lacking for essays older than ``wait_days``: helpers get these.
    overdue: int
    examples: int
    # Authors who can help: appointed, not exempt, done with their two evaluations, and with an essay
    # available for them.
    helpers: list[LearningAssistant]

    @property
    def runs_short(self) -> bool:
        return self.short > 0 or self.overdue > 0

    @property
    def lacks_examples(self) -> bool:
        return self.examples < EVALUATIONS_TO_GIVE


def forecast(modules: Iterable[OnlineModule], at: datetime) -> list[Forecast]:
    """Return the forecast of each module, in a constant number of queries."""
    modules = list(modules)
    supply = Supply([one.pk for one in modules], at)
    people: dict[int, dict[int, LearningAssistant]] = defaultdict(dict)
    may_be_asked: set[int] = set()
    appointed = Appointment.objects.live(at).filter(assistant=OuterRef("assistant"))
    chosen: QuerySet[Any] = Choice.objects.filter(module__in=modules).select_related("assistant")
    chosen = chosen.annotate(is_appointed=Exists(appointed))
    for choice in chosen.order_by(NameOrder("assistant__name"), "pk"):
        people[choice.module_id][choice.assistant_id] = choice.assistant
        if choice.is_appointed and choice.assistant.exempt_since is None:
            may_be_asked.add(choice.assistant_id)
    return [_of_module(module, supply, people[module.pk], may_be_asked) for module in modules]


def _of_module(
    module: OnlineModule,
    supply: Supply,
    people: dict[int, LearningAssistant],
    may_be_asked: set[int],
) -> Forecast:
    essays = supply.essays[module.pk]
    given = {
        assistant: sum(one.given_at is not None for one in supply.evaluations[module.pk, assistant])
        for assistant in people
    }
    authors = {one.author_id for one in essays if one.author_id in people}
    owed = {
        author: EVALUATIONS_TO_GIVE - given[author]
        for author in authors
        if given[author] < EVALUATIONS_TO_GIVE
    }
    wanting = {
        one.pk: EVALUATIONS_WANTED - one.given
        for one in essays
        if one.author_id is not None and one.given < EVALUATIONS_WANTED
    }
    had = {
        author: {
            one.essay_id
            for one in supply.evaluations[module.pk, author]
            if one.given_at or one.released_at
        }
        for author in owed
    }
    author_of = {one.pk: one.author_id for one in essays}
    waited_enough = supply.at - timedelta(days=module.wait_days)
    short_of = [one for one in essays if lacks(one) and one.handed_in_at <= waited_enough]
    # While some essays are overdue, helpers only get those.
    to_get = short_of or [one for one in essays if lacks(one)]
    could_get = {
        author: any(
            one.author_id != author and one.pk not in supply.had(module, author) for one in to_get
        )
        for author in authors
    }
    return Forecast(
        module=module,
        lacking=sum(wanting.values()),
        owed=sum(owed.values()),
        short=_short(wanting, owed, had, author_of),
        overdue=sum(EVALUATIONS_WANTED - one.given - one.leased for one in short_of),
        examples=sum(one.author_id is None for one in essays),
        helpers=[
            assistant
            for key, assistant in people.items()
            if key in authors & may_be_asked
            and given[key] >= EVALUATIONS_TO_GIVE
            and could_get[key]
        ],
    )


def _short(
    wanting: dict[int, int],
    owed: dict[int, int],
    had: dict[int, set[int]],
    author_of: dict[int, int | None],
) -> int:
    """Return how many evaluations stay lacking: those who owe most take the essays that lack most, where they may."""
    left = dict(wanting)
    for author in sorted(owed, key=lambda one: (-owed[one], one)):
        may = [
            essay
            for essay in left
            if left[essay] and author_of[essay] != author and essay not in had[author]
        ]
        for essay in sorted(may, key=lambda one: (-left[one], one))[: owed[author]]:
            left[essay] -= 1
    return sum(left.values())
