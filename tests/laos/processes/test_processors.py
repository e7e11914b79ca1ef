"""As many web processes as processors share them out, and fewer may use all."""

from __future__ import annotations

import os

import pytest

from tests.server import get, serve
from tests.servers.celery_processes import until

PROCESSORS = os.sched_getaffinity(0)

pytestmark = pytest.mark.usefixtures("committed")


def processors_of(server):
    return [set(worker.cpu_affinity()) for worker in server.workers()]


def test_each_process_has_a_processor_of_its_own_and_its_successor_takes_it_over():
    with serve(workers=len(PROCESSORS)) as server:
        own = [{processor} for processor in sorted(PROCESSORS)]
        until(lambda: sorted(processors_of(server), key=min) == own)
        killed = server.workers()[-1]
        killed.kill()
        until(lambda: not killed.is_running())
        until(lambda: sorted(processors_of(server), key=min) == own)
        assert get(server, "/healthz/").status == 200


def test_fewer_processes_than_processors_are_not_bound():
    with serve(workers=1) as server:
        assert get(server, "/healthz/").status == 200
        assert processors_of(server) == [PROCESSORS]
