"""The two pages for whoever watches over the service, asked with real parts that are up, down or silent."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from laos.celery import app
from laos.health import BEAT_MAY_BE_LATE, LAST_BEAT
from laos.tasks import heartbeat

FAST = 10  # seconds; each question to a silent part may cost two

# What a process of its own answers, whose database or Redis may be elsewhere than ours.
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
def closed_port():
    """A port that nothing listens at, while the test has it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture
def silent_port():
    """A port at which calls are taken and never answered."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def ask_elsewhere(path, **environment):
    environment = {"DJANGO_SETTINGS_MODULE": "laos.settings", **os.environ, **environment}
    answer = subprocess.run(
        [sys.executable, "-c", ASK, path], env=environment, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stderr
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


@pytest.mark.django_db
class TestReady:
    URL = "/readyz/"

    def test_all_is_well_once_beat_and_worker_have_given_a_sign(self, client):
        heartbeat()
        response = client.get(self.URL)
        assert response.status_code == 200
        assert response.json() == {"database": "ok", "broker": "ok", "beat": "ok", "letters": "ok"}

    def test_one_query_is_enough(self, client, django_assert_num_queries):
        with django_assert_num_queries(1):
            client.get(self.URL)

    def test_without_any_sign_it_is_not_ready(self, client):
        response = client.get(self.URL)
        assert response.status_code == 503
        assert response.json() == {
            "database": "ok",
            "broker": "ok",
            "beat": "BeatIsLateError",
            "letters": "ok",
        }

    def test_a_sign_that_is_too_old_counts_for_nothing(self, client):
        late = timezone.now() - BEAT_MAY_BE_LATE
        cache.set(LAST_BEAT, late.timestamp() - 1, timeout=None)
        assert client.get(self.URL).json()["beat"] == "BeatIsLateError"

    def test_beat_gives_its_sign_often_enough(self):
        entry = app.conf.beat_schedule["heartbeat"]
        assert entry["task"] == heartbeat.name
        assert entry["schedule"] * 3 <= BEAT_MAY_BE_LATE.total_seconds()

    def test_no_cache_may_keep_the_answer(self, client):
        assert "no-store" in client.get(self.URL)["Cache-Control"]

    def test_in_production_both_pages_answer_on_plain_http_and_by_any_name(self, client, settings):
        """Whoever watches asks the process itself, not the proxy that speaks https."""
        settings.SECURE_SSL_REDIRECT = True
        settings.ALLOWED_HOSTS = ["laos.example.org"]
        by_address = {"SERVER_NAME": "127.0.0.1"}
        assert client.get("/my/", **by_address).status_code == 400
        assert client.get(reverse("healthz"), **by_address).status_code == 200
        assert client.get(reverse("readyz"), **by_address).status_code == 503


class TestPartsThatAreDown:
    def test_the_database_is_named(self, closed_port):
        url = f"postgresql://laos:hush@127.0.0.1:{closed_port}/laos"
        status, body = ask_elsewhere("/readyz/", DATABASE_URL=url)
        report = json.loads(body)
        assert status == 503
        assert report["database"] == "OperationalError"
        assert report["broker"] == "ok"
        assert "hush" not in body

    def test_the_broker_is_named(self, closed_port):
        status, body = ask_elsewhere(
            "/readyz/", REDIS_URL=f"redis://:hush@127.0.0.1:{closed_port}/0"
        )
        report = json.loads(body)
        assert status == 503
        assert report["database"] == "ok"
        assert report["broker"] != "ok"
        assert report["beat"] != "ok"
        assert "hush" not in body

    def test_a_silent_broker_does_not_keep_one_waiting(self, silent_port):
        status, body = ask_elsewhere("/readyz/", REDIS_URL=f"redis://127.0.0.1:{silent_port}/0")
        assert status == 503
        assert json.loads(body)["broker"] != "ok"

    def test_a_silent_database_does_not_keep_one_waiting(self, silent_port):
        url = f"postgresql://laos@127.0.0.1:{silent_port}/laos"
        status, body = ask_elsewhere("/readyz/", DATABASE_URL=url)
        assert status == 503
        assert json.loads(body)["database"] == "OperationalError"
