"""A browser: it sends one request on a connection of its own, and notes how that went."""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

CSRF = "c" * 32
TIMEOUT = 15  # seconds after which people press the button again
PAUSE = 0.3  # seconds before they do


class NoAnswerError(Exception):
    """The connection was refused or cut, or there was no answer in time."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    location: str
    body: str

    @property
    def goes_to(self) -> str:
        """The path that the browser is sent on to."""
        return urlsplit(self.location).path


@dataclass(frozen=True, slots=True)
class Noted:
    """A request that is over; without a status it was not answered."""

    kind: str
    began: float
    ended: float
    status: int | None

    @property
    def seconds(self) -> float:
        return self.ended - self.began


@dataclass
class Journal:
    """All the requests of all the browsers, and the writes that were acknowledged, by kind."""

    requests: list[Noted] = field(default_factory=list)
    acknowledged: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, kind: str) -> None:
        with self._lock:
            self.acknowledged[kind] += 1


class Browser:
    """Somebody's browser. Each has an address of its own: limits for one address are not what is looked at here."""

    _addresses = itertools.count(2)

    def __init__(self, port: int, journal: Journal, over: threading.Event) -> None:
        self.port, self.journal, self.over = port, journal, over
        self.move()

    def move(self) -> None:
        """Go on from an address that nobody has used."""
        number = next(self._addresses)
        self.address = f"127.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    def get(self, kind: str, path: str, cookie: str = "", timeout: float = TIMEOUT) -> Answer:
        return self._send(kind, "GET", path, cookie, None, {}, timeout)

    def post(self, kind: str, path: str, cookie: str, data: dict[str, object]) -> Answer:
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
        """Send until it is answered, and return the answer, and whether each try before it was answered too.

        ``doubt`` is called after each try that may have done its work unseen. There is no answer if the load ends before.
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
