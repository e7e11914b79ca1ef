"""Users who write essays, sign up, or ask for a new password."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from itertools import count
from typing import Any

from tests.faults.ledger import becomes

from .actors import Actor
from .browser import NoAnswerError
from .world import Person, World, essay


class Essays(Actor):
    """Save one essay draft after another."""

    kind = "essay"

    def __init__(self, *about: Any, writers: Sequence[Person], world: World) -> None:
        super().__init__(*about)
        self.writers, self.path = deque(writers), f"/my/modules/{world.module}/essay/"
        self.versions = {writer.pk: 0 for writer in writers}
        for writer in writers:
            self.ledger.begin(("essay", writer.pk), "")

    def turn(self) -> bool:
        person = self.writers.popleft()
        version = self.versions[person.pk]
        text = essay(f"draft{version + 1}")
        data = {"language": "en", "text": text, "version": version, "save": ""}
        answer, is_settled = self.write(
            self.kind,
            lambda: self.browser.post(self.kind, self.path, person.cookie, data),
            [(("essay", person.pk), becomes(text))],
            lambda answer: _version(answer.body) == version + 1,
        )
        if answer is not None:
            self.versions[person.pk] = _version(answer.body)
        if is_settled:
            self.writers.append(person)
        return bool(self.writers)


def _version(page: str) -> int:
    found = re.search(r'name="version" value="(\d+)"', page)
    return int(found[1]) if found else 0


class Accounts(Actor):
    """Sign up or request a new password, once per address. Never retry: that would send a second letter."""

    pause = 2.0

    def __init__(self, *about: Any, people: Sequence[Person]) -> None:
        super().__init__(*about)
        self.people, self.number = deque(people), count()

    def turn(self) -> bool:
        self.browser.move()
        if self.chance.random() < 0.5:
            address = f"new{next(self.number)}@example.org"
            password = "correct horse battery"
            self._once(
                "sign-up",
                "/accounts/signup/",
                address,
                {
                    "name": "Nora New",
                    "email": address,
                    "password1": password,
                    "password2": password,
                },
            )
        elif self.people:
            address = self.people.popleft().email
            self._once("reset", "/accounts/password/reset/", address, {"email": address})
        return True

    def _once(self, kind: str, path: str, address: str, data: dict[str, object]) -> None:
        subject = "account letter", address
        self.ledger.begin(subject, 0)
        try:
            status = self.browser.post(kind, path, "", data).status
        except NoAnswerError:
            status = 500
        if status == 302:
            self.ledger.acknowledge(subject, becomes(1))
            self.journal.acknowledge(kind)
        elif status >= 500:
            self.ledger.doubt(subject, becomes(1))
