"""Count learning assistants by step of each online module."""

from __future__ import annotations

from collections import Counter, defaultdict

from django.db.models import Exists, OuterRef

from enrollment.models import Appointment, Term
from modules.models import Choice

from .progress import ModuleStep, step_of, with_steps


def steps_by_module(term: Term) -> dict[int, Counter[ModuleStep]]:
    """Count the learning assistants appointed in a term by module key and step, in one query."""
    appointed = Appointment.objects.filter(term=term, assistant=OuterRef("assistant"))
    choices = with_steps(Choice.objects.filter(Exists(appointed)).order_by())
    steps: dict[int, Counter[ModuleStep]] = defaultdict(Counter)
    for choice in choices.only("module", "completed_on"):
        steps[choice.module_id][step_of(choice)] += 1
    return steps
