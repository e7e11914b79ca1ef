"""A real worker goes on when Redis dies or stalls, and the signs of life that it gives on the way."""

from __future__ import annotations

import pytest
from kombu import Connection

from tests.celery_processes import next_sign, running, until, until_it_says
from tests.held_tasks import hold
from tests.redis_server import RedisServer

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


@pytest.mark.parametrize("away", ["kill", "stall"])
def test_redis_goes_away_with_a_task_at_hand_and_the_worker_goes_on_when_it_is_back(
    redis_server, tmp_path, away
):
    first, second, signs = (tmp_path / name for name in ("first", "second", "signs"))
    signs.touch()
    with running(*WORKER, redis_server=redis_server, signs=signs) as worker:
        until_it_says(worker, "ready.")
        next_sign(signs)
        send(redis_server, first)
        until((first / "begun").exists)
        next_sign(signs)
        getattr(redis_server, away)()
        (first / "end").touch()
        # What it has done cannot be acknowledged.
        until_it_says(worker, "Connection to broker lost")
        next_sign(signs)
        next_sign(signs)
        redis_server.resume() if away == "stall" else redis_server.start()
        (tmp_path / "second").mkdir()
        (second / "end").touch()
        send(redis_server, second)
        until((second / "ended").exists)
        assert worker.poll() is None
