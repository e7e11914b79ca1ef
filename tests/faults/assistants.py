"""Learning assistants: they register, change, wait, leave the waitlist and give up, as “My page” offers it to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import html

from .actors import Actor
from .browser import Answer
from .ledger import Change, Plan, Subject, changes, joins, leaves, registers, withdraws
from .world import Person, World

AT_WORK = 10  # of the people of a browser: each of them comes back before the next begins


def place_of(person: Person, core_module: int) -> Subject:
    return "place", (person.pk, core_module)


@dataclass(frozen=True, slots=True)
class Shown:
    """A session on “My page”, and the key of the registration or waitlist entry that is about it."""

    key: int
    session: int


@dataclass(frozen=True, slots=True)
class Act:
    """A form that is sent, and what it changes by core module."""

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
        if page is not None and self._do(self._choose(person, page), person):
            self.people.insert(0, person)
        return bool(self.people)

    def _do(self, act: Act, person: Person) -> bool:
        """Return whether this person can go on."""
        _answer, is_settled = self.write(
            act.kind,
            lambda: self.browser.post(act.kind, act.path, person.cookie, act.data),
            [(place_of(person, number), change) for number, change in act.changes.items()],
            lambda answer: answer.status == 302 and answer.goes_to == "/my/",
        )
        return is_settled

    def _choose(self, person: Person, page: Answer) -> Act:
        """Take what has been done least so far, of what this page offers."""
        held, waits = self._read(page)
        number = self.chance.choice([*self.world.dates])
        if number in held:
            options = ["change", "withdraw", "leave" if number in waits else "wait"]
        else:
            options = ["register", *(["leave"] if number in waits else [])]
        kind = min(options, key=lambda one: (self.journal.acknowledged[one], self.chance.random()))
        if kind == "register":
            chosen = {
                one: self._date(one, scarce=self.chance.random() < 0.2)
                for one in ([number] if held else self.world.dates)
            }
            data = {f"core_module_{one}": session for one, session in chosen.items()}
            done = {one: registers(session) for one, session in chosen.items()}
            return Act(kind, "/register/", done, data)
        if kind == "change":
            to, place = self._date(number, scarce=False), held[number]
            done = {number: changes(place.session, to)}
            return Act(kind, f"/my/places/{place.key}/change/", done, {"session": to})
        if kind == "withdraw":
            place = held[number]
            path = f"/my/places/{place.key}/give-up/"
            return Act(kind, path, {number: withdraws(place.session)})
        if kind == "leave":
            wait = waits[number]
            return Act(kind, f"/my/waits/{wait.key}/leave/", {number: leaves(wait.session)})
        session = self._date(number, scarce=True)
        return Act(kind, f"/sessions/{session}/wait/", {number: joins(session)})

    def _date(self, number: int, *, scarce: bool) -> int:
        return self.chance.choice(
            [one for one in self.world.dates[number] if (one in self.world.scarce) == scarce]
        )

    def _read(self, page: Answer) -> tuple[dict[int, Shown], dict[int, Shown]]:
        """The dates held and those waited for, by core module."""
        held: dict[int, Shown] = {}
        waits: dict[int, Shown] = {}
        for card in html.fromstring(page.body).xpath("//article[contains(@class, 'held')]"):
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
