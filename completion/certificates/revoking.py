"""Revoke a certificate that should not have been issued. A certificate is never corrected."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from completion.models import CompletionReport
from enrollment.models import User
from enrollment.places.taking import lock_assistant

from . import letters


def revoke(*, report: CompletionReport, by: User, because: str, at: datetime) -> CompletionReport:
    """Revoke a certificate, and write the letter with the reason to its holder. Idempotent."""
    with transaction.atomic():
        lock_assistant(report.assistant)
        current = CompletionReport.objects.select_related("assistant").get(pk=report.pk)
        if current.revoked_at is not None:
            return current
        current.revoked_at, current.revoked_by, current.revoked_because = at, by, because
        current.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
        letters.write_revoked(current, at)
        return current
