"""Slow clients, accidental or malicious, keep no one else waiting."""

from __future__ import annotations

import http.client
import select
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.backends.postgresql.base import DatabaseWrapper

from laos.processes import web_worker
from tests.server import CONFIGURATION, CSRF, serve, test_database_url

SLOW = 60  # clients, many more than the application's threads
NAME = "slow-clients"  # application_name of the server's database connections
IMPATIENCE = 2  # seconds
PROMPT = 10  # seconds on a busy machine, half of what a slow client may take

HEAD = b"Host: 127.0.0.1\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
BEGINNINGS = {
    "says nothing": b"",
    "never ends the headers": b"GET / HTTP/1.1\r\n" + HEAD + b"X-Slow: ",
    "never ends the form": b"POST /accounts/login/ HTTP/1.1\r\n" + HEAD + FORM + b"Content-Length: 9999\r\n\r\na=",
    "never ends a document": b"POST /my/equivalents/ HTTP/1.1\r\n" + HEAD + FORM + b"Content-Length: 9999999\r\n\r\na=",
    "never ends a part": b"POST /accounts/login/ HTTP/1.1\r\n" + HEAD + FORM + b"Transfer-Encoding: chunked\r\n\r\n9\r\na",
    "asks once and stays": b"GET /healthz/ HTTP/1.1\r\n" + HEAD + b"\r\n",
    "does not close": b"GET /healthz/ HTTP/1.0\r\n" + HEAD + b"\r\n",
}  # fmt: skip

IMPATIENT = """
import runpy
from laos.processes import web_worker

globals().update(runpy.run_path({configuration!r}))
web_worker.PATIENCE = {patience}
"""
CROWDED = """
import runpy
from laos.processes import web_worker

globals().update(runpy.run_path({configuration!r}))
web_worker.WAIT_FOR_ROOM = 0.5
"""


def started(server):
    """Return the server once it answers."""
    assert status_of(server, "/healthz/", timeout=60) == 200
    return server


@pytest.fixture(scope="module")
def server(django_db_setup):
    with serve(workers=1, PGAPPNAME=NAME) as server:
        yield started(server)


@pytest.fixture(scope="module")
def impatient(django_db_setup, tmp_path_factory):
    """A server that disconnects a client after a pause of two seconds."""
    configuration = tmp_path_factory.mktemp("impatient") / "gunicorn.py"
    configuration.write_text(
        IMPATIENT.format(configuration=str(CONFIGURATION), patience=IMPATIENCE)
    )
    with serve(workers=1, configuration=configuration) as server:
        yield started(server)


@pytest.fixture
def crowded(django_db_setup, tmp_path):
    """A server that waits half a second for a free slot on disk."""
    configuration = Path(tmp_path, "crowded.py")
    configuration.write_text(CROWDED.format(configuration=str(CONFIGURATION)))
    with serve(workers=1, configuration=configuration) as server:
        yield server


@contextmanager
def slow_clients(server, beginning: bytes, count: int = SLOW):
    clients = []
    try:
        for _ in range(count):
            client = socket.create_connection(("127.0.0.1", server.port), timeout=PROMPT)
            clients.append(client)
            client.sendall(beginning)
        yield clients
    finally:
        for client in clients:
            client.close()


def status_of(server, path: str, timeout: float = PROMPT) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=timeout)) as client:
        client.request("GET", path)
        return client.getresponse().status


def headers_of(content_type: str) -> dict[str, str]:
    return {"Content-Type": content_type, "Cookie": f"csrftoken={CSRF}", "X-CSRFToken": CSRF}


def ends(client: socket.socket) -> bool:
    """Return True once the server closes the connection; raise TimeoutError if it does not."""
    with suppress(ConnectionResetError):
        while client.recv(4096):
            pass
    return True


@pytest.mark.parametrize("beginning", BEGINNINGS.values(), ids=BEGINNINGS.keys())
def test_others_are_answered_while_many_clients(server, beginning):
    with slow_clients(server, beginning):
        for _ in range(3):
            assert status_of(server, "/healthz/") == 200
            assert status_of(server, "/accounts/login/") == 200


def test_others_are_answered_while_many_clients_do_not_read(server):
    path = staticfiles_storage.url("build/laos.css")
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() * 40
    with slow_clients(server, request):
        assert status_of(server, "/healthz/") == 200
        assert status_of(server, "/accounts/login/") == 200


def test_waiting_for_clients_takes_no_connection_to_the_database(server):
    with (
        slow_clients(server, b"GET / HTTP/1.1\r\n" + HEAD + b"\r\n"),
        ThreadPoolExecutor(20) as people,
    ):
        assert {*people.map(lambda _: status_of(server, "/", 60), range(60))} == {200}
        with (
            closing(DatabaseWrapper.Database.connect(test_database_url())) as database,
            database.cursor() as cursor,
        ):
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", [NAME]
            )
            (count,) = cursor.fetchone()
    # One connection per application thread, none for the sixty slow clients.
    assert 1 <= count <= 4


def test_a_client_that_pauses_too_long_is_hung_up_on(impatient):
    never = [BEGINNINGS[name] for name in BEGINNINGS if name.startswith("never")]
    with ExitStack() as stack:
        for clients in [
            stack.enter_context(slow_clients(impatient, beginning, 3)) for beginning in never
        ]:
            assert all(ends(client) for client in clients)


def test_a_slow_telephone_may_send_a_document_for_as_long_as_it_takes(impatient):
    body = b"language=en&next=/&document=" + b"x" * 3000
    client = http.client.HTTPConnection("127.0.0.1", impatient.port, timeout=PROMPT)
    with closing(client):
        client.putrequest("POST", "/i18n/setlang/")
        headers = headers_of("application/x-www-form-urlencoded")
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            client.putheader(name, value)
        client.endheaders()
        started = time.monotonic()
        while body:
            client.send(body[:300])
            body = body[300:]
            time.sleep(0.25)  # simulates a slow phone
        assert time.monotonic() - started > IMPATIENCE
        assert client.getresponse().status == 302


def test_a_large_request_arrives_whole(server):
    boundary = "part"
    document = b"\r\n".join(
        [b"--part", b'Content-Disposition: form-data; name="document"; filename="a.pdf"', b"", b"x" * 3 * web_worker.IN_MEMORY,
         b"--part", b'Content-Disposition: form-data; name="next"', b"", b"/my/",
         b"--part--", b""]
    )  # fmt: skip
    client = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    with closing(client):
        headers = headers_of(f"multipart/form-data; boundary={boundary}")
        client.request("POST", "/i18n/setlang/", document, headers)
        answer = client.getresponse()
    assert (answer.status, answer.headers["Location"]) == (302, "/my/")


@pytest.mark.rare
def test_while_large_requests_arrive_slowly_another_is_asked_to_come_back(crowded):
    large = BEGINNINGS["never ends a document"]
    with slow_clients(crowded, large, web_worker.ON_DISK_AT_ONCE + 1) as clients:
        # The order in which the clients arrive is not fixed.
        answered, *_ = select.select(clients, [], [], 60)
        (answer,) = [client.recv(4096).decode() for client in answered]
        assert answer.startswith("HTTP/1.1 503 ")
        assert "Retry-After: 5\r\n" in answer


def test_too_large_a_request_is_refused_before_it_is_sent(server):
    client = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PROMPT)
    with closing(client):
        client.putrequest("POST", "/my/equivalents/")
        client.putheader("Content-Length", str(settings.LARGEST_REQUEST + 1))
        client.endheaders()
        assert client.getresponse().status == 413


@pytest.fixture
def line():
    """The server's end of a connection, and the client's."""
    ours, client = socket.socketpair()
    with client, web_worker.PacedSocket(fileno=ours.detach()) as paced:
        yield paced, client


@pytest.fixture
def patience(monkeypatch):
    monkeypatch.setattr(web_worker, "PATIENCE", 0.2)
    return 0.2


def test_patience_is_not_saved_up(line, patience):
    paced, client = line
    paced.expect(patience)
    size = 50 * web_worker.SLOWEST
    client.sendall(b"x" * size)
    while size:
        size -= len(paced.recv(size))
    started = time.monotonic()
    with pytest.raises(ConnectionResetError):
        paced.recv(1)
    assert time.monotonic() - started < PROMPT


def test_what_lies_on_the_disk_has_to_come_faster(line):
    paced, client = line
    paced.expect(0.2, web_worker.SLOWEST_ON_DISK)
    size = 20 * web_worker.SLOWEST  # earns twenty seconds when the request is not on disk
    client.sendall(b"x" * size)
    started = time.monotonic()
    while size:
        size -= len(paced.recv(size))
    with pytest.raises(ConnectionResetError):
        paced.recv(1)
    assert time.monotonic() - started < PROMPT
    assert settings.LARGEST_REQUEST / web_worker.SLOWEST_ON_DISK < 36 * 60


def test_a_client_that_reads_nothing_is_hung_up_on(line, patience):
    paced, _client = line
    paced.expect(patience)
    with pytest.raises(ConnectionResetError):
        paced.sendall(b"x" * 2**24)
