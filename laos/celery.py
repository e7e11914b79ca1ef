"""The Celery app and the whole beat schedule."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laos.settings")

app = Celery("laos", task_cls="laos.busy:Task")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    # Notes the time of day in the cache; run twice, the later time stands.
    # Sends what the announcement after a commit did not reach; nothing waiting, nothing sent.
    "deliver-letters": {"task": "enrollment.tasks.deliver_letters", "schedule": 60.0},
    # Catches up with what only time made possible; nobody to promote, nothing done.
    "promote": {"task": "enrollment.tasks.promote", "schedule": 300.0},
    # Closes offers that are over and finds pairs; a pair is offered once.
    "exchanges": {"task": "enrollment.tasks.refresh_exchanges", "schedule": 300.0},
    # Writes the reminders that are due and not written; a night that was missed is caught up.
    "remind": {"task": "enrollment.tasks.remind", "schedule": 600.0},
    # Looks for letters that should have gone out; the newer finding stands.
    "watch": {"task": "enrollment.tasks.watch", "schedule": 300.0},
    # Compares essays handed in since last time; nothing new, nothing compared.
    "compare-essays": {"task": "modules.tasks.compare_essays", "schedule": 600.0},
    # Issues to whoever has completed LAOS since last time; whoever has a valid certificate keeps that.
    "issue-certificates": {"task": "completion.tasks.issue_certificates", "schedule": 180.0},
    # Removes files that a killed process has left behind; none left, none removed.
    "remove-left-over-documents": {
        "task": "completion.tasks.remove_left_over_documents",
        "schedule": crontab(minute="25", hour="3"),
    },
    # Deletes sessions and sign-ups that have expired; none left, none deleted.
    "clear-expired": {
        "task": "enrollment.tasks.clear_expired",
        "schedule": crontab(minute="35", hour="3"),
        "options": {"expires": 24 * 60 * 60},
    },
    # Keeps the figures of this term and the one before; the newer count stands.
    "count-figures": {"task": "completion.tasks.count_figures", "schedule": 300.0},
    # Tells each coordinator once a week; whoever was told, or has nothing to do, is not written to.
    "digest": {
        "task": "modules.tasks.digest",
        "schedule": crontab(minute="15", hour="7-15", day_of_week="mon-fri"),
    },
    "heartbeat": {"task": "laos.tasks.heartbeat", "schedule": 20.0, "options": {"expires": 20}},
}
