"""Delete what has expired, which would otherwise be kept for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from post_office.models import STATUS, Email

from enrollment.models import User

from .log_in.sessions import clear_rows_of_ended_sessions

# The link in the letter works for three days; a log-in with the password sends another.
UNCONFIRMED_KEPT = timedelta(days=30)
ACCOUNT_LETTERS_KEPT = timedelta(days=30)


def clear_sessions(at: datetime) -> None:
    Session.objects.filter(expire_date__lt=at).delete()
    clear_rows_of_ended_sessions()


def clear_account_letters(at: datetime) -> None:
    """Delete what is left of letters on accounts: to whom, when, and whether they were sent.

    One that still waits, since mail is held, stays.
    """
    over = Email.objects.filter(expires_at__lt=at - ACCOUNT_LETTERS_KEPT)
    over.exclude(status__in=[STATUS.queued, STATUS.requeued]).delete()


def clear_sign_ups(at: datetime) -> None:
    """Delete accounts that were signed up for and whose address was never confirmed.

    Anyone can sign up with another's address.
    """
    User.objects.filter(
        username__contains="@",  # staff and imports give user names without it
        date_joined__lt=at - UNCONFIRMED_KEPT,
        last_login=None,
        is_staff=False,
        is_superuser=False,
        assistant=None,
        coordinates=None,
    ).exclude(emailaddress__verified=True).delete()
