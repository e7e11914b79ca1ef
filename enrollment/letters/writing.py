"""Writing a letter: one row per recipient, kind and key, in the transaction of what it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import make_msgid
from functools import partial

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import override
from post_office.models import PRIORITY, STATUS, Email

from enrollment.models import LearningAssistant, Letter

DELIVER = "enrollment.tasks.deliver_letters"
ONE_WRITER = 0x1AC5


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter to be.

    ``facts`` gives the plain values of its text, and is asked in the recipient's language. ``calendars`` are pairs of
    a method (PUBLISH or CANCEL) and the keys of the registrations in that file.
    """

    recipient: LearningAssistant
    kind: str
    key: str
    facts: Callable[[], dict[str, object]]
    calendars: tuple[tuple[str, tuple[int, ...]], ...] = ()


def write(drafts: Iterable[Draft], at: datetime) -> list[Letter]:
    """Write letters that cannot have been written before, and have them sent once this transaction is over.

    Raises ``IntegrityError`` for one that has.
    """
    drafts = list(drafts)
    if not drafts:
        return []
    emails = Email.objects.bulk_create(_email(draft) for draft in drafts)
    letters = Letter.objects.bulk_create(
        Letter(
            recipient=draft.recipient,
            kind=draft.kind,
            key=draft.key,
            email=email,
            calendars=draft.calendars,
            written_at=at,
        )
        for draft, email in zip(drafts, emails, strict=True)
    )
    # Robust: with the broker down the letters wait for the next beat.
    transaction.on_commit(partial(current_app.send_task, DELIVER, retry=False), robust=True)
    return letters


def write_missing(drafts: Iterable[Draft], at: datetime) -> list[Letter]:
    """Write those that have not been written yet."""
    drafts = list(drafts)
    with transaction.atomic():
        # One writer at a time: two that look at once would both find the same letter missing.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_WRITER])
        written = set(
            Letter.objects.filter(
                kind__in={draft.kind for draft in drafts}, key__in={draft.key for draft in drafts}
            ).values_list("recipient", "kind", "key")
        )
        return write(
            [one for one in drafts if (one.recipient.pk, one.kind, one.key) not in written], at
        )


def _email(draft: Draft) -> Email:
    with override(draft.recipient.language):
        facts = draft.facts()
    return Email(
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[draft.recipient.email],
        # The text is made when it is sent: whoever waits for an answer need not wait for that.
        context={"name": draft.recipient.name, "language": draft.recipient.language, **facts},
        # Made once, so that a letter sent again after a crash is the same letter to a mail program.
        message_id=make_msgid(domain="laos"),
        headers={"Auto-Submitted": "auto-generated", "Reply-To": settings.LAOS_CONTACT_EMAIL},
        priority=PRIORITY.medium,
        status=STATUS.queued,
    )
