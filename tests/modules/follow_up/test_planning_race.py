"""Two coordinators plan a department's meetings at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from modules.follow_up import planning
from modules.models import FollowUpMeeting
from tests.factories import NOW
from tests.modules.meeting_factories import FollowUpMeetingFactory

pytestmark = pytest.mark.usefixtures("committed")


@pytest.mark.parametrize("_round", range(5))
def test_what_makes_up_for_a_meeting_is_never_made_up_for(_round):
    first, second, third = FollowUpMeetingFactory.create_batch(3, upcoming=True, is_mandatory=False)
    barrier = Barrier(2)

    def make_up(meeting, other):
        try:
            plan = as_it_is(meeting, makes_up_for=other)
            barrier.wait()
            planning.change(meeting=meeting, plan=plan, at=NOW)
        except ValidationError:
            pass
        finally:
            connection.close()  # opened by this thread

    with ThreadPoolExecutor(2) as pool:
        calls = [pool.submit(make_up, *pair) for pair in ((first, second), (second, third))]
        for call in calls:
            call.result(timeout=60)
    assert FollowUpMeeting.objects.exclude(makes_up_for=None).count() == 1


def as_it_is(meeting, **changes):
    return planning.MeetingPlan(
        title=meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        hours=meeting.hours,
        place=meeting.place,
        is_mandatory=False,
        **changes,
    )
