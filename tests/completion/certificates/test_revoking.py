"""Uniped revokes a certificate with a reason; the certificate itself never changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from completion.certificates import revoking
from completion.models import CompletionReport
from enrollment.letters import delivering
from enrollment.models import Letter
from tests.completion.certificate_factories import CompletionReportFactory
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(ada):
    return CompletionReportFactory(assistant=ada)


def test_it_is_kept_who_revoked_it_when_and_why(report, staff):
    revoking.revoke(report=report, by=staff, because="A mark was wrong.", at=NOW)
    kept = CompletionReport.objects.get()
    assert (kept.revoked_at, kept.revoked_by) == (NOW, staff)
    assert kept.revoked_because == "A mark was wrong."
    assert kept.evidence == report.evidence


def test_revoking_again_is_harmless(report, staff):
    revoking.revoke(report=report, by=staff, because="A mark was wrong.", at=NOW)
    again = revoking.revoke(
        report=report, by=UserFactory(), because="Other.", at=NOW + timedelta(hours=1)
    )
    assert (again.revoked_by, again.revoked_because) == (staff, "A mark was wrong.")
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(("language", "words"), [("en", "is revoked"), ("nb", "trukket tilbake")])
def test_holder_is_told_why_in_their_own_language(ada, report, staff, language, words):
    ada.language = language
    ada.save()
    revoking.revoke(report=report, by=staff, because="A mark was wrong.", at=NOW)
    delivering.deliver()
    (message,) = mail.outbox
    assert words in message.subject
    assert "A mark was wrong." in message.body
    assert report.serial in message.body
