"""Run Celery's programs as in production, on the test database and the test's own Redis."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.servers.redis_server import RedisServer

PATIENCE = 60  # seconds


@contextmanager
def running(
    *words: str | Path, redis_server: RedisServer, signs: Path
) -> Iterator[subprocess.Popen]:
    """Run a Python program, and kill it and its children afterwards."""
    process = subprocess.Popen(
        [sys.executable, *words],
        env={**os.environ, "REDIS_URL": redis_server.url, "LAOS_SIGNS": str(signs)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            family = [*psutil.Process(process.pid).children(recursive=True), process]
            for member in family:
                member.kill()
        process.communicate()


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def until_it_says(process: subprocess.Popen, words: str) -> str:
    """Return the process's stderr up to and including the line with the words."""
    said = ""
    while words not in said:
        line = process.stderr.readline()
        assert line, f"It has ended without «{words}»."
        said += line
    return said


def next_sign(signs: Path) -> None:
    last = signs.stat().st_mtime_ns
    until(lambda: signs.stat().st_mtime_ns != last)
