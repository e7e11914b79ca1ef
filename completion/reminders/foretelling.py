"""Foretell which letters go out in the next days, by rehearsing the tasks that write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate, make_aware

from completion.department import digest_times, digesting
from completion.verdicts.evaluating import without_garbage_collection
from enrollment.letters.by_staff.stopping import StopsInForce
from enrollment.letters.writing import Draft, NaturalKey, rehearsal
from enrollment.models import LetterStop
from enrollment.reminding import last_moments
from modules.follow_up.letters import PLANNED
from modules.reminding import beginnings_of_meetings

from . import reminding

# How long before something ends its reminders are looked for a last time.
JUST_BEFORE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class LetterToCome:
    """A letter that its task writes on a day if nothing changes until then, or that a stop holds back."""

    draft: Draft
    at: datetime
    day: date
    stop: LetterStop | None


def letters_to_come(at: datetime, days: int) -> list[LetterToCome]:
    """Return the letters of today and the days after it, ``days`` in all, as the tasks decide with the data of now.

    What the rules ask of the tables is read once for all days; only what digests tell is read again for each week.
    """
    stops = StopsInForce.load()
    found: dict[NaturalKey, LetterToCome] = {}
    with rehearsal(at) as take_as_written, without_garbage_collection():
        for moment, drafts in _rehearsed(at, days, stops):
            day = localdate(moment)
            for draft in drafts:
                if draft.natural_key in found:
                    continue
                letter = LetterToCome(draft, moment, day, stops.of(draft, day))
                found[draft.natural_key] = letter
                if letter.stop is None:
                    take_as_written(draft, moment)
    return [*found.values()]


def _rehearsed(
    at: datetime, days: int, stops: StopsInForce
) -> Iterator[tuple[datetime, list[Draft]]]:
    for number in range(days):
        day = localdate(at) + timedelta(days=number)
        digest_at = digest_times.next_on(day, at)
        if digest_at is not None:
            yield digest_at, digesting.candidates(digest_at)
        for moment in _moments(day, at, stops):
            yield moment, reminding.candidates(moment)


def _moments(day: date, at: datetime, stops: StopsInForce) -> list[datetime]:
    """Return when something can be due that was not, or for the last time: the ends of the day, and before an event."""
    midnight, next_midnight = (
        make_aware(datetime.combine(midnight_of, time.min))
        for midnight_of in (day, day + timedelta(days=1))
    )
    first = max(at, midnight)
    ends = {*last_moments(first, next_midnight), next_midnight}
    moments = {first, *(max(first, moment - JUST_BEFORE) for moment in ends)}
    if stops.are_of(PLANNED):
        # Who has not been told of two meetings is told of the second once the first has begun.
        moments |= beginnings_of_meetings(first, next_midnight)
    return sorted(moments)
