"""What the page of a learning assistant tells of being exempt."""

from __future__ import annotations

from datetime import datetime

from enrollment.agenda import Part
from enrollment.standing import Standing

from .models import EquivalentQualification


def exemption(standing: Standing, at: datetime) -> Part:
    """The part of “My page” about being exempt: that one is, has applied, or may apply."""
    assistant = standing.assistant
    applications = EquivalentQualification.objects.filter(assistant=assistant)
    return Part(
        template="completion/_my_equivalents.html",
        context={"exempt_since": assistant.exempt_since, "last": applications.first()},
    )
