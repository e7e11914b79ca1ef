"""Concurrent requests work through a pooler whose three connections are shared by all clients."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2
import pytest
from django.db import connection
from django.urls import reverse

from enrollment.models import User
from tests.enrollment.admin_pages import CANONICAL
from tests.factories import PASSWORD, AppointedFactory, RegistrationFactory, VerifiedUserFactory
from tests.server import Server, get, post, serve, session_cookie
from tests.servers.celery_processes import until
from tests.servers.mail_server import free_port

pytestmark = pytest.mark.usefixtures("committed")

CONNECTIONS = 3
EXPORTS = 120
PEOPLE = 40
CONFIGURATION = """
[databases]
{name} = host={host} port={port} user={user} connect_query='SET lock_timeout = 2000; SET statement_timeout = 20000; SET idle_in_transaction_session_timeout = 10000'

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own_port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 200
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Create a folder that any account running PgBouncer can read."""
    with tempfile.TemporaryDirectory(prefix="laos-pgbouncer-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def pooler(folder, django_db_setup) -> Iterator[str]:
    """Run PgBouncer in front of the test database and yield its URL."""
    program = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
    database, port = connection.settings_dict, free_port()
    file = folder / "pgbouncer.ini"
    file.write_text(
        CONFIGURATION.format(
            name=database["NAME"],
            host=database["HOST"],
            port=database["PORT"] or 5432,
            user=database["USER"],
            own_port=port,
            connections=CONNECTIONS,
        )
    )
    account: dict[str, Any] = {}
    if os.geteuid() == 0:
        # PgBouncer refuses to run as root. Only the embedded PostgreSQL's account can use its socket.
        unprivileged = pwd.getpwnam("nobody")
        account = {"user": unprivileged.pw_uid, "group": unprivileged.pw_gid, "extra_groups": []}
    process = subprocess.Popen([program, file], cwd=folder, **account)
    url = f"postgresql://{database['USER']}@127.0.0.1:{port}/{quote(database['NAME'])}"
    until(lambda: process.poll() is not None or answers(url))
    assert process.poll() is None, "PgBouncer did not start: see what it has written."
    yield url
    process.terminate()
    process.wait(timeout=60)


def answers(url: str) -> bool:
    try:
        psycopg2.connect(url).close()
    except psycopg2.OperationalError:
        return False
    return True


@pytest.fixture
def server(pooler) -> Iterator[Server]:
    with serve(workers=2, DATABASE_URL=pooler, DATABASE_POOLED="1") as server:
        yield server


def test_every_export_and_every_log_in_is_answered(server, settings):
    # The server does not have the tests' fast password hasher.
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[1:]
    root = VerifiedUserFactory(username="root", is_staff=True, is_superuser=True)
    # More rows than one fetch returns, so that a server-side cursor would have to fetch again.
    for _ in range(150):
        AppointedFactory()
    RegistrationFactory()
    cookie = session_cookie(root)
    tables = ["appointment", "department", "course", "coresession", "registration", "coordinator"]
    people = [VerifiedUserFactory(username=f"person-{number}") for number in range(PEOPLE)]

    def export(number: int) -> int:
        table = tables[number % len(tables)]
        path = reverse(f"admin:enrollment_{table}_export")
        fields: dict[str, object] = {"format": CANONICAL, "resource": ""}
        page = get(server, path, cookie).body
        names = {part.split('"')[0] for part in page.split('name="')[1:]}
        chosen: dict[str, object] = {
            name: "on" for name in names if name.startswith(("laos", f"{table}resource_"))
        }
        answer = post(server, path, cookie, fields | chosen)
        assert answer.body.count("\n") > (150 if table == "appointment" else 0), answer.body[:300]
        return answer.status

    def log_in(user: User) -> int:
        sent: dict[str, object] = {"login": user.username, "password": PASSWORD}
        return post(server, reverse("account_login"), "", sent).status

    with ThreadPoolExecutor(16) as crowd:
        exports = crowd.map(export, range(EXPORTS))
        logged_in = crowd.map(log_in, people)
        assert Counter(exports) == {200: EXPORTS}
        assert Counter(logged_in) == {302: PEOPLE}


def test_a_session_of_the_pooler_has_the_time_limits_and_no_other_settings(pooler):
    with closing(psycopg2.connect(pooler)) as session, session.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("2s",)
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("20s",)
