"""Confirm the mandatory preparation for a seminar."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enrollment.models import Registration
from enrollment.places import taking
from enrollment.refusals import Closed, NotHeld


def confirm(*, registration: Registration, at: datetime) -> None:
    """Confirm the preparation before the seminar begins. Idempotent.

    Raises ``NotHeld`` for a place given up, and ``Closed`` once the seminar has begun.
    """
    with transaction.atomic():
        # A change of session copies the confirmation to the new registration. Without the lock, a
        # confirmation made at the same moment would be lost.
        taking.lock_assistants([registration.assistant_id])
        current = taking.reread(registration)
        if current.withdrawn_at is not None:
            raise NotHeld(current)
        if current.preparation_confirmed_at is not None:
            return
        if current.session.has_begun(at):
            raise Closed(current.session.term, current.session)
        Registration.objects.filter(pk=current.pk, preparation_confirmed_at=None).update(
            preparation_confirmed_at=at
        )
