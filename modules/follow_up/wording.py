"""The hours and the place of a meeting in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from modules.models import FollowUpMeeting
from modules.models.meetings import Part


def where(meeting: FollowUpMeeting) -> str:
    return meeting.online_url or meeting.place or gettext("Place to be announced")


def parts_of(meeting: FollowUpMeeting) -> str:
    return in_parts(meeting.hours)


def in_parts(given: Mapping[Part, Decimal]) -> str:
    """Return text such as “1 hour of first meeting, 4 hours of follow-up”."""
    return ", ".join(
        gettext("%(hours)s of %(part)s") % {"hours": in_hours(hours), "part": part.label}
        for part, hours in given.items()
        if hours
    )


def in_hours(hours: Decimal) -> str:
    text = ngettext("%(number)s hour", "%(number)s hours", 1 if hours == 1 else 2)
    return text % {"number": in_figures(hours)}


def in_figures(hours: Decimal) -> str:
    """Return text such as “4” or “1.5”, without trailing zeros."""
    return number_format(hours.normalize() if hours % 1 else int(hours))
