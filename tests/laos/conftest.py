from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest


@pytest.fixture
def var():
    with folder_for_servers() as folder:
        yield folder


@contextmanager
def folder_for_servers():
    """Make a folder for the servers' data, with spaces and Norwegian letters in its name. Kills leftover servers."""
    folder = Path(tempfile.mkdtemp(prefix="laos test på "))
    folder.chmod(0o755)
    yield folder / "var"
    for process in processes_in(folder):
        process.kill()
    shutil.rmtree(folder, ignore_errors=True)


def processes_in(folder):
    """Return the processes whose command line names the folder."""
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if any(str(folder) in word for word in process.info["cmdline"] or [])
        and process.pid != os.getpid()
    ]
