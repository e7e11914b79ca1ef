"""The Celery app with a task that takes as long as a test wishes: ``celery -A tests.held_tasks``."""

from __future__ import annotations

import time
from pathlib import Path

from laos.celery import app

__all__ = ["app"]


@app.task(name="tests.hold")
def hold(folder: str) -> None:
    """Say that it has begun, and go on until told to end."""
    Path(folder, "begun").touch()
    while not Path(folder, "end").exists():
        time.sleep(0.05)
    Path(folder, "ended").touch()
