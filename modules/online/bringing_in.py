"""Import completions of modules that are done in a learning platform."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from enrollment.models import LearningAssistant, User
from enrollment.places.taking import lock_assistant
from modules.models import Choice, OnlineModule
from modules.models.choices import Slot

from .choosing import refusal_to_take_back
from .letters import write_completed
from .progress import with_steps
from .refusals import BothBegun


def bring_in(
    *,
    assistant: LearningAssistant,
    module: OnlineModule,
    on: date,
    by: User | None,
    at: datetime,
) -> Choice:
    """Record a module as completed elsewhere; no activity here is required.

    A module completed here keeps its date. If both slots hold other modules, the completion replaces one for which
    nothing is handed in. Recording the same completion again changes nothing.

    Raises ``BothBegun`` if neither slot can be replaced.
    """
    with transaction.atomic():
        locked = lock_assistant(assistant)
        chosen = with_steps(Choice.objects.filter(assistant=locked))
        choices: list[Choice] = list(chosen.select_related("module").order_by("-slot"))
        choice = next((known for known in choices if known.module_id == module.pk), None)
        if choice is None:
            choice = Choice(assistant=locked, module=module, slot=_free_slot(choices), chosen_at=at)
        elif choice.source == Choice.Source.HERE or choice.completed_on == on:
            return choice
        is_news = choice.completed_on is None
        choice.completed_on, choice.source, choice.brought_in_by = on, Choice.Source.FILE, by
        choice.save()
        if is_news:
            write_completed(choice, at)
        return choice


def _free_slot(choices: list[Choice]) -> int:
    free = {*Slot.values} - {choice.slot for choice in choices}
    if free:
        return min(free)
    given_up = next((choice for choice in choices if refusal_to_take_back(choice) is None), None)
    if given_up is None:
        raise BothBegun([choice.module for choice in choices])
    Choice.objects.filter(pk=given_up.pk).delete()
    return given_up.slot
