"""Run a program and end it by force when it gives no sign of life: ``python -m laos.guard COMMAND …``.

The worker and beat give theirs by touching the file that ``LAOS_SIGNS`` names, or one that is made up here. What ends
here is started again by what has started us: `make run`, compose, systemd.
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
LOOKS = 20  # while it lasts


def guard(command: Sequence[str], signs: Path, patience: float) -> int:
    """Run the command until it ends, or has given no sign for ``patience`` seconds; return its exit code.

    To start it may take ``PATIENCE``.
    """
    if os.getpgrp() != os.getpid():
        # Whoever ends this group by force ends all that the command has started, and nothing else.
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
        # Time is not taken from the file: the time of day may leap, and a laptop sleep.
        touched = signs.stat().st_mtime_ns
        if touched != last:
            last, deadline = touched, time.monotonic() + patience
    sys.stderr.write(f"{' '.join(command)}: no sign of life for {patience:g} seconds; ended.\n")
    os.killpg(0, signal.SIGKILL)
    # Only the first process of a container is still there.
    child.wait()
    return 1


def main() -> int:
    parser = argparse.ArgumentParser(prog="laos.guard")
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
