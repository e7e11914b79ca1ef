"""Exemption pages need the same number of SQL statements however much is on record."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.completion.factories import APPROVABLE, ApplicationFactory, DocumentFactory

pytestmark = pytest.mark.django_db

MOST = 8
MOST_FOR_STAFF = 12


def count(client, page: str) -> int:
    with CaptureQueriesContext(connection) as statements:
        assert client.get(page).status_code == 200, page
    return len(statements)


def grow(ada, number: int) -> None:
    """Add applications by ada and by others."""
    for _ in range(number):
        for traits in ({"rejected": True}, {"revoked": True}):
            application = ApplicationFactory(assistant=ada, **traits)
            DocumentFactory(application=application)
            DocumentFactory(application=application, position=2)
        DocumentFactory()


def few_and_many(client, ada, pages) -> tuple[dict[str, int], dict[str, int]]:
    grow(ada, 2)
    for page in pages:
        # The first request fills caches that live as long as the process.
        client.get(page)
    few = {page: count(client, page) for page in pages}
    grow(ada, 15)
    return few, {page: count(client, page) for page in pages}


def test_pages_of_a_learning_assistant(client, ada):
    client.force_login(ada.user)
    mine = DocumentFactory(application__assistant=ada)
    few, many = few_and_many(
        client,
        ada,
        [
            reverse("completion:equivalents"),
            reverse("completion:apply", args=[APPROVABLE]),
            reverse("completion:withdraw_application", args=[mine.application_id]),
            reverse("completion:document", args=[mine.pk]),
        ],
    )
    assert few == many
    assert max(many.values()) <= MOST


def test_pages_of_uniped(uniped, ada):
    waiting = DocumentFactory().application
    in_force = DocumentFactory(
        application=ApplicationFactory(assistant=ada, approved=True)
    ).application
    name = "admin:completion_equivalentqualification"
    listing = reverse(f"{name}_changelist")
    few, many = few_and_many(
        uniped,
        ada,
        [
            listing,
            f"{listing}?state=open&q=a",
            reverse(f"{name}_change", args=[waiting.pk]),
            reverse(f"{name}_change", args=[in_force.pk]),
            reverse(f"{name}_history", args=[in_force.pk]),
            reverse(f"{name}_decide", args=[waiting.pk]),
            reverse(f"{name}_withdraw", args=[in_force.pk]),
            reverse(f"{name}_import"),
            reverse(f"{name}_export"),
        ],
    )
    assert few == many
    assert max(many.values()) <= MOST_FOR_STAFF, many
