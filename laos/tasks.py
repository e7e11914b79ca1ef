from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from .health import LAST_BEAT


@shared_task
def heartbeat() -> None:
    """Note that beat and a worker are alive."""
    cache.set(LAST_BEAT, timezone.now().timestamp(), timeout=None)
