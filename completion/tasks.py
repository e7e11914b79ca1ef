"""Celery tasks. Each only calls a use case, and is safe to run twice."""

from __future__ import annotations

from celery import shared_task

from enrollment import clock
from enrollment.models import Term

from .certificates import issuing
from .department import digesting
from .equivalents import documents
from .figures import counting
from .reminders import reminding, watching


@shared_task
def issue_certificates() -> None:
    """Issue all certificates that are due."""
    issuing.issue_all(clock.now())


@shared_task
def remove_left_over_documents() -> None:
    """Remove files that belong to no document."""
    documents.remove_left_over(clock.now())


@shared_task
def count_figures() -> None:
    """Count and store the figures of the current term."""
    at = clock.now()
    term = Term.objects.current(at)
    if term is not None:
        counting.count_and_store(term, at)


# The tasks below have the names of their first places: messages under way and signs of life carry them.
@shared_task(name="enrollment.tasks.remind")
def remind() -> None:
    """Write the reminders that are due."""
    reminding.remind(clock.now())


@shared_task(name="enrollment.tasks.watch")
def watch() -> None:
    """Run the watchdog over unsent and unwritten letters."""
    watching.look(clock.now())


@shared_task(name="modules.tasks.digest")
def digest() -> None:
    """Send this week's digests to coordinators."""
    digesting.digest(clock.now())
