"""Signs of life from the worker and beat, watched by `laos/processes/guard.py`."""

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
    """Touch the file named by ``LAOS_SIGNS``, if set, to show that this process is alive."""
    name = os.environ.get(FILE)
    if name:
        with suppress(OSError):  # the guard and its file are gone, or the disk is full
            Path(name).touch()


class SignOfWork(bootsteps.StartStopStep):
    """Give signs from the worker's event loop while tasks run, since a busy worker may not poll Redis.

    Stuck tasks are ended by the time limits. An idle worker gives a sign with each reply from Redis instead (see
    `laos/processes/broker.py`), so it goes silent if its connection is dead.
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
    """Beat's scheduler, with a sign of life on every tick."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        give_sign()
        seconds: float = super().tick(*args, **kwargs)
        return seconds
