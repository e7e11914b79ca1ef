"""Completions of modules that live in a learning platform, as a file says."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from enrollment.models import LearningAssistant, User
from enrollment.places import lock_assistant
from modules.models import Choice, OnlineModule
from modules.models.choices import Slot

from .choosing import why_not_take_back
from .letters import completed
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
    """Note that somebody completed a module elsewhere, which needs no activity here.

    What was done here stays: a module completed here keeps its date. Where both of somebody's choices are others, it takes
    the place of one that nothing was handed in for. Noting the same again is harmless.

    Raises ``BothBegun`` where there is none.
    """
    with transaction.atomic():
        locked = lock_assistant(assistant)
        chosen = with_steps(Choice.objects.filter(assistant=locked))
        choices: list[Choice] = list(chosen.select_related("module").order_by("-slot"))
        choice = next((one for one in choices if one.module_id == module.pk), None)
        if choice is None:
            choice = Choice(assistant=locked, module=module, slot=_free_slot(choices), chosen_at=at)
        elif choice.source == Choice.Source.HERE or choice.completed_on == on:
            return choice
        is_news = choice.completed_on is None
        choice.completed_on, choice.source, choice.brought_in_by = on, Choice.Source.FILE, by
        choice.save()
        if is_news:
            completed(choice, at)
        return choice


def _free_slot(choices: list[Choice]) -> int:
    free = {*Slot.values} - {one.slot for one in choices}
    if free:
        return min(free)
    given_up = next((one for one in choices if why_not_take_back(one) is None), None)
    if given_up is None:
        raise BothBegun([one.module for one in choices])
    Choice.objects.filter(pk=given_up.pk).delete()
    return given_up.slot
