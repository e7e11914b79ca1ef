"""Many parallel clients in one thread. Each repeatedly connects, sends one request and reads the whole response.

The requests are HTTP/1.0, so each response ends with its connection.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles
from urllib.parse import urlencode

CSRF = "c" * 32
TIMEOUT = 60  # seconds


class NoResponseError(Exception):
    """The server closed a connection without a response, or did not respond in time."""


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    location: str
    body: bytes
    seconds: float


@dataclass(frozen=True, slots=True)
class LoadResult:
    responses: list[Response]
    seconds: float
    # CPU time used by this process to simulate all clients.
    client_cpu_seconds: float

    @property
    def per_second(self) -> float:
        return len(self.responses) / self.seconds

    def percentile(self, percent: int) -> float:
        """Return the given percentile of the response times, in milliseconds."""
        return (
            1000 * quantiles([response.seconds for response in self.responses], n=100)[percent - 1]
        )


@dataclass(slots=True)
class OpenRequest:
    connection: socket.socket
    started: float
    received: bytearray


def get(path: str, cookie: str = "", *, comes_from: str = "same-origin") -> bytes:
    return _request("GET", path, cookie, {"Sec-Fetch-Site": comes_from}, b"")


def post(path: str, cookie: str, data: dict[str, object]) -> bytes:
    body = urlencode({**data, "csrfmiddlewaretoken": CSRF}).encode()
    headers = {
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": len(body),
    }
    return _request("POST", path, cookie, headers, body)


def _request(method: str, path: str, cookie: str, headers: dict[str, object], body: bytes) -> bytes:
    lines = {
        "Host": "127.0.0.1",
        "Accept-Language": "nb",
        "Cookie": f"csrftoken={CSRF}" + (f"; sessionid={cookie}" if cookie else ""),
        **headers,
    }
    head = f"{method} {path} HTTP/1.0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items())
    return head.encode() + b"\r\n" + body


def run(port: int, requests: Sequence[bytes], *, clients: int) -> LoadResult:
    """Send all requests, keeping ``clients`` of them in progress; raise ``NoResponseError`` if a response is missing."""
    waiting = iter(requests)
    responses: list[Response] = []
    cpu, started = time.process_time(), time.perf_counter()
    with selectors.DefaultSelector() as selector:
        for request in (next(waiting) for _ in range(min(clients, len(requests)))):
            send(selector, port, request)
        while selector.get_map():
            ready = selector.select(TIMEOUT)
            if not ready:
                raise NoResponseError(f"No response within {TIMEOUT} seconds.")
            for key, _ in ready:
                response = receive(selector, key.data)
                if response is not None:
                    responses.append(response)
                    if (following := next(waiting, None)) is not None:
                        send(selector, port, following)
    return LoadResult(responses, time.perf_counter() - started, time.process_time() - cpu)


def send(selector: selectors.BaseSelector, port: int, request: bytes) -> socket.socket:
    """Send a request on a new connection, which the selector then watches."""
    started = time.perf_counter()
    connection = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
    connection.sendall(request)
    selector.register(
        connection, selectors.EVENT_READ, OpenRequest(connection, started, bytearray())
    )
    return connection


def receive(selector: selectors.BaseSelector, request: OpenRequest) -> Response | None:
    """Read what has come; return the response once the connection is closed."""
    part = request.connection.recv(2**18)
    request.received += part
    if part:
        return None
    selector.unregister(request.connection)
    request.connection.close()
    return _read(bytes(request.received), time.perf_counter() - request.started)


def _read(received: bytes, seconds: float) -> Response:
    head, separator, body = received.partition(b"\r\n\r\n")
    if not separator:
        raise NoResponseError("The server closed a connection without a response.")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return Response(int(status.split()[1]), headers.get("location", ""), body, seconds)
