"""What the pages show of the counts: the funnel, and each figure next to the one of the same day of an earlier term."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .counts import FUNNEL, Figure, Figures, GroupCounts, Share

# These depend on free places and waitlists, which are not on record for an earlier day.
NOT_COMPARED = frozenset({Figure.ON_TRACK, Figure.AT_RISK, Figure.OUT_OF_REACH})
# Numbers of people; all other figures are shares of TO_COMPLETE.
WITHOUT_SHARE = frozenset({Figure.PEOPLE, Figure.EXEMPT, Figure.TO_COMPLETE})


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure next to the one of the same day of an earlier term, if that is known."""

    figure: Figure
    now: Share
    before: Share | None

    @property
    def has_share(self) -> bool:
        return self.figure not in WITHOUT_SHARE

    @property
    def change(self) -> int | None:
        """The change in percentage points, or in people if the figure has no share; ``None`` if unknown."""
        if self.before is None:
            return None
        if not self.has_share:
            return self.now.number - self.before.number
        if self.now.percent is None or self.before.percent is None:
            return None
        return self.now.percent - self.before.percent

    @property
    def signed(self) -> str:
        return f"{self.change:+d}".replace("-", "−") if self.change else "0"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the funnel: how many reached it, and how many stopped at the previous stage."""

    figure: Figure
    share: Share
    previous: Figure | None
    lost: int


def compare(figures: Figures, shown: Iterable[Figure]) -> list[Comparison]:
    before = figures.earlier and figures.earlier.total
    return [
        Comparison(
            figure,
            figures.total.share_of(figure),
            before.share_of(figure) if before and figure not in NOT_COMPARED else None,
        )
        for figure in shown
    ]


def funnel(total: GroupCounts) -> list[Stage]:
    first, *_others = FUNNEL
    return [
        Stage(first, total.share_of(first), None, 0),
        *(
            Stage(
                figure,
                total.share_of(figure),
                previous,
                total.number_of(previous) - total.number_of(figure),
            )
            for previous, figure in pairwise(FUNNEL)
        ),
    ]
