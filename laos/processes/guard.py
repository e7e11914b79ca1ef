"""Run a program and kill it when it gives no sign of life: ``python -m laos.processes.guard COMMAND …``.

The worker and beat give signs of life by touching the file named by ``LAOS_SIGNS``, or a temporary file if that is
unset. `make run`, compose or systemd restarts the guard after a kill.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from .signs import FILE

PATIENCE = 180.0  # seconds
LOOKS = 20  # checks per period of patience


def guard(command: Sequence[str], signs: Path, patience: float) -> int:
    """Run the command and return its exit code; kill it after ``patience`` seconds without a sign of life.

    The first sign may take up to ``PATIENCE`` seconds.
    """
    if os.getpgrp() != os.getpid():
        # Use a process group of our own, so that killing it kills the command and its children only.
        os.setpgid(0, 0)
    signs.touch()
    child = subprocess.Popen(command, env={**os.environ, FILE: str(signs)})

    def hand_on(number: int, frame: FrameType | None) -> None:
        child.send_signal(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, hand_on)
    last, deadline = signs.stat().st_mtime_ns, time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(subprocess.TimeoutExpired):
            code = child.wait(patience / LOOKS)
            return code if code >= 0 else 128 - code
        # Measure with the monotonic clock, not the file's timestamp: the system clock may jump.
        touched = signs.stat().st_mtime_ns
        if touched != last:
            last, deadline = touched, time.monotonic() + patience
    sys.stderr.write(f"{' '.join(command)}: no sign of life for {patience:g} seconds; ended.\n")
    os.killpg(0, signal.SIGKILL)
    # Reached only as process 1 of a container, which the kill does not end.
    child.wait()
    return 1


def main() -> int:
    parser = argparse.ArgumentParser(prog="laos.processes.guard")
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds without a sign")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    words = parser.parse_args()
    if not words.command:
        parser.error("Say which command.")
    with tempfile.TemporaryDirectory(prefix="laos-") as folder:
        signs = Path(os.environ.get(FILE) or Path(folder, "signs"))
        return guard(words.command, signs, words.patience)


if __name__ == "__main__":
    sys.exit(main())
