"""Simulate a term with many people: all who do their own part complete, without waiting for others."""

from __future__ import annotations

import heapq
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import pytest

from enrollment.models import Appointment, LearningAssistant
from modules.models import Choice, Essay, OnlineModule, PeerEvaluation, TestAttempt
from modules.online.essays import assigning, evaluating, writing
from modules.online.essays.forecast import forecast
from modules.online.letters import write_evaluations_wanted
from modules.online.refusals import NothingToEvaluate, NothingToHelpWith
from tests.factories import NOW, CourseFactory, TermFactory
from tests.modules.factories import ExampleFactory, OnlineModuleFactory, words
from tests.size import daily_or_all

PEOPLE = daily_or_all(40, 500)
MODULES = daily_or_all(2, 8)
ENGLISH = 0.2
# So many people stop at some stage and never return.
LOST = PEOPLE * 8 // 100
# Staff ask three people for each missing evaluation; this share of them helps.
ASKED = 3
HELPFUL = 0.3
TERM = 15  # weeks
# Staff still act on the forecast while the last essays get their evaluations.
AFTERWARDS = 6  # weeks
COMMENT = words(5)
ALL_OF_IT = 5  # hand in; take and evaluate an essay, twice


@pytest.mark.django_db
def test_everyone_who_does_their_part_completes_and_is_read():
    seed = random.randrange(10**6)
    print(f"seed {seed}")  # noqa: T201  # to repeat a failure
    term = Simulation(random.Random(seed))
    term.run()
    term.assert_each_has_completed_who_did_their_part()
    term.assert_no_one_waited_longer_than_the_module_allows()
    term.assert_no_one_evaluated_themselves_or_the_same_essay_twice()
    term.assert_the_essays_of_those_who_completed_are_evaluated()


@dataclass(order=True)
class Event:
    at: datetime
    number: int
    what: str = field(compare=False)
    who: Work | None = field(compare=False)


@dataclass(eq=False)
class Work:
    """One person's work in one module."""

    assistant: LearningAssistant
    module: OnlineModule
    language: str
    # The number of steps they will still take, at most ``ALL_OF_IT``.
    will_do: int
    given: int = 0
    # Since when they have been waiting for an essay to evaluate.
    idle_since: datetime | None = None
    evaluation: PeerEvaluation | None = None


class Simulation:
    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.queue: list[Event] = []
        self.numbers = count()
        self.longest: dict[OnlineModule, timedelta] = {}
        self.modules = [OnlineModuleFactory(code=f"OM{number}") for number in range(1, MODULES + 1)]
        for module in self.modules:
            for language in ("nb", "en"):
                ExampleFactory(module=module, language=language)
        self.works = self._works()

    def _works(self) -> list[Work]:
        """Appoint everyone, with two modules chosen and their tests passed."""
        people = LearningAssistant.objects.bulk_create(
            LearningAssistant(username=f"p{number}", name=f"P {number}", email=f"p{number}@x.org")
            for number in range(PEOPLE)
        )
        course, term = CourseFactory(), TermFactory()
        Appointment.objects.bulk_create(
            Appointment(assistant=person, term=term, course=course, department=course.department)
            for person in people
        )
        lost = self.dice.sample(people, LOST)
        works = []
        for person in people:
            language = "en" if self.dice.random() < ENGLISH else "nb"
            arrives = NOW + timedelta(weeks=self.dice.uniform(0, TERM * 0.8))
            for module in self.dice.sample(self.modules, 2):
                will_do = self.dice.randrange(ALL_OF_IT) if person in lost else ALL_OF_IT
                work = Work(person, module, language, will_do)
                works.append(work)
                self.later(work, "hand_in", arrives + self.delay(6))
        both = [{"assistant": work.assistant, "module": work.module} for work in works]
        Choice.objects.bulk_create(
            Choice(**pair, slot=1 + number % 2, chosen_at=NOW) for number, pair in enumerate(both)
        )
        TestAttempt.objects.bulk_create(
            TestAttempt(
                **pair, started_at=NOW, paper=[], handed_in_at=NOW, asked=1, right=1, passed=True
            )
            for pair in both
        )
        return works

    def delay(self, days: float) -> timedelta:
        return timedelta(days=self.dice.expovariate(1 / days))

    def later(self, work: Work | None, what: str, at: datetime) -> None:
        heapq.heappush(self.queue, Event(at, next(self.numbers), what, work))

    def run(self) -> None:
        for week in range(1, TERM + AFTERWARDS + 1):
            self.later(None, "look_at_the_forecast", NOW + timedelta(weeks=week))
        while self.queue:
            event = heapq.heappop(self.queue)
            if event.who is None:
                self.look_at_the_forecast(event.at)
            elif event.what == "help":
                self.help(event.who, event.at)
            elif event.who.will_do > 0:
                getattr(self, event.what)(event.who, event.at)

    def hand_in(self, work: Work, at: datetime) -> None:
        writing.hand_in(
            assistant=work.assistant,
            module=work.module,
            text=words(10),
            language=work.language,
            version=0,
            at=at,
        )
        work.will_do -= 1
        work.idle_since = at
        self.later(work, "take", at + self.delay(0.2))

    def take(self, work: Work, at: datetime) -> None:
        assert work.idle_since is not None
        try:
            work.evaluation = assigning.take(assistant=work.assistant, module=work.module, at=at)
        except NothingToEvaluate as refusal:
            # They try again after a day or so, or at the announced time if that is sooner.
            until = refusal.fills_up_at or at
            self.later(work, "take", min(at + self.delay(1), until))
            return
        waited = at - work.idle_since
        self.longest[work.module] = max(self.longest.get(work.module, waited), waited)
        work.will_do -= 1
        self.later(work, "give", at + self.delay(1.5))

    def give(self, work: Work, at: datetime) -> None:
        assert work.evaluation is not None
        self._give(work.evaluation, at)
        work.will_do -= 1
        work.given += 1
        work.idle_since = at
        if work.given < 2:
            self.later(work, "take", at + timedelta(minutes=1))

    def _give(self, evaluation: PeerEvaluation, at: datetime) -> None:
        evaluating.give(evaluation=evaluation, levels={}, comment=COMMENT, at=at)

    def look_at_the_forecast(self, at: datetime) -> None:
        """Staff ask some of the possible helpers where essays are overdue."""
        works = {(work.assistant.pk, work.module.pk): work for work in self.works}
        for found in forecast(self.modules, at):
            asked = self.dice.sample(found.helpers, min(ASKED * found.overdue, len(found.helpers)))
            write_evaluations_wanted(asked, found.module, at)
            for helper in asked:
                if self.dice.random() < HELPFUL:
                    self.later(works[helper.pk, found.module.pk], "help", at + self.delay(1))

    def help(self, work: Work, at: datetime) -> None:
        try:
            evaluation = assigning.take(assistant=work.assistant, module=work.module, at=at)
        except (NothingToEvaluate, NothingToHelpWith):
            return
        self._give(evaluation, at + timedelta(hours=2))

    # Guarantees

    def assert_each_has_completed_who_did_their_part(self) -> None:
        did = {(work.assistant.pk, work.module.pk) for work in self.works if work.given == 2}
        completed = Choice.objects.completed().values_list("assistant", "module")
        assert set(completed) == did
        assert len(did) == (PEOPLE - LOST) * 2

    def assert_no_one_waited_longer_than_the_module_allows(self) -> None:
        for module, waited in self.longest.items():
            assert waited <= timedelta(days=module.wait_days)

    def assert_no_one_evaluated_themselves_or_the_same_essay_twice(self) -> None:
        given = list(
            PeerEvaluation.objects.given().values_list("evaluator", "essay__author", "essay")
        )
        assert all(evaluator != author for evaluator, author, _essay in given)
        assert len({(evaluator, essay) for evaluator, _author, essay in given}) == len(given)

    def assert_the_essays_of_those_who_completed_are_evaluated(self) -> None:
        numbers = self.evaluations_received()
        assert numbers[0] == 0
        assert numbers[0] + numbers[1] <= 0.05 * numbers.total()

    def evaluations_received(self) -> Counter[int]:
        """Count essays by evaluations received, for authors who completed the module."""
        completed = set(Choice.objects.completed().values_list("assistant", "module"))
        received = Counter(PeerEvaluation.objects.given().values_list("essay", flat=True))
        essays = Essay.objects.handed_in().by_learning_assistants()
        return Counter(
            received[key]
            for key, author, module in essays.values_list("pk", "author", "module")
            if (author, module) in completed
        )
