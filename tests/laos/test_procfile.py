"""Processes that are started and stopped together, for real.

They all write to one pipe: when it has ended, so have they.
"""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import termios
from fcntl import ioctl
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
TIMEOUT = 60  # seconds, for what takes one
PYTHON = f"exec {sys.executable}"

# A line is one write each: two processes share the pipe.
# Tells which signals it hears, until there was none for a moment.
OBEY = r"""
import signal, sys
signals = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
signal.pthread_sigmask(signal.SIG_BLOCK, signals)
print("ready\n", end="", flush=True)
heard = [signal.sigwait(signals).name]
while again := signal.sigtimedwait(signals, 0.5):
    heard.append(signal.Signals(again.si_signo).name)
print(" ".join(["heard", *heard]) + "\n", end="", flush=True)
"""
DEAF = r"""
import os, signal
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
os.fork()
print("ready\n", end="", flush=True)
signal.pause()
"""
IMPATIENT = """
from pathlib import Path
from laos import procfile
procfile.PATIENCE = 1
procfile.Processes().run(procfile.read(Path("Procfile")))
"""


@pytest.fixture
def folder(tmp_path):
    for name, source in {"obey": OBEY, "deaf": DEAF}.items():
        (tmp_path / f"{name}.py").write_text(source)
    return tmp_path


def start(folder, procfile, *words, **popen):
    (folder / "Procfile").write_text(procfile)
    return subprocess.Popen(
        [sys.executable, *(words or ["-m", "laos.procfile"])],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **popen,
    )


def start_two_that_obey(folder, **popen):
    process = start(folder, f"one: {PYTHON} obey.py\n\ntwo: {PYTHON} obey.py\n", **popen)
    wait_for_two(process)
    return process


def wait_for_two(process):
    assert [process.stdout.readline() for _ in range(2)] == ["ready\n"] * 2


def the_end(process):
    """The exit code, the lines that are left, and what was complained of."""
    out, err = process.communicate(timeout=TIMEOUT)
    return process.returncode, out.splitlines(), err


ALL_STOPPED = (0, ["heard SIGTERM"] * 2, "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_once_or_twice_each_is_told_to_end_once(folder, number):
    process = start_two_that_obey(folder)
    process.send_signal(number)
    process.send_signal(number)
    assert the_end(process) == ALL_STOPPED


@pytest.mark.parametrize("how", ["Ctrl-C is typed", "the window is closed"])
def test_in_a_terminal(folder, how):
    terminal, end = pty.openpty()
    process = start_two_that_obey(
        folder,
        stdin=end,
        start_new_session=True,
        preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(end)
    if how == "Ctrl-C is typed":
        os.write(terminal, b"\x03")
        assert the_end(process) == ALL_STOPPED
        os.close(terminal)
    else:
        os.close(terminal)
        assert the_end(process) == ALL_STOPPED


def test_when_one_ends_by_itself_the_others_are_stopped_and_it_is_named(folder):
    process = start(
        folder, f"one: {PYTHON} obey.py\ntwo: read line; exit 7\n", stdin=subprocess.PIPE
    )
    assert process.stdout.readline() == "ready\n"
    code, out, err = the_end(process)
    assert (code, out) == (1, ["heard SIGTERM"])
    assert err == "two has ended (exit code 7), so all is stopped.\n"


def test_what_does_not_listen_is_ended_by_force_with_all_it_started(folder):
    process = start(folder, f"deaf: {PYTHON} deaf.py\n", "-c", IMPATIENT)
    wait_for_two(process)
    process.terminate()
    assert the_end(process) == (0, [], "")
