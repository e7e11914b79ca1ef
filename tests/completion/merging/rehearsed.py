"""Rehearse a merge of two records, as the admin does."""

from __future__ import annotations

from functools import partial
from typing import Any

from enrollment.people.merging.merging import MergeReport, merge_records
from enrollment.rehearsal.rehearsing import foresee


def rehearse(**about: Any) -> MergeReport:
    """Return what a merge would do, after it is undone."""
    merge = partial(merge_records, **{"because": "–", **about, "seen": None})
    report, _found = foresee(merge, about["at"])
    return report
