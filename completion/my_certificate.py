"""What the page of a learning assistant tells of their certificate."""

from __future__ import annotations

from datetime import datetime

from enrollment.agenda import Part
from enrollment.standing import Standing

from .models import CompletionReport


def certificate(standing: Standing, at: datetime) -> Part:
    """The part of “My page” about the certificate: nothing until there is one."""
    own = list(CompletionReport.objects.filter(assistant=standing.assistant))
    valid = next((one for one in own if one.is_valid), None)
    return Part(
        template="completion/_my_certificate.html",
        context={"report": valid, "is_revoked": bool(own) and valid is None},
    )
