"""Peer evaluation: draft it, give it, or give the essay back. There are no common phases to wait for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from enrollment.places.taking import lock_assistant
from modules.models import Criterion, Essay, PeerEvaluation, Rating
from modules.online.completing import complete_if_done
from modules.online.letters import write_received
from modules.online.refusals import CommentTooShort, EvaluationGiven, NotYours, Unrated
from modules.online.words import count_words

from .writing import lock_module


def save(
    *, evaluation: PeerEvaluation, levels: Mapping[int, int], comment: str, at: datetime
) -> PeerEvaluation:
    """Save a draft evaluation. ``levels`` maps the key of a criterion to that of a level; unknown keys are ignored.

    Raises ``EvaluationGiven`` or ``NotYours``.
    """
    with transaction.atomic():
        current = _lock(evaluation)
        _note(current, levels, comment)
        return current


def give(
    *, evaluation: PeerEvaluation, levels: Mapping[int, int], comment: str, at: datetime
) -> PeerEvaluation:
    """Give an evaluation, possibly late. It counts for the evaluator at once, even if the essay is later set aside.

    Giving the same evaluation again changes nothing.

    Raises ``EvaluationGiven``, ``NotYours``, ``Unrated`` or ``CommentTooShort``; with the last two, the draft is
    saved.
    """
    refusal: Unrated | CommentTooShort | None = None
    with transaction.atomic():
        # Records are merged under this lock too: read only now whose evaluation it is.
        lock_module(evaluation.module)
        current = PeerEvaluation.objects.select_related("evaluator").get(pk=evaluation.pk)
        locked = lock_assistant(current.evaluator)
        if current.given_at is not None and current.comment == comment:
            return current
        current = _lock(evaluation)
        _note(current, levels, comment)
        refusal = _refusal_to_give(current)
        if refusal is None:
            # Otherwise two concurrent last evaluations would miss each other, and neither send the
            # author a letter.
            Essay.objects.select_for_update(no_key=True).get(pk=current.essay_id)
            current.given_at = at
            current.save(update_fields=["given_at"])
            write_received(current.essay, at)
            complete_if_done(locked, current.module, at)
    if refusal is not None:
        raise refusal
    return current


def give_back(*, evaluation: PeerEvaluation, at: datetime) -> None:
    """Give an essay back, for example when the evaluator recognises the author. Doing it again changes nothing.

    Raises ``EvaluationGiven``.
    """
    with transaction.atomic():
        lock_module(evaluation.module)
        current = PeerEvaluation.objects.select_for_update(no_key=True).get(pk=evaluation.pk)
        if current.given_at is not None:
            raise EvaluationGiven
        if current.released_at is None:
            current.released_at = at
            current.save(update_fields=["released_at"])


def _lock(evaluation: PeerEvaluation) -> PeerEvaluation:
    """Lock and return an evaluation still in progress. Raises ``EvaluationGiven`` or ``NotYours``."""
    current = (
        PeerEvaluation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("essay__author", "module")
        .get(pk=evaluation.pk)
    )
    if current.given_at is not None:
        raise EvaluationGiven
    if current.released_at is not None:
        raise NotYours
    return current


def _note(evaluation: PeerEvaluation, levels: Mapping[int, int], comment: str) -> None:
    if evaluation.comment != comment:
        evaluation.comment = comment
        evaluation.save(update_fields=["comment"])
    offered = {
        criterion.pk: {level.pk: level for level in criterion.levels.all()}
        for criterion in evaluation.module.criteria.prefetch_related("levels")
    }
    Rating.objects.bulk_create(
        (
            Rating(evaluation=evaluation, criterion_id=criterion, level_id=level)
            for criterion, level in levels.items()
            if level in offered.get(criterion, ())
        ),
        update_conflicts=True,
        unique_fields=["evaluation", "criterion"],
        update_fields=["level"],
    )


def _refusal_to_give(evaluation: PeerEvaluation) -> Unrated | CommentTooShort | None:
    rated = set(evaluation.ratings.values_list("criterion", flat=True))
    criteria = Criterion.objects.filter(module=evaluation.module).values_list("pk", flat=True)
    missing = [number for number, key in enumerate(criteria, start=1) if key not in rated]
    if missing:
        return Unrated(missing)
    words = count_words(evaluation.comment)
    if words < evaluation.module.comment_min_words:
        return CommentTooShort(evaluation.module, words)
    return None
