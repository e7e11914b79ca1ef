"""Run ``make run`` as a whole: start it with its own data and port, and stop it.

Everything it starts, except the servers, writes to one pipe, which closes only when all have ended.
"""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import termios
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from enrollment import demo
from tests.laos.conftest import folder_for_servers, left_in, processes_in
from tests.servers.mail_server import free_port

PROJECT = Path(__file__).parents[3]
TIMEOUT = 120  # seconds; ten are usually enough
# Set by the test run itself, or by the `make test` around it.
NOT_HANDED_ON = {
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "SECRET_KEY_FILE",
    "BADGE_KEY",
    "BADGE_KEY_FILE",
    "MAKEFLAGS",
}

# Without a terminal, only make is signalled.
WHERE = {"in a terminal": lambda: ioctl(0, termios.TIOCSCTTY, 0), "by itself": None}


@pytest.fixture(scope="module")
def var():
    """Share the data: only the first start has to create the database and write the demo data."""
    with folder_for_servers() as folder:
        yield folder


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def terminal():
    """Both ends of a terminal: writing to the first is typing, the process gets the second."""
    first, second = pty.openpty()
    yield first, second
    os.close(first)


@pytest.fixture(params=["in a terminal"])
def running(request, var, port, terminal):
    """The system and its output, once all its parts are running."""
    environment = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    process = subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        cwd=PROJECT,
        env={**environment, "LAOS_VAR": str(var), "LAOS_FAST": "1"},
        stdin=terminal[1],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=WHERE[request.param],
    )
    os.close(terminal[1])
    said = ""
    while "Booting worker" not in said or "ready." not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    started = psutil.Process(process.pid).children(recursive=True)
    yield process, said
    for part in started:
        with suppress(psutil.NoSuchProcess):
            part.kill()
    process.communicate(timeout=TIMEOUT)


@pytest.mark.parametrize("running", ["by itself"], indirect=True)
def test_it_says_where_it_is_and_who_may_log_in_and_ends_when_asked(running, port, var):
    process, said = running
    address = f"http://127.0.0.1:{port}"
    assert address in said
    assert [account for account in demo.ACCOUNTS if account.username not in said] == []
    assert demo.PASSWORD in said
    # A slow step is announced before it begins.
    assert said.index("Bringing the database up to date") < said.index("Writing the demo data")
    with urlopen(f"{address}/") as page:
        assert page.status == 200
    assert processes_in(var)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=TIMEOUT)
    assert left_in(var) == []


@pytest.mark.rare
def test_ctrl_c_leaves_nothing(running, var, terminal):
    process, _ = running
    assert processes_in(var)
    os.write(terminal[0], b"\x03")
    rest, _errors = process.communicate(timeout=TIMEOUT)
    assert "LAOS has stopped." in rest
    assert left_in(var) == []
