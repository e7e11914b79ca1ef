"""What runs by itself. A task is an entrance only; run twice, the second run is quiet."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from enrollment.models import Term

from .certificates import issuing
from .equivalents import documents
from .figures import counting


@shared_task
def issue_certificates() -> None:
    """Issue to everybody who has completed LAOS."""
    issuing.issue_all(timezone.now())


@shared_task
def remove_left_over_documents() -> None:
    """Remove files that belong to no application."""
    documents.remove_left_over(timezone.now())


@shared_task
def count_figures() -> None:
    """Count the term to speak of and the one before, which its figures stand beside."""
    at = timezone.now()
    term = Term.objects.current(at)
    for one in (term, term and counting.term_before(term)):
        if one is not None:
            counting.count_anew(one, at)
