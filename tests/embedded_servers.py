"""Restart a plain ``pytest`` with the embedded servers, as `make test` does. Must load before the settings.

Each test process, and all that it starts, has a Redis database of its own.
"""

from __future__ import annotations

import os
import sys

from tests.redis_databases import own_redis

if "DATABASE_URL" not in os.environ:
    os.environ.setdefault("LAOS_VAR", "var/test")
    os.environ.setdefault("LAOS_FAST", "1")
    python = sys.executable
    os.execv(python, [python, "-m", "laos.embedded", python, "-m", "pytest", *sys.argv[1:]])
os.environ["REDIS_URL"] = own_redis()
