"""Create e-mails in the queue for written letters."""

from __future__ import annotations

from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from post_office.models import PRIORITY, STATUS, Email

from enrollment.models import Letter

from .recipients import language_of, letter_addresses

AT_A_TIME = 500


def queue_letters() -> None:
    """Queue an e-mail for every letter that has none."""
    while _queue_some():
        pass


def send_again(letters: QuerySet[Letter]) -> int:
    """Queue again those of the letters that were given up, and return how many."""
    given_up = Email.objects.filter(letter__in=letters, status=STATUS.failed)
    number: int = given_up.update(status=STATUS.queued, number_of_retries=None, scheduled_time=None)
    return number


def _queue_some() -> int:
    with transaction.atomic():
        letters = list(
            Letter.objects.filter(email=None)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("recipient__user")
            .order_by("pk")[:AT_A_TIME]
        )
        addresses = letter_addresses(letter.recipient for letter in letters)
        emails = Email.objects.bulk_create(
            _email(letter, addresses[letter.recipient_id]) for letter in letters
        )
        for letter, email in zip(letters, emails, strict=True):
            letter.email = email
        Letter.objects.bulk_update(letters, ["email"])
    return len(letters)


def new_email(to: str, *, reply_to: str = "", **content: Any) -> Email:
    """Return an unsaved e-mail for the queue. ``content`` are fields of the ``Email`` model."""
    return Email(
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        # Set once: mail programs recognise a letter that is sent again after a crash.
        message_id=make_msgid(domain="laos"),
        headers={
            "Auto-Submitted": "auto-generated",
            "Reply-To": reply_to or settings.LAOS_CONTACT_EMAIL,
        },
        status=STATUS.queued,
        **{"priority": PRIORITY.medium, **content},
    )


def _email(letter: Letter, address: str) -> Email:
    recipient = letter.recipient
    return new_email(
        address,
        reply_to=letter.facts.get("reply_to", ""),
        # The text is rendered from these facts when the letter is sent.
        context={"name": recipient.name, "language": language_of(recipient), **letter.facts},
    )
