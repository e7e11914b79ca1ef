"""Apply for exemption with documents, and withdraw an application that is not decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from completion.models import CompletionReport, EquivalentQualification, Kind
from enrollment.models import LearningAssistant
from enrollment.places.taking import lock_assistant
from enrollment.refusals import Refusal

from . import documents
from .refusals import (
    AlreadyCompleted,
    AlreadyExempt,
    ApplicationOpen,
    DecidedMeanwhile,
    NotApproved,
)


def apply(
    *,
    assistant: LearningAssistant,
    kind: Kind,
    files: Sequence[UploadedFile[bytes]],
    at: datetime,
    text: str = "",
) -> EquivalentQualification:
    """Store an application with all its documents, or nothing.

    Raises ``AlreadyExempt``, ``ApplicationOpen``, ``AlreadyCompleted``, ``NotApproved``, ``NoDocument``,
    ``TooManyDocuments``, a subclass of ``AboutDocument``, or ``CannotStore``.
    """
    refuse(refusal_to_apply(assistant, kind))
    # Checking takes seconds, so it happens before any lock is taken.
    checked = documents.check(files)
    with documents.kept() as names, transaction.atomic():
        locked = lock_assistant(assistant)
        refuse(refusal_to_apply(locked, kind))
        application = EquivalentQualification.objects.create(
            assistant=locked, kind=kind, text=text, applied_at=at
        )
        documents.keep(application, checked, names)
    return application


def refusal_to_apply(assistant: LearningAssistant, kind: Kind) -> Refusal | None:
    """Return why the assistant cannot apply with this qualification, or ``None``."""
    return refusal_to_apply_at_all(assistant) or (None if kind.is_approvable else NotApproved(kind))


def refusal_to_apply_at_all(assistant: LearningAssistant) -> Refusal | None:
    """Return why the assistant cannot apply with any qualification, or ``None``."""
    if assistant.exempt_since is not None:
        return AlreadyExempt()
    if EquivalentQualification.objects.open().filter(assistant=assistant).exists():
        return ApplicationOpen()
    # Certificates are issued every few minutes, so a completion counts here with a short delay.
    if CompletionReport.objects.valid().filter(assistant=assistant).exists():
        return AlreadyCompleted()
    return None


def refuse(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise refusal


def withdraw(*, application: EquivalentQualification) -> None:
    """Delete an open application and its documents. Idempotent. Raises ``DecidedMeanwhile``."""
    with transaction.atomic():
        lock_assistant(application.assistant)
        current = EquivalentQualification.objects.filter(pk=application.pk).first()
        if current is None:
            return
        if not current.is_open:
            raise DecidedMeanwhile(current)
        names = list(current.documents.values_list("file", flat=True))
        current.delete()
        transaction.on_commit(partial(documents.remove, names))
