"""Choose two online modules, and take a choice back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from enrollment.eligibility import RegistrationStatus, status_of
from enrollment.models import LearningAssistant
from enrollment.places.taking import lock_assistant
from enrollment.refusals import Exempt, NotAppointed, Refusal
from modules.models import Choice, OnlineModule
from modules.models.choices import Slot

from .letters import write_chosen
from .progress import with_steps
from .refusals import HandedIn, ModuleAlreadyCompleted, TwoChosen


def choose(*, assistant: LearningAssistant, module: OnlineModule, at: datetime) -> Choice:
    """Choose a module as one of the two. Choosing it again changes nothing.

    Raises ``TwoChosen``, ``Exempt`` or ``NotAppointed``.
    """
    with transaction.atomic():
        locked = lock_assistant(assistant)
        choices = {choice.module_id: choice for choice in Choice.objects.filter(assistant=locked)}
        if module.pk in choices:
            return choices[module.pk]
        refusal = refusal_to_choose(status_of(locked, at), list(choices.values()))
        if refusal is not None:
            raise refusal
        slot = min({*Slot.values} - {choice.slot for choice in choices.values()})
        choice = Choice.objects.create(assistant=locked, module=module, slot=slot, chosen_at=at)
        write_chosen(choice, at)
        return choice


def take_back_choice(*, choice: Choice) -> None:
    """Delete a choice for which nothing is handed in. Doing it again changes nothing.

    Test attempts and a draft essay are kept, in case the module is chosen again.

    Raises ``HandedIn`` or ``ModuleAlreadyCompleted``.
    """
    with transaction.atomic():
        lock_assistant(choice.assistant)
        current = with_steps(Choice.objects.filter(pk=choice.pk)).select_related("module").first()
        if current is None:
            return
        refusal = refusal_to_take_back(current)
        if refusal is not None:
            raise refusal
        current.delete()


def refusal_to_choose(status: RegistrationStatus, choices: Sequence[Choice]) -> Refusal | None:
    """Return why no further module can be chosen, or None: ``TwoChosen``, ``Exempt`` or ``NotAppointed``."""
    if len(choices) == len(Slot):
        return TwoChosen()
    if status.assistant.exempt_since is not None:
        return Exempt()
    return None if status.appointed_until else NotAppointed()


def refusal_to_take_back(choice: Any) -> Refusal | None:
    """Return why a choice, annotated by ``with_steps``, cannot be taken back, or None."""
    if choice.completed_on is not None:
        return ModuleAlreadyCompleted(choice.module)
    return HandedIn(choice.module) if choice.handed_in or choice.given else None
