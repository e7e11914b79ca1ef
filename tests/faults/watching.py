"""Watch the site from outside: two pages, the heartbeat, and whether the processes run."""

from __future__ import annotations

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from .crowd.browser import Browser, NoAnswerError
from .servers import Site

EVERY = 0.25  # seconds
AT_ONCE = 4  # parallel requests, so that a hanging one does not block the others
TIMEOUT = 5.0  # seconds


class Probe(threading.Thread):
    """Request a page continuously and record the times of correct answers."""

    def __init__(self, browser: Browser, path: str, cookie: str, sign: str) -> None:
        super().__init__(daemon=True)
        self.browser, self.path, self.cookie, self.sign = browser, path, cookie, sign
        self.correct: list[float] = []

    def run(self) -> None:
        free = threading.Semaphore(AT_ONCE)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while not self.browser.over.wait(EVERY):
                if free.acquire(blocking=False):
                    pool.submit(self._ask).add_done_callback(lambda _done: free.release())

    def _ask(self) -> None:
        with suppress(NoAnswerError):
            answer = self.browser.get(f"GET {self.path}", self.path, self.cookie, TIMEOUT)
            if answer.status == 200 and self.sign in answer.body:
                self.correct.append(time.monotonic())

    def outages(self, began: float, ended: float) -> list[tuple[float, float]]:
        """Return the intervals between correct answers as pairs of start and length in seconds."""
        moments = [
            began,
            *sorted(moment for moment in self.correct if began < moment < ended),
            ended,
        ]
        return [
            (moment, after - moment) for moment, after in zip(moments, moments[1:], strict=False)
        ]


class Heartbeats(threading.Thread):
    """Record each heartbeat of beat and a worker, as reported by /metrics/."""

    def __init__(self, browser: Browser, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.browser, self.over = browser, over
        self.seen: list[float] = []

    def run(self) -> None:
        while not self.over.wait(0.5):
            with suppress(NoAnswerError):
                answer = self.browser.get("metrics", "/metrics/", timeout=TIMEOUT)
                age = re.search(r"^laos_beat_age_seconds (\S+)$", answer.body, re.MULTILINE)
                beat = time.monotonic() - float(age[1]) if age else 0
                if beat > max(self.seen, default=0) + 1:
                    self.seen.append(beat)

    def after(self, moment: float) -> float | None:
        """Return the seconds from a moment to the next heartbeat, or None."""
        later = [beat - moment for beat in self.seen if beat > moment]
        return min(later) if later else None


class Keeper(threading.Thread):
    """Restart the Procfile when all its processes have ended, as an operator would."""

    def __init__(self, site: Site, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.site, self.over = site, over
        self.ended: list[float] = []

    def run(self) -> None:
        while not self.over.wait(0.5):
            if self.site.has_ended:
                self.ended.append(time.monotonic())
                self.site.start()
