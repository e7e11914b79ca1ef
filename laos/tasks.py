from contextlib import suppress

from celery import Task, current_app, shared_task
from celery.signals import task_success
from django.db import Error
from django.utils import timezone

from enrollment import watching


@shared_task
def heartbeat() -> None:
    """Note that beat and a worker are alive, and watch every task in the schedule from its first time on."""
    at = timezone.now()
    watching.note_beat(at)
    watching.begin_to_watch(
        [entry["task"] for entry in current_app.conf.beat_schedule.values()], at
    )


@task_success.connect
def note_success(sender: Task, **kwargs: object) -> None:
    """Note when each task last came to its end; one that fails on every run is reported nowhere else."""
    with suppress(Error):  # the task is done all the same
        watching.note_success(sender.name, timezone.now())
