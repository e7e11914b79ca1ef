"""The short form of ``make faults``: ten seconds of load while the servers are killed or stopped one by one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .servers import PROJECT

TIMEOUT = 240  # seconds; a normal run takes thirty
# The run starts its own servers, and its PostgreSQL must keep committed data after a crash.
NOT_HANDED_ON = {"DATABASE_URL", "REDIS_URL", "LAOS_FAST"}


@pytest.mark.rare
def test_every_promise_is_kept_while_servers_are_killed_and_stopped():
    environment = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    folder = Path(os.environ["LAOS_VAR"]).resolve() / "faults"
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "laos.embedded"),
            *(sys.executable, "-m", "tests.faults", "--short"),
        ],
        cwd=PROJECT,
        env={**environment, "LAOS_VAR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said, _nothing = process.communicate(timeout=TIMEOUT)
    finally:
        process.terminate()
        process.wait()
    assert process.returncode == 0, said
