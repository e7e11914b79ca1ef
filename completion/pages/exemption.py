"""The exemption on “My page”."""

from __future__ import annotations

from datetime import datetime

from completion.models import CompletionReport, EquivalentQualification
from enrollment.eligibility import RegistrationStatus
from enrollment.pages.agenda import Part


def exemption(status: RegistrationStatus, at: datetime) -> Part:
    """Return the part of “My page” about exemption: in force, applied for, or open to apply."""
    assistant = status.assistant
    last = EquivalentQualification.objects.filter(assistant=assistant).first()
    has_completed = CompletionReport.objects.valid().filter(assistant=assistant).exists()
    return Part(
        template="completion/_my_equivalents.html",
        context={
            "exempt_since": assistant.exempt_since,
            "last": last,
            # Hidden after completion, unless there is an exemption or application to show.
            "is_shown": last or assistant.exempt_since or not has_completed,
        },
    )
