"""Choosing two of the online modules, and changing one's mind."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enrollment.models import LearningAssistant
from enrollment.places import lock_assistant
from enrollment.refusals import Exempt, NotAppointed, Refusal
from enrollment.standing import standing_of

from .models import Choice, Essay, OnlineModule, PeerEvaluation
from .models.choices import Slot
from .refusals import HandedIn, ModuleCompleted, TwoChosen
from .telling import chosen


def choose(*, assistant: LearningAssistant, module: OnlineModule, at: datetime) -> Choice:
    """Take a module as one of the two. Choosing it again is harmless.

    Raises the ``Refusal`` of the first rule in the way.
    """
    with transaction.atomic():
        locked = lock_assistant(assistant)
        choices = {one.module_id: one for one in Choice.objects.filter(assistant=locked)}
        if module.pk in choices:
            return choices[module.pk]
        refusal = why_not_choose(locked, list(choices.values()), at)
        if refusal is not None:
            raise refusal
        slot = min({*Slot.values} - {one.slot for one in choices.values()})
        choice = Choice.objects.create(assistant=locked, module=module, slot=slot, chosen_at=at)
        chosen(choice, at)
        return choice


def take_back(*, choice: Choice) -> None:
    """Choose a module no more, until something has been handed in for it. Taking back again is harmless.

    Attempts at its test and a draft stay on record, should it be chosen again.

    Raises ``HandedIn`` or ``ModuleCompleted``.
    """
    with transaction.atomic():
        lock_assistant(choice.assistant)
        current = Choice.objects.filter(pk=choice.pk).select_related("module").first()
        if current is None:
            return
        refusal = why_not_take_back(current)
        if refusal is not None:
            raise refusal
        current.delete()


def why_not_choose(
    assistant: LearningAssistant, choices: list[Choice], at: datetime
) -> Refusal | None:
    if len(choices) == len(Slot):
        return TwoChosen()
    if assistant.exempt_since is not None:
        return Exempt()
    return None if standing_of(assistant, at).appointed_terms else NotAppointed()


def why_not_take_back(choice: Choice) -> Refusal | None:
    if choice.completed_on is not None:
        return ModuleCompleted(choice.module)
    essays = Essay.objects.handed_in().filter(author=choice.assistant_id, module=choice.module_id)
    evaluations = PeerEvaluation.objects.given().filter(
        evaluator=choice.assistant_id, module=choice.module_id
    )
    return HandedIn(choice.module) if essays.exists() or evaluations.exists() else None
