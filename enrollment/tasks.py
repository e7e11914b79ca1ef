"""Celery tasks. Each only calls a use case, and is safe to run twice."""

from __future__ import annotations

from celery import shared_task

from . import clock
from .accounts import clearing
from .letters import delivering
from .people import appointing
from .places import exchanging, promoting

# Leaves time to finish the current letter before the task's time limits, even with a slow mail server.
SECONDS_OF_DELIVERY = 50


@shared_task
def deliver_letters() -> None:
    """Send waiting letters, for at most ``SECONDS_OF_DELIVERY``. The next run, a minute later, sends the rest."""
    delivering.deliver(seconds=SECONDS_OF_DELIVERY)


@shared_task
def refresh_exchanges() -> None:
    """Close exchange offers that are over, and make new ones."""
    exchanging.refresh(clock.now())


@shared_task
def promote() -> None:
    """Promote from waitlists where the passing of time made it possible."""
    promoting.promote_all(clock.now())


@shared_task
def free_after_last_day() -> None:
    """Free the coming places of people whose last day has passed."""
    appointing.free_after_last_day(clock.now())


@shared_task
def clear_expired() -> None:
    """Delete expired login sessions, account e-mails and sign-ups."""
    at = clock.now()
    clearing.clear_sessions(at)
    clearing.clear_account_letters(at)
    clearing.clear_sign_ups(at)
