"""What goes wrong, and when: a list of faults for the three minutes, and a short one for ``make test``."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import psutil

from .servers import Stand

Act = Callable[[], None]


@dataclass
class Fault:
    """Something that goes wrong so many seconds after the load has begun; ``mend`` ends it, if it does not end itself."""

    at: float
    name: str
    begin: Act
    lasts: float = 0
    mend: Act = lambda: None
    silences: bool = False  # no heartbeat comes while it lasts
    # On the clock of ``time.monotonic``, once it has happened.
    began: float = 0
    ended: float = 0


@dataclass
class Schedule:
    """The faults of a run. They may overlap; each begins and ends in its turn."""

    faults: list[Fault]
    failures: list[str] = field(default_factory=list)

    def play(self, began: float, tell: Callable[[str], None]) -> None:
        """Return when everything has happened and is mended; tell of each as it begins."""
        turns = [(one.at, one, True) for one in self.faults]
        turns += [(one.at + one.lasts, one, False) for one in self.faults]
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
        except Exception as error:  # the run goes on, and its end tells of it
            self.failures.append(f"{fault.name} could not be done: {error!r}")
        fault.ended = time.monotonic()


class SlowClients:
    """Clients that send half a request each and then nothing; one that is cut off comes again."""

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
            gone = [one for one in clients if _is_cut_off(one)]
            self.cut_off += len(gone)
            clients = [one for one in clients if one not in gone]
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
    """Processes that are stopped and set going again, unless something has ended them meanwhile."""

    def __init__(self, find: Callable[[], psutil.Process]) -> None:
        self.find = find

    def begin(self) -> None:
        self.process = self.find()
        self.process.suspend()

    def mend(self) -> None:
        with suppress(psutil.NoSuchProcess):
            self.process.resume()


def _stopped(
    at: float,
    name: str,
    find: Callable[[], psutil.Process],
    lasts: float,
    *,
    silences: bool = False,
) -> Fault:
    stopped = Stopped(find)
    return Fault(at, name, stopped.begin, lasts, stopped.mend, silences)


def _slow(stand: Stand, at: float, lasts: float, number: int = 40) -> Fault:
    clients = SlowClients(stand.site.port, number)
    return Fault(at, f"{number} slow clients hang", clients.begin, lasts, clients.mend)


def of_three_minutes(stand: Stand) -> Schedule:
    site, broker, mail = stand.site, stand.broker, stand.mail
    return Schedule(
        [
            _slow(stand, 5, lasts=60),
            Fault(12, "a web worker is killed", lambda: site.web_worker().kill()),
            _stopped(16, "a web worker is stopped", site.web_worker, lasts=12),
            _stopped(22, "the mail server is stopped", lambda: mail.process, lasts=10),
            Fault(34, "the mail server refuses", mail.kill, 60, mail.start),
            Fault(38, "Redis is killed", broker.kill, 4, broker.start_again, True),
            Fault(
                48, "the child of the Celery worker is killed", lambda: site.worker_child().kill()
            ),
            _stopped(52, "the Celery worker is stopped", site.worker, lasts=8, silences=True),
            Fault(63, "the Celery worker is killed", lambda: site.worker().kill()),
            Fault(70, "beat is killed", lambda: site.beat().kill()),
            _stopped(76, "beat is stopped", site.beat, lasts=10, silences=True),
            Fault(90, "Redis is flushed", broker.flush),
            Fault(
                94,
                "Redis accepts and does not answer",
                broker.stop_answering,
                60,
                broker.go_on,
                True,
            ),
            Fault(125, "a web worker is killed", lambda: site.web_worker().kill()),
            Fault(158, "PostgreSQL is restarted at once", stand.database.crash),
            Fault(164, "Redis is killed", broker.kill, 2, broker.start_again, True),
            Fault(
                170, "the child of the Celery worker is killed", lambda: site.worker_child().kill()
            ),
        ]
    )


def of_ten_seconds(stand: Stand) -> Schedule:
    site, broker, mail = stand.site, stand.broker, stand.mail
    return Schedule(
        [
            _slow(stand, 0.5, lasts=6),
            Fault(1, "a web worker is killed", lambda: site.web_worker().kill()),
            _stopped(2, "the mail server is stopped", lambda: mail.process, lasts=1.5),
            Fault(
                3, "the child of the Celery worker is killed", lambda: site.worker_child().kill()
            ),
            Fault(4, "Redis is killed", broker.kill, 1, broker.start_again, True),
            Fault(6, "PostgreSQL is restarted at once", stand.database.crash),
            Fault(8, "the Celery worker is killed", lambda: site.worker().kill()),
        ]
    )
