"""How long a person attended, and the mark that a report proposes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from enrollment.marks import ABSENT, PARTIAL, PRESENT

from .reading import Participant, Stay


@dataclass(frozen=True, slots=True)
class TimeAttended:
    """A person's time in a meeting, by all names and devices they joined with."""

    whole: timedelta
    attended: timedelta
    # As the report gives them, also outside the times of the session.
    first: datetime | None
    last: datetime | None
    names: tuple[str, ...]

    @property
    def minutes(self) -> int:
        return self.attended // timedelta(minutes=1)

    def proposed_mark(self, tolerance: timedelta) -> str:
        """Return the mark: present for the whole session but for the tolerance, and absent for no time at all."""
        if not self.attended:
            return ABSENT
        return PRESENT if self.whole - self.attended <= tolerance else PARTIAL


def attended(
    participants: Sequence[Participant], starts_at: datetime, ends_at: datetime
) -> TimeAttended:
    """Add up the stays of one person within the session; a time covered by two of them counts once."""
    whole = ends_at - starts_at
    stays = [stay for participant in participants for stay in participant.stays]
    time = covered(stays, starts_at, ends_at)
    most = [participant.most for participant in participants]
    if participants and None not in most:
        known = min(sum(filter(None, most), timedelta()), whole)
        time = min(time, known) if stays else known
    return TimeAttended(
        whole=whole,
        attended=time,
        first=min((stay.joined for stay in stays), default=None),
        last=max((stay.left for stay in stays if stay.left), default=None),
        names=tuple(dict.fromkeys(participant.name for participant in participants)),
    )


def covered(stays: Iterable[Stay], starts_at: datetime, ends_at: datetime) -> timedelta:
    """Return how much of the session the stays cover. A stay without an end lasts to the end of the session."""
    time, reached = timedelta(), starts_at
    for stay in sorted(stays, key=lambda stay: stay.joined):
        begins, ends = max(stay.joined, reached), min(stay.left or ends_at, ends_at)
        if ends > begins:
            time += ends - begins
            reached = ends
    return time
