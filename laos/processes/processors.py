"""Hooks of gunicorn that bind each web process to one processor.

Python computes in one thread of a process at a time. If these threads move between processors, waking them takes a
tenth of the time. With fewer processes than processors, none is bound: some processors would stay idle.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from contextlib import suppress
from typing import Any


def choose(arbiter: Any, worker: Any) -> None:
    """Hook ``pre_fork``: choose the processor to which the fewest other processes are bound."""
    worker.processor = None
    if sys.platform != "linux":
        return
    processors = sorted(os.sched_getaffinity(0))
    if arbiter.num_workers >= len(processors):
        # From the oldest. A reload ends these once their successors have begun, so they do not count.
        others = list(arbiter.WORKERS.values())[1 - arbiter.num_workers :]
        taken = Counter(other.processor for other in others)
        worker.processor = min(processors, key=taken.__getitem__)


def bind(_arbiter: Any, worker: Any) -> None:
    """Hook ``post_fork``: bind the new process to the chosen processor."""
    if worker.processor is not None:
        # A sandbox may forbid it, and gunicorn would end with the process.
        with suppress(OSError):
            os.sched_setaffinity(0, {worker.processor})
