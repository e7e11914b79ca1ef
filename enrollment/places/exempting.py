"""Exempt learning assistants, and end an exemption.

Follows the locking rule in ``places.taking``.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from enrollment.letters import about_places
from enrollment.models import LearningAssistant, Registration, WaitlistEntry
from enrollment.places import taking

from .promoting import freeing


def exempt(*, assistant: LearningAssistant, at: datetime) -> None:
    """Exempt a learning assistant, and free their places in coming sessions. Idempotent."""
    with freeing(at):
        (current,) = exempt_locked(assistants=[assistant.pk], at=at)
    assistant.exempt_since = current.exempt_since


def exempt_locked(*, assistants: Collection[int], at: datetime) -> list[LearningAssistant]:
    """Exempt many learning assistants and remove their waitlist entries. Call it inside ``freeing``."""
    locked = list(taking.lock_assistants(assistants).values())
    held = list(
        Registration.objects.standing()
        .filter(assistant__in=locked, mark="", session__starts_at__gt=at)
        .select_related("assistant", "session__campus", "session__term")
    )
    taking.free(held, at)
    about_places.write_given_up(held, at, about_places.Why.EXEMPT)
    WaitlistEntry.objects.filter(assistant__in=locked).delete()
    for person in locked:
        person.exempt_since = person.exempt_since or localdate(at)
    LearningAssistant.objects.bulk_update(locked, ["exempt_since"])
    return locked


def end_exemption(*, assistant: LearningAssistant) -> None:
    """End an exemption. The learning assistant must register like everyone else."""
    with transaction.atomic():
        current = taking.lock_assistant(assistant)
        current.exempt_since = None
        current.save(update_fields=["exempt_since"])
    assistant.exempt_since = None
