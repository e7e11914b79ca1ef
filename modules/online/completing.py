"""Complete a module in the same transaction as its last step."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from enrollment.models import LearningAssistant
from modules.models import Choice, OnlineModule

from .letters import write_completed
from .progress import EVALUATIONS_TO_GIVE, with_steps


def complete_if_done(assistant: LearningAssistant, module: OnlineModule, at: datetime) -> None:
    """Record the module as completed once the learning assistant's test, essay and evaluations are done.

    A module that is already completed, here or by import, keeps its date.
    """
    choices = Choice.objects.filter(assistant=assistant, module=module, completed_on=None)
    choice = with_steps(choices).select_related("module", "assistant").first()
    if choice is None or not (
        choice.test_passed and choice.handed_in and choice.given >= EVALUATIONS_TO_GIVE
    ):
        return
    choice.completed_on, choice.source = localdate(at), Choice.Source.HERE
    choice.save(update_fields=["completed_on", "source"])
    write_completed(choice, at)


def undo_completion(assistant: LearningAssistant, module: OnlineModule) -> None:
    """Undo the completion of a module done here, when its essay is set aside. An imported completion is kept."""
    Choice.objects.filter(assistant=assistant, module=module, source=Choice.Source.HERE).update(
        completed_on=None, source=""
    )
