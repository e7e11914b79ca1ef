"""Helpers for tests of rules."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from enrollment.refusals import Refusal
from modules.models import PeerEvaluation
from modules.online.essays import evaluating
from tests.factories import NOW

from .factories import words


@contextmanager
def refused(code: str):
    """Assert that the block raises ``Refusal`` with this code and a message."""
    with pytest.raises(Refusal) as refusal:
        yield refusal
    assert refusal.value.code == code
    assert str(refusal.value)


def levels_of(module) -> dict[int, int]:
    return {criterion.pk: criterion.levels.last().pk for criterion in module.criteria.all()}


def give(evaluation, comment=None, levels=None, at=NOW) -> PeerEvaluation:
    return evaluating.give(
        evaluation=evaluation,
        levels=levels_of(evaluation.module) if levels is None else levels,
        comment=words(5) if comment is None else comment,
        at=at,
    )
