"""Certificate pages need the same number of SQL statements however many certificates there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.completion.certificate_factories import CompletionReportFactory

pytestmark = pytest.mark.django_db

MOST = 12


def count(client, page) -> int:
    with CaptureQueriesContext(connection) as statements:
        assert client.get(page).status_code == 200, page
    return len(statements)


def compare(client, ada, pages) -> None:
    for page in pages:
        count(client, page)
    small = {page: count(client, page) for page in pages}
    CompletionReportFactory.create_batch(20)
    CompletionReportFactory.create_batch(5, assistant=ada, revoked=True)
    large = {page: count(client, page) for page in pages}
    assert small == large
    assert {page: number for page, number in large.items() if number > MOST} == {}


def test_pages_of_the_holder_and_of_anyone(client, ada):
    report = CompletionReportFactory(assistant=ada)
    client.force_login(ada.user)
    pages = [
        reverse("completion:certificate"),
        reverse("completion:certificate_pdf", args=["nb"]),
        reverse("completion:badge", args=["nb"]),
        reverse("completion:look_up"),
        reverse("completion:verify", args=[report.serial]),
        reverse("completion:badge_status", args=[report.serial]),
    ]
    compare(client, ada, pages)


def test_pages_of_staff(uniped, ada):
    report = CompletionReportFactory(assistant=ada)
    pages = [
        reverse("admin:completion_completionreport_changelist"),
        reverse("admin:completion_completionreport_change", args=[report.pk]),
        reverse("admin:completion_completionreport_revoke", args=[report.pk]),
    ]
    compare(uniped, ada, pages)
