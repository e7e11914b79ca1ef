"""Letters about accounts, with links to confirm an address or choose a password.

They are sent before all others and given up after ``EXPIRE_AFTER``, or as long as the caller asks. Each is an e-mail
with ``expires_at``: this marks its text as secret, to be deleted once it is sent or given up. No page shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from post_office.models import PRIORITY, Email

from enrollment import clock

from .combining import framed
from .queueing import new_email
from .writing import announcement

# The links last three days; a user who is still waiting after one day has asked again.
EXPIRE_AFTER = timedelta(days=1)


class Queue(BaseEmailBackend):
    """E-mail backend that writes letters to the database, so that no request waits for a mail server."""

    def __init__(self, *, expire_after: timedelta = EXPIRE_AFTER, **options: Any) -> None:
        super().__init__(**options)
        self.expire_after = expire_after

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        emails = [
            new_email(
                to,
                subject=message.subject,
                message=message.body,
                html_message=framed(str(message.subject), str(message.body)).html,
                priority=PRIORITY.high,
                expires_at=clock.now() + self.expire_after,
            )
            for message in messages
            for to in message.to
        ]
        with transaction.atomic():
            Email.objects.bulk_create(emails)
            # Robust: if the broker is down, the letters wait for the next beat.
            transaction.on_commit(announcement.make, robust=True)
        return len(messages)
