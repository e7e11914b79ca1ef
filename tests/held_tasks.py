"""The Celery app with a task that runs until a test releases it: ``celery -A tests.held_tasks``."""

from __future__ import annotations

import time
from pathlib import Path

from laos.celery import app

__all__ = ["app"]


@app.task(name="tests.hold")
def hold(folder: str) -> None:
    """Create the file ``begun``, wait for the file ``end``, then create ``ended``."""
    Path(folder, "begun").touch()
    while not Path(folder, "end").exists():
        time.sleep(0.05)
    Path(folder, "ended").touch()
