from __future__ import annotations

import os
import runpy
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from laos import environment

SETTINGS = str(Path(environment.__file__).with_name("settings.py"))


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
        with suppress(psutil.NoSuchProcess):
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


def left_in(folder):
    """Return those of them that do not end: a server is listed for a moment after it has said goodbye."""
    _ended, alive = psutil.wait_procs(processes_in(folder), timeout=60)
    return alive


@pytest.fixture
def read(monkeypatch):
    """Read the settings from these variables only."""

    def read(**variables):
        monkeypatch.setattr(environment, "environ", variables)
        return runpy.run_path(SETTINGS, run_name="laos.settings")

    return read


@pytest.fixture
def refusal(read):
    """Return the message with which the settings refuse to load."""

    def refusal(**variables):
        with pytest.raises(SystemExit) as stop:
            read(**variables)
        return stop.value.code

    return refusal
