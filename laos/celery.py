"""The Celery app and the beat schedule. Running a task twice, or late, does no harm."""

import os

from celery import Celery
from celery.schedules import crontab

from completion.department import digest_times

from .processes import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laos.settings")

broker.mend()
app = Celery("laos", task_cls="laos.middleware.busy:Task")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add("laos.processes.signs:SignOfWork")


def every(seconds: int, task: str) -> dict[str, object]:
    """Return a schedule entry whose task expires if no worker has started it when the next one is due."""
    return {"task": task, "schedule": float(seconds), "options": {"expires": seconds}}


# A task keeps the name it was first scheduled under, even where its module has moved. `processes/late_tasks.py` names each
# entry for the admin.
app.conf.beat_schedule = {
    # Records that beat and a worker are alive. The later time is kept.
    "heartbeat": every(20, "laos.tasks.heartbeat"),
    # Sends letters that were not sent right after their commit. Sent letters are not sent again.
    "deliver-letters": every(60, "enrollment.tasks.deliver_letters"),
    # Promotes from waitlists where time alone has made it possible.
    "promote": every(300, "enrollment.tasks.promote"),
    # Frees the coming places of people whose last day has passed.
    "free-after-last-day": every(600, "enrollment.tasks.free_after_last_day"),
    # Closes expired exchange offers and finds new pairs. Each pair is offered once.
    "exchanges": every(300, "enrollment.tasks.refresh_exchanges"),
    # Writes due reminders that are not written yet, including any from an outage.
    "remind": every(600, "enrollment.tasks.remind"),
    # Looks for letters that should have been sent. The latest result is kept.
    "watch": every(300, "enrollment.tasks.watch"),
    # Compares essays submitted since the last run.
    "compare-essays": every(600, "modules.tasks.compare_essays"),
    # Issues certificates to assistants who have completed LAOS and have no valid certificate.
    "issue-certificates": every(180, "completion.tasks.issue_certificates"),
    # Counts the figures of the current term. The latest count is kept.
    "count-figures": every(300, "completion.tasks.count_figures"),
    # Removes files left behind by killed processes.
    "remove-left-over-documents": {
        "task": "completion.tasks.remove_left_over_documents",
        "schedule": crontab(minute="25", hour="3"),
        "options": {"expires": 12 * 3600},
    },
    # Deletes expired sessions and sign-ups.
    "clear-expired": {
        "task": "enrollment.tasks.clear_expired",
        "schedule": crontab(minute="35", hour="3"),
        "options": {"expires": 12 * 3600},
    },
    # Writes to each coordinator with something to do, at most once a week.
    "digest": {
        "task": "modules.tasks.digest",
        "schedule": crontab(
            minute=str(digest_times.FIRST.minute),
            hour=digest_times.HOURS,
            day_of_week=digest_times.WEEKDAYS,
        ),
        "options": {"expires": 3600},
    },
}
