"""A coordinator's tasks at a department, shown first on its front page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from enrollment.models import Term
from modules.follow_up.loading import Followed, covers
from modules.models import FollowUpMeeting, Objection
from modules.scope import Scope


@dataclass(frozen=True, slots=True)
class Waiting:
    # Number of missing marks by meeting.
    unmarked: Mapping[FollowUpMeeting, int]
    objections: int
    has_meetings: bool

    def __bool__(self) -> bool:
        return bool(self.unmarked or self.objections or not self.has_meetings)


def waits_at(scope: Scope, term: Term, followed: Iterable[Followed], at: datetime) -> Waiting:
    followed = list(followed)
    asked = [one for one in followed if one.appointment.assistant.exempt_since is None]
    unanswered = Objection.objects.filter(answered_at=None)
    return Waiting(
        unmarked=unmarked(asked, at),
        objections=unanswered.filter(
            attendance__appointment__in=scope.appointments(term).order_by()
        ).count(),
        has_meetings=any(one.meetings for one in followed),
    )


def unmarked(followed: Iterable[Followed], at: datetime) -> dict[FollowUpMeeting, int]:
    """Return how many of the people expected have no mark, by meeting that has ended."""
    missing = Counter(
        meeting for one in followed for meeting in one.meetings if _lacks_mark(one, meeting, at)
    )
    return {meeting: missing[meeting] for meeting in sorted(missing, key=lambda one: one.starts_at)}


def _lacks_mark(followed: Followed, meeting: FollowUpMeeting, at: datetime) -> bool:
    return (
        meeting.cancelled_at is None
        and meeting.ends_at <= at
        and meeting.pk not in followed.attendance
        and covers(followed.appointment, meeting)
    )
