"""The calendar feed of a learning assistant: core modules and meetings."""

from __future__ import annotations

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import override

from enrollment import calendar
from enrollment.letters.recipients import language_of
from enrollment.models import LearningAssistant, Registration
from modules.follow_up.calendar import of_assistant


def address_of_feed(assistant: LearningAssistant) -> str:
    """Return the secret URL of the learning assistant's calendar, or "" if none has been created."""
    feed = getattr(assistant, "calendar_feed", None)
    return settings.SITE_URL + reverse("completion:calendar", args=[feed.token]) if feed else ""


def feed_of(assistant: LearningAssistant) -> str:
    """Return the feed in the assistant's language: places held or lost with a cancelled session, and meetings."""
    places = Registration.objects.filter(assistant=assistant).filter(
        Q(withdrawn_at=None) | Q(withdrawn_at=F("session__cancelled_at"))
    )
    registrations = places.select_related("session__campus", "session__term")
    with override(language_of(assistant)):
        return calendar.feed(registrations, of_assistant(assistant))
