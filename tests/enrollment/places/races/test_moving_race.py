"""Staff move many people to one date while others register for it: real parallel clients against worker processes."""

from __future__ import annotations

import re
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from enrollment.models import CoreSession, Letter, Registration
from tests.factories import (
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    UserFactory,
    VerifiedUserFactory,
)
from tests.server import post, serve, session_cookie

PLACES = 15
PEOPLE = 8
ROOMS = 3
NEWCOMERS = 5
SEEN = re.compile(r'name="what_if-seen" value="(\w+)"')


@pytest.fixture
def target(committed):
    return CoreSessionFactory(days_ahead=20, capacity=PLACES)


def a_colleague(number):
    user = VerifiedUserFactory(username=f"uniped{number}", is_staff=True)
    user.groups.add(Group.objects.get(name="Uniped"))
    return session_cookie(user)


def a_full_room(number):
    session = CoreSessionFactory(days_ahead=10, place=f"R{number}")
    for _ in range(PEOPLE):
        RegistrationFactory(assistant=AppointedFactory(), session=session)
    return session


def requests(target):
    """Yield path, cookie and data: each room is moved by two colleagues, one of whom cancels it; others register."""
    for number in range(ROOMS):
        session = a_full_room(number)
        places = list(session.registrations.values_list("pk", flat=True))
        data = {"places": places, "session": target.pk}
        move = reverse("enrollment:move_many", args=[session.pk])
        cancel = reverse("admin:enrollment_coresession_cancel", args=[session.pk])
        yield move, a_colleague(2 * number), data
        yield cancel, a_colleague(2 * number + 1), data
    for _ in range(NEWCOMERS):
        assistant = AppointedFactory(user=UserFactory(password="!"))
        yield "/register/", session_cookie(assistant.user), {"core_module_1": target.pk}


def test_no_place_is_given_twice_and_no_one_is_lost(target):
    asked = list(requests(target))
    start = threading.Barrier(len(asked))

    def send(path, cookie, data):
        start.wait()
        answer = post(server, path, cookie, data)
        # Shown first, and again if others were quicker.
        while answer.status == 200 and (seen := SEEN.search(answer.body)):
            confirmed = {"what_if-seen": seen[1], "what_if-choice": "apply"}
            answer = post(server, path, cookie, data | confirmed)
        return answer.status

    with (
        serve(workers=2, DATABASE_LOCK_TIMEOUT="60") as server,
        ThreadPoolExecutor(len(asked)) as pool,
    ):
        statuses = Counter(pool.map(lambda request: send(*request), asked))
    assert set(statuses) <= {200, 302, 403}, statuses
    live = Registration.objects.live()
    assert live.filter(session=target).count() == PLACES
    assert live.exclude(session=target).count() == 0
    assert CoreSession.objects.exclude(cancelled_at=None).count() == ROOMS
    # One place a person, and a letter for each who lost theirs or was moved.
    assert live.values("assistant").distinct().count() == PLACES
    told = Letter.objects.filter(kind__in=["swapped", "session-cancelled", "place-held"])
    assert told.values("assistant").distinct().count() >= ROOMS * PEOPLE
