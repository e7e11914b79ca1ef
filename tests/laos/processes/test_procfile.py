"""Start and stop processes together, for real.

All processes write to one pipe, which closes only when all have ended.
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

import psutil
import pytest

from tests.servers.celery_processes import until

PROJECT = Path(__file__).parents[3]
TIMEOUT = 60  # seconds; one is usually enough
PYTHON = f"exec {sys.executable}"

# Each line is a single write, because two processes share the pipe.
# Print which signals arrive, until none has arrived for half a second.
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
WITH_OTHER_TIMES = """
import sys
from pathlib import Path
from laos.processes import procfile
procfile.{} = {}
sys.exit(procfile.Processes().run(procfile.read(Path("Procfile"))))
"""
IMPATIENT = WITH_OTHER_TIMES.format("PATIENCE", 1)
HASTY = WITH_OTHER_TIMES.format("PAUSE", 0.01)


@pytest.fixture
def folder(tmp_path):
    for name, source in {"obey": OBEY, "deaf": DEAF}.items():
        (tmp_path / f"{name}.py").write_text(source)
    return tmp_path


def start(folder, procfile, *words, **popen):
    (folder / "Procfile").write_text(procfile)
    return subprocess.Popen(
        [sys.executable, *(words or ["-m", "laos.processes.procfile"])],
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
    """Return the exit code, the remaining lines of output, and stderr."""
    out, err = process.communicate(timeout=TIMEOUT)
    return process.returncode, out.splitlines(), err


def is_alive(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


LAST_LINE = "LAOS has stopped. Its data is kept: make run starts it again.\n"
ALL_STOPPED = (0, ["heard SIGTERM"] * 2, LAST_LINE)


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


def test_what_ends_by_itself_is_started_again_while_the_others_run_on(folder):
    process = start(
        folder,
        f"one: {PYTHON} obey.py\ntwo: test -e been && exec {PYTHON[5:]} obey.py; touch been; exit 7\n",
        "-c",
        HASTY,
    )
    wait_for_two(process)
    process.terminate()
    code, out, err = the_end(process)
    assert (code, out) == (0, ["heard SIGTERM"] * 2)
    assert err == "two has ended (exit code 7), and is started again in 0.01 s.\n"


def test_what_does_not_stay_is_named_and_the_others_are_stopped(folder):
    process = start(folder, f"one: {PYTHON} obey.py\ntwo: echo two; exit 7\n", "-c", HASTY)
    code, out, err = the_end(process)
    assert code == 1
    assert sorted(out) == ["heard SIGTERM", "ready", *["two"] * 6]
    pauses = ["0.01", "0.02", "0.04", "0.08", "0.16"]
    assert err.splitlines() == [
        *(f"two has ended (exit code 7), and is started again in {pause} s." for pause in pauses),
        "two has ended (exit code 7), so all is stopped.",
    ]


def test_what_one_that_has_ended_had_started_is_ended_before_it_starts_again(folder):
    """For example the children of a worker that was killed."""
    process = start(
        folder,
        "one: echo $$; test -e been && exec sleep 1000; touch been; sleep 1000 & echo $!; exit 1\n",
        "-c",
        HASTY,
    )
    _first, child, _second = (int(process.stdout.readline()) for _ in range(3))
    until(lambda: not is_alive(child))
    process.terminate()
    the_end(process)


def test_what_does_not_listen_is_ended_by_force_with_all_it_started(folder):
    process = start(folder, f"deaf: {PYTHON} deaf.py\n", "-c", IMPATIENT)
    wait_for_two(process)
    process.terminate()
    assert the_end(process) == (0, [], "")
