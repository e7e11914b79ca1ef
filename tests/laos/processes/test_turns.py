"""While more come than can be answered, a person who has come in waits for no one who arrives."""

from __future__ import annotations

import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event
from weakref import finalize

import pytest

from laos.processes.turns import HEAD_START, ApplicationThreads, is_arrival
from laos.processes.web_worker import PacedSocket, Worker

TIMEOUT = 60  # seconds


def browser(method="GET", site="", dest="document"):
    said = {"HTTP_SEC_FETCH_SITE": site, "HTTP_SEC_FETCH_DEST": dest} if site else {}
    return {"REQUEST_METHOD": method, **said}


ARRIVING = browser(site="none")
ON_THE_WAY = browser(site="same-origin")


@pytest.fixture
def order():
    """Return a function that has one thread, busy until then, answer requests, each with the second at which it came."""

    def answered(*requests):
        threads, free = ApplicationThreads(1), Event()
        names: list[str] = []
        threads.submit(ON_THE_WAY, free.wait, at=0)
        answers = [
            threads.submit(environ, partial(names.append, name), at=at)
            for name, environ, at in requests
        ]
        free.set()
        for answer in answers:
            answer.result(TIMEOUT)
        return names

    return answered


def test_a_person_on_their_way_is_answered_before_those_who_arrive(order):
    requests = [
        ("first page", ARRIVING, 1),
        ("another first page", ARRIVING, 2),
        ("what was sent", browser("POST", "same-origin"), 3),
        ("the page after it", ON_THE_WAY, 4),
    ]
    assert order(*requests) == [
        "what was sent",
        "the page after it",
        "first page",
        "another first page",
    ]


def test_those_who_arrive_are_answered_in_their_order_and_not_put_off_for_good(order):
    requests = [
        ("arrived long ago", ARRIVING, 1),
        ("arrived", ARRIVING, 3),
        ("on the way", ON_THE_WAY, 2 + HEAD_START),
    ]
    assert order(*requests) == ["arrived long ago", "on the way", "arrived"]


@pytest.mark.parametrize(
    ("environ", "arrives"),
    [
        (browser(site="none"), True),
        (browser(site="cross-site"), True),
        (browser(site="same-origin"), False),
        (browser(site="same-origin", dest="script"), False),
        # The countdown and the places left.
        (browser(site="same-origin", dest="empty"), True),
        (browser("POST", "same-origin", "empty"), False),
        (browser("POST", "cross-site"), False),
        # A health check, or an old browser.
        (browser(), False),
    ],
)
def test_a_browser_says_who_arrives(environ, arrives):
    assert is_arrival(environ) is arrives


def test_what_the_application_raises_is_raised_and_the_thread_goes_on():
    threads = ApplicationThreads(1)
    with pytest.raises(ZeroDivisionError):
        threads.submit(ON_THE_WAY, lambda: 1 / 0).result(TIMEOUT)
    assert threads.submit(ON_THE_WAY, lambda: "answer").result(TIMEOUT) == "answer"


def test_a_request_runs_alone_unless_it_takes_long():
    alone = 0.2  # seconds
    threads = ApplicationThreads(4, alone)
    second_runs = Event()

    def first():
        began = time.monotonic()
        assert second_runs.wait(TIMEOUT)
        return began

    def second():
        second_runs.set()
        return time.monotonic()

    answers = [threads.submit(ON_THE_WAY, call) for call in (first, second)]
    first_began, second_began = (answer.result(TIMEOUT) for answer in answers)
    assert second_began - first_began >= alone


def test_every_request_is_answered_one_at_a_time():
    threads = ApplicationThreads(4, alone=TIMEOUT)
    running, most = [], []

    def call(number):
        running.append(number)
        most.append(len(running))
        time.sleep(0.001)  # as a statement takes
        running.remove(number)
        return number

    def client(numbers):
        return [threads.submit(ON_THE_WAY, partial(call, n)).result(TIMEOUT) for n in numbers]

    people = [range(first, first + 200) for first in range(0, 1600, 200)]
    with ThreadPoolExecutor(len(people)) as clients:
        assert list(clients.map(client, people)) == [list(numbers) for numbers in people]
    assert max(most) == 1


def test_requests_that_take_long_use_all_threads():
    threads, together = ApplicationThreads(4, alone=0.01), Barrier(4)
    answers = [threads.submit(ON_THE_WAY, partial(together.wait, TIMEOUT)) for _ in range(4)]
    assert {answer.result(TIMEOUT) for answer in answers} == {0, 1, 2, 3}


def test_requests_that_wait_for_a_database_far_away_wait_together():
    threads, running, most = ApplicationThreads(4), [], []

    def call():
        running.append(call)
        most.append(len(running))
        time.sleep(0.03)  # as some thirty statements take, each a millisecond away
        running.remove(call)

    for answer in [threads.submit(ON_THE_WAY, call) for _ in range(20)]:
        answer.result(TIMEOUT)
    assert max(most) > 1


@pytest.fixture
def answered():
    """Return a function that says whether the application is run for a client who has left, or who waits."""

    def run(environ, *, has_left):
        asked = []

        def application(environ, _start_response):
            asked.append(environ)
            return Page()

        worker = object.__new__(Worker)
        worker.application = application
        ours, client = socket.socketpair()
        with client, PacedSocket(fileno=ours.detach()) as paced:
            if has_left:
                client.close()
            about = {**environ, "gunicorn.socket": paced, "wsgi.file_wrapper": tuple}
            try:
                assert worker._answer(about, print) == [b"page"]
            except ConnectionResetError:
                assert not asked
        return bool(asked)

    return run


class Page(list):
    def __init__(self):
        super().__init__([b"page"])

    def close(self):
        pass


def test_nothing_is_done_for_who_has_left_before_the_first_page(answered):
    assert not answered(ARRIVING, has_left=True)
    assert answered(ARRIVING, has_left=False)


def test_what_was_sent_is_done_even_for_who_has_left(answered):
    assert answered(browser("POST", "same-origin"), has_left=True)


def test_an_exit_ends_one_answer_and_not_the_process():
    with pytest.raises(RuntimeError, match="SystemExit"):
        ApplicationThreads(1).submit(ON_THE_WAY, sys.exit).result(TIMEOUT)


def test_an_idle_thread_keeps_no_answer():
    gone = Event()
    finalize(ApplicationThreads(1).submit(ON_THE_WAY, Page).result(TIMEOUT), gone.set)
    assert gone.wait(TIMEOUT)
