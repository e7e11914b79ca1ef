"""A simulated browser: sends each request on a new connection and records the outcome."""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

CSRF = "c" * 32
TIMEOUT = 15  # seconds until a user gives up waiting
PAUSE = 0.3  # seconds before the user tries again


class NoAnswerError(Exception):
    """The connection was refused or cut, or the answer timed out."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    location: str
    body: str

    @property
    def goes_to(self) -> str:
        """The path of the redirect."""
        return urlsplit(self.location).path


@dataclass(frozen=True, slots=True)
class Noted:
    """A finished request. ``status`` is None if it was not answered."""

    kind: str
    began: float
    ended: float
    status: int | None

    @property
    def seconds(self) -> float:
        return self.ended - self.began


@dataclass
class Journal:
    """All requests of all browsers, and the number of acknowledged writes by kind."""

    requests: list[Noted] = field(default_factory=list)
    acknowledged: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, kind: str) -> None:
        with self._lock:
            self.acknowledged[kind] += 1


class Browser:
    """A user's browser. Each has its own IP address, so that rate limits per address do not interfere."""

    _addresses = itertools.count(2)

    def __init__(self, port: int, journal: Journal, over: threading.Event) -> None:
        self.port, self.journal, self.over = port, journal, over
        self.move()

    def move(self) -> None:
        """Switch to an unused IP address."""
        number = next(self._addresses)
        self.address = f"127.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    def get(self, kind: str, path: str, cookie: str = "", timeout: float = TIMEOUT) -> Answer:
        return self._send(kind, "GET", path, cookie, None, {}, timeout)

    def post(self, kind: str, path: str, cookie: str, data: Mapping[str, object]) -> Answer:
        body = urlencode(data, doseq=True).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._send(kind, "POST", path, cookie, body, headers, TIMEOUT)

    def upload(self, kind: str, path: str, cookie: str, data: dict[str, object]) -> Answer:
        body = encode_multipart(BOUNDARY, data)
        return self._send(
            kind, "POST", path, cookie, body, {"Content-Type": MULTIPART_CONTENT}, TIMEOUT
        )

    def insist(
        self, send: Callable[[], Answer], doubt: Callable[[], None] = lambda: None
    ) -> tuple[Answer | None, bool]:
        """Send until there is an answer; return it, and whether all earlier attempts were answered too.

        ``doubt`` is called after each attempt whose effect is unknown. The answer is None if the load ends first.
        """
        all_answered = True
        while True:
            try:
                answer = send()
            except NoAnswerError:
                all_answered = False
            else:
                if answer.status < 500:
                    return answer, all_answered
            doubt()
            if self.over.wait(PAUSE):
                return None, all_answered

    def _send(
        self,
        kind: str,
        method: str,
        path: str,
        cookie: str,
        body: bytes | None,
        headers: dict[str, str],
        timeout: float,
    ) -> Answer:
        began, status = time.monotonic(), None
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=timeout, source_address=(self.address, 0)
        )
        try:
            connection.request(method, path, body, {**self._headers(cookie), **headers})
            response = connection.getresponse()
            text = response.read().decode()
            status = response.status
            return Answer(status, response.getheader("Location", ""), text)
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswerError(str(error)) from error
        finally:
            connection.close()
            self.journal.requests.append(Noted(kind, began, time.monotonic(), status))

    @staticmethod
    def _headers(cookie: str) -> dict[str, str]:
        session = f"; sessionid={cookie}" if cookie else ""
        return {
            "Accept-Language": "en",
            "Connection": "close",
            "Cookie": f"csrftoken={CSRF}{session}",
            "X-CSRFToken": CSRF,
        }
