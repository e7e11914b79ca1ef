"""Check that each scheduled task has succeeded recently. Only the admin and `/statusz/` show a task that always fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from celery.schedules import crontab
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from completion.reminders.watching import Signs
from laos.celery import app

MISSED = 3  # runs
# Allowed on top of the longest pause of a crontab task.
PATIENCE = timedelta(hours=2)
# Names for the admin, by schedule entry. The heartbeat has a message of its own.
WORDS = {
    "deliver-letters": _("sending letters"),
    "promote": _("moving people up from waitlists"),
    "free-after-last-day": _("freeing the places of people who have quit"),
    "exchanges": _("offering exchanges of dates"),
    "remind": _("writing reminders"),
    "watch": _("looking for letters that are missing"),
    "compare-essays": _("comparing essays"),
    "issue-certificates": _("issuing certificates"),
    "count-figures": _("counting figures"),
    "remove-left-over-documents": _("removing files that are no longer used"),
    "clear-expired": _("deleting what has expired"),
    "digest": _("writing the weekly letters to coordinators"),
}


def _tasks() -> dict[str, str]:
    """Return the task name of each schedule entry."""
    return {name: entry["task"] for name, entry in app.conf.beat_schedule.items()}


TASKS = _tasks()


def late(signs: Signs, at: datetime) -> list[str]:
    """Return the schedule entries whose task is late."""
    return [name for name, age in ages(signs, at) if age > longest_age(name)]


def ages(signs: Signs, at: datetime) -> Iterator[tuple[str, timedelta]]:
    """Yield each schedule entry with the time since its task last succeeded, or was first scheduled."""
    for name, task in TASKS.items():
        if task in signs.succeeded_at:
            yield name, at - signs.succeeded_at[task]


def longest_age(name: str) -> timedelta:
    """Return the age above which a task is late."""
    schedule = app.conf.beat_schedule[name]["schedule"]
    if isinstance(schedule, crontab):
        return longest_pause(schedule) + PATIENCE
    # Another task may occupy the worker for up to the time limit.
    return MISSED * timedelta(seconds=schedule) + timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)


def longest_pause(schedule: crontab) -> timedelta:
    """Return the longest time between two consecutive runs within a week."""
    week = timedelta(days=7)
    runs = sorted(
        timedelta(days=day, hours=hour, minutes=minute)
        for day in schedule.day_of_week
        for hour in schedule.hour
        for minute in schedule.minute
    )
    return max(later - earlier for earlier, later in pairwise([*runs, runs[0] + week]))
