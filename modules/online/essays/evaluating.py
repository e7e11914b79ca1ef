"""Peer evaluation: whoever has handed in evaluates two essays of the same module by others. Nobody waits for a phase.

Which essay comes next: one of a learning assistant that still lacks evaluations, before any that has enough; in the
evaluator's language; of an author who gives evaluations themselves; with the fewest; handed in first. As long as they need
not wait too long, nobody is given an essay that has enough, so that everybody's work goes where it is missing. Then example
essays fill up, and after them whatever there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, QuerySet, When

from enrollment.models import LearningAssistant, User
from enrollment.places import lock_assistant
from enrollment.refusals import SavedMeanwhile
from modules.models import Choice, Criterion, Essay, OnlineModule, PeerEvaluation, Rating
from modules.models.evaluations import lacking, with_evaluations
from modules.online.completing import complete_if_done
from modules.online.letters import flag_answered, received
from modules.online.progress import EVALUATIONS_TO_GIVE
from modules.online.refusals import (
    CommentTooShort,
    EvaluationGiven,
    NotChosen,
    NotHandedIn,
    NothingToEvaluate,
    NothingToHelpWith,
    NotReadable,
    NotYours,
    Unrated,
)
from modules.online.words import count_words

from .writing import current_essay, lock_module


def take(*, assistant: LearningAssistant, module: OnlineModule, at: datetime) -> PeerEvaluation:
    """Get an essay to evaluate, for as many days as the module gives; whoever has one still gets that.

    Also those who have given their two may help with more, where essays lack evaluations.

    Raises ``NotChosen``, ``NotHandedIn``, ``NothingToEvaluate`` or ``NothingToHelpWith``.
    """
    with transaction.atomic():
        module = lock_module(module)
        locked = lock_assistant(assistant)
        own = current_essay(locked, module)
        if not Choice.objects.filter(assistant=locked, module=module).exists():
            raise NotChosen(module)
        if own is None or own.handed_in_at is None:
            raise NotHandedIn
        has = PeerEvaluation.objects.open().filter(evaluator=locked, module=module).first()
        if has is not None and has.lease_ends_at > at:
            return has
        essay = None if has is not None and has.comment else next_essay(own, module, at)
        if essay is not None:
            if has is not None:
                PeerEvaluation.objects.filter(pk=has.pk).update(released_at=at)
            return PeerEvaluation.objects.create(
                evaluator=locked, essay=essay, module=module, **_lease(module, at)
            )
        if has is None:
            raise _nothing(own, module, at)
        # What they have begun, or all there is.
        PeerEvaluation.objects.filter(pk=has.pk).update(**_lease(module, at))
        has.refresh_from_db()
        return has


def next_essay(own: Essay, module: OnlineModule, at: datetime) -> Essay | None:
    """The essay that the author of ``own`` is given next, if there is one."""
    others = candidates(own, at)
    short = lacking(others.exclude(author=None))
    helps = gives_enough(own)
    if helps:
        # Whoever helps takes nothing from those who still have theirs to give.
        short = short.filter(handed_in_at__lte=at - timedelta(days=module.wait_days))
    essay: Essay | None = short.order_by(
        _other_language(own), "-author_gives", F("given") + F("leased"), "handed_in_at", "pk"
    ).first()
    if essay is None and at >= _fills_up_at(own, module) and not helps:
        has_author = Case(When(author=None, then=0), default=1)
        essay = others.order_by(
            has_author, F("given") + F("leased"), _other_language(own), "handed_in_at", "pk"
        ).first()
    return essay


def why_nothing(
    own: Essay, module: OnlineModule, at: datetime
) -> NothingToEvaluate | NothingToHelpWith | None:
    """What whoever has no essay to evaluate is told where there is none for them."""
    return None if next_essay(own, module, at) is not None else _nothing(own, module, at)


def _nothing(
    own: Essay, module: OnlineModule, at: datetime
) -> NothingToEvaluate | NothingToHelpWith:
    if gives_enough(own):
        return NothingToHelpWith()
    fills_up_at = _fills_up_at(own, module)
    return NothingToEvaluate(fills_up_at if at < fills_up_at else None)


def candidates(own: Essay, at: datetime) -> QuerySet[Any]:
    """The essays that the author of ``own`` may get: of others, handed in, not given to them before.

    With ``given`` and ``leased``, and ``author_gives`` where the author has given an evaluation in this module.
    """
    mine = PeerEvaluation.objects.filter(evaluator=own.author_id)
    gives = PeerEvaluation.objects.given().filter(
        evaluator=OuterRef("author"), module=OuterRef("module")
    )
    others = (
        Essay.objects.handed_in()
        .filter(module=own.module_id)
        .exclude(author=own.author_id)
        .exclude(Exists(mine.filter(essay=OuterRef("pk"))))
    )
    found: QuerySet[Any] = with_evaluations(others, at).annotate(author_gives=Exists(gives))
    return found


def gives_enough(own: Essay) -> bool:
    """Whether the author of an essay has given the evaluations that the module asks for."""
    given = PeerEvaluation.objects.given().filter(evaluator=own.author_id, module=own.module_id)
    return given.count() >= EVALUATIONS_TO_GIVE


def save(
    *, evaluation: PeerEvaluation, levels: Mapping[int, int], comment: str, at: datetime
) -> PeerEvaluation:
    """Keep what is written so far. ``levels`` has the key of a level by that of its criterion; unknown ones are ignored.

    Raises ``EvaluationGiven`` or ``NotYours``.
    """
    with transaction.atomic():
        current = _lock(evaluation)
        _note(current, levels, comment)
        return current


def give(
    *, evaluation: PeerEvaluation, levels: Mapping[int, int], comment: str, at: datetime
) -> PeerEvaluation:
    """Give an evaluation, be it late. It counts for the giver at once, whatever becomes of the essay.

    Giving the same again is harmless. Raises ``EvaluationGiven``, ``NotYours``, ``Unrated`` or ``CommentTooShort``; with
    the last two, what is written is kept.
    """
    refusal: Unrated | CommentTooShort | None = None
    with transaction.atomic():
        # In this order everywhere, see ``lock_module``.
        locked = lock_assistant(evaluation.evaluator)
        current = PeerEvaluation.objects.get(pk=evaluation.pk)
        if current.given_at is not None and current.comment == comment:
            return current
        current = _lock(evaluation)
        _note(current, levels, comment)
        refusal = _why_not_give(current)
        if refusal is None:
            # Two who give at the same moment would each see only their own, and nobody tell the author.
            Essay.objects.select_for_update(no_key=True).get(pk=current.essay_id)
            current.given_at = at
            current.save(update_fields=["given_at"])
            received(current.essay, at)
            complete_if_done(locked, current.module, at)
    if refusal is not None:
        raise refusal
    return current


def give_back(*, evaluation: PeerEvaluation, at: datetime) -> None:
    """Leave an essay to somebody else, as one does who knows whose it is. Giving it back again is harmless.

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


def flag(*, evaluation: PeerEvaluation, because: str, at: datetime) -> None:
    """Tell staff that an evaluation of one's essay is unfair. Flagging again is harmless.

    Raises ``NotReadable`` for one that its author cannot read yet.
    """
    if not PeerEvaluation.objects.readable().filter(pk=evaluation.pk).exists():
        raise NotReadable
    PeerEvaluation.objects.filter(pk=evaluation.pk, flagged_at=None).update(
        flagged_at=at, flagged_because=because
    )


def answer_flag(
    *,
    evaluation: PeerEvaluation,
    by: User,
    answer: str,
    withhold: bool,
    seen: tuple[str, bool] | None = None,
    at: datetime,
) -> None:
    """Answer the author of an essay, and withhold an evaluation that is unfair. Its giver has given it all the same.

    An answer may be put right; the same again is harmless. ``seen`` is the answer that its author had before them, and
    whether the evaluation was withheld: raises ``SavedMeanwhile`` where that is no longer so.
    """
    with transaction.atomic():
        current = PeerEvaluation.objects.select_for_update(no_key=True).get(pk=evaluation.pk)
        if current.flagged_at is None:
            raise NotReadable
        if (current.answer, current.is_withheld) == (answer, withhold):
            return
        if seen not in (None, (current.answer, current.is_withheld)):
            raise SavedMeanwhile
        current.answered_at, current.answered_by = at, by
        current.answer, current.is_withheld = answer, withhold
        current.save(update_fields=["answered_at", "answered_by", "answer", "is_withheld"])
        flag_answered(current, at)


def _lease(module: OnlineModule, at: datetime) -> dict[str, datetime]:
    return {"leased_at": at, "lease_ends_at": at + timedelta(days=module.lease_days)}


def _fills_up_at(own: Essay, module: OnlineModule) -> datetime:
    """When nobody who has handed in need wait any longer."""
    assert own.handed_in_at is not None
    return own.handed_in_at + timedelta(days=module.wait_days)


def _other_language(own: Essay) -> Case:
    return Case(When(language=own.language, then=0), default=1)


def _lock(evaluation: PeerEvaluation) -> PeerEvaluation:
    """As it stands under the lock, where it may still be written on."""
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


def _why_not_give(evaluation: PeerEvaluation) -> Unrated | CommentTooShort | None:
    rated = set(evaluation.ratings.values_list("criterion", flat=True))
    criteria = Criterion.objects.filter(module=evaluation.module).values_list("pk", flat=True)
    missing = [number for number, key in enumerate(criteria, start=1) if key not in rated]
    if missing:
        return Unrated(missing)
    words = count_words(evaluation.comment)
    if words < evaluation.module.comment_min_words:
        return CommentTooShort(evaluation.module, words)
    return None
