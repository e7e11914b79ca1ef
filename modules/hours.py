"""Adding up the hours of the course-specific follow-up."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from .models import FollowUpMeeting
from .models.meetings import HOURS_ASKED, Part


def attended(meetings: Iterable[FollowUpMeeting], present: Collection[int]) -> dict[Part, Decimal]:
    """The hours of each part that somebody has who was present at those meetings, by their keys.

    Whoever attends a meeting and also what makes up for it has its hours once.
    """
    counted = [
        one for one in meetings if one.pk in present and one.makes_up_for_id not in {*present}
    ]
    return {part: sum((one.hours[part] for one in counted), Decimal(0)) for part in Part}


def are_reached(hours: dict[Part, Decimal]) -> bool:
    """Whether they are the 1 + 4 + 1 that the programme asks for."""
    return all(hours[part] >= asked for part, asked in HOURS_ASKED.items())
