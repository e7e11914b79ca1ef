"""Celery tasks. Each only calls a use case, and is safe to run twice."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from enrollment.models import Term

from .certificates import issuing
from .department import digesting
from .equivalents import documents
from .figures import counting


@shared_task
def issue_certificates() -> None:
    """Issue all certificates that are due."""
    issuing.issue_all(timezone.now())


@shared_task
def remove_left_over_documents() -> None:
    """Remove files that belong to no document."""
    documents.remove_left_over(timezone.now())


@shared_task
def count_figures() -> None:
    """Count the figures of the current term, and of the previous term for comparison."""
    at = timezone.now()
    term = Term.objects.current(at)
    for one in (term, term and counting.term_before(term)):
        if one is not None:
            counting.count_anew(one, at)


# The name of the task is that of its first place: messages and signs of life carry it.
@shared_task(name="modules.tasks.digest")
def digest() -> None:
    """Send this week's digests to coordinators."""
    digesting.digest(timezone.now())
