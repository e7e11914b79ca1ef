"""Querysets of what belongs to a user: views look up attempts and evaluations here."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from enrollment.models import User
from modules.models import PeerEvaluation, TestAttempt


def attempts_of(user: User | AnonymousUser) -> QuerySet[TestAttempt]:
    """Return the user's own test attempts."""
    return TestAttempt.objects.filter(assistant__user=user.pk)


def evaluations_by(user: User | AnonymousUser) -> QuerySet[PeerEvaluation]:
    """Return the evaluations that the user is writing or has given, without those given back."""
    mine = PeerEvaluation.objects.filter(evaluator__user=user.pk, released_at=None)
    return mine.select_related("essay", "module", "evaluator")


def evaluations_received(user: User | AnonymousUser) -> QuerySet[PeerEvaluation]:
    """Return the evaluations of the user's essays that the user may read."""
    received = PeerEvaluation.objects.readable().filter(essay__author__user=user.pk)
    return received.select_related("essay", "module")
