"""Example essays, provided by staff and evaluated when too few essays are handed in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from modules.models import Essay, PeerEvaluation
from modules.online.refusals import ExampleOpened

from .similarity import announcement
from .writing import lock_module


def provide(*, essay: Essay, at: datetime) -> Essay:
    """Save a new or changed example, which can be evaluated at once.

    Raises ``ExampleOpened`` if the example was ever given to an evaluator.
    """
    with transaction.atomic():
        lock_module(essay.module)
        refusal = refusal_to_change(essay)
        if refusal is not None:
            raise refusal
        essay.saved_at = at
        essay.handed_in_at = essay.handed_in_at or at
        essay.version += 1
        # Clear the comparison, so that the new text is compared again.
        essay.fingerprint = essay.similar_to = essay.similarity = None
        essay.save()
        transaction.on_commit(announcement.make, robust=True)
        return essay


def refusal_to_change(essay: Essay) -> ExampleOpened | None:
    """Return why an example cannot be changed, or None."""
    opened = essay.pk is not None and PeerEvaluation.objects.filter(essay=essay).exists()
    return ExampleOpened() if opened else None
