"""Whose request is answered next, while more come than a web process can answer.

On the morning when registration opens, everyone would otherwise wait again at each step. So those who have come in are
served before those who arrive: what a person sends, and the pages that follow, come ``HEAD_START`` seconds before the
first page of others and before what a page fetches without a click.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from itertools import count
from queue import PriorityQueue
from threading import Thread
from typing import Any

HEAD_START = 40.0  # seconds


def is_arrival(environ: dict[str, Any]) -> bool:
    """Whether a browser says that a person comes from elsewhere or that a page fetches something without a click.

    Clients that say nothing, such as old browsers and health checks, do not wait.
    """
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        return False
    comes_from = environ.get("HTTP_SEC_FETCH_SITE", "same-origin")
    return comes_from != "same-origin" or environ.get("HTTP_SEC_FETCH_DEST") == "empty"


class ApplicationThreads:
    """Threads that run the application, for one request each."""

    def __init__(self, number: int) -> None:
        self._waiting: PriorityQueue[tuple[float, int, Future[Any], Callable[[], Any]]] = (
            PriorityQueue()
        )
        self._numbers = count()
        for _ in range(number):
            Thread(target=self._run, daemon=True).start()

    def submit(
        self, environ: dict[str, Any], call: Callable[[], Any], at: float | None = None
    ) -> Future[Any]:
        """Call when it is the request's turn; ``at`` is when it came, by the monotonic clock."""
        turn = (time.monotonic() if at is None else at) + HEAD_START * is_arrival(environ)
        future: Future[Any] = Future()
        self._waiting.put((turn, next(self._numbers), future, call))
        return future

    def _run(self) -> None:
        while True:
            *_turn, future, call = self._waiting.get()
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
