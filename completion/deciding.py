"""Uniped decides on applications to be exempt, each once; an exemption ends only by being withdrawn, with a reason.

Whoever becomes exempt gives up their places to come, so sessions are locked before people (``enrollment.places``).
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enrollment.models import LearningAssistant, User
from enrollment.places import lock_all, lock_assistant
from enrollment.refusals import Refusal
from enrollment.registering import end_exemption, exempt, exempt_locked

from . import equivalent_letters
from .equivalent_refusals import ApplicationGone, Decided, OwnApplication
from .models import Decision, EquivalentQualification, Kind, Source


def decide(
    *,
    application: EquivalentQualification,
    decision: Decision,
    reason: str,
    by: User,
    at: datetime,
) -> EquivalentQualification:
    """Approve an application, which exempts, or reject it; the applicant is told why.

    Deciding the same again is harmless. Raises ``ApplicationGone``, ``Decided`` where it was decided otherwise, or
    ``OwnApplication``.
    """
    with transaction.atomic():
        lock_all(at)
        assistant = lock_assistant(application.assistant)
        current = EquivalentQualification.objects.filter(pk=application.pk).first()
        if current is None:
            raise ApplicationGone
        current.assistant = assistant
        if current.decision == decision:
            return current
        if not current.is_open:
            raise Decided(current)
        if assistant.user_id == by.pk:
            raise OwnApplication
        current.decision, current.reason = decision, reason
        current.decided_by, current.decided_at = by, at
        current.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
        if decision == Decision.APPROVED:
            exempt(assistant=assistant, at=at)
        equivalent_letters.decided(current, at)
    return current


def record(
    *,
    assistant: LearningAssistant,
    kind: Kind,
    decision: Decision,
    by: User | None,
    at: datetime,
) -> EquivalentQualification:
    """Note, inside ``freeing``, what was decided elsewhere, as a file says.

    An open application with that qualification is decided by it. Noting the same again is harmless. Raises the refusal of
    ``why_not_record``.
    """
    locked = lock_assistant(assistant)
    last = last_of(locked, kind)
    if last is not None and last.decision == decision:
        return last
    refusal = why_not_record(locked, last, by)
    if refusal is not None:
        raise refusal
    # Whoever never applied here is not told of a rejection.
    is_news = decision == Decision.APPROVED or (last is not None and last.is_open)
    if last is None or not last.is_open:
        last = EquivalentQualification(assistant=locked, kind=kind, applied_at=at)
    last.assistant = locked
    last.decision, last.source = decision, Source.FILE
    last.decided_by, last.decided_at = by, at
    last.save()
    if decision == Decision.APPROVED:
        exempt_locked(assistant=locked, at=at)
    if is_news:
        equivalent_letters.decided(last, at)
    return last


def why_not_record(
    assistant: LearningAssistant, last: EquivalentQualification | None, by: User | None
) -> Refusal | None:
    """What keeps another decision than the last from being noted: what exempts somebody is not rejected."""
    if last is not None and last.is_in_force:
        return Decided(last)
    return OwnApplication() if by is not None and assistant.user_id == by.pk else None


def last_of(assistant: LearningAssistant, kind: Kind) -> EquivalentQualification | None:
    """What stands of somebody's applications with a qualification: the last, but for exemptions that were withdrawn."""
    made = EquivalentQualification.objects.filter(assistant=assistant, kind=kind, revoked_at=None)
    return made.order_by("pk").last()


def withdraw_exemption(
    *, application: EquivalentQualification, because: str, by: User, at: datetime
) -> EquivalentQualification:
    """Reverse an approval: its applicant is told why, and is exempt no more unless another one is in force.

    Doing so again, or of what exempts nobody, is harmless. Raises ``OwnApplication``.
    """
    with transaction.atomic():
        assistant = lock_assistant(application.assistant)
        current = EquivalentQualification.objects.get(pk=application.pk)
        current.assistant = assistant
        if not current.is_in_force:
            return current
        if assistant.user_id == by.pk:
            raise OwnApplication
        current.revoked_at, current.revoked_by, current.revoked_because = at, by, because
        current.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
        if not EquivalentQualification.objects.in_force().filter(assistant=assistant).exists():
            end_exemption(assistant=assistant)
            equivalent_letters.exemption_withdrawn(current, at)
    return current
