"""Sending the letters that are written, by any number of workers on any number of hosts."""

from __future__ import annotations

import logging
import math
import time
from datetime import datetime, timedelta
from enum import Enum, auto
from smtplib import SMTPConnectError, SMTPRecipientsRefused, SMTPServerDisconnected
from socket import gaierror

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from post_office.models import STATUS, Email, Log

from enrollment.models import Letter

from .queueing import queue_letters
from .rendering import calendar_files, fill

logger = logging.getLogger(__name__)

# How long to wait after each try that failed; after the last the letter is given up, and the watchdog says so.
# A try that fails once in a busy moment is not worth a wait; a server that is down for days is.
RETRIES = [
    *(timedelta(seconds=seconds) for seconds in (5, 10, 20, 30)),
    *(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 40)),
    *(timedelta(hours=hours) for hours in (1, 2, 4, 8, 16, 24)),
]


# In a row; then every other letter would wait as long in vain. A single connection that is refused is nothing.
UNREACHABLE_TIMES = 3
SECONDS_LEFT_ALONE = 60
LEFT_ALONE = "mail-server-is-left-alone"
DISCARDED = "Discarded"
NO_ANSWER = (ConnectionError, TimeoutError, gaierror, SMTPConnectError, SMTPServerDisconnected)


class Outcome(Enum):
    SENT = auto()
    FAILED = auto()
    UNREACHABLE = auto()


def deliver(seconds: float = math.inf) -> int:
    """Send what is due, one letter a transaction, and return how many went out; none while mail is held.

    No letter is begun after so many seconds: a worker that is interrupted or killed may send the one at hand twice.
    A mail server that is not to be reached is left alone for a while, so that the worker gets on with its other tasks.

    A letter is locked from before it is sent until that is noted, so no two workers send the same. Only a crash between
    the mail server's yes and the commit sends one again, with the same Message-ID.
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
            sent += outcome == Outcome.SENT
            unreachable = unreachable + 1 if outcome == Outcome.UNREACHABLE else 0
            if unreachable == UNREACHABLE_TIMES:
                cache.set(LEFT_ALONE, True, timeout=SECONDS_LEFT_ALONE)
                break
    finally:
        mailer.close()
    return sent


def due(at: datetime) -> QuerySet[Email]:
    """The letters to be sent now."""
    emails: QuerySet[Email] = Email.objects.filter(
        Q(scheduled_time=None) | Q(scheduled_time__lte=at),
        status__in=[STATUS.queued, STATUS.requeued],
    )
    return emails


def refused_for_their_address() -> QuerySet[Email]:
    """The letters given up because the mail server does not take their address, as far as it is for staff to correct.

    What people type who sign up is not.
    """
    return _given_up_for(SMTPRecipientsRefused.__name__)


def discarded() -> QuerySet[Email]:
    """The letters that were discarded before they were sent."""
    return _given_up_for(DISCARDED)


def _given_up_for(error: str) -> QuerySet[Email]:
    tries = Log.objects.filter(email=OuterRef("pk")).order_by("-pk")
    last = Subquery(tries.values("exception_type")[:1])
    emails: QuerySet[Email] = Email.objects.annotate(last_error=last).filter(
        status=STATUS.failed, expires_at=None, last_error=error
    )
    return emails


def written_before(moment: datetime) -> QuerySet[Email]:
    """The letters written before then that still wait, those on accounts among them."""
    queue_letters()
    emails: QuerySet[Email] = Email.objects.filter(
        Q(letter__written_at__lt=moment) | Q(letter=None, created__lt=moment),
        status__in=[STATUS.queued, STATUS.requeued],
    )
    return emails


@transaction.atomic
def discard(moment: datetime, at: datetime) -> int:
    """Give up the letters written before a moment that still wait, and return how many.

    They stay on record: the same reminder is not written again, and staff may still send one again.
    """
    emails = list(written_before(moment).select_for_update(of=("self",)))
    Log.objects.bulk_create(
        Log(
            email=email,
            status=STATUS.failed,
            message="Discarded before it was sent.",
            exception_type=DISCARDED,
        )
        for email in emails
    )
    for email in emails:
        _close(email, STATUS.failed, at)
    return len(emails)


def _deliver_next(mailer: BaseEmailBackend) -> Outcome | None:
    at = timezone.now()
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
            return Outcome.FAILED
        try:
            message = _message(email)
            mailer.open()  # else it opens one for every letter
            mailer.send_messages([message])
        except Exception as error:  # whatever a mail server does, the letter is tried again
            _drop_connection(mailer)
            _note_failure(email, error, at)
            return Outcome.UNREACHABLE if isinstance(error, NO_ANSWER) else Outcome.FAILED
        # The commit follows at once: from the mail server's yes to it a crash would send the letter again.
        _close(email, STATUS.sent, at)
        return Outcome.SENT


def _close(email: Email, status: int, at: datetime) -> None:
    """Note that an e-mail is sent or given up. Of one that expires the text is forgotten: it has a secret link."""
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
    """Let this transaction stand idle while the mail server takes its time; each of its answers may take ten seconds."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '5min'")


def _message(email: Email) -> EmailMessage:
    """The e-mail to send; one that no letter of ours has, as staff may have written, goes as it is."""
    letter = Letter.objects.filter(email=email).select_related("recipient__user").first()
    if letter is not None:
        # It may have been put right while the letter waited for another try.
        email.to = [letter.recipient.letter_address]
        fill(email, letter)
    message: EmailMessage = email.prepare_email_message()
    # The library writes it without the year.
    message.extra_headers.pop("Expires", None)
    files = calendar_files(letter) if letter is not None else []
    for number, (method, text) in enumerate(files, start=1):
        message.attach(f"laos-{number}.ics", text.encode(), f"text/calendar; method={method}")
    return message


def _drop_connection(mailer: BaseEmailBackend) -> None:
    """Forget a connection that went wrong; the next letter opens another."""
    try:
        mailer.close()
    except Exception:  # it is gone already
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
