"""What the page of a learning assistant tells of being exempt."""

from __future__ import annotations

from datetime import datetime

from completion.models import CompletionReport, EquivalentQualification
from enrollment.agenda import Part
from enrollment.standing import Standing


def exemption(standing: Standing, at: datetime) -> Part:
    """The part of “My page” about being exempt: that one is, has applied, or may apply."""
    assistant = standing.assistant
    last = EquivalentQualification.objects.filter(assistant=assistant).first()
    has_completed = CompletionReport.objects.valid().filter(assistant=assistant).exists()
    return Part(
        template="completion/_my_equivalents.html",
        context={
            "exempt_since": assistant.exempt_since,
            "last": last,
            # Whoever has completed LAOS has nothing to be exempt from.
            "is_shown": last or assistant.exempt_since or not has_completed,
        },
    )
