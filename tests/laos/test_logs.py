"""Logs contain no secret and no mail address, whether requests and letters succeed or fail."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import tempfile
from urllib.parse import quote

import pytest

from enrollment.letters import kinds, queueing, writing
from enrollment.letters.dates import date_of
from tests.factories import NOW, AppointedFactory, CoreSessionFactory
from tests.server import serve, test_database_url
from tests.servers.mail_server import MailServer

SECRET = "Hush-0123456789_abcdef"
SECRET_PAGES = [
    f"/my/calendar/{SECRET}.ics",
    f"/my/%63alendar/{SECRET}.ics",
    f"/my/calendar/{SECRET}",
    f"/accounts/confirm-email/{SECRET}/",
    f"/accounts/confirm-email/{SECRET}",
    f"/accounts/password/reset/key/1-{SECRET}/",
    f"/accounts/password/reset/key/1-{SECRET}).",
    f"/verify/{SECRET}/",
    f"/verify/{SECRET}/status/",
    f"/verify/?serial={SECRET}",
    f"/accounts/login/?next={quote(f'/my/calendar/{SECRET}.ics')}",
    f"/admin/enrollment/learningassistant/?q={SECRET}",
    f"/no-such-page/?email={SECRET}%40example.org",
]


@pytest.fixture
def output():
    with tempfile.TemporaryFile() as file:
        yield file


def written(output) -> str:
    output.seek(0)
    return output.read().decode()


@pytest.fixture
def server(django_db_setup, output):
    with serve(workers=1, output=output, LOG_LEVEL="DEBUG") as server:
        yield server


def ask(server, method, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(method, path, headers={"Connection": "close", **headers})
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_web_server_logs_no_secret_of_an_address(server, output):
    statuses = set()
    for page in SECRET_PAGES:
        statuses.add(ask(server, "GET", page, Referer=f"{server.url}{page}"))
        # Refused: one has no CSRF token, the other names a foreign host.
        statuses.add(ask(server, "POST", page))
        statuses.add(ask(server, "GET", page, Host=f"{SECRET}@example.org"))
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(timeout=60)
    lines = written(output)
    assert statuses >= {200, 302, 400, 403, 404}
    assert lines.count('"GET /my/calendar/*** HTTP/1.1" 404') == 2
    assert "django.request: Not Found: /my/calendar/***" in lines
    assert "django.security.csrf: Forbidden" in lines
    assert SECRET.lower() not in lines.lower()


def test_a_refused_mail_address_is_in_no_line_of_the_worker(committed, output):
    person = AppointedFactory(email="refused.person@stud.example.org")
    facts: dict[str, object] = {"date": date_of(CoreSessionFactory())}
    writing.write([writing.Draft(person, kinds.PROMOTED, "test:1", lambda: facts)], NOW)
    queueing.queue_letters()
    mail_server = MailServer(unknown=person.email)
    mail_server.start()
    environment = {
        **os.environ,
        "DATABASE_URL": test_database_url(),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mail_server.port),
        "LOG_LEVEL": "DEBUG",
    }
    try:
        subprocess.run(
            [sys.executable, "-c", RUN_THE_TASK],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=True,
            timeout=120,
        )
    finally:
        mail_server.stop()
    lines = written(output)
    assert "could not be sent (try 1): {'***@stud.example.org': (550" in lines
    assert "refused.person" not in lines


# Run one task in a worker with the log setup of a real worker.
RUN_THE_TASK = """
from celery.contrib.testing.worker import start_worker
from laos.celery import app

app.conf.update(broker_url="memory://", result_backend="cache+memory://", task_ignore_result=False)
app.log.setup(loglevel="DEBUG", redirect_stdouts=app.conf.worker_redirect_stdouts)
with start_worker(app, perform_ping_check=False, loglevel="DEBUG"):
    app.tasks["enrollment.tasks.deliver_letters"].delay().get(timeout=60)
"""
