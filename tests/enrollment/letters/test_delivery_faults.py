"""Every letter arrives exactly once, whatever happens to the mail server, Redis and the workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest
import redis
from celery import current_app
from post_office.models import STATUS, Email

from enrollment.letters import kinds, queueing, writing
from enrollment.letters.dates import date_of
from enrollment.models import Letter
from tests.factories import NOW, AppointedFactory, CoreSessionFactory
from tests.redis_databases import BROKER, redis_database
from tests.server import test_database_url
from tests.servers.mail_server import MailServer
from tests.size import daily_or_all

LETTERS = daily_or_all(100, 2_000)
KILLED_AT = {LETTERS // 10, LETTERS // 2, LETTERS * 3 // 4}
TIME_LIMIT = 600  # seconds; a letter may need several attempts


@pytest.fixture
def broker():
    url = redis_database(BROKER)
    client = redis.Redis.from_url(url)
    client.flushdb()
    yield client, url
    client.flushdb()
    client.close()


@pytest.fixture
def letters(committed):
    people = AppointedFactory.create_batch(100)
    facts: dict[str, object] = {"date": date_of(CoreSessionFactory())}
    writing.write(
        [
            writing.Draft(people[number % 100], kinds.PROMOTED, f"test:{number}", lambda: facts)
            for number in range(LETTERS)
        ],
        NOW,
    )
    queueing.queue_letters()
    return set(Email.objects.values_list("message_id", flat=True))


class Workers:
    """Two workers; a dead one is replaced."""

    def __init__(self, broker_url: str, mail_port: int) -> None:
        self.environment = {
            **os.environ,
            "DATABASE_URL": test_database_url(),
            "REDIS_URL": broker_url,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail_port),
            "LOG_LEVEL": "ERROR",
        }
        self.killed = 0
        self.processes = [self.start() for _ in range(2)]

    def start(self) -> subprocess.Popen:
        command = ["-m", "celery", "-A", "laos", "worker", "--concurrency", "1", "-l", "ERROR"]
        name = f"worker{time.monotonic_ns()}@%h"
        return subprocess.Popen([sys.executable, *command, "-n", name], env=self.environment)

    def kill_the_worker_at(self, port: int) -> None:
        """SIGKILL the worker that has a connection from this port, with all its processes."""
        for process in self.processes:
            if process.poll() is not None:
                continue
            family = [psutil.Process(process.pid), *psutil.Process(process.pid).children()]
            if any(
                connection.laddr.port == port
                for member in family
                for connection in member.net_connections()
            ):
                for member in family:
                    member.send_signal(signal.SIGKILL)
                process.wait()
                self.killed += 1

    def replace_the_dead(self) -> None:
        self.processes = [
            process if process.poll() is None else self.start() for process in list(self.processes)
        ]

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(timeout=60)


def test_every_letter_arrives_once_through_every_fault(letters, broker):
    client, broker_url = broker
    killed_at: set[int] = set()
    flushed = False
    workers: Workers

    def strike(number: int, port: int) -> bool:
        """Empty Redis once, and kill the worker that delivers at three moments."""
        nonlocal flushed
        if number > LETTERS // 2 and not flushed:
            client.flushdb()
            flushed = True
        if number not in KILLED_AT - killed_at:
            return False
        killed_at.add(number)
        workers.kill_the_worker_at(port)
        return True

    mail_server = MailServer(refuse_every=3, per_connection=50, before_yes=strike)
    mail_server.start()
    workers = Workers(broker_url, mail_server.port)
    deadline = time.monotonic() + TIME_LIMIT
    try:
        with current_app.connection_for_write(broker_url) as connection:
            while Email.objects.exclude(status=STATUS.sent).exists():
                assert time.monotonic() < deadline, f"{sum(mail_server.accepted.values())} arrived"
                workers.replace_the_dead()
                # Celery beat does this every minute.
                current_app.send_task(writing.DELIVER, connection=connection)
                time.sleep(0.5)  # the interval of beat, not a synchronisation
    finally:
        workers.stop()
        mail_server.stop()
    assert (workers.killed, flushed) == (len(KILLED_AT), True)
    assert mail_server.connections > LETTERS // 50
    assert set(mail_server.accepted) == letters
    assert set(mail_server.accepted.values()) == {1}
    assert Letter.objects.count() == LETTERS
