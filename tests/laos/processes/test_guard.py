"""A program that hangs is killed, so that another can replace it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager

import psutil
import pytest
from kombu.connection import Connection

from laos.celery import app
from laos.tasks import heartbeat
from tests.servers.celery_processes import next_sign, running, until, until_it_says
from tests.servers.redis_server import RedisServer

TIMEOUT = 60  # seconds; one is usually enough
GIVE_SIGNS_FOR_A_WHILE = """
import subprocess, sys, time
from laos.processes.signs import give_sign
child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
print(child.pid, flush=True)
for _ in range(20):
    give_sign()
    time.sleep(0.1)
time.sleep(1000)
"""
OBEY = """
import signal, sys
signal.signal(signal.SIGTERM, lambda *_: sys.exit(5))
print("ready", flush=True)
signal.pause()
"""


def start(*words, **popen):
    return subprocess.Popen(
        [sys.executable, "-m", "laos.processes.guard", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **popen,
    )


def test_what_gives_no_more_signs_is_ended_with_all_it_has_started():
    process = start("--patience", "1", sys.executable, "-c", GIVE_SIGNS_FOR_A_WHILE)
    child = int(process.stdout.readline())
    _, err = process.communicate(timeout=TIMEOUT)
    assert process.returncode != 0
    assert "no sign of life for 1 seconds" in err
    until(lambda: not psutil.pid_exists(child))


@pytest.mark.parametrize(("ending", "code"), [("exit 0", 0), ("exit 7", 7), ("kill -9 $$", 137)])
def test_what_ends_by_itself_has_its_own_exit_code(ending, code):
    process = start("sh", "-c", ending)
    assert process.communicate(timeout=TIMEOUT) == ("", "")
    assert process.returncode == code


def test_request_to_end_is_handed_on():
    process = start(sys.executable, "-c", OBEY)
    assert process.stdout.readline() == "ready\n"
    process.terminate()
    process.communicate(timeout=TIMEOUT)
    assert process.returncode == 5


def test_guard_without_a_command_says_so():
    process = start()
    _, err = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 2
    assert "Say which command." in err


WORKER = ["worker", "--concurrency", "1", "--loglevel", "INFO"]
BEAT = ["beat", "--max-interval", "1", "--loglevel", "INFO", "--schedule"]


@contextmanager
def guarded(tmp_path, *words):
    """A Celery program that has given signs of life, and its Redis."""
    signs = tmp_path / "signs"
    redis_server = RedisServer(tmp_path)
    redis_server.start()
    command = ["-m", "laos.processes.guard", "--patience", "5"]
    celery = [sys.executable, "-m", "celery", "-A", "laos", *words]
    try:
        with running(*command, *celery, redis_server=redis_server, signs=signs) as process:
            until_it_says(process, "ready." if "worker" in words else "Starting...")
            next_sign(signs)
            next_sign(signs)
            yield process, redis_server
    finally:
        redis_server.kill()


def assert_all_is_ended(process) -> None:
    family = psutil.Process(process.pid).children(recursive=True)
    until_it_says(process, "no sign of life for 5 seconds")
    assert process.wait(TIMEOUT) != 0
    until(lambda: not any(process.is_running() for process in family))


def children(process) -> list[psutil.Process]:
    return psutil.Process(process.pid).children()


@pytest.mark.rare
@pytest.mark.parametrize("name", ["worker", "beat"])
def test_wedged_worker_or_beat_is_ended(tmp_path, name):
    words = WORKER if name == "worker" else [*BEAT, tmp_path / "schedule"]
    with guarded(tmp_path, *words) as (process, _):
        children(process)[0].suspend()
        assert_all_is_ended(process)


@pytest.mark.rare
def test_worker_whose_child_does_not_take_its_task_is_ended(tmp_path):
    """A started task is ended by its time limit; this one never starts."""
    with guarded(tmp_path, *WORKER) as (process, redis_server):
        children(children(process)[0])[0].suspend()
        options = app.conf.broker_transport_options
        with Connection(redis_server.url, transport_options=options) as connection:
            heartbeat.apply_async(connection=connection)
        assert_all_is_ended(process)
