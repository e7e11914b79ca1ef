"""Run gunicorn as in the Procfile, for the site and for the baseline views."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

WORKERS = 2


@contextmanager
def serve(settings: str) -> Iterator[int]:
    """Run gunicorn on a free port and yield the port; its socket is already open."""
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listener:
        port = listener.getsockname()[1]
        process = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn",
                "--bind", f"fd://{listener.fileno()}",
                "--workers", str(WORKERS),
                "--log-level", "warning",
            ],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": settings},
            pass_fds=[listener.fileno()],
            stdout=subprocess.DEVNULL,  # the access log
        )  # fmt: skip
    # Only gunicorn holds the socket now: if it fails to start, clients are refused instead of waiting.
    try:
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)
