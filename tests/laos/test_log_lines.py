"""Each log line gives its time, request and source; the error page names its request."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile

import pytest
from django.urls import include, path

from tests.server import serve, test_database_url
from tests.servers.celery_processes import PATIENCE
from tests.servers.redis_server import RedisServer

WHEN = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d"
LINE = re.compile(rf"^{WHEN} (DEBUG|INFO|WARNING|ERROR|CRITICAL) \[(\S+) (\S+)\] (\S+): (.*)$")
GIVEN = "0123456789abcdef"


def broken(request):
    raise ZeroDivisionError


# The URLconf of a site with one failing page.
handler500 = "laos.middleware.busy.server_error"
urlpatterns = [path("broken/", broken), path("", include("laos.urls"))]


@pytest.fixture
def output():
    with tempfile.TemporaryFile() as file:
        yield file


def ask(server, page, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(method, page, headers=headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()
    finally:
        connection.close()


def lines(server, output) -> list[re.Match]:
    """Stop the server and return its log lines; a line without a prefix, as in a traceback, fails."""
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(timeout=60)
    output.seek(0)
    written = output.read().decode().splitlines()
    found = [LINE.match(line) for line in written]
    assert all(found), written
    return [match for match in found if match]


def test_every_line_says_when_of_which_request_and_from_where(django_db_setup, output):
    with serve(workers=1, output=output, TRUSTED_PROXY_COUNT="1", LOG_LEVEL="INFO") as server:
        status, headers, _body = ask(
            server, "/no-such-page/", **{"X-Request-ID": GIVEN, "X-Forwarded-For": "192.0.2.7"}
        )
        assert (status, headers["X-Request-ID"]) == (404, GIVEN)
        found = lines(server, output)
    of_request = [line.groups() for line in found if line[2] == GIVEN]
    assert {client for _level, _id, client, _name, _said in of_request} == {"192.0.2.7"}
    assert {name for _level, _id, _client, name, _said in of_request} == {
        "django.request",
        "gunicorn.access",
    }


@pytest.mark.parametrize("given", ["short", "x" * 65, "<script>alert(1)</script>", "a b c d e f g"])
def test_a_number_that_is_none_is_replaced(client, settings, given):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answer = client.get(
        "/healthz/", headers={"X-Request-ID": given, "X-Forwarded-For": "192.0.2.7"}
    )
    assert re.fullmatch("[0-9a-f]{16}", answer["X-Request-ID"])


def test_a_number_is_taken_from_no_stranger(client):
    assert client.get("/healthz/", headers={"X-Request-ID": GIVEN})["X-Request-ID"] != GIVEN


def test_health_checks_are_logged_only_where_they_fail(django_db_setup, output):
    with serve(workers=1, output=output) as server:
        for page in ("/healthz/", "/readyz/", "/metrics/"):
            assert ask(server, page)[0] == 200
        assert ask(server, "/statusz/")[0] == 503
        said = [line[5] for line in lines(server, output) if line[4] == "gunicorn.access"]
    (line,) = said
    assert line.startswith('"GET /statusz/ HTTP/1.1" 503')


def test_asking_for_the_head_alone_is_no_warning(django_db_setup, output):
    with serve(workers=1, output=output) as server:
        for page in ("/", "/accounts/login/", "/healthz/", "/verify/", "/static/favicon.svg"):
            assert ask(server, page, "HEAD")[0] == 200
        assert {line[1] for line in lines(server, output)} == {"INFO"}


def test_the_error_page_tells_which_request_it_was(closed_port, output):
    gone = f"postgresql://laos@127.0.0.1:{closed_port}/laos"
    with serve(workers=1, output=output, DATABASE_URL=gone) as server:
        status, headers, body = ask(server, "/", **{"Accept-Language": "en"})
        assert status == 503
        number = headers["X-Request-ID"]
        assert re.search(rf"tell us: \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d, request {number}", body)
        assert {line[4] for line in lines(server, output) if line[2] == number} == {
            "django.request",
            "gunicorn.access",
        }


def test_so_does_the_page_of_an_error_of_ours(client, settings, db):
    client.raise_request_exception = False
    settings.ROOT_URLCONF = __name__
    answer = client.get("/broken/", headers={"Accept-Language": "en"})
    assert answer.status_code == 500
    assert f"request {answer['X-Request-ID']}" in answer.content.decode()


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (["worker", "--concurrency", "1", "--loglevel", "INFO"], "ready."),
        (["beat", "--loglevel", "INFO"], "beat: Starting..."),
    ],
)
def test_the_worker_and_beat_write_the_same_lines(tmp_path, django_db_setup, program, words):
    redis_server = RedisServer(tmp_path)
    redis_server.start()
    schedule = ["--schedule", str(tmp_path / "schedule")] if program[0] == "beat" else []
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "laos", "--quiet", *program, *schedule],
        env={
            **os.environ,
            "DATABASE_URL": test_database_url(),
            "REDIS_URL": redis_server.url,
            "PYTHONWARNINGS": "ignore::UserWarning",
        },
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        written: list[str] = []
        while words not in (line := process.stdout.readline()):
            assert line, written
            written.append(line)
        written.append(line)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)
        redis_server.kill()
    assert [line for line in written if not LINE.match(line.rstrip("\n"))] == []
