"""The context of a module's page for a learning assistant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from enrollment.eligibility import status_of
from enrollment.models import LearningAssistant
from modules.models import Choice, Essay, OnlineModule, PeerEvaluation, Rating, TestAttempt

from . import formatting
from .choosing import refusal_to_choose, refusal_to_take_back
from .essays import assigning
from .essays.writing import current_essay
from .progress import progress_of
from .taking_test import refusal_to_begin
from .words import count_words


@dataclass(frozen=True, slots=True)
class Received:
    """An evaluation that the author of the essay may read, with its ratings."""

    evaluation: PeerEvaluation
    ratings: list[Rating]


def module_page(module: OnlineModule, assistant: LearningAssistant, at: datetime) -> dict[str, Any]:
    """Return the context: progress, attempts, essay and evaluations of one learning assistant in a module."""
    progress = progress_of(assistant, at)
    choices = [chosen.choice for chosen in progress]
    mine = next((chosen for chosen in progress if chosen.module == module), None)
    if mine is None:
        refusal = refusal_to_choose(status_of(assistant, at), choices)
        return {"assistant": assistant, "refusal": refusal}
    attempts = list(TestAttempt.objects.filter(assistant=assistant, module=module))
    essay = current_essay(assistant, module)
    evaluations = list(
        PeerEvaluation.objects.filter(evaluator=assistant, module=module, released_at=None)
    )
    open_evaluation = next(
        (evaluation for evaluation in evaluations if evaluation.given_at is None), None
    )
    return {
        "assistant": assistant,
        "progress": mine,
        "is_brought_in": mine.choice.source == Choice.Source.FILE and not attempts and not essay,
        "can_take_back": refusal_to_take_back(mine.choice) is None,
        "attempts": [attempt for attempt in attempts if attempt.handed_in_at is not None],
        "open_attempt": next(
            (attempt for attempt in attempts if attempt.handed_in_at is None), None
        ),
        "refusal_to_begin": refusal_to_begin(mine.choice, module, attempts),
        "essay": essay,
        "words": count_words(essay.text) if essay else 0,
        **about_set_aside(assistant, essay, module),
        "can_withdraw": essay is not None
        and not PeerEvaluation.objects.filter(essay=essay).exists(),
        "open_evaluation": open_evaluation,
        "refusal_to_evaluate": assigning.refusal_to_take(essay, module, at)
        if essay and essay.handed_in_at and not open_evaluation
        else None,
        "given": [evaluation for evaluation in evaluations if evaluation.given_at is not None],
        "received": received(essay) if essay else [],
    }


def received(essay: Essay) -> list[Received]:
    """Return the evaluations that the author of an essay may read."""
    evaluations = list(PeerEvaluation.objects.readable().filter(essay=essay).order_by("given_at"))
    ratings = ratings_of(evaluations)
    return [Received(evaluation, ratings[evaluation.pk]) for evaluation in evaluations]


def ratings_of(evaluations: Sequence[PeerEvaluation]) -> dict[int, list[Rating]]:
    """Return the ratings by the key of their evaluation."""
    ratings: dict[int, list[Rating]] = defaultdict(list)
    if evaluations:
        for rating in Rating.objects.filter(evaluation__in=evaluations):
            ratings[rating.evaluation_id].append(rating)
    return ratings


def about_set_aside(
    assistant: LearningAssistant, essay: Essay | None, module: OnlineModule
) -> dict[str, Any]:
    """Return the context of the last essay set aside, to show until a new one is handed in."""
    if essay is not None and essay.handed_in_at is not None:
        return {}
    essays = Essay.objects.filter(author=assistant, module=module).exclude(set_aside_at=None)
    last = essays.order_by("-set_aside_at").first()
    return {"set_aside": last, "set_aside_text": formatting.essay(last.text)} if last else {}
