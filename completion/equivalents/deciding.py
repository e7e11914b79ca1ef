"""Decide applications for exemption, each once. An exemption ends only when it is withdrawn, with a reason.

An exemption frees the assistant's upcoming places, so sessions are locked before assistants (``enrollment.places.taking``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from completion.models import Decision, DecisionSource, EquivalentQualification, Kind
from enrollment.models import LearningAssistant, User
from enrollment.places.exempting import end_exemption, exempt, exempt_locked
from enrollment.places.taking import lock_all, lock_assistant, lock_assistants
from enrollment.refusals import Refusal

from . import letters
from .refusals import ApplicationGone, Decided, OwnApplication, Withdrawn


def decide(
    *,
    application: EquivalentQualification,
    decision: Decision,
    reason: str,
    by: User,
    at: datetime,
) -> EquivalentQualification:
    """Approve an application, which exempts the assistant, or reject it, and write the letter with the reason.

    Repeating the same decision with the same reason does nothing. Raises ``ApplicationGone``, ``Decided`` if another
    decision or reason is on record, or ``OwnApplication``.
    """
    with transaction.atomic():
        lock_all(at)
        assistant = lock_assistant(application.assistant)
        current = _reread(application, assistant)
        if (current.decision, current.reason) == (decision, reason):
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
        letters.write_decided([current], at)
    return current


def record(
    rows: Iterable[tuple[LearningAssistant, Kind, Decision]], *, by: User | None, at: datetime
) -> list[EquivalentQualification | Refusal]:
    """Record decisions imported from a file. Call it inside ``freeing()``.

    Returns the application or the refusal for each row. An open application with the same qualification is decided.
    Rows already recorded change nothing.
    """
    rows = list(rows)
    people = lock_assistants({assistant.pk for assistant, _kind, _decision in rows})
    last = last_of(people)
    outcomes: list[EquivalentQualification | Refusal] = []
    new: list[EquivalentQualification] = []
    decided: list[EquivalentQualification] = []
    for assistant, kind, decision in rows:
        found = last.get((assistant.pk, kind))
        if found is not None and found.decision == decision:
            outcomes.append(found)
            continue
        refusal = refusal_to_record(people[assistant.pk], found, by)
        if refusal is not None:
            outcomes.append(refusal)
            continue
        if found is not None and found.is_open:
            decided.append(found)
        else:
            found = EquivalentQualification(assistant=assistant, kind=kind, applied_at=at)
            new.append(found)
        found.decision, found.source = decision, DecisionSource.FILE
        found.decided_by, found.decided_at = by, at
        outcomes.append(found)
    _save(new, decided, at)
    return outcomes


def _save(
    new: Sequence[EquivalentQualification], decided: Sequence[EquivalentQualification], at: datetime
) -> None:
    """Save the decisions, exempt the approved assistants and write the letters.

    A rejection is sent only to assistants who applied in LAOS.
    """
    EquivalentQualification.objects.bulk_create(new)
    columns = ["decision", "source", "decided_by", "decided_at"]
    EquivalentQualification.objects.bulk_update(decided, columns)
    approved = [
        application for application in (*new, *decided) if application.decision == Decision.APPROVED
    ]
    exempt_locked(assistants={application.assistant_id for application in approved}, at=at)
    rejected = [application for application in decided if application.decision != Decision.APPROVED]
    letters.write_decided(approved + rejected, at)


def refusal_to_record(
    assistant: LearningAssistant, last: EquivalentQualification | None, by: User | None
) -> Refusal | None:
    """Return the refusal to record a decision other than the last, or ``None``.

    An exemption in force cannot be rejected, and no user decides on their own application.
    """
    if last is not None and last.is_in_force:
        return Decided(last)
    return OwnApplication() if by is not None and assistant.user_id == by.pk else None


def last_of(assistants: Iterable[int]) -> dict[tuple[int, str], EquivalentQualification]:
    """Return the last application by assistant key and kind, leaving out withdrawn exemptions."""
    made = EquivalentQualification.objects.filter(assistant__in=assistants, revoked_at=None)
    in_order = made.select_related("assistant").order_by("pk")
    return {(application.assistant_id, application.kind): application for application in in_order}


def withdraw_exemption(
    *, application: EquivalentQualification, because: str, by: User, at: datetime
) -> EquivalentQualification:
    """Withdraw an approval. If no other one is in force, end the exemption and write the letter with the reason.

    Repeating it with the same reason, or for an application that is not in force, does nothing. Raises ``Withdrawn`` if
    it was withdrawn for another reason, ``OwnApplication``, or ``ApplicationGone``.
    """
    with transaction.atomic():
        assistant = lock_assistant(application.assistant)
        current = _reread(application, assistant)
        if current.revoked_at is not None and current.revoked_because != because:
            raise Withdrawn(current)
        if not current.is_in_force:
            return current
        if assistant.user_id == by.pk:
            raise OwnApplication
        current.revoked_at, current.revoked_by, current.revoked_because = at, by, because
        current.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
        if not EquivalentQualification.objects.in_force().filter(assistant=assistant).exists():
            end_exemption(assistant=assistant)
            letters.write_exemption_withdrawn(current, at)
    return current


def _reread(
    application: EquivalentQualification, assistant: LearningAssistant
) -> EquivalentQualification:
    """Return the current state of an application under the lock of its assistant.

    Raises ``ApplicationGone`` if it was taken back, or is another record's since two were merged.
    """
    current = EquivalentQualification.objects.filter(pk=application.pk, assistant=assistant).first()
    if current is None:
        raise ApplicationGone
    current.assistant = assistant
    return current
