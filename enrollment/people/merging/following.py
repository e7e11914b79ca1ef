"""Find the record that stays by the user name or address of one that was merged into it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, Q
from django.db.models.functions import Lower

from enrollment.models import LearningAssistant


def of_records_that_stay(written: Collection[str]) -> dict[str, str]:
    """Return, for user names and addresses of merged records in lower case, those of the records that stay."""
    merged = LearningAssistant.objects.alias(address=Lower("email")).filter(
        Q(username__in=written) | Q(address__in=written), merged_into__isnull=False
    )
    found: dict[str, str] = {}
    for username, email, *stays in merged.values_list(
        "username", F("address"), "merged_into__username", "merged_into__email"
    ):
        found |= dict(zip((username, email), stays, strict=True))
    return found
