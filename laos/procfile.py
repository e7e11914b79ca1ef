"""Run the processes of the Procfile together: ``python -m laos.procfile``.

All are stopped when one of them ends by itself, when Ctrl-C or another signal asks for it, and when the terminal is
closed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType

PATIENCE = 10  # seconds from the request to end to the end by force


class Processes:
    """Processes that are started and stopped together."""

    def __init__(self) -> None:
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.told: set[str] = set()
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        signal.signal(signal.SIGALRM, self._out_of_patience)

    def run(self, commands: dict[str, str]) -> str | None:
        """Start them, and stop them when asked or when one has ended: then the answer says which."""
        try:
            for name, command in commands.items():
                # In a session of its own: what the terminal sends to all reaches only us.
                self.running[name] = subprocess.Popen(["sh", "-c", command], start_new_session=True)
            if self.asked:
                self._tell_to_stop()
            first, status = os.wait()
        finally:
            self._stop()
        if self.asked:
            return None
        (name,) = [name for name, process in self.running.items() if process.pid == first]
        return (
            f"{name} has ended (exit code {os.waitstatus_to_exitcode(status)}), so all is stopped."
        )

    def _stop(self) -> None:
        self._tell_to_stop()
        for process in self.running.values():
            process.wait()
        signal.alarm(0)
        self._kill()

    def _tell_to_stop(self) -> None:
        if not self.told:
            signal.alarm(PATIENCE)
        # Each once: a second request would be a harder one.
        for name, process in self.running.items():
            if name not in self.told:
                self.told.add(name)
                process.terminate()

    def _kill(self) -> None:
        for process in self.running.values():
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        self._tell_to_stop()

    def _out_of_patience(self, number: int, frame: FrameType | None) -> None:
        self._kill()


def read(path: Path) -> dict[str, str]:
    """The commands by name."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [line.split(":", 1) for line in lines if line.strip()]
    return {name.strip(): command.strip() for name, command in pairs}


if __name__ == "__main__":
    sys.exit(Processes().run(read(Path("Procfile"))))
