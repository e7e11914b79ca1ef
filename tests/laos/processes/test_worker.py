"""A real worker survives a dead or stalled Redis, and keeps giving signs of life."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from kombu.connection import Connection

from laos.processes import procfile
from tests.held_tasks import hold
from tests.servers.celery_processes import next_sign, running, until, until_it_says
from tests.servers.redis_server import RedisServer

PROJECT = Path(__file__).parents[3]
# Features switched off in the Procfile, because without Redis they only log errors.
WITHOUT = re.findall(r"--without-\w+", procfile.read(PROJECT / "Procfile")["worker"])
WORKER = [
    "-m",
    "celery",
    "-A",
    "tests.held_tasks",
    "worker",
    "--concurrency",
    "1",
    "--loglevel",
    "INFO",
    *WITHOUT,
]


@pytest.fixture
def redis_server(tmp_path):
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.kill()


def send(redis_server, folder) -> None:
    folder.mkdir(exist_ok=True)
    options = hold.app.conf.broker_transport_options
    with Connection(redis_server.url, transport_options=options) as connection:
        hold.apply_async([str(folder)], connection=connection)


@pytest.fixture
def signs(tmp_path):
    file = tmp_path / "signs"
    file.touch()
    return file


@pytest.fixture
def worker(redis_server, signs):
    with running(*WORKER, redis_server=redis_server, signs=signs) as worker:
        until_it_says(worker, "ready.")
        # While idle
        next_sign(signs)
        yield worker


@pytest.fixture
def at_hand(worker, redis_server, tmp_path):
    """The folder of a task that has started."""
    folder = tmp_path / "first"
    send(redis_server, folder)
    until((folder / "begun").exists)
    return folder


def does_another(redis_server, folder) -> bool:
    folder.mkdir()
    (folder / "end").touch()
    send(redis_server, folder)
    until((folder / "ended").exists)
    return True


@pytest.mark.rare
def test_worker_survives_the_end_of_redis_with_a_task_at_hand(
    worker, redis_server, at_hand, signs, tmp_path
):
    # While a task runs
    next_sign(signs)
    next_sign(signs)
    redis_server.kill()
    until_it_says(worker, "Connection to broker lost")
    (at_hand / "end").touch()
    # While reconnecting
    next_sign(signs)
    next_sign(signs)
    redis_server.start()
    assert does_another(redis_server, tmp_path / "second")
    assert worker.poll() is None


def test_worker_whose_task_is_done_while_redis_stalls_goes_on_with_the_next(
    worker, redis_server, at_hand, tmp_path
):
    redis_server.stall()
    (at_hand / "end").touch()
    until_it_says(worker, "Couldn't ack")
    redis_server.resume()
    assert does_another(redis_server, tmp_path / "second")


def test_worker_tells_nothing_of_gossip_when_redis_comes_back(worker, redis_server, tmp_path):
    redis_server.kill()
    until_it_says(worker, "Connection to broker lost")
    redis_server.start()
    assert does_another(redis_server, tmp_path / "first")
    said = until_it_says(worker, "succeeded")
    assert not re.search("gossip|mingle|heartbeat", said, re.IGNORECASE)


@pytest.mark.parametrize("name", ["worker", "letters"])
def test_every_worker_runs_without_them(name):
    compose = yaml.safe_load((PROJECT / "docker-compose.yml").read_text(encoding="utf-8"))
    for command in (
        procfile.read(PROJECT / "Procfile")[name],
        compose["services"][name]["command"],
    ):
        assert re.findall(r"--without-\w+", command) == WITHOUT
    assert len(WITHOUT) == 3
