"""The web process: a gunicorn worker that slow clients cannot block.

gunicorn's own threads wait for a client without a time limit, so one half-sent request per thread stops the site. Here
`threads` only run the application, on requests that have arrived completely. Up to `worker_connections` other threads,
which hold no database connection, wait for the clients.

A client may pause for ``PATIENCE`` seconds and must otherwise move ``SLOWEST`` bytes per second, in either direction;
otherwise its connection is closed. A half-sent request therefore ends after 20 seconds. A large request takes one of
``ON_DISK_AT_ONCE`` places on the disk and must arrive faster, at ``SLOWEST_ON_DISK``: the largest may take 35 minutes.
While all places are taken, further large requests are refused.
"""

from __future__ import annotations

import errno
import gc
import socket
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Protocol

from django.conf import settings
from gunicorn.workers.gthread import TConn, ThreadWorker

from laos.middleware.oversized import NO_ROOM

from .turns import ApplicationThreads, is_arrival

PATIENCE = 20.0  # seconds
SLOWEST = 1024  # bytes per second
SLOWEST_ON_DISK = 25 * 1024
LINGER = 2.0  # seconds for a client to read the rest of a response and close

IN_MEMORY = 1024 * 1024  # bytes; a larger request is spooled to disk while it arrives
ON_DISK_AT_ONCE = 8  # requests; keeps unfinished ones from filling the disk
WAIT_FOR_ROOM = 5.0  # seconds
PART = 64 * 1024
NEW_OBJECTS = 5_000  # between two searches for garbage, of which each page makes hundreds

Environ = dict[str, Any]


class Answer(Iterable[bytes], Protocol):
    """A response of Django, as WSGI sees it."""

    def close(self) -> None: ...


Application = Callable[[Environ, Callable[..., Any]], Answer]


class PacedSocket(socket.socket):
    """A connection that raises ``ConnectionResetError`` when the client is too slow."""

    _ends_at = 0.0
    _slowest = SLOWEST

    def expect(self, patience: float, slowest: int = SLOWEST) -> None:
        """Allow the client ``patience`` seconds from now, and more time for each byte it moves."""
        self._ends_at = time.monotonic() + patience
        self._slowest = slowest

    def recv(self, size: int, flags: int = 0) -> bytes:
        data: bytes = self._in_time(super().recv, size, flags)
        self._moved(len(data))
        return data

    def sendall(self, data: Any, flags: int = 0) -> None:
        rest = memoryview(data)
        while rest:
            sent = self._in_time(super().send, rest, flags)
            self._moved(sent)
            rest = rest[sent:]

    def _in_time(self, call: Callable[..., Any], *arguments: Any) -> Any:
        try:
            # A timeout of 0 would make the socket non-blocking and raise BlockingIOError.
            self.settimeout(max(self._ends_at - time.monotonic(), 0.001))
            return call(*arguments)
        except TimeoutError as error:
            # Report a lost connection: gunicorn logs a timeout with a traceback, but not this.
            raise ConnectionResetError(errno.ECONNRESET, "The client is too slow.") from error

    def _moved(self, count: int) -> None:
        latest = time.monotonic() + PATIENCE
        self._ends_at = min(self._ends_at + count / self._slowest, latest)


class Worker(ThreadWorker):
    application: Application
    wsgi: Callable[[Environ, Callable[..., Any]], Any]

    def init_process(self) -> None:
        self.application_threads = ApplicationThreads(self.cfg.threads)
        self.room_on_disk = threading.BoundedSemaphore(ON_DISK_AT_ONCE)
        super().init_process()

    def get_thread_pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.cfg.worker_connections)

    def load_wsgi(self) -> None:
        super().load_wsgi()
        self.application, self.wsgi = self.wsgi, self._serve
        # What is loaded stays. Each search through all of it would stop every answer for a tenth of a second.
        gc.freeze()
        gc.set_threshold(NEW_OBJECTS)

    def enqueue_req(self, conn: TConn) -> None:
        if not isinstance(conn.sock, PacedSocket):
            conn.sock = PacedSocket(fileno=conn.sock.detach())
        conn.sock.expect(PATIENCE)
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> object:
        goes_on = super().handle(conn)
        if not goes_on:
            # Close here: gunicorn closes on its main thread, where all clients would wait for this one.
            conn.sock.expect(LINGER)
            conn.close(graceful=True)
        return goes_on

    def finish_request(self, conn: TConn, fs: Future[object]) -> None:
        if fs.cancelled() or fs.exception() or fs.result():
            super().finish_request(conn, fs)
        else:
            self.nr_conns -= 1

    def _serve(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Receive the whole request, run the application in one of its threads, and return the response."""
        client: PacedSocket = environ["gunicorn.socket"]
        length = int(environ.get("CONTENT_LENGTH") or 0)
        with ExitStack() as stack:
            stack.callback(client.expect, PATIENCE)
            # The application refuses larger requests without reading them.
            if 0 < length <= settings.LARGEST_REQUEST:
                body = stack.enter_context(SpooledTemporaryFile(IN_MEMORY))
                if length <= IN_MEMORY:
                    _receive(environ["wsgi.input"], length, body)
                elif self.room_on_disk.acquire(timeout=WAIT_FOR_ROOM):
                    stack.callback(self.room_on_disk.release)
                    client.expect(PATIENCE, SLOWEST_ON_DISK)
                    _receive(environ["wsgi.input"], length, body)
                else:
                    environ |= {NO_ROOM: True, "CONTENT_LENGTH": "0"}
                environ["wsgi.input"] = body
            answer: Future[Iterable[bytes]] = self.application_threads.submit(
                environ, lambda: self._answer(environ, start_response)
            )
            return answer.result()

    def _answer(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if is_arrival(environ) and _has_gone(environ["gunicorn.socket"]):
            # While many wait, the work of those who load the page again would be done twice.
            raise ConnectionResetError(errno.ECONNRESET, "The client has gone.")
        response = self.application(environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD":
            # Django returns a body even for HEAD; gunicorn would drop it with a warning.
            response.close()
            return []
        file: type[Iterable[bytes]] = environ["wsgi.file_wrapper"]
        # A file is streamed, not read into memory: the application is done with the request.
        if isinstance(response, file):
            return response
        try:
            return list(response)
        finally:
            response.close()


# CPython up to 3.12 frees each 16 KB chunk of its stack as soon as it is empty. A loop that calls across a chunk border
# allocates one each time: hundreds of page faults per page (gh-142183). This large frame makes CPython allocate 128 KB.
Worker._answer.__code__ = Worker._answer.__code__.replace(co_stacksize=128 * 1024 // 8)


def _has_gone(client: socket.socket) -> bool:
    """Whether a client has closed its connection. Browsers never close only their half of it."""
    client.settimeout(0)  # or this would wait for something to read
    try:
        return not socket.socket.recv(client, 1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True


def _receive(source: IO[bytes], length: int, body: IO[bytes]) -> None:
    while part := source.read(PART):
        body.write(part)
    # Otherwise half a form would be saved as if it were complete.
    if body.tell() < length:
        raise ConnectionResetError(errno.ECONNRESET, "The client has gone.")
    body.seek(0)
