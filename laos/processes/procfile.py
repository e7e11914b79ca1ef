"""Run the processes of the Procfile together: ``python -m laos.processes.procfile``.

A process that ends by itself is restarted after a growing pause. All processes are stopped when one ends too often,
on Ctrl-C or another stop signal, and when the terminal is closed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from types import FrameType

# In seconds.
PATIENCE = 10  # from SIGTERM to SIGKILL
PAUSE = 1.0  # before the first restart; doubled for each further one
WITHIN = 600
LOOKS_EVERY = 0.1
RESTARTS = 5


class Processes:
    """Processes that start and stop together."""

    def __init__(self) -> None:
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.signalled: set[int] = set()
        self.asked = False
        # By name: when the process ended lately, and when it is due to restart. Monotonic seconds.
        self.ends: defaultdict[str, list[float]] = defaultdict(list)
        self.starts_at: dict[str, float] = {}
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        signal.signal(signal.SIGALRM, self._out_of_patience)

    def run(self, commands: dict[str, str]) -> str | None:
        """Run the commands until asked to stop, or until one keeps ending; then return a message that names it."""
        try:
            for name, command in commands.items():
                self._start(name, command)
            while not self.asked:
                for name, process in self.running.items():
                    if process.poll() is not None and not self._is_to_start_again(name):
                        return self._sentence(name, "so all is stopped")
                self._start_again(commands)
                time.sleep(LOOKS_EVERY)
        finally:
            self._stop()
        return None

    def _start(self, name: str, command: str) -> None:
        # Each process gets its own session, so the terminal's Ctrl-C reaches only this process.
        self.running[name] = subprocess.Popen(["sh", "-c", command], start_new_session=True)

    def _is_to_start_again(self, name: str) -> bool:
        """Schedule a restart; return False if the process was restarted ``RESTARTS`` times in ``WITHIN`` seconds."""
        if name in self.starts_at:
            return True
        now = time.monotonic()
        lately = [at for at in self.ends[name] if at > now - WITHIN]
        self.ends[name] = [*lately, now]
        if len(lately) == RESTARTS:
            return False
        pause = PAUSE * 2 ** len(lately)
        self.starts_at[name] = now + pause
        sys.stderr.write(self._sentence(name, f"and is started again in {pause:g} s") + "\n")
        return True

    def _start_again(self, commands: dict[str, str]) -> None:
        for name, at in list(self.starts_at.items()):
            if at <= time.monotonic():
                del self.starts_at[name]
                self._kill(self.running[name])
                self._start(name, commands[name])

    def _sentence(self, name: str, what_follows: str) -> str:
        return f"{name} has ended (exit code {self.running[name].returncode}), {what_follows}."

    def _stop(self) -> None:
        self._tell_to_stop()
        for process in self.running.values():
            process.wait()
        signal.alarm(0)
        self._kill_all()

    def _tell_to_stop(self) -> None:
        if not self.signalled:
            signal.alarm(PATIENCE)
        # Signal each process only once: many programs treat a second signal as a forced stop.
        for process in self.running.values():
            if process.pid not in self.signalled:
                self.signalled.add(process.pid)
                process.terminate()

    def _kill_all(self) -> None:
        for process in self.running.values():
            self._kill(process)

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kill the process and its children."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        self._tell_to_stop()

    def _out_of_patience(self, number: int, frame: FrameType | None) -> None:
        self._kill_all()


def read(path: Path) -> dict[str, str]:
    """Return the Procfile's commands by process name."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [line.split(":", 1) for line in lines if line.strip()]
    return {name.strip(): command.strip() for name, command in pairs}


def main() -> str | None:
    wrong = Processes().run(read(Path("Procfile")))
    if wrong is None:
        with suppress(OSError):  # the terminal is closed
            sys.stderr.write("LAOS has stopped. Its data is kept: make run starts it again.\n")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
