"""The Redis cache, with a local fallback while Redis is unavailable."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

PAUSE = 5.0  # seconds


class CircuitBreaker:
    """After a server fails, let only one request every ``pause`` seconds try it."""

    def __init__(self, pause: float) -> None:
        self.pause = pause
        self._lock = Lock()
        self._next_try: float | None = None

    def lets_through(self) -> bool:
        if self._next_try is None:
            return True
        with self._lock:
            now = time.monotonic()
            if self._next_try is not None and now < self._next_try:
                return False
            # Hold back the other threads until this attempt has succeeded or failed.
            self._next_try = now + self.pause
            return True

    def failed(self) -> None:
        self._next_try = time.monotonic() + self.pause

    def succeeded(self) -> None:
        self._next_try = None


def _or_stand_in(name: str) -> Callable[..., Any]:
    ask_redis: Callable[..., Any] = getattr(RedisCache, name)

    @wraps(ask_redis)
    def method(self: Cache, *args: Any, **kwargs: Any) -> Any:
        if self.breaker.lets_through():
            try:
                answer = ask_redis(self, *args, **kwargs)
            except RedisError as error:
                self.breaker.failed()
                logger.warning("The cache is left alone for %g seconds: %s", PAUSE, error)
            else:
                self.breaker.succeeded()
                return answer
        return getattr(self.stand_in, name)(*args, **kwargs)

    return method


class Cache(RedisCache):
    """Use Redis, or this process's memory while Redis is unavailable.

    Treating an outage as a cache miss would disable the log-in limits and break allauth's locks.
    """

    # Shared by all threads; Django creates a cache object for each.
    _breakers: dict[str, CircuitBreaker] = {}

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.breaker = self._breakers.setdefault(server, CircuitBreaker(PAUSE))
        self.stand_in = LocMemCache(server, {**params, "max_entries": 5000})

    add = _or_stand_in("add")
    get = _or_stand_in("get")
    set = _or_stand_in("set")
    touch = _or_stand_in("touch")
    delete = _or_stand_in("delete")
    get_many = _or_stand_in("get_many")
    has_key = _or_stand_in("has_key")
    incr = _or_stand_in("incr")
    set_many = _or_stand_in("set_many")
    delete_many = _or_stand_in("delete_many")
    clear = _or_stand_in("clear")
