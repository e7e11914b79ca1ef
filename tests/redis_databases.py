"""Redis databases, so that what one test process empties is its own."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

# For the one test that empties its broker; no test process has this number.
BROKER = 15


def redis_database(number: int) -> str:
    """Return its URL."""
    return urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number}").geturl()


def own_redis() -> str:
    """Return the URL of this test process's own database, for its caches, rate limits and tasks."""
    return redis_database(int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1)
