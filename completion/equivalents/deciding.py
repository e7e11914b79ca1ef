"""Uniped decides on applications to be exempt, each once; an exemption ends only by being withdrawn, with a reason.

Whoever becomes exempt gives up their places to come, so sessions are locked before people (``enrollment.places``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from completion.models import Decision, EquivalentQualification, Kind, Source
from enrollment.models import LearningAssistant, User
from enrollment.places import lock_all, lock_assistant, lock_assistants
from enrollment.refusals import Refusal
from enrollment.registering import end_exemption, exempt, exempt_locked

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
    """Approve an application, which exempts, or reject it; the applicant is told why.

    Deciding the same again, for the same reason, is harmless. Raises ``ApplicationGone``, ``Decided`` where it was decided
    otherwise, or ``OwnApplication``.
    """
    with transaction.atomic():
        lock_all(at)
        assistant = lock_assistant(application.assistant)
        current = EquivalentQualification.objects.filter(pk=application.pk).first()
        if current is None:
            raise ApplicationGone
        current.assistant = assistant
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
        letters.decided([current], at)
    return current


def record(
    rows: Iterable[tuple[LearningAssistant, Kind, Decision]], *, by: User | None, at: datetime
) -> list[EquivalentQualification | Refusal]:
    """Note, inside ``freeing``, what was decided elsewhere, as a file says: for each row the application, or why not.

    An open application with that qualification is decided by it. Noting the same again is harmless.
    """
    rows = list(rows)
    people = lock_assistants({assistant.pk for assistant, _kind, _decision in rows})
    last = last_of(people)
    outcomes: list[EquivalentQualification | Refusal] = []
    new, decided, news = [], [], []
    for assistant, kind, decision in rows:
        found = last.get((assistant.pk, kind))
        if found is not None and found.decision == decision:
            outcomes.append(found)
            continue
        refusal = why_not_record(people[assistant.pk], found, by)
        if refusal is not None:
            outcomes.append(refusal)
            continue
        if found is not None and found.is_open:
            decided.append(found)
        else:
            found = EquivalentQualification(assistant=assistant, kind=kind, applied_at=at)
            new.append(found)
        found.decision, found.source = decision, Source.FILE
        found.decided_by, found.decided_at = by, at
        outcomes.append(found)
        # Whoever never applied here is not told of a rejection.
        if decision == Decision.APPROVED or found in decided:
            news.append(found)
    EquivalentQualification.objects.bulk_create(new)
    columns = ["decision", "source", "decided_by", "decided_at"]
    EquivalentQualification.objects.bulk_update(decided, columns)
    approved = {one.assistant_id for one in news if one.decision == Decision.APPROVED}
    exempt_locked(assistants=approved, at=at)
    letters.decided(news, at)
    return outcomes


def why_not_record(
    assistant: LearningAssistant, last: EquivalentQualification | None, by: User | None
) -> Refusal | None:
    """What keeps another decision than the last from being noted: what exempts somebody is not rejected."""
    if last is not None and last.is_in_force:
        return Decided(last)
    return OwnApplication() if by is not None and assistant.user_id == by.pk else None


def last_of(assistants: Iterable[int]) -> dict[tuple[int, str], EquivalentQualification]:
    """What stands of people's applications, by person and qualification: the last, but for exemptions withdrawn."""
    made = EquivalentQualification.objects.filter(assistant__in=assistants, revoked_at=None)
    in_order = made.select_related("assistant").order_by("pk")
    return {(one.assistant_id, one.kind): one for one in in_order}


def withdraw_exemption(
    *, application: EquivalentQualification, because: str, by: User, at: datetime
) -> EquivalentQualification:
    """Reverse an approval: its applicant is told why, and is exempt no more unless another one is in force.

    Doing so again for the same reason, or of what exempts nobody, is harmless. Raises ``Withdrawn`` where it was done for
    another reason, or ``OwnApplication``.
    """
    with transaction.atomic():
        assistant = lock_assistant(application.assistant)
        current = EquivalentQualification.objects.get(pk=application.pk)
        current.assistant = assistant
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
            letters.exemption_withdrawn(current, at)
    return current
