"""What runs by itself. A task is an entrance only; run twice, the second run is quiet."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from . import issuing


@shared_task
def issue_certificates() -> None:
    """Issue to everybody who has completed LAOS."""
    issuing.issue_all(timezone.now())
