"""The monitoring pages, with real parts that are up, down or silent."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from completion.reminders import watching
from enrollment import clock
from laos.celery import app
from laos.tasks import heartbeat
from tests.factories import LetterFactory
from tests.server import get, serve

FAST = 30  # seconds, with a margin for a busy machine

# Runs in its own process, so that its database or Redis can be a different one.
ASK = """
import json, sys, time
import django
django.setup()
from django.test import Client
started = time.monotonic()
response = Client(SERVER_NAME="localhost").get(sys.argv[1])
print(json.dumps([response.status_code, response.content.decode(), time.monotonic() - started]))
"""


@pytest.fixture
def silent_port():
    """A port that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def run_elsewhere(path, **environment):
    environment = {"DJANGO_SETTINGS_MODULE": "laos.settings", **os.environ, **environment}
    answer = subprocess.run(
        [sys.executable, "-c", ASK, path], env=environment, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stderr
    return answer


def ask_elsewhere(path, **environment):
    answer = run_elsewhere(path, **environment)
    status, body, seconds = json.loads(answer.stdout.splitlines()[-1])
    assert seconds < FAST
    return status, body


def test_healthz_asks_nothing_but_the_process(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/healthz/")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_healthz_is_well_while_everything_else_is_down(closed_port):
    nowhere = f"127.0.0.1:{closed_port}"
    status, body = ask_elsewhere(
        "/healthz/", DATABASE_URL=f"postgresql://{nowhere}/laos", REDIS_URL=f"redis://{nowhere}/0"
    )
    assert (status, body) == (200, "ok\n")


def test_in_production_all_answer_on_plain_http_and_by_any_name(client, settings, db):
    """Monitoring asks the process directly, not through the https proxy."""
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["laos.example.org"]
    by_address = {"SERVER_NAME": "127.0.0.1"}
    assert client.get("/my/", **by_address).url == f"{settings.SITE_URL}/my/".replace(
        "http:", "https:"
    )
    answers = {
        name: client.get(reverse(name), **by_address).status_code
        for name in ("healthz", "readyz", "statusz", "metrics")
    }
    assert answers == {"healthz": 200, "readyz": 200, "statusz": 503, "metrics": 200}


@pytest.mark.parametrize("name", ["healthz", "readyz", "statusz", "metrics"])
def test_no_cache_may_keep_the_answer(client, db, name):
    assert "no-store" in client.get(reverse(name))["Cache-Control"]


@pytest.mark.django_db
class TestStatus:
    URL = "/statusz/"

    def test_all_is_well_once_beat_and_worker_have_given_a_sign(self, client):
        heartbeat()
        response = client.get(self.URL)
        assert response.status_code == 200
        assert response.json() == {
            "database": "ok",
            "documents": "ok",
            "broker": "ok",
            "beat": "ok",
            "watchdog": "ok",
            "tasks": "ok",
            "letters": "ok",
        }

    def test_beat_that_has_given_no_sign_is_late_and_the_host_serves_all_the_same(self, client):
        response = client.get(self.URL)
        assert response.status_code == 503
        assert response.json()["beat"] == "late"
        ready = client.get("/readyz/")
        assert (ready.status_code, ready.json()) == (200, {"database": "ok", "documents": "ok"})

    def test_a_sign_that_is_too_old_counts_for_nothing(self, client):
        watching.note_beat(clock.now() - watching.BEAT_MAY_BE_LATE - timedelta(seconds=1))
        assert client.get(self.URL).json()["beat"] == "late"

    def test_a_sign_outlives_redis(self, client):
        heartbeat()
        cache.clear()
        assert client.get(self.URL).json()["beat"] == "ok"

    def test_beat_gives_its_sign_often_enough(self):
        entry = app.conf.beat_schedule["heartbeat"]
        assert entry["task"] == heartbeat.name
        assert entry["schedule"] * 3 <= watching.BEAT_MAY_BE_LATE.total_seconds()


@pytest.mark.django_db
class TestMetrics:
    URL = "/metrics/"

    def numbers(self, client):
        lines = client.get(self.URL).content.decode().splitlines()
        return {name: float(value) for name, value in map(str.split, lines)}

    def test_letters_are_counted(self, client):
        heartbeat()
        LetterFactory(written_at=clock.now() - timedelta(hours=1))
        watching.look(clock.now())
        LetterFactory(written_at=clock.now())
        numbers = self.numbers(client)
        assert 0 <= numbers.pop("laos_beat_age_seconds") < FAST
        assert 0 <= numbers.pop("laos_watchdog_age_seconds") < FAST
        for task in app.conf.beat_schedule:
            assert 0 <= numbers.pop(f'laos_task_age_seconds{{task="{task}"}}') < FAST
        assert numbers == {
            "laos_database_up": 1,
            "laos_documents_writable": 1,
            "laos_broker_up": 1,
            "laos_letters_held": 0,
            "laos_letters_waiting": 2,
            "laos_letters_late": 1,
            "laos_letters_given_up": 0,
            "laos_letters_refused": 0,
            "laos_letters_unwritten": 0,
        }

    def test_what_never_ran_has_no_age(self, client):
        assert not [name for name in self.numbers(client) if name.endswith("age_seconds")]

    def test_through_the_proxy_it_does_not_exist(self, client):
        assert client.get(self.URL, headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 404


class TestPartsThatAreDown:
    def test_a_folder_of_documents_that_cannot_be_written_to_is_named(
        self, client, db, own_documents
    ):
        heartbeat()
        own_documents.write_text("A file in its place.")
        why = "LAOS_DOCUMENTS cannot be written to: File exists."
        ready, status = client.get("/readyz/"), client.get("/statusz/")
        assert (ready.status_code, ready.json()) == (503, {"database": "ok", "documents": why})
        assert (status.status_code, status.json()["documents"]) == (503, why)
        assert "laos_documents_writable 0\n" in client.get("/metrics/").content.decode()

    def test_looking_leaves_no_file(self, client, db, own_documents):
        assert client.get("/readyz/").status_code == 200
        assert list(own_documents.iterdir()) == []

    def test_the_database_is_named(self, closed_port):
        url = f"postgresql://laos:hush@127.0.0.1:{closed_port}/laos"
        status, body = ask_elsewhere("/statusz/", DATABASE_URL=url)
        assert status == 503
        assert json.loads(body) == {
            "database": "OperationalError",
            "documents": "ok",
            "broker": "ok",
            "beat": "unknown",
            "watchdog": "unknown",
            "tasks": "unknown",
            "letters": "unknown",
        }
        assert "hush" not in body

    def test_the_log_has_the_reason_in_one_line_and_no_secret(self, closed_port):
        url = f"postgresql://laos:hush@127.0.0.1:{closed_port}/laos"
        answer = run_elsewhere("/readyz/", DATABASE_URL=url)
        [line] = [line for line in answer.stderr.splitlines() if "laos.health: database: " in line]
        assert "WARNING" in line
        assert "Connection refused" in line
        assert "hush" not in answer.stdout + answer.stderr

    def test_the_broker_is_named(self, closed_port):
        status, body = ask_elsewhere(
            "/statusz/", REDIS_URL=f"redis://:hush@127.0.0.1:{closed_port}/0"
        )
        report = json.loads(body)
        assert status == 503
        assert report["database"] == "ok"
        assert report["broker"] == "OperationalError"
        assert "hush" not in body

    def test_a_silent_broker_does_not_keep_one_waiting(self, silent_port):
        status, body = ask_elsewhere("/statusz/", REDIS_URL=f"redis://127.0.0.1:{silent_port}/0")
        assert status == 503
        assert json.loads(body)["broker"] != "ok"

    @pytest.mark.rare
    def test_a_silent_broker_is_asked_by_one_thread_for_all(self, django_db_setup):
        """Otherwise each concurrent request would occupy a thread."""
        with socket.create_server(("127.0.0.1", 0), backlog=100) as listener:
            url = f"redis://127.0.0.1:{listener.getsockname()[1]}/0"
            with serve(workers=1, REDIS_URL=url) as server, ThreadPoolExecutor(16) as people:
                paths = ["/statusz/", "/metrics/"] * 8
                answers = [*people.map(lambda path: get(server, path), paths)]
            calls = 0
            listener.setblocking(False)
            with suppress(BlockingIOError):
                while True:
                    listener.accept()[0].close()
                    calls += 1
        assert {answer.status for answer in answers[::2]} == {503}
        assert all("laos_broker_up 0\n" in answer.body for answer in answers[1::2])
        # A second call is possible on a busy machine, after the pause.
        assert 1 <= calls <= 2

    @pytest.mark.parametrize("path", ["/readyz/", "/statusz/"])
    def test_a_silent_database_does_not_keep_one_waiting(self, silent_port, path):
        url = f"postgresql://laos@127.0.0.1:{silent_port}/laos"
        status, body = ask_elsewhere(path, DATABASE_URL=url)
        assert status == 503
        assert json.loads(body)["database"] == "OperationalError"

    def test_metrics_say_so(self, silent_port):
        status, body = ask_elsewhere(
            "/metrics/",
            DATABASE_URL=f"postgresql://laos@127.0.0.1:{silent_port}/laos",
            REDIS_URL=f"redis://127.0.0.1:{silent_port}/0",
        )
        assert (status, body) == (
            200,
            "laos_database_up 0\nlaos_documents_writable 1\nlaos_broker_up 0\n",
        )
