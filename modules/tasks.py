"""What runs by itself. A task is an entrance only; run twice, the second run is quiet."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from .department import digesting
from .online.essays import similarity


@shared_task
def compare_essays() -> None:
    """Compare the essays handed in since last time with the others of their module."""
    similarity.compare_new()


@shared_task
def digest() -> None:
    """Tell coordinators, once a week, what there is to do."""
    digesting.digest(timezone.now())
