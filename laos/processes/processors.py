"""Keep each web process on a processor of its own, as hooks of gunicorn.

Python computes in one thread of a process at a time. Where the threads of one process move between processors, waking
them takes a tenth of all time. With fewer processes than processors, none is bound: some processors would stay idle.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import Any


def choose(arbiter: Any, worker: Any) -> None:
    """Hook ``pre_fork``: give the new process the processor that the fewest others have."""
    worker.processor = None
    if sys.platform != "linux":
        return
    processors = sorted(os.sched_getaffinity(0))
    if arbiter.num_workers >= len(processors):
        taken = Counter(other.processor for other in arbiter.WORKERS.values())
        worker.processor = min(processors, key=taken.__getitem__)


def stay(_arbiter: Any, worker: Any) -> None:
    """Hook ``post_fork``."""
    if worker.processor is not None:
        os.sched_setaffinity(0, {worker.processor})
