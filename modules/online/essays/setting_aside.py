"""Set an essay aside, for example a copied one: it leaves peer evaluation, and its author hands in a new one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enrollment.models import User
from enrollment.places.taking import lock_assistant
from modules.models import Essay
from modules.online.completing import undo_completion
from modules.online.letters import write_set_aside
from modules.online.refusals import SetAside

from .writing import author_of, lock_module


def set_aside(*, essay: Essay, by: User, because: str, at: datetime) -> Essay:
    """Set an essay aside; the author is told the reason. Evaluations of it still count for their evaluators.

    An evaluator who has the essay may finish or give it back. Nothing changes if it is already set aside for the
    same reason, or was withdrawn meanwhile.

    Raises ``SetAside`` if the essay is set aside for another reason.
    """
    with transaction.atomic():
        lock_module(essay.module)
        if essay.author is not None:
            lock_assistant(author_of(essay))
        current = (
            Essay.objects.select_for_update(of=("self",), no_key=True)
            .select_related("author", "module")
            .get(pk=essay.pk)
        )
        if current.set_aside_at is not None and current.set_aside_because != because:
            raise SetAside(current)
        if current.set_aside_at is not None or current.handed_in_at is None:
            return current
        current.set_aside_at, current.set_aside_by, current.set_aside_because = at, by, because
        current.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_because"])
        if current.author is not None:
            undo_completion(current.author, current.module)
            write_set_aside(current, at)
        return current
