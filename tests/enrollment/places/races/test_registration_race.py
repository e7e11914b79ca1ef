"""Registration opens and everyone comes at once: real parallel clients against several worker processes."""

from __future__ import annotations

import http.client
import random
import re
import signal
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import Count

from enrollment.models import LearningAssistant, Registration
from tests.factories import (
    AppointmentFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    UserFactory,
)
from tests.server import post, serve, session_cookie
from tests.size import daily_or_all

PEOPLE = daily_or_all(150, 300)
PLACES = 40


@pytest.fixture
def dates(committed):
    return [
        CoreSessionFactory(core_module=1, days_ahead=10, capacity=PLACES),
        CoreSessionFactory(core_module=2, days_ahead=20, capacity=PLACES),
    ]


def crowd(dates) -> list[str]:
    """Create accounts for a crowd of learning assistants and return their session cookies."""
    cookies = []
    for _ in range(PEOPLE):
        user = UserFactory(password="!")
        AppointmentFactory(assistant=LearningAssistantFactory(user=user))
        cookies.append(session_cookie(user))
    return cookies


def ask(server, cookie: str, dates, start: threading.Barrier) -> str:
    """Submit the form until it is answered, as people with broken connections do."""
    start.wait()
    data = {f"core_module_{date.core_module}": date.pk for date in dates}
    for _ in range(20):
        try:
            answer = post(server, "/register/", cookie, data)
        except (OSError, http.client.HTTPException):
            continue
        if answer.status == 302:
            return "registered" if answer.location == "/my/" else answer.location
        refusals = set(re.findall(r'data-refusal="(\w+)"', answer.body))
        return f"{answer.status} {' '.join(sorted(refusals))}"
    return "no answer"


def all_at_once(server, cookies, dates) -> Counter[str]:
    start = threading.Barrier(len(cookies))
    with ThreadPoolExecutor(len(cookies)) as pool:
        return Counter(pool.map(lambda cookie: ask(server, cookie, dates, start), cookies))


def assert_exactly_the_places_are_taken(dates) -> None:
    held = LearningAssistant.objects.annotate(
        number=Count("registrations", distinct=True)
    ).values_list("number", flat=True)
    assert Counter(held) == {2: PLACES, 0: PEOPLE - PLACES}
    for date in dates:
        assert Registration.objects.live().filter(session=date).count() == PLACES


def test_many_people_at_once_for_40_places_on_the_same_two_dates(dates):
    cookies = crowd(dates)
    with serve(workers=4, DATABASE_LOCK_TIMEOUT="60") as server:
        answers = all_at_once(server, cookies, dates)
    assert answers == {"registered": PLACES, "200 full": PEOPLE - PLACES}
    assert_exactly_the_places_are_taken(dates)


@pytest.mark.rare
def test_killing_a_worker_in_the_middle_changes_nothing_about_exactly(dates):
    seed = random.randrange(10**6)
    print(f"seed {seed}")  # noqa: T201  # to reproduce a failure
    dice = random.Random(seed)
    cookies = crowd(dates)
    with serve(workers=4, DATABASE_LOCK_TIMEOUT="60") as server:
        killer = threading.Thread(target=kill_workers_while_places_go, args=(server, dice))
        killer.start()
        answers = all_at_once(server, cookies, dates)
        killer.join()
    assert set(answers) == {"registered", "200 full"}
    assert_exactly_the_places_are_taken(dates)


def kill_workers_while_places_go(server, dice: random.Random) -> None:
    """SIGKILL one worker when the first places are taken and another when half are."""
    for taken in (1, PLACES // 2):
        while Registration.objects.count() < 2 * taken:
            pass
        dice.choice(server.workers()).send_signal(signal.SIGKILL)
    connection.close()  # this thread's connection
