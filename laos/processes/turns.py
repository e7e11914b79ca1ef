"""Whose request is answered next, while more come than a web process can answer.

On the morning when registration opens, everyone would otherwise wait again at each step. So those who have come in are
served before those who arrive: what a person sends, and the pages that follow, come ``HEAD_START`` seconds before the
first page of others and before what a page fetches without a click.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from heapq import heappop, heappush
from itertools import count
from math import inf
from threading import Condition, Thread
from typing import Any

HEAD_START = 40.0  # seconds
# In seconds. Most pages compute for less. Were it longer, requests that wait for a database on another machine would
# wait one after the other.
ALONE = 0.01
IDLE = -inf


def is_arrival(environ: dict[str, Any]) -> bool:
    """Whether a browser says that a person comes from elsewhere or that a page fetches something without a click.

    Clients that say nothing, such as old browsers and health checks, do not wait.
    """
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        return False
    comes_from = environ.get("HTTP_SEC_FETCH_SITE", "same-origin")
    return comes_from != "same-origin" or environ.get("HTTP_SEC_FETCH_DEST") == "empty"


class ApplicationThreads:
    """Threads that run the application, for one request each.

    In the first ``alone`` seconds of a request, no other begins. Python computes in one thread at a time, and each
    change of threads costs as much as an SQL statement. A request that takes longer, such as one that waits for a lock,
    holds up no other.
    """

    def __init__(self, number: int, alone: float = ALONE) -> None:
        self._alone = alone
        self._waiting: list[tuple[float, int, Future[Any], Callable[[], Any]]] = []
        self._numbers = count()
        self._changed = Condition()
        # When the request of each thread began, by the monotonic clock.
        self._began = [IDLE] * number
        # Whether an idle thread waits for the pause to end. One is enough: the others sleep until they are notified.
        self._is_watched = False
        for thread in range(number):
            Thread(target=self._run, args=[thread], daemon=True).start()

    def submit(
        self, environ: dict[str, Any], call: Callable[[], Any], at: float | None = None
    ) -> Future[Any]:
        """Call when it is the request's turn; ``at`` is when it came, by the monotonic clock."""
        turn = (time.monotonic() if at is None else at) + HEAD_START * is_arrival(environ)
        future: Future[Any] = Future()
        with self._changed:
            heappush(self._waiting, (turn, next(self._numbers), future, call))
            self._wake_one()
        return future

    def _run(self, thread: int) -> None:
        while True:
            future, call = self._take(thread)
            try:
                future.set_result(call())
            except Exception as error:  # the thread that waits for the result raises it
                future.set_exception(error)
            except BaseException as error:
                # gunicorn lets a SystemExit end the whole process, with the answers to everyone else.
                failure = RuntimeError(repr(error)).with_traceback(error.__traceback__)
                future.set_exception(failure)
                del failure
            # An idle thread would keep the last answer, which may be a large file, in memory.
            del future, call
            self._began[thread] = IDLE

    def _take(self, thread: int) -> tuple[Future[Any], Callable[[], Any]]:
        with self._changed:
            while not self._waiting or self._pause() > 0:
                if not self._waiting or self._is_watched:
                    self._changed.wait()
                else:
                    self._is_watched = True
                    self._changed.wait(self._pause())
                    self._is_watched = False
            *_turn, future, call = heappop(self._waiting)
            self._began[thread] = time.monotonic()
            if self._waiting:
                self._wake_one()
        return future, call

    def _pause(self) -> float:
        """Return the seconds until the next request may begin; 0 or less if it may begin now."""
        return max(self._began) + self._alone - time.monotonic()

    def _wake_one(self) -> None:
        if not self._is_watched or self._pause() <= 0:
            self._changed.notify()
