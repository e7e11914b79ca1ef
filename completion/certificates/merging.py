"""Merge the certificates of two records of one person, and refuse a merge by which the person would lose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from completion.models import CompletionReport
from completion.verdicts.evaluating import verdict_of
from enrollment.models import LearningAssistant
from enrollment.people.merging.holdings import PROMISES, Holding, Merge

from .refusals import TwoValid, WouldLose


def settle(merge: Merge) -> Iterable[str]:
    if CompletionReport.objects.valid().filter(assistant__in=merge.both).count() > 1:
        raise TwoValid
    return ()


@contextmanager
def nothing_met_is_lost(merge: Merge) -> Iterator[None]:
    before = [_met(record, merge) for record in merge.both]
    yield
    after = _met(merge.kept, merge)
    if any(was and not now for verdict in before for was, now in zip(verdict, after, strict=True)):
        raise WouldLose


def _met(record: LearningAssistant, merge: Merge) -> list[bool]:
    verdict = verdict_of(record, merge.at)
    return [*(requirement.is_met for requirement in verdict.requirements), verdict.is_completed]


REPORTS = Holding(
    CompletionReport._meta.get_field("assistant"),
    settle=settle,
    guards=("completion.CompletionReport:completion_report_stays",),
)
PROMISES.append(nothing_met_is_lost)
