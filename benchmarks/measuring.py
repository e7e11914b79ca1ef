"""Run the rounds, check that every response was correct, count statements, and print the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import cycle, islice
from statistics import median
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enrollment.models import CoreSession, LearningAssistant, Registration

from . import load, trivial
from .crowd import appoint, choices, load_timetable, sign_in
from .goals import Measurement
from .load import LoadResult, Response
from .server import WORKERS, serve

CLIENTS = 50
ROUNDS = 7
WARM_UP = 150
REGISTERING = 350  # learning assistants in each round
READING = 350  # requests in each round
LOOKING_ON = 400  # learning assistants who only read pages

TRIVIAL = "a trivial signed-in view"
BARE = "the same, bare middleware"
REGISTER = "POST /register/, two places"
FRONT_PAGE = "GET /"
CHOOSING = "GET /register/"
MY_PAGE = "GET /my/"
REFUSED = "POST /register/, refused"
# What each learning assistant asks for on the day.
JOURNEY = (CHOOSING, REGISTER, MY_PAGE)
# Speeds, of that of the trivial view.
GOALS = {REGISTER: 0.55, FRONT_PAGE: 0.60, CHOOSING: 0.35, MY_PAGE: 0.25, REFUSED: 0.45}
GOAL_OF_JOURNEY = 0.12
OF_TRIVIAL = "of the trivial view"
# Statements at most, by method and path.
STATEMENTS = {
    ("GET", "/"): 4,
    ("GET", "/register/"): 8,
    ("POST", "/register/"): 14,
    ("GET", "/my/"): 14,
}


class WrongError(Exception):
    """The site gave a wrong response; the message says what was wrong."""


def measure() -> list[Measurement]:
    """Print and return the speed of each page.

    Raises ``WrongError`` if a response was wrong, because then its speed is meaningless.
    """
    call_command("migrate", verbosity=0)
    load_timetable()
    users = appoint(range(WARM_UP + ROUNDS * REGISTERING + LOOKING_ON))
    of_trivial, cookies = sign_in(users[:LOOKING_ON], trivial.BACKEND), sign_in(users)
    # The servers must not share this process's connection.
    connection.close()
    print(
        f"{len(cookies)} learning assistants, {CoreSession.objects.count()} sessions, gunicorn with {WORKERS} workers, "
        f"{CLIENTS} clients, a connection for each request, {ROUNDS} rounds\n"
    )
    outcomes = _rounds(of_trivial, cookies[:LOOKING_ON], cookies[LOOKING_ON:])
    _print_table(outcomes)
    speeds = {name: _ratio(name, outcomes) for name in GOALS}
    journey = Measurement(
        f"The journey: {', '.join(JOURNEY)}", _journey(outcomes), GOAL_OF_JOURNEY, OF_TRIVIAL, True
    )
    return [
        *(Measurement(name, speeds[name], goal, OF_TRIVIAL, True) for name, goal in GOALS.items()),
        journey,
    ]


def _post(cookie: str, pair: tuple[CoreSession, CoreSession]) -> bytes:
    return load.post(
        "/register/", cookie, {f"core_module_{session.core_module}": session.pk for session in pair}
    )


def _rounds(
    of_trivial: Sequence[str], looking_on: Sequence[str], registering: Iterable[str]
) -> dict[str, list[LoadResult]]:
    """Measure each page once per round, after a warm-up round that does not count.

    Every round starts without registrations.
    """
    outcomes: dict[str, list[LoadResult]] = {
        name: [] for name in (TRIVIAL, BARE, REGISTER, FRONT_PAGE, CHOOSING, MY_PAGE, REFUSED)
    }
    waiting = iter(registering)
    with (
        serve("benchmarks.trivial") as yardstick,
        serve("benchmarks.bare") as bare,
        serve("laos.settings") as product,
    ):
        for number in range(ROUNDS + 1):
            reading = READING if number else WARM_UP
            people = REGISTERING if number else WARM_UP
            holding = list(islice(waiting, people))
            pairs = choices(people)
            taking = [*map(_post, holding, pairs)]
            Registration.objects.all().delete()
            readers = list(islice(cycle(looking_on), reading))
            plain = [load.get("/", cookie) for cookie in islice(cycle(of_trivial), reading)]
            turns: dict[str, tuple[int, list[bytes], Callable[[Response], bool]]] = {
                TRIVIAL: (yardstick, plain, _is_name),
                BARE: (bare, plain, _is_name),
                REGISTER: (product, taking, _is_redirect),
                FRONT_PAGE: (product, [load.get("/")] * reading, _is_timetable),
                CHOOSING: (
                    product,
                    [load.get("/register/", cookie) for cookie in readers],
                    _is_choice,
                ),
                MY_PAGE: (
                    product,
                    [load.get("/my/", cookie) for cookie in islice(cycle(holding), reading)],
                    _is_my_page,
                ),
                REFUSED: (product, [_post(cookie, pairs[0]) for cookie in readers], _is_refusal),
            }
            for name, (port, requests, is_right) in turns.items():
                with filled(pairs[0][1]) if name == REFUSED else nullcontext():
                    outcome = load.run(port, requests, clients=CLIENTS)
                _prove_responses(name, outcome, is_right)
                if number:
                    outcomes[name].append(outcome)
            _prove_places(people)
    return outcomes


@contextmanager
def filled(session: CoreSession) -> Iterator[None]:
    """Leave a session, which has a place taken, without a place for as long as this lasts."""
    sessions = CoreSession.objects.filter(pk=session.pk)
    sessions.update(capacity=Registration.objects.live().filter(session=session).count())
    connection.close()
    yield
    sessions.update(capacity=session.capacity)


def _is_name(response: Response) -> bool:
    return response.status == 200 and response.body.startswith(b"la")


def _is_redirect(response: Response) -> bool:
    return response.status == 302 and urlsplit(response.location).path == "/my/"


def _is_timetable(response: Response) -> bool:
    return response.status == 200 and b'id="dates"' in response.body


def _is_choice(response: Response) -> bool:
    return response.status == 200 and b'name="core_module_2"' in response.body


def _is_my_page(response: Response) -> bool:
    return response.status == 200 and response.body.count(b"give-up") == 2


def _is_refusal(response: Response) -> bool:
    return response.status == 200 and b'data-refusal="full"' in response.body


def _prove_responses(name: str, outcome: LoadResult, is_right: Callable[[Response], bool]) -> None:
    wrong = [response for response in outcome.responses if not is_right(response)]
    if wrong:
        raise WrongError(
            f"{len(wrong)} of {len(outcome.responses)} responses to {name} were wrong, the first with "
            f"status {wrong[0].status}, location {wrong[0].location!r}."
        )


def _prove_places(people: int) -> None:
    """Raise ``WrongError`` unless ``people`` assistants hold one place per core module and the others none."""
    places = LearningAssistant.objects.annotate(
        first=Count("registrations", Q(registrations__core_module=1)),
        second=Count("registrations", Q(registrations__core_module=2)),
    ).values_list("first", "second")
    found = Counter(places)
    rest = LearningAssistant.objects.count() - people
    if found != {(1, 1): people, (0, 0): rest}:
        raise WrongError(
            f"{people} people should hold two places, but (module 1, module 2): {dict(found)}."
        )


def _print_table(outcomes: dict[str, list[LoadResult]]) -> None:
    print(f"{'':<28} per second (lowest to highest)  of trivial  p50 ms  p95 ms  of trivial")
    for name, rounds in outcomes.items():
        speeds = sorted(result.per_second for result in rounds)
        middle, late = _percentile(rounds, 50), _percentile(rounds, 95)
        slower = middle / _percentile(outcomes[TRIVIAL], 50)
        print(
            f"{name:<28} {median(speeds):>10.0f} ({speeds[0]:.0f} to {speeds[-1]:.0f})".ljust(61)
            + f"{_ratio(name, outcomes):>10.2f} {middle:>7.0f} {late:>7.0f} {slower:>11.1f}"
        )
    busy = max(
        result.client_cpu_seconds / result.seconds
        for rounds in outcomes.values()
        for result in rounds
    )
    print(f"\nThe clients were never busier than {busy:.0%} of one core.")


def _percentile(rounds: Sequence[LoadResult], percent: int) -> float:
    return median(result.percentile(percent) for result in rounds)


def _ratio(name: str, outcomes: dict[str, list[LoadResult]]) -> float:
    """Return the median over the rounds of its speed divided by that of the trivial view in the same round."""
    return median(
        result.per_second / baseline.per_second
        for result, baseline in zip(outcomes[name], outcomes[TRIVIAL], strict=True)
    )


def _journey(outcomes: dict[str, list[LoadResult]]) -> float:
    """Return how the trivial view compares with the pages of a journey one after the other, the median over the rounds."""
    rounds = zip(outcomes[TRIVIAL], *(outcomes[name] for name in JOURNEY), strict=True)
    return median(
        1 / baseline.per_second / sum(1 / page.per_second for page in pages)
        for baseline, *pages in rounds
    )


def measure_statements() -> list[Measurement]:
    """Return the statements of each page, for a person who registers for two dates between the pages."""
    Registration.objects.all().delete()
    assistant = LearningAssistant.objects.select_related("user").latest("pk")
    assert assistant.user is not None
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(assistant.user)
    (pair,) = choices(1)
    dates = {f"core_module_{session.core_module}": session.pk for session in pair}
    figures = []
    for (method, path), goal in STATEMENTS.items():
        with CaptureQueriesContext(connection) as captured:
            client.generic(method, path) if method == "GET" else client.post(path, dates)
        figures.append(Measurement(f"Statements of {method} {path}", len(captured), goal))
    assert Registration.objects.filter(assistant=assistant).count() == len(pair)
    return figures
