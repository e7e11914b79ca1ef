"""Four workers issue certificates to many people at once, and two are killed on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from completion.certificates import issuing, revoking
from completion.models import CompletionReport
from enrollment.models import Letter
from tests.completion.certificate_factories import completed
from tests.factories import NOW, UserFactory
from tests.server import test_database_url
from tests.size import daily_or_all

PEOPLE = daily_or_all(300, 1000)
TIME_LIMIT = 120  # seconds
pytestmark = pytest.mark.usefixtures("committed")

# The scheduled task, in a process that shares only the database with the others and lives until it may end.
ISSUE = """
import django, sys
django.setup()
from completion.tasks import issue_certificates
issue_certificates()
sys.stdin.read()
"""


def a_worker() -> subprocess.Popen:
    environment = {**os.environ, "DATABASE_URL": test_database_url()}
    return subprocess.Popen([sys.executable, "-c", ISSUE], env=environment, stdin=subprocess.PIPE)


def wait_for(number: int) -> None:
    """Wait until ``number`` certificates are issued."""
    deadline = time.monotonic() + TIME_LIMIT
    while CompletionReport.objects.count() < number:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_many_get_one_each_though_two_of_four_workers_are_killed():
    completed(PEOPLE)
    workers = [a_worker() for _worker in range(4)]
    try:
        for killed, issued in zip(workers[:2], (PEOPLE // 10, PEOPLE // 3), strict=True):
            wait_for(issued)
            killed.kill()
        for worker in workers:
            worker.communicate(timeout=TIME_LIMIT)
    finally:
        for worker in workers:
            worker.kill()
    codes = [worker.returncode for worker in workers]
    assert codes == [-signal.SIGKILL, -signal.SIGKILL, 0, 0]
    # The other workers skipped the people that a killed worker had locked.
    issuing.issue_all(NOW)
    assert issuing.issue_all(NOW) == 0
    holders = Counter(CompletionReport.objects.valid().values_list("assistant", flat=True))
    assert (len(holders), set(holders.values())) == (PEOPLE, {1})
    assert CompletionReport.objects.values("serial").distinct().count() == PEOPLE
    told = Letter.objects.filter(kind="certificate-issued")
    assert set(told.values_list("assistant", flat=True)) == set(holders)
    assert told.count() == PEOPLE


def closing(use_case, **arguments):
    """Call a use case in a thread."""
    try:
        return use_case(**arguments)
    finally:
        connection.close()  # opened by this thread


def all_at_once(*calls):
    barrier = Barrier(len(calls))

    def call(use_case, arguments):
        connection.ensure_connection()
        barrier.wait()
        return closing(use_case, **arguments)

    with ThreadPoolExecutor(len(calls)) as pool:
        return [
            future.result(timeout=60)
            for future in [pool.submit(call, *arguments) for arguments in calls]
        ]


def test_looking_at_the_same_moment_issues_once():
    completed(20)
    issued = all_at_once(*[(issuing.issue_all, {"at": NOW})] * 6)
    assert sum(issued) == CompletionReport.objects.count() <= 20
    issuing.issue_all(NOW)
    assert CompletionReport.objects.count() == 20


@pytest.mark.parametrize("_round", range(5))
def test_revoking_and_reissuing_at_once_leave_one_valid_at_most(_round):
    completed(1)
    issuing.issue_all(NOW)
    report, staff = CompletionReport.objects.get(), UserFactory()
    reissue = (issuing.reissue, {"report": report, "at": NOW})
    revoke = {"report": report, "by": staff, "because": "A mark was wrong.", "at": NOW}
    all_at_once(reissue, (revoking.revoke, revoke), reissue, (issuing.issue_all, {"at": NOW}))
    report.refresh_from_db()
    assert not report.is_valid
    assert CompletionReport.objects.valid().count() <= 1
    assert Letter.objects.filter(kind="certificate-revoked").count() == 1
