"""Celery tasks: entry points only. Running one twice changes nothing."""

from __future__ import annotations

from celery import shared_task

from .online.essays import similarity


@shared_task
def compare_essays() -> None:
    """Compare newly handed-in essays with the others of their module."""
    similarity.compare_new()
