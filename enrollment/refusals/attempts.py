"""Refusals of too many attempts (rate limits)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .base import Refusal


class TooManyAttempts(Refusal):
    """A limit of ``enrollment.throttling`` is exceeded. Answered with status 429 and the time to try again."""

    code = "too_many_attempts"
    reason: ClassVar[Promise] = _("You have tried this too many times in a short while.")

    def __init__(self, until: datetime) -> None:
        self.until = until

    @property
    def sentence(self) -> str:
        return str(self.reason)


class TooManyGuesses(TooManyAttempts):
    """Too many wrong passwords or codes."""

    code = "too_many_guesses"
    reason = _("There were too many wrong attempts, so we have paused this to keep accounts safe.")
    next_step = _(
        "If you have forgotten your password, or cannot wait, choose a new one: then you can log in at once."
    )


class TooManyLetters(TooManyAttempts):
    """Too many letters were requested for one address. They are counted whether or not it has an account."""

    reason = _(
        "We have already sent several e-mails to this address, so we did not send another now."
    )
    next_step = _(
        "Look for the last one in your inbox and in the spam folder: its link still works."
    )


class TooManyOnNetwork(TooManyAttempts):
    reason = _("Too many people on your network are doing this at the same time.")
    next_step = _("To avoid waiting, use another network, such as your phone's mobile data.")
