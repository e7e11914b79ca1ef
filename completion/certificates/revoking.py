"""Uniped revokes a certificate that should not have been issued; it is never changed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from completion.models import CompletionReport
from enrollment.models import User
from enrollment.places import lock_assistant

from . import letters


def revoke(*, report: CompletionReport, by: User, because: str, at: datetime) -> CompletionReport:
    """Revoke a certificate for a reason that its holder is told. Revoking again is harmless."""
    with transaction.atomic():
        lock_assistant(report.assistant)
        current = CompletionReport.objects.select_related("assistant").get(pk=report.pk)
        if current.revoked_at is not None:
            return current
        current.revoked_at, current.revoked_by, current.revoked_because = at, by, because
        current.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
        letters.revoked(current, at)
        return current
