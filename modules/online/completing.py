"""Completing a module: noted in the transaction that did the last of it."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from enrollment.models import LearningAssistant
from modules.models import Choice, OnlineModule

from .letters import completed
from .progress import EVALUATIONS_TO_GIVE, with_steps


def complete_if_done(assistant: LearningAssistant, module: OnlineModule, at: datetime) -> None:
    """Note a module as completed once its test, essay and evaluations are. Their own part is all it takes.

    What was completed before, or brought in by file, stays as it is.
    """
    choices = Choice.objects.filter(assistant=assistant, module=module, completed_on=None)
    choice = with_steps(choices).select_related("module", "assistant").first()
    if choice is None or not (
        choice.test_passed and choice.handed_in and choice.given >= EVALUATIONS_TO_GIVE
    ):
        return
    choice.completed_on, choice.source = localdate(at), Choice.Source.HERE
    choice.save(update_fields=["completed_on", "source"])
    completed(choice, at)


def take_back(assistant: LearningAssistant, module: OnlineModule) -> None:
    """A module done here is not completed without its essay. One brought in by file does not depend on it."""
    Choice.objects.filter(assistant=assistant, module=module, source=Choice.Source.HERE).update(
        completed_on=None, source=""
    )
