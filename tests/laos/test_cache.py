"""The cache with Redis running, gone, and back again."""

from __future__ import annotations

import pytest
import redis

from laos.cache import Cache, CircuitBreaker
from tests.servers.redis_server import RedisServer


@pytest.fixture
def redis_server(tmp_path):
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.kill()


def a_cache(redis_server, patience: float) -> Cache:
    return Cache(redis_server.url, {"KEY_PREFIX": "test", "OPTIONS": {"socket_timeout": patience}})


@pytest.fixture
def cache(redis_server):
    """A cache that waits for as long as a busy machine may take."""
    return a_cache(redis_server, 60)


def in_redis(server) -> int:
    with redis.Redis(port=server.port) as client:
        return client.dbsize()


def test_redis_is_what_all_processes_share(cache, redis_server):
    cache.set("word", "kept")
    assert cache.get("word") == "kept"
    assert in_redis(redis_server) == 1


@pytest.mark.parametrize(
    ("method", "words", "answer"),
    [
        ("add", ["new", 1], True),
        ("get", ["counted"], 1),
        ("set", ["new", 1], None),
        ("touch", ["counted"], True),
        ("delete", ["counted"], True),
        ("get_many", [["counted"]], {"counted": 1}),
        ("has_key", ["counted"], True),
        ("incr", ["counted"], 2),
        ("set_many", [{"new": 1}], []),
        ("delete_many", [["counted"]], None),
        ("clear", [], None),
        ("get_or_set", ["new", 3], 3),
        ("decr", ["counted"], 0),
    ],
)
@pytest.mark.parametrize("away", ["stall", "kill"])
def test_without_redis_a_process_remembers_by_itself(redis_server, away, method, words, answer):
    """Login rate limits hold, and locks can be taken."""
    cache = a_cache(redis_server, 0.5)
    getattr(redis_server, away)()
    cache.set("counted", 1)
    assert getattr(cache, method)(*words) == answer


def test_redis_that_is_back_is_used_again(cache, redis_server):
    redis_server.kill()
    cache.breaker.pause = 0
    cache.set("word", "alone")
    redis_server.start()
    cache.set("word", "together")
    assert in_redis(redis_server) == 1


def test_while_one_request_tries_redis_no_other_waits_for_it():
    breaker = CircuitBreaker(pause=0)
    assert breaker.lets_through()
    breaker.failed()
    breaker.pause = 1000
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]
    breaker.failed()
    assert not breaker.lets_through()
    breaker.succeeded()
    assert breaker.lets_through()
