"""Forecast whether there are enough essays and evaluations, for one person and for a whole module."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from enrollment.models import Appointment, LearningAssistant
from enrollment.models.keys import AssistantKey
from enrollment.plain_text import NameOrder
from modules.models import Choice, Essay, OnlineModule, PeerEvaluation
from modules.models.essays import EVALUATIONS_WANTED, languages_read
from modules.models.evaluations import with_evaluations
from modules.models.keys import EssayKey, ModuleKey
from modules.online.progress import EVALUATIONS_TO_GIVE


class Supply:
    """The essays of some modules that can be evaluated, and all evaluations of these modules, in two queries."""

    def __init__(self, modules: Collection[ModuleKey], at: datetime) -> None:
        self.essays: dict[ModuleKey, list[Any]] = defaultdict(list)
        self._own: dict[tuple[ModuleKey, AssistantKey], Any] = {}
        # Those that lack evaluations unless they are leased.
        self._wanting: dict[ModuleKey, list[Any]] = defaultdict(list)
        found = with_evaluations(Essay.objects.handed_in().filter(module__in=modules), at)
        for essay in found.defer("text", "fingerprint").order_by("pk"):
            self.essays[essay.module_id].append(essay)
            self._own.setdefault((essay.module_id, essay.author_id), essay)
            if essay.author_id is not None and essay.given < EVALUATIONS_WANTED:
                self._wanting[essay.module_id].append(essay)
        self.evaluations: dict[tuple[ModuleKey, AssistantKey], list[PeerEvaluation]] = defaultdict(
            list
        )
        for evaluation in (
            PeerEvaluation.objects.filter(module__in=modules).defer("comment").order_by("pk")
        ):
            self.evaluations[evaluation.module_id, evaluation.evaluator_id].append(evaluation)
        self._open = [
            evaluation
            for evaluations in self.evaluations.values()
            for evaluation in evaluations
            if evaluation.given_at is None and evaluation.released_at is None
        ]
        self._at(at)

    def on(self, at: datetime) -> Supply:
        """Return the same supply at another time, when other leases run."""
        supply = copy(self)
        supply._at(at)
        return supply

    def _at(self, at: datetime) -> None:
        self.at = at
        self.leased = Counter(
            evaluation.essay_id for evaluation in self._open if evaluation.lease_ends_at > at
        )
        # The same rule as the queryset ``lacking``, for essays by learning assistants.
        self.lacking = {
            module: [
                essay
                for essay in essays
                if essay.given + self.leased[essay.id] < EVALUATIONS_WANTED
            ]
            for module, essays in self._wanting.items()
        }

    def had(self, module: OnlineModule, assistant: AssistantKey) -> set[EssayKey]:
        """Return the essays ever given to this learning assistant."""
        return {evaluation.essay_id for evaluation in self.evaluations[module.pk, assistant]}

    def has_new(self, module: OnlineModule, assistant: AssistantKey, essays: Iterable[Any]) -> bool:
        """Return whether one of the essays is by another author, readable, and was never given to this assistant."""
        had, own = self.had(module, assistant), self.by(module, assistant)
        read = languages_read(own.language if own else "")
        return any(
            essay.author_id != assistant and essay.pk not in had and essay.language in read
            for essay in essays
        )

    def by(self, module: OnlineModule, author: AssistantKey) -> Any:
        """Return the author's essay, or None."""
        return self._own.get((module.pk, author))

    def closed_to(self, module: OnlineModule, assistant: AssistantKey) -> set[EssayKey]:
        """Return the essays that this learning assistant cannot evaluate any more: their own, evaluated, given back."""
        done = (
            evaluation.essay_id
            for evaluation in self.evaluations[module.pk, assistant]
            if evaluation.given_at or evaluation.released_at
        )
        own = (essay.pk for essay in self.essays[module.pk] if essay.author_id == assistant)
        return {*done, *own}

    def owed_by(self, module: OnlineModule, author: AssistantKey) -> int:
        """Return how many evaluations the author of an essay still has to give."""
        given = sum(
            evaluation.given_at is not None for evaluation in self.evaluations[module.pk, author]
        )
        return max(EVALUATIONS_TO_GIVE - given, 0)

    def overdue(self, module: OnlineModule) -> list[Any]:
        """Return the essays that lack evaluations although ``wait_days`` are over."""
        waited_enough = self.at - timedelta(days=module.wait_days)
        return [
            essay
            for essay in self.lacking.get(module.pk, ())
            if essay.handed_in_at <= waited_enough
        ]

    def has_one_for(
        self, assistant: AssistantKey, module: OnlineModule, *, idle_for: timedelta
    ) -> bool:
        """Return whether an essay is available for someone who has had none to evaluate for ``idle_for``."""
        own = self.by(module, assistant)
        mine = self.evaluations[module.pk, assistant]
        if own is None or any(
            evaluation.given_at is None and evaluation.released_at is None for evaluation in mine
        ):
            return False
        assert own.handed_in_at is not None
        last = max(
            [
                own.handed_in_at,
                *(evaluation.given_at for evaluation in mine if evaluation.given_at is not None),
            ]
        )
        if self.at < last + idle_for:
            return False
        had = self.had(module, assistant)
        read = languages_read(own.language)
        waited_enough = self.at >= own.handed_in_at + timedelta(days=module.wait_days)
        return any(
            essay.author_id != assistant
            and essay.id not in had
            and (waited_enough or essay.language in read)
            for essay in (self.essays if waited_enough else self.lacking).get(module.pk, ())
        )


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
    supply = Supply([module.pk for module in modules], at)
    people: dict[ModuleKey, dict[AssistantKey, LearningAssistant]] = defaultdict(dict)
    may_be_asked: set[AssistantKey] = set()
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
    people: dict[AssistantKey, LearningAssistant],
    may_be_asked: set[AssistantKey],
) -> Forecast:
    essays, overdue = supply.essays[module.pk], supply.overdue(module)
    authors = {essay.author_id for essay in essays if essay.author_id in people}
    owed = {author: number for author in authors if (number := supply.owed_by(module, author))}
    wanting = {
        essay.pk: EVALUATIONS_WANTED - essay.given
        for essay in essays
        if essay.author_id is not None and essay.given < EVALUATIONS_WANTED
    }
    # While some essays are overdue, helpers only get those.
    to_get = overdue or supply.lacking.get(module.pk, [])
    return Forecast(
        module=module,
        lacking=sum(wanting.values()),
        owed=sum(owed.values()),
        short=_short(wanting, owed, {author: supply.closed_to(module, author) for author in owed}),
        overdue=sum(
            EVALUATIONS_WANTED - essay.given - supply.leased[essay.pk] for essay in overdue
        ),
        examples=sum(essay.author_id is None for essay in essays),
        helpers=[
            assistant
            for key, assistant in people.items()
            if key in authors & may_be_asked
            and key not in owed
            and supply.has_new(module, key, to_get)
        ],
    )


def _short(
    wanting: dict[EssayKey, int],
    owed: dict[AssistantKey, int],
    closed: dict[AssistantKey, set[EssayKey]],
) -> int:
    """Return how many evaluations stay lacking: those who owe most take the essays that lack most, where they may.

    ``closed`` has the essays that an author may not evaluate.
    """
    left = dict(wanting)
    for author in sorted(owed, key=lambda author: (-owed[author], author)):
        may = [essay for essay in left if left[essay] and essay not in closed[author]]
        for essay in sorted(may, key=lambda essay: (-left[essay], essay))[: owed[author]]:
            left[essay] -= 1
    return sum(left.values())
