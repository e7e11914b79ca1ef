"""The kinds of letters about places. Other subjects register theirs beside the code that writes them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.models import Term
from enrollment.models.kinds import LetterGroup, LetterKind

from . import next_dates
from .dates import sample_date

# A link to another site would be no button in a preview.
SAMPLE_PAGE = settings.SITE_URL
SAMPLE_SENTENCE = "…"


def _two_dates(**more: object) -> dict[str, Any]:
    return {"date": sample_date(), "old": sample_date(weeks_later=1), **more}


def _seminar() -> dict[str, Any]:
    return {"date": sample_date(), "prepared": False}


def _term() -> dict[str, Any]:
    closes = date_format(timezone.localtime(clock.now()), "DATETIME_FORMAT")
    return {"term": Term(code="2031H").name, "closes": closes, "modules": [1, 2]}


PLACE_HELD = LetterKind(
    "place-held", _("Registration confirmed"), lambda: {"dates": [sample_date(1), sample_date(2)]}
)
WAITLISTED = LetterKind(
    "waitlisted", _("On a waitlist"), lambda: {"date": sample_date(), "position": 3}
)
PROMOTED = LetterKind("promoted", _("Place from the waitlist"), lambda: {"date": sample_date()})
SWAPPED = LetterKind(
    "swapped", _("Date changed"), lambda: _two_dates(from_waitlist=True, is_cancelled=True)
)
GIVEN_UP = LetterKind(
    "given-up",
    _("Place given up or removed"),
    lambda: {
        "date": sample_date(),
        "by_themselves": True,
        "why": "by_themselves",
        "advice": next_dates.sample(),
    },
)
SESSION_CHANGED = LetterKind(
    "session-changed",
    _("Session has a new time, room or link"),
    lambda: _two_dates(waits=False),
    group=LetterGroup.CHANGES,
)
SESSION_CANCELLED = LetterKind(
    "session-cancelled",
    _("Session cancelled"),
    lambda: {
        "date": sample_date(),
        "open": [sample_date(1), sample_date(2)],
        "waits": False,
        "holds": False,
        "advice": next_dates.sample(),
    },
)
EXCHANGE_OFFERED = LetterKind(
    "exchange-offered",
    _("Exchange of dates offered"),
    lambda: _two_dates(
        expires=date_format(timezone.localtime(clock.now()), "DATETIME_FORMAT"),
        exchange_page=f"{SAMPLE_PAGE}/my/exchanges/1/",
    ),
)
EXCHANGE_DONE = LetterKind(
    "exchange-done", _("Exchange of dates done"), lambda: _two_dates(other_name="Nils Issund")
)
EXCHANGE_DECLINED = LetterKind(
    "exchange-declined", _("Exchange of dates not done"), lambda: _two_dates(lapsed=False)
)
GREETING = LetterKind(
    "greeting",
    _("Welcome to a new learning assistant"),
    lambda: {
        "department": gettext("Department of Physics"),
        "term": Term(code="2031H").name,
        "courses": [gettext("TFY4104 Physics")],
        "address": "kari.lyngmo@example.org",
        "advice": next_dates.sample(),
    },
)
REGISTRATION_OPEN = LetterKind("registration-open", _("Reminder: registration is open"), _term)
REGISTRATION_CLOSING = LetterKind(
    "registration-closing", _("Reminder: registration closes soon"), _term
)
SEMINAR_AHEAD = LetterKind(
    "seminar-ahead", _("Reminder: seminar soon, with its preparation"), _seminar
)
SEMINAR_TOMORROW = LetterKind("seminar-tomorrow", _("Reminder: seminar tomorrow"), _seminar)
PREPARATION_MISSING = LetterKind(
    "preparation-missing", _("Reminder: preparation not confirmed"), _seminar
)
