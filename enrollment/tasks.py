"""What runs by itself. A task is an entrance only; run twice, the second run is quiet."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from . import promoting
from .letters import delivering


@shared_task
def deliver_letters() -> None:
    """Send the letters that wait."""
    delivering.deliver()


@shared_task
def promote() -> None:
    """Give places to those who wait where only time has made it possible."""
    promoting.promote_all(timezone.now())
