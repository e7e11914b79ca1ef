"""What runs by itself. A task is an entrance only; run twice, the second run is quiet."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from . import exchanging, promoting, reminding, watching
from .accounts import clearing
from .letters import delivering

# The letter at hand then is sent well before the time limits, however slow each answer of the mail server.
SECONDS_OF_DELIVERY = 50


@shared_task
def deliver_letters() -> None:
    """Send the letters that wait; what is left is sent by the next run, which beat orders every minute."""
    delivering.deliver(seconds=SECONDS_OF_DELIVERY)


@shared_task
def refresh_exchanges() -> None:
    """Close the offers that are over, and make new ones."""
    exchanging.refresh(timezone.now())


@shared_task
def remind() -> None:
    """Write the reminders that are due."""
    reminding.remind(timezone.now())


@shared_task
def watch() -> None:
    """Compare what should have gone out with what did."""
    watching.look(timezone.now())


@shared_task
def promote() -> None:
    """Give places to those who wait where only time has made it possible."""
    promoting.promote_all(timezone.now())


@shared_task
def clear_expired() -> None:
    """Delete sessions, sign-ups and letters on accounts that have expired."""
    at = timezone.now()
    clearing.clear_sessions(at)
    clearing.clear_account_letters(at)
    clearing.clear_sign_ups(at)
