"""Eight concurrent writers with few places, people and waitlists: no rule is broken and no writer deadlocks."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import OperationalError, connection, transaction

from enrollment.eligibility import refusal_to_switch, status_of
from enrollment.models import CoreSession, LearningAssistant, Registration, WaitlistEntry
from enrollment.places import exchanging, promoting, registering, taking, waiting
from enrollment.refusals import Refusal
from tests.factories import NOW, AppointedFactory, CoreSessionFactory
from tests.servers.waiting import until_others_wait

WRITERS = 8
STEPS = 60


@pytest.fixture
def crowd(committed):
    for position in range(8):
        CoreSessionFactory(core_module=1 + position % 2, days_ahead=5 + position, capacity=2)
    return AppointedFactory.create_batch(12)


def test_eight_writers_never_block_each_other_for_good(crowd):
    seed = random.randrange(10**6)
    print(f"seed {seed}")  # noqa: T201  # to reproduce a failure
    with ThreadPoolExecutor(WRITERS) as pool:
        outcomes = sum(pool.map(write, range(seed, seed + WRITERS)), Counter())
    assert set(outcomes) <= {"done", "refused"}, outcomes
    assert outcomes["done"] > WRITERS
    assert_no_one_waits_for_a_free_place()
    assert promoting.promote_all(NOW) == []


def test_who_has_left_the_queue_is_not_promoted_from_it(committed):
    """Ada leaves after the waitlist is read and before its people are locked."""
    full = CoreSessionFactory(capacity=1)
    giver, ada = AppointedFactory.create_batch(2)
    (given,) = registering.register(assistant=giver, sessions=[full], at=NOW)
    entry = waiting.join(assistant=ada, session=full, at=NOW)
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            taking.lock_assistant(ada)
            giving = pool.submit(closing, registering.withdraw, registration=given, at=NOW)
            until_others_wait()
            leaving = pool.submit(closing, waiting.leave, entry=entry)
            wait([leaving], timeout=1)  # waits for the waitlist, or is done
        giving.result()
        left = leaving.result()
    assert left != Registration.objects.live().filter(assistant=ada).exists()


def test_looking_for_exchanges_waits_for_no_one_where_there_is_none(committed):
    """The search runs each time a person joins a waitlist, also while registration is busy."""
    full = CoreSessionFactory(capacity=1)
    holder, ada = AppointedFactory.create_batch(2)
    registering.register(assistant=holder, sessions=[full], at=NOW)
    waiting.join(assistant=ada, session=full, at=NOW)
    with ThreadPoolExecutor() as pool, transaction.atomic():
        taking.lock_sessions([full.pk])
        looking = pool.submit(closing, exchanging.refresh, at=NOW)
        assert looking.result(timeout=30) == []


def closing(use_case, **arguments):
    try:
        return use_case(**arguments)
    finally:
        connection.close()  # this thread's connection


def write(seed: int) -> Counter[str]:
    dice = random.Random(seed)
    outcomes: Counter[str] = Counter()
    try:
        for _ in range(STEPS):
            outcomes[step(dice)] += 1
    finally:
        connection.close()  # this thread's connection
    return outcomes


def step(dice: random.Random) -> str:
    assistant = dice.choice(LearningAssistant.objects.all())
    sessions = list(CoreSession.objects.select_related("term"))
    session = dice.choice(sessions)
    held = Registration.objects.live().filter(assistant=assistant).first()
    entry = WaitlistEntry.objects.filter(assistant=assistant).first()
    try:
        match dice.randrange(6):
            case 0 | 1:
                pair = {session.core_module: session for session in dice.sample(sessions, 2)}
                registering.register(assistant=assistant, sessions=[*pair.values()], at=NOW)
            case 2 | 3:
                waiting.join(assistant=assistant, session=session, at=NOW)
            case 4 if held is not None and held.core_module == session.core_module:
                registering.change(registration=held, to=session, at=NOW)
            case 5 if held is not None:
                registering.withdraw(registration=held, at=NOW)
            case _ if entry is not None:
                waiting.leave(entry=entry)
    except Refusal:
        return "refused"
    except OperationalError as error:
        return str(error)
    return "done"


def assert_no_one_waits_for_a_free_place() -> None:
    for entry in WaitlistEntry.objects.select_related("assistant"):
        session = CoreSession.objects.with_places().select_related("term").get(pk=entry.session_id)
        assert session.taken <= session.capacity
        if not session.is_full:
            status = status_of(entry.assistant, NOW)
            assert refusal_to_switch(session, status, NOW) is not None
