"""Peer evaluation: everyone who has handed in evaluates two essays by others, with no common phases to wait for.

The next essay is one by a learning assistant that still lacks evaluations, in this order: an author who has not left;
same language as the evaluator; an author who has given evaluations; fewest evaluations and leases; handed in first. If
there is none after the module's ``wait_days``, an evaluator who still owes evaluations gets an example, or else any
other essay. Those who write in English get a Norwegian essay only if there is no other then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from enrollment.models import Appointment, LearningAssistant, User
from enrollment.places.taking import lock_assistant
from enrollment.refusals import SavedMeanwhile
from modules.models import Choice, Criterion, Essay, OnlineModule, PeerEvaluation, Rating
from modules.models.essays import languages_read
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
    """Lease an essay to the learning assistant for the module's ``lease_days``, or return their running lease.

    An expired lease moves on to the next essay, unless a comment is written or there is no other essay: then it is
    renewed. Those who have given two evaluations may help with more, where essays lack evaluations.

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
            raise _nothing_to_do(own, module, at)
        # Renew the lease: the evaluation is begun, or there is no other essay.
        PeerEvaluation.objects.filter(pk=has.pk).update(**_lease(module, at))
        has.refresh_from_db()
        return has


def next_essay(own: Essay, module: OnlineModule, at: datetime) -> Essay | None:
    """Return the next essay for the author of ``own`` to evaluate, or None."""
    others = candidates(own, at)
    readable = others.filter(language__in=languages_read(own.language))
    short = lacking(readable.exclude(author=None))
    helps = gives_enough(own)
    if helps:
        # Helpers only get overdue essays: others are left to those who still owe evaluations.
        short = short.filter(handed_in_at__lte=at - timedelta(days=module.wait_days))
    essay: Essay | None = short.order_by(
        "author_left",
        _other_language(own),
        "-author_gives",
        F("given") + F("leased"),
        "handed_in_at",
        "pk",
    ).first()
    if essay is None and at >= _fills_up_at(own, module) and not helps:
        essay = _most_in_need(readable, own) or _most_in_need(others, own)
    return essay


def _most_in_need(essays: QuerySet[Any], own: Essay) -> Essay | None:
    """Return an example if there is one, else an essay that may have enough evaluations."""
    has_author = Case(When(author=None, then=0), default=1)
    order = (has_author, "author_left", F("given") + F("leased"), _other_language(own))
    essay: Essay | None = essays.order_by(*order, "handed_in_at", "pk").first()
    return essay


def refusal_to_take(
    own: Essay, module: OnlineModule, at: datetime
) -> NothingToEvaluate | NothingToHelpWith | None:
    """Return the refusal for an author who would get no essay to evaluate now, or None."""
    return None if next_essay(own, module, at) is not None else _nothing_to_do(own, module, at)


def _nothing_to_do(
    own: Essay, module: OnlineModule, at: datetime
) -> NothingToEvaluate | NothingToHelpWith:
    if gives_enough(own):
        return NothingToHelpWith()
    fills_up_at = _fills_up_at(own, module)
    return NothingToEvaluate(fills_up_at if at < fills_up_at else None)


def candidates(own: Essay, at: datetime) -> QuerySet[Any]:
    """Return the essays that the author of ``own`` may evaluate: by others, handed in, not given to them before.

    Annotated with ``given``, ``leased``, ``author_gives``: whether the author has given an evaluation in this module,
    and ``author_left``: whether the author is a learning assistant no more.
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
    appointed = Appointment.objects.live(at).filter(assistant=OuterRef("author"))
    found: QuerySet[Any] = with_evaluations(others, at).annotate(
        author_gives=Exists(gives),
        author_left=Q(author__isnull=False) & ~Exists(appointed),
    )
    return found


def gives_enough(own: Essay) -> bool:
    """Return whether the author of an essay has given all the evaluations they owe in its module."""
    given = PeerEvaluation.objects.given().filter(evaluator=own.author_id, module=own.module_id)
    return given.count() >= EVALUATIONS_TO_GIVE


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
            received(current.essay, at)
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


def flag(*, evaluation: PeerEvaluation, because: str, at: datetime) -> None:
    """Flag an evaluation as unfair, for staff. Flagging again changes nothing.

    Raises ``NotReadable`` if the author cannot read the evaluation yet.
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
    """Answer a flag, and withhold the evaluation if it is unfair. It still counts for its evaluator.

    An answer may be corrected; the same answer again changes nothing. ``seen`` is the answer and the ``is_withheld``
    that the user had on the page.

    Raises ``NotReadable`` if the evaluation is not flagged, and ``SavedMeanwhile`` if ``seen`` is out of date.
    """
    with transaction.atomic():
        lock_module(evaluation.module)
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
    """Return when the author of ``own`` may also get examples and essays that have enough evaluations."""
    assert own.handed_in_at is not None
    return own.handed_in_at + timedelta(days=module.wait_days)


def _other_language(own: Essay) -> Case:
    return Case(When(language=own.language, then=0), default=1)


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
