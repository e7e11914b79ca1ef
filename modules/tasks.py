"""What runs by itself. A task is an entrance only; run twice, the second run is quiet."""

from __future__ import annotations

from celery import shared_task

from . import comparing


@shared_task
def compare_essays() -> None:
    """Compare the essays handed in since last time with the others of their module."""
    comparing.compare_new()
