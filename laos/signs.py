"""The signs of life that the worker and beat give to `laos/guard.py`."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from celery import bootsteps
from celery.beat import PersistentScheduler
from celery.signals import worker_process_init
from celery.worker import state

FILE = "LAOS_SIGNS"
SECONDS = 5


def give_sign() -> None:
    """Say that this process gets on. Without a guard nobody listens."""
    name = os.environ.get(FILE)
    if name:
        with suppress(OSError):  # the guard is gone with its file, or the disk is full
            Path(name).touch()


class SignOfWork(bootsteps.StartStopStep):
    """While tasks are under way, the worker asks Redis for no more, and its event loop is all that turns.

    The time limits watch over the tasks. An idle worker gives its sign with each answer of Redis, see `laos/broker.py`:
    one that has a connection, and gets nothing by it any more, gives none.
    """

    requires = {"celery.worker.components:Timer"}

    def start(self, worker: Any) -> None:
        worker.timer.call_repeatedly(SECONDS, give_sign_of_work)


def give_sign_of_work() -> None:
    if state.active_requests:
        give_sign()


@worker_process_init.connect
def leave_signs_to_the_main_process(**kwargs: object) -> None:
    os.environ.pop(FILE, None)


class Scheduler(PersistentScheduler):
    """Beat's, which ticks at least as often as something is due."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        give_sign()
        seconds: float = super().tick(*args, **kwargs)
        return seconds
