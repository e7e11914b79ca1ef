"""The servers of a run, which can be killed, suspended and resumed."""

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
from tests.servers.mail_server import free_port

PROJECT = Path(__file__).parents[2]
PATIENCE = 60  # seconds for the site to end
# Wrapper processes, whose command line contains that of the program they start.
WRAPPERS = r"^sh -c|laos\.guard"
RESTART = 30  # seconds allowed for a killed process to be restarted


class NotRunningError(Exception):
    """A server did not start or is not running."""


class Database(embedded.Postgres):
    """The PostgreSQL server that ``laos.embedded`` started for this run."""

    @staticmethod
    def spare_the_disk() -> None:
        """Turn fsync off. Committed data still survives a crash of the server, though not of the machine."""
        with connection.cursor() as cursor:
            cursor.execute("ALTER SYSTEM SET fsync = off")
            cursor.execute("SELECT pg_reload_conf()")

    def crash(self) -> None:
        """Restart in immediate mode: cut every connection and recover committed data from the log.

        Raise ``NotRunningError`` if PostgreSQL does not start again.
        """
        if not self._control("restart", "-w", "-m", "immediate", "-l", self.log):
            raise NotRunningError("PostgreSQL did not start again.")


class Broker(embedded.Redis):
    """The Redis server that ``laos.embedded`` started for this run."""

    @property
    def process(self) -> psutil.Process:
        return psutil.Process(int((self.folder / "pid").read_text()))

    def kill(self) -> None:
        process = self.process
        process.kill()
        psutil.wait_procs([process])

    def start_again(self) -> None:
        """Start at the same address without data; raise ``NotRunningError`` if Redis does not start."""
        if not embedded.run([self.program, self.folder / "redis.conf"]) or not self._wait():
            raise NotRunningError("Redis did not start again.")

    def stop_answering(self) -> None:
        self.process.suspend()

    def go_on(self) -> None:
        self.process.resume()

    def flush(self) -> None:
        self._say("FLUSHALL")


class MailHost:
    """The mail server process and its record of accepted letters."""

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
    """The processes of the Procfile, started as in ``make run``."""

    def __init__(self, folder: Path, environment: dict[str, str], mail: MailHost) -> None:
        self.port = free_port()
        self.log = folder / "site.log"
        self.log.write_text("")
        # Forget the schedule of the previous run.
        for schedule in folder.glob("beat-schedule*"):
            schedule.unlink()
        self.environment = {
            **environment,
            "PORT": str(self.port),
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "EMAIL_HOST": "127.0.0.1",
            "LAOS_LETTERS_SETTLE": "0",
            "EMAIL_PORT": str(mail.port),
            "LAOS_VAR": str(folder),
            "DJANGO_SETTINGS_MODULE": "laos.settings",
        }
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = psutil.Popen(
                [sys.executable, "-m", "laos.processes.procfile"],
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
        for process in self._all():
            with suppress(psutil.NoSuchProcess):
                process.resume()
        with suppress(psutil.NoSuchProcess):
            self.process.terminate()
        self.process.wait(PATIENCE)

    def web_worker(self) -> psutil.Process:
        return self._child("gunicorn")

    def worker(self, name: str) -> psutil.Process:
        """Return the main process of a Celery worker, by its name in the Procfile."""
        return self._wait_for(lambda: self._called(f"celery.*{name}@"))

    def worker_child(self, name: str) -> psutil.Process:
        return self._child(f"celery.*{name}@")

    def beat(self) -> psutil.Process:
        return self._wait_for(lambda: self._called("celery.* beat"))

    def _child(self, pattern: str) -> psutil.Process:
        return self._wait_for(
            lambda: [child for parent in self._called(pattern)[:1] for child in parent.children()]
        )

    def _called(self, pattern: str) -> list[psutil.Process]:
        """Return the processes whose command line or title matches, parents before their children."""
        commands = [
            (child, " ".join(child.cmdline())) for child in self.process.children(recursive=True)
        ]
        return [
            child
            for child, command in commands
            if re.search(pattern, command) and not re.search(WRAPPERS, command)
        ]

    @staticmethod
    def _wait_for(find: Callable[[], list[psutil.Process]]) -> psutil.Process:
        """Return the first process found; wait up to ``RESTART`` seconds, then raise ``NotRunningError``."""
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
    """Start the mail server and the site, yield all servers, and stop the two afterwards.

    PostgreSQL and Redis must already be running.
    """
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
