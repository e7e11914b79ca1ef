"""Send queued letters, safely with any number of workers and hosts."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import Enum, auto
from smtplib import SMTPConnectError, SMTPRecipientsRefused, SMTPServerDisconnected
from socket import gaierror

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from post_office.models import STATUS, Email, Log

from enrollment import clock
from enrollment.models import Letter

from .queueing import queue_letters
from .recipients import letter_address
from .rendering import calendar_files, fill

logger = logging.getLogger(__name__)

# How long to wait after each failed try; after the last, the letter is given up and the watchdog
# reports it. Short at first, for a busy moment; long at the end, for a server down for days.
RETRIES = [
    *(timedelta(seconds=seconds) for seconds in (5, 10, 20, 30)),
    *(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 40)),
    *(timedelta(hours=hours) for hours in (1, 2, 4, 8, 16, 24)),
]


# In a row: then the other letters would fail as well. A single refused connection means nothing.
UNREACHABLE_TIMES = 3
SECONDS_LEFT_ALONE = 60
LEFT_ALONE = "mail-server-is-left-alone"
DISCARDED = "Discarded"
# How long staff are told of letters that were given up.
REMEMBERED = timedelta(days=7)
NO_ANSWER = (ConnectionError, TimeoutError, gaierror, SMTPConnectError, SMTPServerDisconnected)


class DeliveryOutcome(Enum):
    SENT = auto()
    FAILED = auto()
    UNREACHABLE = auto()


def deliver(seconds: float = math.inf) -> int:
    """Send due letters, one per transaction, and return how many were sent; none while mail is on hold.

    No letter is started after ``seconds``, since a worker killed while sending may send that letter twice. An
    unreachable mail server is left alone for a while, so that the worker can run other tasks.

    A letter stays locked until its status is saved, so no two workers send the same one. Only a crash between the
    mail server's reply and the commit sends a letter again, with the same Message-ID.
    """
    if settings.LAOS_HOLD_MAIL:
        return 0
    last_begun = time.monotonic() + seconds
    queue_letters()
    if cache.get(LEFT_ALONE):
        return 0
    sent = unreachable = 0
    mailer = get_connection()
    try:
        while time.monotonic() < last_begun:
            outcome = _deliver_next(mailer)
            if outcome is None:
                break
            sent += outcome == DeliveryOutcome.SENT
            unreachable = unreachable + 1 if outcome == DeliveryOutcome.UNREACHABLE else 0
            if unreachable == UNREACHABLE_TIMES:
                cache.set(LEFT_ALONE, True, timeout=SECONDS_LEFT_ALONE)
                break
    finally:
        mailer.close()
    return sent


def due(at: datetime) -> QuerySet[Email]:
    """Return the letters to send now."""
    emails: QuerySet[Email] = Email.objects.filter(
        Q(scheduled_time=None) | Q(scheduled_time__lte=at),
        status__in=[STATUS.queued, STATUS.requeued],
    )
    return emails


def refused_for_their_address() -> QuerySet[Email]:
    """Return the letters given up because the mail server refused an address that staff can correct.

    Letters about accounts are left out: their addresses are typed by users who sign up.
    """
    return _given_up_for(SMTPRecipientsRefused.__name__)


def failed_lately(at: datetime) -> QuerySet[Email]:
    """Return the letters given up within ``REMEMBERED``, except those discarded on purpose."""
    emails: QuerySet[Email] = Email.objects.filter(
        status=STATUS.failed, expires_at=None, last_updated__gt=at - REMEMBERED
    )
    return emails.exclude(pk__in=discarded().values("pk"))


def discarded() -> QuerySet[Email]:
    """Return the letters discarded before they were sent."""
    return _given_up_for(DISCARDED)


def _given_up_for(error: str) -> QuerySet[Email]:
    tries = Log.objects.filter(email=OuterRef("pk")).order_by("-pk")
    last = Subquery(tries.values("exception_type")[:1])
    emails: QuerySet[Email] = Email.objects.annotate(last_error=last).filter(
        status=STATUS.failed, expires_at=None, last_error=error
    )
    return emails


def written_before(moment: datetime) -> QuerySet[Email]:
    """Return the letters written before ``moment`` that are still waiting, including those about accounts."""
    queue_letters()
    letters = Letter.objects.filter(email=OuterRef("pk"))
    emails: QuerySet[Email] = Email.objects.filter(
        Exists(letters.filter(written_at__lt=moment)) | Q(~Exists(letters), created__lt=moment),
        status__in=[STATUS.queued, STATUS.requeued],
    )
    return emails


@transaction.atomic
def discard(moment: datetime, at: datetime) -> int:
    """Give up the waiting letters written before ``moment``, and return how many.

    They stay on record, so the same reminder is not written again and staff can still resend one.
    """
    emails = list(written_before(moment).select_for_update(of=("self",)))
    give_up(emails, "Discarded before it was sent.", at)
    return len(emails)


def give_up(emails: Collection[Email], because: str, at: datetime) -> None:
    """Discard locked e-mails that wait to be sent."""
    Log.objects.bulk_create(
        Log(email=email, status=STATUS.failed, message=because, exception_type=DISCARDED)
        for email in emails
    )
    for email in emails:
        _close(email, STATUS.failed, at)


def _deliver_next(mailer: BaseEmailBackend) -> DeliveryOutcome | None:
    at = clock.now()
    with transaction.atomic():
        _wait_for_mail_server()
        email = (
            due(at)
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("-priority", "pk")
            .first()
        )
        if email is None:
            return None
        if email.expires_at is not None and email.expires_at <= at:
            _close(email, STATUS.failed, at)
            return DeliveryOutcome.FAILED
        try:
            message = _message(email)
            mailer.open()  # otherwise each letter opens its own connection
            mailer.send_messages([message])
        except Exception as error:  # whatever the mail server raises, the letter is tried again
            _drop_connection(mailer)
            _note_failure(email, error, at)
            return (
                DeliveryOutcome.UNREACHABLE
                if isinstance(error, NO_ANSWER)
                else DeliveryOutcome.FAILED
            )
        # Commit at once: a crash before the commit would send the letter again.
        _close(email, STATUS.sent, at)
        return DeliveryOutcome.SENT


def _close(email: Email, status: int, at: datetime) -> None:
    """Mark an e-mail as sent or given up, and delete its text if it expires: it contains a secret link."""
    is_secret = email.expires_at is not None
    Email.objects.filter(pk=email.pk).update(
        status=status,
        last_updated=at,
        to=email.to,
        subject=email.subject,
        message="" if is_secret else email.message,
        html_message="" if is_secret else email.html_message,
        scheduled_time=None,
    )


def _wait_for_mail_server() -> None:
    """Raise the transaction's idle timeout: each reply of the mail server may take ten seconds."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '5min'")


def _message(email: Email) -> EmailMessage:
    """Return the message to send. An e-mail without a ``Letter``, such as one written by staff, is sent as it is."""
    letters = list(
        Letter.objects.filter(email=email).select_related("assistant__user", "user").order_by("pk")
    )
    if letters:
        # The letters or the recipient may have changed while they waited.
        email.to = [letter_address(letters[0].recipient)]
        email.headers = {**(email.headers or {}), "Reply-To": ", ".join(_answered_by(letters))}
        fill(email, letters)
    message: EmailMessage = email.prepare_email_message()
    # The library writes this header without the year.
    message.extra_headers.pop("Expires", None)
    files = [file for letter in letters for file in calendar_files(letter)]
    for number, (method, text) in enumerate(files, start=1):
        message.attach(f"laos-{number}.ics", text.encode(), f"text/calendar; method={method}")
    return message


def _answered_by(letters: Iterable[Letter]) -> list[str]:
    """Return the addresses that an answer goes to: those that the letters give, else ours."""
    given = [letter.facts.get("reply_to") or settings.LAOS_CONTACT_EMAIL for letter in letters]
    return [*dict.fromkeys(given)]


def _drop_connection(mailer: BaseEmailBackend) -> None:
    """Close a broken connection; the next letter opens a new one."""
    try:
        mailer.close()
    except Exception:  # already closed
        logger.debug("The connection to the mail server could not be closed.", exc_info=True)


def _note_failure(email: Email, error: Exception, at: datetime) -> None:
    tries = (email.number_of_retries or 0) + 1
    refused_for_good = isinstance(error, SMTPRecipientsRefused) and all(
        code >= 500 for code, _reason in error.recipients.values()
    )
    next_try = None if refused_for_good or tries > len(RETRIES) else at + RETRIES[tries - 1]
    if next_try and email.expires_at and next_try >= email.expires_at:
        next_try = None
    logger.warning("Letter %s could not be sent (try %s): %s", email.pk, tries, error)
    Log.objects.create(
        email=email,
        status=STATUS.failed,
        message=str(error)[:2000],
        exception_type=type(error).__name__,
    )
    tried = Email.objects.filter(pk=email.pk)
    tried.update(number_of_retries=tries)
    if next_try is None:
        _close(email, STATUS.failed, at)
    else:
        tried.update(status=STATUS.requeued, scheduled_time=next_try, last_updated=at)
