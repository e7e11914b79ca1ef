"""The base classes of refusals, and the phrases that they share."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext

from enrollment.models import CoreSession


class Refusal(Exception):  # noqa: N818  # a refusal is an expected outcome, not an error
    """A rule of the programme forbids this. ``str()`` is the sentence for the user."""

    code: ClassVar[str]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        raise NotImplementedError

    @property
    def next_step(self) -> Promise | str:
        """What the user can do now, or "". A subclass sets a text, or overrides the property."""
        return ""

    @property
    def beside_date(self) -> str:
        """What stands beside the date in a list, short enough to read at a glance. A subclass may shorten it."""
        return self.sentence

    @property
    def in_full(self) -> str:
        """The sentence and the next step."""
        return f"{self.sentence} {self.next_step}".strip()


def whom_to_ask() -> str:
    return f"{settings.LAOS_CONTACT_NAME} ({settings.LAOS_CONTACT_EMAIL})"


def when(moment: datetime) -> str:
    return date_format(localtime(moment), "DATETIME_FORMAT")


def name_session(session: CoreSession) -> str:
    """Return “core module 1 on Monday 2 September 2024 at 09:00” in the reader's language."""
    return gettext("core module %(number)s on %(when)s") % {
        "number": session.core_module,
        "when": when(session.starts_at),
    }


class AboutSession(Refusal):
    """A refusal about one session."""

    def __init__(self, session: CoreSession) -> None:
        self.session = session


class AnotherDateNeeded(AboutSession):
    """A refusal about one session, after which only another one can be taken."""

    # The RegistrationStatus read under the locks, so that the page that offers other dates need not read it again.
    status: Any = None

    @property
    def next_step(self) -> str:
        return gettext("Choose another date. If there is none, write to %(whom)s.") % {
            "whom": whom_to_ask()
        }


def capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
