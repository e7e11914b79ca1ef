from contextlib import suppress

from celery import Task, current_app, shared_task
from celery.signals import task_success
from django.db import Error

from completion.reminders import watching
from enrollment import clock


@shared_task
def heartbeat() -> None:
    """Record that beat and a worker are alive, and start watching any newly scheduled task."""
    at = clock.now()
    watching.note_beat(at)
    watching.begin_to_watch(
        [entry["task"] for entry in current_app.conf.beat_schedule.values()], at
    )


@task_success.connect
def note_success(sender: Task, **kwargs: object) -> None:
    """Record when each task last succeeded. A task that always fails is reported nowhere else."""
    with suppress(Error):  # the task itself has succeeded
        watching.note_success(sender.name, clock.now())
