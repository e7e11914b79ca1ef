"""The base class of simulated users."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence

from tests.faults.ledger import Change, Ledger, Subject

from .browser import Answer, Browser, Journal


class Actor(threading.Thread):
    """Take turns until the load is over or nothing is left to do."""

    # Seconds between two turns.
    pause = 0.05

    def __init__(
        self, browser: Browser, ledger: Ledger, journal: Journal, chance: random.Random
    ) -> None:
        super().__init__(name=type(self).__name__, daemon=True)
        self.browser, self.ledger, self.journal, self.chance = browser, ledger, journal, chance
        self.error: BaseException | None = None

    def turn(self) -> bool:
        """Do one thing, and return whether there is more to do."""
        raise NotImplementedError

    def run(self) -> None:
        try:
            while not self.browser.over.wait(self.pause * self.chance.uniform(0.5, 1.5)):
                if not self.turn():
                    return
        except Exception as error:  # reported at the end of the run
            self.error = error

    def write(
        self,
        kind: str,
        send: Callable[[], Answer],
        changes: Sequence[tuple[Subject, Change]],
        is_done: Callable[[Answer], bool],
    ) -> tuple[Answer | None, bool]:
        """Send until there is an answer, and record the changes it acknowledges.

        Return the answer, and whether every attempt was answered: an unanswered one may still take effect later.
        """

        def doubt() -> None:
            for subject, change in changes:
                self.ledger.doubt(subject, change)

        answer, is_settled = self.browser.insist(send, doubt)
        if answer is not None and is_done(answer):
            for subject, change in changes:
                self.ledger.acknowledge(subject, change)
            self.journal.acknowledge(kind)
        return answer, is_settled and answer is not None
