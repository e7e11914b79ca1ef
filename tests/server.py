"""Run the application as in production, on the test database: gunicorn with several workers."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlencode

import psutil
from django.conf import settings
from django.db import connection
from django.test import Client

CSRF = "c" * 32
CONFIGURATION = Path(__file__).parents[1] / "gunicorn.conf.py"


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: str


@contextmanager
def serve(
    *,
    workers: int,
    threads: int = 4,
    port: int = 0,
    configuration: Path = CONFIGURATION,
    output: IO[bytes] | None = None,
    **environment: str,
) -> Iterator[Server]:
    """Run gunicorn on ``port``, or on a free one if 0. The socket is already open when the server is yielded."""
    listener = socket.create_server(("127.0.0.1", port), backlog=2048)
    process = subprocess.Popen(
        [
            sys.executable, "-m", "gunicorn",
            "--config", str(configuration),
            "--bind", f"fd://{listener.fileno()}",
            "--workers", str(workers),
            "--threads", str(threads),
            "--log-level", "warning",
        ],
        env={**os.environ, "DATABASE_URL": test_database_url(), **environment},
        pass_fds=[listener.fileno()],
        stdout=output,
        stderr=output and subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield Server(listener.getsockname()[1], process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        listener.close()


def test_database_url() -> str:
    database = connection.settings_dict
    host = quote(database["HOST"], safe="")
    return f"postgresql://{database['USER']}:{database['PASSWORD']}@/{database['NAME']}?host={host}&port={database['PORT'] or 5432}"


def session_cookie(user) -> str:
    """Log the user in without the log-in page and return the session cookie."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def post(server: Server, path: str, cookie: str, data: dict[str, object]) -> Answer:
    """Submit a form once, on a new connection."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={cookie}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
    }
    return _ask(server, "POST", path, urlencode(data, doseq=True), headers)


def get(server: Server, path: str, cookie: str = "") -> Answer:
    return _ask(server, "GET", path, None, {"Cookie": f"sessionid={cookie}"})


def _ask(
    server: Server, method: str, path: str, body: str | None, headers: dict[str, str]
) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        return Answer(response.status, response.getheader("Location", ""), text)
    finally:
        connection.close()
