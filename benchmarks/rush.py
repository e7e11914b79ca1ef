"""The opening minute: many people arrive within seconds for fewer places than they are, and everyone is answered."""

from __future__ import annotations

import os
import random
import re
import selectors
import time
from collections import Counter, defaultdict
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import quantiles
from typing import Any, TypeAlias

from django.db import connection
from django.db.models import Count, F, Q

from enrollment import clock
from enrollment.models import Campus, CoreSession, LearningAssistant, Registration, Term

from . import load, trivial
from .crowd import appoint, sign_in
from .goals import Measurement
from .load import LoadResult, Response
from .processors import TICKS_A_SECOND, processor_ticks
from .server import serve

PEOPLE = 2000
PAIRS = 20
PLACES = 800
ARRIVING = 10.0  # seconds
FIRST_NUMBER = 100_000
GOAL_IN_ALL, GOAL_OF_A_PAGE = 30.0, 5.0  # seconds
CHOSEN = re.compile(rb'<input[^>]*name="(core_module_[12])"[^>]*value="(\d+)"[^>]*\schecked')

# Yields the name and the bytes of each request, and is sent its response.
Visit: TypeAlias = Generator[tuple[str, bytes], Response, None]


@dataclass(slots=True)
class Rush:
    responses: defaultdict[str, list[Response]] = field(default_factory=lambda: defaultdict(list))
    # From each person's arrival until they see My page.
    visits: list[float] = field(default_factory=list)
    seconds: float = 0
    # Ticks of processors, by who used them.
    used: Counter[str] = field(default_factory=Counter)


def measure_rush() -> list[Measurement]:
    """Print and return how long it takes, and how many people or dates were wronged."""
    users = appoint(range(FIRST_NUMBER, FIRST_NUMBER + PEOPLE))
    cookies, of_trivial = sign_in(users), sign_in(users, trivial.BACKEND)
    with _only_these_dates() as pairs, serve("benchmarks.trivial") as yardstick:
        seed = random.Random(2024)
        visits = [_visit(cookie, seed.choice(pairs)) for cookie in cookies]
        arrivals = sorted(seed.uniform(0, ARRIVING) for _ in visits)
        connection.close()
        yardstick_run = load.run(
            yardstick, [load.get("/", cookie) for cookie in of_trivial], clients=50
        )
        with serve("laos.settings") as product:
            before = processor_ticks()
            rush = _run(product, visits, arrivals)
            rush.used = processor_ticks() - before
        wrong = _faults(rush)
    _print(rush, yardstick_run)
    return [
        Measurement("All of the rush are served", rush.seconds, GOAL_IN_ALL, "s"),
        *_late(rush),
        *wrong,
    ]


@contextmanager
def _only_these_dates() -> Generator[Sequence[tuple[CoreSession, CoreSession]]]:
    """Offer only the pairs of dates of the rush while it lasts."""
    at, term, campus = clock.now(), Term.objects.get(), Campus.objects.earliest("pk")
    Registration.objects.all().delete()
    CoreSession.objects.update(cancelled_at=at)
    first, second = (
        CoreSession.objects.bulk_create(
            CoreSession(
                term=term,
                core_module=number,
                campus=campus,
                starts_at=at + timedelta(days=30 * number + pair),
                ends_at=at + timedelta(days=30 * number + pair, hours=3),
                capacity=PLACES // PAIRS,
            )
            for pair in range(PAIRS)
        )
        for number in (1, 2)
    )
    yield list(zip(first, second, strict=True))
    Registration.objects.all().delete()
    CoreSession.objects.filter(cancelled_at=None).delete()
    CoreSession.objects.update(cancelled_at=None)


def _visit(cookie: str, pair: Sequence[CoreSession]) -> Visit:
    """Look at the dates, choose two, choose what is offered if they are full, and see My page."""
    yield "GET /register/", load.get("/register/", cookie, comes_from="none")
    dates: dict[str, object] = {f"core_module_{date.core_module}": date.pk for date in pair}
    answer = yield "POST /register/", load.post("/register/", cookie, dates)
    offered = {name.decode(): key.decode() for name, key in CHOSEN.findall(answer.body)}
    if answer.status == 200 and offered:
        yield "POST /register/, once more", load.post("/register/", cookie, {**offered})
    yield "GET /my/", load.get("/my/", cookie)


def _run(port: int, visits: Sequence[Visit], arrivals: Sequence[float]) -> Rush:
    """Let each person arrive at their time and send a request as soon as the one before is answered."""
    rush = Rush()
    under_way: dict[Any, tuple[str, Visit]] = {}
    arrived: dict[Visit, float] = {}
    coming = list(zip(arrivals, visits, strict=True))[::-1]
    started = time.perf_counter()
    with selectors.DefaultSelector() as selector:

        def go_on(visit: Visit, response: Response | None) -> None:
            try:
                name, request = next(visit) if response is None else visit.send(response)
            except StopIteration:
                rush.visits.append(time.perf_counter() - arrived[visit])
                return
            under_way[load.send(selector, port, request)] = name, visit

        while coming or selector.get_map():
            elapsed = time.perf_counter() - started
            while coming and coming[-1][0] <= elapsed:
                _arrival, visit = coming.pop()
                arrived[visit] = time.perf_counter()
                go_on(visit, None)
            ready = selector.select(coming[-1][0] - elapsed if coming else load.TIMEOUT)
            if not ready and not coming and selector.get_map():
                raise load.NoResponseError(f"No response within {load.TIMEOUT} seconds.")
            for key, _ in ready:
                response = load.receive(selector, key.data)
                if response is not None:
                    name, visit = under_way.pop(key.fileobj)
                    rush.responses[name].append(response)
                    go_on(visit, response)
    rush.seconds = time.perf_counter() - started
    return rush


def _late(rush: Rush) -> list[Measurement]:
    return [
        Measurement(
            f"p95 of the rush, {name}",
            quantiles([response.seconds for response in responses], n=100)[94],
            GOAL_OF_A_PAGE,
            "s",
        )
        for name, responses in rush.responses.items()
        if len(responses) > 1
    ]


def _faults(rush: Rush) -> list[Measurement]:
    """Count what must not happen: an answer that is none, a date oversold, one place of two, a person without answer."""
    statuses = Counter(
        response.status for responses in rush.responses.values() for response in responses
    )
    live = Count("registrations", Q(registrations__withdrawn_at=None))
    oversold = CoreSession.objects.annotate(sold=live).filter(sold__gt=F("capacity")).count()
    halves = LearningAssistant.objects.annotate(places=Count("registrations")).filter(places=1)
    counts = {
        "Answers of another status than 200 and 302": statuses.total()
        - statuses[200]
        - statuses[302],
        "People of the rush who did not reach their page": PEOPLE - len(rush.responses["GET /my/"]),
        "Dates oversold in the rush": oversold,
        "People of the rush who hold only one date": halves.count(),
    }
    return [Measurement(name, count, 0) for name, count in counts.items()]


def _print(rush: Rush, of_trivial: LoadResult) -> None:
    placed = sum(
        response.status == 302 for responses in rush.responses.values() for response in responses
    )
    print(
        f"\nA rush: {PEOPLE} people within {ARRIVING:.0f} s for {PLACES} places on {PAIRS} pairs of dates; all are served "
        f"in {rush.seconds:.0f} s, {PEOPLE / rush.seconds:.0f} a second; {placed} got both dates."
    )
    print(f"{'':<28} answers  p50 s  p95 s  p99 s")
    rows = {
        name: [response.seconds for response in responses]
        for name, responses in {**rush.responses, "a trivial view": of_trivial.responses}.items()
    }
    for name, seconds in {**rows, "from arrival to the end": rush.visits}.items():
        marks = quantiles(seconds, n=100)
        print(f"{name:<28} {len(seconds):>7} {marks[49]:>6.2f} {marks[94]:>6.2f} {marks[98]:>6.2f}")
    shares = ", ".join(
        f"{who} {ticks / TICKS_A_SECOND:.0f} s" for who, ticks in rush.used.most_common()
    )
    in_all = rush.used.total() / TICKS_A_SECOND
    print(
        f"Of the {os.cpu_count()} processors they used {shares}: {1000 * in_all / PEOPLE:.0f} ms for each person, so at best "
        f"{in_all / (os.cpu_count() or 1):.0f} s in all."
    )
