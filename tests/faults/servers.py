"""The servers, each of which can be killed, stopped and set going again."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from django.db import connection

from laos import embedded
from tests.mail_server import free_port

PROJECT = Path(__file__).parents[2]
PATIENCE = 60  # seconds for the site to end
# What starts the program that is meant, and has its words in its own command.
WRAPPERS = r"^sh -c|laos\.guard"
RESTART = 30  # seconds in which a process that was killed is back


class NotRunningError(Exception):
    """A server did not start, or is not there."""


class Database(embedded.Postgres):
    """The PostgreSQL that ``laos.embedded`` has started for this run."""

    @staticmethod
    def spare_the_disk() -> None:
        """Leave writing to the disk to the system: what a server that crashes has committed survives all the same."""
        with connection.cursor() as cursor:
            cursor.execute("ALTER SYSTEM SET fsync = off")
            cursor.execute("SELECT pg_reload_conf()")

    def crash(self) -> None:
        """Restart in immediate mode: every connection is cut, and what was committed is recovered from the log."""
        if not self._control("restart", "-w", "-m", "immediate", "-l", self.log):
            raise NotRunningError("PostgreSQL did not start again.")


class Broker(embedded.Redis):
    """The Redis that ``laos.embedded`` has started for this run."""

    @property
    def process(self) -> psutil.Process:
        return psutil.Process(int((self.folder / "pid").read_text()))

    def kill(self) -> None:
        process = self.process
        process.kill()
        psutil.wait_procs([process])

    def start_again(self) -> None:
        """At the same address, and empty."""
        if not embedded.run([self.program, self.folder / "redis.conf"]) or not self._wait():
            raise NotRunningError("Redis did not start again.")

    def stop_answering(self) -> None:
        self.process.suspend()

    def go_on(self) -> None:
        self.process.resume()

    def flush(self) -> None:
        self._say("FLUSHALL")


class MailHost:
    """The mail server, a process of its own, and its record of what it has accepted."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.record = folder / "mail.jsonl"
        self.record.write_text("")
        self.start()

    def start(self) -> None:
        self.process = psutil.Popen(
            [sys.executable, "-m", "tests.faults.mailing", str(self.port), str(self.record)],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
        )
        if not self.process.stdout.readline():
            raise NotRunningError("The mail server did not start.")

    def find(self) -> psutil.Process:
        return self.process

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


class Site:
    """The processes of the Procfile, by the program that runs them in ``make run``."""

    def __init__(self, folder: Path, environment: dict[str, str], mail: MailHost) -> None:
        self.port = free_port()
        self.log = folder / "site.log"
        self.log.write_text("")
        # What was due in the last run is not due in this one.
        for schedule in folder.glob("beat-schedule*"):
            schedule.unlink()
        self.environment = {
            **environment,
            "PORT": str(self.port),
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail.port),
            "LAOS_VAR": str(folder),
            "DJANGO_SETTINGS_MODULE": "laos.settings",
        }
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = psutil.Popen(
                [sys.executable, "-m", "laos.procfile"],
                cwd=PROJECT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def stop(self) -> None:
        for one in self._all():
            with suppress(psutil.NoSuchProcess):
                one.resume()
        with suppress(psutil.NoSuchProcess):
            self.process.terminate()
        self.process.wait(PATIENCE)

    def web_worker(self) -> psutil.Process:
        return self._child("gunicorn")

    def worker(self, name: str) -> psutil.Process:
        """The main process of a Celery worker, by its line of the Procfile."""
        return self._wait_for(lambda: self._called(f"celery.*{name}@"))

    def worker_child(self, name: str) -> psutil.Process:
        return self._child(f"celery.*{name}@")

    def beat(self) -> psutil.Process:
        return self._wait_for(lambda: self._called("celery.* beat"))

    def _child(self, pattern: str) -> psutil.Process:
        return self._wait_for(
            lambda: [one for it in self._called(pattern)[:1] for one in it.children()]
        )

    def _called(self, pattern: str) -> list[psutil.Process]:
        """The processes whose command, or what they call themselves, is this; each before those it has started."""
        commands = [(one, " ".join(one.cmdline())) for one in self.process.children(recursive=True)]
        return [
            one
            for one, command in commands
            if re.search(pattern, command) and not re.search(WRAPPERS, command)
        ]

    @staticmethod
    def _wait_for(find: Callable[[], list[psutil.Process]]) -> psutil.Process:
        """The first that is found: what was killed just before may not be back yet."""
        deadline = time.monotonic() + RESTART
        while time.monotonic() < deadline:
            with suppress(psutil.NoSuchProcess):
                if found := find():
                    return found[0]
            time.sleep(0.05)
        raise NotRunningError("No such process is running.")

    def _all(self) -> list[psutil.Process]:
        try:
            return list(self.process.children(recursive=True))
        except psutil.NoSuchProcess:
            return []


class Stand:
    """All the servers of a run."""

    def __init__(self, database: Database, broker: Broker, mail: MailHost, site: Site) -> None:
        self.database, self.broker, self.mail, self.site = database, broker, mail, site


@contextmanager
def stand(folder: Path, environment: dict[str, str]) -> Iterator[Stand]:
    """Start the mail server and the site beside the PostgreSQL and Redis that are there, and stop them after."""
    mail = MailHost(folder)
    try:
        site = Site(folder, environment, mail)
        servers = Stand(Database(folder), Broker(folder), mail, site)
        try:
            yield servers
        finally:
            with suppress(psutil.NoSuchProcess):
                servers.broker.go_on()
            site.stop()
    finally:
        mail.kill()
