"""Hold all mail, so that letters from a copy of the site never reach real people."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class MailIsHeldError(Exception):
    def __init__(self) -> None:
        super().__init__("Mail is held: LAOS_HOLD_MAIL is 1.")


class HeldBackend(BaseEmailBackend):
    """Guard: raise ``MailIsHeldError`` on any attempt to send mail while mail is on hold."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise MailIsHeldError
