"""Delete expired sessions, account letters and unconfirmed sign-ups."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from post_office.models import STATUS, Email

from enrollment.models import User

from .log_in.sessions import clear_rows_of_ended_sessions

# The link works for three days; a log-in with the right password sends a new one.
UNCONFIRMED_KEPT = timedelta(days=30)
ACCOUNT_LETTERS_KEPT = timedelta(days=30)


def clear_sessions(at: datetime) -> None:
    Session.objects.filter(expire_date__lt=at).delete()
    clear_rows_of_ended_sessions()


def clear_account_letters(at: datetime) -> None:
    """Delete old letters about accounts, with their recipients and dates.

    Letters still queued because mail is on hold are kept.
    """
    over = Email.objects.filter(expires_at__lt=at - ACCOUNT_LETTERS_KEPT)
    over.exclude(status__in=[STATUS.queued, STATUS.requeued]).delete()


def clear_sign_ups(at: datetime) -> None:
    """Delete accounts whose address was never confirmed: anyone can sign up with another person's address."""
    User.objects.filter(
        username__contains="@",  # user names given by staff and imports contain no @
        date_joined__lt=at - UNCONFIRMED_KEPT,
        last_login=None,
        is_staff=False,
        is_superuser=False,
        assistant=None,
        coordinates=None,
    ).exclude(emailaddress__verified=True).delete()
