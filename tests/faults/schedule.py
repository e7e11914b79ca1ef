"""The faults and their times: a schedule of three minutes, and a short one for ``make test``."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

import psutil

from .servers import Stand

Act = Callable[[], None]
# The names of Celery's workers in the Procfile.
TASKS, LETTERS = "worker", "letters"


@dataclass
class Fault:
    """A fault that begins ``at`` seconds after the load and lasts ``lasts`` seconds; ``mend`` ends it."""

    at: float
    name: str
    begin: Act
    lasts: float = 0
    mend: Act = lambda: None
    silences: bool = False  # no heartbeat is possible while it lasts
    cuts_delivery: bool = False  # may hit between the mail server's acceptance and the commit
    # Times from ``time.monotonic``, set once it has happened.
    began: float = 0
    ended: float = 0


@dataclass
class Schedule:
    """The faults of a run. They may overlap, but start and end one at a time."""

    faults: list[Fault]
    failures: list[str] = field(default_factory=list)

    def play(self, began: float, tell: Callable[[str], None]) -> None:
        """Run all faults and return when the last one is mended. Call ``tell`` as each begins."""
        turns = [(fault.at, fault, True) for fault in self.faults]
        turns += [(fault.at + fault.lasts, fault, False) for fault in self.faults]
        for due, fault, begins in sorted(turns, key=lambda turn: (turn[0], not turn[2])):
            time.sleep(max(0, began + due - time.monotonic()))
            if begins:
                tell(f"Second {due:g}: {fault.name}")
            self._act(fault, begins=begins)

    def _act(self, fault: Fault, *, begins: bool) -> None:
        if begins:
            fault.began = time.monotonic()
        try:
            (fault.begin if begins else fault.mend)()
        except Exception as error:  # the run continues; the report lists the failure
            self.failures.append(f"{fault.name} could not be done: {error!r}")
        fault.ended = time.monotonic()


class SlowClients:
    """Clients that each send half a request and then stall. A client that is cut off reconnects."""

    HALF = b"POST /register/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n"

    def __init__(self, port: int, number: int) -> None:
        self.port, self.number = port, number
        self.over = threading.Event()
        self.cut_off = 0

    def begin(self) -> None:
        self.thread = threading.Thread(target=self._hang, daemon=True)
        self.thread.start()

    def mend(self) -> None:
        self.over.set()
        self.thread.join()

    def _hang(self) -> None:
        clients: list[socket.socket] = []
        while True:
            while len(clients) < self.number:
                with suppress(OSError):
                    client = socket.create_connection(("127.0.0.1", self.port), timeout=5)
                    client.sendall(self.HALF)
                    client.setblocking(False)
                    clients.append(client)
                    continue
                break
            if self.over.wait(0.5):
                break
            gone = [client for client in clients if _is_cut_off(client)]
            self.cut_off += len(gone)
            clients = [client for client in clients if client not in gone]
        for client in clients:
            client.close()


def _is_cut_off(client: socket.socket) -> bool:
    try:
        return client.recv(4096) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


class Stopped:
    """Suspend a process, and resume it if it still exists."""

    def __init__(self, find: Callable[[], psutil.Process]) -> None:
        self.find = find

    def begin(self) -> None:
        self.process = self.find()
        self.process.suspend()

    def mend(self) -> None:
        with suppress(psutil.NoSuchProcess):
            self.process.resume()


def _stopped(
    at: float, name: str, find: Callable[[], psutil.Process], lasts: float, **what: bool
) -> Fault:
    stopped = Stopped(find)
    return Fault(at, name, stopped.begin, lasts, stopped.mend, **what)


def _slow(stand: Stand, at: float, lasts: float, number: int = 40) -> Fault:
    clients = SlowClients(stand.site.port, number)
    return Fault(at, f"{number} slow clients hang", clients.begin, lasts, clients.mend)


def of_three_minutes(stand: Stand) -> Schedule:
    return Schedule(
        [
            _slow(stand, 5, lasts=60),
            _kill_web(stand, 10),
            # Long before Redis stalls, so that a heartbeat can follow in time.
            Fault(12, "Redis is flushed", stand.broker.flush),
            _stopped(22, "a web worker is stopped", stand.site.web_worker, 10),
            *_mail(stand, 24, stopped=10, refuses=60),
            _kill_redis(stand, 38, away=4),
            _kill_child(stand, 48, LETTERS),
            _stopped(
                52,
                "Celery's worker is stopped",
                partial(stand.site.worker, TASKS),
                8,
                silences=True,
            ),
            _killed(54, "beat is killed", stand.site.beat),
            _kill_worker(stand, 63, TASKS),
            # Early enough for a heartbeat before Redis stalls.
            _stopped(66, "beat is stopped", stand.site.beat, 10, silences=True),
            _kill_worker(stand, 67, LETTERS),
            Fault(
                94,
                "Redis accepts and does not answer",
                stand.broker.stop_answering,
                60,
                stand.broker.go_on,
                silences=True,
            ),
            _kill_web(stand, 125),
            _restart_database(stand, 158),
            _kill_redis(stand, 164, away=2),
            _kill_child(stand, 170, TASKS),
        ]
    )


def of_ten_seconds(stand: Stand) -> Schedule:
    return Schedule(
        [
            _slow(stand, 0.5, lasts=6),
            _kill_web(stand, 1),
            _stopped(2, "the mail server is stopped", stand.mail.find, 1.5, cuts_delivery=True),
            _kill_child(stand, 3, LETTERS),
            _kill_redis(stand, 4, away=1),
            _restart_database(stand, 6),
            _kill_worker(stand, 8, LETTERS),
        ]
    )


def _killed(
    at: float, name: str, find: Callable[[], psutil.Process], *, cuts_delivery: bool = False
) -> Fault:
    return Fault(at, name, lambda: find().kill(), cuts_delivery=cuts_delivery)


def _kill_web(stand: Stand, at: float) -> Fault:
    return _killed(at, "a web worker is killed", stand.site.web_worker)


def _kill_worker(stand: Stand, at: float, name: str) -> Fault:
    find = partial(stand.site.worker, name)
    return _killed(at, f"Celery's {name} is killed", find, cuts_delivery=True)


def _kill_child(stand: Stand, at: float, name: str) -> Fault:
    find = partial(stand.site.worker_child, name)
    return _killed(at, f"the child of Celery's {name} is killed", find, cuts_delivery=True)


def _kill_redis(stand: Stand, at: float, away: float) -> Fault:
    broker = stand.broker
    return Fault(at, "Redis is killed", broker.kill, away, broker.start_again, silences=True)


def _restart_database(stand: Stand, at: float) -> Fault:
    crash = stand.database.crash
    return Fault(at, "PostgreSQL is restarted at once", crash, silences=True, cuts_delivery=True)


def _mail(stand: Stand, at: float, *, stopped: float, refuses: float) -> list[Fault]:
    """Stall the mail server, let it work again, then make it refuse every connection."""
    mail = stand.mail
    return [
        _stopped(at, "the mail server is stopped", mail.find, stopped, cuts_delivery=True),
        Fault(
            at + stopped + 2,
            "the mail server refuses",
            mail.kill,
            refuses,
            mail.start,
            cuts_delivery=True,
        ),
    ]
