"""Learning assistants who register, change, wait, leave the waitlist and withdraw, as offered on “My page”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import html

from tests.faults.ledger import Change, Plan, Subject, changes, joins, leaves, registers, withdraws

from .actors import Actor
from .browser import Answer
from .world import Person, World

AT_WORK = 10  # people a browser alternates between; the next one starts when one of them is done


def place_of(person: Person, core_module: int) -> Subject:
    return "place", (person.pk, core_module)


@dataclass(frozen=True, slots=True)
class Shown:
    """A session on “My page”, and the key of its registration or waitlist entry."""

    key: int
    session: int


@dataclass(frozen=True, slots=True)
class Act:
    """A form to submit, and its changes by core module."""

    kind: str
    path: str
    changes: dict[int, Change]
    data: dict[str, object] = field(default_factory=dict)


class Assistants(Actor):
    def __init__(self, *about: Any, people: Sequence[Person], world: World) -> None:
        super().__init__(*about)
        self.people, self.world = self.chance.sample(people, k=len(people)), world
        for person in people:
            for number in world.dates:
                plan = world.plans.get((person.pk, number), Plan())
                self.ledger.begin(place_of(person, number), plan)

    def turn(self) -> bool:
        person = self.people.pop(self.chance.randrange(min(AT_WORK, len(self.people))))
        page, _settled = self.browser.insist(
            lambda: self.browser.get("my page", "/my/", person.cookie)
        )
        if page is not None and all(self._do(action, person) for action in self._choose(page)):
            self.people.insert(0, person)
        return bool(self.people)

    def _do(self, act: Act, person: Person) -> bool:
        """Submit the form; return whether the person's state is known, so that they can continue."""
        _answer, is_settled = self.write(
            act.kind,
            lambda: self.browser.post(act.kind, act.path, person.cookie, act.data),
            [(place_of(person, number), change) for number, change in act.changes.items()],
            lambda answer: answer.status == 302 and answer.goes_to == "/my/",
        )
        return is_settled

    def _choose(self, page: Answer) -> Iterator[Act]:
        """Register for both core modules, or change the plan for each."""
        held, waits = self._read(page)
        numbers = [*self.world.dates]
        if not held and not waits:
            yield self._register(numbers)
            return
        for number in self.chance.sample(numbers, k=len(numbers)):
            yield self._change(number, held.get(number), waits.get(number))

    def _change(self, number: int, place: Shown | None, wait: Shown | None) -> Act:
        """Choose the action offered on the page that has been done least often so far."""
        options = ["change", "withdraw"] if place else ["register"]
        options += ["leave"] if wait else ["wait"] if place else []
        kind = min(options, key=lambda option: (self._times_done(option), self.chance.random()))
        if kind == "change" and place:
            to = self._date(number, scarce=False)
            done = {number: changes(place.session, to)}
            return Act(kind, f"/my/places/{place.key}/change/", done, {"session": to})
        if kind == "withdraw" and place:
            path = f"/my/places/{place.key}/give-up/"
            return Act(kind, path, {number: withdraws(place.session)})
        if kind == "leave" and wait:
            return Act(kind, f"/my/waits/{wait.key}/leave/", {number: leaves(wait.session)})
        if kind == "wait":
            session = self._date(number, scarce=True)
            return Act(kind, f"/sessions/{session}/wait/", {number: joins(session)})
        return self._register([number])

    def _times_done(self, kind: str) -> int:
        """Return how often the action was acknowledged. A withdrawal also allows a new registration."""
        done = self.journal.acknowledged
        return min(done["withdraw"], done["register"]) if kind == "withdraw" else done[kind]

    def _register(self, numbers: Sequence[int]) -> Act:
        chosen = {
            number: self._date(number, scarce=self.chance.random() < 0.05) for number in numbers
        }
        return Act(
            "register",
            "/register/",
            {number: registers(session) for number, session in chosen.items()},
            {f"core_module_{number}": session for number, session in chosen.items()},
        )

    def _date(self, number: int, *, scarce: bool) -> int:
        return self.chance.choice(
            [
                session
                for session in self.world.dates[number]
                if (session in self.world.scarce) == scarce
            ]
        )

    def _read(self, page: Answer) -> tuple[dict[int, Shown], dict[int, Shown]]:
        """Return the sessions held and those waited for, by core module."""
        held: dict[int, Shown] = {}
        waits: dict[int, Shown] = {}
        for card in html.fromstring(page.body).xpath("//ul[@class='my-dates']/li"):
            begins = datetime.fromisoformat(card.xpath(".//time/@datetime")[0])
            session = self.world.beginning.get(begins)
            text = html.tostring(card, encoding="unicode")
            for found, pattern in (
                (held, r"/my/places/(\d+)/give-up/"),
                (waits, r"/my/waits/(\d+)/leave/"),
            ):
                if session is not None and (key := re.search(pattern, text)):
                    found[self._core_module(session)] = Shown(int(key[1]), session)
        return held, waits

    def _core_module(self, session: int) -> int:
        return next(number for number, dates in self.world.dates.items() if session in dates)
