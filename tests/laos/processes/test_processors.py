"""Each web process has a processor of its own if there is one for each; fewer may use all processors."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

from laos.processes import processors
from tests.server import CONFIGURATION, get, serve
from tests.servers.celery_processes import until

PROCESSORS = os.sched_getaffinity(0)

SANDBOX = """
import os
import runpy

globals().update(runpy.run_path({configuration!r}))


def forbidden(_process, _processors):
    raise PermissionError


os.sched_setaffinity = forbidden
"""


def processors_of(server):
    return [set(worker.cpu_affinity()) for worker in server.workers()]


@pytest.mark.usefixtures("committed")
def test_each_process_has_a_processor_of_its_own_and_its_successor_takes_it_over():
    with serve(workers=len(PROCESSORS)) as server:
        own = [{processor} for processor in sorted(PROCESSORS)]
        until(lambda: sorted(processors_of(server), key=min) == own)
        killed = server.workers()[-1]
        killed.kill()
        until(lambda: not killed.is_running())
        until(lambda: sorted(processors_of(server), key=min) == own)
        assert get(server, "/healthz/").status == 200


@pytest.mark.usefixtures("committed")
def test_fewer_processes_than_processors_are_not_bound():
    with serve(workers=1) as server:
        assert get(server, "/healthz/").status == 200
        assert processors_of(server) == [PROCESSORS]


def test_a_reload_counts_only_the_processes_that_stay(monkeypatch):
    """Two processes that share a processor, as after TTOU, do not lead to two that share another."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    old = {number: SimpleNamespace(processor=1) for number in range(2)}
    arbiter = SimpleNamespace(num_workers=2, WORKERS=old)
    for number in (2, 3):
        new = SimpleNamespace()
        processors.choose(arbiter, new)
        arbiter.WORKERS[number] = new
    assert {arbiter.WORKERS[number].processor for number in (2, 3)} == {0, 1}


@pytest.mark.usefixtures("committed")
def test_a_sandbox_that_forbids_binding_does_not_keep_a_process_from_beginning(tmp_path):
    configuration = tmp_path / "sandbox.py"
    configuration.write_text(SANDBOX.format(configuration=str(CONFIGURATION)))
    with serve(workers=len(PROCESSORS), configuration=configuration) as server:
        assert get(server, "/healthz/").status == 200
