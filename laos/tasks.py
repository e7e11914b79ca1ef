from celery import shared_task
from django.utils import timezone

from enrollment import watching


@shared_task
def heartbeat() -> None:
    """Note that beat and a worker are alive."""
    watching.note_beat(timezone.now())
