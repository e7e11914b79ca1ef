"""From the letters that are written to e-mails in the queue."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import make_msgid

from django.conf import settings
from django.db import transaction
from post_office.models import PRIORITY, STATUS, Email

from enrollment.models import Letter

AT_A_TIME = 500


def queue_letters() -> None:
    """Queue an e-mail for every letter that has none."""
    while _queue_some():
        pass


def send_again(letters: Iterable[Letter]) -> int:
    """Queue those of them that were given up once more, to the address that is the recipient's now."""
    with transaction.atomic():
        given_up = list(
            Email.objects.select_for_update(of=("self",))
            .select_related("letter__recipient")
            .filter(letter__in=letters, status=STATUS.failed)
            .order_by("pk")
        )
        for email in given_up:
            email.to = [email.letter.recipient.email]
            email.status, email.number_of_retries, email.scheduled_time = STATUS.queued, None, None
        Email.objects.bulk_update(given_up, ["to", "status", "number_of_retries", "scheduled_time"])
    return len(given_up)


def _queue_some() -> int:
    with transaction.atomic():
        letters = list(
            Letter.objects.filter(email=None)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("recipient")
            .order_by("pk")[:AT_A_TIME]
        )
        emails = Email.objects.bulk_create(map(_email, letters))
        for letter, email in zip(letters, emails, strict=True):
            letter.email = email
        Letter.objects.bulk_update(letters, ["email"])
    return len(letters)


def _email(letter: Letter) -> Email:
    recipient = letter.recipient
    return Email(
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[recipient.email],
        # Its text is made from this when it is sent.
        context={"name": recipient.name, "language": recipient.language, **letter.facts},
        # Made once, so that a letter sent again after a crash is the same letter to a mail program.
        message_id=make_msgid(domain="laos"),
        headers={"Auto-Submitted": "auto-generated", "Reply-To": settings.LAOS_CONTACT_EMAIL},
        priority=PRIORITY.medium,
        status=STATUS.queued,
    )
