"""Merge two records of one person. Uniped decides that they are one person; see ``docs/identity.md``.

Everything moves to the record that stays. The other remains readable, with its user name and address, so that later
lists with them find the record that stays. What both have is settled by the rules of each subject; nothing is lost:
what a rule takes away stays in the history, or with the merged record.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils.functional import Promise

from enrollment.models import LearningAssistant, User
from enrollment.places import promoting, taking

from . import holdings
from .accounts import link, refusal_to_link
from .refusals import AlreadyMerged, NotTwo, NotYetSeen, RulesForbid


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge moves, as (name of the rows, how many, how many of them stay), and what was decided."""

    moved: list[tuple[str | Promise, int, int]]
    decided: list[str]

    @property
    def digest(self) -> str:
        """Identify what staff have seen, to refuse a merge that would do something else."""
        seen = [[str(title), *counts] for title, *counts in self.moved], self.decided
        return sha256(repr(seen).encode()).hexdigest()


def merge_records(
    *,
    kept: LearningAssistant,
    gone: LearningAssistant,
    account: User | None,
    by: User,
    because: str,
    at: datetime,
    seen: str | None,
    chosen: Collection[int] = (),
) -> MergeReport:
    """Merge ``gone`` into ``kept``, in one transaction, if that does what staff have seen (``MergeReport.digest``).

    Without ``seen`` it is done whatever it does, to be looked at and undone.

    Raises ``AlreadyMerged``, ``NotTwo``, ``AccountOfAnother``, ``NotYetSeen``, or the ``Refusal`` of the subject whose
    rows cannot be merged.
    """
    try:
        with transaction.atomic():
            outcome = _carry_out(_locked(kept, gone, account, chosen, by, because, at))
            if seen is not None and outcome.digest != seen:
                raise NotYetSeen
            return outcome
    except IntegrityError as error:
        raise RulesForbid from error


def _locked(
    kept: LearningAssistant,
    gone: LearningAssistant,
    account: User | None,
    chosen: Collection[int],
    by: User,
    because: str,
    at: datetime,
) -> holdings.Merge:
    if kept.pk == gone.pk:
        raise NotTwo
    for lock in holdings.LOCKED_FIRST:
        lock()
    # By the locking rule in `places.taking`, but the strongest lock of a row: nothing that refers to either of the
    # records is added meanwhile.
    taking.lock_all(at)
    locked = {
        record.pk: record
        for record in LearningAssistant.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(pk__in=[kept.pk, gone.pk])
        .order_by("pk")
    }
    merge = holdings.Merge(
        locked[kept.pk], locked[gone.pk], account, frozenset(chosen), by, because, at
    )
    for record in merge.both:
        if record.merged_into_id is not None:
            raise AlreadyMerged(record)
    if refusal := refusal_to_link(merge):
        raise refusal
    return merge


def _carry_out(merge: holdings.Merge) -> MergeReport:
    decided: list[str] = []
    with promoting.freeing(merge.at), ExitStack() as promises:
        for promise in holdings.PROMISES:
            promises.enter_context(promise(merge))
        held = {
            holding: holding.rows_of(merge.gone).count() for holding in holdings.HOLDINGS.values()
        }
        for holding in held:
            decided += holding.settle(merge)
        for holding in held:
            holding.move(merge)
        decided += link(merge)
        for holding in held:
            decided += holding.finish(merge)
        left = {holding: holding.rows_of(merge.gone).count() for holding in held}
        _mark_as_merged(merge)
    moved = [
        (holding.title, count, min(left[holding], count))
        for holding, count in held.items()
        if count
    ]
    return MergeReport(moved, decided)


def _mark_as_merged(merge: holdings.Merge) -> None:
    gone = merge.gone
    gone.merged_into, gone.merged_at = merge.kept, merge.at
    gone.merged_by, gone.merged_because = merge.by, merge.because
    gone.save(update_fields=["merged_into", "merged_at", "merged_by", "merged_because"])
