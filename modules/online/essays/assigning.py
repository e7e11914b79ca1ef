"""Which essay is evaluated next, and by whom. Everyone who has handed in evaluates two essays by others.

The next essay is one by a learning assistant that still lacks evaluations, in this order: an author who has not left;
same language as the evaluator; an author who has given evaluations; fewest evaluations and leases; handed in first. If
there is none after the module's ``wait_days``, an evaluator who still owes evaluations gets an example, or else any
other essay. Those who write in English get a Norwegian essay only if there is no other then.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from enrollment.models import Appointment, LearningAssistant
from enrollment.places.taking import lock_assistant
from modules.models import Choice, Essay, OnlineModule, PeerEvaluation
from modules.models.essays import languages_read
from modules.models.evaluations import lacking, with_evaluations
from modules.online.progress import EVALUATIONS_TO_GIVE
from modules.online.refusals import (
    NotChosen,
    NotHandedIn,
    NothingToEvaluate,
    NothingToHelpWith,
)

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


def _lease(module: OnlineModule, at: datetime) -> dict[str, datetime]:
    return {"leased_at": at, "lease_ends_at": at + timedelta(days=module.lease_days)}


def _fills_up_at(own: Essay, module: OnlineModule) -> datetime:
    """Return when the author of ``own`` may also get examples and essays that have enough evaluations."""
    assert own.handed_in_at is not None
    return own.handed_in_at + timedelta(days=module.wait_days)


def _other_language(own: Essay) -> Case:
    return Case(When(language=own.language, then=0), default=1)
