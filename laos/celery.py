"""The Celery app and the whole beat schedule."""

import os

from celery import Celery
from celery.schedules import crontab

from . import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laos.settings")

broker.mend()
app = Celery("laos", task_cls="laos.busy:Task")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add("laos.signs:SignOfWork")


def every(seconds: int, task: str) -> dict[str, object]:
    """An entry whose task is dropped where no worker has begun it when the next one is due."""
    return {"task": task, "schedule": float(seconds), "options": {"expires": seconds}}


app.conf.beat_schedule = {
    # Notes the time of day in the cache; run twice, the later time stands.
    "heartbeat": every(20, "laos.tasks.heartbeat"),
    # Sends what the announcement after a commit did not reach; nothing waiting, nothing sent.
    "deliver-letters": every(60, "enrollment.tasks.deliver_letters"),
    # Catches up with what only time made possible; nobody to promote, nothing done.
    "promote": every(300, "enrollment.tasks.promote"),
    # Closes offers that are over and finds pairs; a pair is offered once.
    "exchanges": every(300, "enrollment.tasks.refresh_exchanges"),
    # Writes the reminders that are due and not written; a night that was missed is caught up.
    "remind": every(600, "enrollment.tasks.remind"),
    # Looks for letters that should have gone out; the newer finding stands.
    "watch": every(300, "enrollment.tasks.watch"),
    # Compares essays handed in since last time; nothing new, nothing compared.
    "compare-essays": every(600, "modules.tasks.compare_essays"),
    # Issues to whoever has completed LAOS since last time; whoever has a valid certificate keeps that.
    "issue-certificates": every(180, "completion.tasks.issue_certificates"),
    # Keeps the figures of this term and the one before; the newer count stands.
    "count-figures": every(300, "completion.tasks.count_figures"),
    # Removes files that a killed process has left behind; none left, none removed.
    "remove-left-over-documents": {
        "task": "completion.tasks.remove_left_over_documents",
        "schedule": crontab(minute="25", hour="3"),
        "options": {"expires": 12 * 3600},
    },
    # Deletes sessions and sign-ups that have expired; none left, none deleted.
    "clear-expired": {
        "task": "enrollment.tasks.clear_expired",
        "schedule": crontab(minute="35", hour="3"),
        "options": {"expires": 12 * 3600},
    },
    # Tells each coordinator once a week; whoever was told, or has nothing to do, is not written to.
    "digest": {
        "task": "modules.tasks.digest",
        "schedule": crontab(minute="15", hour="7-15", day_of_week="mon-fri"),
        "options": {"expires": 3600},
    },
}
