"""The calendar feed of a person: core modules, meetings, and the sessions they lead."""

from __future__ import annotations

import re
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import override

from enrollment import calendar, clock
from enrollment.letters import about_leading
from enrollment.letters.recipients import language_of
from enrollment.models import CalendarFeed, CoreSession, LearningAssistant, Registration, User
from enrollment.models.letters import Recipient
from modules.follow_up.calendar import of_assistant

# How long sessions led stay in the feed.
KEPT = timedelta(days=366)


class FeedAddress(str):
    """The secret URL of a person's calendar, or "" if none has been created."""

    __slots__ = ()

    @property
    def for_programs(self) -> str:
        """The address that opens a calendar program, which then asks whether to subscribe."""
        return re.sub(r"^https?:", "webcal:", self)


def address_of_feed(owner: Recipient) -> FeedAddress:
    feed = getattr(owner, "calendar_feed", None)
    if feed is None:
        return FeedAddress()
    return FeedAddress(settings.SITE_URL + reverse("completion:calendar", args=[feed.token]))


def feed_of(feed: CalendarFeed) -> str:
    """Return the feed in its owner's language: places held or lost with a cancelled session, meetings, sessions led."""
    assistant = feed.assistant
    user = assistant.user if assistant is not None else feed.user
    with override(language_of(feed.owner)):
        return calendar.feed(
            _registrations(assistant) if assistant else [],
            [*(of_assistant(assistant) if assistant else []), *(_led_by(user) if user else [])],
        )


def _registrations(assistant: LearningAssistant) -> list[Registration]:
    places = Registration.objects.filter(assistant=assistant).filter(
        Q(withdrawn_at=None) | Q(withdrawn_at=F("session__cancelled_at"))
    )
    return list(places.select_related("session__campus", "session__term"))


def _led_by(user: User) -> list[calendar.Entry]:
    led = CoreSession.objects.published().filter(leaders=user, starts_at__gt=clock.now() - KEPT)
    return [about_leading.entry(session) for session in led.select_related("campus")]
