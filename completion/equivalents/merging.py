"""Merge the applications for exemption of two records of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from completion.models import EquivalentQualification
from enrollment.people.merging.holdings import Holding, Merge

from .refusals import TwoInForce, TwoOpen


def settle(merge: Merge) -> Iterable[str]:
    applications = EquivalentQualification.objects.filter(assistant__in=merge.both)
    if applications.open().count() > 1:
        raise TwoOpen
    kinds = Counter(applications.in_force().values_list("kind", flat=True))
    if any(count > 1 for count in kinds.values()):
        raise TwoInForce
    return ()


APPLICATIONS = Holding(
    EquivalentQualification._meta.get_field("assistant"),
    settle=settle,
    guards=("completion.EquivalentQualification:equivalent_decided_stays",),
)
